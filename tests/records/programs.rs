//! What a user's own exports hold that earlier rooms of tests don't: libraries of Zotero, Mendeley, EndNote, JabRef, RefWorks, Scopus,
//! Web of Science, PubMed, publishers and services, each with that program's ways. Every file here is made up.

use citegraph::record::{Format, ReadAs, open_from};
use citegraph::reference::item::{Item, ItemType};

use super::exports::{ROE, cites, holds, read, said};

fn items(text: &str, format: Format) -> Vec<Item> {
    read(text.as_bytes(), format).into_iter().map(|found| found.item).collect()
}

fn day(item: &Item) -> String {
    item.issued.as_ref().map(ToString::to_string).unwrap_or_default()
}

#[test]
fn endnote_of_every_kind() {
    let record = |kind: &str, rest: &str| {
        format!("<record><rec-number>7</rec-number><ref-type name=\"{kind}\">1</ref-type>{rest}</record>")
    };
    let text = [
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?><xml><records>".to_owned(),
        record("Journal Article", "<contributors><authors><author>Roe, Ann</author><author>Doe, Bob</author></authors></contributors><titles><title>On tests</title><secondary-title>Journal of Tests</secondary-title></titles><pages>4-9</pages><volume>3</volume><number>2</number><edition>2001/02/03</edition><dates><year>2001</year><pub-dates><date>Mar 5</date></pub-dates></dates><urls><pdf-urls><url>internal-pdf://x.pdf</url></pdf-urls><related-urls><url>https://x.example/1</url></related-urls></urls><electronic-resource-num>10.1000/tests.1</electronic-resource-num>"),
        record("Conference Proceedings", "<titles><title>Of turns</title><secondary-title>Meeting on Tests</secondary-title></titles><dates><year>2005</year><pub-dates><date>3-5 March 2005</date></pub-dates></dates>"),
        record("Thesis", "<titles><title>Of rests</title><secondary-title>Department of Tests</secondary-title></titles><volume>PhD</volume><dates><year>1998</year></dates><publisher>University of Rostow</publisher>"),
        record("Web Page", "<titles><title>A page</title></titles><volume>2020</volume><number>1 May</number><dates><year>2010</year></dates>"),
        "</records></xml>".to_owned(),
    ]
    .concat();
    let found = items(&text, Format::EndNoteXml);
    assert_eq!(said(&found[0]), ROE);
    assert_eq!((day(&found[0]).as_str(), found[0].edition.as_deref()), ("2001-03-05", None));
    assert_eq!(found[0].url.as_deref(), Some("https://x.example/1"));
    assert_eq!((found[1].item_type, day(&found[1]).as_str()), (ItemType::PaperConference, "2005-03-03"));
    assert_eq!(found[1].container_title.as_deref(), Some("Meeting on Tests"));
    assert_eq!((found[2].genre.as_deref(), &found[2].volume, &found[2].collection_title), (Some("PhD"), &None, &None));
    assert_eq!((&found[3].volume, &found[3].issue), (&None, &None), "when a page was visited is no volume");
    // Mendeley has a whole day there.
    let mendeley = text.replace("Mar 5", "2001/3/5");
    assert_eq!(day(&items(&mendeley, Format::EndNoteXml)[0]), "2001-03-05");
    // ACM's numbers of articles, and when they came out online.
    let acm = "%0 Journal Article\n%T On tests\n%J J. Tests\n%V 3\n%N 2\n%R 10.1145/1.2\n%P Article 12\n%7 March 2001\n%D 2001\n%A Ann Roe\n";
    let found = &items(acm, Format::EndNote)[0];
    assert_eq!((found.page.as_deref(), found.edition.as_deref(), day(found).as_str()), (Some("12"), None, "2001-03"));
    // ADS' tags, which begin with its own name of a work.
    let ads = "%R 2001JTest...3....4R\n%T On tests\n%A Roe, Ann; Doe, Bob\n%F AA(Department of Tests)\n%J Journal of Tests, vol. 3, issue 2, pp. 4-9 (2001).\n%D 3/2001\n%V 3\n%N 2\n%P 4\n%L 9\n%Y DOI: 10.1000/tests.1; eprintid: arXiv:2001.00001\n\n";
    holds(Format::EndNote, &[(ads, &[ROE]), (&ads.repeat(2), &[ROE, ROE])]);
    let found = &items(ads, Format::EndNote)[0];
    assert_eq!((found.item_type, day(found).as_str()), (ItemType::ArticleJournal, "2001-03"));
    assert_eq!(found.arxiv.as_deref(), Some("2001.00001"));
    assert_eq!(read(ads.as_bytes(), Format::EndNote)[0].id.as_deref(), Some("2001JTest...3....4R"));
}

#[test]
fn ris_of_databases() {
    let plain = "TY  - JOUR\nAU  - Roe, Ann\nAU  - Doe, Bob\nTI  - On tests\nT2  - Journal of Tests\nPY  - 2001\nVL  - 3\nIS  - 2\nSP  - 4\nEP  - 9\nDO  - 10.1000/tests.1\nER  - \n";
    // EndNote's day, ProQuest's months.
    for (written, want) in [("DA  - Mar 5", "2001-03-05"), ("DA  - Mar/Apr 2001", "2001-03"), ("DA  - May", "2001-05")]
    {
        let text = plain.replace("PY  - 2001", &format!("PY  - 2001\n{written}"));
        holds(Format::Ris, &[(&text, &[ROE])]);
        assert_eq!(day(&items(&text, Format::Ris)[0]), want);
    }
    let ebsco = plain.replace("On tests", "On tests.").replace("ER  - ", "DP  - EBSCOhost\nER  - ");
    holds(Format::Ris, &[(&ebsco, &[ROE])]);
    let embase = plain.replace(
        "ER  - ",
        "M3  - Article in Press\nC2  - 12345678\nL2  - https://www.embase.com/search/results?id=L1\nER  - ",
    );
    let found = &items(&embase, Format::Ris)[0];
    assert_eq!((found.genre.as_deref(), found.pmid.as_deref()), (None, Some("12345678")));
    let thesis = "TY  - THES\nT1  - Of rests\nAU  - Poe, Ed\nA2  - Adviser, Ann\nPY  - 1998\nM3  - Ph.D.\nER  - \n";
    let found = &items(thesis, Format::Ris)[0];
    assert_eq!((found.editor.len(), found.genre.as_deref()), (0, Some("Ph.D.")), "who advised edited nothing");
    let europe = plain
        .replace("On tests", "On tests.")
        .replace("ER  - ", "AN  - 12345678\nUR  - http://europepmc.org/abstract/MED/12345678\nER  - ");
    holds(Format::Ris, &[(&europe, &[ROE])]);
    assert_eq!(items(&europe, Format::Ris)[0].pmid.as_deref(), Some("12345678"));
    let library = "TY  - BOOK\nT1  - Rivers\nA1  - Kay, Ben, 1950-\nA1  - Poe, Ed, editor\nPY  - 1998\nER  - \n";
    let found = &items(library, Format::Ris)[0];
    assert_eq!((found.author.len(), found.editor.len()), (1, 1));
    assert_eq!((found.author[0].given.as_deref(), found.editor[0].given.as_deref()), (Some("Ben"), Some("Ed")));
}

#[test]
fn bibtex_of_services() {
    let with = |fields: &str| {
        format!(
            "@article{{roe,\n author = {{Roe, Ann and Doe, Bob}},\n title = {{On tests}},\n journal = {{Journal of Tests}},\n year = {{2001}},\n volume = {{3}},\n number = {{2}},\n pages = {{4--9}},\n doi = {{10.1000/tests.1}},\n {fields}\n}}\n"
        )
    };
    // JabRef's, Web of Science's and RefWorks' days.
    let months = [
        ("month = mar # \"~5\"", "2001-03-05"),
        ("Month = {MAR 5}", "2001-03-05"),
        ("month = {Mar 5,}", "2001-03-05"),
        ("month = {5 March}", "2001-03-05"),
        ("month = \"3\"", "2001-03"),
        ("month = {MAR-APR}", "2001-03"),
        ("month = {Spring}", "2001"),
    ];
    for (field, want) in months {
        let text = with(field);
        holds(Format::Bibtex, &[(&text, &[ROE])]);
        assert_eq!(day(&items(&text, Format::Bibtex)[0]), want, "{field}");
    }
    let of = |text: &str| items(text, Format::Bibtex).remove(0);
    let found = of("@inproceedings{a, title = {Of turns}, date = {2005-03/2005-04}}");
    assert_eq!(day(&found), "2005-03/2005-04");
    // EndNote's university, Scopus' editors, a book that is in itself, the name of an entry, an address.
    let found = of(
        "@phdthesis{RN9,\n   author = {Poe, Ed},\n   title = {Of rests},\n   university = {University of Rostow},\n   year = {1998}\n}\n",
    );
    assert_eq!(found.publisher.as_deref(), Some("University of Rostow"));
    let found = of(
        "@CONFERENCE{Poe20051, author = {Poe, E.}, editor = {Fay E. and van der Kay B.-C.}, title = {Of turns}, year = {2005}}",
    );
    let editors: Vec<_> = found.editor.iter().map(|name| (name.family.as_deref(), name.given.as_deref())).collect();
    assert_eq!(editors, [(Some("Fay"), Some("E.")), (Some("Kay"), Some("B.-C."))]);
    let found =
        of("@BOOK{Kay19981, author = {Kay, Ben}, title = {Rivers}, year = {1998}, journal = {Rivers}, type = {Book}}");
    assert_eq!((found.item_type, found.container_title), (ItemType::Book, None));
    let found =
        of("@InProceedings{10.1007/978-3-030-00000-1_7, author=\"Poe, Ed\", title=\"Of turns\", year=\"2005\"}");
    assert_eq!(found.doi.as_deref(), Some("10.1007/978-3-030-00000-1_7"));
    let found =
        of("@misc{x2010, title={A page}, howpublished={\\url{https://page.example/~x}}, note={Accessed: 2020-01-02}}");
    assert_eq!(found.url.as_deref(), Some("https://page.example/~x"));
    let found = of("@online{p, title = {A page}, titleaddon = {Tests today}, date = {2010}}");
    assert_eq!(found.container_title.as_deref(), Some("Tests today"));
    // A catalogue's marks, Mendeley's place.
    let found = of(
        "@book{ alma991, author = { Kay, Ben }, title = { Rivers : and banks / }, publisher = { Reed, }, city = { Rostow : }, year = { c1998. } }",
    );
    let told = [&found.title, &found.publisher, &found.publisher_place].map(Option::as_deref);
    assert_eq!(told, [Some("Rivers : and banks"), Some("Reed"), Some("Rostow")]);
    // A body that arXiv and others put in no braces; a person of a like name.
    let found = of("@misc{a, title={On tests}, author={Ann Roe and The Test Collaboration and E. Group}}");
    let names: Vec<_> = found.author.iter().map(|name| name.literal.as_deref()).collect();
    assert_eq!(names, [None, Some("The Test Collaboration"), None]);
    let found = of("@article{a, title = \"{On H{\\ensuremath{\\alpha}} tests}\", year = 2001}");
    assert_eq!(found.title.as_deref(), Some("On Hα tests"));
}

#[test]
fn pubmed_and_web_of_science() {
    let nbib = "PMID- 12345\nDP  - 2001 Mar-Apr\nVI  - 3\nIP  - 2\nTI  - [On tests].\nPG  - 4-9\nLID - 10.1000/tests.1 [doi]\nFAU - Roe, Ann\nFAU - Doe, Bob\nTT  - Über Tests.\nJT  - Journal of Tests\n";
    holds(Format::Nbib, &[(nbib, &[ROE])]);
    assert_eq!(day(&items(nbib, Format::Nbib)[0]), "2001-03");
    let partly = nbib.replace("[On tests].", "[On] tests [and trials].");
    assert_eq!(items(&partly, Format::Nbib)[0].title.as_deref(), Some("[On] tests [and trials]"));
    let meeting = "FN X\nVR 1.0\nPT C\nAU Poe, E\nTI Of turns\nSO PROCEEDINGS OF THE MEETING\nCT Meeting on Tests\nPY 2005\nER\n\nEF\n";
    assert_eq!(items(meeting, Format::Wos)[0].item_type, ItemType::PaperConference);
}

#[test]
fn tables_of_reviews() {
    let rayyan = "key,title,year,month,day,journal,volume,issue,pages,authors,doi\n\
        1,On tests,2001,3,5,Journal of Tests,3,2,4-9,\"Roe, Ann and Doe, Bob\",10.1000/tests.1\n\
        2,On jests,2002,Dec,,,,,,,\n3,On rests,2003,13,40,,,,,,\n";
    let found = items(rayyan, Format::Csv);
    assert_eq!(said(&found[0]), ROE);
    assert_eq!(found.iter().map(day).collect::<Vec<_>>(), ["2001-03-05", "2002-12", "2003"]);
    let jabref = "Identifier,BibliographyType,Author,Title,Journal,Volume,Number,Month,Pages,Year,Address,URL,Booktitle,Editor,Publisher\n\
        Roe2001,7,\"Roe, Ann; Doe, Bob\",On tests,Journal of Tests,3,2,3,4--9,2001,,https://doi.org/10.1000/tests.1,,,\n\
        Lind1999,5,\"Lind, Carl\",Of jests,,,,,11--29,1999,Rostow,,The Handbook of Jests,\"Fay, Eve\",Press\n";
    let found = items(jabref, Format::Csv);
    assert_eq!((said(&found[0]).as_str(), day(&found[0]).as_str()), (ROE, "2001-03"));
    assert_eq!((found[1].item_type, found[1].publisher_place.as_deref()), (ItemType::Chapter, Some("Rostow")));
    let zotero = "\"Key\",\"Item Type\",\"Author\",\"Title\",\"Publication Title\",\"Date\",\"Extra\"\n\
        \"A1\",\"journalArticle\",\"Roe, Ann\",\"On tests\",\"Journal of Tests\",\"2001\",\"tex.x: 1\nPMID: 12345678\nCitation Key: roe\"\n";
    assert_eq!(items(zotero, Format::Csv)[0].pmid.as_deref(), Some("12345678"));
    let readcube = "item_type,authors,title,journal,year,volume,issue,pages,date_published,doi\narticle,\"Ann Roe, Bob Doe\",On tests,Journal of Tests,2001,3,2,4-9,2001-03-05,10.1000/tests.1\n";
    let found = &items(readcube, Format::Csv)[0];
    assert_eq!((said(found).as_str(), day(found).as_str()), (ROE, "2001-03-05"));
    let springer = "\"Item Title\",\"Publication Title\",\"Book Series Title\",\"Item DOI\",\"Authors\",\"Publication Year\",\"Content Type\"\n\"Of jests\",\"The Handbook of Jests\",\"Studies\",\"10.1007/x\",\"Carl Lind\",\"1999\",\"Chapter\"\n";
    let found = &items(springer, Format::Csv)[0];
    assert_eq!((found.item_type, found.collection_title.as_deref()), (ItemType::Chapter, Some("Studies")));
    let cinii = "論文名\t著者名\t刊行物名\t巻\t号\tページ\t出版年\n試験について\t伊藤 宏;佐藤 順\t試験学会誌\t3\t2\t4-9\t2001\n";
    assert_eq!(items(cinii, Format::Csv)[0].container_title.as_deref(), Some("試験学会誌"));
}

#[test]
fn libraries_in_tei() {
    let work = "<biblFull><titleStmt><title>On tests</title></titleStmt><publicationStmt><idno type=\"halId\">hal-1</idno></publicationStmt><sourceDesc><biblStruct><analytic><title xml:lang=\"en\">On tests</title><author role=\"aut\"><persName><forename type=\"first\">Ann</forename><surname>Roe</surname></persName></author><author role=\"aut\"><persName><forename>Bob</forename><surname>Doe</surname></persName></author></analytic><monogr><title level=\"j\">Journal of Tests</title><imprint><biblScope unit=\"volume\">3</biblScope><biblScope unit=\"issue\">2</biblScope><biblScope unit=\"pp\">4-9</biblScope><date type=\"datePub\">2001-03</date></imprint></monogr><idno type=\"doi\">10.1000/tests.1</idno></biblStruct></sourceDesc></biblFull>";
    let hal = format!(
        "<?xml version=\"1.0\"?><TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>HAL TEI export</title></titleStmt></fileDesc></teiHeader><text><body><listBibl>{work}{work}</listBibl></body></text></TEI>"
    );
    holds(Format::Tei, &[(&hal, &[ROE, ROE])]);
    assert_eq!(read(hal.as_bytes(), Format::Tei)[0].id.as_deref(), Some("hal-1"));
}

/// A title of one word is no author, wherever a list of Scopus' has it.
#[test]
fn titles_of_one_word_in_scopus() {
    let table = "Authors,Title,Year,Source title,References,EID\nRoe A.,On tests,2001,Tests,\"Lind C., Rivers, (1998); Lind C., Ponds, Ann. Tests, 12, (1997); Lind, C., Lakes (1996) Ann. Tests, 11 (2), pp. 4-9\",2-s2.0-1\n";
    cites(
        Format::Scopus,
        table,
        &[
            "Lind C., Rivers, (1998)",
            "Lind C., Ponds, Ann. Tests, 12, (1997)",
            "Lind, C., Lakes (1996) Ann. Tests, 11 (2), pp. 4-9",
        ],
    );
    let records = citegraph::record::Records::read(table.as_bytes(), None).expect("records");
    let papers =
        citegraph::record::papers([citegraph::record::Source { name: "x".into(), records }], std::iter::empty());
    let titles: Vec<_> = papers[0]
        .references
        .iter()
        .map(|entry| (entry.reference.author.len(), entry.reference.title.as_ref().map(|title| title.value.as_str())))
        .collect();
    assert_eq!(titles, [(1, Some("Rivers")), (1, Some("Ponds")), (1, Some("Lakes"))]);
}

/// What programs show to read, and what services answer, isn't taken for something else.
#[test]
fn what_is_no_record_says_what_to_export() {
    let cases = [
        (
            "Reference Type:  Journal Article\nRecord Number: 7\nAuthor: Roe, Ann\nYear: 2001\nTitle: On tests\n",
            "what EndNote shows of works: export RIS or EndNote's XML",
        ),
        (
            "1: Roe A, Doe B Jr. On tests. J Tests.\n2001 Mar;3(2):4-9. doi: 10.1000/tests.1.\nPMID: 12345678.\n\n2: Lind C. Of jests.\n",
            "what PubMed shows to read: save it in the format PubMed (.nbib), or as CSV",
        ),
        (
            "RECORD 1\n\nTITLE\nOn tests\nAUTHOR NAMES\nRoe A.\nSOURCE\nJournal of Tests (2001) 3:2 (4-9)\n",
            "Embase's plain text: export RIS or CSV",
        ),
        (
            "Ann Roe, Bob Doe,\nOn tests,\nJournal of Tests,\nVolume 3, Issue 2,\n2001,\nPages 4-9,\n(https://www.sciencedirect.com/science/article/pii/S123)\nAbstract: Tests.\n",
            "ScienceDirect's text: export RIS or BibTeX",
        ),
        (
            "cff-version: 1.2.0\nmessage: \"Cite it\"\nauthors:\n  - family-names: Roe\ntitle: \"Tool\"\n",
            "how a program wants to be cited (CITATION.cff): convert it to BibTeX",
        ),
        (
            "* {{Cite journal |last1=Roe |first1=Ann |title=On tests |year=2001}}\n* {{Cite book |last=Kay |title=Rivers}}\n",
            "templates of an encyclopedia: save its page as HTML",
        ),
        (
            "[{\"article_url\":\"https://x\",\"authors\":[\"A Roe\"],\"cites\":5,\"title\":\"On tests\",\"type\":\"Article\",\"year\":2001}]",
            "JSON of Publish or Perish: save its results as CSV, RIS or BibTeX",
        ),
        (
            "[{\"title\":\"On tests\",\"authors\":[\"A Roe\"],\"type\":\"Article\",\"year\":2001}]",
            "JSON of a form that isn't known, with title, authors, type",
        ),
        (
            "{\"search-results\":{\"entry\":[{\"dc:title\":\"On tests\"}]}}",
            "JSON of Scopus' service: export CSV or RIS",
        ),
        (
            "{\"group\":[{\"work-summary\":[{\"put-code\":1,\"title\":{\"title\":{\"value\":\"On tests\"}},\"type\":\"journal-article\"}]}]}",
            "JSON of ORCID: export BibTeX",
        ),
        (
            "{\"id\":\"2001.00001\",\"submitter\":\"X\",\"authors\":\"Ann Roe\",\"title\":\"On tests\",\"authors_parsed\":[[\"Roe\",\"Ann\",\"\"]]}\n",
            "arXiv's own JSON: ask it for BibTeX",
        ),
        (
            "<?xml version=\"1.0\"?><OAI-PMH><ListRecords><record><metadata><oai_dc:dc><dc:title>On tests</dc:title></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>",
            "Dublin Core, as repositories answer: export BibTeX or RIS",
        ),
        (
            "<?xml version=\"1.0\"?><resource xmlns=\"http://datacite.org/schema/kernel-4\"><titles/></resource>",
            "DataCite's XML: ask it for application/vnd.citationstyles.csl+json",
        ),
    ];
    for (text, want) in cases {
        let error = open_from("x", text.as_bytes(), std::path::Path::new("x"), ReadAs::Shown).expect_err(want);
        assert!(error.to_string().ends_with(want), "{error}\n{want}");
    }
}
