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
    std::sync::Arc::make_mut(&mut corpus.papers[0].references[0].reference).et_al = Some(Span::new(0, 1));
    assert_eq!(conflicts(&corpus), []);
}
