//! Whether two names are one outlet's: abbreviated, spelled out, or an acronym of each other.

use super::super::outlet::{Kind, is_one_word, kind_of};
use super::super::words::{folded, is_small};

/// Words that many outlets share, which tell none apart.
const COMMON: &[&str] = &[
    "proceedings",
    "proceeding",
    "proc",
    "international",
    "int",
    "intl",
    "conference",
    "conf",
    "annual",
    "meeting",
    "symposium",
    "symp",
    "workshop",
    "advances",
    "adv",
    "ieee",
    "acm",
    "cvf",
    "usenix",
    "aaas",
    "edition",
    "volume",
    "vol",
    "preprint",
    "server",
    "ieeecvf",
    "siam",
    "eds",
    "ed",
];

fn telling(name: &str) -> Vec<String> {
    let folded = folded(name);
    let is_ordinal = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
    let words = folded.split(' ').filter(|w| !w.is_empty() && !is_small(w) && !COMMON.contains(w) && !is_ordinal(w));
    words.map(str::to_owned).collect()
}

/// Words of a name that are written as acronyms are, folded: "NeurIPS", "CVPR".
fn acronyms(name: &str) -> impl Iterator<Item = String> {
    let parts = name.split(|c: char| !c.is_alphanumeric());
    let is_acronym = |w: &&str| {
        let letters = w.chars().filter(|c| c.is_alphabetic()).count();
        (3..=10).contains(&letters) && w.chars().filter(|c| c.is_uppercase()).count() * 2 >= letters
    };
    parts.filter(is_acronym).map(folded).filter(|w| !COMMON.contains(&w.as_str()))
}

/// Whether the letters are the starts of words that follow each other, small words aside: "neurips" of "advances in neural
/// information processing systems". Linear but for short backtracking.
fn is_acronym_of(acronym: &str, words: &[&str]) -> bool {
    fn from(letters: &str, words: &[&str], used: usize) -> bool {
        if letters.is_empty() {
            return used >= 3;
        }
        let Some((word, rest)) = words.split_first() else { return false };
        let shared = letters.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count().min(4);
        (1..=shared).any(|n| letters.is_char_boundary(n) && from(&letters[n..], rest, used + 1))
            || used > 0 && is_small(word) && from(letters, rest, used)
    }
    (0..words.len().min(16)).any(|start| from(acronym, &words[start..words.len().min(start + 14)], 0))
}

/// Whether the two are one outlet. Symmetric.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    let (folded_a, folded_b) = (folded(a), folded(b));
    if folded_a == folded_b {
        return true;
    }
    if kind_of(a) == Kind::Preprint && kind_of(b) == Kind::Preprint {
        return folded_a.split(' ').any(|w| w.ends_with("xiv") && folded_b.split(' ').any(|other| other == w))
            || folded_a.contains("arxiv") == folded_b.contains("arxiv");
    }
    let (words_a, words_b): (Vec<&str>, Vec<&str>) = (folded_a.split(' ').collect(), folded_b.split(' ').collect());
    let names =
        |short: &str, words: &[&str]| acronyms(short).any(|x| words.contains(&x.as_str()) || is_acronym_of(&x, words));
    if names(a, &words_b) || names(b, &words_a) {
        return true;
    }
    let (x, y) = (telling(a), telling(b));
    let (short, long) = if (x.len(), &x) <= (y.len(), &y) { (x, y) } else { (y, x) };
    let mut at = 0;
    let aligned = short.iter().filter(|word| match long[at..].iter().position(|other| is_one_word(word, other)) {
        Some(found) => {
            at += found + 1;
            true
        }
        None => false,
    });
    let aligned = aligned.count();
    aligned > 0 && aligned == short.len() && aligned * 4 >= long.len() * 3
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn one_outlet_in_many_writings() {
        for (a, b, same) in [
            ("NeurIPS", "Advances in Neural Information Processing Systems", true),
            ("SOLR", "Proceedings of the Symposium on Lake Research", true),
            ("J. Lake Res.", "Journal of Lake Research", true),
            ("Mach. Learn.", "Machine Learning", true),
            ("Machine Learning", "Journal of Machine Learning Research", false),
            ("ICML", "International Conference on Learning Representations", false),
            ("ICLR", "Proceedings of the International Conference on Learning Representations", true),
            ("Journal of Lakes", "Journal of Rivers", false),
            ("Conference on Lake Computing", "ICML", false),
            ("bioRxiv", "bioRxiv : the preprint server for biology", true),
            ("arXiv", "bioRxiv", false),
        ] {
            assert_eq!((is_same(a, b), is_same(b, a)), (same, same), "{a} / {b}");
        }
    }
}
