//! DOCX, ODT, EPUB and HTML: forms that papers come in and nothing is written in. The ten works as papers of text, each with its title page, its
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
    packed(&[("document", &format!("<w:document><w:body>{body}</w:body></w:document>"))])
}

/// A file of Word's parts.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let space = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";
    let part = |(name, part): &(&str, &str)| {
        let declared = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        (format!("word/{name}.xml"), format!("{declared}{}", part.replacen('>', space, 1)))
    };
    zipped(&parts.iter().map(part).collect::<Vec<_>>())
}

fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(name, SimpleFileOptions::default()).expect("into memory");
        zip.write_all(part.as_bytes()).expect("into memory");
    }
    zip.finish().expect("into memory").into_inner()
}

/// A document of LibreOffice: its automatic styles, and what stands in it.
fn open_document(styles: &str, body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\">\
         <office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>\
         </office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.text";
    zipped(&[("mimetype".to_owned(), kind.to_owned()), ("content.xml".to_owned(), content)])
}

fn odt(work: &Work) -> Vec<u8> {
    let part = |part: Part| match part {
        Part::Title(text) => format!("<text:p text:style-name=\"Title\">{}</text:p>", escaped(&text)),
        Part::Heading(text) => format!("<text:h text:outline-level=\"1\">{text}</text:h>"),
        Part::Text(text) | Part::Entry(text) => format!("<text:p text:style-name=\"P1\">{}</text:p>", escaped(&text)),
    };
    open_document("", &parts(work).into_iter().map(part).collect::<String>())
}

/// A book of two chapters: the paper as far as its list, and the list.
fn epub(work: &Work) -> Vec<u8> {
    let page = String::from_utf8(html(work)).expect("HTML is text");
    let (text, list) = page
        .split_once("<h2>References")
        .map_or((page.as_str(), String::new()), |(text, list)| (text, format!("<html><body><h2>References{list}")));
    let container = "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>";
    let package = "<package><manifest><item id=\"b\" href=\"the%20list.xhtml\"/><item id=\"a\" href=\"text/one.xhtml\"/></manifest>\
                   <spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";
    let parts = [
        ("META-INF/container.xml", container),
        ("OEBPS/book.opf", package),
        ("OEBPS/text/one.xhtml", text),
        ("OEBPS/the list.xhtml", &list),
    ];
    zipped(&parts.map(|(name, part)| (name.to_owned(), part.to_owned())))
}

/// How a work is a file of a form.
type Made = fn(&Work) -> Vec<u8>;

/// The forms, and how a work is one.
const FORMS: [(&str, Made); 4] = [("html", html), ("docx", docx), ("odt", odt), ("epub", epub)];

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
    for whole in [docx(&WORKS[2]), odt(&WORKS[2]), epub(&WORKS[2])] {
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
}

/// What a paper's file is read as.
fn text(file: &[u8]) -> String {
    match open_from("paper", file, Path::new("paper"), ReadAs::Shown) {
        Ok(Opened::Paper(_, text)) => text,
        other => panic!("{other:?}"),
    }
}

/// Numbers that Word counts itself, raised numbers, what it shows twice for older programs, and what was otherwise before.
#[test]
fn what_word_shows_and_does_not_write() {
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let raised =
        |text: &str| format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{text}</w:t></w:r>");
    let item = |list: u8, level: u8, text: &str| {
        let numbered = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        format!("<w:p><w:pPr>{numbered}</w:pPr>{}</w:p>", run(text))
    };
    let paragraph = |text: &str| format!("<w:p>{text}</w:p>");
    let shown = [
        paragraph(&(run("Lakes") + &raised("1,") + &raised("2") + &run(" are old, the 2") + &raised("nd") + &run(" time."))),
        paragraph(&format!(
            "<w:r><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></w:r>",
            run("A box.")
        )),
        "<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:pPrChange><w:pPr><w:pStyle w:val=\"b\"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>By a style</w:t></w:r></w:p>".to_owned(),
        item(1, 0, "Roe"),
        item(1, 1, "Doe"),
        item(1, 1, "Fay"),
        item(1, 0, "Poe"),
        item(0, 0, "Not numbered any more"),
        item(2, 0, "With a dot"),
        item(9, 0, "Of no list"),
    ];
    let document = format!("<w:document><w:body>{}</w:body></w:document>", shown.concat());
    let level = |level: u8, form: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"4\"/><w:numFmt w:val=\"{form}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let list =
        |number: u8, levels: &str| format!("<w:abstractNum w:abstractNumId=\"{number}\">{levels}</w:abstractNum>");
    let named =
        |number: u8, form: u8| format!("<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"{form}\"/></w:num>");
    let numbering = format!(
        "<w:numbering>{}{}{}{}{}</w:numbering>",
        list(7, &(level(0, "decimal", "[%1]") + &level(1, "decimal", "%1.%2"))),
        list(8, &level(0, "bullet", "•")),
        named(1, 7),
        named(2, 8),
        named(3, 7),
    );
    let styles = "<w:styles><w:style w:styleId=\"a\"><w:name w:val=\"List\"/><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style></w:styles>";
    let file = packed(&[("document", &document), ("numbering", &numbering), ("styles", styles)]);
    assert_eq!(
        text(&file),
        "Lakes<sup>1,2</sup> are old, the 2nd time.\n\nA box.\n\n[4] By a style\n\n[4] Roe\n\n4.4 Doe\n\n4.5 Fay\n\n[5] Poe\n\nNot numbered any more\n\n\
         - With a dot\n\n- Of no list\n\n"
    );
}

/// Numbers that LibreOffice counts itself, raised numbers, notes in their places, what was deleted, and styles of a document's own.
#[test]
fn what_libreoffice_shows_and_does_not_write() {
    let styles = "<style:style style:name=\"P1\" style:parent-style-name=\"Title\"/>\
        <style:style style:name=\"T1\"><style:text-properties style:text-position=\"super 58%\"/></style:style>\
        <text:list-style style:name=\"L1\"><text:list-level-style-number style:num-format=\"1\" style:num-prefix=\"[\" style:num-suffix=\"]\" \
        text:start-value=\"4\"/></text:list-style><text:list-style style:name=\"L2\"><text:list-level-style-bullet/></text:list-style>";
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let body = [
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone</text:p></text:deletion></text:changed-region></text:tracked-changes>",
        "<text:p text:style-name=\"P1\">Of Lakes</text:p>",
        "<text:p>Lakes<text:span text:style-name=\"T1\">1,</text:span><text:span text:style-name=\"T1\">2</text:span> are\n  old<text:s text:c=\"3\"/>and \
         deep.<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>See Roe.</text:p>\
         </text:note-body></text:note><office:annotation><text:p>Really?</text:p></office:annotation></text:p>",
        "<text:h text:outline-level=\"2\">Sources</text:h>",
        &format!("<text:list text:style-name=\"L1\">{}{}</text:list>", item("Roe"), item("Doe")),
        &format!("<text:list text:style-name=\"L1\" text:continue-numbering=\"true\">{}</text:list>", item("Fay")),
        &format!("<text:list text:style-name=\"L2\">{}</text:list>", item("Poe")),
    ];
    assert_eq!(
        text(&open_document(styles, &body.concat())),
        "# Of Lakes\n\nLakes<sup>1,2</sup> are old and deep.[^1]\n\n## Sources\n\n[4] Roe\n\n[5] Doe\n\n[6] Fay\n\n- Poe\n\n\
         # Notes\n\n[^1]: See Roe.\n\n"
    );
}

/// Pages of an encyclopedia and of word processors: what they cite, and where.
#[test]
fn pages_of_programs() {
    let entries = [
        "Fay, Eve (1999). \"Of birds\". <i>Bird Reports</i>. 4 (2): 1–9.",
        "Kay, Bob (1998). \"Of rivers and banks\". <i>River Reports</i>. 5: 11–19.",
    ];
    let wiki = |number: usize| {
        format!(
            "<li id=\"cite_note-{number}\"><span class=\"mw-cite-backlink\"><b><a href=\"#cite_ref-{number}\">^</a></b></span> <span class=\"reference-text\"><cite>{}</cite></span></li>",
            entries[number - 1]
        )
    };
    let encyclopedia = format!(
        "<!DOCTYPE html><html><head><title>Waters</title></head><body><h1>Waters</h1><p>Ann Roe</p><h2>Introduction</h2><p>Birds fly over them.<sup id=\"cite_ref-1\" class=\"reference\"><a href=\"#cite_note-1\">&#91;1&#93;</a></sup> \
         Rivers run into them.<sup class=\"reference\"><a href=\"#cite_note-2\">&#91;2&#93;</a></sup></p>\
         <h2>References<span class=\"mw-editsection\">[<a href=\"x\">edit</a>]</span></h2><ol class=\"references\">{}{}</ol></body></html>",
        wiki(1),
        wiki(2)
    );
    let mark = |number: usize| {
        format!(
            "<a style='mso-footnote-id:ftn{number}' href=\"#_ftn{number}\" name=\"_ftnref{number}\"><span>[{number}]</span></a>"
        )
    };
    let note = |number: usize| {
        format!(
            "<div style='mso-element:footnote' id=ftn{number}><p><a href=\"#_ftnref{number}\"><span>[{number}]</span></a> {}</p></div>",
            entries[number - 1]
        )
    };
    let word = format!(
        "<html xmlns:o=\"urn:x\"><head><meta charset=utf-8></head><body><h1>Waters</h1><p>Ann Roe</p><h2>Introduction</h2><p>Birds fly over them.{} Rivers run into them.{}</p>\
         <div style='mso-element:footnote-list'><hr>{}{}</div></body></html>",
        mark(1),
        mark(2),
        note(1),
        note(2)
    );
    for page in [encyclopedia, word] {
        let Ok(Opened::Paper(paper, text)) = open_from("waters", page.as_bytes(), Path::new("waters"), ReadAs::Shown)
        else {
            panic!("{page}")
        };
        let titles: Vec<Option<String>> = named(&paper).map(|named| named.item.title).collect();
        assert_eq!(titles, ["Of birds", "Of rivers and banks"].map(|title| Some(title.to_owned())), "{text}");
        let cited: Vec<String> = paper.citations.iter().map(|citation| format!("{:?}", citation.resolution)).collect();
        assert_eq!(cited, ["1", "2"].map(|label| format!("Exact {{ label: \"{label}\" }}")), "{text}");
    }
}
