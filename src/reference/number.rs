//! Numbers without the words that announce them, and pages with the place that is meant in them.

use super::edges::edges;
use crate::Span;
use crate::terms::{self, Term, Terms};

/// What announces volumes and issues, or stands after them.
pub(super) const NUMBER: Terms = Terms::of(&[Term::Volume, Term::Issue, Term::NewSeries]);
/// What announces pages and the numbers of articles.
pub(super) const PAGE: Terms = Terms::of(&[Term::Page, Term::ArticleNumber]);
/// What announces the number of a report, decision or patent, whose letters may be its own: "V ZR 37/03".
pub(super) const COUNT: Terms = Terms::of(&[Term::Count]);

/// Whether words that announce a number are all that is printed: "vol." is no volume, "V" is one.
pub(super) fn is_bare_word(printed: &str, words: Terms) -> bool {
    printed.chars().nth(1).is_some() && terms::of(printed).meets(words)
}

/// A number without the words that announce it or stand after it: "Vol. 3", "3. Jg.", "Art. no. 3", "第3号" are "3".
pub(super) fn number(raw: &str, span: Span, words: Terms) -> Span {
    let mut span = without_word_after(raw, edges(raw, span), words);
    if let Some(counted) = counted(raw, span) {
        return counted;
    }
    // "N. S. Vol. 3, No. 4": at most so many words of one kind and another.
    const WORDS: usize = 3;
    for _ in 0..WORDS {
        let inner = span.of(raw);
        let Some(length) = terms::at_start(inner, words) else { break };
        let after = &inner[length..];
        let rest =
            after.trim_start_matches(|c: char| matches!(c, '.' | ':' | ',' | '°' | 'º' | '#') || c.is_whitespace());
        // A letter glued to its number is the number's own.
        let announces = rest.len() < after.len() || inner.chars().nth(1).is_some_and(char::is_alphabetic);
        if !announces || !rest.starts_with(|c: char| c.is_alphanumeric()) {
            break;
        }
        span = edges(raw, Span::new(span.end - rest.len(), span.end));
    }
    // "p12" is a page; no number has a small p of its own.
    let inner = span.of(raw);
    let letters = inner.len() - inner.trim_start_matches(|c: char| c.is_alphabetic()).len();
    let lower = inner[..letters].bytes().all(|byte| byte == b'p');
    if letters > 0 && lower && words != COUNT && inner[letters..].starts_with(|c: char| c.is_ascii_digit()) {
        span = Span::new(span.start + letters, span.end);
    }
    span
}

/// "5. Jg." and "2 Bde" without the word.
fn without_word_after(raw: &str, span: Span, words: Terms) -> Span {
    let inner = span.of(raw);
    let number = inner.trim_end_matches(|c: char| c.is_alphabetic() || c == '№');
    let word = &inner[number.len()..];
    let bare = number.trim_end_matches(['.', ',', ' ', '\u{a0}']);
    // "7B" is a number with a letter.
    let apart = bare.len() < number.len() && bare.ends_with(|c: char| c.is_ascii_digit());
    // "2 vols." says how many there are.
    if apart && !word.is_empty() && terms::of(word).meets(words) && !is_plural(word) {
        return Span::new(span.start, span.start + bare.len());
    }
    span
}

/// "2 vols.", "(3 Bde.)": the number of volumes that a work has, where nothing else is said.
pub(super) fn volumes(raw: &str, span: Span) -> Option<Span> {
    let inner = edges(raw, span).trimmed(raw, |c| matches!(c, '(' | ')' | '[' | ']' | '.' | ','));
    let word = inner.of(raw).trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = inner.len() - word.len();
    let apart = word.trim_start_matches([' ', '\u{a0}']);
    (digits > 0 && is_plural(apart) && terms::is(apart, Term::Volume))
        .then(|| Span::new(inner.start, inner.start + digits))
}

/// A series and the number in it: "Lake Studies, vol. 12", "Seenkunde 12".
pub(super) fn series(raw: &str, span: Span) -> (Span, Option<Span>) {
    const DIGITS: usize = 4;
    let inner = span.of(raw).trim_end_matches([')', ']']);
    let before = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = inner.len() - before.len();
    let word = terms::at_end(before, NUMBER.or(COUNT)).unwrap_or(before.len());
    let title = edges(raw, Span::new(span.start, span.start + word));
    let apart = before.ends_with([' ', '.', '\u{a0}', '(', '°', 'º']);
    if !(1..=DIGITS).contains(&digits) || !apart || !title.of(raw).contains(char::is_alphabetic) {
        return (span, None);
    }
    (title, Some(Span::new(span.start + before.len(), span.start + inner.len())))
}

/// Words for several volumes.
fn is_plural(word: &str) -> bool {
    const PLURALS: [&str; 8] = ["bde", "bdn", "bände", "bänden", "voll", "tomi", "tt", "delen"];
    let lower = word.to_lowercase();
    lower.len() > 2 && lower.ends_with('s') && lower != "ss" || PLURALS.contains(&lower.as_str())
}

/// Numbers among counters of scripts without spaces: "제5권", "第36页", "58巻第".
fn counted(raw: &str, span: Span) -> Option<Span> {
    let inner = span.of(raw);
    if !inner.contains(is_counter) {
        return None;
    }
    let inside = inner.trim_matches(|c: char| is_counter(c) || c.is_whitespace());
    let digits = inside.starts_with(|c: char| c.is_ascii_digit()) && !inside.contains(is_counter);
    let start = span.start + inside.as_ptr() as usize - inner.as_ptr() as usize;
    digits.then(|| edges(raw, Span::new(start, start + inside.len())))
}

/// A character of a script that writes counters without spaces, or what stands between two.
fn is_counter(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// Whether pages are in fact how long the work is, a number before the word for pages and none after it: "287 с.", "84 p.".
pub(super) fn is_extent(pages: &str) -> bool {
    let inner = pages.trim_matches(|c: char| !c.is_alphanumeric());
    let word = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    word.len() < inner.len() && terms::is(word.trim_start(), Term::Page) && !word.starts_with(is_counter)
}

/// How a style gives pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageStyle {
    /// "12, 15": pages that the work is on.
    Any,
    /// "12, 15": the first page, and the one that is meant.
    Law,
}

/// Pages, and the place that is meant in them: "589–604, hier S. 601", "281 at 282", "295, 300", "198 (204 f.)".
///
/// Without a word that says so, a later number is the place that is meant if it lies in the range before it; what is behind
/// a lone first page is a further page, but in styles of law.
pub(super) fn pages(raw: &str, span: Span, style: PageStyle) -> (Span, Option<Span>) {
    let whole = number(raw, span, PAGE);
    let inner = whole.of(raw);
    let Some(first) = range(inner) else { return (whole, None) };
    let after = &inner[first.length..];
    let rest = after.trim_start_matches([',', ';', ' ', '(']);
    if rest.is_empty() || !rest.contains(|c: char| c.is_ascii_digit()) {
        return (whole, None);
    }
    let named = terms::at_start(rest, Terms::of(&[Term::Pinpoint]));
    let place = rest[named.unwrap_or(0)..].trim_start_matches(['.', ':', ' ', ',']);
    let offset = whole.end - place.len();
    let place = number(raw, Span::new(offset, whole.end), PAGE);
    let meant = named.is_some()
        || after.trim_start().starts_with('(')
        || range(place.of(raw))
            .is_some_and(|meant| first.holds(&meant) || style == PageStyle::Law && first.is_before(&meant));
    let end = whole.start + first.length;
    if meant { (Span::new(whole.start, end), Some(place)) } else { (whole, None) }
}

/// A page, or a first and a last one, where a text begins.
struct Range {
    first: u32,
    last: Option<u32>,
    length: usize,
}

impl Range {
    fn holds(&self, other: &Range) -> bool {
        self.last.is_some_and(|last| (self.first..=last).contains(&other.first))
    }

    fn is_before(&self, other: &Range) -> bool {
        self.last.is_none() && self.first < other.first
    }
}

fn range(text: &str) -> Option<Range> {
    let page = |from: usize| {
        let digits = text[from..].bytes().take_while(u8::is_ascii_digit).count();
        Some((text[from..from + digits].parse::<u32>().ok()?, from + digits))
    };
    let (first, end) = page(0)?;
    let after = text[end..].trim_start_matches(['-', '–', '—', '−', ' ']);
    let dashed = text[end..].trim_start().starts_with(['-', '–', '—', '−']);
    let second = if dashed { page(text.len() - after.len()) } else { None };
    Some(match second {
        // "557–75" is short for "557–575".
        Some((last, end)) => {
            let scale = 10_u32.checked_pow(last.checked_ilog10().map_or(1, |log| log + 1)).unwrap_or(u32::MAX);
            let last = if last < first { (first - first % scale).saturating_add(last) } else { last };
            Range { first, last: Some(last), length: end }
        }
        None => Range { first, last: None, length: end },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(raw: &str, words: Terms) -> &str {
        number(raw, Span::new(0, raw.len()), words).of(raw)
    }

    /// Each announcing word of each language is gone from the value that it stands before.
    #[test]
    fn no_announcing_word_stays_in_its_value() {
        let sets = [(Term::Volume, NUMBER), (Term::Issue, NUMBER), (Term::Page, PAGE), (Term::ArticleNumber, PAGE)];
        for (term, words) in sets {
            for word in terms::words(term) {
                for printed in [format!("{word}. 12, "), format!("{word} 12"), format!("({word}: 12)")] {
                    assert_eq!(of(&printed, words), "12", "{printed}");
                }
            }
        }
    }

    #[test]
    fn numbers_as_printed() {
        let cases = [
            ("3. Jahrg.,", NUMBER, "3"),
            ("2 vols.", NUMBER, "2 vols"),
            ("S12", NUMBER, "S12"),
            ("V", NUMBER, "V"),
            ("B 327", NUMBER, "B 327"),
            ("n.s. 20", NUMBER, "20"),
            ("N.S., vol. 7", NUMBER, "7"),
            ("第58巻第", NUMBER, "58"),
            ("3号、", NUMBER, "3"),
            ("S08004", PAGE, "S08004"),
            ("S. 12", PAGE, "12"),
            ("pp.12-4", PAGE, "12-4"),
            ("p12", PAGE, "12"),
            ("Art. no. 6600805.", PAGE, "6600805"),
            ("(article no. 103021)", PAGE, "103021"),
            ("185-193頁。", PAGE, "185-193"),
            ("No. V ZR 37/03", COUNT, "V ZR 37/03"),
        ];
        for (printed, words, want) in cases {
            assert_eq!(of(printed, words), want, "{printed}");
        }
    }

    #[test]
    fn pages_and_the_place_that_is_meant() {
        let cases = [
            ("589–604, hier S. 601.", "589–604", Some("601")),
            ("281 at 282", "281", Some("282")),
            ("12, at 17–18.", "12", Some("17–18")),
            ("589–604, 601", "589–604", Some("601")),
            ("557-75, 570", "557-75", Some("570")),
            ("S12–S19, S25", "S12–S19, S25", None),
            ("12–19, 25", "12–19, 25", None),
            ("1, 8", "1, 8", None),
            ("12", "12", None),
            ("12 ff.", "12 ff", None),
        ];
        for (printed, whole, place) in cases {
            let (pages, meant) = pages(printed, Span::new(0, printed.len()), PageStyle::Any);
            assert_eq!((pages.of(printed), meant.map(|span| span.of(printed))), (whole, place), "{printed}");
        }
        let (first, meant) = pages("295, 300", Span::new(0, 8), PageStyle::Law);
        assert_eq!((first.of("295, 300"), meant.map(|span| span.of("295, 300"))), ("295", Some("300")));
    }
}
