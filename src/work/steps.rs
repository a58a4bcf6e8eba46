//! Matching in steps, for references that lie in tables of many machines: maps over rows, joins by key, groups.
//!
//! [`Matcher::clusters`] takes all records at once. Where an engine has them, it does the same in these steps, and the
//! works are the same, whatever the partitions and their order. The records travel as [bytes](Record::to_bytes), which
//! sort as the records do.
//!
//! 1. **Outlets.** [`facts`] of each record. Where an [`outlet`](Facts::outlet) holds two titles or more, records that
//!    are [`called`](Facts::called) by its name lose their title to it: [`move_outlet`].
//! 2. **Nodes.** The distinct records, numbered in the order of their bytes.
//! 3. **Columns.** Of those with one title, a year, and authors: in each year, the one with most authors, of equals the
//!    first. Where these [are a column](is_column), all of that title are marked: [`mark_column`].
//! 4. **Pairs.** The [`keys`] of each node. In a key's block, the nodes stand in their own order. Each is compared with as
//!    many after it as [`reach`] says; in a block of more than [`SMALL`], also with as many before and after it in the
//!    order of [`Facts::by_author`]. No node is compared with more than [`MOST`] that come after it in number: first those
//!    of the first order, then of the second; each by the block's size ([`as far as a byte tells`](block_size)), its key,
//!    those after it before those before it, the nearest first.
//! 5. **Links.** Pairs whose [verdict](Matcher::verdict) is [`Strong`](super::Verdict::Strong) or surer; with a looser
//!    [`Threshold`](super::Threshold), those that it admits.
//! 6. **Works.** Of each connected component of the links, [`Matcher::component`]. A node that [is
//!    telling](Component::telling) is one with its copies, the copies of others are alone.

use super::bytes::Bytes;
use super::candidate;
use super::cluster::Cluster;
use super::joining::Joining;
use super::matcher::Matcher;
use super::record::Record;
use super::series;

pub use super::candidate::{MOST, SMALL, reach};

/// What the steps look at beside the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Facts<'r> {
    /// The title as it is compared; none where none is known.
    pub title: Option<&'r str>,
    /// The outlet that is named beside the title, in a number.
    pub outlet: Option<u64>,
    /// The outlet that the title is, if it is one; only where no other is named.
    pub called: Option<u64>,
    /// The year.
    pub year: Option<i16>,
    /// How many authors are known, as far as they are compared.
    pub authors: usize,
    /// What the nodes of a large block are ordered by: bytes, then the nodes' own order.
    pub by_author: Vec<u8>,
}

/// What the steps look at beside the keys. Linear in the title.
///
/// ```
/// use citegraph::reference::Reference;
/// use citegraph::work::{Record, steps};
///
/// let record = Record::from(&Reference::parse("Roe, A. (2020). On tests. Journal of Tests, 3(1), 4–9."));
/// let facts = steps::facts(&record);
/// assert_eq!((facts.title, facts.year, facts.authors), (Some("on tests"), Some(2020), 1));
/// ```
#[must_use]
pub fn facts(record: &Record) -> Facts<'_> {
    let (author, year, volume, page) = candidate::by_author(record);
    let mut by_author = Vec::with_capacity(32);
    author.put(&mut by_author);
    year.put(&mut by_author);
    volume.put(&mut by_author);
    page.put(&mut by_author);
    Facts {
        title: (!record.title.is_empty()).then_some(&*record.title.text),
        outlet: series::holds_title(record),
        called: series::may_be_outlet(record),
        year: record.year,
        authors: record.authors.list.len(),
        by_author,
    }
}

/// Makes the outlet of what the record seems to be called.
pub fn move_outlet(record: &mut Record) {
    series::move_outlet(record);
}

/// Whether records that have one title, one of each year, in the order of the years, are a column: a title that comes out
/// again and again, by ever other people. Those after the first two dozen aren't looked at.
#[must_use]
pub fn is_column(years: &[&Record]) -> bool {
    series::have_other_authors(years)
}

/// Says of a record that its title is a column's.
pub fn mark_column(record: &mut Record) {
    series::mark_column(record);
}

/// The keys of a record, ascending, each once. Records that share one are worth comparing.
#[must_use]
pub fn keys(record: &Record) -> Vec<u64> {
    let mut found = Vec::new();
    candidate::keys(record, &mut found);
    found
}

/// The size of a block as the order of blocks takes it: larger ones than this are equals.
#[must_use]
pub fn block_size(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// What came together of the distinct records of a component, each by its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Component {
    /// The first record of its work.
    pub work: Vec<u32>,
    /// The first record of its version.
    pub version: Vec<u32>,
    /// Whether its copies are one with it. Where not, all but the first of them are works of their own.
    pub telling: Vec<bool>,
}

impl Matcher {
    /// Clusters the distinct records of a connected component, in their own order. `repeated` says which there are several
    /// of, `links` which were linked: the numbers of two records, the smaller first, each pair once. Other numbers are
    /// passed over.
    ///
    /// O(n log n) in records and links, each of which is compared again.
    ///
    /// ```
    /// use citegraph::reference::Reference;
    /// use citegraph::work::{Matcher, Record};
    ///
    /// let read = |text| Record::from(&Reference::parse(text));
    /// let mut records = [
    ///     read("Roe, A. (2020). On the algae of mountain lakes. Journal of Lakes, 3(1), 4–9."),
    ///     read("Roe, A. (2020) On the algae of mountain lakes. J. Lakes 3, 4."),
    ///     read("Doe, B. (2001). Lexical borrowing in island dialects. Island Studies, 7, 11–30."),
    /// ];
    /// records.sort();
    /// let found = Matcher::new().component(&records, &[false; 3], [(0, 1), (0, 2), (1, 2)]);
    /// assert_eq!(found.work, [0, 1, 1]);
    /// ```
    #[must_use]
    pub fn component(
        &self,
        records: &[Record],
        repeated: &[bool],
        links: impl IntoIterator<Item = (u32, u32)>,
    ) -> Component {
        let mut repeated = repeated.to_vec();
        repeated.resize(records.len(), false);
        let mut joining = Joining::new(self.threshold(), records.iter().collect(), &repeated);
        for (a, b) in links.into_iter().filter(|(a, b)| a < b && (*b as usize) < records.len()) {
            joining.compare(a, b);
        }
        let joined = joining.joined();
        let firsts = |clusters: &[Cluster]| {
            let mut first = vec![0; records.len()];
            for cluster in clusters {
                cluster.members.iter().for_each(|m| first[*m as usize] = cluster.members[0]);
            }
            first
        };
        Component { work: firsts(&joined.works), version: firsts(&joined.versions), telling: joined.telling }
    }
}
