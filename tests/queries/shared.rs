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
fn the_strongest_are_those_that_share_most() {
    let graph = CitationGraph::new(&made_up().corpus());
    let mut expected: Vec<_> = shared_pairs(&graph).collect();
    expected.sort_by_key(|pair| std::cmp::Reverse(pair.count()));
    for most in [0, 1, 4, 13, 20] {
        let strongest = strongest_pairs(&graph, most);
        assert_eq!(strongest.all, 13);
        assert_eq!(strongest.pairs, expected[..most.min(13)], "{most}");
    }
}

/// However many papers share their works, so many pairs are held: 50 and 100 papers have 1,225 and 4,950.
#[test]
fn answers_about_pairs_are_bounded() {
    for papers in [50, 100_usize] {
        let all = papers * (papers - 1) / 2;
        let mut hand = Hand::default();
        for n in 0..papers {
            hand = hand.paper(&format!("p{n:03}"), plain("A")).entry("1", plain("One"));
            hand = hand.cite("1", CitationForm::Numeric, exact("1"));
        }
        let corpus = hand.corpus();
        let graph = CitationGraph::new(&corpus);
        let strongest = strongest_pairs(&graph, PAIRS_LISTED);
        assert_eq!((strongest.pairs.len(), strongest.all), (PAIRS_LISTED, all));
        assert_eq!(order_overlaps(&graph).len(), PAIRS_LISTED);
        let report = Report::new(&corpus, &ReportOptions::new(2026));
        assert_eq!(
            (report.shared.len(), report.pairs, report.pairs_unlisted()),
            (PAIRS_LISTED, all, all - PAIRS_LISTED)
        );
    }
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
