//! Exports in XML, as publishers, PubMed, GROBID and EndNote write it. Every one here is made up.

use super::exports::*;
use super::*;

#[test]
fn jats() {
    let body = "<front><journal-meta><journal-title-group><journal-title>Journal of Tests</journal-title></journal-title-group></journal-meta>\
        <article-meta><article-id pub-id-type=\"doi\">10.1000/tests.1</article-id><title-group><article-title>On <italic>tests</italic><xref ref-type=\"fn\" rid=\"n1\">*</xref></article-title></title-group>\
        <contrib-group><contrib contrib-type=\"author\" corresp=\"yes\"><name><surname>Roe</surname><given-names>Ann</given-names></name><xref ref-type=\"aff\" rid=\"a1\"><sup>1</sup></xref></contrib>\
        <contrib contrib-type=\"author\"><name name-style=\"western\"><surname>Doe</surname><given-names>Bob</given-names></name></contrib></contrib-group>\
        <contrib-group><contrib contrib-type=\"editor\"><name><surname>Poe</surname></name></contrib></contrib-group>\
        <pub-date pub-type=\"epub\"><day>5</day><month>3</month><year>2001</year></pub-date><volume>3</volume><issue>2</issue><fpage>4</fpage><lpage>9</lpage></article-meta></front>\
        <back><ref-list><title>References</title><ref id=\"r1\"><label>1.</label><mixed-citation publication-type=\"journal\"><person-group person-group-type=\"author\"><string-name><surname>Fay</surname>, <given-names>E.</given-names></string-name></person-group> (<year>1999</year>). <article-title>Of birds &amp; bees</article-title>. <source>Bird Reports</source>, <volume>4</volume>(<issue>2</issue>), <fpage>1</fpage>&#x2013;<lpage>9</lpage>. <pub-id pub-id-type=\"doi\">10.1000/birds</pub-id></mixed-citation></ref>\
        <ref id=\"r2\"><label>2.</label><mixed-citation>Kay B. Rivers. Reed; 1998.</mixed-citation></ref>\
        <ref id=\"r3\"><nlm-citation citation-type=\"journal\"><person-group person-group-type=\"author\"><name><surname>Lind</surname><given-names>C</given-names></name></person-group><article-title>Ponds</article-title><source>Annals</source><year>1997a</year></nlm-citation></ref></ref-list></back>";
    let plain = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE article PUBLIC \"-//NLM//DTD JATS v1.0//EN\" \"JATS.dtd\" [<!ENTITY x \"y\">]><article>{body}</article>"
    );
    let bare = format!(
        "<article xmlns:xlink=\"http://www.w3.org/1999/xlink\" article-type=\"research-article\">{body}</article>"
    );
    let harvested = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><GetRecord><record><metadata><article xmlns=\"https://jats.nlm.nih.gov/ns/archiving/1.3/\">{body}</article></metadata></record></GetRecord></OAI-PMH>"
    );
    let prefixed = format!(
        "<?xml version=\"1.0\"?><jats:article xmlns:jats=\"x\">{}</jats:article>",
        body.replace("</", "\u{1}").replace('<', "<jats:").replace('\u{1}', "</jats:")
    );
    for text in [&plain, &bare, &harvested, &prefixed] {
        let found = read(text.as_bytes(), Format::Jats);
        assert_eq!(said(&found[0].item).replace("tests*", "tests"), ROE, "{text}");
        cites(
            Format::Jats,
            text,
            &[
                "Fay, E. | Of birds & bees | Bird Reports | 1999 | 4(2) | 1-9 | 10.1000/birds",
                "Kay B. Rivers. Reed; 1998.",
                "Lind, C | Ponds | Annals | 1997 |  |  | ",
            ],
        );
    }
}

#[test]
fn tei() {
    let entry = "<biblStruct xml:id=\"b0\"><analytic><title level=\"a\" type=\"main\">Of birds</title><author><persName><forename type=\"first\">E</forename><surname>Fay</surname></persName></author><idno type=\"DOI\">10.1000/birds</idno></analytic>\
        <monogr><title level=\"j\">Bird Reports</title><imprint><biblScope unit=\"volume\">4</biblScope><biblScope unit=\"issue\">2</biblScope><biblScope unit=\"page\" from=\"1\" to=\"9\"/><date type=\"published\" when=\"1999\">1999</date></imprint></monogr><note type=\"raw_reference\">Fay E. Of birds.</note></biblStruct>\
        <biblStruct xml:id=\"b1\"><monogr><title/><imprint/></monogr><note type=\"raw_reference\">Kay, B. Rivers. 1998.</note></biblStruct>";
    let header = "<teiHeader xml:lang=\"en\"><fileDesc><titleStmt><title level=\"a\" type=\"main\">On tests</title></titleStmt><sourceDesc><biblStruct><analytic><author><persName><forename>Ann</forename><surname>Roe</surname></persName></author><title level=\"a\">On tests</title></analytic><monogr><imprint><date/></imprint></monogr></biblStruct></sourceDesc></fileDesc></teiHeader>";
    let list = format!("<text><back><div type=\"references\"><listBibl>{entry}</listBibl></div></back></text>");
    let whole = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xml:space=\"preserve\" xmlns=\"http://www.tei-c.org/ns/1.0\">{header}{list}</TEI>"
    );
    let headless = format!("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">{list}</TEI>");
    let corpus = format!("<?xml version=\"1.0\"?><teiCorpus xmlns=\"x\"><TEI>{header}{list}</TEI></teiCorpus>");
    let bare = format!("<?xml version=\"1.0\"?><listBibl>{entry}</listBibl>");
    for text in [&whole, &headless, &corpus, &bare] {
        cites(
            Format::Tei,
            text,
            &["Fay, E | Of birds | Bird Reports | 1999 | 4(2) | 1-9 | 10.1000/birds", "Kay, B. Rivers. 1998."],
        );
    }
    assert_eq!(said(&read(whole.as_bytes(), Format::Tei)[0].item), "Roe, Ann | On tests |  |  |  |  | ");
}

#[test]
fn endnote_xml() {
    let style = |text: &str| format!("<style face=\"normal\" font=\"default\" size=\"100%\">{text}</style>");
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?><xml><records><record><database name=\"My.enl\">My.enl</database><rec-number>7</rec-number><ref-type name=\"Journal Article\">17</ref-type>\
         <contributors><authors><author>{}</author><author>Doe, Bob</author></authors></contributors><titles><title>{}</title><secondary-title>{}</secondary-title></titles>\
         <periodical><full-title>Journal of Tests</full-title></periodical><pages>4-9</pages><volume>3</volume><number>2</number><dates><year>{}</year></dates><electronic-resource-num>10.1000/tests.1</electronic-resource-num></record></records></xml>",
        style("Roe, Ann"),
        style("On tests"),
        style("Journal of Tests"),
        style("2001")
    );
    holds(Format::EndNoteXml, &[(&text, &[ROE])]);
    let pmid = |of: &str| {
        let named = format!(
            "<accession-num>12345678</accession-num><remote-database-name>{of}</remote-database-name></record>"
        );
        read(text.replace("</record>", &named).as_bytes(), Format::EndNoteXml)[0].item.pmid.clone()
    };
    assert_eq!((pmid("Medline").as_deref(), pmid("Scopus")), (Some("12345678"), None));
}

#[test]
fn pubmed_xml() {
    let text = "<?xml version=\"1.0\" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC \"-//NLM//DTD PubMedArticle, 1st January 2019//EN\" \"x.dtd\">\n<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version=\"1\">12345</PMID>\
        <Article><Journal><ISSN>1234-5678</ISSN><JournalIssue><Volume>3</Volume><Issue>2</Issue><PubDate><Year>2001</Year><Month>Mar</Month></PubDate></JournalIssue><Title>Journal of Tests</Title><ISOAbbreviation>J Tests</ISOAbbreviation></Journal>\
        <ArticleTitle>On <i>tests</i>.</ArticleTitle><Pagination><MedlinePgn>4-9</MedlinePgn></Pagination><ELocationID EIdType=\"doi\" ValidYN=\"Y\">10.1000/tests.1</ELocationID>\
        <AuthorList CompleteYN=\"Y\"><Author><LastName>Roe</LastName><ForeName>Ann</ForeName><Initials>A</Initials></Author><Author><LastName>Doe</LastName><ForeName>Bob</ForeName></Author></AuthorList></Article></MedlineCitation>\
        <PubmedData><ArticleIdList><ArticleId IdType=\"pubmed\">12345</ArticleId></ArticleIdList><ReferenceList><Reference><Citation>Fay E. Of birds. Bird Rep. 1999;4:1-9.</Citation><ArticleIdList><ArticleId IdType=\"pubmed\">99</ArticleId></ArticleIdList></Reference>\
        <Reference><Citation>Kay B. Rivers. 1998.</Citation></Reference></ReferenceList></PubmedData></PubmedArticle></PubmedArticleSet>";
    holds(Format::PubMed, &[(text, &[ROE])]);
    cites(Format::PubMed, text, &["Fay E. Of birds. Bird Rep. 1999;4:1-9. PMID: 99", "Kay B. Rivers. 1998."]);
    let bare = text.replace("<Citation>Fay E. Of birds. Bird Rep. 1999;4:1-9.</Citation>", "");
    cites(Format::PubMed, &bare, &["pmid:99", "Kay B. Rivers. 1998."]);
}

/// One author by two names, a group with its members, two works in one entry, one work marked twice.
#[test]
fn jats_of_several_publishers() {
    let name = |family: &str| format!("<name><surname>{family}</surname><given-names>A</given-names></name>");
    let alternatives =
        format!("<name-alternatives>{}<string-name>Рё А.</string-name></name-alternatives>", name("Roe"));
    let group =
        format!("<collab>The Lakes Group<contrib-group><contrib>{}</contrib></contrib-group></collab>", name("Kay"));
    let work = |tag: &str, title: &str| {
        format!("<{tag}>{}<article-title>{title}</article-title><source>Tests</source></{tag}>", name("Doe"))
    };
    let text = format!(
        "<?xml version=\"1.0\"?><article><front><article-meta><title-group><article-title>On lakes</article-title></title-group>\
         <contrib-group><contrib contrib-type=\"author\">{alternatives}</contrib><contrib contrib-type=\"author\">{group}</contrib>\
         </contrib-group></article-meta></front><back><ref-list><ref id=\"a\">{}{}</ref><ref id=\"b\">{}{}</ref></ref-list></back></article>",
        work("element-citation", "One"),
        work("element-citation", "Two"),
        work("element-citation", "Three"),
        work("mixed-citation", "Three"),
    );
    holds(Format::Jats, &[(&text, &["Roe, A & The Lakes Group | On lakes |  |  |  |  | "])]);
    let one = |title: &str| format!("Doe, A | {title} | Tests |  |  |  | ");
    let want = ["One", "Three", "Two"].map(one);
    cites(Format::Jats, &text, &want.each_ref().map(String::as_str));
}
