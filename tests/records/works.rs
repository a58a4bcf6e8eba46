//! The forms that carry works and no citations: the same ten works in each are the same works, written of any of them in every form
//! of works they are read again, and a record of one is the work that a record with citations cites.

use super::forms::{again, kept};
use super::*;

/// One text of a record after another.
fn each(before: &str, record: impl Fn(usize, &Work) -> String, behind: &str) -> String {
    let records: String = WORKS.iter().enumerate().map(|(place, work)| record(place + 1, work)).collect();
    format!("{before}{records}{behind}")
}

/// A field a line behind its tag, each author in a line of their own. `{a}` … are what the work has there.
fn tagged(author: &str, fields: &str) -> impl Fn(usize, &Work) -> String {
    let (author, fields) = (author.to_owned(), fields.to_owned());
    move |place, work| {
        let people = work.names("", |family, given| author.replace("{f}", family).replace("{g}", given) + "\n");
        let numbers = [
            ("{place}", place.to_string()),
            ("{year}", work.year.to_string()),
            ("{volume}", work.volume.to_string()),
            ("{issue}", work.issue.to_string()),
            ("{first}", work.pages.0.to_string()),
            ("{last}", work.pages.1.to_string()),
            ("{doi}", work.doi()),
            ("{title}", work.title.to_owned()),
            ("{journal}", work.journal.to_owned()),
            ("{people}\n", people),
        ];
        numbers.iter().fold(fields.clone(), |text, (mark, value)| text.replace(mark, value))
    }
}

/// A table whose columns are told by what stands in them.
fn table(header: &str, columns: &str) -> String {
    let row = |_: usize, work: &Work| {
        let cell = |name: &str| match name {
            "people" => work.names("; ", |family, given| format!("{family}, {given}")),
            "named" => work.names(" and ", |family, given| format!("{family}, {given}")),
            "title" => work.title.to_owned(),
            "stopped" => format!("{}.", work.title),
            "journal" => work.journal.to_owned(),
            "year" => work.year.to_string(),
            "volume" => work.volume.to_string(),
            "issue" => work.issue.to_string(),
            "first" => work.pages.0.to_string(),
            "last" => work.pages.1.to_string(),
            "pages" => format!("{}-{}", work.pages.0, work.pages.1),
            "doi" => work.doi(),
            other => other.to_owned(),
        };
        csv(&columns.split(' ').map(cell).collect::<Vec<_>>())
    };
    each(&format!("{header}\n"), row, "")
}

fn endnote_xml() -> String {
    let record = |_: usize, work: &Work| {
        let people = work.names("", |family, given| format!("<author>{family}, {given}</author>"));
        format!(
            "<record><ref-type name=\"Journal Article\">17</ref-type><contributors><authors>{people}</authors></contributors><titles>\
             <title>{}</title><secondary-title>{}</secondary-title></titles><pages>{}-{}</pages><volume>{}</volume><number>{}</number>\
             <dates><year>{}</year></dates><electronic-resource-num>{}</electronic-resource-num></record>",
            work.title.replace('&', "&amp;"),
            work.journal,
            work.pages.0,
            work.pages.1,
            work.volume,
            work.issue,
            work.year,
            work.doi()
        )
    };
    each("<?xml version=\"1.0\"?><xml><records>", record, "</records></xml>")
}

fn csl() -> String {
    let item = |work: &Work| {
        serde_json::json!({
            "id": format!("x{}", work.year), "type": "article-journal", "title": work.title, "container-title": work.journal,
            "author": work.authors.iter().map(|(family, given)| serde_json::json!({"family": family, "given": given})).collect::<Vec<_>>(),
            "issued": {"date-parts": [[work.year]]}, "volume": work.volume.to_string(), "issue": work.issue.to_string(),
            "page": format!("{}-{}", work.pages.0, work.pages.1), "DOI": work.doi(),
        })
    };
    serde_json::Value::from(WORKS.iter().map(item).collect::<Vec<_>>()).to_string()
}

fn forms() -> Vec<(&'static str, Format, String)> {
    let ris = "TY  - JOUR\n{people}\nTI  - {title}\nT2  - {journal}\nPY  - {year}\nVL  - {volume}\nIS  - {issue}\nSP  - {first}\nEP  - {last}\nDO  - {doi}\nER  - \n\n";
    let nbib = "PMID- {year}\n{people}\nTI  - {title}.\nJT  - {journal}\nDP  - {year}\nVI  - {volume}\nIP  - {issue}\nPG  - {first}-{last}\nLID - {doi} [doi]\n\n";
    let endnote = "%0 Journal Article\n{people}\n%T {title}\n%J {journal}\n%D {year}\n%V {volume}\n%N {issue}\n%P {first}-{last}\n%R {doi}\n\n";
    let ovid = "<{place}. >\nVN  - Ovid Technologies\nUI  - {year}\n{people}\nTI  - {title}.\nJT  - {journal}\nYR  - {year}\nVI  - {volume}\nIP  - {issue}\nPG  - {first}-{last}\nDO  - https://dx.doi.org/{doi}\nPT  - Journal Article\n\n";
    let cochrane = "Record #{place} of 10\nID: CN-{year}\n{people}\nTI: {title}\nSO: {journal}\nYR: {year}\nVL: {volume}\nNO: {issue}\nPG: {first}‐{last}\nPT: Journal article\nDOI: {doi}\n\n\n";
    let refworks = "RT Journal Article\nID {place}\n{people}\nT1 {title}\nJF {journal}\nYR {year}\nVO {volume}\nIS {issue}\nSP {first}\nOP {last}\nDO {doi}\n\n";
    let noteexpress = "{Reference Type}: Journal Article\n{people}\n{Title}: {title}\n{Journal}: {journal}\n{Year}: {year}\n{Volume}: {volume}\n{Issue}: {issue}\n{Pages}: {first}-{last}\n{DOI}: {doi}\n\n";
    let cnki = "SrcDatabase-来源库: 期刊\nTitle-题名: {title}\n{people}\nSource-文献来源: {journal}\nYear-年: {year}\nVolume-卷: {volume}\nPeriod-期: {issue}\nPageCount-页码: {first}-{last}\nDOI-DOI: {doi}\n\n";
    let proquest = "____________________________________________________________\n\nDocument {place} of 10\n\nTitle: {title}\n\n{people}\n\nPublication title: {journal}\n\nVolume: {volume}\n\nIssue: {issue}\n\nPages: {first}-{last}\n\nPublication year: {year}\n\nDOI: https://doi.org/{doi}\n\n";
    let proquest_head =
        "____________________________________________________________\n\nReport Information from ProQuest\n";
    // Where several people stand in one line.
    let in_a_line = |before: &'static str, fields: &'static str| {
        move |place: usize, work: &Work| {
            let people = work.names("; ", |family, given| format!("{family}, {given}"));
            tagged("", &fields.replace("{people}", &format!("{before}{people}")))(place, work)
        }
    };
    vec![
        ("ris", Format::Ris, each("", tagged("AU  - {f}, {g}", ris), "")),
        ("nbib", Format::Nbib, each("", tagged("FAU - {f}, {g}", nbib), "")),
        ("endnote", Format::EndNote, each("", tagged("%A {f}, {g}", endnote), "")),
        ("endnote in xml", Format::EndNoteXml, endnote_xml()),
        ("ovid", Format::Ovid, each("", tagged("FA  - {f}, {g}", ovid), "")),
        ("cochrane", Format::Cochrane, each("", tagged("AU: {f}, {g}", cochrane), "")),
        ("refworks", Format::RefWorks, each("", tagged("A1 {f}, {g}", refworks), "")),
        ("noteexpress", Format::NoteExpress, each("", in_a_line("{Author}: ", noteexpress), "")),
        ("cnki", Format::Cnki, each("", in_a_line("Author-作者: ", cnki), "")),
        ("proquest", Format::ProQuest, each(proquest_head, in_a_line("Author: ", proquest), "")),
        ("csl", Format::Csl, csl()),
        ("opencitations' metadata", Format::OpenCitationsMeta, opencitations().0),
        (
            "zotero's table",
            Format::Csv,
            table(
                "Key,Item Type,Publication Year,Author,Title,Publication Title,DOI,Pages,Issue,Volume",
                "AB journalArticle year people title journal doi pages issue volume",
            ),
        ),
        (
            "ebsco's table",
            Format::Csv,
            table(
                "Article Title,Author,Journal Title,Publication Date,Volume,Issue,First Page,Accession Number,DOI,Doctype,PLink",
                "stopped people journal year volume issue pages 77 doi Article x",
            ),
        ),
        (
            "embase's table",
            Format::Csv,
            table(
                "Title,Author Names,Source title,Publication Year,Volume,Issue,First Page,Last Page,Publication Type,PUI,DOI",
                "title people journal year volume issue first last Article L1 doi",
            ),
        ),
        (
            "proquest's table",
            Format::Csv,
            table(
                "Title,StoreId,Authors,documentType,pages,pubtitle,year,volume,issue,digitalObjectIdentifier",
                "title 77 people Article pages journal year volume issue doi",
            ),
        ),
        (
            "ieee's table",
            Format::Csv,
            table(
                "Document Title,Authors,Publication Title,Publication Year,Volume,Issue,Start Page,End Page,DOI",
                "title people journal year volume issue first last doi",
            ),
        ),
        (
            "rayyan's table",
            Format::Csv,
            table(
                "key,title,year,journal,volume,issue,pages,authors,doi",
                "k title year journal volume issue pages named doi",
            ),
        ),
        (
            "covidence's table",
            Format::Csv,
            table(
                "Title,Authors,Published Year,Journal,Volume,Issue,Pages,DOI,Covidence #",
                "title people year journal volume issue pages doi #1",
            ),
        ),
    ]
}

#[test]
fn the_same_works_in_all_forms() {
    let mut want: Vec<String> = WORKS.iter().map(|work| kept(&work.item())).collect();
    want.sort_unstable();
    for (form, format, text) in forms() {
        let read = Records::read(text.as_bytes(), None).unwrap_or_else(|e| panic!("{form}: {e}: {text}"));
        assert_eq!(read.format, format, "{form}");
        assert!(read.faults.is_empty(), "{form}: {:?}", read.faults);
        assert!(read.publications.iter().all(|found| found.cites.is_empty()), "{form} carries no citations");
        let items: Vec<(String, Item)> =
            (1..).zip(read.publications).map(|(i, found)| (format!("w{i}"), found.item)).collect();
        let mut found: Vec<String> = items.iter().map(|(_, item)| kept(item)).collect();
        found.sort_unstable();
        assert_eq!(found, want, "{form}");
        again(form, &items);
    }
}

/// The works of each form, beside Web of Science's export of who cites whom: ten works, and the same citations.
#[test]
fn they_are_the_works_that_others_cite() {
    for (form, _, text) in forms() {
        let files = [("works", text.into_bytes()), ("citations", wos().into_bytes())];
        assert_eq!(citations(&files), truth(), "{form}");
        let read = |bytes: &[u8]| Records::read(bytes, None).expect(form);
        let sources = files.iter().map(|(name, bytes)| Source { name: (*name).to_owned(), records: read(bytes) });
        let graph = CitationGraph::new(&Corpus::new(papers(sources, std::iter::empty())).expect("ids differ"));
        assert_eq!(graph.works().count(), WORKS.len(), "{form}");
    }
}
