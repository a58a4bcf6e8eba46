//! What is compared of a reference: its fields folded, hashed and packed.

use super::author::Authors;
use super::bytes::{self, Bytes as _};
use super::identifier::{self, Doi};
use super::letters;
use super::numeration::{Number, pages};
use super::outlet::{self, Outlet, OutletKind};
use super::title::{self, Nature, Title};
use super::words::{self, Word, folded, hash};
use crate::reference::Reference;
use crate::reference::item::{Item, ItemType};

/// A reference as it is compared: about half a kilobyte, made once, however often it is compared.
///
/// Made [from an item](From<&Item>), or [from a reference](From<&Reference>), whose raw words are evidence too: where
/// its fields were read wrongly, the other's are looked for among them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Record {
    pub(super) title: Title,
    pub(super) authors: Authors,
    pub(super) year: Option<i16>,
    pub(super) kind: OutletKind,
    pub(super) outlet: Outlet,
    pub(super) publisher: Outlet,
    pub(super) volume: Option<Number>,
    pub(super) issue: Option<Number>,
    pub(super) first_page: Option<Number>,
    pub(super) last_page: Option<Number>,
    pub(super) edition: Option<u16>,
    /// The number of a report.
    pub(super) number: Option<u64>,
    /// The number of a report that its text seems to print.
    pub(super) printed_number: Option<u64>,
    pub(super) doi: Option<Doi>,
    pub(super) arxiv: Option<u64>,
    pub(super) url: Option<u64>,
    pub(super) isbn: Option<u64>,
    /// Whether it is a chapter of a book, or a book, as far as that is known.
    pub(super) extent: Option<Extent>,
    /// The distinct words of the reference's text, or of its fields.
    pub(super) raw: Box<[Word]>,
    /// Whether `raw` is a text, not fields put together.
    pub(super) is_text: bool,
    /// The distinct numbers of the reference's text.
    pub(super) numbers: Box<[u32]>,
    /// The reference's text, folded, as far as it is compared; empty where `raw` isn't a text.
    pub(super) text: Box<str>,
    /// The number of the part that its fields name beside the title: "2. Experiment. J. Tests", "Teil 2".
    pub(super) part: Option<u16>,
    /// The natures whose words stand in the reference's text, as bits.
    pub(super) natures: u8,
}

bytes::fields!(Record {
    title,
    authors,
    year,
    kind,
    outlet,
    publisher,
    volume,
    issue,
    first_page,
    last_page,
    edition,
    number,
    printed_number,
    doi,
    arxiv,
    url,
    isbn,
    extent,
    raw,
    is_text,
    numbers,
    text,
    part,
    natures,
});

/// How much of a book is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Extent {
    Whole,
    Part,
}

bytes::variants!(Extent { Whole, Part });

/// The first of a record's bytes. Goes up when records change.
pub(super) const FORMAT: u8 = 2;

impl Record {
    /// The record in bytes, some hundred of them, which compare as the records do: [`Ord`] and the order of the bytes,
    /// unsigned, are one. They hold for one version of this crate.
    ///
    /// ```
    /// use citegraph::reference::Reference;
    /// use citegraph::work::Record;
    ///
    /// let record = Record::from(&Reference::parse("Roe, A. (2020). On tests. Journal of Tests, 3(1), 4–9."));
    /// assert_eq!(Record::from_bytes(&record.to_bytes()), Some(record));
    /// assert_eq!(Record::from_bytes(b"anything else"), None);
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(512);
        FORMAT.put(&mut bytes);
        self.put(&mut bytes);
        bytes
    }

    /// The record whose [bytes](Self::to_bytes) these are; none when they are no record's.
    #[must_use]
    pub fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let format = u8::take(&mut bytes)?;
        let record = Self::take(&mut bytes)?;
        (format == FORMAT && bytes.is_empty()).then_some(record)
    }
}

impl From<&Item> for Record {
    fn from(item: &Item) -> Self {
        Self::new(item, EtAl::Complete, None)
    }
}

impl From<&Reference> for Record {
    fn from(reference: &Reference) -> Self {
        Self::of_entry(reference, &reference.item())
    }
}

/// Whether a list of authors is shortened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum EtAl {
    Complete,
    Shortened,
}

impl Record {
    /// The record of an entry that stands for `item`, which may be more than it prints itself.
    #[must_use]
    pub fn of_entry(reference: &Reference, item: &Item) -> Self {
        let et_al = if reference.et_al.is_some() { EtAl::Shortened } else { EtAl::Complete };
        let mut record = Self::new(item, et_al, Some(reference.own_text()));
        if let Some(signal) = reference.signal.as_ref().filter(|_| record.title.nature == Nature::Original) {
            record.title.nature = title::nature_of(&folded(&signal.value));
        }
        record
    }

    fn new(item: &Item, et_al: EtAl, raw: Option<&str>) -> Self {
        let text = raw.map(without_addresses);
        let in_words = text.as_deref().map(folded);
        // A number of a periodical is known by its date or volume, as its articles are.
        let numbered = item.issued.is_some() || item.volume.is_some() || item.issue.is_some();
        let (title, container) = match item.item_type {
            ItemType::Periodical if numbered => (None, item.title.as_deref()),
            _ => (item.title.as_deref(), item.container_title.as_deref()),
        };
        let container = without_meeting(container.unwrap_or_default());
        // "1Annals of Tests": the entry's number is printed before it without a space.
        let container =
            if raw.is_some_and(|raw| raw.starts_with(container)) { without_label(container) } else { container };
        let outlet = Outlet::of(container);
        let mut title = Title::of(title.unwrap_or_default());
        if repeats(&title, &outlet) {
            title = Title::default();
        }
        let mut authors = Authors::of(&item.author, et_al == EtAl::Shortened);
        // "Editorial. J. Lakes 12, 1": what many texts are called is nobody's name.
        if title.is_empty()
            && let [name] = &*item.author
            && name.given.is_none()
        {
            let called = Title::of(name.literal.as_deref().or(name.family.as_deref()).unwrap_or_default());
            if called.generic {
                title = called;
                authors = Authors::default();
            }
        }
        let (first_page, last_page) = item.page.as_deref().map_or((None, None), pages);
        let (volume, issue) = volume_and_issue(item);
        let mut found = Self {
            title,
            authors,
            year: item.year().and_then(|y| i16::try_from(y).ok()),
            kind: kind(item, container, in_words.as_deref()),
            outlet,
            // Who decided stands where others say who published.
            publisher: Outlet::of(item.publisher.as_deref().or(item.authority.as_deref()).unwrap_or_default()),
            volume,
            issue,
            first_page,
            last_page,
            edition: item.edition.as_deref().and_then(edition),
            number: item.number.as_deref().and_then(report_number),
            doi: item.doi.as_deref().and_then(Doi::of),
            arxiv: (item.arxiv.as_deref())
                .or_else(|| item.doi.as_deref().and_then(identifier::arxiv_of_doi))
                .map(identifier::arxiv),
            url: item.url.as_deref().and_then(identifier::address),
            isbn: item.isbn.as_deref().and_then(identifier::isbn),
            part: title::part_before(container)
                .or_else(|| title::numbered_part(item.title.as_deref().unwrap_or_default()))
                .or_else(|| title::named_part(item.volume.as_deref().unwrap_or_default())),
            extent: match item.item_type {
                ItemType::Book => Some(Extent::Whole),
                ItemType::Chapter => Some(Extent::Part),
                _ => None,
            },
            ..Self::default()
        };
        match text.zip(in_words) {
            Some((text, in_words)) => {
                found.raw = words::distinct(&in_words);
                found.is_text = true;
                found.natures = title::natures_in(&in_words);
                found.text = start(&in_words, letters::BYTES).into();
                // Whether a bare reference is a book or a chapter is a guess, too unsure to forbid a merge.
                found.extent = None;
                found.printed_number = if found.kind == OutletKind::Report { number_in(&text) } else { None };
                found.numbers = numbers(&text);
                found.year = found.year.or_else(|| only_year(&found.numbers));
            }
            // The fields are the text: what is in another's wrong field is in its text all the same.
            None => found.raw = words::distinct(&folded(&text_of(item))),
        }
        found
    }

    /// The court that decided, where it is called by its letters: names in full are written in many ways.
    pub(super) fn court(&self) -> Option<u64> {
        if self.outlet.is_neutral() {
            return Some(self.outlet.key());
        }
        (!self.publisher.is_empty() && self.publisher.is_short()).then(|| self.publisher.key())
    }

    /// Whether its text is known, beside its fields.
    pub(super) fn has_raw(&self) -> bool {
        !self.raw.is_empty()
    }

    /// Whether its text holds this number.
    pub(super) fn prints(&self, number: u32) -> bool {
        self.numbers.binary_search(&number).is_ok()
    }

    /// Whether its text holds this number when spaces are dropped: "28 01" is 2801. Linear in the text.
    pub(super) fn prints_apart(&self, number: u32) -> bool {
        letters::hold(&letters::letters(&self.text), number)
    }
}

/// The start of a text, of whole letters and at most so many bytes.
fn start(text: &str, most: usize) -> &str {
    let cut = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..cut.unwrap_or_default()]
}

/// Whether a title only repeats the outlet, with numbers: "Annals of Tests Volume 52 Paper 41".
fn repeats(title: &Title, outlet: &Outlet) -> bool {
    let own = |w: &&Word| {
        !w.is_number()
            && !["volume", "vol", "paper", "no", "issue", "article", "of", "the"].iter().any(|s| **w == Word::of(s))
    };
    let numbered = title.words.iter().any(|w| w.is_number());
    numbered && !outlet.is_empty() && title.words.iter().filter(own).all(|w| outlet.words.binary_search(w).is_ok())
}

/// "Annals of Tests. Conference: 3rd Meeting on Tests": a supplement of a journal, with the meeting that filled it.
fn without_meeting(container: &str) -> &str {
    container.split_once(". Conference").map_or(container, |(journal, _)| journal)
}

/// What an item says in words.
fn text_of(item: &Item) -> String {
    let names = item.author.iter().filter_map(|n| n.literal.as_deref().or(n.family.as_deref()));
    let fields = [&item.title, &item.container_title, &item.publisher].into_iter().flatten().map(String::as_str);
    names.take(MOST_NAMES).chain(fields).collect::<Vec<_>>().join(" ")
}

/// More names than this say nothing more.
const MOST_NAMES: usize = 24;

/// Volume and issue; "4 (1)" as a volume holds both.
fn volume_and_issue(item: &Item) -> (Option<Number>, Option<Number>) {
    let printed = item.volume.as_deref().unwrap_or_default();
    let issue = item.issue.as_deref().and_then(Number::first);
    // What a bracket that nothing opens closes is an issue.
    if printed.contains(')') && !printed.contains('(') {
        return (None, issue.or_else(|| Number::first(printed)));
    }
    let within = printed.split_once('(').and_then(|(_, rest)| Number::first(rest));
    (Number::first(printed.split('(').next().unwrap_or_default()), issue.or(within))
}

fn kind(item: &Item, container: &str, folded: Option<&str>) -> OutletKind {
    let by_name = outlet::kind_of(container);
    let by_genre = item.genre.as_deref().map_or(OutletKind::Unknown, outlet::kind_of);
    let by_type = match item.item_type {
        ItemType::ArticleJournal | ItemType::ArticleMagazine | ItemType::ArticleNewspaper | ItemType::Periodical => {
            OutletKind::Journal
        }
        ItemType::PaperConference => OutletKind::Proceedings,
        ItemType::Thesis => OutletKind::Thesis,
        ItemType::LegalCase => OutletKind::Court,
        ItemType::Report => OutletKind::Report,
        ItemType::Book => OutletKind::Book,
        _ if item.arxiv.is_some() && container.is_empty() => OutletKind::Preprint,
        _ if item.page.as_deref().is_some_and(|p| pages(p).1.is_some()) => OutletKind::Part,
        _ => OutletKind::Unknown,
    };
    [by_name, by_genre]
        .into_iter()
        .chain([folded.map_or(OutletKind::Unknown, kind_of_text), by_type])
        .find(|k| *k != OutletKind::Unknown)
        .unwrap_or_default()
}

/// The kind that words anywhere in a folded reference give away.
fn kind_of_text(folded: &str) -> OutletKind {
    let has = |list: &[&str]| folded.split(' ').any(|w| list.contains(&w));
    if has(&["thesis", "dissertation", "phd"]) {
        OutletKind::Thesis
    } else if has(&["proceedings", "proc", "proceeding", "conference", "conf", "workshop", "symposium"]) {
        OutletKind::Proceedings
    } else if ["technical report", "tech rep", "tech report", "research report", "working paper"]
        .iter()
        .any(|w| folded.contains(w))
    {
        OutletKind::Report
    } else if has(&["journal"]) {
        OutletKind::Journal
    } else if has(&["arxiv", "biorxiv"]) {
        OutletKind::Preprint
    } else {
        OutletKind::Unknown
    }
}

/// The text without addresses and DOIs, whose numbers and words say nothing.
pub(super) fn without_addresses(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for chunk in without_label(text).split_whitespace() {
        if !chunk.contains("://") && !chunk.contains("doi.org") && !chunk.trim_start_matches("doi:").starts_with("10.")
        {
            kept.push_str(chunk);
            kept.push(' ');
        }
    }
    kept
}

/// The text without its number in a list: "[12]", "(1)", "3.", and "1Governance" as some print it.
fn without_label(text: &str) -> &str {
    let bare = text.trim_start().trim_start_matches(['[', '(']);
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = bare.len() - rest.len();
    if (1..=3).contains(&digits) { rest.trim_start_matches([']', ')', '.']) } else { text }
}

/// The distinct numbers of a text, of up to seven digits.
fn numbers(text: &str) -> Box<[u32]> {
    let mut found: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| (1..=7).contains(&n.len()))
        .filter_map(|n| n.parse().ok())
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_boxed_slice()
}

/// The year of a text, if one number in it can be one.
fn only_year(numbers: &[u32]) -> Option<i16> {
    let mut years = numbers.iter().filter(|n| (1600..2100).contains(*n));
    let first = years.next()?;
    years.next().is_none().then(|| i16::try_from(*first).ok()).flatten()
}

fn edition(printed: &str) -> Option<u16> {
    let folded = folded(printed);
    let words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let worded = words.iter().zip(1..).find(|(w, _)| folded.contains(**w)).map(|(_, n)| n);
    worded
        .or_else(|| Number::first(printed).and_then(|n| u16::try_from(n.value()).ok()))
        .filter(|n| (1..100).contains(n))
}

/// "CMU-CS-91-100", letters and digits; `None` without a digit.
fn report_number(printed: &str) -> Option<u64> {
    let bare: String = printed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let digits = bare.trim_start_matches(|c: char| !c.is_ascii_digit());
    (!digits.is_empty()).then(|| hash(digits.as_bytes()))
}

/// The first word of a report's text that looks like its number: "CMU-CS-90-100", "95-18".
fn number_in(text: &str) -> Option<u64> {
    let words = text.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_ascii_alphanumeric()));
    words.filter(|w| w.contains('-') && w.ends_with(|c: char| c.is_ascii_digit())).find_map(report_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_and_report_numbers() {
        assert_eq!(edition("2nd ed."), Some(2));
        assert_eq!(edition("third, revised"), Some(3));
        assert_eq!(report_number("Technical Report CMU-CS-91-100"), report_number("91-100"));
    }

    #[test]
    fn a_title_that_repeats_its_outlet_is_none() {
        let item = Item {
            title: Some("Annals of Tests Annals of Tests Volume 52 Paper 41".into()),
            container_title: Some("Annals of Tests".into()),
            ..Item::default()
        };
        assert!(Record::from(&item).title.is_empty());
    }

    #[test]
    fn numbers_and_years_of_a_text() {
        let record = Record::from(&Reference::parse("Roe, A. Ann. Tests 12, 345 (1992). doi:10.1234/99"));
        assert!(record.prints(345) && !record.prints(99));
        assert_eq!(record.year, Some(1992));
    }
}
