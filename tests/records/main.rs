//! Records: the same works and citations in all formats give the same graph; what goes out comes in again; wrong bytes.

mod deviations;
mod exports;
mod fields;
#[path = "../files/mod.rs"]
mod files;
mod forms;
mod json_exports;
mod markup_exports;
mod mixed;
mod networks;
mod pages;
mod programs;
mod serial;
mod services;
mod short;
mod works;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use citegraph::graph::CitationGraph;
use citegraph::record::{Format, ReadAs, Recognised, Records, Source, open_as, open_from, papers, recognise};
use citegraph::reference::date::Date;
use citegraph::reference::item::{Item, ItemType};
use citegraph::reference::name::Name;
use citegraph::work::Corpus;
use cpu_time::ThreadTime;
use proptest::prelude::*;

/// A work, and the places of those that it cites.
struct Work {
    authors: &'static [(&'static str, &'static str)],
    title: &'static str,
    journal: &'static str,
    year: i32,
    volume: u32,
    issue: u32,
    pages: (u32, u32),
    cites: &'static [usize],
}

const WORKS: [Work; 10] = [
    work(&[("Roe", "Ann"), ("van der Lee", "Bob")], "On the algae of mountain lakes", "Journal of Lakes", 2001, 3, &[]),
    work(&[("Doe", "Carl")], "Lexical borrowing in island dialects", "Island Studies", 2002, 7, &[0]),
    work(&[("Müller", "Eva"), ("Zell", "Hans")], "Glacier melt and river trade", "Annals of Rivers", 2003, 11, &[0, 1]),
    work(&[("Kay", "Fay")], "Counting seabirds: a field manual", "Bird Reports", 2004, 2, &[2]),
    work(&[("O'Neill", "Gil")], "Prices & wages in harbour towns", "Economic Letters North", 2005, 21, &[]),
    work(&[("Ito", "Hana"), ("Sato", "Jun")], "Slow earthquakes under old cities", "Seismic Notes", 2006, 40, &[4, 0]),
    work(&[("Lind", "Karl")], "Memory for melodies in early childhood", "Music and Mind", 2007, 15, &[5]),
    work(&[("García", "Luz")], "Irrigation without rivers", "Desert Farming", 2008, 9, &[2, 3, 4]),
    work(&[("Novák", "Mia")], "Grammar of gestures in trade", "Island Studies", 2009, 14, &[1]),
    work(
        &[("Poe", "Nina"), ("Quist", "Olaf")],
        "Wooden bridges and their builders",
        "Timber History",
        2010,
        1,
        &[6, 7, 8],
    ),
];

const fn work(
    authors: &'static [(&'static str, &'static str)],
    title: &'static str,
    journal: &'static str,
    year: i32,
    volume: u32,
    cites: &'static [usize],
) -> Work {
    Work { authors, title, journal, year, volume, issue: 2, pages: (volume * 10 + 1, volume * 10 + 9), cites }
}

impl Work {
    fn doi(&self) -> String {
        format!("10.1000/made.{}", self.year)
    }

    fn names(&self, separator: &str, name: impl Fn(&str, &str) -> String) -> String {
        self.authors.iter().map(|(family, given)| name(family, given)).collect::<Vec<_>>().join(separator)
    }

    fn item(&self) -> Item {
        let name = |(family, given): &(&str, &str)| {
            let mut name = Name::default();
            let (particle, family) = family.rsplit_once(' ').map_or((None, *family), |(p, f)| (Some(p), f));
            name.non_dropping_particle = particle.map(str::to_owned);
            name.family = Some(family.to_owned());
            name.given = Some((*given).to_owned());
            name
        };
        Item {
            item_type: ItemType::ArticleJournal,
            author: self.authors.iter().map(name).collect(),
            title: Some(self.title.to_owned()),
            container_title: Some(self.journal.to_owned()),
            issued: Some(Date::of_year(self.year)),
            volume: Some(self.volume.to_string()),
            issue: Some(self.issue.to_string()),
            page: Some(format!("{}-{}", self.pages.0, self.pages.1)),
            doi: Some(self.doi()),
            ..Item::default()
        }
    }
}

fn initials(family: &str, given: &str) -> String {
    format!("{family} {}.", &given[..1])
}

fn csv(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
    cells.join(",") + "\n"
}

/// Web of Science's short form.
fn short(work: &Work) -> String {
    let (family, given) = work.authors[0];
    let journal = work.journal.to_uppercase();
    format!("{} {}, {}, {journal}, V{}, P{}", family.to_uppercase(), &given[..1], work.year, work.volume, work.pages.0)
}

fn wos() -> String {
    let mut out = String::from("FN Made Up\nVR 1.0\n");
    for work in &WORKS {
        let authors = work.names("\n   ", |family, given| format!("{family}, {given}"));
        let _ = write!(out, "PT J\nAF {authors}\nTI {}\nSO {}\nDT Article\n", work.title, work.journal.to_uppercase());
        for (i, cited) in work.cites.iter().enumerate() {
            let _ = writeln!(out, "{}{}", if i == 0 { "CR " } else { "   " }, short(&WORKS[*cited]));
        }
        let (first, last) = work.pages;
        let _ = write!(out, "PY {}\nVL {}\nIS {}\nBP {first}\nEP {last}\n", work.year, work.volume, work.issue);
        let _ = write!(out, "DI {}\nUT WOS:{}\nER\n\n", work.doi(), work.year);
    }
    out + "EF\n"
}

fn wos_tab() -> String {
    let mut out = String::from("PT\tAU\tAF\tTI\tSO\tDT\tCR\tPY\tVL\tIS\tBP\tEP\tDI\tUT\r\n");
    for work in &WORKS {
        let authors = work.names("; ", |family, given| format!("{family}, {given}"));
        let cited: Vec<String> = work.cites.iter().map(|cited| short(&WORKS[*cited])).collect();
        let _ = write!(
            out,
            "J\t\t{authors}\t{}\t{}\tArticle\t{}\t{}\t{}\t{}\t{}\t{}\t{}\tWOS:{}\r\n",
            work.title,
            work.journal,
            cited.join("; "),
            work.year,
            work.volume,
            work.issue,
            work.pages.0,
            work.pages.1,
            work.doi(),
            work.year
        );
    }
    out
}

fn scopus() -> String {
    let header = "Authors,Title,Year,Source title,Volume,Issue,Page start,Page end,DOI,References,Document Type,EID";
    let mut out = format!("\u{feff}{header}\n");
    for work in &WORKS {
        let cited: Vec<String> = work
            .cites
            .iter()
            .map(|at| {
                let w = &WORKS[*at];
                let authors = w.names(", ", initials);
                format!(
                    "{authors}, {}, {}, {}, {}, pp. {}-{}, ({})",
                    w.title, w.journal, w.volume, w.issue, w.pages.0, w.pages.1, w.year
                )
            })
            .collect();
        out += &csv(&[
            work.names("; ", initials),
            work.title.into(),
            work.year.to_string(),
            work.journal.into(),
            work.volume.to_string(),
            work.issue.to_string(),
            work.pages.0.to_string(),
            work.pages.1.to_string(),
            work.doi(),
            cited.join("; "),
            "Article".into(),
            format!("2-s2.0-{}", work.year),
        ]);
    }
    out
}

fn lens() -> String {
    let mut out = String::from(
        "\"Lens ID\",Title,\"Publication Year\",\"Publication Type\",\"Source Title\",\"Author/s\",Volume,\"Issue Number\",\"Start Page\",\"End Page\",DOI,References\n",
    );
    for work in &WORKS {
        let id = |work: &Work| format!("000-000-{}", work.year);
        let cited: Vec<String> = work.cites.iter().map(|at| id(&WORKS[*at])).collect();
        out += &csv(&[
            id(work),
            work.title.into(),
            work.year.to_string(),
            "journal article".into(),
            work.journal.into(),
            work.names("; ", |family, given| format!("{given} {family}")),
            work.volume.to_string(),
            work.issue.to_string(),
            work.pages.0.to_string(),
            work.pages.1.to_string(),
            work.doi(),
            cited.join("; "),
        ]);
    }
    out
}

fn openalex() -> String {
    let id = |work: &Work| format!("https://openalex.org/W{}", work.year);
    let works = WORKS.iter().map(|work| {
        serde_json::json!({
            "id": id(work),
            "doi": format!("https://doi.org/{}", work.doi()),
            "title": work.title,
            "publication_year": work.year,
            "type": "article",
            "authorships": work.authors.iter().map(|(family, given)| serde_json::json!({"author": {"display_name": format!("{given} {family}")}})).collect::<Vec<_>>(),
            "primary_location": {"source": {"display_name": work.journal, "type": "journal"}},
            "biblio": {"volume": work.volume.to_string(), "issue": work.issue.to_string(), "first_page": work.pages.0.to_string(), "last_page": work.pages.1.to_string()},
            "referenced_works": work.cites.iter().map(|at| id(&WORKS[*at])).collect::<Vec<_>>(),
        })
        .to_string()
    });
    works.collect::<Vec<_>>().join("\n")
}

fn crossref() -> String {
    let works: Vec<serde_json::Value> = WORKS
        .iter()
        .map(|work| {
            let references = work.cites.iter().enumerate().map(|(i, at)| {
                let cited = &WORKS[*at];
                match i % 3 {
                    0 => serde_json::json!({"key": "a", "DOI": cited.doi()}),
                    1 => serde_json::json!({"key": "b", "author": cited.authors[0].0, "year": cited.year.to_string(), "journal-title": cited.journal, "volume": cited.volume.to_string(), "first-page": cited.pages.0.to_string()}),
                    _ => serde_json::json!({"key": "c", "unstructured": format!("{} ({}). {}. {}, {}({}), {}-{}.", cited.names(", ", |f, g| format!("{f}, {}.", &g[..1])), cited.year, cited.title, cited.journal, cited.volume, cited.issue, cited.pages.0, cited.pages.1)}),
                }
            });
            serde_json::json!({
                "DOI": work.doi(), "type": "journal-article", "title": [work.title], "container-title": [work.journal],
                "author": work.authors.iter().map(|(family, given)| serde_json::json!({"family": family, "given": given})).collect::<Vec<_>>(),
                "issued": {"date-parts": [[work.year]]}, "volume": work.volume.to_string(), "issue": work.issue.to_string(),
                "page": format!("{}-{}", work.pages.0, work.pages.1),
                "reference-count": work.cites.len(), "reference": references.collect::<Vec<_>>(),
            })
        })
        .collect();
    serde_json::json!({"status": "ok", "message": {"items": works}}).to_string()
}

fn semantic_scholar() -> String {
    let bare = |work: &Work| {
        serde_json::json!({
            "paperId": format!("ab{}", work.year), "externalIds": {"DOI": work.doi()}, "title": work.title, "year": work.year,
            "journal": {"name": work.journal, "volume": work.volume.to_string(), "pages": format!("{}-{}", work.pages.0, work.pages.1)},
            "authors": work.authors.iter().map(|(family, given)| serde_json::json!({"name": format!("{given} {family}")})).collect::<Vec<_>>(),
        })
    };
    let works = WORKS.iter().map(|work| {
        let mut paper = bare(work);
        paper["references"] = work.cites.iter().map(|at| bare(&WORKS[*at])).collect();
        paper
    });
    serde_json::Value::from(works.collect::<Vec<_>>()).to_string()
}

fn jats() -> String {
    let amp = |text: &str| text.replace('&', "&amp;");
    let mut out = String::from("<?xml version=\"1.0\"?>\n<pmc-articleset>");
    for work in &WORKS {
        let people = |work: &Work, open: &str, close: &str| {
            work.names("", |f, g| {
                format!("{open}<name><surname>{f}</surname><given-names>{g}</given-names></name>{close}")
            })
        };
        let (title, journal, doi) = (amp(work.title), work.journal, work.doi());
        let _ = write!(
            out,
            "<article><front><journal-meta><journal-title>{journal}</journal-title></journal-meta><article-meta>\
             <article-id pub-id-type=\"doi\">{doi}</article-id><title-group><article-title>{title}</article-title></title-group>\
             <contrib-group>{}</contrib-group><pub-date><year>{}</year></pub-date><volume>{}</volume><issue>{}</issue>\
             <fpage>{}</fpage><lpage>{}</lpage></article-meta></front><body><sec><title>Text</title><p>It is known",
            people(work, "<contrib contrib-type=\"author\">", "</contrib>"),
            work.year,
            work.volume,
            work.issue,
            work.pages.0,
            work.pages.1
        );
        for (i, _) in work.cites.iter().enumerate() {
            let _ = write!(out, " [<xref ref-type=\"bibr\" rid=\"R{i}\">{}</xref>]", i + 1);
        }
        out += ".</p></sec></body><back><ref-list>";
        for (i, at) in work.cites.iter().enumerate() {
            let w = &WORKS[*at];
            let _ = write!(
                out,
                "<ref id=\"R{i}\"><element-citation publication-type=\"journal\"><person-group person-group-type=\"author\">{}\
                 </person-group><article-title>{}</article-title><source>{}</source><year>{}</year><volume>{}</volume>\
                 <fpage>{}</fpage></element-citation></ref>",
                people(w, "", ""),
                amp(w.title),
                w.journal,
                w.year,
                w.volume,
                w.pages.0
            );
        }
        out += "</ref-list></back></article>";
    }
    out + "</pmc-articleset>"
}

fn opencitations() -> (String, String) {
    let mut meta = String::from("id,title,author,pub_date,venue,volume,issue,page,type\n");
    let mut index = String::from("oci,citing,cited,creation,timespan\n");
    for work in &WORKS {
        meta += &csv(&[
            format!("doi:{} omid:br/06{}", work.doi(), work.year),
            work.title.into(),
            work.names("; ", |family, given| format!("{family}, {given} [omid:ra/1]")),
            work.year.to_string(),
            format!("{} [issn:1234-5678]", work.journal),
            work.volume.to_string(),
            work.issue.to_string(),
            format!("{}-{}", work.pages.0, work.pages.1),
            "journal article".into(),
        ]);
        for at in work.cites {
            let _ = writeln!(index, "x,doi:{},doi:{},{},P1Y", work.doi(), WORKS[*at].doi(), work.year);
        }
    }
    (meta, index)
}

/// A file's name and bytes.
type File = (&'static str, Vec<u8>);

/// Who cites whom, by years, which differ.
fn citations(files: &[(&str, Vec<u8>)]) -> BTreeSet<(i32, i32)> {
    let sources = files.iter().map(|(name, bytes)| {
        let records = Records::read(bytes, None).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(records.faults.is_empty(), "{name}: {:?}", records.faults);
        Source { name: (*name).to_owned(), records }
    });
    let corpus = Corpus::new(papers(sources, std::iter::empty())).expect("ids differ");
    let graph = CitationGraph::new(&corpus);
    // What cites in a list of TeX's says nothing of itself but its file's name.
    let year =
        |at| graph.work(at).and_then(|work| work.item().year().or_else(|| work.id().parse().ok())).unwrap_or_default();
    graph.citations().map(|edge| (year(edge.citing), year(edge.cited))).collect()
}

fn truth() -> BTreeSet<(i32, i32)> {
    WORKS.iter().flat_map(|work| work.cites.iter().map(|at| (work.year, WORKS[*at].year))).collect()
}

#[test]
fn formats_mix_and_repeat() {
    // Each work is in three files; they are one.
    let files = [
        ("a", wos().into_bytes()),
        ("b", scopus().into_bytes()),
        ("c", openalex().into_bytes()),
        ("a2", wos().into_bytes()),
    ];
    assert_eq!(citations(&files), truth());
}

#[test]
fn encodings_and_line_ends() {
    let text = wos();
    let utf_16: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let crlf = text.replace('\n', "\r\n").into_bytes();
    for (name, bytes) in [("utf-16", utf_16), ("latin-1", latin), ("crlf", crlf)] {
        assert_eq!(citations(&[(name, bytes)]), truth(), "{name}");
    }
}

#[test]
fn a_record_and_a_paper_of_text_are_one_work() {
    let text = "# Slow cities\n\nBy Eve Fay, 2020\n\nCities are old (Ito & Sato, 2006).\n\n## References\n\n\
                Ito, H., & Sato, J. (2006). Slow earthquakes under old cities. *Seismic Notes*, *40*(2), 401–409.\n";
    let paper = citegraph::paper::Paper::read("text", text);
    let source = Source { name: "lib".into(), records: Records::read(openalex().as_bytes(), None).expect("records") };
    let mut all = papers([source], std::iter::once("text"));
    all.push(paper);
    let graph = CitationGraph::new(&Corpus::new(all).expect("ids differ"));
    let cited: Vec<&str> = graph
        .cites(graph.paper("text").expect("it is there"))
        .filter_map(|e| graph.work(e.cited))
        .map(|w| w.id())
        .collect();
    assert_eq!(cited, ["W2006"]);
}

#[test]
fn broken_files_are_told() {
    let cases: [(&str, &str, usize); 5] = [
        (
            "TY  - JOUR\nTI  - On tests\nTY  - JOUR\nTI  - On jests\nER  - \n",
            "line 3: expected ER before the next record",
            2,
        ),
        ("@book{a, title = {A}}\n@book{b, title = {B\n@book{c, title = {C}}\n", "line 2: expected the value's end", 2),
        ("PT J\nTI On tests\nnothing\nPT J\nTI On jests\nER\n", "line 4: expected ER before the next record", 2),
        ("{\"type\": \"book\", \"title\": \"A\"}\n{\"type\": \n", "line 2: EOF while parsing a value", 1),
        (
            "oci,citing,cited\n1,doi:10.1000/1,doi:10.1000/2\n2,x,y\n",
            "line 3: expected the ids of a citing and a cited work",
            1,
        ),
    ];
    for (text, fault, works) in cases {
        let read = Records::read(text.as_bytes(), None).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(read.faults.iter().map(ToString::to_string).collect::<Vec<_>>(), [fault], "{text}");
        assert_eq!(read.publications.len(), works, "{text}");
    }
}

/// The beginnings by which formats are known.
const HEADS: [&str; 38] = [
    "TY  - JOUR\n",
    "%0 Book\n%T ",
    "PMID- 1\nTI  - ",
    "FN X\nPT J\nCR ",
    "<1. >\nVN  - Ovid\nTI  - ",
    "Record #1 of 2\nID: 1\nTI: ",
    "RT Journal Article\nT1 A\nA1 ",
    "{Reference Type}: Book\n{Title}: ",
    "DataType: 1\nTitle-题名: ",
    "SrcDatabase-来源库: 期刊\nTitle-题名: ",
    "____\nProQuest\n____\nTitle: ",
    "PMID,Title,Authors,Citation,Journal/Book,DOI\n",
    "PT\tAU\tSO\tCR\n",
    "Authors,Title,Year,EID,References\n",
    "Publication ID,Title,PubYear,Cited references\n",
    "Lens ID,Title\n",
    "oci,citing,cited\n",
    "id,title,author,pub_date,venue\n",
    "@book{a, title = ",
    "[{\"type\": \"book\", \"title\": ",
    "{\"id\": \"https://openalex.org/W1\", ",
    "{\"reference-count\": 1, ",
    "{\"paperId\": \"1\", ",
    "<?xml version=\"1.0\"?><article><front>",
    "<?xml version=\"1.0\"?><TEI><text>",
    "<?xml version=\"1.0\"?><xml><records><record><titles>",
    "<?xml version=\"1.0\"?><PubmedArticleSet><PubmedArticle>",
    "[{\"oci\": \"1-2\", \"citing\": \"doi:10.1000/1\", \"cited\": \"",
    "{\"paper_id\": \"1\", \"bib_entries\": {",
    "\\begin{thebibliography}{9}\\bibitem{",
    "% $ biblatex auxiliary file $\n\\datalist\n\\entry{a}{book}{}\n\\field{title}{",
    "\\documentclass{article}\n\\begin{document}\nA \\cite{",
    "<!DOCTYPE html>\n<html><body><p>",
    "<html><body><pre>@book{a, title = ",
    "Titel;Autor;Jahr;Zeitschrift\n",
    "Scopus\nEXPORT DATE: 1 March 2020\n\nRoe, A.\nOn tests\n(2001) J Tests, 3 (2)\nhttps://www.scopus.com/x\nREFERENCES: ",
    "{\"citingcorpusid\": 1, \"citedcorpusid\": 2, \"x\": \"",
    "{\"corpusid\": 1, \"title\": \"A\", \"content\": {\"text\": \"ab\", \"annotations\": {\"bibentry\": \"[{\\\"start\\\": 1, \\\"end\\\": ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn wrong_bytes_never_panic(head in 0..HEADS.len(), bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut file = HEADS[head].as_bytes().to_vec();
        file.extend(bytes);
        let _ = open_from("x", &file[..], "x".as_ref(), ReadAs::Shown);
        for format in Format::ALL {
            let _ = Records::read(&file, Some(format));
        }
        // What begins as a form is never read as another.
        let (Recognised::Records(begun), Ok(text)) = (recognise(HEADS[head]), citegraph::record::decode(&file)) else { return Ok(()) };
        if let Recognised::Records(found) = recognise(&text) {
            prop_assert_eq!(found, begun, "{}", text);
        }
    }

    #[test]
    fn marks_of_formats_never_panic(
        head in 0..HEADS.len(),
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("\n"), Just("{"), Just("}"), Just("\""), Just(","), Just("; "), Just("AU  - "), Just("CR "), Just("ER"),
                Just("<p>"), Just("</p>"), Just("<xref ref-type='bibr' rid='R1'>"), Just("\\bibitem"), Just("@book{"),
                Just("DOI 10.1/x"), Just("é"), Just("2001"), Just("[1]"), Just("\t"), Just("="), Just("#"), Just("&amp;"), Just("\\"),
                Just("\n\u{feff}"), Just("\n@book{b, title = {B}}\n"), Just("\nTY  - JOUR\n"), Just("Ã¼"), Just("NaN"), Just("\\cite{"), Just("</pre>"),
            ],
            0..60,
        ),
    ) {
        let text = HEADS[head].to_owned() + &pieces.concat();
        if let Recognised::Records(format) = recognise(&text)
            && let Ok(records) = Records::read(text.as_bytes(), Some(format))
        {
            for publication in &records.publications {
                prop_assert!(text.get(publication.span.start..publication.span.end).is_some());
            }
            let found = papers([Source { name: "x".into(), records }], std::iter::empty());
            prop_assert!(Corpus::new(found).is_ok());
        }
    }
}

/// What might cost more than its length takes eight times as long for eight times as much, and not its square.
#[test]
fn repeated_marks_take_linear_time() {
    for piece in [
        "{",
        "@book{",
        "<a>",
        "\\bibitem{",
        "[{",
        "\"",
        "&",
        "AU  - x\n",
        "<ref id=\"",
        "; ",
        "%",
        "\u{feff}",
        "\nTY  - X\nFN ",
        "\n@book{",
        "\\cite{a}",
        "<pre>",
        "Ã¼",
        "NaN,",
        "\\thanks{a}",
        "\\author{",
        "\\verb{doi}",
        "\\name{author}{1}{}{",
        "\\entry{a}{book}{}\n",
    ] {
        for head in HEADS {
            let made = |bytes: usize| head.to_owned() + &piece.repeat(bytes / piece.len());
            let taken = |text: String| {
                let start = ThreadTime::now();
                let _ = open_from("x", text.as_bytes(), "x".as_ref(), ReadAs::Shown);
                start.elapsed().as_secs_f64()
            };
            assert_linear(&format!("{head:?} {piece:?}"), taken(made(SMALL)), taken(made(SMALL * TIMES)));
        }
    }
}

#[test]
fn files_put_in_on_one_line_take_linear_time() {
    let taken = |bytes: usize| {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("inputs.tex");
        let inputs = "\\input{a}".repeat(bytes / 9);
        let text = format!("\\documentclass{{article}}\n\\begin{{document}}\n{inputs}\n\\end{{document}}\n");
        fs::write(&file, text).expect("a file");
        let start = ThreadTime::now();
        let _ = open_as("x", &file, ReadAs::Shown);
        start.elapsed().as_secs_f64()
    };
    assert_linear("inputs", taken(SMALL), taken(SMALL * TIMES));
}

const SMALL: usize = 32 << 10;
const TIMES: usize = 8;

/// Asserts that so many times as much doesn't take the square of that: what takes no time to speak of tells nothing.
fn assert_linear(what: &str, small: f64, large: f64) {
    const LEAST: f64 = 0.05;
    const SLACK: f64 = 3.0;
    assert!(large < LEAST || large < small * TIMES as f64 * SLACK, "{what}: {small} s, then {large} s");
}
