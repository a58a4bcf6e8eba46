//! Leads in-text citations to entries.

use std::collections::BTreeMap;

use super::{CitationForm, InTextCitation, ListedReference, ReferenceKind, Resolution};
use crate::document::{Document, Mention, MentionForm, MentionName};
use crate::fold;
use crate::reference::name::Name;

/// How well a citation's names are an entry's authors, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NamesAgree {
    /// All that are cited, though the entry lists more than "et al." accounts for.
    Shortened,
    /// All.
    Fully,
}

/// Why an entry is taken for a near miss, likeliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Miss {
    Spelling,
    JointMissing,
    Year(u32),
    OneName,
    NoYear,
    Organisation,
    Swapped,
}

/// Cited and listed year of a near miss differ by at most this.
const YEARS_APART: u32 = 2;

/// What resolution needs of an entry.
struct Listed<'r> {
    label: &'r str,
    authors: Vec<Author>,
    year: Option<i32>,
    suffix: Option<char>,
    /// Its outlet's and publisher's initials: "pips".
    acronyms: Vec<String>,
}

struct Author {
    printed: String,
    /// Folded.
    name: String,
    /// The first letter of the given names.
    initial: Option<char>,
    acronym: String,
}

impl Author {
    fn of(name: &Name) -> Self {
        let full = [
            name.non_dropping_particle.as_deref(),
            name.family.as_deref().or(name.literal.as_deref()).or(name.given.as_deref()),
        ];
        let full: Vec<&str> = full.into_iter().flatten().collect();
        Self {
            name: fold::words(&full.join(" ")),
            printed: full.join(" "),
            initial: name.given.as_deref().and_then(|g| fold::letters(g).chars().next()),
            acronym: name.literal.as_deref().map(fold::acronym).unwrap_or_default(),
        }
    }

    /// Whether a cited name is this author's: the same, the last of its words, or its acronym; initials don't speak
    /// against it.
    fn is(&self, cited: &MentionName) -> bool {
        let name = fold::words(&cited.family);
        let given = cited.given.as_deref().and_then(|g| fold::letters(g).chars().next());
        let initials_agree = match (given, self.initial) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let names_agree = self.name == name
            || self.name.ends_with(&format!(" {name}"))
            || name.ends_with(&format!(" {}", self.name))
            || (name.len() > 2 && self.acronym == name);
        names_agree && initials_agree
    }
}

/// Leads every mention and note mark of `document` to its entries. O(mentions × entries).
pub(super) fn resolve(document: &Document, references: &[ListedReference]) -> Vec<InTextCitation> {
    let listed: Vec<Listed<'_>> = listed(references);
    let mut cited: BTreeMap<&str, ()> = BTreeMap::new();
    let exact: Vec<Option<Resolution>> = document.mentions.iter().map(|m| exact(m, &listed)).collect();
    for resolution in exact.iter().flatten() {
        cited.extend(listed.iter().filter(|l| resolution.labels().iter().any(|r| r == l.label)).map(|l| (l.label, ())));
    }
    let mut found: Vec<InTextCitation> = document
        .mentions
        .iter()
        .zip(exact)
        .filter_map(|(mention, exact)| {
            let resolution = exact.unwrap_or_else(|| near(mention, &listed, |label| cited.contains_key(label)));
            // Names without a year cite only if an entry has these very names.
            let cites = mention.year.is_some() || resolution != Resolution::Missing;
            let form = match mention.form {
                MentionForm::Parenthetical => CitationForm::Parenthetical,
                MentionForm::Narrative => CitationForm::Narrative,
            };
            cites.then(|| InTextCitation { span: mention.span, printed: mention.printed.clone(), form, resolution })
        })
        .collect();
    found.extend(note_marks(document, references));
    found.sort_by_key(|c| (c.span, c.resolution.labels().to_vec()));
    found
}

fn listed(references: &[ListedReference]) -> Vec<Listed<'_>> {
    let author_of = |entry: &ListedReference| -> Vec<Author> {
        // Under a dash, the authors of the entry it refers to.
        let target = entry.refers_to.as_ref().and_then(|l| references.iter().find(|r| r.id.label == *l));
        let from = if entry.kind == ReferenceKind::SameAuthor { target.unwrap_or(entry) } else { entry };
        from.reference.author.iter().map(|a| Author::of(&a.value)).collect()
    };
    references
        .iter()
        .filter(|r| matches!(r.kind, ReferenceKind::Full | ReferenceKind::SameAuthor))
        .map(|entry| {
            let issued = entry.reference.issued.as_ref().map(|d| &d.value);
            let outlets = [&entry.reference.container_title, &entry.reference.publisher];
            Listed {
                label: &entry.id.label,
                authors: author_of(entry),
                year: issued.and_then(|d| d.year()),
                suffix: issued.and_then(|d| d.suffix),
                acronyms: outlets.into_iter().flatten().map(|o| fold::acronym(&o.value)).collect(),
            }
        })
        .collect()
}

/// Every source of a note is cited where the note's mark stands.
fn note_marks(document: &Document, references: &[ListedReference]) -> Vec<InTextCitation> {
    let number_of = |r: &ListedReference| r.id.label.trim_end_matches(|c: char| c.is_ascii_lowercase()).to_owned();
    let mut of_note: BTreeMap<String, Vec<&ListedReference>> = BTreeMap::new();
    if !document.notes.is_empty() {
        for reference in references {
            of_note.entry(number_of(reference)).or_default().push(reference);
        }
    }
    document
        .note_marks
        .iter()
        .flat_map(|mark| {
            let sources = of_note.get(&mark.number.to_string()).cloned().unwrap_or_default();
            sources.into_iter().map(|source| InTextCitation {
                span: mark.span,
                printed: mark.number.to_string(),
                form: CitationForm::NoteMark,
                resolution: Resolution::Exact { label: source.id.label.clone() },
            })
        })
        .collect()
}

fn agree(mention: &Mention, listed: &Listed<'_>) -> Option<NamesAgree> {
    let cited = &mention.names;
    if cited.len() > listed.authors.len() || cited.is_empty() {
        return None;
    }
    // In order, the first first; later ones may be left out.
    let mut authors = listed.authors.iter();
    let first = authors.next().zip(cited.first()).is_some_and(|(a, c)| a.is(c));
    let rest = cited.iter().skip(1).all(|c| authors.any(|a| a.is(c)));
    if !(first && rest) {
        return None;
    }
    let all = cited.len() == listed.authors.len() || mention.et_al;
    Some(if all { NamesAgree::Fully } else { NamesAgree::Shortened })
}

/// Names and year agree: one entry, or several that the citation can't tell apart.
fn exact(mention: &Mention, listed: &[Listed<'_>]) -> Option<Resolution> {
    let year = mention.year?;
    let fits: Vec<(NamesAgree, &Listed<'_>)> = listed
        .iter()
        .filter(|l| l.year == Some(year) && (mention.suffix.is_none() || l.suffix == mention.suffix))
        .filter_map(|l| agree(mention, l).map(|a| (a, l)))
        .collect();
    let best = fits.iter().map(|f| f.0).max()?;
    let labels: Vec<String> = fits.iter().filter(|f| f.0 == best).map(|f| f.1.label.to_owned()).collect();
    Some(match <[String; 1]>::try_from(labels) {
        Ok([label]) => Resolution::Exact { label },
        Err(labels) => Resolution::Ambiguous { labels },
    })
}

/// The entry that is likeliest meant by a citation that fits none.
fn near(mention: &Mention, listed: &[Listed<'_>], is_cited: impl Fn(&str) -> bool) -> Resolution {
    let misses = listed.iter().filter_map(|l| miss(mention, l, is_cited(l.label)).map(|m| (m, l)));
    let Some((miss, entry)) = misses.min_by_key(|(m, _)| *m) else { return Resolution::Missing };
    let names = || entry.authors.iter().map(|a| a.printed.as_str()).collect::<Vec<_>>().join(", ");
    let year = |y: Option<i32>| y.map_or("none".to_owned(), |y| y.to_string());
    let why = match miss {
        Miss::Spelling => format!("name differs, listed {}", names()),
        Miss::JointMissing => "two authors run together".to_owned(),
        Miss::Year(_) => format!("year {}, listed {}", year(mention.year), year(entry.year)),
        Miss::OneName => format!("a name differs, listed {}", names()),
        Miss::NoYear => format!("no year, listed {}", year(entry.year)),
        Miss::Organisation => format!("its organisation, listed {}", names()),
        Miss::Swapped => format!("given and family name swapped?, listed {}", names()),
    };
    Resolution::Near { label: entry.label.to_owned(), why }
}

fn miss(mention: &Mention, listed: &Listed<'_>, is_cited: bool) -> Option<Miss> {
    let names_agree = agree(mention, listed).is_some();
    let Some(year) = mention.year else {
        let all = names_agree && mention.names.len() == listed.authors.len();
        return all.then_some(Miss::NoYear);
    };
    let apart = listed.year?.abs_diff(year);
    if apart > 0 {
        return (names_agree && apart <= YEARS_APART).then_some(Miss::Year(apart));
    }
    let cited: Vec<String> = mention.names.iter().map(|n| fold::words(&n.family)).collect();
    let authors = &listed.authors;
    let spelled_alike = |c: &str, a: &Author| {
        let part = |long: &str, short: &str| short.len() >= 5 && long.ends_with(short);
        (c.len() >= 4 && fold::distance(c, &a.name, 1).is_some()) || part(&a.name, c) || part(c, &a.name)
    };
    if !cited.is_empty() && cited.len() <= authors.len() && cited.iter().zip(authors).all(|(c, a)| spelled_alike(c, a))
    {
        return Some(Miss::Spelling);
    }
    if let [one] = cited.as_slice()
        && authors.len() > 1
        && *one == authors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join(" ")
    {
        return Some(Miss::JointMissing);
    }
    let shared = mention.names.iter().filter(|n| authors.iter().any(|a| a.is(n))).count();
    if mention.names.len() > 1 && shared * 2 >= mention.names.len() {
        return Some(Miss::OneName);
    }
    let [one] = mention.names.as_slice() else { return None };
    let is_acronym = one.family.len() > 2 && one.family.chars().all(char::is_uppercase);
    if is_acronym {
        return listed.acronyms.contains(&fold::letters(&one.family)).then_some(Miss::Organisation);
    }
    // "Jamal, 2021" for "Umair, J. (2021)": only of an entry that nothing else cites.
    let initial = fold::letters(&one.family).chars().next();
    let swapped = authors.len() == 1 && authors[0].initial.is_some() && authors[0].initial == initial && !is_cited;
    swapped.then_some(Miss::Swapped)
}
