//! What the words of an outlet say: newspaper, magazine, press, institution, journal.

use std::sync::LazyLock;

use hashbrown::HashMap;

/// The kind of outlet that a name reads as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum OutletKind {
    Newspaper,
    Magazine,
    Press,
    Institution,
    University,
    Journal,
}

/// Names and words by the kind they give away.
struct Lists {
    names: HashMap<&'static str, OutletKind>,
    words: HashMap<&'static str, OutletKind>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { names: HashMap::new(), words: HashMap::new() };
    let mut section = "";
    for line in include_str!("outlets.txt").lines().filter(|l| !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            continue;
        }
        let (kind, map) = match section.strip_suffix(" word") {
            Some(kind) => (kind, &mut lists.words),
            None => (section, &mut lists.names),
        };
        let kind = match kind {
            "newspaper" => OutletKind::Newspaper,
            "magazine" => OutletKind::Magazine,
            "press" => OutletKind::Press,
            "university" => OutletKind::University,
            "journal" => OutletKind::Journal,
            _ => OutletKind::Institution,
        };
        map.extend(line.split(';').map(str::trim).filter(|n| !n.is_empty()).map(|n| (n, kind)));
    }
    lists
});

/// Words that, at a name's end, make it a periodical whatever stands before.
const PERIODICAL_HEADS: &[&str] =
    &["journal", "review", "quarterly", "bulletin", "proceedings", "annals", "letters", "magazine", "transactions"];

/// Whether a name is nothing but a word that ends the names of periodicals.
pub(crate) fn is_head(name: &str) -> bool {
    PERIODICAL_HEADS.iter().any(|head| name.eq_ignore_ascii_case(head))
}

/// The longest name in the lists, in words.
const LONGEST_NAME: usize = 6;

fn fold(name: &str) -> String {
    let trimmed = name.trim_matches(|c: char| !c.is_alphanumeric());
    // "Middle East Institute (MEI)"
    let bracket = trimmed.match_indices('(').find(|(at, _)| trimmed[..*at].ends_with(' '));
    let bare = bracket.map_or(trimmed, |(at, _)| &trimmed[..at - 1]);
    let lower = bare.to_lowercase();
    if lower.is_ascii() { lower } else { lower.replace('’', "'") }
}

fn known(folded: &str) -> Option<OutletKind> {
    LISTS.names.get(folded).or_else(|| LISTS.names.get(folded.strip_prefix("the ")?)).copied()
}

/// Whether the lists hold this very name.
pub(crate) fn is_known(name: &str) -> bool {
    name.len() <= 80 && known(&fold(name)).is_some()
}

/// What kind of outlet `name` reads as: by the lists, then by the words in it.
pub(crate) fn kind(name: &str) -> Option<OutletKind> {
    const LONGEST_BYTES: usize = 400;
    if name.len() > LONGEST_BYTES {
        return None;
    }
    let folded = fold(name);
    if let Some(kind) = known(&folded) {
        return Some(kind);
    }
    // "Lakeside UP", "Dunes House", "U of Dunes".
    let bare = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    if bare.ends_with(" UP") || folded.ends_with(" house") {
        return Some(OutletKind::Press);
    }
    if bare.starts_with("U of ") {
        return Some(if bare.ends_with(" P") { OutletKind::Press } else { OutletKind::University });
    }
    let words = folded.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    let (mut first, mut last) = (None, "");
    for word in words {
        match LISTS.words.get(word) {
            Some(OutletKind::Press) => return Some(OutletKind::Press),
            kind => first = first.or(kind.copied()),
        }
        last = word;
    }
    // "University of Chicago Law Review" is a review, "Institute for Peace Studies" an institute.
    if PERIODICAL_HEADS.contains(&last) {
        return Some(OutletKind::Journal);
    }
    first.or_else(|| is_host(&folded).then_some(OutletKind::Institution))
}

/// "NJW", "JuS", "NJW-RR": a name of capitals, as journals of law are cited by.
pub(crate) fn is_acronym(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '-');
    (2..=9).contains(&name.len()) && capitals >= 2 && plain && name.starts_with(char::is_uppercase)
}

/// "www.crisisgroup.org": a site named by its address.
pub(crate) fn is_host(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    !name.contains(' ')
        && name.contains('.')
        && name
            .rsplit('.')
            .next()
            .is_some_and(|tld| (2..=4).contains(&tld.len()) && tld.chars().all(|c| c.is_ascii_lowercase()))
        && name.split('.').all(|p| !p.is_empty() && p.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
}

/// Where, in `text`, an outlet that the lists know starts and goes on to the end: "… in Afghanistan United States
/// Institute of Peace". The longest that does; `None` when there is none, or when it is all of `text`.
pub(crate) fn known_at_end(text: &str) -> Option<usize> {
    let trimmed = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let mut starts: Vec<usize> = trimmed.rmatch_indices(' ').take(LONGEST_NAME).map(|(i, _)| i + 1).collect();
    starts.reverse();
    // "…, carnegie endowment for international peace": three words are no chance, whatever their letters.
    let named = |s: usize| text[s..].starts_with(char::is_uppercase) || trimmed[s..].split_whitespace().count() > 2;
    starts.into_iter().find(|&s| is_known(&text[s..]) && named(s))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        let cases = [
            ("Dawn News", Some(OutletKind::Newspaper)),
            ("The Diplomat,", Some(OutletKind::Magazine)),
            ("Middle East Institute (MEI)", Some(OutletKind::Institution)),
            ("Some State University Press", Some(OutletKind::Press)),
            ("Journal of Tests", Some(OutletKind::Journal)),
            ("University of Hamburg", Some(OutletKind::University)),
            ("Www.example.org", Some(OutletKind::Institution)),
            ("Lakeside UP,", Some(OutletKind::Press)),
            ("House of Lakes", Some(OutletKind::Institution)),
            ("Lakes House:", Some(OutletKind::Press)),
            ("U of Lakes P", Some(OutletKind::Press)),
            ("U of Lakes", Some(OutletKind::University)),
            ("Univ. Lakes", Some(OutletKind::University)),
            ("Whatever", None),
        ];
        for (name, want) in cases {
            assert_eq!(kind(name), want, "{name}");
        }
    }

    #[test]
    fn known_outlets_at_the_end() {
        assert_eq!(known_at_end("stability in Asia United States Institute of Peace,"), Some(18));
        assert_eq!(known_at_end("Theory of Politics Cambridge University Press."), Some(19));
        assert_eq!(known_at_end("Reuters"), None);
    }
}
