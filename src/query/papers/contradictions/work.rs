//! What the entries of one work say, and one DOI of several works.

use std::collections::BTreeMap;

use super::{Contradiction, ContradictionKind, Entries, push};
use crate::document::Region;
use crate::fold;
use crate::paper::{CitingStyle, ReferenceId};
use crate::work::{Corpus, Member};

/// What the entries of one work, and one DOI of several works, say.
pub(super) fn works(corpus: &Corpus, entries: &Entries<'_>, found: &mut Vec<Contradiction>) {
    let mut of_doi: BTreeMap<String, BTreeMap<usize, Vec<&ReferenceId>>> = BTreeMap::new();
    for (n, work) in corpus.works.iter().enumerate() {
        for version in &work.versions {
            let printed: Vec<(&Member, &ReferenceId)> =
                version.members.iter().filter_map(|member| Some((member, member.entry()?))).collect();
            let mut ids: Vec<&ReferenceId> = printed.iter().map(|(_, id)| *id).collect();
            ids.sort();
            ids.dedup();
            listed_twice(&ids, entries, found);
            for (member, id) in printed {
                let reference = entries.get(id).and_then(|(_, entry)| member.printed(entry));
                let doi = reference.and_then(|reference| reference.doi.as_ref());
                if let Some(doi) = doi.and_then(|d| bare_doi(&d.value)) {
                    of_doi.entry(doi).or_default().entry(n).or_default().push(id);
                }
            }
        }
    }
    two_dois(entries, found);
    for (doi, works) in of_doi.into_iter().filter(|(_, works)| works.len() > 1) {
        let ids: Vec<ReferenceId> = works.values().filter_map(|ids| ids.first()).map(|id| (*id).clone()).collect();
        push(
            found,
            entries,
            ContradictionKind::OneDoiTwoWorks,
            ids,
            doi,
            "entries of two works have this DOI".to_owned(),
        );
    }
}

/// Entries of several DOIs that have one title in one place of an outlet. Two DOIs part works, so that the works don't tell.
fn two_dois(entries: &Entries<'_>, found: &mut Vec<Contradiction>) {
    let mut printed: BTreeMap<[String; 3], BTreeMap<String, &ReferenceId>> = BTreeMap::new();
    for (id, (_, entry)) in entries {
        let item = entry.reference.item();
        let place = item.title.as_ref().zip(item.volume.as_ref()).zip(item.page.as_ref());
        if let (Some(((title, volume), page)), Some(doi)) = (place, item.doi.as_deref().and_then(bare_doi)) {
            let key = [fold::letters(title), fold::compact(volume), fold::compact(page)];
            printed.entry(key).or_default().entry(doi).or_insert(id);
        }
    }
    for dois in printed.into_values().filter(|dois| dois.len() > 1) {
        let (printed, ids): (Vec<String>, Vec<ReferenceId>) =
            dois.into_iter().map(|(doi, id)| (doi, id.clone())).unzip();
        let why = "entries of one title, volume and page have several DOIs";
        push(found, entries, ContradictionKind::OneWorkTwoDois, ids, printed.join(", "), why.to_owned());
    }
}

/// Entries of one list that are one publication. Notes cite a source again and again.
fn listed_twice(ids: &[&ReferenceId], entries: &Entries<'_>, found: &mut Vec<Contradiction>) {
    let mut of_document: BTreeMap<&str, Vec<&ReferenceId>> = BTreeMap::new();
    for id in ids {
        of_document.entry(&id.document).or_default().push(id);
    }
    for ids in of_document.values().filter(|ids| ids.len() > 1) {
        let Some((paper, entry)) = entries.get(ids[0]) else { continue };
        let is_note = |id: &ReferenceId| entries.get(id).is_some_and(|(_, entry)| entry.region == Region::Note);
        if paper.style() == CitingStyle::Notes || ids.iter().any(|id| is_note(id)) {
            continue;
        }
        let mut ids: Vec<ReferenceId> = ids.iter().map(|id| (*id).clone()).collect();
        ids.sort();
        let why = "entries of one list are one publication";
        push(found, entries, ContradictionKind::ListedTwice, ids, entry.reference.raw.clone(), why.to_owned());
    }
}

/// A DOI without its resolver, in lower case; none of a preprint, which has its own.
fn bare_doi(doi: &str) -> Option<String> {
    let lower = doi.to_ascii_lowercase();
    let bare = lower[lower.find("10.")?..].trim_end_matches(['.', ',', ';', '/']).to_owned();
    let preprint =
        ["10.48550/", "10.1101/", "10.2139/", "10.31219/", "10.31234/", "10.5281/", "10.26434/", "10.21203/"];
    (!preprint.iter().any(|server| bare.starts_with(server))).then_some(bare)
}
