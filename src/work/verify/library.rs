//! The records of a library, and how a reference finds them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
#[cfg(feature = "index")]
use std::path::Path;

use super::super::identifier::Doi;
use super::super::letters;
use super::super::words::{folded, hash};
use super::account::{Account, account};
use super::compare::{self, Fit};
use super::held::{Held, order_key, registrant};
use super::keys::{BLOCK, Sort, key, keys, people_keys};
use super::printed::Printed;
use super::text::is_year;
use super::{Difference, Field, Nearest, Outcome, Verified};
use crate::reference::item::{Item, ItemType};

/// Records to verify references against: in memory, or in a file that [`IndexBuilder`](super::IndexBuilder) made.
///
/// The order in which they are given plays no part.
#[derive(Debug, Default)]
pub struct Library {
    store: Store,
}

/// Where the records are.
#[derive(Debug)]
enum Store {
    Memory(Memory),
    #[cfg(feature = "index")]
    Saved(super::saved::Saved),
}

impl Default for Store {
    fn default() -> Self {
        Self::Memory(Memory::default())
    }
}

/// Its records, each with its id, wherever they are.
#[cfg(feature = "serde")]
impl serde::Serialize for Library {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::{Error, SerializeSeq};
        let count = u32::try_from(self.len()).map_err(S::Error::custom)?;
        let mut records = serializer.serialize_seq(Some(self.len()))?;
        for n in 0..count {
            let held = self.store.held(n).ok_or_else(|| S::Error::custom("a record of the library can't be read"))?;
            records.serialize_element(&(&held.id, &held.item))?;
        }
        records.end()
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Library {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::new)
    }
}

/// Records in memory.
#[derive(Debug, Default)]
struct Memory {
    records: Vec<Held>,
    /// Keys with the records that have them, ascending.
    keys: Vec<(u64, u32)>,
    /// The registrants of the records' DOIs: "10.1234".
    registrants: HashSet<String>,
}

impl Memory {
    /// Puts the records of a key in `found`: none where there are too many, which it says.
    fn block(&self, key: u64, found: &mut Vec<u32>) -> bool {
        let from = self.keys.partition_point(|k| k.0 < key);
        found.clear();
        found.extend(self.keys[from..].iter().take(BLOCK + 1).take_while(|k| k.0 == key).map(|k| k.1));
        let crowded = found.len() > BLOCK;
        if crowded {
            found.clear();
        }
        crowded
    }
}

impl Store {
    fn block(&self, key: u64, found: &mut Vec<u32>) -> bool {
        match self {
            Self::Memory(memory) => memory.block(key, found),
            #[cfg(feature = "index")]
            Self::Saved(saved) => saved.block(key, found),
        }
    }

    fn held(&self, n: u32) -> Option<Cow<'_, Held>> {
        match self {
            Self::Memory(memory) => memory.records.get(n as usize).map(Cow::Borrowed),
            #[cfg(feature = "index")]
            Self::Saved(saved) => saved.held(n).map(Cow::Owned),
        }
    }

    fn registrants(&self) -> &HashSet<String> {
        match self {
            Self::Memory(memory) => &memory.registrants,
            #[cfg(feature = "index")]
            Self::Saved(saved) => &saved.registrants,
        }
    }
}

/// So many records are compared with a reference, those first that share most keys with it.
const CANDIDATES: usize = 24;
/// A library that holds DOIs of so many registrants knows the usual ones.
const REGISTRANTS: usize = 10;
/// How many near records are named.
const NEAREST: usize = 3;
/// Titles less alike aren't near.
const NEAR: f64 = 0.5;

impl Library {
    /// The library of these records, each with its id. O(n log n) in their number.
    #[must_use]
    pub fn new(records: impl IntoIterator<Item = (String, Item)>) -> Self {
        let mut records: Vec<(String, Item)> = records.into_iter().collect();
        records.sort_by_cached_key(|(id, item)| order_key(id, item));
        let records: Vec<Held> = records.into_iter().map(|(id, item)| Held::new(id, item)).collect();
        let mut keys: Vec<(u64, u32)> = Vec::new();
        let mut registrants = HashSet::new();
        for (n, record) in records.iter().enumerate() {
            let n = u32::try_from(n).unwrap_or(u32::MAX);
            keys.extend(record.all_keys().into_iter().map(|key| (key, n)));
            registrants.extend(record.item.doi.as_deref().and_then(registrant));
        }
        keys.sort_unstable();
        keys.dedup();
        Self { store: Store::Memory(Memory { records, keys, registrants }) }
    }

    /// The library of a saved index: its records stay in the file, and what a reference needs is read when it is asked.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where the file can't be read, or is no whole index of this version.
    #[cfg(feature = "index")]
    pub fn open(path: &Path) -> Result<Self, crate::Error> {
        super::saved::Saved::open(path).map(|saved| Self { store: Store::Saved(saved) })
    }

    /// Whether a file begins as a saved index does.
    #[cfg(feature = "index")]
    #[must_use]
    pub fn is_saved(path: &Path) -> bool {
        super::saved::Saved::is_one(path)
    }

    /// The first thing of a saved index that couldn't be read, if any: answers since then may lack records.
    #[cfg(feature = "index")]
    #[must_use]
    pub fn fault(&self) -> Option<&crate::Error> {
        match &self.store {
            Store::Memory(_) => None,
            Store::Saved(saved) => saved.fault(),
        }
    }

    /// How many records it has.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.store {
            Store::Memory(memory) => memory.records.len(),
            #[cfg(feature = "index")]
            Store::Saved(saved) => saved.len(),
        }
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What became of a reference. Bounded, whatever the library's size, but for binary searches.
    #[must_use]
    pub fn verify(&self, printed: &Printed) -> Verified {
        let candidates = self.candidates(printed);
        let mut compared: Vec<Compared<'_>> =
            candidates.iter().filter_map(|n| self.store.held(*n)).map(|held| compared(printed, held)).collect();
        compared.sort_by(|a, b| {
            let order = |x: &Compared<'_>| (std::cmp::Reverse(x.0.rank()), x.1.len());
            order(a)
                .cmp(&order(b))
                .then_with(|| b.0.likeness().total_cmp(&a.0.likeness()))
                .then_with(|| a.2.id.cmp(&b.2.id))
        });
        let best = compared.first().cloned().filter(|best| self.is_meant(printed, best));
        let clean = |(fit, differences, _): &Compared<'_>| *fit == Fit::Same && differences.is_empty();
        let (mut by_people, crowded) =
            if best.as_ref().is_some_and(clean) { (Vec::new(), false) } else { self.of_people(printed) };
        if by_people.len() > 1 {
            return Verified {
                verdict: Outcome::Unchecked,
                record: None,
                differences: Vec::new(),
                reason: "it prints no title, and several records have its authors, year and outlet".to_owned(),
                nearest: by_people.iter().take(NEAREST).map(|(fit, _, held)| held.nearest(fit.likeness())).collect(),
            };
        }
        if let Some((fit, mut differences, held)) = by_people.pop().or(best) {
            differences.extend(self.doi(printed, &held));
            differences.sort_by_key(|d| d.field);
            return Verified {
                verdict: if differences.is_empty() { Outcome::Found } else { Outcome::Differs },
                record: Some(held.id.clone()),
                reason: reason(fit, &differences, printed, &held),
                differences,
                nearest: Vec::new(),
            };
        }
        let near = compared.iter().filter(|c| c.0.likeness() >= NEAR).take(NEAREST);
        let nearest: Vec<Nearest> = near.map(|(fit, _, held)| held.nearest(fit.likeness())).collect();
        let by_doi = printed.item.doi.as_deref().and_then(Doi::of).and_then(|doi| self.of_doi(doi));
        let (verdict, reason) = match (unchecked(printed), by_doi) {
            (_, Some(held)) => (Outcome::NotFound, format!("its DOI is that of another record, {}", held.id)),
            (Some(why), None) => (Outcome::Unchecked, why.to_owned()),
            (None, None) if printed.item.title.is_none() && crowded => (
                Outcome::Unchecked,
                "it prints no title, and the library has more records by its authors than are looked at".to_owned(),
            ),
            (None, None) if printed.item.title.is_none() => {
                (Outcome::NotFound, "no record of this library was found by its authors, year and outlet".to_owned())
            }
            (None, None) => (Outcome::NotFound, "no record of this library has its title".to_owned()),
        };
        Verified { verdict, record: None, differences: Vec::new(), reason, nearest }
    }

    /// Whether the best candidate is what the reference means, right or wrong: its title is the same, or nearly and the
    /// authors or the DOI are its own.
    fn is_meant(&self, printed: &Printed, (fit, differences, held): &Compared<'_>) -> bool {
        let people = !differences.iter().any(|d| d.field == Field::Authors) && !printed.item.author.is_empty();
        let doi = held.doi.is_some() && held.doi == printed.item.doi.as_deref().and_then(Doi::of);
        match fit {
            Fit::Same | Fit::Untitled => true,
            Fit::Near(likeness) => people || doi || *likeness >= 0.9,
            Fit::Other(_) => false,
        }
    }

    /// The difference of the DOIs, for which the whole library is asked.
    fn doi(&self, printed: &Printed, held: &Held) -> Option<Difference> {
        let text = printed.item.doi.as_deref()?;
        let doi = Doi::of(text)?;
        let difference = |library: &str, why: String| {
            Some(Difference { field: Field::Doi, printed: text.to_owned(), library: library.to_owned(), why })
        };
        match (held.doi, self.of_doi(doi)) {
            (Some(own), _) if !own.is_other(doi) => None,
            // A preprint's DOI beside the published text's.
            (Some(own), None) if own.registrant != doi.registrant && !self.is_strange(text) => None,
            (own, Some(other)) if other.id != held.id && (own.is_some() || other.title != held.title) => difference(
                held.item.doi.as_deref().unwrap_or_default(),
                format!("it is that of another record, {}", other.id),
            ),
            (Some(_), _) => difference(held.item.doi.as_deref().unwrap_or_default(), "another DOI".to_owned()),
            (None, None) => {
                let registrant = registrant(text).filter(|_| self.is_strange(text))?;
                difference("", format!("no record of the library has a DOI that begins with {registrant}"))
            }
            (None, Some(_)) => None,
        }
    }

    /// Whether a library that knows the usual registrants knows none that this DOI begins with.
    fn is_strange(&self, doi: &str) -> bool {
        self.store.registrants().len() >= REGISTRANTS
            && registrant(doi).is_some_and(|r| !self.store.registrants().contains(&r))
    }

    /// The id of the record that has this DOI, in whatever writing.
    #[must_use]
    pub fn record_of_doi(&self, doi: &str) -> Option<String> {
        self.of_doi(Doi::of(doi)?).map(|held| held.id.clone())
    }

    fn of_doi(&self, doi: Doi) -> Option<Cow<'_, Held>> {
        let mut found = Vec::new();
        self.store.block(key(Sort::Doi, doi.hash()), &mut found);
        found.first().and_then(|n| self.store.held(*n))
    }

    /// The records that explain the whole text of a reference, of those by its first authors: with its title one, or else
    /// all.
    ///
    /// Also says whether more records than are looked at are by people of these names.
    fn of_people(&self, printed: &Printed) -> (Vec<Compared<'_>>, bool) {
        let mut found = Vec::new();
        let mut block = Vec::new();
        let mut crowded = false;
        for key in people_keys(&printed.text) {
            crowded |= self.store.block(key, &mut block);
            found.extend_from_slice(&block);
        }
        found.sort_unstable();
        found.dedup();
        let mut untitled = Vec::new();
        for held in found.into_iter().filter_map(|n| self.store.held(n)) {
            match account(printed, &held) {
                Some(Account::Titled) => return (vec![(Fit::Same, Vec::new(), held)], crowded),
                Some(Account::Untitled) => untitled.push((Fit::Untitled, Vec::new(), held)),
                None => {}
            }
        }
        // A library may hold a text twice.
        let mut titles = HashSet::new();
        untitled.retain(|(_, _, held): &Compared<'_>| titles.insert(held.title.clone()));
        (untitled, crowded)
    }

    /// The records that share most keys with a reference, at most [`CANDIDATES`].
    fn candidates(&self, printed: &Printed) -> Vec<u32> {
        let title = folded(printed.item.title.as_deref().unwrap_or_default());
        let text = if printed.text.is_empty() { &title } else { &printed.text };
        let mut shared: BTreeMap<u32, usize> = BTreeMap::new();
        let mut block = Vec::new();
        let mut count = |key: u64, weight: usize| {
            self.store.block(key, &mut block);
            for n in &block {
                *shared.entry(*n).or_default() += weight;
            }
        };
        letters::runs(text).into_iter().for_each(|run| count(key(Sort::Title, run), 1));
        keys(&printed.item, &title).into_iter().for_each(|key| count(key, letters::KEYS));
        // What is printed may be a title without its subtitle.
        count(key(Sort::MainTitle, hash(&letters::letters(&title))), letters::KEYS);
        let mut found: Vec<(usize, u32)> = shared.into_iter().map(|(n, count)| (count, n)).collect();
        found.sort_unstable_by_key(|(count, n)| (std::cmp::Reverse(*count), *n));
        found.into_iter().take(CANDIDATES).map(|(_, n)| n).collect()
    }
}

/// How a candidate's title fits, in what it differs, and the record.
type Compared<'l> = (Fit, Vec<Difference>, Cow<'l, Held>);

/// Compares a reference with a record: field by field as it was read, and where these differ as a text.
fn compared<'l>(printed: &Printed, held: Cow<'l, Held>) -> Compared<'l> {
    let fit = compare::title(printed, &held);
    let differences = compare::differences(printed, &held, fit);
    if fit == Fit::Same && differences.is_empty() {
        return (fit, differences, held);
    }
    match account(printed, &held) {
        Some(Account::Titled) => (Fit::Same, Vec::new(), held),
        Some(Account::Untitled) => (Fit::Untitled, Vec::new(), held),
        None => (fit, differences, held),
    }
}

/// A text of so many letters says more than who wrote when.
const LONG: usize = 60;

/// Why a reference that isn't found can't be expected in a library of texts.
fn unchecked(printed: &Printed) -> Option<&'static str> {
    let item = &printed.item;
    if item.doi.is_some() || item.arxiv.is_some() {
        return None;
    }
    let kind = match item.item_type {
        ItemType::Webpage => Some("a page on the web: libraries of texts don't hold these"),
        ItemType::LegalCase | ItemType::Legislation => Some("a law or a decision: libraries of texts don't hold these"),
        ItemType::Patent => Some("a patent: libraries of texts don't hold these"),
        ItemType::Software => Some("software: libraries of texts don't hold these"),
        ItemType::Dataset => Some("a data set: libraries of texts don't hold these"),
        ItemType::Speech => Some("a speech or an interview: libraries of texts don't hold these"),
        ItemType::MotionPicture => Some("a film: libraries of texts don't hold these"),
        ItemType::Manuscript => Some("unpublished: libraries of texts don't hold these"),
        _ => None,
    };
    // Authors in a year, two of them or one in an outlet, are something that a record has.
    let outlet = item.container_title.is_some() || item.publisher.is_some() || !printed.acronyms.is_empty();
    let dated = printed.text.split(' ').any(is_year);
    let by_people = dated && (item.author.len() >= 2 || !item.author.is_empty() && outlet);
    let placed = item.container_title.is_some() && item.page.is_some() || by_people;
    // A text that says so much has a title, whether or not it was read.
    let long = printed.text.len() >= LONG;
    kind.or((item.title.is_none() && !placed && !long).then_some("it prints neither a title nor a place in an outlet"))
}

fn reason(fit: Fit, differences: &[Difference], printed: &Printed, held: &Held) -> String {
    if !differences.is_empty() {
        let fields: Vec<String> = differences.iter().map(|d| format!("{}: {}", d.field.as_str(), d.why)).collect();
        return fields.join("; ");
    }
    let both = |is: bool, name: &'static str| is.then_some(name);
    let agree: Vec<&str> = [
        both(matches!(fit, Fit::Same), "title"),
        both(!printed.item.author.is_empty() && !held.people.is_empty(), "authors"),
        both(printed.item.year().is_some() && held.item.year().is_some(), "year"),
        both(printed.item.container_title.is_some() && held.item.container_title.is_some(), "outlet"),
        both(printed.item.doi.is_some() && held.doi.is_some(), "DOI"),
    ]
    .into_iter()
    .flatten()
    .collect();
    format!("{} agree{}", agree.join(", "), if agree.len() == 1 { "s" } else { "" })
}
