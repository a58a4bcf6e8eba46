//! Papers of S2ORC and of what else Semantic Scholar's reader of PDF files makes: a paper with its bibliography
//! (<https://github.com/allenai/s2orc-doc2json>).

use super::paper::Paper;
use crate::record::lenient::{Nested, Object};
use crate::record::records::{Cited, Publication};
use crate::reference::item::{Item, ItemType};

/// The paper, if it is of this form: its bibliography lies in it or in what was read of its PDF file or its source.
pub(super) fn publication(paper: &mut Paper<'_>) -> Option<Publication> {
    let parts = [&mut paper.pdf_parse, &mut paper.latex_parse, &mut paper.grobid_parse];
    let within = parts.into_iter().find_map(|Nested(part)| part.as_mut()?.bib_entries.0.take());
    let mut entries = paper.bib_entries.0.take().or(within)?;
    // BIBREF2 comes before BIBREF10.
    entries.sort_by(|(a, _), (b, _)| (a.len(), a).cmp(&(b.len(), b)));
    let cites = entries.into_iter().filter_map(|(_, Object(mut entry))| {
        let printed = std::mem::take(&mut entry.raw_text);
        let item = item(entry);
        match item.title {
            Some(_) => Some(Cited::Item(Box::new(item))),
            None => printed.into_string().map(Cited::Text),
        }
    });
    let cites = cites.collect();
    let id = std::mem::take(&mut paper.s2orc_id).into_string();
    let own = std::mem::take(&mut paper.metadata).0.filter(|own| own.title.get().is_some());
    let own = own.map_or_else(|| std::mem::take(paper), |own| *own);
    Some(Publication { id, item: item(own), cites, ..Publication::default() })
}

fn item(entry: Paper<'_>) -> Item {
    let item = entry.item();
    let item_type = if item.container_title.is_some() { ItemType::ArticleJournal } else { ItemType::Document };
    Item { item_type, ..item }
}
