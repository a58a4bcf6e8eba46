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
    std::sync::Arc::make_mut(&mut corpus.papers[0].references[2].reference).et_al = Some(Span::new(0, 1));
    let found = self_citations(&CitationGraph::new(&corpus));
    let answers: Vec<_> =
        found.iter().map(|c| (c.document.as_str(), c.work.as_str(), c.any_author, c.first_author, c.journal)).collect();
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
