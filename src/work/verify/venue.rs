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
    "annu",
    "meeting",
    "meet",
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
    "pmlr",
    "eds",
    "ed",
];

fn telling(name: &str) -> Vec<String> {
    folded(name).split(' ').filter(|w| is_telling(w)).map(str::to_owned).collect()
}

/// Whether a folded word tells outlets apart.
pub(super) fn is_telling(word: &str) -> bool {
    !word.is_empty() && !is_small(word) && !COMMON.contains(&word) && !word.starts_with(|c: char| c.is_ascii_digit())
}

/// Words of a name that are written as acronyms are, folded: "NeurIPS", "CVPR".
pub(super) fn acronyms(name: &str) -> impl Iterator<Item = String> {
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

/// Whether the letters are the starts of these words, one after another, but for words that tell nothing, and each of the
/// words is used.
fn spells(letters: &str, words: &[&str], used: usize) -> bool {
    /// Longer names than these words aren't looked at.
    const WORDS: usize = 16;
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() && used >= 3 };
    let shared = letters.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count().min(4);
    words.len() <= WORDS
        && ((1..=shared).any(|n| letters.is_char_boundary(n) && spells(&letters[n..], rest, used + 1))
            || !is_telling(word) && spells(letters, rest, used))
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

/// Whether these folded words name the outlet, in whatever writing, and say nothing else.
pub(super) fn is_named_in(outlet: &str, words: &[&str]) -> bool {
    let said: Vec<&str> = words.iter().copied().filter(|w| is_telling(w)).collect();
    if said.is_empty() {
        return !words.is_empty() && is_same(outlet, &words.join(" "));
    }
    let own = telling(outlet);
    let mut at = 0;
    let aligned = said.iter().all(|word| {
        let found = own[at..].iter().position(|other| is_one_word(word, other));
        at += found.map_or(0, |n| n + 1);
        found.is_some()
    });
    if aligned && said.len() * 4 >= own.len() * 3 {
        return true;
    }
    let known: Vec<String> = acronyms(outlet).collect();
    // "Proc. AAAI Conf. Artif. Intell.": what opens as a name of an outlet and has its acronym is that name.
    let opens = words
        .iter()
        .find(|w| is_telling(w) || COMMON.contains(w))
        .is_some_and(|w| COMMON.contains(w) || known.iter().any(|k| k == w));
    if opens && said.iter().any(|w| known.iter().any(|k| w.ends_with(k.as_str()))) {
        return true;
    }
    // "Int. Conf. Learn. Represent." for ICLR.
    if known.iter().any(|k| spells(k, words, 0))
        || kind_of(outlet) == Kind::Preprint && is_same(outlet, &words.join(" "))
    {
        return true;
    }
    let folded = folded(outlet);
    let own: Vec<&str> = folded.split(' ').collect();
    said.len() == 1 && (3..=10).contains(&said[0].len()) && is_acronym_of(said[0], &own)
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
