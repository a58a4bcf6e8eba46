//! What a paper's list says that can't be, without asking any library: numbers whose check digit is another, dates to
//! come, one DOI of two works, entries listed twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::Span;
use crate::fold;
use crate::paper::{CitingStyle, ListedReference, Paper, ReferenceId, ReferenceKind};
use crate::reference::item::{Item, ItemType};
use crate::work::{Corpus, Member};

/// What contradicts what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ContradictionKind {
    /// An ISBN or ISSN whose check digit is another.
    Isbn,
    /// An ORCID whose check digit is another.
    Orcid,
    /// A DOI that can't be one.
    Doi,
    /// An arXiv identifier of no month.
    Arxiv,
    /// A year after the paper's own.
    DateToCome,
    /// One DOI of two works.
    OneDoiTwoWorks,
    /// Two DOIs of one publication.
    OneWorkTwoDois,
    /// Two entries of one list are one publication.
    ListedTwice,
    /// Numbers that the list skips.
    NumberSkipped,
    /// A number that two entries have.
    NumberTwice,
    /// A volume that doesn't fit its year, as other entries of the journal have them.
    VolumeYear,
    /// A DOI that holds another year, volume or page than is printed.
    DoiNumeration,
}

impl ContradictionKind {
    /// The kind in words.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Isbn => "isbn or issn",
            Self::Orcid => "orcid",
            Self::Doi => "doi",
            Self::Arxiv => "arxiv",
            Self::DateToCome => "date to come",
            Self::OneDoiTwoWorks => "one doi, two works",
            Self::OneWorkTwoDois => "one work, two dois",
            Self::ListedTwice => "listed twice",
            Self::NumberSkipped => "number skipped",
            Self::NumberTwice => "number twice",
            Self::VolumeYear => "volume and year",
            Self::DoiNumeration => "doi and numeration",
        }
    }
}

/// Something that can't be, or not together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Contradiction {
    /// The document whose list says it.
    pub document: String,
    /// What contradicts what.
    pub kind: ContradictionKind,
    /// The entries that say it, in order; of other documents too where two lists contradict each other.
    pub entries: Vec<ReferenceId>,
    /// Where the first of them stands in the document.
    pub span: Span,
    /// What is printed.
    pub printed: String,
    /// Why it can't be, in words.
    pub why: String,
}

/// The contradictions inside each paper of a corpus and between them, ordered by document, kind and entries.
///
/// `this_year` is the year beyond which a paper that doesn't print its own can't cite.
///
/// # Complexity
///
/// O(n log n) for n entries.
///
/// # Example
///
/// ```
/// use citegraph::paper::Paper;
/// use citegraph::query::contradictions::{ContradictionKind, contradictions};
/// use citegraph::work::Corpus;
///
/// let text = "# References\n\n- Roe, A. (2001). *On lakes*. Lakeside Press. ISBN 978-3-16-148410-1.\n";
/// let corpus = Corpus::new([Paper::read("lakes", text)])?;
/// let found = contradictions(&corpus, 2026);
/// assert_eq!(found[0].kind, ContradictionKind::Isbn);
/// # Ok::<(), citegraph::Error>(())
/// ```
#[must_use]
pub fn contradictions(corpus: &Corpus, this_year: i32) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let journals = Journals::of(corpus);
    for paper in &corpus.papers {
        let latest = paper.item.year().map_or(this_year, |year| year + 1);
        for (entry, item) in paper.items().filter(|(entry, _)| names_a_work(entry)) {
            let mut says = |kind, printed: String, why: String| {
                let entries = vec![entry.id.clone()];
                found.push(Contradiction { document: paper.id.clone(), kind, entries, span: entry.span, printed, why });
            };
            identifiers(entry, &item, &mut says);
            if let Some(year) = item.year().filter(|year| *year > latest) {
                let own = paper
                    .item
                    .year()
                    .map_or_else(|| "this year".to_owned(), |own| format!("{own}, the paper's own year"));
                says(ContradictionKind::DateToCome, year.to_string(), format!("later than {own}"));
            }
            doi_numeration(&item, &mut says);
            journals.check(&item, &mut says);
        }
        numbering(paper, &mut found);
    }
    works(corpus, &mut found);
    found.sort();
    found.dedup();
    found
}

fn names_a_work(entry: &ListedReference) -> bool {
    matches!(entry.kind, ReferenceKind::Full | ReferenceKind::SameAuthor)
}

type Says<'s> = dyn FnMut(ContradictionKind, String, String) + 's;

/// Numbers that can't be what they are said to be.
fn identifiers(entry: &ListedReference, item: &Item, says: &mut Says<'_>) {
    if let Some(isbn) = &item.isbn {
        let digits: Vec<u8> = isbn.bytes().filter(|b| b.is_ascii_digit() || matches!(b, b'x' | b'X')).collect();
        let wrong = match digits.len() {
            13 => !is_ean(&digits),
            8 | 10 => !is_weighted(&digits),
            _ => false,
        };
        if wrong {
            says(ContradictionKind::Isbn, isbn.clone(), "its last digit doesn't check the others".to_owned());
        }
    }
    for orcid in orcids(&entry.reference.raw).filter(|orcid| !is_orcid(orcid)) {
        says(ContradictionKind::Orcid, orcid.to_owned(), "its last digit doesn't check the others".to_owned());
    }
    if let Some(doi) = &item.doi {
        let bare = doi.find("10.").map(|at| &doi[at..]);
        let (registrant, suffix) = bare.and_then(|bare| bare.split_once('/')).unwrap_or_default();
        let digits = registrant.strip_prefix("10.").unwrap_or_default();
        let is_registrant = (4..=9).contains(&digits.split('.').next().unwrap_or_default().len())
            && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && !digits.starts_with('0');
        if bare.is_some() && (!is_registrant || suffix.is_empty()) {
            says(ContradictionKind::Doi, doi.clone(), "no registrant's number and name after it".to_owned());
        }
    }
    if let Some(arxiv) = &item.arxiv {
        let number = arxiv.rsplit('/').next().unwrap_or_default();
        let month = number.get(2..4).and_then(|m| m.parse::<u8>().ok());
        let is_number = number.len() >= 7 && number.bytes().take(4).all(|b| b.is_ascii_digit());
        if is_number && month.is_some_and(|m| !(1..=12).contains(&m)) {
            says(ContradictionKind::Arxiv, arxiv.clone(), "its third and fourth digit are no month".to_owned());
        }
    }
}

/// The check digit of ISBN-13.
fn is_ean(digits: &[u8]) -> bool {
    let sum: u32 =
        digits.iter().enumerate().map(|(i, b)| u32::from(b.wrapping_sub(b'0')) * if i % 2 == 0 { 1 } else { 3 }).sum();
    digits.iter().all(u8::is_ascii_digit) && sum.is_multiple_of(10)
}

/// The check digit of ISBN-10 and ISSN: weights that fall to 1, by eleven.
fn is_weighted(digits: &[u8]) -> bool {
    let value = |b: u8| if b.is_ascii_digit() { u32::from(b - b'0') } else { 10 };
    let weights = (1..=digits.len()).rev();
    let sum: u32 = digits.iter().zip(weights).map(|(b, w)| value(*b) * u32::try_from(w).unwrap_or(0)).sum();
    let only_last = digits[..digits.len() - 1].iter().all(u8::is_ascii_digit);
    only_last && sum.is_multiple_of(11)
}

/// Stretches of a text that are written as ORCIDs are: "0000-0002-1825-0097".
fn orcids(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    parts.filter(|part| {
        let groups: Vec<&str> = part.split('-').collect();
        groups.len() == 4
            && groups.iter().all(|g| g.len() == 4)
            && part.starts_with("000")
            && part.bytes().rev().skip(1).all(|b| b.is_ascii_digit() || b == b'-')
            && part.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'X' | 'x'))
    })
}

/// The check digit of ISO 7064, modulus 11, radix 2.
fn is_orcid(orcid: &str) -> bool {
    let digits: Vec<u8> = orcid.bytes().filter(|b| *b != b'-').collect();
    let total = digits[..digits.len() - 1].iter().fold(0, |total, b| (total + u32::from(b - b'0')) * 2);
    let check = (12 - total % 11) % 11;
    let last = digits[digits.len() - 1].to_ascii_uppercase();
    if check == 10 { last == b'X' } else { u32::from(last.wrapping_sub(b'0')) == check }
}

/// What the DOIs of some publishers say themselves.
fn doi_numeration(item: &Item, says: &mut Says<'_>) {
    let Some(doi) = &item.doi else { return };
    let lower = doi.to_ascii_lowercase();
    let number = |text: &str| text.parse::<i32>().ok();
    // Elsevier: "10.1016/j.lakes.2019.03.012" was given in 2019; what is printed may be a year or two later.
    if let Some((_, rest)) = lower.split_once("10.1016/j.") {
        let parts: Vec<&str> = rest.split('.').collect();
        if let [_, given, month, _] = parts[..]
            && (given.len(), month.len()) == (4, 2)
            && let (Some(given), Some(printed)) = (number(given), item.year())
            && (printed < given - 1 || printed > given + DOI_YEARS)
        {
            says(
                ContradictionKind::DoiNumeration,
                doi.clone(),
                format!("the DOI was given in {given}, and the year is {printed}"),
            );
        }
    }
    // The American Physical Society: "10.1103/PhysRevLett.98.010505" is volume and page.
    if let Some((_, rest)) = lower.split_once("10.1103/") {
        let parts: Vec<&str> = rest.split('.').collect();
        let printed = |field: &Option<String>| field.as_deref().and_then(|text| number(&digits(text)));
        if let [_, volume, page] = parts[..]
            && let (Some(volume), Some(page)) = (number(volume), number(page))
        {
            let differs = |own: Option<i32>, printed: Option<i32>| own.zip(printed).is_some_and(|(a, b)| a != b);
            if differs(Some(volume), printed(&item.volume)) || differs(Some(page), printed(&item.page)) {
                says(
                    ContradictionKind::DoiNumeration,
                    doi.clone(),
                    format!("the DOI is of volume {volume}, page {page}"),
                );
            }
        }
    }
}

/// A DOI may be given so many years before the year that is printed.
const DOI_YEARS: i32 = 3;

/// The first digits of a text.
fn digits(text: &str) -> String {
    text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect()
}

/// Years and volumes of journals, as the entries of all papers have them.
struct Journals(BTreeMap<String, BTreeSet<(i32, i32)>>);

/// So many entries of a journal must agree on how its volumes follow its years.
const WITNESSES: usize = 3;
/// A volume so far from where it should be is another year's.
const OFF: i32 = 2;

impl Journals {
    fn of(corpus: &Corpus) -> Self {
        let mut found: BTreeMap<String, BTreeSet<(i32, i32)>> = BTreeMap::new();
        for work in &corpus.works {
            if let Some((journal, year, volume)) = dated(&work.item) {
                found.entry(journal).or_default().insert((year, volume));
            }
        }
        Self(found)
    }

    /// Whether a journal has one volume a year by all its other entries, and this one another.
    fn check(&self, item: &Item, says: &mut Says<'_>) {
        let Some((journal, year, volume)) = dated(item) else { return };
        let Some(others) = self.0.get(&journal) else { return };
        let mut starts: Vec<i32> = others.iter().filter(|o| **o != (year, volume)).map(|(y, v)| y - v).collect();
        starts.sort_unstable();
        let Some(start) = starts.get(starts.len() / 2) else { return };
        let agree = starts.iter().filter(|s| s.abs_diff(*start) <= 1).count();
        if agree >= WITNESSES && agree == starts.len() && (year - volume - start).abs() > OFF {
            let printed = format!("{volume} ({year})");
            let why = format!("by its other entries here, volume {volume} is of {}", volume + start);
            says(ContradictionKind::VolumeYear, printed, why);
        }
    }
}

/// The journal, year and volume of an article that prints them.
fn dated(item: &Item) -> Option<(String, i32, i32)> {
    let journal = fold::words(item.container_title.as_deref()?);
    let volume = item.volume.as_deref()?;
    let is_number = !volume.is_empty() && volume.bytes().all(|b| b.is_ascii_digit());
    (is_number && item.item_type == ItemType::ArticleJournal).then_some(())?;
    Some((journal, item.year()?, volume.parse().ok()?))
}

/// Numbers that a list prints twice or skips.
fn numbering(paper: &Paper, found: &mut Vec<Contradiction>) {
    let listed: Vec<&ListedReference> = paper.references.iter().filter(|r| names_a_work(r)).collect();
    let numbered: Vec<(u32, &ListedReference)> =
        listed.iter().filter_map(|r| Some((printed_number(&r.reference.raw)?, *r))).collect();
    // Where most entries have none, a number at the start is something else; notes begin anew.
    if numbered.len() < 3 || numbered.len() * 10 < listed.len() * 9 || paper.style() == CitingStyle::Notes {
        return;
    }
    for pair in numbered.windows(2) {
        let ((before, first), (number, entry)) = (pair[0], pair[1]);
        let mut says = |kind, entries: Vec<ReferenceId>, printed: String, why: String| {
            found.push(Contradiction { document: paper.id.clone(), kind, entries, span: entry.span, printed, why });
        };
        if number == before {
            let entries = vec![first.id.clone(), entry.id.clone()];
            says(
                ContradictionKind::NumberTwice,
                entries,
                number.to_string(),
                "two entries have this number".to_owned(),
            );
        } else if number > before + 1 && number - before <= LARGEST_GAP {
            let skipped: Vec<String> = (before + 1..number).map(|n| n.to_string()).collect();
            let why = format!("between {before} and {number}");
            says(ContradictionKind::NumberSkipped, vec![first.id.clone(), entry.id.clone()], skipped.join(", "), why);
        }
    }
}

/// A larger step is rather another list's beginning.
const LARGEST_GAP: u32 = 5;

/// "[12] Roe" and "12. Roe" are 12.
fn printed_number(raw: &str) -> Option<u32> {
    let bare = raw.trim_start().trim_start_matches(['[', '(']);
    let digits: String = bare.chars().take_while(char::is_ascii_digit).collect();
    let marked = bare[digits.len()..].starts_with([']', ')', '.']);
    (marked && digits.len() <= 4).then(|| digits.parse().ok()).flatten()
}

/// What the entries of one work, and one DOI of several works, say.
fn works(corpus: &Corpus, found: &mut Vec<Contradiction>) {
    let entries: BTreeMap<&ReferenceId, (&Paper, &ListedReference)> =
        corpus.papers.iter().flat_map(|p| p.references.iter().map(move |r| (&r.id, (p, r)))).collect();
    let mut of_doi: BTreeMap<String, BTreeMap<usize, Vec<&ReferenceId>>> = BTreeMap::new();
    for (n, work) in corpus.works.iter().enumerate() {
        for version in &work.versions {
            let ids: Vec<&ReferenceId> = version
                .members
                .iter()
                .filter_map(|m| if let Member::Entry(id) = m { Some(id) } else { None })
                .collect();
            listed_twice(&ids, &entries, found);
            let mut dois: BTreeMap<String, &ReferenceId> = BTreeMap::new();
            for id in &ids {
                let doi = entries.get(id).and_then(|(_, entry)| entry.reference.doi.as_ref());
                if let Some(doi) = doi.and_then(|d| bare_doi(&d.value)) {
                    of_doi.entry(doi.clone()).or_default().entry(n).or_default().push(id);
                    dois.entry(doi).or_insert(id);
                }
            }
            if dois.len() > 1 {
                let (printed, ids): (Vec<&str>, Vec<ReferenceId>) =
                    dois.iter().map(|(doi, id)| (doi.as_str(), (*id).clone())).unzip();
                let why = "entries of one publication have several DOIs";
                push(found, &entries, ContradictionKind::OneWorkTwoDois, ids, printed.join(", "), why);
            }
        }
    }
    for (doi, works) in of_doi.into_iter().filter(|(_, works)| works.len() > 1) {
        let ids: Vec<ReferenceId> = works.values().filter_map(|ids| ids.first()).map(|id| (*id).clone()).collect();
        push(found, &entries, ContradictionKind::OneDoiTwoWorks, ids, doi, "entries of two works have this DOI");
    }
}

/// Entries of one list that are one publication. Notes cite a source again and again.
fn listed_twice(
    ids: &[&ReferenceId],
    entries: &BTreeMap<&ReferenceId, (&Paper, &ListedReference)>,
    found: &mut Vec<Contradiction>,
) {
    let mut of_document: BTreeMap<&str, Vec<&ReferenceId>> = BTreeMap::new();
    for id in ids {
        of_document.entry(&id.document).or_default().push(id);
    }
    for ids in of_document.values().filter(|ids| ids.len() > 1) {
        let Some((paper, entry)) = entries.get(ids[0]) else { continue };
        let is_note = |id: &ReferenceId| id.label.starts_with('n') || id.label.contains('.');
        if paper.style() == CitingStyle::Notes || ids.iter().any(|id| is_note(id)) {
            continue;
        }
        let mut ids: Vec<ReferenceId> = ids.iter().map(|id| (*id).clone()).collect();
        ids.sort();
        let why = "entries of one list are one publication";
        push(found, entries, ContradictionKind::ListedTwice, ids, entry.reference.raw.clone(), why);
    }
}

/// Adds a contradiction between entries, told of the first one's document.
fn push(
    found: &mut Vec<Contradiction>,
    entries: &BTreeMap<&ReferenceId, (&Paper, &ListedReference)>,
    kind: ContradictionKind,
    mut ids: Vec<ReferenceId>,
    printed: String,
    why: &str,
) {
    ids.sort();
    let Some((paper, first)) = ids.first().and_then(|id| entries.get(id)) else { return };
    found.push(Contradiction {
        document: paper.id.clone(),
        kind,
        span: first.span,
        entries: ids,
        printed,
        why: why.to_owned(),
    });
}

/// A DOI without its resolver, in lower case; none of a preprint, which has its own.
fn bare_doi(doi: &str) -> Option<String> {
    let lower = doi.to_ascii_lowercase();
    let bare = lower[lower.find("10.")?..].trim_end_matches(['.', ',', ';', '/']).to_owned();
    let preprint =
        ["10.48550/", "10.1101/", "10.2139/", "10.31219/", "10.31234/", "10.5281/", "10.26434/", "10.21203/"];
    (!preprint.iter().any(|server| bare.starts_with(server))).then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(list: &str) -> Vec<(ContradictionKind, String)> {
        let text = format!("# On lakes\n\nAs was said [1]. So it was [2].\n\n# References\n\n{list}");
        let corpus = Corpus::new([Paper::read("a", &text)]).expect("one paper");
        contradictions(&corpus, 2026).into_iter().map(|c| (c.kind, c.printed)).collect()
    }

    const CLEAN: &str = "[1] Roe, A. (2001). On the lakes of the north. Journal of Lakes, 3(1), 4–9. doi:10.1234/lakes.3.4\n\
        [2] Poe, B. (2002). On the rivers of the south. Journal of Rivers, 4(1), 14–19.\n\
        [3] Doe, C. (2003). The ponds of the east. Lakeside Press. ISBN 978-3-16-148410-0.\n";

    #[test]
    fn a_clean_list_has_none() {
        assert_eq!(of(CLEAN), []);
    }

    #[test]
    fn each_kind_planted_once_is_found_once() {
        use ContradictionKind as Kind;
        let cases = [
            ("[4] Moe, D. (2004). The seas of the west. Lakeside Press. ISBN 978-3-16-148410-1.", Kind::Isbn),
            ("[4] Moe, D. (2034). The seas of the west. Journal of Seas, 6(1), 34–39.", Kind::DateToCome),
            ("[6] Moe, D. (2004). The seas of the west. Journal of Seas, 6(1), 34–39.", Kind::NumberSkipped),
            ("[3] Moe, D. (2004). The seas of the west. Journal of Seas, 6(1), 34–39.", Kind::NumberTwice),
            ("[4] Roe, A. On the lakes of the north. J. Lakes 3, 4–9 (2001).", Kind::ListedTwice),
            (
                "[4] Moe, D. (2004). The seas of the west. Journal of Seas, 6(1), 34–39. doi:10.1016/j.seas.2011.03.001",
                Kind::DoiNumeration,
            ),
            (
                "[4] Moe, D. (2004). The seas of the west. Journal of Seas, 6(1), 34–39. doi:10.1234/lakes.3.4",
                Kind::OneDoiTwoWorks,
            ),
        ];
        for (entry, kind) in cases {
            let found = of(&format!("{CLEAN}{entry}\n"));
            assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), [kind], "{entry}: {found:?}");
        }
    }

    #[test]
    fn check_digits() {
        assert!(is_ean(b"9783161484100") && !is_ean(b"9783161484101"));
        assert!(is_weighted(b"316148410X") && !is_weighted(b"3161484109"));
        assert!(is_weighted(b"03785955") && !is_weighted(b"03785956"));
        assert!(is_orcid("0000-0002-1825-0097") && !is_orcid("0000-0002-1825-0098"));
        assert_eq!(orcids("ORCID: 0000-0002-1825-0097; pp. 0001-0002").count(), 1);
    }
}
