//! Front matter → the paper's own record.

use crate::Span;
use crate::document::{CleanText, FrontLabel, FrontMatter};
use crate::reference::date::{Date, find_bracketed};
use crate::reference::identifier::identifiers;
use crate::reference::item::{Item, ItemType};
use crate::reference::label::Label;
use crate::reference::name::{Name, names};
use crate::reference::{Parser, Reference};

/// What the paper prints about itself. Its own citation says most; lines of its front matter say the rest, and name
/// its authors in full.
pub(super) fn item(front: &FrontMatter) -> Item {
    let cited = Parser::new().parse_list(&front.citation).first().map(Reference::item);
    let mut item = cited.unwrap_or(Item { item_type: ItemType::Document, ..Item::default() });
    if item.title.is_none() {
        item.title = front.title.as_ref().map(|t| t.as_str().trim().to_owned());
    }
    let in_full: Vec<Name> = front.authors.iter().flat_map(authors).collect();
    if !in_full.is_empty() && in_full.len() >= item.author.len() {
        item.author = in_full;
    }
    let of = |label| front.labelled.iter().filter(move |l| l.0 == label).map(|l| l.1.as_str());
    if item.page.is_none() {
        item.page = of(FrontLabel::Pages).next().map(str::to_owned);
    }
    if item.doi.is_none() {
        item.doi = of(FrontLabel::Doi).find_map(doi);
    }
    let dates = of(FrontLabel::Volume).chain(of(FrontLabel::Issue)).filter_map(find_bracketed);
    for date in dates {
        add_date(&mut item.issued, date);
    }
    item
}

/// The first DOI in `line`.
fn doi(line: &str) -> Option<String> {
    let found = identifiers(line).into_iter().find(|i| i.label == Label::Doi)?;
    Some(found.value.of(line).to_ascii_lowercase())
}

/// A date printed beside volume or issue says the season or the month that the citation leaves out.
fn add_date(issued: &mut Option<Date>, date: Date) {
    match issued {
        None => *issued = Some(date),
        Some(known) if known.year() == date.year() => {
            known.season = known.season.or(date.season);
            if let (Some(known), Some(start)) = (&mut known.start, date.start) {
                known.month = known.month.or(start.month);
            }
        }
        Some(_) => {}
    }
}

/// The names of an author line. A number before a name is its affiliation's, and parts it from the name before.
fn authors(line: &CleanText) -> Vec<Name> {
    let part = |c: char| match c {
        c if c.is_ascii_digit() => ';',
        '*' | '†' | '‡' | '§' => ' ',
        c => c,
    };
    let bare: String = line.as_str().chars().map(part).collect();
    let bare = bare.replace(", ;", ";").replace(" and ;", " ; ");
    names(&bare, Span::new(0, bare.len())).names.into_iter().map(|n| n.0).collect()
}
