//! Short names for works: "Kaura & Lind 2022".

use crate::reference::item::Item;
use crate::reference::name::Name;

/// The longest a single name gets in a label, in characters.
const NAME_WIDTH: usize = 28;

/// Who and when: "Kaura 2022", "Kaura & Lind 2022", "Kaura et al. 2022", "World Bank n.d.". Of a work without authors, the
/// editors, the court that decided or the beginning of the title stand in; of one that nothing is known of, `fallback`.
///
/// ```
/// use citegraph::reference::{date::Date, item::Item, name::Name};
/// use citegraph::view::label::who_when;
///
/// let item = Item { author: vec![Name::person("Kaura", "N.")], issued: Some(Date::of_year(2022)), ..Item::default() };
/// assert_eq!(who_when(&item, "w1"), "Kaura 2022");
/// assert_eq!(who_when(&Item::default(), "w1"), "w1");
/// ```
#[must_use]
pub fn who_when(item: &Item, fallback: &str) -> String {
    let names = if item.author.is_empty() { &item.editor } else { &item.author };
    let who = match names.as_slice() {
        [] => match (&item.authority, &item.title) {
            (Some(court), _) => shortened(court, NAME_WIDTH),
            (None, Some(title)) => format!("“{}”", shortened(title, NAME_WIDTH)),
            (None, None) => {
                return item.year().map_or_else(|| fallback.to_owned(), |year| format!("{fallback} {year}"));
            }
        },
        [one] => family(one),
        [one, two] => format!("{} & {}", family(one), family(two)),
        [one, ..] => format!("{} et al.", family(one)),
    };
    match item.year() {
        Some(year) => format!("{who} {year}"),
        None => format!("{who} n.d."),
    }
}

/// The beginning of a text, cut between words where it can be, with "…" where something is cut off; at most `width`
/// characters with it. White space becomes single spaces.
///
/// ```
/// use citegraph::view::label::shortened;
///
/// assert_eq!(shortened("On the origin of species", 14), "On the origin…");
/// assert_eq!(shortened("On the origin", 14), "On the origin");
/// ```
#[must_use]
pub fn shortened(text: &str, width: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if text.chars().count() <= width {
        return text;
    }
    let room = width.saturating_sub(1);
    let end = text.char_indices().nth(room).map_or(text.len(), |(at, _)| at);
    let cut = &text[..end];
    // Whole words, unless that would cost more than half of the room; or the cut falls between two words anyway.
    let whole = match cut.rfind(' ') {
        _ if text[end..].starts_with(' ') => cut,
        Some(space) if cut[..space].chars().count() * 2 >= room => &cut[..space],
        _ => cut,
    };
    format!("{}…", whole.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';' | '-' | '–')))
}

/// Lines of at most `width` characters where words allow, the last shortened when there are more than `lines`.
#[cfg(feature = "dot")]
pub(super) fn wrapped(text: &str, width: usize, lines: usize) -> Vec<String> {
    let text = shortened(text, width * lines);
    let mut wrapped: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match wrapped.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => wrapped.push(shortened(word, width)),
        }
    }
    if wrapped.len() > lines {
        wrapped.truncate(lines);
        if let Some(last) = wrapped.last_mut().filter(|last| !last.ends_with('…')) {
            *last = format!("{}…", last.trim_end_matches([',', ':', ';', '-', '–', ' ']));
        }
    }
    wrapped
}

fn family(name: &Name) -> String {
    let family = match (&name.literal, &name.non_dropping_particle, &name.family) {
        (Some(literal), ..) => literal.clone(),
        (None, Some(particle), Some(family)) => format!("{particle} {family}"),
        (None, None, Some(family)) => family.clone(),
        (None, _, None) => name.given.clone().unwrap_or_default(),
    };
    shortened(&family, NAME_WIDTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortened_counts_characters_and_keeps_words() {
        assert_eq!(shortened("ééééé", 5), "ééééé");
        assert_eq!(shortened("éééééé", 5), "éééé…");
        assert_eq!(shortened("a b", 0), "…");
        assert_eq!(shortened("one two, three", 10), "one two…");
    }

    #[cfg(feature = "dot")]
    #[test]
    fn wrapped_fits() {
        assert_eq!(wrapped("one two three four", 9, 2), ["one two", "three…"]);
        assert_eq!(wrapped("one two three", 9, 2), ["one two", "three"]);
        assert_eq!(wrapped("incomprehensibilities", 9, 2), ["incompre…"]);
    }
}
