//! What a paper's list says that can't be, without asking any library: numbers whose check digit is another, dates to
//! come, one DOI of two works, entries listed twice, misprints that another paper has too.

mod doi;
mod identifier;
mod journal;
mod misprint;
mod numbering;
mod work;

use std::collections::BTreeMap;

use crate::Span;
use crate::paper::{ListedReference, Paper, ReferenceId, ReferenceKind};
use crate::work::Corpus;
use journal::Journals;

/// What contradicts what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
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
    /// A year after the paper's own, or to come.
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
    /// An entry that is cited before entries of lower numbers, in a list numbered in the order of its citations.
    CitedOutOfOrder,
    /// A misprint that an entry of another paper has too, where others print the work otherwise: it may be copied.
    SharedMisprint,
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
            Self::CitedOutOfOrder => "cited out of order",
            Self::SharedMisprint => "misprint of another paper too",
        }
    }
}

/// Something that can't be, or not together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
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
        let own = own_year(paper);
        let latest = own.map_or(this_year, |year| year + 1);
        for (entry, item) in paper.items().filter(|(entry, _)| names_a_work(entry)) {
            let mut says = |kind, printed: String, why: String| {
                let entries = vec![entry.id.clone()];
                found.push(Contradiction { document: paper.id.clone(), kind, entries, span: entry.span, printed, why });
            };
            identifier::identifiers(entry, &item, &mut says);
            if let Some(year) = item.year().filter(|year| *year > latest) {
                let own = own.map_or_else(|| "this year".to_owned(), |own| format!("{own}, the paper's own year"));
                says(ContradictionKind::DateToCome, year.to_string(), format!("later than {own}"));
            }
            doi::numeration(&item, &mut says);
            journals.check(&item, &mut says);
        }
        numbering::numbers(paper, &mut found);
        numbering::order(paper, &mut found);
    }
    let entries: Entries<'_> =
        corpus.papers.iter().flat_map(|p| p.references.iter().map(move |r| (&r.id, (p, r)))).collect();
    work::works(corpus, &entries, &mut found);
    misprint::shared(corpus, &entries, &mut found);
    found.sort();
    found.dedup();
    found
}

/// One of so many entries may be later than the paper.
const LATER: usize = 10;

/// The paper's own year; none where many of its entries are later, since then it is read wrongly.
fn own_year(paper: &Paper) -> Option<i32> {
    let own = paper.item.year()?;
    let years: Vec<i32> =
        paper.references.iter().filter_map(|entry| entry.reference.issued.as_ref()?.value.year()).collect();
    let later = years.iter().filter(|year| **year > own + 1).count();
    (later * LATER <= years.len()).then_some(own)
}

fn names_a_work(entry: &ListedReference) -> bool {
    matches!(entry.kind, ReferenceKind::Full | ReferenceKind::SameAuthor)
}

type Says<'s> = dyn FnMut(ContradictionKind, String, String) + 's;

/// The entries of all papers, each with its paper.
type Entries<'c> = BTreeMap<&'c ReferenceId, (&'c Paper, &'c ListedReference)>;

/// Adds a contradiction between entries, told of the first one's document.
fn push(
    found: &mut Vec<Contradiction>,
    entries: &Entries<'_>,
    kind: ContradictionKind,
    mut ids: Vec<ReferenceId>,
    printed: String,
    why: String,
) {
    ids.sort();
    let Some((paper, first)) = ids.first().and_then(|id| entries.get(id)) else { return };
    found.push(Contradiction { document: paper.id.clone(), kind, span: first.span, entries: ids, printed, why });
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
            ("[4] Moe, D. (2004). The seas of the west. Journal of Seas, 6(1), 34–39. ISSN 0378-5956.", Kind::Isbn),
            (
                "[4] Moe, D. (ORCID 0000-0002-1825-0098) (2004). The seas of the west. Journal of Seas, 6(1), 34–39.",
                Kind::Orcid,
            ),
            ("[4] Moe, D. (2004). The seas of the west. Journal of Seas, 6(1), 34–39. doi:10.12/seas.6", Kind::Doi),
            ("[4] Moe, D. (2004). The seas of the west. arXiv:0413.1234.", Kind::Arxiv),
            ("[4] Moe, D. (2034). The seas of the west. Journal of Seas, 6(1), 34–39.", Kind::DateToCome),
            ("[6] Moe, D. (2004). The seas of the west. Journal of Seas, 6(1), 34–39.", Kind::NumberSkipped),
            ("[3] Moe, D. (2004). The seas of the west. Journal of Seas, 6(1), 34–39.", Kind::NumberTwice),
            ("[4] Roe, A. On the lakes of the north. J. Lakes 3, 4–9 (2001).", Kind::ListedTwice),
            (
                "[4] (a) Moe, D. The seas of the west. J. Seas 6, 34–39 (2004). \
                 (b) Roe, A. On the lakes of the north. J. Lakes 3, 4–9 (2001).",
                Kind::ListedTwice,
            ),
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

    /// What is right is no finding.
    #[test]
    fn near_each_kind_and_right() {
        for entry in [
            "[4] Moe, D. (2004). The seas of the west. Lakeside Press. ISBN 3-16-148410-X.",
            "[4] Moe, D. (2004). The seas of the west. Journal of Seas, 6(1), 34–39. ISSN 0378-5955.",
            "[4] Moe, D. (ORCID 0000-0002-1825-0097) (2004). The seas of the west. Journal of Seas, 6(1), 34–39.",
            "[4] Moe, D. (2004). The seas of the west. Journal of Seas, 6(1), 34–39. doi:10.1234/seas.6.34",
            "[4] Moe, D. (2004). The seas of the west. arXiv:0412.1234.",
            "[4] Moe, D. (2026). The seas of the west. Journal of Seas, 6(1), 34–39.",
            "[4] Roe, A. (2001). On the lakes of the south. Journal of Lakes, 3(1), 24–29.",
            "[4] Moe, D. (2004). The seas of the west. Journal of Seas, 6(1), 34–39. doi:10.1016/j.seas.2003.11.001",
        ] {
            assert_eq!(of(&format!("{CLEAN}{entry}\n")), [], "{entry}");
        }
    }

    fn corpus<'t>(texts: impl IntoIterator<Item = (&'t str, String)>) -> Corpus {
        Corpus::new(texts.into_iter().map(|(id, text)| Paper::read(id, &text))).expect("papers of several names")
    }

    fn kinds(corpus: &Corpus) -> Vec<ContradictionKind> {
        contradictions(corpus, 2026).into_iter().map(|found| found.kind).collect()
    }

    #[test]
    fn two_dois_of_one_work() {
        let entry = "Roe, A. (2001). On the lakes of the north. Journal of Lakes, 3(1), 4–9. doi:10.1234/";
        let two = |doi: &str| {
            corpus([("a", "lakes.3.4"), ("b", doi)].map(|(id, doi)| (id, format!("# References\n\n- {entry}{doi}\n"))))
        };
        assert_eq!(kinds(&two("lakes.3.5")), [ContradictionKind::OneWorkTwoDois]);
        assert_eq!(kinds(&two("LAKES.3.4")), []);
    }

    #[test]
    fn volumes_that_other_entries_speak_against() {
        let list = |volume: u32| {
            let line = |(n, title): (u32, &str)| {
                format!("- Roe, A. ({}). {title}. Journal of Lakes, {}(1), {n}4–{n}9.\n", 2000 + n, 10 + n)
            };
            let titles = [
                (1, "How gravel travels under ice"),
                (2, "Meadows after the plough"),
                (3, "Carp and their cousins"),
                (5, "Where silt settles"),
            ];
            let lines: String = titles.map(line).concat();
            let last = format!("- Poe, B. (2004). Of winds. Journal of Lakes, {volume}(2), 44–49.\n");
            corpus([("a", format!("# References\n\n{lines}{last}"))])
        };
        assert_eq!(kinds(&list(24)), [ContradictionKind::VolumeYear]);
        assert_eq!(kinds(&list(14)), []);
    }

    #[test]
    fn citations_out_of_order() {
        let list = |text: &str| {
            let line = |(n, name): (usize, &str)| {
                format!("[{n}] {name}, A. (2001). On the {name} lakes. Journal of Lakes, {n}(1), {n}4–{n}9.\n")
            };
            let lines: String =
                (1..).zip(["Ambel", "Corvin", "Dunmore", "Esker", "Fallow", "Garrin"]).map(line).collect();
            corpus([("a", format!("# On lakes\n\n## Introduction\n\n{text}\n\n## References\n\n{lines}"))])
        };
        let mixed = list("First [1]. Then [2], so [5]. But [3], again [1, 4]. Last [6].");
        let found = contradictions(&mixed, 2026);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].kind, found[0].printed.as_str()), (ContradictionKind::CitedOutOfOrder, "[5]"));
        assert_eq!(found[0].why, "5 is first cited before 3");
        assert_eq!(kinds(&list("First [1]. Then [2], so [3–5]. But [3], again [1, 4]. Last [6].")), []);
        assert_eq!(
            kinds(&list("First [4]. Then [2], so [6]. But [3], again [1, 5]. Last [1].")),
            [],
            "by the alphabet"
        );
    }

    #[test]
    fn dates_after_the_papers_own() {
        let paper = |own: &str, last: u32| {
            let titles = [
                "How gravel travels under ice",
                "Meadows after the plough",
                "Songs of the salt makers",
                "Names of winds in twelve harbours",
                "What the lighthouse books say",
                "Rivers that lost their banks",
                "The ferrymen of the north",
                "Carp and their cousins",
                "Reed cutters at work",
                "Where silt settles",
            ];
            let line = |(n, title): (u32, &str)| format!("- Roe, A. ({}). {title}. Lakeside Press.\n", 1980 + n);
            let lines: String = (1..).zip(titles).map(line).collect();
            let last = format!("- Poe, B. ({last}). Of winds. Harbour Press.\n");
            let mut paper = Paper::read("a", &format!("# References\n\n{lines}{last}"));
            paper.item.issued = crate::reference::date::Date::parse(own);
            Corpus::new([paper]).expect("one paper")
        };
        assert_eq!(kinds(&paper("1995", 1999)), [ContradictionKind::DateToCome]);
        assert_eq!(kinds(&paper("1995", 1996)), []);
        // Where most of a list is later than its paper, it is the paper's year that was read wrongly.
        assert_eq!(kinds(&paper("1983", 1999)), []);
    }

    #[test]
    fn misprints_that_two_papers_share() {
        let papers = |pages: [&str; 5]| {
            let text = |(id, pages): (&'static str, &str)| {
                let entry = "Quillory, A. (2001). On the lakes of the north. Journal of Lakes, 3(1)";
                (id, format!("# References\n\n- {entry}, {pages}.\n"))
            };
            corpus(["a", "b", "c", "d", "e"].into_iter().zip(pages).map(text))
        };
        let found = contradictions(&papers(["104–109", "184–109", "104–109", "104–109", "184–109"]), 2026);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].kind, ContradictionKind::SharedMisprint);
        let entries: Vec<String> = found[0].entries.iter().map(ToString::to_string).collect();
        assert_eq!(entries, ["b:1", "e:1"]);
        assert_eq!(kinds(&papers(["104–109", "104–9", "104–109", "104–109", "104–9"])), []);
    }
}
