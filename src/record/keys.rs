//! What documents in TeX cite by keys, found in the lists and libraries beside them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::format::Format;
use super::records::{Cited, Publication, Source};

/// Puts in the place of keys what lists and libraries say of them. A list without a paper, called as a document is, is the
/// document's own; what no file says anything of isn't cited, and its marks lead nowhere. O(n) in what is cited.
pub(super) fn resolve(sources: &mut Vec<Source>) {
    if !sources.iter().any(is_document) {
        return;
    }
    let lists = lists(sources);
    let known = known(sources);
    let mut taken: HashSet<String> = HashSet::new();
    for source in sources.iter_mut().filter(|source| is_document(source)) {
        let own = lists.get(stem(&source.name));
        taken.extend(own.map(|_| stem(&source.name).to_owned()));
        for publication in &mut source.records.publications {
            found(publication, own.map_or(&[], Vec::as_slice), &known);
        }
    }
    sources.retain(|source| !(is_list(source) && taken.contains(stem(&source.name))));
}

/// The keys that documents in TeX cite and that no list or library among the sources has, under the documents' names.
///
/// ```
/// use citegraph::record::{Records, Source, unlisted};
///
/// let tex = b"\\documentclass{article}\n\\begin{document}\nBirds fly \\cite{fay, kay}.\n\\bibliography{lib}\n\\end{document}\n";
/// let library = b"@article{fay, author = {Fay, Eve}, title = {Of birds}, year = 1999}\n";
/// let source = |name: &str, bytes| Records::read(bytes, None).map(|records| Source { name: name.into(), records });
/// let sources = [source("paper", tex)?, source("lib", library)?];
/// assert_eq!(unlisted(&sources), [("paper", vec!["kay"])]);
/// # Ok::<(), citegraph::RecordFault>(())
/// ```
#[must_use]
pub fn unlisted(sources: &[Source]) -> Vec<(&str, Vec<&str>)> {
    if !sources.iter().any(is_document) {
        return Vec::new();
    }
    let known = known(sources);
    let documents = sources.iter().filter(|source| is_document(source)).map(|source| {
        let cites = source.records.publications.iter().flat_map(|publication| &publication.cites);
        let keys = cites.filter_map(|cited| match cited {
            Cited::Key(key) if !known.contains_key(key) => Some(key.as_str()),
            _ => None,
        });
        (source.name.as_str(), keys.collect::<Vec<_>>())
    });
    documents.filter(|(_, keys)| !keys.is_empty()).collect()
}

fn is_document(source: &Source) -> bool {
    source.records.format == Format::Tex
}

fn is_list(source: &Source) -> bool {
    source.records.format == Format::Bbl
}

/// The lists, by what they are called.
fn lists(sources: &[Source]) -> BTreeMap<String, Vec<(String, Cited)>> {
    let lists = sources.iter().filter(|source| is_list(source));
    lists.map(|source| (stem(&source.name).to_owned(), keyed(source))).collect()
}

/// What lists and libraries say of keys.
fn known(sources: &[Source]) -> HashMap<String, Cited> {
    let mut known: HashMap<String, Cited> = lists(sources).into_values().flatten().collect();
    for source in sources.iter().filter(|source| source.records.format == Format::Bibtex) {
        for publication in &source.records.publications {
            if let Some(key) = &publication.id {
                known.entry(key.clone()).or_insert_with(|| Cited::Item(Box::new(publication.item.clone())));
            }
        }
    }
    known
}

/// "paper" for "paper.tex", as files of one name are called.
fn stem(name: &str) -> &str {
    name.strip_suffix(".tex").or_else(|| name.strip_suffix(".bbl")).unwrap_or(name)
}

/// The entries of lists, by their keys.
fn keyed(source: &Source) -> Vec<(String, Cited)> {
    let entries = source.records.publications.iter().flat_map(|list| list.keys.iter().zip(&list.cites));
    entries.map(|(key, cited)| (key.clone(), cited.clone())).collect()
}

/// A document with the entries of its own list, in its order, or else of what else is known.
fn found(document: &mut Publication, own: &[(String, Cited)], known: &HashMap<String, Cited>) {
    let cited = std::mem::take(&mut document.keys).into_iter().zip(std::mem::take(&mut document.cites));
    let cited: Vec<(String, Cited)> = cited.collect();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let others = cited.iter().filter_map(|(key, cited)| match cited {
        Cited::Key(key) => known.get(key).map(|found| (key, found)),
        cited => Some((key, cited)),
    });
    for (key, found) in own.iter().map(|(key, found)| (key, found)).chain(others) {
        places.entry(key).or_insert_with(|| {
            document.keys.push(key.clone());
            document.cites.push(found.clone());
            document.cites.len() - 1
        });
    }
    for mark in document.body.iter_mut().flat_map(|body| &mut body.marks) {
        let keys = mark.entries.iter().filter_map(|at| cited.get(*at));
        mark.entries = keys.filter_map(|(key, _)| places.get(key.as_str()).copied()).collect();
    }
}
