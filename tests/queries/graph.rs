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
        .cite("Lind, 2001", CitationForm::Parenthetical, Resolution::Ambiguous { labels: vec!["1".into(), "4".into()] })
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
    let builder = || {
        let mut builder = CitationGraph::builder();
        builder.paper("a", Item::default()).work("w", Item::default());
        builder
    };
    let message =
        |builder: &mut citegraph::graph::CitationGraphBuilder| builder.build().map_err(|e| e.to_string()).err();
    assert_eq!(message(&mut builder()), None);
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
