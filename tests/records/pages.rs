//! DOCX and HTML: forms that papers come in and nothing is written in. The ten works as papers of text, each with its title page, its
//! citations and its list, give the same graph; what they list goes out in every form of works, and comes in again.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};
use std::path::Path;

use citegraph::graph::CitationGraph;
use citegraph::paper::Paper;
use citegraph::record::{Opened, ReadAs, open_from};
use citegraph::reference::item::Item;
use citegraph::work::{Corpus, named};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::forms::again;
use super::{WORKS, Work, truth};

/// A paragraph, by what it is.
enum Part {
    Title(String),
    Heading(&'static str),
    Text(String),
    Entry(String),
}

/// A work as a paper: who wrote it, where it came out, what it says and cites.
fn parts(work: &Work) -> Vec<Part> {
    let cited = |at: &usize| {
        let cited = &WORKS[*at];
        format!("{}, {}", cited.names(" & ", |family, _| family.to_owned()), cited.year)
    };
    let entry = |at: &usize| {
        let cited = &WORKS[*at];
        let authors = cited.names(", & ", |family, given| format!("{family}, {}.", &given[..1]));
        format!(
            "{authors} ({}). {}. {}, {}({}), {}–{}. https://doi.org/{}",
            cited.year,
            cited.title,
            cited.journal,
            cited.volume,
            cited.issue,
            cited.pages.0,
            cited.pages.1,
            cited.doi()
        )
    };
    let mut parts = vec![
        Part::Title(work.title.to_owned()),
        Part::Text(work.names(" and ", |family, given| format!("{given} {family}"))),
        Part::Text(format!(
            "{}, {}({}), {}–{} ({}). https://doi.org/{}",
            work.journal,
            work.volume,
            work.issue,
            work.pages.0,
            work.pages.1,
            work.year,
            work.doi()
        )),
        Part::Heading("Introduction"),
        Part::Text("We look at what others found and ask what of it holds where we were.".to_owned()),
    ];
    if !work.cites.is_empty() {
        let places = work.cites.iter().map(cited).collect::<Vec<_>>().join("; ");
        parts.push(Part::Text(format!("This was asked before ({places}).")));
        parts.push(Part::Heading("References"));
        parts.extend(work.cites.iter().map(|at| Part::Entry(entry(at))));
    }
    parts
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
}

fn html(work: &Work) -> Vec<u8> {
    let mut page =
        String::from("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>Journal</title></head><body>\n");
    for part in parts(work) {
        page += &match part {
            Part::Title(text) => format!("<h1>{}</h1>\n", escaped(&text)),
            Part::Heading(text) => format!("<h2>{text}</h2>\n"),
            Part::Text(text) => format!("<p>{}</p>\n", escaped(&text)),
            Part::Entry(text) => format!("<p class=\"ref\">{}</p>\n", escaped(&text)),
        };
    }
    (page + "</body></html>\n").into_bytes()
}

fn docx(work: &Work) -> Vec<u8> {
    let mut body = String::new();
    for part in parts(work) {
        let (style, text) = match part {
            Part::Title(text) => ("Title", text),
            Part::Heading(text) => ("Heading1", text.to_owned()),
            Part::Text(text) => ("Normal", text),
            Part::Entry(text) => ("Bibliography", text),
        };
        body += &format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(&text)
        );
    }
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{body}</w:body></w:document>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).expect("into memory");
    zip.write_all(document.as_bytes()).expect("into memory");
    zip.finish().expect("into memory").into_inner()
}

/// How a work is a file of a form.
type Made = fn(&Work) -> Vec<u8>;

/// The forms, and how a work is one.
const FORMS: [(&str, Made); 2] = [("html", html), ("docx", docx)];

fn papers(form: &str, file: Made) -> Vec<Paper> {
    let open = |work: &Work| {
        let name = format!("paper-{}", work.year);
        match open_from(name, &file(work)[..], Path::new(form), ReadAs::Shown) {
            Ok(Opened::Paper(paper, _)) => *paper,
            other => panic!("{form}: {other:?}"),
        }
    };
    WORKS.iter().map(open).collect()
}

#[test]
fn the_same_citations_in_papers_of_text() {
    for (form, file) in FORMS {
        let corpus = Corpus::new(papers(form, file)).expect("ids differ");
        let graph = CitationGraph::new(&corpus);
        let year = |at| graph.work(at).and_then(|work| work.item().year()).unwrap_or_default();
        let found: BTreeSet<(i32, i32)> = graph.citations().map(|edge| (year(edge.citing), year(edge.cited))).collect();
        assert_eq!(found, truth(), "{form}");
    }
}

#[test]
fn what_papers_of_text_list_goes_out_and_comes_in_again() {
    for (form, file) in FORMS {
        let papers = papers(form, file);
        let entries = papers.iter().flat_map(|paper| named(paper).map(|named| named.item));
        let works: Vec<(String, Item)> = (1..).zip(entries).map(|(n, item)| (format!("w{n}"), item)).collect();
        assert_eq!(works.len(), WORKS.iter().map(|work| work.cites.len()).sum::<usize>(), "{form}");
        let listed = works.iter().map(|(_, item)| item.doi.clone().expect("each has one"));
        let want = WORKS.iter().flat_map(|work| work.cites.iter().map(|at| WORKS[*at].doi()));
        assert_eq!(listed.collect::<Vec<_>>(), want.collect::<Vec<_>>(), "{form}");
        again(form, &works);
    }
}

/// Wrong bytes anywhere in a document that is packed: a paper, or an error, and no panic.
#[test]
fn wrong_bytes_in_packed_documents() {
    let whole = docx(&WORKS[2]);
    for at in 0..whole.len() {
        for flip in [0x01, 0xff] {
            let mut wrong = whole.clone();
            wrong[at] ^= flip;
            let _ = open_from("x", &wrong[..], Path::new("x"), ReadAs::Shown);
        }
        if at % 16 == 0 {
            let _ = open_from("x", &whole[..at], Path::new("x"), ReadAs::Shown);
        }
    }
}
