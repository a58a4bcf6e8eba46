//! Whether two names are one outlet's: abbreviated, spelled out, or an acronym of each other.

use super::super::outlet::{OutletKind, is_one_word, kind_of};
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

/// As many words as these are looked at for an acronym's letters.
const WORDS: usize = 16;
/// An acronym spells so many words at least.
const SPELLED: usize = 3;

/// After each word, the most words whose starts, one after another, have spelled all the letters so far as any can; it ends
/// where none can any more. A word gives up to four letters, or none if `skips` says so. O(letters) for each word.
fn spelling(letters: &str, words: &[&str], skips: impl Fn(&str) -> bool) -> impl Iterator<Item = Option<usize>> {
    const PART: usize = 4;
    let mut reached = vec![None; letters.len() + 1];
    reached[0] = Some(0);
    words.iter().map_while(move |word| {
        let mut next: Vec<Option<usize>> = vec![None; letters.len() + 1];
        for (at, used) in reached.iter().enumerate().filter_map(|(at, used)| Some((at, (*used)?))) {
            if skips(word) {
                next[at] = next[at].max(Some(used));
            }
            let shared = letters[at..].bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count().min(PART);
            for end in (at + 1..=at + shared).filter(|end| letters.is_char_boundary(*end)) {
                next[end] = next[end].max(Some(used + 1));
            }
        }
        reached = next;
        reached.iter().any(Option::is_some).then(|| reached[letters.len()])
    })
}

/// Whether the letters are the starts of words that follow each other, small words aside: "neurips" of "advances in neural
/// information processing systems".
fn is_acronym_of(acronym: &str, words: &[&str]) -> bool {
    let spelled = |words: &[&str]| spelling(acronym, words, is_small).any(|used| used >= Some(SPELLED));
    (0..words.len().min(WORDS)).any(|start| spelled(&words[start..words.len().min(start + WORDS)]))
}

/// Whether the letters are the starts of all these words but those that tell nothing.
fn spells(letters: &str, words: &[&str]) -> bool {
    let all = || spelling(letters, words, |word| !is_telling(word)).nth(words.len() - 1).flatten();
    (1..=WORDS).contains(&words.len()) && all() >= Some(SPELLED)
}

/// Whether the two are one outlet. Symmetric.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    let (folded_a, folded_b) = (folded(a), folded(b));
    if folded_a == folded_b {
        return true;
    }
    if kind_of(a) == OutletKind::Preprint && kind_of(b) == OutletKind::Preprint {
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
    if known.iter().any(|k| spells(k, words))
        || kind_of(outlet) == OutletKind::Preprint && is_same(outlet, &words.join(" "))
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
