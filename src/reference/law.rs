//! Courts, statutes and their collections: what lawyers cite beside what is written about it.

use super::edges::edges;
use super::item::ItemType;
use super::label::Label;
use super::{Field, Reference};
use crate::terms::{self, Term, Terms};

/// Names the court of a decision, which stands where others name their authors, outlet or publisher: "BGH, NJW 2011, 1234",
/// "Lind v Ash (ECtHR, 3 May 2009)". A court that writes a report has a title for it.
pub(super) fn court(found: &mut Reference) {
    let case = found.title.as_ref().is_some_and(|t| names_parties(&t.value));
    if found.title.is_some() && !case && found.item_type != ItemType::LegalCase {
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
    [" v. ", " v ", " vs. ", " c. "].iter().any(|versus| title.contains(versus))
}

/// The section of a statute is no page of it: "Lakes Act 1998, s 15".
pub(super) fn section(found: &mut Reference) {
    if found.item_type == ItemType::Legislation && found.container_title.is_none() && found.pinpoint.is_none() {
        found.pinpoint = found.page.take();
    }
}

/// Whether a name begins with a court's, in capitals where it is short for one: "OLG Celle", "Corte cost."
pub(super) fn is_court(name: &str) -> bool {
    let Some(end) = terms::at_start(name, Terms::of(&[Term::Court])) else { return false };
    name.starts_with(char::is_uppercase) && (end > 5 || name[..end].chars().filter(|c| c.is_uppercase()).count() > 1)
}

/// Whether a text without an author is a statute by its title or where it stands: "Lakes Act 1998", "42 U.S.C. § 1983".
pub(super) fn is_statute(r: &Reference) -> bool {
    if !r.author.is_empty() || !r.editor.is_empty() {
        return false;
    }
    let collected = |c: &Field<String>| terms::is(&c.value, Term::StatuteBook);
    let named = |t: &Field<String>| {
        let words = t.value.trim_end_matches(|c: char| !c.is_alphabetic());
        let number = t.value[words.len()..].trim_start_matches([' ', ',', '(']);
        let year = number.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        let words = words.trim_end_matches(" of").trim_end_matches(" von").trim_end_matches(" vom");
        let dated = year || r.issued.is_some() && r.publisher.is_none() && r.url.is_none();
        dated && words.contains(' ') && terms::at_end(words, Terms::of(&[Term::Statute])).is_some()
    };
    match &r.container_title {
        Some(container) => collected(container),
        None => r.title.as_ref().is_some_and(named),
    }
}
