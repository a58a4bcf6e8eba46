//! The parser's options: what an entry says in one convention or the other.

use citegraph::document::CleanText;
use citegraph::reference::chooser::Certainty;
use citegraph::reference::issue::IssueKind;
use citegraph::reference::item::ItemType;
use citegraph::reference::{Curators, Field, LoneIssue, NumberedPapers, Parser, Periodicals, Reference};
use citegraph::work::{Matcher, Record};

fn value(field: Option<&Field<String>>) -> Option<&str> {
    field.map(|field| field.value.as_str())
}

#[test]
fn numbered_papers() {
    let entry = "Roe, A. (2004). Lakes and their owners. LHI Discussion Paper No. 1938. Bonn: Lake House Institute.";
    let read = |papers| Parser::new().with_numbered_papers(papers).parse(entry);
    let report = read(NumberedPapers::Reports);
    assert_eq!(value(report.genre.as_ref()), Some("LHI Discussion Paper"), "{:?}", report.segments);
    assert_eq!(value(report.number.as_ref()), Some("1938"));
    assert_eq!((value(report.collection_title.as_ref()), value(report.volume.as_ref())), (None, None));
    let series = read(NumberedPapers::Series);
    assert_eq!(value(series.collection_title.as_ref()), Some("LHI Discussion Paper"));
    assert_eq!(value(series.volume.as_ref()), Some("1938"));
    assert_eq!((value(series.genre.as_ref()), value(series.number.as_ref())), (None, None));
}

/// What most entries print behind the title is what the others print there too.
#[test]
fn a_list_tells_how_its_entries_are_read() {
    let list = [
        "Roe, A. (2020). On lakes and their shores. Journal of Lakes, 3(1), 4-9.",
        "Lind, B., & Moor, K. (2018). The depth of northern rivers. River Research, 12(2), 33-48.",
        "Sand, P. (2017). A history of floods in the lowlands. Water History, 7(3), 210-231.",
        "Elm, C., & Roe, A. (2015). Salt and sand in the delta. Coastal Geology, 41(1), 5-19.",
        "Fox, D. (2014). Measuring the flow of ice. Annals of Ice, 9(4), 101-117.",
        "Hart, E. (2019). Bridges over small rivers. Journal of Bridges, 22(2), 77-93.",
        "Birk, H. (2016). Forms of drifting ice. Tidewater.",
    ]
    .map(CleanText::plain);
    let parser = Parser::new();
    let alone = parser.parse_clean(&list[6]);
    assert_eq!(value(alone.publisher.as_ref()), Some("Tidewater"));
    let read = parser.parse_list(&list);
    assert_eq!(value(read[6].container_title.as_ref()), Some("Tidewater"), "{:?}", read[6].segments);
    assert_eq!(read[6].publisher, None);
    // A list of one entry shows no style.
    assert_eq!(parser.parse_list(&list[6..]), [alone]);
}

#[test]
fn a_lone_issue() {
    let entry = "Roe, A. (2004): Seen und ihre Besitzer, in: Zeitschrift für Seen, Heft 7, S. 3–9.";
    let read = |issue| Parser::new().with_lone_issue(issue).parse(entry);
    assert_eq!(value(read(LoneIssue::Issue).issue.as_ref()), Some("7"));
    assert_eq!(value(read(LoneIssue::Volume).volume.as_ref()), Some("7"));
    assert_eq!(value(read(LoneIssue::Volume).issue.as_ref()), None);
}

#[test]
fn periodicals() {
    let read = |entry, periodicals| Parser::new().with_periodicals(periodicals).parse(entry);
    for number in ["Frankfurter Rundschau, 12.3.1998.", "Frankfurter Rundschau, 12.3.1998, S. 4."] {
        let held = read(number, Periodicals::Containers);
        assert_eq!(value(held.container_title.as_ref()), Some("Frankfurter Rundschau"), "{:?}", held.segments);
        let itself = read(number, Periodicals::Titles);
        assert_eq!(value(itself.title.as_ref()), Some("Frankfurter Rundschau"));
        assert_eq!(value(itself.container_title.as_ref()), None);
        assert_eq!(itself.item_type, ItemType::Periodical);
        assert!(itself.issues.iter().all(|issue| issue.kind != IssueKind::NoTitle));
    }
    // Somebody who wrote it, or its title, tells of an article.
    for article in ["A. Roe, Phys. Lett. B 12 (1990).", "„Wem gehört der See?“, in: Frankfurter Rundschau, 12.3.1998."]
    {
        assert_eq!(read(article, Periodicals::Titles), read(article, Periodicals::Containers));
    }
}

#[test]
fn numbers_of_a_periodical_are_works_of_their_own() {
    let numbers =
        ["Frankfurter Rundschau, 12.3.1998.", "Frankfurter Rundschau, 13.3.1998.", "Frankfurter Rundschau, 2.5.2001."];
    let parser = Parser::new().with_periodicals(Periodicals::Titles);
    let items: Vec<Record> = numbers.iter().map(|entry| Record::from(&parser.parse(entry).item())).collect();
    for (a, b) in [(0, 1), (0, 2), (1, 2)] {
        assert!(!Matcher::new().verdict(&items[a], &items[b]).is_merge(), "{a} {b}");
    }
}

#[test]
fn curators() {
    let entry = "Roe, A., & Lee, B. (Eds.). (2004). Lakes and their owners. Lakeside Press.";
    let read = |curators| Parser::new().with_curators(curators).parse(entry);
    let families = |found: &Reference| (found.author.len(), found.editor.len());
    assert_eq!(families(&read(Curators::Editors)), (0, 2));
    assert_eq!(families(&read(Curators::Authors)), (2, 0));
}

#[test]
fn the_kind_of_a_work_isnt_taken_from_parts_of_words() {
    let cases = [
        (
            "Roe, A. (2004). On tests. In B. Lee (Ed.), Cognitive processes in reading (pp. 3–9). Rome: Roe.",
            ItemType::Chapter,
        ),
        ("Roe, A. (2004). On tests. In B. Lee (Ed.), The proceeds of crime (pp. 3–9). Rome: Roe.", ItemType::Chapter),
        ("Roe, A. (2004). On tests. In Proc. 3rd Lake Conf. (pp. 3–9). Rome: Roe Press.", ItemType::PaperConference),
        ("Roe, A. (2004). Of power (and dissent). Oxford: Oxford University Press.", ItemType::Book),
        ("Roe, A. (2004). Crimes (reported and unreported). Oxford: Oxford University Press.", ItemType::Book),
        ("Roe, A. (2004). Of power (PhD thesis). University of Lakes.", ItemType::Thesis),
        ("Roe, A. (2004). Building a data set. London: Sage.", ItemType::Book),
    ];
    for (entry, want) in cases {
        let read = Reference::parse(entry);
        assert_eq!(read.item_type, want, "{entry}: {:?}", read.segments);
    }
    let read = Reference::parse("Roe, A. (2004). Of power (and dissent). Oxford: Oxford University Press.");
    assert_eq!(value(read.title.as_ref()), Some("Of power (and dissent)"));
}

#[test]
fn what_lawyers_and_philologists_cite() {
    // Title, container, volume, page, number, kind.
    let cases = [
        ("Roe v. Harbour Board, 412 U.S. 233 (1971).", "Roe v. Harbour Board|U.S|412|233||legal_case"),
        (
            "A. Roe, Lakes in Law, 99 Harv. L. Rev. 501, 506 (1986).",
            "Lakes in Law|Harv. L. Rev|99|501||article-journal",
        ),
        ("BGHZ 101, 12 (17).", "|BGHZ|101|12||article-journal"),
        ("BGH, Urteil vom 3.4.2001 - V ZR 12/00, NJW 2001, 1234.", "|NJW||1234|V ZR 12/00|legal_case"),
        ("Roe/Lee, Seerecht, 3. Aufl. 1995, S. 133 ff.", "Seerecht|||133 ff||book"),
        ("Roe A, Lee B. Pump for lakes. US patent 5,123,456. 1992.", "Pump for lakes||||5,123,456|patent"),
        ("Ovid, Metamorphoses 1.5–9.", "Metamorphoses|||1.5–9||document"),
        (
            "Иванов, И. И. Вода и город / И. И. Иванов, А. А. Петров. – М. : Наука, 2008. – 120 с.",
            "Вода и город|||||book",
        ),
    ];
    for (entry, want) in cases {
        let read = Reference::parse(entry);
        let fields = [&read.title, &read.container_title, &read.volume, &read.page, &read.number];
        let mut found: Vec<&str> = fields.map(|field| value(field.as_ref()).unwrap_or_default()).to_vec();
        found.push(read.item_type.as_csl());
        assert_eq!(found.join("|"), want, "{entry}: {:?}", read.segments);
    }
}

#[test]
fn the_kind_of_a_work_is_known_in_other_languages() {
    let cases = [
        ("Roe, A. (2004): Wasser in der Stadt. Diplomarbeit, Universität Bremen.", ItemType::Thesis),
        ("Jansen, P. (2004). Water in de stad. Proefschrift, Universiteit Utrecht.", ItemType::Thesis),
        ("Silva, P. (2004). Água na cidade. Tese de doutoramento, Universidade de Coimbra.", ItemType::Thesis),
        ("Durand, P. (2004). L’eau en ville. Mémoire de master, Université de Lyon.", ItemType::Thesis),
        ("Иванов И. И. Вода в городе : дис. ... канд. техн. наук. Москва, 2004. 120 с.", ItemType::Thesis),
        ("Иванов И. И. Вода в городе : доклад о работе. Москва : Институт воды, 2004.", ItemType::Report),
        (
            "P. Rossi, L’acqua in città, in Atti del convegno di studi, a cura di A. Bianchi, Roma 2004, pp. 3-9.",
            ItemType::PaperConference,
        ),
    ];
    for (entry, want) in cases {
        let read = Reference::parse(entry);
        assert_eq!(read.item_type, want, "{entry}: {:?}", read.segments);
    }
}

#[test]
fn without_confidence() {
    let entry = "Roe, A. (2004). Lakes and their owners. Journal of Lakes, 3(2), 4–9.";
    let parser = |certainty| Parser::new().with_certainty(certainty).parse(entry);
    let (measured, assumed) = (parser(Certainty::Measured), parser(Certainty::Assumed));
    assert!(measured.segments.iter().any(|s| s.confidence.value() < 1.0));
    assert!(assumed.segments.iter().all(|s| s.confidence.value() == 1.0));
    assert_eq!(value(measured.title.as_ref()), value(assumed.title.as_ref()));
}
