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
    assert_eq!(found.style, CitingStyle::AuthorYear);
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
    assert_eq!(hygiene(&silent.papers[0]).style, CitingStyle::Unknown);
    assert!(hygiene(&silent.papers[0]).uncited.is_empty());
}
