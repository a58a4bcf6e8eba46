//! Records → papers, of all files together.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::records::{Cited, Mark, Publication, Records, Source};
use super::table::scopus_reference;
use super::{keys, wos};
use crate::document::Region;
use crate::fold::words;
use crate::paper::{InTextCitation, ListedReference, Paper, ReferenceId, ReferenceKind, Resolution, contexts};
use crate::reference::item::Item;
use crate::reference::{Parser, Reference};

/// Makes each record a paper; `taken` are the ids of papers from elsewhere.
///
/// A paper's id is the record's; of one without, the file's name, and its place there
/// if it isn't alone: "export-3". Where two works have one
/// id, each has its file's name before it. A record that stands in several files, or twice in one, with one id and one
/// title, is one paper: the one that cites most.
///
/// A work that is cited by an id is the record of that id in any of the files, or a work of which nothing else is known. A document
/// in TeX cites by keys of lists and libraries beside it; the list that was made for it is its own.
/// Items are what they are in the record; [`Reference::raw`] is their fields one after another. What is cited in words is
/// read by a [`Parser`].
///
/// The order of `sources` plays no part. O(n log n) in the number of records.
///
/// ```
/// use citegraph::record::{Records, Source, papers};
///
/// let wos = b"PT J\nAU Roe, A\nTI On tests\nPY 2020\nCR DOE B, 2001, J TESTS, V3, P4\nUT WOS:1\nER\n";
/// let source = Source { name: "savedrecs".into(), records: Records::read(wos, None)? };
/// let papers = papers([source], std::iter::empty());
/// assert_eq!(papers[0].id, "WOS-1");
/// assert_eq!(papers[0].references[0].reference.volume.as_ref().map(|v| v.value.as_str()), Some("3"));
/// # Ok::<(), citegraph::RecordFault>(())
/// ```
#[must_use]
pub fn papers<'p>(sources: impl IntoIterator<Item = Source>, taken: impl Iterator<Item = &'p str>) -> Vec<Paper> {
    let mut sources: Vec<Source> = sources.into_iter().collect();
    sources.sort_by_cached_key(|source| (source.name.clone(), shown(&source.records)));
    keys::resolve(&mut sources);
    let named = named(&sources, taken);
    let known = known(&sources);
    let mut read = HashMap::new();
    named.into_iter().map(|(id, publication)| paper(id, publication, &known, &mut read)).collect()
}

/// What tells apart files of one name.
fn shown(records: &Records) -> Vec<(Option<String>, Option<String>)> {
    records.publications.iter().map(|p| (p.id.clone(), p.item.title.clone())).collect()
}

/// The records under the ids of their papers.
fn named<'s, 'p>(sources: &'s [Source], taken: impl Iterator<Item = &'p str>) -> BTreeMap<String, &'s Publication> {
    let mut taken: HashSet<String> = taken.map(str::to_owned).collect();
    let mut by_id: BTreeMap<String, Vec<(&str, &Publication)>> = BTreeMap::new();
    for source in sources {
        for (place, publication) in (1..).zip(&source.records.publications) {
            let id = publication.id.as_deref().map(str::trim).filter(|id| !id.is_empty());
            // A file that is one paper lends it its name.
            let alone = source.records.publications.len() == 1;
            let of_file = || if alone { source.name.clone() } else { format!("{}-{place}", source.name) };
            let id = id.map_or_else(of_file, str::to_owned);
            by_id.entry(id).or_default().push((&source.name, publication));
        }
    }
    let mut found: BTreeMap<String, &Publication> = BTreeMap::new();
    for (id, records) in by_id {
        let mut works: BTreeMap<String, (&str, &Publication)> = BTreeMap::new();
        for (name, publication) in records {
            let title = publication.item.title.as_deref().map(words).unwrap_or_default();
            let fullest = works.entry(title).or_insert((name, publication));
            if publication.cites.len() > fullest.1.cites.len() {
                *fullest = (name, publication);
            }
        }
        let alone = works.len() == 1 && !taken.contains(&id);
        for (name, publication) in works.into_values() {
            let own = if alone { id.clone() } else { format!("{name}-{id}") };
            let others = (2..).map(|n| format!("{own}-{n}"));
            let free = std::iter::once(own.clone()).chain(others).find(|id| !taken.contains(id)).unwrap_or(own.clone());
            taken.insert(free.clone());
            found.insert(free, publication);
        }
    }
    found
}

/// The items of all records, by what others cite them by.
fn known(sources: &[Source]) -> HashMap<Cited, &Item> {
    let mut known = HashMap::new();
    for publication in sources.iter().flat_map(|source| &source.records.publications) {
        let item = &publication.item;
        let ids = [
            item.doi.clone().map(Cited::Doi),
            item.pmid.clone().map(Cited::Pmid),
            publication.address.clone().map(Cited::Address),
        ];
        for id in ids.into_iter().flatten() {
            known.entry(id).or_insert(item);
        }
    }
    known
}

/// What was read of what is cited, by how it is cited: what many records cite in the same words is read once, and shared.
type Read<'s> = HashMap<&'s Cited, Arc<Reference>>;

fn paper<'s>(id: String, publication: &'s Publication, known: &HashMap<Cited, &Item>, read: &mut Read<'s>) -> Paper {
    let parser = Parser::new();
    let references = (1..).zip(&publication.cites).map(|(number, cited)| ListedReference {
        id: ReferenceId { document: id.clone(), label: number.to_string() },
        kind: ReferenceKind::Full,
        refers_to: None,
        span: publication.span,
        region: Region::Bibliography,
        reference: read
            .entry(cited)
            .or_insert_with(|| {
                Arc::new(match cited {
                    Cited::Text(printed) => scopus_reference(printed).unwrap_or_else(|| parser.parse(printed)),
                    Cited::Short(printed) => wos::reference(printed),
                    Cited::Item(item) => Reference::from_item(item),
                    by => Reference::from_item(known.get(by).copied().unwrap_or(&alone(by))),
                })
            })
            .clone(),
    });
    let references = references.collect();
    let (citations, contexts, words) = match &publication.body {
        Some(body) => {
            let citations: Vec<InTextCitation> = body.marks.iter().map(|mark| citation(&body.text, mark)).collect();
            let contexts = contexts(&body.text, &citations);
            (citations, contexts, body.text.split_whitespace().count())
        }
        None => <_>::default(),
    };
    Paper { id, item: publication.item.clone(), references, citations, contexts, words, ..Paper::default() }
}

fn citation(text: &str, mark: &Mark) -> InTextCitation {
    let mut labels: Vec<String> = mark.entries.iter().map(|entry| (entry + 1).to_string()).collect();
    let resolution = match labels.len() {
        0 => Resolution::Missing,
        1 => Resolution::Exact { label: labels.remove(0) },
        _ => Resolution::Several { labels, missing: Vec::new() },
    };
    InTextCitation { span: mark.span, printed: mark.span.of(text).to_owned(), form: mark.form, resolution }
}

/// A work of which only an id is known.
fn alone(by: &Cited) -> Item {
    match by {
        Cited::Doi(doi) => Item { doi: Some(doi.clone()), ..Item::default() },
        Cited::Pmid(pmid) => Item { pmid: Some(pmid.clone()), ..Item::default() },
        Cited::Address(address) => Item { url: Some(address.clone()), ..Item::default() },
        Cited::Item(item) => (**item).clone(),
        Cited::Text(_) | Cited::Short(_) | Cited::Key(_) => Item::default(),
    }
}
