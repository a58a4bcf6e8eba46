//! Front matter → the paper's own record.

mod authors;
mod identifiers;

use self::authors::authors;
use self::identifiers::{arxiv, doi};
use crate::document::{CleanText, FrontLabel, FrontMatter};
use crate::reference::date::{Date, find_bracketed};
use crate::reference::item::{Item, ItemType};
use crate::reference::name::Name;
use crate::reference::{Parser, Reference};

/// What the paper prints about itself. Its own citation says most; lines of its front matter say the rest, and name
/// its authors in full.
pub(super) fn item(front: &FrontMatter) -> Item {
    let cited = Parser::new().parse_list(&front.citation).first().map(Reference::item);
    let mut item = cited.unwrap_or(Item { item_type: ItemType::Document, ..Item::default() });
    // The title page has the title whole, and as it is meant to be.
    if let Some(title) = &front.title {
        item.title = Some(title.as_str().trim().to_owned());
    }
    let in_full = authors(&front.authors);
    // The paper's own citation says who; the title page has their names in full.
    let shortened = front.citation.as_ref().is_some_and(|c| c.as_str().contains("et al"));
    let cited: Vec<Name> =
        in_full.iter().filter(|n| item.author.iter().any(|a| a.family == n.family)).cloned().collect();
    if !cited.is_empty() && cited.len() == item.author.len() && !shortened {
        item.author = cited;
    } else if !in_full.is_empty() && in_full.len() >= item.author.len() {
        item.author = in_full;
    }
    let of = |label| front.labelled.iter().filter(move |l| l.0 == label).map(|l| l.1.as_str());
    if item.page.is_none() {
        item.page = of(FrontLabel::Pages).next().map(str::to_owned);
    }
    item.doi = doi(front).or(item.doi);
    item.arxiv = item.arxiv.take().or_else(|| arxiv(front));
    let dates = of(FrontLabel::Volume).chain(of(FrontLabel::Issue)).filter_map(find_bracketed);
    for date in dates {
        add_date(&mut item.issued, date);
    }
    add_outlet(&mut item, front);
    if item.issued.is_none() {
        item.issued = year(front).map(Date::of_year);
    }
    item
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

/// Journal, volume, issue, pages and year from the lines that state them, where the paper's own citation doesn't.
///
/// Such a line is the end of a reference: it is read behind the paper's authors and title, as the end of one.
fn add_outlet(item: &mut Item, front: &FrontMatter) {
    /// A page has few such lines; more are not read.
    const MOST_LINES: usize = 6;
    let lines = front
        .labelled
        .iter()
        .filter(|(label, line)| *label == FrontLabel::Outlet && line.as_str().contains(|c: char| c.is_ascii_digit()));
    let title = item.title.clone().unwrap_or_default();
    let names: Vec<String> = item.author.iter().take(3).filter_map(|n| n.family.clone()).collect();
    for (_, line) in lines.take(MOST_LINES) {
        if item.volume.is_some() && item.container_title.is_some() {
            return;
        }
        // A citation of the paper has its authors and title before its outlet.
        let whole = holds(line.as_str(), &title);
        let text = match (whole, title.is_empty()) {
            (true, _) | (_, true) => line.as_str().to_owned(),
            _ => format!("{}. {}. {}", names.join(", "), title.trim_end_matches('.'), line.as_str()),
        };
        let read = Parser::new().parse(&text).item();
        if read.volume.is_none() && read.page.is_none() && read.container_title.is_none() {
            continue;
        }
        let outlet = read.container_title.filter(|outlet| holds(line.as_str(), outlet) && !holds(&title, outlet));
        item.container_title = item.container_title.take().or(outlet);
        item.volume = item.volume.take().or(read.volume);
        item.issue = item.issue.take().or(read.issue);
        item.page = item.page.take().or(read.page);
        if item.issued.is_none() {
            item.issued = read.issued.filter(|date| date.year().is_some());
        }
        if item.item_type == ItemType::Document && item.container_title.is_some() {
            item.item_type = ItemType::ArticleJournal;
        }
    }
}

/// Whether `line` holds `text`, punctuation and case aside.
fn holds(line: &str, text: &str) -> bool {
    let text = crate::fold::words(text);
    !text.is_empty() && crate::fold::words(line).contains(&text)
}

/// The year of a paper whose record has none: that of its outlet, of its rights, of its publication, of its acceptance,
/// of its coming in. The first that is printed counts.
fn year(front: &FrontMatter) -> Option<i32> {
    let of = |label| front.labelled.iter().filter(move |l| l.0 == label).map(|l| l.1.as_str());
    let dated = |line: &str, words: &[&str]| {
        let lower = line.to_lowercase();
        let at = words.iter().find_map(|word| lower.find(word))?;
        years(&lower[at..]).next()
    };
    let on = |words: &'static [&'static str]| of(FrontLabel::Dates).find_map(|line| dated(line, words));
    of(FrontLabel::Outlet)
        .find_map(|line| years(line).next())
        .or_else(|| of(FrontLabel::Rights).find_map(|line| years(line).next()))
        .or_else(|| on(&["publi", "online", "veröffentlicht", "erschienen"]))
        .or_else(|| on(&["accept", "angenommen", "aceptado", "aceito", "aprovado", "принята"]))
        .or_else(|| of(FrontLabel::Dates).find_map(|line| years(line).next()))
}

/// The years in `text`: numbers of four digits from 1500 to 2099.
fn years(text: &str) -> impl Iterator<Item = i32> + '_ {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() == 4);
    numbers.filter_map(|n| n.parse().ok()).filter(|year| (1500..2100).contains(year))
}
