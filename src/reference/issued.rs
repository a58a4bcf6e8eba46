//! When a work came out: the dates of an entry's segments, and years that stand in other places.

use unicode_normalization::UnicodeNormalization;

use super::date::{Date, DateParts, grammar as date};
use super::label::{Label, Segment};
use super::{Reference, field};
use crate::Span;
use crate::terms::{self, Term};

/// The date; a second segment may add the month and day that the first left out.
pub(super) fn read(found: &mut Reference, raw: &str, segment: Segment) {
    let inner = segment.span.of(raw);
    // "in press" makes room for a year.
    if let Some(issued) = found.issued.as_mut().filter(|issued| issued.value.start.is_some()) {
        let adds = date::month_day_alone(inner).ok().map(|(_, parts)| parts).or_else(|| {
            let (_, date) = find_date(inner)?;
            let fuller = date.start.filter(|start| issued.value.start.is_some_and(|known| known.year == start.year))?;
            Some((fuller.month?, fuller.day))
        });
        if let (Some(start), Some((month, day))) = (&mut issued.value.start, adds)
            && start.month.is_none()
        {
            *start = DateParts { month: Some(month), day, ..*start };
        }
        return;
    }
    if let Some((place, value)) = find_date(inner) {
        let span = place.shifted(segment.span.start).trimmed(raw, |_| false);
        found.issued = Some(field::<Date>(value, span, segment));
    } else if let Some((edition, place, year)) = edition_before_the_year(raw, segment.span) {
        found.issued = Some(field(Date::of_year(year), place, segment));
        // "²" is 2.
        found.edition.get_or_insert_with(|| field(edition.of(raw).nfkc().collect(), edition, segment));
    }
}

/// "²1964", and "21964" where the number is no longer raised: the second edition, of 1964.
fn edition_before_the_year(raw: &str, date: Span) -> Option<(Span, Span, i32)> {
    let inner = date.of(raw);
    let first = date.start + inner.find(char::is_numeric)?;
    let edition = raw[first..].chars().next().filter(|c| matches!(c, '2'..='9' | '²'..='³' | '⁴'..='⁹'))?;
    let place = first + edition.len_utf8();
    let (behind, year) = date::year(&raw[place..date.end]).ok()?;
    Some((Span::new(first, place), Span::new(place, date.end - behind.len()), year))
}

/// "ROE, LIND 1986: A. Roe, B. Lind, On ice": lists by names and years may print the year there alone.
pub(super) fn year_of_the_key(found: &mut Reference, raw: &str) {
    let Some(key) = found.segments.iter().find(|s| s.label == Label::Key).copied() else { return };
    let bare = key.span.trimmed(raw, |c| !c.is_alphanumeric());
    let Some((names, last)) = bare.of(raw).rsplit_once(' ') else { return };
    // "No. 1905" is a number; Ms Page and Mr Brown are called as other things are, too.
    let named = names.chars().any(char::is_alphabetic) && !terms::is(names, Term::Issue);
    // "Roe (1986)", "Roe (n.d.)".
    let last = last.trim_start_matches(['(', '[']);
    if let Some(date) = Date::parse(last).filter(|date| named && date.start.is_some()) {
        found.issued = Some(field(date, Span::new(bare.end - last.len(), bare.end), key));
    }
}

/// The first date in `text`, and where it stands.
fn find_date(text: &str) -> Option<(Span, Date)> {
    let starts =
        text.char_indices().filter(|&(i, c)| c.is_alphanumeric() && !text[..i].ends_with(char::is_alphanumeric));
    let mut hits = starts.take(DATE_STARTS).filter_map(|(i, _)| {
        date::date(&text[i..]).ok().map(|(rest, date)| (Span::new(i, text.len() - rest.len()), date))
    });
    hits.next()
}

/// A date starts within this many words of its segment.
const DATE_STARTS: usize = 12;

#[cfg(test)]
mod tests {
    use super::super::fields;
    use super::*;
    use crate::Confidence;

    /// The reference of these pieces, each with what it is.
    fn read(pieces: &[(Label, &str)]) -> Reference {
        let mut raw = String::new();
        let mut segments = Vec::new();
        for (label, piece) in pieces {
            let span = Span::new(raw.len(), raw.len() + piece.trim_end().len());
            segments.push(Segment { label: *label, span, confidence: Confidence::CERTAIN });
            raw += piece;
        }
        fields::reference(&raw, segments, None)
    }

    #[test]
    fn an_edition_raised_before_the_year() {
        for (date, edition, year) in [("²1964", "2", 1964), ("21964", "2", 1964), ("31980.", "3", 1980)] {
            let found = read(&[(Label::Title, "On ice, "), (Label::Place, "Rome "), (Label::Date, date)]);
            assert_eq!(found.issued.and_then(|date| date.value.year()), Some(year), "{date}");
            assert_eq!(found.edition.map(|edition| edition.value).as_deref(), Some(edition), "{date}");
        }
        for date in ["11964", "219645", "29999"] {
            assert_eq!(read(&[(Label::Title, "On ice, "), (Label::Date, date)]).issued, None, "{date}");
        }
    }

    #[test]
    fn a_year_that_the_key_alone_tells() {
        let year = |key| {
            let found = read(&[(Label::Key, key), (Label::Author, "A. Roe, "), (Label::Title, "On ice")]);
            found.issued.and_then(|date| date.value.year())
        };
        assert_eq!(year("ROE, LIND 1986: "), Some(1986));
        assert_eq!(year("Roe 1986b: "), Some(1986));
        assert_eq!(year("Roe (1986): "), Some(1986));
        assert_eq!(year("Page 1986: "), Some(1986));
        assert_eq!(year("No. 1905. "), None);
        assert_eq!(year("[1986] "), None);
        let dated = [(Label::Key, "Roe 1986: "), (Label::Author, "A. Roe, "), (Label::Date, "1987")];
        assert_eq!(read(&dated).issued.and_then(|date| date.value.year()), Some(1987));
    }
}
