//! Files → the records of a library, and the references that are looked for in it: any form that records come in, papers,
//! and bare references.

use std::path::{Path, PathBuf};

use citegraph::Error;
use citegraph::paper::{Paper, paper_files};
use citegraph::record::{self, Opened, Source};
use citegraph::reference::Reference;
use citegraph::reference::item::Item;
use citegraph::work::{Named, further, named};
use rayon::prelude::*;

use crate::input::{self, Content};
use crate::{lines, notes};

/// A reference that is looked for: its id, and what a person sees of it.
pub struct Asked {
    pub id: String,
    pub shown: String,
    pub given: Given,
}

/// What is known of a reference.
pub enum Given {
    /// A bare reference, as it is read.
    Bare(Box<Reference>),
    /// The entry of a paper, and what it stands for.
    Entry(Box<Reference>, Box<Item>),
    /// A record.
    Record(Box<Item>),
}

/// The records of a library's files, each with its id; none where a file can't be read or has none, which is said.
pub fn records(paths: &[PathBuf]) -> Option<Vec<(String, Item)>> {
    let mut records = Vec::new();
    for path in paths {
        match records_of(path) {
            Ok(found) if found.is_empty() => {
                notes::error(format!("{}: no records", path.display()));
                return None;
            }
            Ok(found) => records.extend(found),
            Err(error) => {
                notes::error(error);
                return None;
            }
        }
    }
    Some(records)
}

/// The records of a library's file: of a saved corpus its papers, of a text none.
pub fn records_of(path: &Path) -> Result<Vec<(String, Item)>, Error> {
    Ok(match input::open(path)? {
        Content::Saved(saved) => saved.corpus.papers.into_iter().map(|paper| (paper.id, paper.item)).collect(),
        Content::Opened(Opened::Paper(..)) => Vec::new(),
        Content::Opened(Opened::Records(source)) => {
            input::tell_faults(path, &source);
            items(source).collect()
        }
    })
}

/// The records of a file, each with its id or its place.
fn items(source: Source) -> impl Iterator<Item = (String, Item)> {
    let records = source.records.publications.into_iter().zip(1..);
    records.map(|(record, place)| (record.id.unwrap_or_else(|| place.to_string()), record.item))
}

/// The references of a file or of a folder's papers: what they cite and, of records that cite nothing, these themselves.
pub fn references(path: &Path) -> Result<Vec<Asked>, Error> {
    let files = if path.is_dir() { paper_files(path)?.files } else { vec![path.to_owned()] };
    let mut found = Vec::new();
    for file in files {
        found.extend(of_content(&file, input::open(&file)?));
    }
    Ok(found)
}

/// The references of a file that is open.
pub fn of_content(file: &Path, content: Content) -> Vec<Asked> {
    let papers = match content {
        Content::Saved(saved) => saved.corpus.papers,
        Content::Opened(Opened::Paper(paper, _)) => vec![*paper],
        Content::Opened(Opened::Records(source)) => {
            input::tell_faults(file, &source);
            if source.records.publications.iter().all(|publication| publication.cites.is_empty()) {
                let asked = |(id, item): (String, Item)| {
                    let shown = item.title.clone().unwrap_or_default();
                    Asked { id, shown, given: Given::Record(Box::new(item)) }
                };
                return items(source).map(asked).collect();
            }
            record::papers([source], std::iter::empty())
        }
    };
    of_papers(papers)
}

/// The works that the entries of papers name.
fn of_papers(papers: Vec<Paper>) -> Vec<Asked> {
    let asked = |Named { member, reference, item, .. }: Named<'_>| {
        let given = Given::Entry(Box::new(reference.clone()), Box::new(item));
        Asked { id: member.to_string(), shown: reference.raw.clone(), given }
    };
    papers.iter().flat_map(|paper| named(paper).map(asked)).collect()
}

/// The references of a file of strings, one a line, called after their lines; none when it can't be read to its end, or holds
/// none, which is said.
pub fn strings(path: &Path) -> Option<Vec<Asked>> {
    let mut read: Vec<String> = Vec::new();
    for line in input::lines(path)? {
        match line {
            Ok(line) => read.push(lines::text(&line).0.into_owned()),
            Err(error) => {
                notes::error(format!("line {}: {}", read.len() + 1, Error::io(path, &error)));
                return None;
            }
        }
    }
    let found = of_lines(&read);
    if found.is_empty() {
        notes::error(format!("{}: empty", path.display()));
        return None;
    }
    Some(found)
}

/// The references of each line that isn't empty: one, and the further works that it lists, "3+2" the second of line 3.
pub fn of_lines(lines: &[impl AsRef<str> + Sync]) -> Vec<Asked> {
    let of_line = |(n, line): (usize, &str)| {
        if line.trim().is_empty() {
            return Vec::new();
        }
        let reference = Reference::parse(line);
        let asked = |(number, reference, item): (u32, &Reference, Item)| Asked {
            id: format!("{}+{number}", n + 1),
            shown: reference.raw.clone(),
            given: Given::Entry(Box::new(reference.clone()), Box::new(item)),
        };
        let further: Vec<Asked> = further(&reference, reference.item()).map(asked).collect();
        let first = Asked { id: (n + 1).to_string(), shown: line.to_owned(), given: Given::Bare(Box::new(reference)) };
        std::iter::once(first).chain(further).collect()
    };
    lines.par_iter().enumerate().flat_map_iter(|(n, line)| of_line((n, line.as_ref()))).collect()
}
