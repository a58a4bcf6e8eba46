//! The graph and its queries: by hand, against brute force, and in any order of input.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use citegraph::Span;
use citegraph::graph::{BuildError, Citation, CitationGraph, Fit};
use citegraph::paper::{CitationForm, ReferenceKind, Resolution};
use citegraph::query::author_groups::author_groups;
use citegraph::query::conflicts::{ConflictField, Standing, conflicts, shared_oddities};
use citegraph::query::cycles::{CycleLimits, Extent, cycles, elementary_cycles};
use citegraph::query::hygiene::{CitingStyle, hygiene};
use citegraph::query::names::NameEvidence;
use citegraph::query::self_citation::{Answer, rates, self_citation_clusters, self_citations};
use citegraph::query::shared_sources::{cited_works, shared_between, shared_pairs};
use citegraph::reference::item::Item;
use citegraph::view::table;
use citegraph::work::Corpus;
use common::{Hand, article, book, exact, id, made_up};
use proptest::prelude::*;

fn plain(title: &str) -> Item {
    article("Lind, O.", 2001, title, "Journal", ["", "", ""])
}

/// A graph of papers `0..n` that cite each other so.
fn papers(n: usize, edges: &BTreeSet<(usize, usize)>) -> CitationGraph {
    let mut builder = CitationGraph::builder();
    for i in 0..n {
        builder = builder.paper(number(i), Item::default());
    }
    for &(a, b) in edges {
        builder = builder.cite(number(a), number(b));
    }
    builder.build().expect("all are added")
}

fn number(i: usize) -> String {
    format!("{i:07}")
}

mod graph {
    use super::*;

    #[test]
    fn an_edge_keeps_its_entries_and_passages() {
        let corpus = Hand::default()
            .paper("a", plain("A"))
            .entry("w", plain("W"))
            .back(ReferenceKind::Ibid, "1")
            .back(ReferenceKind::Ibid, "2")
            .entry("x", plain("X"))
            .back(ReferenceKind::OpCit, "1")
            .cite("1", CitationForm::NoteMark, exact("1"))
            .cite("3", CitationForm::NoteMark, exact("3"))
            .cite("4", CitationForm::NoteMark, exact("4"))
            .cite(
                "Lind, 2001",
                CitationForm::Parenthetical,
                Resolution::Ambiguous { labels: vec!["1".into(), "4".into()] },
            )
            .cite("Lund, 2001", CitationForm::Parenthetical, Resolution::Missing)
            .corpus();
        let graph = CitationGraph::new(&corpus);
        let paper = graph.paper("a").expect("the paper");
        let edges: Vec<_> = graph.cites(paper).collect();
        assert_eq!(edges.len(), 2);
        let w = edges[0].citation;
        assert_eq!(w.document, "a");
        assert_eq!(w.entries, [id("a", "1"), id("a", "2"), id("a", "3"), id("a", "5")]);
        let printed: Vec<_> = w.in_text.iter().map(|mention| (mention.printed.as_str(), mention.fit)).collect();
        assert_eq!(printed, [("1", Fit::Exact), ("3", Fit::Exact), ("Lind, 2001", Fit::Ambiguous)]);
        assert_eq!(w.in_text[0].span, Span::new(0, 1));
        assert_eq!(edges[1].citation.entries, [id("a", "4")]);
        assert_eq!(edges[1].citation.in_text.len(), 2);
    }

    #[test]
    fn a_ring_of_back_references_cites_nothing() {
        let corpus = Hand::default()
            .paper("a", plain("A"))
            .back(ReferenceKind::Ibid, "2")
            .back(ReferenceKind::Ibid, "1")
            .back(ReferenceKind::OpCit, "9")
            .back(ReferenceKind::SameAuthor, "1")
            .corpus();
        assert_eq!(CitationGraph::new(&corpus).citation_count(), 0);
    }

    #[test]
    fn same_author_is_not_same_work() {
        let corpus =
            Hand::default().paper("a", plain("A")).entry("w", plain("W")).back(ReferenceKind::SameAuthor, "1").corpus();
        let graph = CitationGraph::new(&corpus);
        assert_eq!(graph.citations().next().expect("one").citation.entries, [id("a", "1")]);
    }

    #[test]
    fn a_paper_without_a_work_is_a_work() {
        let mut corpus = Hand::default().paper("a", plain("A")).entry("w", plain("W")).corpus();
        corpus.works.retain(|work| work.id != "a");
        let graph = CitationGraph::new(&corpus);
        let paper = graph.paper("a").expect("it is one");
        assert_eq!(graph.work(paper).map(|work| work.item().title.clone()), Some(Some("A".into())));
        assert_eq!(graph.cites(paper).len(), 1);
    }

    #[test]
    fn papers_that_list_themselves_and_each_other() {
        let graph = CitationGraph::new(&made_up().corpus());
        assert_eq!((graph.work_count(), graph.paper_count(), graph.citation_count()), (16, 6, 31));
        let between: Vec<_> = graph
            .citations_between_papers()
            .map(|edge| (edge.citation.document.as_str(), graph.work(edge.cited).map_or("", |work| work.id())))
            .collect();
        let expected = [
            ("brennick-2021", "varn-2021"),
            ("brennick-2022", "brennick-2021"),
            ("brennick-2022", "brennick-2022"),
            ("brennick-2022", "ferrel-2019"),
            ("brennick-2022", "varn-2021"),
            ("ferrel-2019", "haddow-2020"),
            ("haddow-2020", "ferrel-2019"),
            ("quillory-2020", "brennick-2021"),
            ("quillory-2020", "ferrel-2019"),
            ("varn-2021", "quillory-2020"),
        ];
        assert_eq!(between, expected);
        assert_eq!(graph.as_petgraph().node_count(), 16);
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let builder = || CitationGraph::builder().paper("a", Item::default()).work("w", Item::default());
        let message =
            |builder: citegraph::graph::CitationGraphBuilder| builder.build().map_err(|e| e.to_string()).err();
        assert_eq!(message(builder()), None);
        assert_eq!(message(builder().work("w", Item::default())), Some(r#"two works have the id "w""#.into()));
        assert_eq!(message(builder().paper("a", Item::default())), Some(r#"two papers have the name "a""#.into()));
        assert_eq!(message(builder().paper("w", Item::default())), Some(r#"two works have the id "w""#.into()));
        assert_eq!(message(builder().cite("w", "a")), Some(r#""w" cites "a" but is no paper of the graph"#.into()));
        assert_eq!(message(builder().cite("a", "x")), Some(r#""a" cites "x", which is no work of the graph"#.into()));
        let large = BuildError::TooLarge { what: "works", count: usize::MAX };
        assert_eq!(large.to_string(), format!("{} works, expected fewer than 4294967295", usize::MAX));
    }

    #[test]
    fn citing_twice_joins_the_evidence() {
        let with = |label: &str| {
            let mut citation = Citation::new("a");
            citation.entries.push(id("a", label));
            citation
        };
        let graph = CitationGraph::builder()
            .citation(with("2"), "w")
            .citation(with("1"), "w")
            .paper("a", Item::default())
            .work("w", Item::default())
            .build()
            .expect("all are added");
        let edges: Vec<_> = graph.citations().collect();
        assert_eq!(edges.len(), 1);
        assert_eq!(edges[0].citation.entries, [id("a", "1"), id("a", "2")]);
    }

    #[test]
    fn nothing_in_nothing_out() {
        let graph = CitationGraph::new(&Corpus::default());
        assert_eq!(graph.work_count(), 0);
        assert_eq!(shared_pairs(&graph).count(), 0);
        assert_eq!(cycles(&graph), Default::default());
        assert_eq!(elementary_cycles(&graph, CycleLimits::default()).into_list().extent, Extent::Complete);
        assert!(self_citation_clusters(&graph).is_empty());
    }

    #[test]
    fn public_types_can_be_sent() {
        fn check<T: Send + Sync>() {}
        check::<CitationGraph>();
        check::<BuildError>();
        check::<citegraph::query::cycles::ElementaryCycles<'_>>();
        check::<citegraph::query::shared_sources::SharedPairs<'_>>();
    }
}

mod shared {
    use super::*;

    #[test]
    fn made_up_pairs() {
        let graph = CitationGraph::new(&made_up().corpus());
        let pairs: Vec<_> = shared_pairs(&graph).collect();
        let counts: Vec<_> = pairs.iter().map(|pair| (pair.a.as_str(), pair.b.as_str(), pair.count())).collect();
        let expected = [
            ("brennick-2021", "brennick-2022", 3),
            ("brennick-2021", "quillory-2020", 1),
            ("brennick-2021", "varn-2021", 1),
            ("brennick-2022", "ferrel-2019", 1),
            ("brennick-2022", "haddow-2020", 2),
            ("brennick-2022", "quillory-2020", 3),
            ("brennick-2022", "varn-2021", 2),
            ("ferrel-2019", "haddow-2020", 1),
            ("ferrel-2019", "quillory-2020", 3),
            ("ferrel-2019", "varn-2021", 1),
            ("haddow-2020", "quillory-2020", 2),
            ("haddow-2020", "varn-2021", 2),
            ("quillory-2020", "varn-2021", 1),
        ];
        assert_eq!(counts, expected);
        // 3 of 4 + 7 − 3 works.
        assert!((pairs[0].jaccard - 0.375).abs() < 1e-12);
        assert!((pairs[0].cosine - 3.0 / 28_f64.sqrt()).abs() < 1e-12);
        assert_eq!(pairs[0].works[2].id, "w-press");
        assert_eq!(pairs[0].works[2].entries.a, [id("brennick-2021", "2")]);
        assert_eq!(pairs[0].works[2].entries.b, [id("brennick-2022", "6")]);
    }

    #[test]
    fn one_pair_that_shares_nothing() {
        let graph = CitationGraph::new(&made_up().corpus());
        let pair = shared_between(&graph, "ferrel-2019", "brennick-2021").expect("both are papers");
        assert_eq!((pair.a.as_str(), pair.count(), pair.cosine), ("ferrel-2019", 0, 0.0));
        assert_eq!(shared_between(&graph, "varn-2021", "w-key"), None);
    }

    #[test]
    fn a_work_that_everybody_cites_is_no_burden() {
        let star = papers(20_000, &(0..20_000).map(|i| (i, 7)).collect());
        let first: Vec<_> = shared_pairs(&star).take(3).map(|pair| (pair.a, pair.b, pair.works.len())).collect();
        assert_eq!(first, [1, 2, 3].map(|b| (number(0), number(b), 1)));
    }

    #[test]
    fn who_cites_a_work() {
        let graph = CitationGraph::new(&made_up().corpus());
        let works = cited_works(&graph);
        let first: Vec<_> = works.iter().take(3).map(|work| (work.id.as_str(), work.citing.len())).collect();
        assert_eq!(first, [("w-basins", 5), ("ferrel-2019", 3), ("w-press", 3)]);
        let citing: Vec<_> = works[1].citing.iter().map(|paper| paper.document.as_str()).collect();
        assert_eq!(citing, ["brennick-2022", "haddow-2020", "quillory-2020"]);
    }

    #[cfg(feature = "serde")]
    #[test]
    fn a_pair_as_json() {
        let graph = CitationGraph::new(&made_up().corpus());
        let pair = shared_between(&graph, "ferrel-2019", "haddow-2020").expect("both are papers");
        let json = serde_json::to_string(&pair).expect("plain data");
        assert_eq!(
            json,
            r#"{"a":"ferrel-2019","b":"haddow-2020","works":[{"id":"w-basins","entries":{"a":["ferrel-2019:4"],"b":["haddow-2020:3"]}}],"jaccard":0.14285714285714285,"cosine":0.25}"#
        );
    }
}

mod circles {
    use super::*;

    #[test]
    fn made_up_circles() {
        let graph = CitationGraph::new(&made_up().corpus());
        let report = cycles(&graph);
        let components: Vec<_> = report.components.iter().map(|c| (c.works.join(" "), c.citations)).collect();
        assert_eq!(
            components,
            [("brennick-2021 quillory-2020 varn-2021".into(), 3), ("ferrel-2019 haddow-2020".into(), 2)]
        );
        let witness: Vec<_> = report.components[0].witness.works().collect();
        assert_eq!(witness, ["brennick-2021", "varn-2021", "quillory-2020"]);
        assert_eq!(report.components[1].witness.steps[0].documents[0].entries, [id("ferrel-2019", "2")]);
        assert_eq!(report.self_loops.len(), 1);
        assert_eq!(report.self_loops[0].documents[0].entries, [id("brennick-2022", "3")]);
        let list = elementary_cycles(&graph, CycleLimits::default()).into_list();
        assert_eq!(list.cycles.iter().map(|cycle| cycle.length()).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(list.extent, Extent::Complete);
    }

    #[test]
    fn truncation_is_said() {
        let complete = |n: usize| {
            let all = (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).filter(|(a, b)| a != b);
            papers(n, &all.collect())
        };
        let graph = complete(4);
        let list = |limits: CycleLimits| {
            let list = elementary_cycles(&graph, limits).into_list();
            (list.cycles.len(), list.extent)
        };
        let all = CycleLimits::default();
        assert_eq!(list(all), (20, Extent::Complete));
        assert_eq!(list(all.with_count(20)), (20, Extent::Complete));
        assert_eq!(list(all.with_count(19)), (19, Extent::UpToCount));
        assert_eq!(list(all.with_length(3)), (14, Extent::UpToLength));
        assert_eq!(list(all.with_length(2)), (6, Extent::UpToLength));
        assert_eq!(list(all.with_length(1)), (0, Extent::UpToLength));
        assert_eq!(list(all.with_count(0)), (0, Extent::UpToCount));
        assert_eq!(list(all.with_steps(5)).1, Extent::UpToSteps);
        // More cycles than could ever be listed: the first few come at once.
        let first = elementary_cycles(&complete(60), all.with_length(60)).take(5).count();
        assert_eq!(first, 5);
    }

    #[test]
    fn a_chain_of_a_million_and_a_long_ring() {
        let n = 1_000_000;
        let chain = papers(n, &(1..n).map(|i| (i - 1, i)).collect());
        assert_eq!(cycles(&chain), Default::default());
        assert_eq!(elementary_cycles(&chain, CycleLimits::default()).into_list().extent, Extent::Complete);
        drop(chain);
        let n = 100_000;
        let ring = papers(n, &(0..n).map(|i| (i, (i + 1) % n)).collect());
        let report = cycles(&ring);
        assert_eq!(report.components.len(), 1);
        assert_eq!(report.components[0].witness.length(), n);
        let list = elementary_cycles(&ring, CycleLimits::default().with_length(n)).into_list();
        assert_eq!((list.cycles.len(), list.extent), (1, Extent::Complete));
    }
}

mod selves {
    use super::*;

    #[test]
    fn answers_and_evidence() {
        let shortened = article("Kaura, N.", 2020, "Shortened", "J. Doc.", ["", "", ""]);
        let mut corpus = Hand::default()
            .paper("a", article("Kaura, Nasreen; Lind, Ove", 2022, "A", "Journal of Documentation", ["", "", ""]))
            .entry("initials", article("Roe, J.; Kaura, N.", 2020, "1", "The journal of documentation", ["", "", ""]))
            .entry("other", article("Kaura, Nitin", 2020, "2", "Journal of Indexing", ["", "", ""]))
            .entry("et-al", article("Roe, J.", 2020, "3", "J. Doc.", ["", "", ""]))
            .entry("nobody", Item { author: vec![], container_title: None, ..shortened.clone() })
            .entry("book", book("Lind, Ove", 2001, "B", "Press"))
            .paper("b", Item::default())
            .entry("initials", article("Roe, J.; Kaura, N.", 2020, "1", "The journal of documentation", ["", "", ""]))
            .corpus();
        corpus.papers[0].references[2].reference.et_al = Some(Span::new(0, 1));
        let found = self_citations(&CitationGraph::new(&corpus));
        let answers: Vec<_> = found
            .iter()
            .map(|c| (c.document.as_str(), c.work.as_str(), c.any_author, c.first_author, c.journal))
            .collect();
        use Answer::{No, Unknown, Yes};
        let expected = [
            ("a", "book", Yes, No, No),
            ("a", "et-al", Unknown, No, Yes),
            ("a", "initials", Yes, No, Yes),
            ("a", "nobody", Unknown, Unknown, Unknown),
            ("a", "other", No, No, No),
            ("b", "initials", Unknown, Unknown, Unknown),
        ];
        assert_eq!(answers, expected);
        assert_eq!(found[2].authors[0].evidence, NameEvidence::Initials);
        assert_eq!(
            (found[2].authors[0].citing.as_str(), found[2].authors[0].cited.as_str()),
            ("Nasreen Kaura", "N. Kaura")
        );
        let rates = rates(&found);
        assert_eq!((rates[0].any_author.yes, rates[0].any_author.no, rates[0].any_author.unknown), (2, 1, 2));
        assert_eq!(rates[0].any_author.bounds(), Some((0.4, 0.8)));
        assert_eq!(rates[1].journal.rate(), None);
    }

    #[test]
    fn made_up_clusters() {
        let clusters = self_citation_clusters(&CitationGraph::new(&made_up().corpus()));
        let found: Vec<_> = clusters
            .iter()
            .map(|c| {
                let authors: Vec<_> = c.authors.iter().map(|author| author.name.as_str()).collect();
                (c.papers.join(" "), authors.join(", "), c.citations.len(), c.rate.total())
            })
            .collect();
        let expected = [
            (
                "ferrel-2019 haddow-2020 quillory-2020".to_owned(),
                "Maud A. Quillory, Sunniva Haddow, Tamsin Ferrel".to_owned(),
                7,
                15,
            ),
            ("brennick-2021 brennick-2022".to_owned(), "Lasse Varn, Odile Brennick".to_owned(), 5, 11),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_form_between_two_people_joins_neither() {
        let by = |author: &str| article(author, 2020, author, "Journal", ["", "", ""]);
        let corpus = Hand::default()
            .paper("a", by("Kaura, Nasreen"))
            .entry("w", by("Kaura, N."))
            .paper("b", by("Kaura, Nitin"))
            .entry("w", by("Kaura, N."))
            .corpus();
        let clusters = self_citation_clusters(&CitationGraph::new(&corpus));
        assert_eq!(clusters.len(), 1);
        let names: Vec<_> = clusters[0].authors.iter().map(|author| author.name.as_str()).collect();
        assert_eq!(names, ["N. Kaura", "Nasreen Kaura", "Nitin Kaura"]);
    }

    #[test]
    fn groups_that_a_list_leans_on() {
        let by = |authors: &str, title: &str| article(authors, 2020, title, "Journal", ["", "", ""]);
        let corpus = Hand::default()
            .paper("a", by("Roe, J.", "A"))
            .entry("1", by("Lind, Ove; Anx, Jo", "1"))
            .back(ReferenceKind::Ibid, "1")
            .entry("2", by("Anx, J.; Lind, O.", "2"))
            .entry("3", by("Lind, O.", "3"))
            .entry("4", by("Roe, J.", "4"))
            .corpus();
        let groups = author_groups(&CitationGraph::new(&corpus), 2);
        let found: Vec<_> = groups.iter().map(|g| (g.authors.join(", "), g.works.len(), g.entries.len())).collect();
        assert_eq!(found, [("Ove Lind".into(), 3, 4), ("Jo Anx".into(), 2, 3), ("Jo Anx, Ove Lind".into(), 2, 3)]);
        assert_eq!(groups[0].listed, 4);
    }
}

mod disagreement {
    use super::*;

    #[test]
    fn made_up_conflicts() {
        let found = conflicts(&made_up().corpus());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].id, "w-basins");
        let field = &found[0].fields[0];
        assert_eq!(field.field, ConflictField::Volume);
        let readings: Vec<_> =
            field.readings.iter().map(|r| (r.value.as_str(), r.standing, r.documents.join(" "))).collect();
        assert_eq!(
            readings,
            [
                ("1", Standing::Usual, "ferrel-2019 quillory-2020 varn-2021".into()),
                ("2", Standing::Odd, "brennick-2022 haddow-2020".into())
            ]
        );
        let shared = shared_oddities(&found);
        assert_eq!((shared[0].a.as_str(), shared[0].b.as_str()), ("brennick-2022", "haddow-2020"));
        assert_eq!(shared.len(), 1);
    }

    #[test]
    fn the_paper_itself_decides_and_oddities_are_shared() {
        let item = |title: &str, page: &str, year: i32| article("Lind, Ove", year, title, "Journal", ["1", "2", page]);
        let corpus = Hand::default()
            .paper("w", item("On lists: a study", "123–145", 2020))
            .paper("a", Item::default())
            .entry("w", item("On Lists — A Study", "123-45", 2021))
            .paper("b", Item::default())
            .entry("w", item("On lists", "123--145", 2021))
            .paper("c", Item::default())
            .entry("w", item("On lists: a study", "123–145", 2020))
            .corpus();
        let found = conflicts(&corpus);
        let fields: Vec<_> = found[0].fields.iter().map(|field| field.field).collect();
        assert_eq!(fields, [ConflictField::Title, ConflictField::Issued]);
        let title: Vec<_> = found[0].fields[0].readings.iter().map(|r| (r.value.as_str(), r.standing)).collect();
        assert_eq!(title, [("On lists: a study", Standing::Own), ("On lists", Standing::Odd)]);
        let shared = shared_oddities(&found);
        assert_eq!(shared.len(), 1);
        assert_eq!((shared[0].a.as_str(), shared[0].b.as_str()), ("a", "b"));
        assert_eq!(shared[0].readings[0].value, "2021");
    }

    #[test]
    fn et_al_and_initials_are_no_disagreement() {
        let by = |authors: &str| article(authors, 2020, "W", "Journal", ["", "", ""]);
        let mut corpus = Hand::default()
            .paper("a", Item::default())
            .entry("w", by("Lind, O."))
            .paper("b", Item::default())
            .entry("w", by("Lind, Ove; Anx, Jo"))
            .corpus();
        assert_eq!(conflicts(&corpus)[0].fields[0].field, ConflictField::Author);
        corpus.papers[0].references[0].reference.et_al = Some(Span::new(0, 1));
        assert_eq!(conflicts(&corpus), []);
    }
}

mod upkeep {
    use super::*;

    #[test]
    fn missing_uncited_mismatched_and_ambiguous() {
        let near = || Resolution::Near { label: "2".into(), why: "year 2009, listed 2008".into() };
        let corpus = Hand::default()
            .paper("a", plain("A"))
            .entry("1", plain("One"))
            .entry("2", plain("Two"))
            .entry("3", plain("Three"))
            .entry("4", plain("Four"))
            .entry("5", plain("Five"))
            .cite("One, 2001", CitationForm::Parenthetical, exact("1"))
            .cite("Vant, 2009", CitationForm::Parenthetical, near())
            .cite("Ombrey, 2003", CitationForm::Parenthetical, Resolution::Missing)
            .cite("Vant, 2009", CitationForm::Parenthetical, near())
            .cite("Ombrey, 2003", CitationForm::Parenthetical, Resolution::Missing)
            .cite("F, 2001", CitationForm::Narrative, Resolution::Ambiguous { labels: vec!["4".into(), "5".into()] })
            .corpus();
        let found = hygiene(&corpus.papers[0]);
        assert_eq!(found.style, CitingStyle::InText);
        assert_eq!(found.missing.len(), 1);
        assert_eq!((found.missing[0].citation.as_str(), found.missing[0].spans.len()), ("Ombrey, 2003", 2));
        assert_eq!(found.mismatched.len(), 1);
        assert_eq!((&found.mismatched[0].entry, found.mismatched[0].raw.as_str()), (&id("a", "2"), "Two"));
        let uncited: Vec<_> = found.uncited.iter().map(|entry| entry.entry.label.as_str()).collect();
        assert_eq!(uncited, ["3"]);
        assert_eq!(found.ambiguous[0].entries, [id("a", "4"), id("a", "5")]);
        assert!(!found.is_clean());
        let table = table::hygiene(&[found]);
        assert_eq!(table.rows.len(), 4);
        assert_eq!(table.rows[1], ["a", "uncited", "", "a:3", "Three"]);
    }

    #[test]
    fn notes_cite_by_standing_there() {
        let noted = Hand::default()
            .paper("a", plain("A"))
            .entry("1", plain("One"))
            .entry("2", plain("Two"))
            .cite("1", CitationForm::NoteMark, exact("1"))
            .corpus();
        let found = hygiene(&noted.papers[0]);
        assert_eq!(found.style, CitingStyle::Notes);
        assert!(found.is_clean());
        let silent = Hand::default().paper("a", plain("A")).entry("1", plain("One")).corpus();
        assert_eq!(hygiene(&silent.papers[0]).style, CitingStyle::Nothing);
        assert!(hygiene(&silent.papers[0]).uncited.is_empty());
    }
}

/// Everything that the queries say, as text.
fn everything(corpus: &Corpus) -> String {
    let graph = CitationGraph::new(corpus);
    let citations = self_citations(&graph);
    let found = conflicts(corpus);
    let mut text = format!("{:?}", graph.citations().collect::<Vec<_>>());
    text += &format!("{:?}", table::shared_pairs(&shared_pairs(&graph).collect::<Vec<_>>()));
    text += &format!("{:?}", shared_pairs(&graph).collect::<Vec<_>>());
    text += &format!("{:?}", cited_works(&graph));
    text += &format!("{:?}", cycles(&graph));
    text += &format!("{:?}", elementary_cycles(&graph, CycleLimits::default()).into_list());
    text += &format!("{:?} {:?}", rates(&citations), citations);
    text += &format!("{:?}", self_citation_clusters(&graph));
    text += &format!("{:?}", author_groups(&graph, 2));
    text += &format!("{found:?} {:?}", shared_oddities(&found));
    text += &format!("{:?}", citegraph::query::hygiene::hygiene_of_all(&corpus.papers));
    #[cfg(feature = "dot")]
    {
        text += &citegraph::view::dot::dot(&graph, Default::default());
    }
    text
}

proptest! {
    #[test]
    fn order_of_input_plays_no_part(
        papers in Just(made_up().corpus().papers).prop_shuffle(),
        works in Just(made_up().corpus().works).prop_shuffle(),
        members in any::<prop::sample::Index>(),
    ) {
        let mut corpus = Corpus { papers, works, ..Corpus::default() };
        let at = members.index(corpus.works.len());
        corpus.works[at].members.reverse();
        prop_assert_eq!(everything(&corpus), everything(&made_up().corpus()));
    }
}

/// An entry: in which paper, of which work, in which print.
type Listed = (usize, usize, usize);

/// Up to four papers that list up to six works, by people whose names are easily mistaken.
fn listed() -> impl Strategy<Value = Vec<Listed>> {
    prop::collection::vec((0..4_usize, 0..10_usize, 0..6_usize), 0..30)
}

/// Works 0 to 3 are the papers themselves.
fn corpus_of(entries: &[Listed]) -> Corpus {
    let names =
        ["Kaura, N.", "Kaura, Nasreen", "Kaura, Nitin; Lind, O.", "Lind, Ove; Kaura, N.", "World Press", "Kaura, "];
    let item = |work: usize, print: usize| {
        let title = format!("Work {work}{}", if print == 5 { ": a study" } else { "" });
        let journal = ["Journal of Lists", "J. Lists", "Annals"][(work + print) % 3];
        let year = 2000 + i32::try_from(work + print / 4).expect("small");
        article(names[(work + print) % names.len()], year, &title, journal, ["1", "", ""])
    };
    let mut hand = Hand::default();
    let id = |work: usize| if work < 4 { format!("p{work}") } else { format!("w{work}") };
    for paper in 0..4 {
        hand = hand.paper(&id(paper), item(paper, 0));
    }
    for paper in 0..4 {
        let own = hand.papers.remove(paper);
        hand.papers.push(own);
        for &(_, work, print) in entries.iter().filter(|(of, ..)| *of == paper) {
            hand = hand.entry(&id(work), item(work, print));
        }
        let own = hand.papers.pop().expect("it was pushed");
        hand.papers.insert(paper, own);
    }
    hand.corpus()
}

proptest! {
    #[test]
    fn order_of_any_input_plays_no_part(entries in listed(), turn in 0..4_usize) {
        let corpus = corpus_of(&entries);
        let mut turned = corpus.clone();
        turned.papers.rotate_left(turn);
        turned.works.reverse();
        turned.works.iter_mut().for_each(|work| work.members.reverse());
        prop_assert_eq!(everything(&turned), everything(&corpus));
    }

    #[test]
    fn clusters_are_disjoint_and_complete(entries in listed()) {
        let graph = CitationGraph::new(&corpus_of(&entries));
        let all = self_citations(&graph);
        let clusters = self_citation_clusters(&graph);
        let works = clusters.iter().flat_map(|cluster| cluster.papers.iter().chain(&cluster.works));
        let mut seen: BTreeMap<&String, usize> = BTreeMap::new();
        for (i, cluster) in clusters.iter().enumerate() {
            for work in cluster.papers.iter().chain(&cluster.works) {
                prop_assert_eq!(*seen.entry(work).or_insert(i), i, "in one cluster only");
            }
            prop_assert!(cluster.rate.yes == cluster.citations.len());
        }
        prop_assert_eq!(works.collect::<BTreeSet<_>>().len(), seen.len());
        let tied: usize = clusters.iter().map(|cluster| cluster.citations.len()).sum();
        prop_assert_eq!(tied, all.iter().filter(|citation| citation.any_author == Answer::Yes).count());
    }

    #[test]
    fn groups_reach_the_threshold(entries in listed(), at_least in 0..4_usize) {
        let graph = CitationGraph::new(&corpus_of(&entries));
        let groups = author_groups(&graph, at_least);
        let all = author_groups(&graph, 0);
        let expected: Vec<_> = all.iter().filter(|group| group.works.len() >= at_least).collect();
        prop_assert_eq!(groups.iter().collect::<Vec<_>>(), expected);
        prop_assert!(groups.iter().all(|group| group.works.len() <= group.listed));
    }
}

// Small graphs and their answers by trying everything.

const MOST: usize = 7;

fn small() -> impl Strategy<Value = (usize, BTreeSet<(usize, usize)>)> {
    (1..=MOST).prop_flat_map(|n| (Just(n), prop::collection::btree_set((0..n, 0..n), 0..=(n * n).min(24))))
}

/// Who reaches whom, by citations, in one step or more.
fn reach(n: usize, edges: &BTreeSet<(usize, usize)>) -> Vec<Vec<bool>> {
    let mut reach = vec![vec![false; n]; n];
    for &(a, b) in edges {
        reach[a][b] = true;
    }
    for via in 0..n {
        let onwards = reach[via].clone();
        for from in reach.iter_mut().filter(|from| from[via]) {
            from.iter_mut().zip(&onwards).for_each(|(reached, onwards)| *reached |= onwards);
        }
    }
    reach
}

/// All elementary cycles of two nodes or more, each from its least node, by trying every path.
fn brute_cycles(n: usize, edges: &BTreeSet<(usize, usize)>) -> BTreeSet<Vec<usize>> {
    let mut found = BTreeSet::new();
    let mut open: Vec<Vec<usize>> = (0..n).map(|start| vec![start]).collect();
    while let Some(path) = open.pop() {
        for next in 0..n {
            let last = path[path.len() - 1];
            if !edges.contains(&(last, next)) {
            } else if next == path[0] && path.len() > 1 {
                found.insert(path.clone());
            } else if next > path[0] && !path.contains(&next) {
                open.push(path.iter().copied().chain([next]).collect());
            }
        }
    }
    found
}

fn back(works: impl Iterator<Item = impl AsRef<str>>) -> Vec<usize> {
    works.map(|id| id.as_ref().parse().expect("a number")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn components_are_what_reaches_each_other((n, edges) in small()) {
        let reach = reach(n, &edges);
        let report = cycles(&papers(n, &edges));
        let mut expected = BTreeSet::new();
        for (a, from_a) in reach.iter().enumerate() {
            let mutual: Vec<usize> = (0..n).filter(|&b| a == b || (from_a[b] && reach[b][a])).collect();
            if mutual.len() > 1 {
                expected.insert(mutual);
            }
        }
        let found: BTreeSet<Vec<usize>> = report.components.iter().map(|c| back(c.works.iter())).collect();
        prop_assert_eq!(&found, &expected);
        let sizes: Vec<usize> = report.components.iter().map(|c| c.works.len()).collect();
        prop_assert!(sizes.is_sorted_by(|a, b| a >= b));
        let loops = back(report.self_loops.iter().map(|step| &step.citing));
        prop_assert_eq!(loops, (0..n).filter(|&a| edges.contains(&(a, a))).collect::<Vec<_>>());
        let all = brute_cycles(n, &edges);
        for component in &report.components {
            let works = back(component.works.iter());
            let inside = edges.iter().filter(|(a, b)| a != b && works.contains(a) && works.contains(b)).count();
            prop_assert_eq!(component.citations, inside);
            let witness = back(component.witness.works());
            let shortest = all.iter().filter(|cycle| works.contains(&cycle[0])).map(|cycle| (cycle.len(), cycle[0])).min();
            prop_assert_eq!(Some((witness.len(), witness[0])), shortest);
            prop_assert!(all.contains(&witness));
        }
    }

    #[test]
    fn elementary_cycles_are_all_and_in_order((n, edges) in small(), length in 1..=MOST, count in 0..30_usize) {
        let graph = papers(n, &edges);
        let all = brute_cycles(n, &edges);
        let cycles = |limits: CycleLimits| {
            let list = elementary_cycles(&graph, limits).into_list();
            (list.cycles.iter().map(|cycle| back(cycle.works())).collect::<Vec<_>>(), list.extent)
        };
        let unlimited = CycleLimits::default().with_count(usize::MAX).with_length(usize::MAX);
        let (found, extent) = cycles(unlimited);
        prop_assert_eq!(&found, &all.iter().cloned().collect::<Vec<_>>());
        prop_assert_eq!(extent, Extent::Complete);

        let (found, extent) = cycles(unlimited.with_length(length));
        let short: Vec<_> = all.iter().filter(|cycle| cycle.len() <= length).cloned().collect();
        prop_assert_eq!(&found, &short);
        prop_assert!(extent == Extent::UpToLength || short.len() == all.len());

        let (found, extent) = cycles(unlimited.with_count(count));
        prop_assert_eq!(&found, &all.iter().take(count).cloned().collect::<Vec<_>>());
        prop_assert_eq!(extent == Extent::UpToCount, all.len() > count);
    }

    #[test]
    fn coupling_counts_common_works((n, edges) in small()) {
        let graph = papers(n, &edges);
        let cited = |a: usize| edges.iter().filter(|(from, _)| *from == a).map(|(_, to)| *to).collect::<BTreeSet<_>>();
        let mut expected = Vec::new();
        for a in 0..n {
            for b in a + 1..n {
                let (left, right) = (cited(a), cited(b));
                let shared: Vec<usize> = left.intersection(&right).copied().collect();
                let union = left.union(&right).count();
                let one = shared_between(&graph, &number(a), &number(b)).expect("both are papers");
                prop_assert_eq!(back(one.works.iter().map(|work| &work.id)), &shared[..]);
                if !shared.is_empty() {
                    let jaccard = shared.len() as f64 / union as f64;
                    let cosine = shared.len() as f64 / (left.len() as f64 * right.len() as f64).sqrt();
                    prop_assert!((one.jaccard - jaccard).abs() < 1e-12 && (one.cosine - cosine).abs() < 1e-12);
                    expected.push(one);
                }
            }
        }
        prop_assert_eq!(shared_pairs(&graph).collect::<Vec<_>>(), expected);

        let mut citing: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &(a, b) in &edges {
            citing.entry(b).or_default().push(a);
        }
        let works = cited_works(&graph);
        prop_assert!(works.is_sorted_by_key(|work| (std::cmp::Reverse(work.citing.len()), work.id.clone())));
        let found: BTreeMap<usize, Vec<usize>> =
            works.iter().map(|work| (work.id.parse().expect("a number"), back(work.citing.iter().map(|p| &p.document)))).collect();
        prop_assert_eq!(found, citing);
    }

    #[test]
    fn neighbours_are_ordered((n, edges) in small()) {
        let graph = papers(n, &edges);
        let found: Vec<_> = graph.citations().map(|edge| (edge.citing.index(), edge.cited.index())).collect();
        prop_assert_eq!(&found, &edges.iter().copied().collect::<Vec<_>>());
        for (work, _) in graph.works() {
            let from: Vec<_> = graph.cites(work).map(|edge| edge.cited.index()).collect();
            prop_assert_eq!(from, edges.iter().filter(|(a, _)| *a == work.index()).map(|(_, b)| *b).collect::<Vec<_>>());
            let to: Vec<_> = graph.cited_by(work).map(|edge| edge.citing.index()).collect();
            prop_assert_eq!(to, edges.iter().filter(|(_, b)| *b == work.index()).map(|(a, _)| *a).collect::<Vec<_>>());
        }
    }
}
