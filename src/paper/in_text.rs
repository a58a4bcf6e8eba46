//! Leads in-text citations to entries.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::by_label;
use super::{CitationForm, InTextCitation, ListedReference, NOTE, ReferenceKind, Resolution, number_of};
use crate::document::{Document, Mention, Region, is_wide};
use crate::fold;
use crate::reference::name::Name;
use crate::reference::{MOST_SHARED_AUTHORS, Reference};

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

/// A citation is compared with at most this many entries of one name and year, and of one year, so that a list of
/// nothing else costs no square.
const ENTRIES: usize = 200;
/// Letters after the year tell no more entries apart than these.
const MOST_MEANT: usize = 26;

/// A name in a citation.
struct Cited {
    /// Folded.
    name: String,
    /// The first letter of the given names.
    initial: Option<char>,
}

/// A citation, its names folded.
struct Citation<'m> {
    mention: &'m Mention,
    names: Vec<Cited>,
    /// The title that is cited, folded, with a blank before it.
    title: Option<String>,
}

impl<'m> Citation<'m> {
    fn of(mention: &'m Mention) -> Self {
        let initial = |given: &str| fold::letters(given).chars().next();
        let cited = |n: &crate::document::MentionName| Cited {
            name: fold::words(&n.family),
            initial: n.given.as_deref().and_then(initial),
        };
        let title = mention.title.as_deref().map(spaced);
        Self { mention, names: mention.names.iter().map(cited).collect(), title }
    }

    /// The same where its last name isn't one: "Roe, On Lakes 12".
    fn with_title(&self) -> Option<Self> {
        let (title, names) = self.mention.names.split_last().filter(|(_, names)| !names.is_empty())?;
        let of = Self::of(self.mention);
        let names = of.names.into_iter().take(names.len()).collect();
        (self.title.is_none()).then(|| Self { names, title: Some(spaced(&title.family)), ..of })
    }
}

/// Folded words with a blank before each.
fn spaced(title: &str) -> String {
    format!(" {}", fold::words(title))
}

/// What resolution needs of an entry.
struct Listed<'r> {
    label: &'r str,
    authors: Vec<Author>,
    year: Option<i32>,
    suffix: Option<char>,
    /// Its title, folded, with a blank before each word and at the end.
    title: String,
    /// Its outlet's and publisher's initials: "pips".
    acronyms: Vec<String>,
}

#[derive(Clone)]
struct Author {
    printed: String,
    /// Folded.
    name: String,
    /// The first letter of the given names.
    initial: Option<char>,
    acronym: String,
    /// Of a name in Chinese, Japanese or Korean letters how it may be cited: family and given names together, "김은정", and as
    /// many letters at its start as a family name has, "伊藤" of "伊藤健一"; folded.
    wide: Vec<String>,
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
            wide: wide_names(name),
        }
    }

    /// Whether a cited name is this author's: the same, the last of its words, or its acronym; initials don't speak
    /// against it.
    fn is(&self, cited: &Cited) -> bool {
        let name = cited.name.as_str();
        let initials_agree = match (cited.initial, self.initial) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|before| before.ends_with(' '));
        let names_agree = self.name == name
            || self.wide.iter().any(|wide| wide == name)
            || ends(&self.name, name)
            || ends(name, &self.name)
            || (name.len() > 2 && self.acronym == name);
        names_agree && initials_agree
    }
}

fn wide_names(name: &Name) -> Vec<String> {
    /// No family name is longer.
    const FAMILY: usize = 3;
    let parts = [&name.family, &name.given, &name.literal];
    let whole: String = parts.into_iter().filter_map(Option::as_deref).collect();
    if !whole.starts_with(is_wide) {
        return Vec::new();
    }
    let families = whole.char_indices().skip(1).take(FAMILY).map(|(end, _)| &whole[..end]);
    families.chain([whole.as_str()]).map(fold::letters).collect()
}

/// The entries, by what a citation that means them must share with them: indices, ascending.
struct Index<'r> {
    listed: Vec<Listed<'r>>,
    /// By the last word of the first author's name and by its acronym.
    by_name: HashMap<String, Vec<usize>>,
    /// The same, and the year.
    by_name_year: HashMap<(String, i32), Vec<usize>>,
    by_year: BTreeMap<i32, Vec<usize>>,
    /// Those without authors, by the first words of their titles.
    by_title: HashMap<String, Vec<usize>>,
}

impl<'r> Index<'r> {
    fn of(listed: Vec<Listed<'r>>) -> Self {
        let mut index = Self {
            listed: Vec::new(),
            by_name: HashMap::new(),
            by_name_year: HashMap::new(),
            by_year: BTreeMap::new(),
            by_title: HashMap::new(),
        };
        let add = |block: &mut Vec<usize>, i: usize| {
            if block.len() < ENTRIES {
                block.push(i);
            }
        };
        for (i, entry) in listed.iter().enumerate() {
            let first = entry.authors.first();
            let keys: BTreeSet<String> = first.map_or(BTreeSet::new(), |a| {
                let keys = [last_word(&a.name).to_owned(), a.acronym.clone()];
                keys.into_iter().chain(a.wide.iter().cloned()).filter(|k| !k.is_empty()).collect()
            });
            if first.is_none() {
                for word in first_words(&entry.title) {
                    add(index.by_title.entry(word.to_owned()).or_default(), i);
                }
            }
            for key in keys {
                add(index.by_name.entry(key.clone()).or_default(), i);
                if let Some(year) = entry.year {
                    add(index.by_name_year.entry((key, year)).or_default(), i);
                }
            }
            if let Some(year) = entry.year {
                add(index.by_year.entry(year).or_default(), i);
            }
        }
        Self { listed, ..index }
    }

    /// The entries under these keys, in list order.
    fn entries<'i>(&'i self, blocks: impl Iterator<Item = &'i Vec<usize>>) -> impl Iterator<Item = &'i Listed<'r>> {
        let found: BTreeSet<usize> = blocks.flatten().copied().collect();
        found.into_iter().map(|i| &self.listed[i])
    }

    /// Those whose first author may be the first that is cited.
    fn named(&self, cited: &Citation<'_>) -> impl Iterator<Item = &Listed<'r>> {
        let keys = cited.names.first().map_or(Vec::new(), |n| vec![last_word(&n.name), &n.name]);
        self.entries(keys.into_iter().filter_map(|key| self.by_name.get(key)))
    }

    /// Those without authors whose titles may be the one that is cited.
    fn titled(&self, cited: &Citation<'_>) -> impl Iterator<Item = &Listed<'r>> {
        let title = cited.title.as_deref().filter(|_| cited.names.is_empty());
        self.entries(title.and_then(|title| self.by_title.get(first_words(title).next()?)).into_iter())
    }

    /// Those of them of this year.
    fn named_in(&self, cited: &Citation<'_>, year: i32) -> impl Iterator<Item = &Listed<'r>> {
        let keys = cited.names.first().map_or(Vec::new(), |n| vec![last_word(&n.name), &n.name]);
        self.entries(keys.into_iter().filter_map(move |key| self.by_name_year.get(&(key.to_owned(), year))))
    }

    /// Those of a year about this one.
    fn about(&self, year: i32) -> impl Iterator<Item = &Listed<'r>> {
        let apart = YEARS_APART.cast_signed();
        self.entries(
            self.by_year.range(year.saturating_sub(apart)..=year.saturating_add(apart)).map(|(_, block)| block),
        )
    }
}

/// The first two words of a folded title: a short title may leave an article out.
fn first_words(title: &str) -> impl Iterator<Item = &str> {
    title.split(' ').filter(|word| !word.is_empty()).take(2)
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// Leads every mention and note mark of `document` to its entries. Linear, but for at most [`ENTRIES`] comparisons of
/// each mention with entries of its name, and of each year about its own.
pub(super) fn resolve(document: &Document, references: &[ListedReference]) -> Vec<InTextCitation> {
    let index = Index::of(listed(references));
    let named = document.mentions.iter().filter(|mention| mention.labels.is_empty());
    let citations: Vec<Citation<'_>> = named.map(Citation::of).collect();
    let numbered = citations.len() < document.mentions.len();
    let exact: Vec<Option<Resolution>> = citations.iter().map(|c| exact(c, &index)).collect();
    let cited: BTreeSet<String> = exact.iter().flatten().flat_map(|r| r.labels().iter().cloned()).collect();
    let mut found: Vec<InTextCitation> = citations
        .iter()
        .zip(exact)
        .filter_map(|(citation, exact)| {
            let mention = citation.mention;
            let resolution = exact.unwrap_or_else(|| near(citation, &index, |label| cited.contains(label)));
            let sure = matches!(resolution, Resolution::Exact { .. } | Resolution::Ambiguous { .. });
            let cites = match mention.year {
                _ if sure => true,
                // Names without a year cite only if an entry has these very names.
                None => resolution != Resolution::Missing,
                // In a paper that cites by number, a name and a year are just that.
                Some(_) => !mention.loose && !numbered,
            };
            cites.then(|| InTextCitation::of(mention, resolution))
        })
        .collect();
    found.extend(by_label::resolve(document));
    found.extend(note_marks(document, references));
    found.sort_by_key(|c| (c.span, c.resolution.labels().to_vec()));
    found
}

fn listed(references: &[ListedReference]) -> Vec<Listed<'_>> {
    let by_label: HashMap<&str, &ListedReference> = references.iter().map(|r| (r.id.label.as_str(), r)).collect();
    let author_of = |entry: &ListedReference| -> Vec<Author> {
        // Under a dash, the authors of the entry it refers to.
        let target = entry.refers_to.as_deref().and_then(|label| by_label.get(label).copied());
        let from = if entry.kind == ReferenceKind::SameAuthor { target.unwrap_or(entry) } else { entry };
        from.reference.author.iter().map(|a| Author::of(&a.value)).collect()
    };
    references
        .iter()
        .filter(|r| matches!(r.kind, ReferenceKind::Full | ReferenceKind::SameAuthor))
        .flat_map(|entry| {
            let work = move |reference: &Reference, authors: Vec<Author>| {
                let issued = reference.issued.as_ref().map(|d| &d.value);
                let outlets = [&reference.container_title, &reference.publisher];
                Listed {
                    label: &entry.id.label,
                    authors,
                    year: issued.and_then(|d| d.year()),
                    suffix: issued.and_then(|d| d.suffix),
                    title: reference.title.as_ref().map_or(String::new(), |t| spaced(&t.value) + " "),
                    acronyms: outlets.into_iter().flatten().map(|o| fold::acronym(&o.value)).collect(),
                }
            };
            let first = work(&entry.reference, author_of(entry));
            // A further work that names nobody is by those of the first.
            let further = entry.reference.further.iter().map(move |further| {
                let own: Vec<Author> = further.reference.author.iter().map(|a| Author::of(&a.value)).collect();
                work(&further.reference, own)
            });
            let mut works: Vec<Listed<'_>> = std::iter::once(first).chain(further).collect();
            for at in 1..works.len() {
                if works[at].authors.is_empty() && works[at - 1].authors.len() <= MOST_SHARED_AUTHORS {
                    works[at].authors = works[at - 1].authors.clone();
                }
            }
            works
        })
        .collect()
}

/// Every source of a note is cited where the note's mark stands.
fn note_marks(document: &Document, references: &[ListedReference]) -> Vec<InTextCitation> {
    let mut of_note: HashMap<&str, Vec<&ListedReference>> = HashMap::new();
    for reference in references.iter().filter(|reference| reference.region == Region::Note) {
        let label = number_of(&reference.id.label);
        of_note.entry(label.strip_prefix(NOTE).unwrap_or(label)).or_default().push(reference);
    }
    document
        .note_marks
        .iter()
        .flat_map(|mark| {
            let sources = of_note.get(mark.label().as_str()).cloned().unwrap_or_default();
            sources.into_iter().map(|source| InTextCitation {
                span: mark.span,
                printed: mark.number.to_string(),
                form: CitationForm::NoteMark,
                resolution: Resolution::Exact { label: source.id.label.clone() },
            })
        })
        .collect()
}

fn agree(citation: &Citation<'_>, listed: &Listed<'_>) -> Option<NamesAgree> {
    let cited = &citation.names;
    if !citation.title.as_deref().is_none_or(|title| is_shortened(title, &listed.title)) {
        return None;
    }
    if cited.is_empty() && citation.title.is_some() {
        return Some(NamesAgree::Fully);
    }
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
    let all = cited.len() == listed.authors.len() || citation.mention.et_al;
    Some(if all { NamesAgree::Fully } else { NamesAgree::Shortened })
}

/// Whether a short title's words stand together in a title.
fn is_shortened(short: &str, title: &str) -> bool {
    title.match_indices(short).any(|(at, _)| title[at + short.len()..].starts_with(' '))
}

/// The entries that a citation names, its last name taken for the beginning of a title where they are none else's.
fn exact(citation: &Citation<'_>, index: &Index<'_>) -> Option<Resolution> {
    let titled = || citation.with_title().filter(|_| citation.mention.by_name_alone);
    fitting(citation, index).or_else(|| fitting(&titled()?, index))
}

/// Names and year or title agree: one entry, or several that the citation can't tell apart.
fn fitting(citation: &Citation<'_>, index: &Index<'_>) -> Option<Resolution> {
    let suffix = citation.mention.suffix;
    let suits = |l: &&Listed<'_>| suffix.is_none() || l.suffix == suffix;
    let agreeing = |l| agree(citation, l).map(|a| (a, l));
    let fits: Vec<(NamesAgree, &Listed<'_>)> = match citation.mention.year {
        Some(year) => index.named_in(citation, year).filter(suits).filter_map(agreeing).collect(),
        None => {
            let alone = citation.mention.by_name_alone;
            let named = index.named(citation).chain(index.titled(citation));
            named.filter(|l| alone || l.year.is_none()).filter_map(agreeing).collect()
        }
    };
    let best = fits.iter().map(|f| f.0).max()?;
    let fits = fits.iter().filter(|f| f.0 == best);
    let mut labels: Vec<String> = fits.take(MOST_MEANT).map(|f| f.1.label.to_owned()).collect();
    // Two works of one entry leave nothing open.
    labels.dedup();
    Some(match <[String; 1]>::try_from(labels) {
        Ok([label]) => Resolution::Exact { label },
        Err(labels) => Resolution::Ambiguous { labels },
    })
}

/// The entry that is likeliest meant by a citation that fits none.
fn near(citation: &Citation<'_>, index: &Index<'_>, is_cited: impl Fn(&str) -> bool) -> Resolution {
    let mention = citation.mention;
    let miss = |l| miss(citation, l, &is_cited).map(|m| (m, l));
    let likeliest = match mention.year {
        Some(year) => index.about(year).filter_map(miss).min_by_key(|(m, _)| *m),
        None => index.named(citation).filter_map(miss).min_by_key(|(m, _)| *m),
    };
    let Some((miss, entry)) = likeliest else { return Resolution::Missing };
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

fn miss(citation: &Citation<'_>, listed: &Listed<'_>, is_cited: impl Fn(&str) -> bool) -> Option<Miss> {
    let (mention, cited) = (citation.mention, &citation.names);
    let names_agree = agree(citation, listed).is_some();
    let Some(year) = mention.year else {
        let all = names_agree && mention.names.len() == listed.authors.len();
        return all.then_some(Miss::NoYear);
    };
    let apart = listed.year?.abs_diff(year);
    if apart > 0 {
        return (names_agree && apart <= YEARS_APART).then_some(Miss::Year(apart));
    }
    let authors = &listed.authors;
    let spelled_alike = |c: &Cited, a: &Author| {
        let c = c.name.as_str();
        let part = |long: &str, short: &str| short.len() >= 5 && long.ends_with(short);
        (c.len() >= 4 && fold::distance(c, &a.name, 1).is_some()) || part(&a.name, c) || part(c, &a.name)
    };
    if !cited.is_empty() && cited.len() <= authors.len() && cited.iter().zip(authors).all(|(c, a)| spelled_alike(c, a))
    {
        return Some(Miss::Spelling);
    }
    if let [one] = cited.as_slice()
        && authors.len() > 1
        && one.name == authors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join(" ")
    {
        return Some(Miss::JointMissing);
    }
    let shared = cited.iter().filter(|n| authors.iter().any(|a| a.is(n))).count();
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
    let swapped =
        authors.len() == 1 && authors[0].initial.is_some() && authors[0].initial == initial && !is_cited(listed.label);
    swapped.then_some(Miss::Swapped)
}
