//! Exports of services in JSON, as they are. Every one here is made up.

use super::exports::*;
use super::*;

#[test]
fn openalex() {
    let work = r#"{"id": "W1", "doi": "https://doi.org/10.1000/TESTS.1", "title": "On <i>tests</i>", "publication_year": 2001, "type": "article",
        "authorships": [{"author_position": "first", "author": {"id": null, "display_name": "Ann Roe"}}, {"author": {"display_name": null}, "raw_author_name": "Bob Doe"}],
        "primary_location": {"source": {"display_name": "Journal of Tests", "type": "journal"}}, "biblio": {"volume": "3", "issue": "2", "first_page": "4", "last_page": "9"},
        "abstract_inverted_index": {"On": [0], "tests": [1]}, "referenced_works": ["W2", "https://openalex.org/W3", null]}"#;
    let one_line = work.replace('\n', " ");
    let api = format!(r#"{{"meta": {{"count": 1}}, "results": [{work}], "group_by": []}}"#);
    let no_list = one_line.replace(r#", "referenced_works": ["W2", "https://openalex.org/W3", null]"#, "");
    let lines = format!("{one_line}\n\n{one_line}\r\n");
    for text in [work, &one_line, &api, &no_list] {
        holds(Format::OpenAlex, &[(text, &[ROE])]);
    }
    holds(Format::OpenAlex, &[(&lines, &[ROE, ROE])]);
    cites(Format::OpenAlex, work, &["https://openalex.org/W2", "https://openalex.org/W3"]);
    let nothing = r#"{"id": "https://openalex.org/W1", "title": null, "primary_location": null, "authorships": [], "biblio": null, "referenced_works": []}"#;
    assert_eq!(read(nothing.as_bytes(), Format::OpenAlex).len(), 1);
}

#[test]
fn crossref() {
    let work = r#"{"DOI": "10.1000/TESTS.1", "type": "journal-article", "title": ["On <i>tests</i>\n  "], "container-title": ["Journal of Tests", "J Tests"],
        "author": [{"given": "Ann", "family": "Roe", "sequence": "first", "affiliation": []}, {"given": "Bob", "family": "Doe"}],
        "issued": {"date-parts": [[null]]}, "published-print": {"date-parts": [[2001, 3]]}, "volume": "3", "issue": "2", "page": "4-9", "reference-count": 3,
        "reference": [{"key": "r1", "doi-asserted-by": "crossref", "DOI": "10.1000/Birds", "author": "Fay", "volume": "4", "first-page": "1", "year": "1999", "journal-title": "Bird Reports"},
            {"key": "r2", "unstructured": "Kay, B. (1998). <i>Rivers &amp; banks</i>. Reed."}, {"key": "r3"}]}"#;
    let message =
        format!(r#"{{"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": {work}}}"#);
    let list = format!(
        r#"{{"status":"ok","message-type":"work-list","message":{{"total-results":1,"items":[{work}],"items-per-page":20}}}}"#
    );
    let array = format!("[{work}]");
    let line = work.replace('\n', " ") + "\n";
    let items = format!(r#"{{"items": [{work}]}}"#);
    for text in [work, &message, &list, &array, &line, &items] {
        holds(Format::Crossref, &[(text, &[ROE])]);
        cites(
            Format::Crossref,
            text,
            &["Fay |  | Bird Reports | 1999 | 4 | 1 | 10.1000/birds", "Kay, B. (1998). Rivers & banks. Reed."],
        );
    }
}

#[test]
fn semantic_scholar() {
    let paper = r#"{"paperId": "ab", "externalIds": {"DOI": "10.1000/tests.1", "CorpusId": 7}, "title": "On tests", "venue": "J Tests", "year": 2001, "publicationTypes": ["JournalArticle"],
        "journal": {"name": "Journal of Tests", "volume": "3", "pages": "\n   4-9\n "}, "authors": [{"authorId": "1", "name": "Ann Roe"}, {"authorId": null, "name": "Bob Doe"}],
        "references": [{"paperId": null, "title": "Of birds", "authors": [], "year": 1999}, {"paperId": "cd", "title": "Rivers", "externalIds": null, "journal": null}]}"#;
    let want = ROE.replace("3(2)", "3");
    let search = format!(r#"{{"total": 1, "offset": 0, "data": [{paper}]}}"#);
    let batch = format!("[null, {paper}]");
    let recommended = format!(r#"{{"recommendedPapers": [{paper}]}}"#);
    for text in [paper, &search, &recommended] {
        holds(Format::SemanticScholar, &[(text, &[&want])]);
        cites(Format::SemanticScholar, text, &[" | Of birds |  | 1999 |  |  | ", " | Rivers |  |  |  |  | "]);
    }
    holds(Format::SemanticScholar, &[(&batch, &[&want])]);
    let edges = r#"{"offset": 0, "data": [{"isInfluential": false, "citedPaper": {"paperId": "cd", "title": "Rivers", "year": 1998}}]}"#;
    holds(Format::SemanticScholar, &[(edges, &[" | Rivers |  | 1998 |  |  | "])]);
    let s2orc = r#"{"paper_id": "x", "title": "On tests", "authors": [{"first": "Ann", "middle": ["B."], "last": "Roe", "suffix": ""}], "year": "2001", "venue": "Journal of Tests",
        "pdf_parse": {"body_text": [], "bib_entries": {"BIBREF0": {"ref_id": "b0", "title": "Of birds", "authors": [{"first": "E", "middle": [], "last": "Fay", "suffix": ""}], "year": 1999, "venue": "Bird Reports", "volume": "4", "issue": "2", "pages": "1--9", "other_ids": {"DOI": ["10.1000/birds"]}},
        "BIBREF1": {"title": "", "authors": [], "raw_text": "Kay, B. Rivers. 1998."}}}}"#;
    holds(Format::SemanticScholar, &[(s2orc, &["Roe, Ann B. | On tests | Journal of Tests | 2001 |  |  | "])]);
    cites(
        Format::SemanticScholar,
        s2orc,
        &["Fay, E | Of birds | Bird Reports | 1999 | 4(2) | 1-9 | 10.1000/birds", "Kay, B. Rivers. 1998."],
    );
}

/// The data sets of Semantic Scholar: papers, citations by numbers, texts with stretches in them.
#[test]
fn data_sets_of_semantic_scholar() {
    let papers = "{\"corpusid\":1,\"externalids\":{\"DOI\":\"10.1000/tests.1\"},\"title\":\"On tests\",\"year\":2001}\n{\"corpusid\":2,\"externalids\":null,\"title\":\"Of birds\",\"year\":1999}\n";
    let citations = "{\"citationid\":7,\"citingcorpusid\":1,\"citedcorpusid\":2,\"isinfluential\":false}\n{\"citationid\":8,\"citingcorpusid\":1,\"citedcorpusid\":3,\"contexts\":null}\n";
    assert_eq!(read(citations.as_bytes(), Format::SemanticScholar).len(), 1);
    cites(
        Format::SemanticScholar,
        citations,
        &[2, 3].map(|n| format!("https://api.semanticscholar.org/CorpusID:{n}")).each_ref().map(String::as_str),
    );
    let files = [("papers", papers.as_bytes().to_vec()), ("citations", citations.as_bytes().to_vec())];
    assert_eq!(super::citations(&files).into_iter().collect::<Vec<_>>(), [(2001, 0), (2001, 1999)]);
    let entry = "Fay E. Of birds. Bird Rep 1999;4:1-9.";
    let newer = format!(
        r#"{{"corpusid":1,"title":"On tests","openaccessinfo":{{"externalids":{{"DOI":"10.1000/tests.1"}}}},"body":{{"text":"Größe [1].","annotations":{{"bib_ref":"[{{\"start\":6,\"end\":9,\"attributes\":{{\"ref_id\":\"b0\"}}}}]"}}}},"bibliography":{{"text":"{entry}","annotations":{{"bib_entry":"[{{\"start\":0,\"end\":37,\"attributes\":{{\"id\":\"b0\"}}}}]"}}}}}}"#
    );
    let older = format!(
        r#"{{"corpusid":1,"title":"On tests","externalids":{{"DOI":"10.1000/tests.1"}},"content":{{"source":{{}},"text":"\nGröße [1].\n{entry}","annotations":{{"bibref":"[{{\"start\":\"7\",\"end\":\"10\",\"attributes\":{{\"ref_id\":\"b0\"}}}},{{\"start\":7,\"end\":900}}]","bibentry":"[{{\"start\":12,\"end\":49,\"attributes\":{{\"id\":\"b0\"}}}}]"}}}}}}"#
    );
    for text in [newer, older] {
        holds(Format::SemanticScholar, &[(&text, &[" | On tests |  |  |  |  | 10.1000/tests.1"])]);
        cites(Format::SemanticScholar, &text, &[entry]);
        let found = read(text.as_bytes(), Format::SemanticScholar);
        let body = found[0].body.as_ref().expect("it has text");
        let marks: Vec<(&str, &[usize])> =
            body.marks.iter().map(|mark| (mark.span.of(&body.text), &mark.entries[..])).collect();
        assert_eq!((body.text.trim(), marks), ("Größe [1].", vec![("[1]", &[0][..])]));
    }
}

#[test]
fn csl_json() {
    let item = r#"{"id": "http://zotero.org/users/1/items/AB12", "type": "article-journal", "title": "On <span class=\"nocase\">tests</span>", "container-title": "Journal of Tests",
        "page": "4-9", "volume": "3", "issue": 2, "DOI": "https://doi.org/10.1000/tests.1", "author": [{"family": "Roe", "given": "Ann"}, {"family": "Doe", "given": "Bob"}],
        "issued": {"date-parts": [["2001", 3, 5]]}, "note": "Cited by 5"}"#;
    let array = format!("\u{feff}[\n{item}\n]\n");
    let items = format!(r#"{{"items": [{item}]}}"#);
    let raw_date = item.replace(r#"{"date-parts": [["2001", 3, 5]]}"#, r#"{"raw": "2001/03/05"}"#);
    let bare_date = item.replace(r#"{"date-parts": [["2001", 3, 5]]}"#, r#""2001-03""#);
    for text in [item, &array, &items, &raw_date, &bare_date] {
        holds(Format::Csl, &[(text, &[ROE])]);
    }
}
