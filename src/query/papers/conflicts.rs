//! Where entries of one work disagree, and who shares an odd reading.
//!
//! Two papers that print the same odd reading of a work, a wrong volume or a misspelt name, may have it from one another
//! or from a common source; so misprints have been used to tell copied references from read ones: M. V. Simkin & V. P.
//! Roychowdhury (2003). Read before you cite! *Complex Systems*, 14, 269–274.

use std::collections::{BTreeMap, BTreeSet};

use crate::fold;
use crate::paper::{ListedReference, Paper, ReferenceId, ReferenceKind};
use crate::query::names::FoldedName;
use crate::reference::date::Date;
use crate::reference::item::Item;
use crate::reference::name::Name;
use crate::work::{Corpus, Member};

/// A field that entries can disagree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ConflictField {
    /// The authors.
    Author,
    /// The editors.
    Editor,
    /// The title.
    Title,
    /// The journal, book or site.
    ContainerTitle,
    /// The date.
    Issued,
    /// The volume.
    Volume,
    /// The issue.
    Issue,
    /// Pages or article number.
    Page,
    /// The publisher.
    Publisher,
    /// The publisher's place.
    PublisherPlace,
    /// The edition.
    Edition,
    /// The number of a report.
    Number,
    /// The DOI.
    Doi,
    /// The URL.
    Url,
    /// The ISBN or ISSN.
    Isbn,
    /// The arXiv identifier.
    Arxiv,
}

impl ConflictField {
    const ALL: [Self; 16] = [
        Self::Author,
        Self::Editor,
        Self::Title,
        Self::ContainerTitle,
        Self::Issued,
        Self::Volume,
        Self::Issue,
        Self::Page,
        Self::Publisher,
        Self::PublisherPlace,
        Self::Edition,
        Self::Number,
        Self::Doi,
        Self::Url,
        Self::Isbn,
        Self::Arxiv,
    ];

    /// The field's name in CSL-JSON, or ours where CSL has none.
    #[must_use]
    pub fn as_csl(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Editor => "editor",
            Self::Title => "title",
            Self::ContainerTitle => "container-title",
            Self::Issued => "issued",
            Self::Volume => "volume",
            Self::Issue => "issue",
            Self::Page => "page",
            Self::Publisher => "publisher",
            Self::PublisherPlace => "publisher-place",
            Self::Edition => "edition",
            Self::Number => "number",
            Self::Doi => "DOI",
            Self::Url => "URL",
            Self::Isbn => "ISBN",
            Self::Arxiv => "arxiv",
        }
    }
}

/// How a reading stands among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Standing {
    /// The work itself, a paper of the corpus, says so.
    Own,
    /// More documents say so than say anything else.
    Usual,
    /// The work itself says otherwise, or more documents do.
    Odd,
    /// As many documents say otherwise.
    Tied,
}

/// A work whose entries disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct WorkConflicts {
    /// The work's id.
    pub id: String,
    /// The fields on which they do, in the order of [`ConflictField`].
    pub fields: Vec<FieldConflict>,
}

/// A field with several readings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct FieldConflict {
    /// The field.
    pub field: ConflictField,
    /// What is said, two readings or more: the work's own first, then by the number of documents, then by their names.
    pub readings: Vec<Reading>,
}

/// One of the things said of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Reading {
    /// The value as its first witness prints it.
    pub value: String,
    /// How it stands among the readings.
    pub standing: Standing,
    /// The documents that have it, by name.
    pub documents: Vec<String>,
    /// Who says so, and how each prints it.
    pub witnesses: Vec<Witness>,
}

/// An entry, or a paper's own metadata, with what it prints.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Witness {
    /// Which entry or paper.
    pub member: Member,
    /// The value as printed.
    pub value: String,
}

/// The works whose members disagree on a field, by id.
///
/// Members are the entries in full, with one's own title at least, and the paper's own metadata. A field that a member
/// doesn't print is no disagreement. Values agree when they differ only in case, accents, punctuation, kinds of dash or
/// spacing; besides, authors when given names agree as far as they are printed and "et al." stands for the rest, dates
/// as far as the less precise one goes and without the letter of "2023b", pages when one range is shortened ("123–45").
///
/// # Complexity
///
/// O(m²) comparisons for a field that m members of a work print, at worst; O(m · r) for r readings.
///
/// # Example
///
/// ```
/// use citegraph::paper::Paper;
/// use citegraph::query::conflicts::{ConflictField, conflicts};
/// use citegraph::work::Corpus;
///
/// let text = |volume: &str| {
///     let entry = "- Zell, H. (1999). Made up: Paper that forgot. *Annals of Paper*, ";
///     format!("# Made up\n\n## References\n\n{entry}{volume}(2), 51-60.\n")
/// };
/// let corpus = Corpus::new([Paper::read("a", &text("8")), Paper::read("b", &text("9"))])?;
/// let field = &conflicts(&corpus)[0].fields[0];
/// assert_eq!(field.field, ConflictField::Volume);
/// let readings: Vec<&str> = field.readings.iter().map(|reading| reading.value.as_str()).collect();
/// assert_eq!(readings, ["8", "9"]);
/// # Ok::<(), citegraph::Error>(())
/// ```
#[must_use]
pub fn conflicts(corpus: &Corpus) -> Vec<WorkConflicts> {
    let papers: BTreeMap<&str, &Paper> = corpus.papers.iter().map(|paper| (paper.id.as_str(), paper)).collect();
    let entries: BTreeMap<&ReferenceId, (&Paper, &ListedReference)> = corpus
        .papers
        .iter()
        .flat_map(|paper| paper.references.iter().map(move |entry| (&entry.id, (paper, entry))))
        .collect();
    let mut found = Vec::new();
    for work in &corpus.works {
        let mut members: Vec<&Member> = work.members.iter().collect();
        members.sort();
        members.dedup();
        let sources: Vec<Source> = members
            .into_iter()
            .filter_map(|member| match member {
                Member::Paper(id) => papers.get(id.as_str()).map(|paper| Source::of_paper(member, paper)),
                Member::Entry(id) => entries.get(id).and_then(|(paper, entry)| Source::of_entry(member, paper, entry)),
                Member::Further(id, _) => entries.get(id).and_then(|(_, entry)| Source::of_further(member, entry)),
            })
            .collect();
        let fields: Vec<FieldConflict> =
            ConflictField::ALL.into_iter().filter_map(|field| field_conflict(field, &sources)).collect();
        if !fields.is_empty() {
            found.push(WorkConflicts { id: work.id.clone(), fields });
        }
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// Two papers and the odd readings that both print.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SharedOddities {
    /// The document whose name comes first.
    pub a: String,
    /// The other.
    pub b: String,
    /// What both print, by work and field.
    pub readings: Vec<OddReading>,
}

/// A reading that isn't the work's own or the usual one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct OddReading {
    /// The work's id.
    pub work: String,
    /// The field.
    pub field: ConflictField,
    /// The value as its first witness prints it.
    pub value: String,
}

/// The pairs of papers that share an [odd](Standing::Odd) reading, from what [`conflicts`] found: those with most first,
/// then by the two names. A work's own paper is in no pair.
///
/// O(Σ d²) for the d documents of each odd reading.
#[must_use]
pub fn shared_oddities(conflicts: &[WorkConflicts]) -> Vec<SharedOddities> {
    let mut pairs: BTreeMap<(&str, &str), Vec<OddReading>> = BTreeMap::new();
    for work in conflicts {
        for field in &work.fields {
            for reading in field.readings.iter().filter(|reading| reading.standing == Standing::Odd) {
                for (i, b) in reading.documents.iter().enumerate() {
                    for a in &reading.documents[..i] {
                        pairs.entry((a, b)).or_default().push(OddReading {
                            work: work.id.clone(),
                            field: field.field,
                            value: reading.value.clone(),
                        });
                    }
                }
            }
        }
    }
    let mut pairs: Vec<SharedOddities> = pairs
        .into_iter()
        .map(|((a, b), readings)| SharedOddities { a: a.to_owned(), b: b.to_owned(), readings })
        .collect();
    // The sort is stable: equals stay in the order of their names.
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.readings.len()));
    pairs
}

/// A member with what it prints.
struct Source<'c> {
    member: &'c Member,
    document: &'c str,
    item: Item,
    shortened: bool,
}

impl<'c> Source<'c> {
    fn of_paper(member: &'c Member, paper: &'c Paper) -> Self {
        Self { member, document: &paper.id, item: paper.item.clone(), shortened: false }
    }

    /// A back-reference says too little of its own to disagree; a dash stands for the authors above.
    fn of_entry(member: &'c Member, paper: &Paper, entry: &'c ListedReference) -> Option<Self> {
        let shortened = entry.reference.et_al.is_some();
        let item = paper.item_of(entry);
        match entry.kind {
            ReferenceKind::Full | ReferenceKind::SameAuthor => {
                Some(Self { member, document: &entry.id.document, item, shortened })
            }
            ReferenceKind::Ibid | ReferenceKind::OpCit => None,
        }
    }

    fn of_further(member: &'c Member, entry: &'c ListedReference) -> Option<Self> {
        let reference = member.printed(entry)?;
        let shortened = reference.et_al.is_some();
        Some(Self { member, document: &entry.id.document, item: reference.item(), shortened })
    }
}

/// A printed value, ready to be compared.
enum Value {
    Names { names: Vec<FoldedName>, shortened: bool },
    Date(Date),
    Pages(String),
    Text(String),
}

impl Value {
    /// The value that `source` prints in `field`, with its printed form.
    fn of(field: ConflictField, source: &Source<'_>) -> Option<(Self, String)> {
        let item = &source.item;
        let words = |text: &Option<String>| text.as_ref().map(|text| (Self::Text(fold::letters(text)), text.clone()));
        let compact = |text: &Option<String>| text.as_ref().map(|text| (Self::Text(fold::compact(text)), text.clone()));
        match field {
            ConflictField::Author => Self::names(&item.author, source.shortened),
            ConflictField::Editor => Self::names(&item.editor, source.shortened),
            ConflictField::Title => words(&item.title),
            ConflictField::ContainerTitle => words(&item.container_title),
            ConflictField::Issued => item.issued.as_ref().map(|date| (Self::Date(date.clone()), date.to_string())),
            ConflictField::Volume => compact(&item.volume),
            ConflictField::Issue => compact(&item.issue),
            ConflictField::Page => item.page.as_ref().map(|page| (Self::Pages(full_range(page)), page.clone())),
            ConflictField::Publisher => words(&item.publisher),
            ConflictField::PublisherPlace => words(&item.publisher_place),
            ConflictField::Edition => words(&item.edition),
            ConflictField::Number => compact(&item.number),
            ConflictField::Doi => compact(&item.doi),
            ConflictField::Url => item.url.as_ref().map(|url| (Self::Text(folded_url(url)), url.clone())),
            ConflictField::Isbn => {
                item.isbn.as_ref().map(|isbn| (Self::Text(fold::compact(isbn).replace('-', "")), isbn.clone()))
            }
            ConflictField::Arxiv => compact(&item.arxiv),
        }
    }

    fn names(names: &[Name], shortened: bool) -> Option<(Self, String)> {
        let mut printed = names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        if shortened {
            printed.push_str(" et al.");
        }
        let value = Self::Names { names: names.iter().map(FoldedName::new).collect(), shortened };
        (!names.is_empty()).then_some((value, printed))
    }

    fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Names { names: a, shortened: x }, Self::Names { names: b, shortened: y }) => {
                let long_enough = |a: &[FoldedName], b: &[FoldedName], shortened| a.len() >= b.len() || shortened;
                long_enough(a, b, *x) && long_enough(b, a, *y) && a.iter().zip(b).all(|(a, b)| a.compare(b).is_some())
            }
            (Self::Date(a), Self::Date(b)) => dates_agree(a, b),
            (Self::Text(a) | Self::Pages(a), Self::Text(b) | Self::Pages(b)) => a == b,
            _ => false,
        }
    }
}

fn dates_agree(a: &Date, b: &Date) -> bool {
    let both = |x: Option<u8>, y: Option<u8>| x.is_none() || y.is_none() || x == y;
    match (a.start, b.start) {
        (Some(x), Some(y)) => {
            x.year == y.year
                && both(x.month, y.month)
                && both(x.day, y.day)
                && (a.end.is_none() || b.end.is_none() || a.end == b.end)
                && (a.season.is_none() || b.season.is_none() || a.season == b.season)
        }
        (None, None) => a.status == b.status,
        _ => false,
    }
}

/// Pages with a range written out: "123–45" is 123-145. Letters before the numbers stay.
fn full_range(pages: &str) -> String {
    let folded = fold::compact(pages);
    let folded = folded.strip_prefix("pp.").or_else(|| folded.strip_prefix("p.")).unwrap_or(&folded);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match folded.split_once('-') {
        Some((from, to)) if digits(from) && digits(to) && to.len() < from.len() => {
            format!("{from}-{}{to}", &from[..from.len() - to.len()])
        }
        _ => folded.to_owned(),
    }
}

/// A URL without scheme, `www.` and a last slash.
fn folded_url(url: &str) -> String {
    let folded = fold::compact(url);
    let rest = folded.strip_prefix("https://").or_else(|| folded.strip_prefix("http://")).unwrap_or(&folded);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.trim_end_matches('/').to_owned()
}

/// A reading in the making.
struct Group<'s> {
    values: Vec<Value>,
    own: bool,
    documents: BTreeSet<&'s str>,
    witnesses: Vec<Witness>,
}

fn field_conflict(field: ConflictField, sources: &[Source<'_>]) -> Option<FieldConflict> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for source in sources {
        let Some((value, printed)) = Value::of(field, source) else { continue };
        let witness = Witness { member: source.member.clone(), value: printed };
        let own = matches!(source.member, Member::Paper(_));
        match groups.iter_mut().find(|group| group.values.iter().all(|other| other.agrees(&value))) {
            Some(group) => {
                group.own |= own;
                group.documents.insert(source.document);
                group.witnesses.push(witness);
                // Equal texts needn't be compared again.
                if !matches!(value, Value::Text(_) | Value::Pages(_)) {
                    group.values.push(value);
                }
            }
            None => groups.push(Group {
                values: vec![value],
                own,
                documents: BTreeSet::from([source.document]),
                witnesses: vec![witness],
            }),
        }
    }
    if groups.len() < 2 {
        return None;
    }
    // The sort is stable: equals stay in the order of their first witnesses.
    groups.sort_by_key(|group| (!group.own, std::cmp::Reverse(group.documents.len())));
    let most = groups.iter().map(|group| group.documents.len()).max().unwrap_or(0);
    let with_most = groups.iter().filter(|group| group.documents.len() == most).count();
    let owned = groups.iter().any(|group| group.own);
    let readings = groups
        .into_iter()
        .map(|group| Reading {
            value: group.witnesses.first().map_or_else(String::new, |witness| witness.value.clone()),
            standing: match (group.own, owned, group.documents.len() == most, with_most) {
                (true, ..) => Standing::Own,
                (_, true, ..) => Standing::Odd,
                (_, _, true, 1) => Standing::Usual,
                (_, _, true, _) => Standing::Tied,
                (_, _, false, _) => Standing::Odd,
            },
            documents: group.documents.into_iter().map(str::to_owned).collect(),
            witnesses: group.witnesses,
        })
        .collect();
    Some(FieldConflict { field, readings })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::date::{DateParts, DateStatus};

    #[test]
    fn pages_fold_dashes_and_shortened_ranges() {
        assert_eq!(full_range("123–45"), full_range("123-145"));
        assert_eq!(full_range("pp. 1–9"), full_range("1-9"));
        assert_ne!(full_range("123–45"), full_range("123-245"));
        assert_eq!(full_range("e102"), "e102");
        assert_eq!(full_range("S1–S5"), "s1-s5");
    }

    #[test]
    fn urls_fold_scheme_and_slash() {
        assert_eq!(folded_url("https://www.example.org/a/"), folded_url("http://example.org/a"));
        assert_ne!(folded_url("https://example.org/a"), folded_url("https://example.org/b"));
    }

    #[test]
    fn dates_agree_as_far_as_they_go() {
        let day = Date { start: Some(DateParts { year: 2020, month: Some(3), day: Some(1) }), ..Date::default() };
        assert!(dates_agree(&day, &Date { suffix: Some('b'), ..Date::of_year(2020) }));
        assert!(!dates_agree(&day, &Date::of_year(2021)));
        assert!(!dates_agree(&day, &Date { status: Some(DateStatus::InPress), ..Date::default() }));
    }
}
