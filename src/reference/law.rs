//! Courts, statutes and their collections: what lawyers cite beside what is written about it.

use super::edges::edges;
use super::item::ItemType;
use super::label::Label;
use super::{Field, Reference};
use crate::Span;
use crate::terms::{self, Term, Terms};

/// Names the court of a decision, which stands where others name their authors, outlet or publisher: "BGH, NJW 2011, 1234",
/// "Lind v Ash (ECtHR, 3 May 2009)". A court that writes a report has a title for it.
pub(super) fn court(found: &mut Reference) {
    // An annual report of a court has no page, number or day.
    let day = found.issued.as_ref().and_then(|date| date.value.start).and_then(|start| start.day);
    let decided = found.page.is_some() || found.number.is_some() || day.is_some();
    let case = found.title.as_ref().is_some_and(|t| names_parties(&t.value));
    if !case && found.item_type != ItemType::LegalCase && (found.title.is_some() || !decided) {
        return;
    }
    let first = found.segments.iter().find(|s| s.label == Label::Author);
    let first = first.filter(|_| found.author.len() == 1).map(|s| (edges(&found.raw, s.span), s.confidence));
    if let Some((name, confidence)) = first.filter(|(name, _)| is_court(name.of(&found.raw))) {
        found.authority = Some(Field { value: name.of(&found.raw).to_owned(), span: name, confidence });
        found.author.clear();
    } else if found.author.is_empty() {
        let court = |field: &Option<Field<String>>| field.as_ref().is_some_and(|f| is_court(&f.value));
        let slots = [&mut found.container_title, &mut found.publisher];
        found.authority = slots.into_iter().find(|slot| court(slot)).and_then(Option::take);
    }
    if found.authority.is_some() {
        found.item_type = ItemType::LegalCase;
    }
}

/// "Lind v Ash"
pub(super) fn names_parties(title: &str) -> bool {
    [" v. ", " v "].iter().any(|versus| title.contains(versus))
}

/// The section of a statute is no page of it, with all its brackets: "Lakes Act 1998, s 15(1)(b)", "42 U.S.C. § 1983"; nor is a
/// paragraph of a decision: "Roe v Moor, ECLI:EU:C:2014:317, para 32".
pub(super) fn section(found: &mut Reference) {
    const PLACES: Terms = Terms::of(&[Term::Pinpoint, Term::Page, Term::ArticleNumber]);
    let Some(segment) = found.segments.iter().find(|s| s.label == Label::Page) else { return };
    let printed = edges(&found.raw, segment.span);
    let text = printed.of(&found.raw);
    let paragraph = terms::at_start(text, Terms::of(&[Term::Pinpoint])).is_some();
    let section = match found.item_type {
        ItemType::Legislation => text.starts_with('§') || found.container_title.is_none(),
        ItemType::LegalCase => paragraph && found.pinpoint.is_none(),
        _ => false,
    };
    if !section || found.page.is_none() {
        return;
    }
    let word = if text.starts_with('§') { 0 } else { terms::at_start(text, PLACES).unwrap_or(0) };
    let place =
        Span::new(printed.start + word, printed.end).trimmed(&found.raw, |c| matches!(c, '.' | ',') || c == ' ');
    // "s 15(1)(b)": the last bracket is the section's own.
    let end = place.end + usize::from(place.of(&found.raw).contains('(') && found.raw[place.end..].starts_with(')'));
    let place = Span::new(place.start, end);
    if place.start < place.end {
        found.page = None;
        found.rest.retain(|rest| !place.contains(*rest));
        found.pinpoint =
            Some(Field { value: place.of(&found.raw).to_owned(), span: place, confidence: segment.confidence });
    }
}

/// Whether a name is a court's, alone, with its town behind its letters or with what it is the court of: "BGH", "OLG Celle",
/// "Supreme Court of Canada". "Supreme Court Reporter" is a series.
pub(super) fn is_court(name: &str) -> bool {
    let name = name.trim_matches(|c: char| matches!(c, ',' | ';' | ':') || c.is_whitespace());
    let Some(end) = begins_with_court(name) else { return false };
    let behind = name[end..].trim_start_matches('.').trim_start();
    let letters = name[..end].chars().filter(|c| c.is_uppercase()).count() > 1 && !name[..end].contains(' ');
    let town = || letters && !behind.contains(' ') && behind.chars().all(|c| c.is_alphabetic() || c == '-');
    behind.is_empty() || behind.starts_with("of ") || name[end..].starts_with(' ') && town()
}

/// How long a court's name is that a text begins with, in capitals where it is short for one.
pub(super) fn begins_with_court(text: &str) -> Option<usize> {
    let end = terms::at_start(text, Terms::of(&[Term::Court]))?;
    let capitals = text[..end].chars().filter(|c| c.is_uppercase()).count();
    (text.starts_with(char::is_uppercase) && (end > 5 || capitals > 1)).then_some(end)
}

/// Whether a text without an author is a statute by its title or where it stands: "Lakes Act 1998", "42 U.S.C. § 1983".
pub(super) fn is_statute(r: &Reference) -> bool {
    if !r.author.is_empty() || !r.editor.is_empty() {
        return false;
    }
    // "Stat" with a title is the journal; collections of laws are called by several capitals.
    let capitals = |name: &str| name.chars().filter(|c| c.is_uppercase()).count();
    let collected =
        |c: &Field<String>| terms::is(&c.value, Term::StatuteBook) && (r.title.is_none() || capitals(&c.value) > 1);
    let named = |t: &Field<String>| {
        let words = t.value.trim_end_matches(|c: char| !c.is_alphabetic());
        let number = t.value[words.len()..].trim_start_matches([' ', ',', '(']);
        let year = number.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        let words = words.trim_end_matches(" of").trim_end_matches(" von").trim_end_matches(" vom");
        let place = r.publisher.is_some() || r.publisher_place.is_some() || r.url.is_some();
        let dated = !place && (year || r.issued.is_some());
        // "Gene regulation" is no statute, whose name is written in capitals.
        let last = terms::at_end(words, Terms::of(&[Term::Statute])).map(|at| &words[at..]);
        dated && words.contains(' ') && last.is_some_and(|last| last.starts_with(char::is_uppercase))
    };
    match &r.container_title {
        Some(container) => collected(container),
        None => r.title.as_ref().is_some_and(named),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lawyers_cite() {
        for (text, kind, pinpoint) in [
            ("42 U.S.C. § 1983 (2012).", ItemType::Legislation, Some("§ 1983")),
            ("Human Rights Act 1998, s 15(1)(b).", ItemType::Legislation, Some("15(1)(b)")),
            ("Case C-12/34 Roe v Moor [2014] ECLI:EU:C:2014:317, para 32.", ItemType::LegalCase, Some("32")),
            // Titles that name acts, and journals that are called as collections of laws are.
            (
                "Roe, A. (2012). The Equality Act 2010, section 9 and lakes. Modern Law Review, 75(3), 409–439.",
                ItemType::ArticleJournal,
                None,
            ),
            ("Code of ethics for statisticians. Stat 12 (2004), 3-9.", ItemType::ArticleJournal, None),
        ] {
            let read = Reference::parse(text);
            let place = read.pinpoint.as_ref().map(|pinpoint| pinpoint.value.as_str());
            assert_eq!((read.item_type, place), (kind, pinpoint), "{text}");
        }
    }
}
