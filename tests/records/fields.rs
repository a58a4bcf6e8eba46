//! Every field of works of every kind, out in every form of works and in again.

use std::collections::BTreeMap;

use citegraph::view::bibliography::Bibliography;

use super::*;

/// A work that has all there is.
fn whole(item_type: ItemType) -> Item {
    let text = |text: &str| Some(text.to_owned());
    let mut lee = Name::person("Lee", "Bob");
    (lee.suffix, lee.non_dropping_particle) = (text("Jr."), text("van der"));
    Item {
        item_type,
        author: vec![Name::person("Roe", "Ann B."), lee, Name::organisation("World Test Organization")],
        editor: vec![Name::person("Doe", "Carl"), Name::person("Müller", "Eva")],
        translator: vec![Name::person("Kay", "Fay")],
        title: text("Tests & trials: 100 % of them_all #1 $2"),
        container_title: text("Journal of Tests"),
        collection_title: text("Studies in Testing"),
        collection_number: text("41"),
        issued: Date::parse("2001-03-05"),
        volume: text("3"),
        number_of_volumes: text("7"),
        issue: text("2"),
        page: text("401-409"),
        publisher: text("Rostow Press"),
        publisher_place: text("Rostow"),
        authority: text("Court of Appeal"),
        edition: text("2nd"),
        genre: text("Working paper"),
        number: text("TR-12"),
        doi: text("10.1000/tests.1"),
        url: text("https://tests.example/a_b?c=d&e=f#g"),
        isbn: text("978-3-16-148410-0"),
        arxiv: text("2001.00001"),
        pmid: text("12345678"),
    }
}

type Fields = BTreeMap<String, serde_json::Value>;

fn fields(item: &Item) -> Fields {
    let value = serde_json::to_value(item).expect("it is data");
    serde_json::from_value(value).expect("an object")
}

/// The fields that a form loses or changes of a work of a kind.
fn lost(form: Bibliography, item_type: ItemType) -> BTreeSet<String> {
    let item = whole(item_type);
    let text = form.write([("x", &item)]);
    let read = Records::read(text.as_bytes(), None).unwrap_or_else(|e| panic!("{form}: {e}: {text}"));
    assert!(read.faults.is_empty() && read.publications.len() == 1, "{form}: {read:?}: {text}");
    let (want, mut found) = (fields(&item), read.publications[0].item.clone());
    found.page = found.page.map(|page| page.replace(['–', '—'], "-").replace("--", "-"));
    let found = fields(&found);
    want.into_iter().filter(|(name, value)| found.get(name) != Some(value)).map(|(name, _)| name).collect()
}

/// What a form has no field for, or has one field for that two of the work's would take: as `view::bibliography` says.
fn no_room(form: Bibliography, item_type: ItemType) -> &'static [&'static str] {
    use ItemType::*;
    match (form, item_type) {
        (Bibliography::Bibtex, Article | ArticleJournal | ArticleMagazine | ArticleNewspaper | Periodical) => {
            &["collection-number", "number"]
        }
        (Bibliography::Bibtex, Book | Chapter | PaperConference) => &["number"],
        // What is on arXiv and of no kind is a preprint.
        (Bibliography::Bibtex, Document) => &["collection-number", "issue", "number", "type"],
        (Bibliography::Bibtex, _) => &["collection-number"],
        (Bibliography::Ris, LegalCase) => &["collection-number", "publisher"],
        (Bibliography::Ris, Legislation) => &["publisher"],
        (Bibliography::Ris, Patent) => &["authority", "collection-number"],
        (Bibliography::Ris, Book) => &["authority", "number"],
        (Bibliography::Ris, Webpage) => &["authority", "number"],
        // A preprint of a genre, and a journal that is held by another.
        (Bibliography::Ris, Article | Periodical) => &["authority", "type"],
        (Bibliography::Ris, _) => &["authority"],
        (Bibliography::Nbib, Book) => &[
            "arxiv",
            "authority",
            "collection-number",
            "container-title",
            "genre",
            "number",
            "number-of-volumes",
            "translator",
            "url",
        ],
        (Bibliography::Nbib, _) => {
            &["arxiv", "authority", "collection-number", "genre", "number", "number-of-volumes", "translator", "url"]
        }
        _ => &[],
    }
}

/// Nothing else is lost, and what is listed is.
#[test]
fn every_field_that_a_form_has_room_for_comes_back() {
    for form in [Bibliography::Bibtex, Bibliography::Ris, Bibliography::Nbib, Bibliography::Csl, Bibliography::Csv] {
        for item_type in ItemType::ALL {
            let lost: Vec<String> = lost(form, item_type).into_iter().collect();
            assert_eq!(lost, no_room(form, item_type), "{form}, {item_type}");
        }
    }
}

/// Names of bodies have commas and semicolons, and look like a person's: each comes back as it went out.
#[test]
fn bodies_come_back() {
    let bodies = [
        "Tests; Trials, Ltd",
        "University of Tests, Rostow",
        "Ann Roe",
        "Roe",
        "World Test Organization",
        "罗安测试所",
    ];
    let author: Vec<Name> = bodies.map(Name::organisation).into();
    let item = Item { author: author.clone(), editor: author, ..whole(ItemType::Book) };
    for form in [Bibliography::Bibtex, Bibliography::Ris, Bibliography::Nbib, Bibliography::Csl, Bibliography::Csv] {
        let text = form.write([("x", &item)]);
        let read = Records::read(text.as_bytes(), None).expect("records");
        let found = &read.publications[0].item;
        assert_eq!((&found.author, &found.editor), (&item.author, &item.editor), "{form}: {text}");
    }
}

/// A list to read prints all that is known.
#[test]
fn the_list_prints_every_field() {
    for item_type in ItemType::ALL {
        let item = whole(item_type);
        let printed = Bibliography::Markdown.write([("x", &item)]).replace('\\', "");
        for (field, text) in item.texts() {
            assert!(printed.contains(text), "{item_type}: {field} {text:?} isn't in {printed}");
        }
        for name in item.people().flat_map(|(_, names)| names) {
            let family = name.family.as_ref().or(name.literal.as_ref()).expect("a name");
            assert!(printed.contains(family.as_str()), "{item_type}: {family} isn't in {printed}");
        }
    }
    let decided = Item { author: Vec::new(), editor: Vec::new(), ..whole(ItemType::LegalCase) };
    let printed = Bibliography::Markdown.write([("x", &decided)]);
    assert!(printed.starts_with("- Court of Appeal (2001-03-05). "), "{printed}");
}

/// A journal's number has a field of its own where a form tells it from a book's.
#[test]
fn numbers_of_journals() {
    let item = Item { isbn: Some("1234-567X".to_owned()), ..whole(ItemType::ArticleJournal) };
    let own = [
        (Bibliography::Bibtex, "issn = {1234-567X}"),
        (Bibliography::Ris, "SN  - 1234-567X"),
        (Bibliography::Nbib, "IS  - 1234-567X"),
        (Bibliography::Csl, "\"ISSN\":\"1234-567X\""),
        (Bibliography::Csv, "1234-567X"),
        (Bibliography::Markdown, "ISSN 1234-567X"),
    ];
    for (form, field) in own {
        let text = form.write([("x", &item)]);
        assert!(text.contains(field), "{form}: {text}");
        if form != Bibliography::Markdown {
            let read = Records::read(text.as_bytes(), None).expect("records");
            assert_eq!(read.publications[0].item.isbn, item.isbn, "{form}: {text}");
        }
    }
}
