//! Where a title ends and its outlet begins.
//!
//! Lists print `Title. *Outlet*`; extraction loses the stop, the italics or both. So every place where the one might
//! pass into the other is weighed by what speaks for it, and the heaviest is taken; the evidence is in one table.

use crate::Span;
use crate::reference::outlet::{self, OutletKind};

/// A title, and what follows it up to the numeration or the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Split {
    pub title: Span,
    pub outlet: Option<Span>,
}

/// What speaks for a boundary, and how much.
mod weight {
    pub(super) const STOP: i32 = 30;
    pub(super) const QUESTION: i32 = 28;
    pub(super) const GLUED_STOP: i32 = 18;
    pub(super) const CLOSING_QUOTE: i32 = 24;
    pub(super) const COMMA: i32 = 8;
    pub(super) const ITALICS_START: i32 = 30;
    pub(super) const ITALICS_END: i32 = 30;
    pub(super) const KNOWN_OUTLET: i32 = 45;
    pub(super) const OUTLET_WORD: i32 = 16;
    pub(super) const IN: i32 = 75;
    pub(super) const ALL_CAPITALISED: i32 = 8;
    pub(super) const LOWER_CASE: i32 = -18;
    pub(super) const LONG: i32 = -20;
    pub(super) const STOP_INSIDE: i32 = -22;
    pub(super) const SHORT_TITLE: i32 = -18;
    pub(super) const INSIDE_ITALICS: i32 = -14;
    /// No boundary at all: the entry ends with its title.
    pub(super) const NONE: i32 = 14;
    /// No boundary, though volume or pages say that there is an outlet.
    pub(super) const NONE_BEFORE_NUMERATION: i32 = -40;
}

/// Whether a numeration follows the part that is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follows {
    Numeration,
    Nothing,
}

/// Most boundaries weighed; an entry with more is no entry, and its first ones are.
const MOST: usize = 200;
/// An outlet's name is shorter, in words.
const LONG_OUTLET: usize = 14;

/// Splits `text[within]`. `emphasis` are the italic stretches of `text`. Linear, since at most [`MOST`] boundaries are
/// weighed over at most a bounded stretch each.
pub(super) fn split(text: &str, within: Span, emphasis: &[Span], follows: Follows) -> Split {
    let none = match follows {
        Follows::Numeration => weight::NONE_BEFORE_NUMERATION,
        Follows::Nothing => weight::NONE,
    };
    let mut best = (none, Split { title: within, outlet: None });
    for (title_end, outlet_start) in boundaries(text, within, emphasis).into_iter().take(MOST) {
        let title = Span::new(within.start, title_end);
        let outlet = Span::new(outlet_start, within.end);
        let total = weigh(text, title, outlet, emphasis);
        // Of equals the first: a title is cut short rather than an outlet.
        if total > best.0 {
            best = (total, Split { title, outlet: Some(outlet) });
        }
    }
    best.1
}

/// The places where a title may end and an outlet begin, ascending: (end of the one, start of the other).
fn boundaries(text: &str, within: Span, emphasis: &[Span]) -> Vec<(usize, usize)> {
    let inner = within.of(text);
    let mut found = Vec::new();
    for (i, c) in inner.char_indices() {
        let at = within.start + i;
        let after = at + c.len_utf8();
        let boundary = match c {
            '.' if is_abbreviation(&text[within.start..at], &text[after..within.end]) => None,
            // A dash that a space stands before and none after is what was left of a stop.
            '–' | '—' if text[..at].ends_with(' ') && text[after..].starts_with(char::is_uppercase) => Some(at),
            '.' | '?' | '!' | ',' | '”' | '"' | '»' => {
                Some(if matches!(c, '?' | '!' | '”' | '"' | '»') { after } else { at })
            }
            _ => None,
        };
        if let Some(end) = boundary {
            found.push((end, after));
        }
    }
    for e in emphasis.iter().filter(|e| e.overlaps(within)) {
        found.push((e.start.max(within.start), e.start.max(within.start)));
        found.push((e.end.min(within.end), e.end.min(within.end)));
    }
    if let Some(known) = outlet::known_at_end(inner) {
        found.push((within.start + known, within.start + known));
    }
    // Marks and space between the two belong to neither.
    let mut cut: Vec<(usize, usize)> = found
        .into_iter()
        .map(|(end, start)| {
            let rest = &text[start..within.end];
            let lead =
                rest.find(|c: char| c.is_alphanumeric() || matches!(c, '(' | '[' | '“' | '«')).unwrap_or(rest.len());
            let title = Span::new(within.start, end).trimmed(text, |c| matches!(c, ',' | ':' | ';'));
            (title.end, start + lead)
        })
        .filter(|&(end, start)| end > within.start && start < within.end)
        .collect();
    cut.sort_unstable_by_key(|&(end, start)| (start, end));
    cut.dedup_by_key(|b| b.1);
    cut
}

/// Whether the stop between `before` and `after` belongs to an abbreviation: an initial, "U.S.", "vs.", "No.".
fn is_abbreviation(before: &str, after: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let short = ["vs", "no", "vol", "st", "dr", "mr", "mrs", "jr", "ed", "eds", "al", "cf", "etc"]
        .contains(&word.to_lowercase().as_str());
    let initial = word.chars().count() == 1 && word.starts_with(char::is_alphabetic);
    let goes_on = after.trim_start().starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let inside_word = after.starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase());
    inside_word
        || (initial && !after.trim_start().starts_with('('))
            && (goes_on || is_dotted(before) || word.starts_with(char::is_uppercase) && !after.starts_with(' '))
        || (short && word.len() < 4)
}

/// "U.S": a letter, a stop, a letter.
fn is_dotted(before: &str) -> bool {
    let mut back = before.chars().rev();
    back.next().is_some_and(char::is_alphabetic)
        && back.next() == Some('.')
        && back.next().is_some_and(char::is_alphabetic)
}

fn weigh(text: &str, title: Span, outlet: Span, emphasis: &[Span]) -> i32 {
    let between = &text[title.end..outlet.start];
    let (title_text, outlet_text) = (title.of(text), outlet.of(text));
    let last = title_text.chars().next_back();
    let mut total = 0;
    if between.contains('.') {
        total += if between.ends_with(' ') || matches!(last, Some('?' | '!' | '”' | '"')) {
            weight::STOP
        } else {
            weight::GLUED_STOP
        };
    } else if matches!(last, Some('?' | '!')) {
        total += weight::QUESTION;
    } else if between.contains([',', '–', '—']) {
        total += weight::COMMA;
    }
    if matches!(last, Some('”' | '"' | '»')) || between.contains(['”', '"', '»']) {
        total += weight::CLOSING_QUOTE;
    }
    let starts_italic = emphasis.iter().any(|e| near(text, e.start, outlet.start));
    let title_italic = emphasis.iter().any(|e| near(text, e.start, title.start) && near(text, title.end, e.end));
    // Italics over the whole say nothing about its parts.
    let whole = Span::new(title.start, outlet.end);
    let over_all = |e: &Span| near(text, e.start, whole.start) && near(text, e.end, whole.end);
    let crossing = emphasis.iter().any(|e| e.start < title.end && outlet.start < e.end && !over_all(e));
    total += if crossing { weight::INSIDE_ITALICS } else { 0 };
    total += if starts_italic { weight::ITALICS_START } else { 0 };
    total += if title_italic { weight::ITALICS_END } else { 0 };
    total + weigh_outlet(outlet_text) + if title_text.split_whitespace().count() < 2 { weight::SHORT_TITLE } else { 0 }
}

/// Whether only marks stand between two places.
fn near(text: &str, from: usize, to: usize) -> bool {
    let (from, to) = (from.min(to), from.max(to));
    text[from..to].chars().all(|c| !c.is_alphanumeric())
}

/// What an outlet's own words say for it.
fn weigh_outlet(outlet: &str) -> i32 {
    let name = outlet.trim_matches(|c: char| !c.is_alphanumeric() && c != '(');
    let words: Vec<&str> = name.split_whitespace().take(LONG_OUTLET + 1).collect();
    let mut total = 0;
    let in_book = ["In ", "In: "].iter().find_map(|lead| name.strip_prefix(lead));
    if in_book.is_some_and(|book| book.starts_with(|c: char| c.is_uppercase() || c == '“' || c == '"')) {
        return weight::IN;
    }
    if outlet::is_known(name) {
        total += weight::KNOWN_OUTLET;
    } else if outlet::kind(name).is_some() {
        total += weight::OUTLET_WORD;
    }
    let content = words.iter().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 4);
    let lower = content.clone().filter(|w| w.starts_with(char::is_lowercase)).count();
    if lower >= 2 && !outlet::is_known(name) {
        total += weight::LOWER_CASE;
    } else if lower == 0 && content.count() > 0 {
        total += weight::ALL_CAPITALISED;
    }
    if words.len() > LONG_OUTLET {
        total += weight::LONG;
    }
    if has_stop(name) {
        total += weight::STOP_INSIDE;
    }
    total
}

/// A sentence's end inside, other than between an institution and its periodical.
fn has_stop(name: &str) -> bool {
    let mut parts = name.split(". ");
    let Some(first) = parts.next() else { return false };
    let institution =
        matches!(outlet::kind(first), Some(OutletKind::Institution | OutletKind::University | OutletKind::Press));
    let stop = parts.next().is_some() && !institution && !first.ends_with("Univ") && !first.starts_with("In ");
    stop || name.contains("? ")
}
