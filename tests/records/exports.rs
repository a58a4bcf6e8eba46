//! Exports as real programs write them, each in what it makes of its specification. Every file here is made up.

use citegraph::record::{Cited, Format, Publication, Records};
use citegraph::reference::item::{Item, ItemType};
use citegraph::reference::name::Name;

fn name(name: &Name) -> String {
    let parts = [&name.dropping_particle, &name.non_dropping_particle, &name.family, &name.literal];
    let family: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let behind = [&name.given, &name.suffix].into_iter().flatten().map(|part| format!(", {part}"));
    family.join(" ") + &behind.collect::<String>()
}

/// What an item says, in a line: "Roe, Ann & Doe, B | On tests | Journal | 2001 | 3(2) | 4-9 | 10.1000/1".
pub(super) fn said(item: &Item) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let issue = item.issue.as_ref().map(|issue| format!("({issue})")).unwrap_or_default();
    let authors: Vec<String> = item.author.iter().map(name).collect();
    let page = text(&item.page).replace("--", "-").replace('–', "-");
    [
        authors.join(" & "),
        text(&item.title),
        text(&item.container_title),
        item.year().map(|year| year.to_string()).unwrap_or_default(),
        text(&item.volume) + &issue,
        page,
        text(&item.doi),
    ]
    .join(" | ")
}

fn cited(cited: &Cited) -> String {
    match cited {
        Cited::Item(item) => said(item),
        Cited::Text(text) | Cited::Short(text) => text.clone(),
        Cited::Doi(id) => format!("doi:{id}"),
        Cited::Pmid(id) => format!("pmid:{id}"),
        Cited::Address(id) => id.clone(),
        other => format!("{other:?}"),
    }
}

pub(super) fn read(bytes: &[u8], format: Format) -> Vec<Publication> {
    let shown = String::from_utf8_lossy(bytes);
    let records = Records::read(bytes, None).unwrap_or_else(|e| panic!("{e}: {shown}"));
    assert_eq!(records.format, format, "{shown}");
    assert!(records.faults.is_empty(), "{:?}: {shown}", records.faults);
    records.publications
}

/// What each of these files holds, in a line a work.
pub(super) fn holds(format: Format, cases: &[(&str, &[&str])]) {
    for (text, want) in cases {
        let found: Vec<String> = read(text.as_bytes(), format).iter().map(|p| said(&p.item)).collect();
        assert_eq!(found, *want, "{text}");
    }
}

/// What the works of a file cite.
pub(super) fn cites(format: Format, text: &str, want: &[&str]) {
    let found = read(text.as_bytes(), format);
    let found: Vec<String> = found.iter().flat_map(|p| &p.cites).map(cited).collect();
    assert_eq!(found, want, "{text}");
}

pub(super) const ROE: &str = "Roe, Ann & Doe, Bob | On tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1";

#[test]
fn ris() {
    let plain = "TY  - JOUR\nAU  - Roe, Ann\nAU  - Doe, Bob\nTI  - On tests\nT2  - Journal of Tests\nPY  - 2001\nVL  - 3\n\
                 IS  - 2\nSP  - 4\nEP  - 9\nDO  - 10.1000/tests.1\nER  - \n";
    let lower: String = plain.lines().map(|line| line[..2].to_lowercase() + &line[2..] + "\n").collect();
    let one_blank = plain.replace("  - ", " - ");
    let no_blank = plain.replace("  - ", "  -");
    let blanks: String = plain.lines().map(|line| format!("  {line}  \n")).collect();
    let returns = plain.replace('\n', "\r");
    let together = plain.replace("AU  - Roe, Ann\nAU  - Doe, Bob", "AU  - Roe, Ann; Doe, Bob");
    let in_address = plain.replace("DO  - 10.1000/tests.1", "UR  - http://dx.doi.org/10.1000/TESTS.1");
    let in_note = plain.replace("DO  - 10.1000/tests.1", "M3  - doi: 10.1000/tests.1");
    let in_note_too = plain.replace("DO  - 10.1000/tests.1", "N1  - https://doi.org/10.1000/tests.1");
    let range = plain.replace("SP  - 4\nEP  - 9", "SP  - 4-9\nEP  - 9");
    let folded = plain
        .replace("TI  - On tests", "TI  - On\n      tests\nN2  - A line.\nAnother - one.\n\nAfter a gap.\nKW  - a\nb");
    let dated = plain.replace("PY  - 2001", "PY  - 2001///\nDA  - 2001/05//\nY2  - 2020/01/02");
    let old =
        plain.replace("TI  -", "T1  -").replace("AU  -", "A1  -").replace("T2  -", "JF  -").replace("PY  -", "Y1  -");
    let without_end = plain.replace("ER  - \n", "");
    let jstor = format!(
        "Provider: JSTOR http://www.jstor.org\nDatabase: JSTOR\nContent: text/plain; charset=\"UTF-8\"\n\n\n{plain}"
    );
    let marked = format!("\u{feff}\u{feff}1.\n{plain}");
    for text in [
        plain,
        &lower,
        &one_blank,
        &no_blank,
        &blanks,
        &returns,
        &together,
        &in_address,
        &in_note,
        &in_note_too,
        &range,
        &folded,
        &dated,
        &old,
        &jstor,
        &marked,
    ] {
        holds(Format::Ris, &[(text, &[ROE])]);
    }
    let twice = Records::read((without_end.clone() + plain).as_bytes(), None).expect("records");
    assert_eq!(twice.publications.iter().map(|p| said(&p.item)).collect::<Vec<_>>(), [ROE, ROE]);
    assert_eq!(Records::read(without_end.as_bytes(), None).expect("a record").publications.len(), 1);
    let kinds = [
        (
            "TY  - CONF\nTI  - On tests\nT2  - 2001 Meeting on Tests\nSP  - 1\nEP  - 6\nAU  - A. Roe\nAU  - B. C. Doe\nPY  - 2001\nER  -\n",
            "Roe, A. & Doe, B. C. | On tests | 2001 Meeting on Tests | 2001 |  | 1-6 | ",
        ),
        (
            "TY  - CHAP\nAU  - Roe, A\nTI  - On tests\nT2  - The book of tests\nED  - Doe, B\nPB  - Press\nPY  - 2001\nSP  - 7\nER  - \n",
            "Roe, A | On tests | The book of tests | 2001 |  | 7 | ",
        ),
        (
            "TY  - BOOK\nAU  - World Test Organization\nTI  - On tests\nPY  - 2001\nSN  - 978-0-00-000000-2\nER  - \n",
            "World Test Organization | On tests |  | 2001 |  |  | ",
        ),
        (
            "TY  - THES\nAU  - van der Lee, Ann Bea\nTI  - On tests : a study\nPY  - 2001\nER  - \n",
            "van der Lee, Ann Bea | On tests : a study |  | 2001 |  |  | ",
        ),
    ];
    for (text, want) in kinds {
        holds(Format::Ris, &[(text, &[want])]);
    }
}

#[test]
fn ris_of_scopus() {
    let text = "TY  - JOUR\nTI  - On tests\nT2  - Journal of Tests\nPY  - 2001\nAU  - Roe, A.\nN1  - Cited By :5\n\
                N1  - Export Date: 1 March 2020\nN1  - References: Fay, E., Of birds (1999) Bird Reports, 4 (2), pp. 1-9; \n\
                Kay, B., Lind, C., Rivers; a history (1998), Reed; \nER  - \n";
    cites(
        Format::Ris,
        text,
        &["Fay, E., Of birds (1999) Bird Reports, 4 (2), pp. 1-9", "Kay, B., Lind, C., Rivers; a history (1998), Reed"],
    );
}

#[test]
fn nbib() {
    let plain = "PMID- 12345\nOWN - NLM\nSTAT- MEDLINE\nIS  - 1234-5678 (Print)\nVI  - 3\nIP  - 2\nDP  - 2001 Mar-Apr\n\
                 TI  - On tests and what they tell\n      of those who test.\nPG  - 4-9\nLID - 10.1000/tests.1 [doi]\nFAU - Roe, Ann B\n\
                 AU  - Roe AB\nFAU - Doe, Bob\nAU  - Doe B\nJT  - Journal of tests\nTA  - J Tests\n\
                 SO  - J Tests. 2001 Mar-Apr;3(2):4-9. doi: 10.1000/tests.1.\n";
    let want = "Roe, Ann B & Doe, Bob | On tests and what they tell of those who test | Journal of tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1";
    let loose = plain.replace("PMID- ", "PMID - ").replace("- ", "-  ");
    let only_source = plain.replace("LID - 10.1000/tests.1 [doi]\n", "");
    let indented: String = plain.lines().map(|line| format!(" {line}\n")).collect();
    let crlf = format!("\u{feff}\r\n{}\r\n", plain.replace('\n', "\r\n"));
    for text in [plain, &loose, &only_source, &crlf] {
        holds(Format::Nbib, &[(text, &[want])]);
    }
    assert_eq!(read(indented.as_bytes(), Format::Nbib).len(), 1);
    let two = format!("\n{plain}\n\n{}", plain.replace("12345", "67"));
    let ids: Vec<_> = read(two.as_bytes(), Format::Nbib).into_iter().filter_map(|p| p.item.pmid).collect();
    assert_eq!(ids, ["12345", "67"]);
}

#[test]
fn endnote_tagged() {
    let plain = "%0 Journal Article\n%A Roe, Ann\n%A Doe, Bob\n%T On tests\n%J Journal of Tests\n%D 2001\n%V 3\n%N 2\n%P 4-9\n\
                 %R 10.1000/tests.1\n%X A line\nof more.\n%K a\n%K b\n";
    let blanks = plain.replace(' ', "  ");
    let authors = plain.replace("%A Roe, Ann\n%A Doe, Bob", "%A Roe, Ann;\n%A Doe, Bob,");
    let address = plain.replace("%R 10.1000/tests.1", "%U https://doi.org/10.1000/tests.1");
    for text in [plain, &blanks, &authors, &address] {
        let found = read(text.as_bytes(), Format::EndNote);
        assert_eq!(said(&found[0].item).replace("  ", " "), ROE, "{text}");
    }
}

#[test]
fn web_of_science() {
    let plain = "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Roe, A\n   Doe, B\nAF Roe, Ann\n   Doe, Bob\nTI On\n   tests\n\
                 SO JOURNAL OF TESTS\nLA English\nDT Article; Early Access\nCR [Anonymous], 1999, REPORT\n   \n\
                 \x20  FAY E, 1999, BIRD REP, V4, P1, DOI 10.1000/BIRDS\n\
                 \x20  Kay B.C., 1998, RIVERS, V2, P10, DOI [10.1000/a, 10.1000/b]\nNR 3\nPY 2001\nPD MAR-APR\nVL 3\nIS 2\n\
                 BP 4\nEP 9\nDI 10.1000/tests.1\nUT WOS:000123\nDA 2020-01-01\nER\n\nEF";
    let want = ROE.replace("Journal of Tests", "JOURNAL OF TESTS");
    let twice = format!("\u{feff}{plain}\n\u{feff}{}", plain.replace("000123", "000124"));
    holds(Format::Wos, &[(plain, &[&want]), (&plain.replace('\n', "\r\n"), &[&want]), (&twice, &[&want, &want])]);
    cites(
        Format::Wos,
        plain,
        &[
            "[Anonymous], 1999, REPORT",
            "FAY E, 1999, BIRD REP, V4, P1, DOI 10.1000/BIRDS",
            "Kay B.C., 1998, RIVERS, V2, P10, DOI [10.1000/a, 10.1000/b]",
        ],
    );
    let tab = "PT\tAU\tBA\tAF\tTI\tSO\tDT\tCR\tPY\tVL\tIS\tBP\tEP\tAR\tDI\tUT\t\n\
               J\tRoe, A; Doe, B\t\tRoe, Ann; Doe, Bob\tOn \"tests\tJ TESTS\tArticle\tFAY E, 1999, BIRD REP, V4, P1; KAY B, 1998, RIVERS\t2001\t3\t2\t4\t9\t\t10.1000/tests.1\tWOS:1\t\n";
    let want = "Roe, Ann & Doe, Bob | On \"tests | J TESTS | 2001 | 3(2) | 4-9 | 10.1000/tests.1";
    let utf_16: Vec<u8> =
        "\u{feff}".encode_utf16().chain(tab.replace('\n', "\r\n").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&utf_16, Format::WosTab).iter().map(|p| said(&p.item)).collect::<Vec<_>>(), [want]);
    // Two exports, one behind the other.
    holds(Format::WosTab, &[(&tab.repeat(2), &[want, want])]);
    cites(Format::WosTab, tab, &["FAY E, 1999, BIRD REP, V4, P1", "KAY B, 1998, RIVERS"]);
}

#[test]
fn web_of_science_in_bibtex() {
    let text = "@article{ WOS:000123,\nAuthor = {Roe, Ann and Doe, Bob},\nTitle = {{On\n   tests}},\nJournal = {{JOURNAL OF TESTS}},\n\
                Year = {{2001}},\nVolume = {{3}},\nNumber = {{2}},\nPages = {{4-9}},\nMonth = {{MAR-APR}},\nType = {{Article}},\n\
                DOI = {{10.1000/tests.1}},\nCited-References = {{Fay E, 1999, BIRD REP, V4, P1, DOI 10.1000/BIRDS.\n   Kay B., 1998, RIVERS.}},\n\
                Number-of-Cited-References = {{2}},\nUnique-ID = {{WOS:000123}},\n}\n";
    holds(Format::Bibtex, &[(text, &[&ROE.replace("Journal of Tests", "JOURNAL OF TESTS")])]);
    cites(Format::Bibtex, text, &["Fay E, 1999, BIRD REP, V4, P1, DOI 10.1000/BIRDS", "Kay B., 1998, RIVERS"]);
}

#[test]
fn bibtex() {
    let zotero = "\n@article{roe_tests_2001,\n\ttitle = {On tests},\n\tvolume = {3},\n\tcopyright = {© Roe},\n\tissn = {1234-5678},\n\
                  \turl = {https://example.org/a_b%20c},\n\tdoi = {10.1000/tests.1},\n\tabstract = {50\\% of {\\textless}i{\\textgreater} \\& more},\n\
                  \tlanguage = {en},\n\tnumber = {2},\n\turldate = {2020-01-02},\n\tjournal = {Journal of Tests},\n\tauthor = {Roe, Ann and Doe, Bob},\n\
                  \tmonth = mar,\n\tyear = {2001},\n\tpages = {4--9},\n\tfile = {PDF:/home/x/a.pdf:application/pdf;Snapshot:C\\:\\\\x\\\\b.html:text/html},\n}\n";
    let better = "@article{roeTests2001,\n  title = {On Tests},\n  author = {Roe, Ann and Doe, Bob},\n  date = {2001-03-05},\n\
                  \x20 journaltitle = {Journal of Tests},\n  shortjournal = {J. Tests},\n  volume = {3},\n  number = {2},\n  pages = {4--9},\n\
                  \x20 doi = {10.1000/tests.1},\n  langid = {english},\n  keywords = {a,b}\n}";
    let scholar = "@article{roe2001tests,\n  title={On tests},\n  author={Roe, Ann and Doe, Bob},\n  journal={Journal of Tests},\n\
                   \x20 volume={3},\n  number={2},\n  pages={4--9},\n  year={2001},\n  publisher={Press},\n doi={https://doi.org/10.1000/tests.1}\n}\n";
    let jabref = "% Encoding: UTF-8\n\n@Article{Roe2001,\n  author    = {Ann Roe and Bob Doe},\n  title     = {On tests},\n  journal   = {Journal of Tests},\n\
                  \x20 year      = {2001},\n  volume    = {3},\n  number    = {2},\n  pages     = {4-9},\n  month     = {#mar#},\n  doi       = {10.1000/tests.1},\n\
                  \x20 groups    = {a\\;b},\n  timestamp = {2020-01-02},\n}\n\n@Comment{jabref-meta: databaseType:bibtex;}\n";
    let keyless = "@article{,\n author = \"Roe, Ann and Doe, Bob\", title = \"On {tests}\", journal = {Journal of Tests}, year = 2001, volume = 3,\n\
                   number = 2, pages = \"4-9\", doi = {doi:10.1000/tests.1}}";
    let spaced = "@ARTICLE {Roe 2001,\n AUTHOR = {Roe, Ann AND Doe, Bob},\n TITLE = {On tests},\n JOURNAL = {Journal of Tests},\n YEAR = {2001},\n\
                  VOLUME = {3}, NUMBER = {2}, PAGES = {4-9}, MONTH = {March},\n DOI = {10.1000/tests.1},}";
    for text in [zotero, better, scholar, jabref, keyless, spaced] {
        let found = read(text.as_bytes(), Format::Bibtex);
        assert_eq!(said(&found[0].item).replace("On Tests", "On tests"), ROE, "{text}");
    }
    holds(
        Format::Bibtex,
        &[
            (
                "@inproceedings{DBLP:conf/x/RoeM01,\n  author    = {Ann Roe and\n               J{\\\"u}rgen M{\\\"{u}}ller},\n  title     = {On Tests \\& {\\'E}preuves},\n\
          booktitle = {Proc. Tests},\n  pages     = {1--6},\n  year      = {2001},\n  crossref  = {DBLP:conf/x/2001},\n  biburl    = {https://dblp.org/rec/x}\n}\n",
                &["Roe, Ann & Müller, Jürgen | On Tests & Épreuves | Proc. Tests | 2001 |  | 1-6 | "],
            ),
            (
                "@misc{roe, title={On tests}, author={Roe, Ann and others}, eprint={2001.00001}, archivePrefix={arXiv}, year={2020}, month={forthcoming}}",
                &["Roe, Ann & others | On tests |  | 2020 |  |  | "],
            ),
            (
                "@book{b, author = {{World Test Organization}}, title = {Tests, \\textit{tests} and {\\em more}}, year = {2001 (2nd printing)}}",
                &["World Test Organization | Tests, tests and more |  | 2001 |  |  | "],
            ),
            (
                "@article{a, title = {One}, year = 2001\n}\n@article{a, title = {Other}, year = 2002}\n",
                &[" | One |  | 2001 |  |  | ", " | Other |  | 2002 |  |  | "],
            ),
        ],
    );
}

#[test]
fn bibtex_of_scopus() {
    let text = "Scopus\nEXPORT DATE: 1 March 2020\n\n@ARTICLE{Roe2001,\nauthor={Roe, A. and Doe, B.},\ntitle={On tests},\njournal={Journal of Tests},\n\
                year={2001},\nvolume={3},\nnumber={2},\npages={4-9},\ndoi={10.1000/tests.1},\nreferences={Fay, E., Of birds (1999) Bird Reports, 4 (2), pp. 1-9; Kay, B., Rivers (1998), Reed},\n\
                document_type={Article},\nsource={Scopus},\n}\n";
    cites(
        Format::Bibtex,
        text,
        &["Fay, E., Of birds (1999) Bird Reports, 4 (2), pp. 1-9", "Kay, B., Rivers (1998), Reed"],
    );
}

#[test]
fn scopus_in_plain_text() {
    let text = "Scopus\nEXPORT DATE: 01 March 2020\n\nRoe, A., Doe, B.C.\n57001234500;57001234501;\nOn tests: old and new\n(2001) Journal of Tests, 3 (2), pp. 4-9. Cited 5 times.\n\
                https://www.scopus.com/inward/record.uri?eid=2-s2.0-1\n\nDOI: 10.1000/tests.1\nAFFILIATIONS: University of Tests, Rostow\nABSTRACT: Tests are old.\n\
                REFERENCES: Fay, E., Of birds (1999) Bird Reports, 4 (2), pp. 1-9;\nKay, B., Rivers (1998), Reed\nDOCUMENT TYPE: Article\nSOURCE: Scopus\n\n\n\
                Lind, C.\n57001234599;\nRivers and banks\n(2002) Annals of Banks, 5, art. no. 12, .\nhttps://www.scopus.com/inward/record.uri?eid=2-s2.0-2\n\nDOCUMENT TYPE: Article\nSOURCE: Scopus\n";
    let roe = "Roe, A. & Doe, B.C. | On tests: old and new | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1";
    let lind = "Lind, C. | Rivers and banks | Annals of Banks | 2002 | 5 | 12 | ";
    let full = text.replace(
        "57001234500;57001234501;\n",
        "AUTHOR FULL NAMES: Roe, Ann (57001234500); Doe, Bob (57001234501)\n57001234500; 57001234501\n",
    );
    holds(
        Format::Scopus,
        &[
            (text, &[roe, lind]),
            (&text.replace('\n', "\r\n"), &[roe, lind]),
            (&full, &[&roe.replace("Roe, A. & Doe, B.C.", "Roe, Ann & Doe, Bob"), lind]),
        ],
    );
    cites(
        Format::Scopus,
        text,
        &["Fay, E., Of birds (1999) Bird Reports, 4 (2), pp. 1-9", "Kay, B., Rivers (1998), Reed"],
    );
    let cut = Records::read(text.replace("(2002) ", "").as_bytes(), None).expect("a record");
    let said: Vec<String> = cut.faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        (cut.publications.len(), said),
        (1, vec!["line 19: expected a line with a year in brackets and where the work came out".to_owned()])
    );
}

#[test]
fn scopus() {
    let new = "\u{feff}\"Authors\",\"Author full names\",\"Author(s) ID\",\"Title\",\"Year\",\"Source title\",\"Volume\",\"Issue\",\"Art. No.\",\"Page start\",\"Page end\",\"Page count\",\"Cited by\",\"DOI\",\"Link\",\"Abstract\",\"References\",\"Document Type\",\"Publication Stage\",\"Open Access\",\"Source\",\"EID\"\r\n\
               \"Roe A.; Doe B.\",\"Roe, Ann (57001); Doe, Bob (57002)\",\"57001; 57002\",\"On tests\",\"2001\",\"Journal of Tests\",\"3\",\"2\",\"\",\"4\",\"9\",\"\",\"5\",\"10.1000/tests.1\",\"https://www.scopus.com/x\",\"Two\nlines, \"\"quoted\"\".\",\"Fay E., Of birds, Bird Reports, 4, 2, pp. 1-9, (1999); Kay B., Lind C., Rivers; a history, (1998)\",\"Article\",\"Final\",\"\",\"Scopus\",\"2-s2.0-1\"\r\n";
    let old = "Authors,Author(s) ID,Title,Year,Source title,Volume,Issue,Art. No.,Page start,Page end,Page count,Cited by,DOI,Link,References,Document Type,Source,EID\n\
               \"Roe A., Doe B.\",\"57001;57002;\",\"On tests\",2001,\"Journal of Tests\",\"3\",\"2\",,\"4\",\"9\",,5,10.1000/tests.1,\"https://x\",\"Fay, E., Of birds (1999) Bird Reports, 4 (2), pp. 1-9; Kay, B., Rivers (1998), Reed\",Article,Scopus,2-s2.0-1\n";
    let semicolons = "Authors;Title;Year;Source title;Volume;Issue;Page start;Page end;DOI;EID\n\"Roe A., Doe B.\";\"On tests\";2001;Journal of Tests;3;2;4;9;10.1000/tests.1;2-s2.0-1\n";
    let roe = ROE.replace("Roe, Ann & Doe, Bob", "Roe, A. & Doe, B.");
    holds(Format::Scopus, &[(new, &[ROE]), (old, &[&roe]), (semicolons, &[&roe])]);
    cites(
        Format::Scopus,
        new,
        &["Fay E., Of birds, Bird Reports, 4, 2, pp. 1-9, (1999)", "Kay B., Lind C., Rivers; a history, (1998)"],
    );
    cites(
        Format::Scopus,
        old,
        &["Fay, E., Of birds (1999) Bird Reports, 4 (2), pp. 1-9", "Kay, B., Rivers (1998), Reed"],
    );
    let nobody = old.replace("Roe A., Doe B.", "[No author name available]");
    assert!(read(nobody.as_bytes(), Format::Scopus)[0].item.author.is_empty());
}

#[test]
fn dimensions_and_lens() {
    let dimensions = "\"About the data: Exported on Mar 01, 2020. Criteria: 'tests' in full data. © 2020 Digital Science.\"\n\
                      Rank,Publication ID,DOI,PMID,PMCID,Title,Abstract,Source title,Source UID,Publisher,PubYear,Volume,Issue,Pagination,Authors,Authors (Raw Affiliation),Dimensions URL,Times cited,Cited references\n\
                      1,pub.1001,10.1000/tests.1,,,On tests,,Journal of Tests,jour.1,Press,2001,3,2,4-9,\"Roe, Ann; Doe, Bob\",,https://x,5,\"[Fay, Eve; Kay, Ben]|||Bird Reports|1999|4|2|1-9|10.1000/birds|pub.1002|7;[Lind, C]|||Rivers|1998||||10.1000/rivers|pub.1003|1\"\n";
    holds(Format::Dimensions, &[(dimensions, &[ROE])]);
    cites(
        Format::Dimensions,
        dimensions,
        &[
            "Fay, Eve & Kay, Ben |  | Bird Reports | 1999 | 4(2) | 1-9 | 10.1000/birds",
            "Lind, C |  | Rivers | 1998 |  |  | 10.1000/rivers",
        ],
    );
    let lens = "\u{feff}\"#\",\"Lens ID\",\"Title\",\"Date Published\",\"Publication Year\",\"Publication Type\",\"Source Title\",\"ISSNs\",\"Publisher\",\"Source Country\",\"Author/s\",\"Abstract\",\"Volume\",\"Issue Number\",\"Start Page\",\"End Page\",\"DOI\",\"References\",\"Citing Works Count\"\r\n\
                \"1\",\"000-001\",\"On tests\",\"2001-03-05\",\"2001\",\"journal article\",\"Journal of Tests\",\"1234;;5678\",\"Press\",\"\",\"Ann Roe;; Bob Doe\",\"\",\"3\",\"2\",\"4\",\"9\",\"10.1000/tests.1\",\"000-002;; 000-003;;\",\"5\"\r\n";
    holds(Format::Lens, &[(lens, &[ROE])]);
    cites(Format::Lens, lens, &["https://lens.org/000-002", "https://lens.org/000-003"]);
}

#[test]
fn other_tables() {
    let zotero = "\"Key\",\"Item Type\",\"Publication Year\",\"Author\",\"Title\",\"Publication Title\",\"ISBN\",\"ISSN\",\"DOI\",\"Url\",\"Abstract Note\",\"Date\",\"Date Added\",\"Pages\",\"Num Pages\",\"Issue\",\"Volume\",\"Publisher\",\"Place\"\n\
                  \"AB12\",\"journalArticle\",\"2001\",\"Roe, Ann; Doe, Bob\",\"On tests\",\"Journal of Tests\",\"\",\"1234-5678\",\"10.1000/tests.1\",\"\",\"\",\"2001-03\",\"2020-01-02 10:00:00\",\"4-9\",\"\",\"2\",\"3\",\"\",\"\"\n";
    let pubmed = "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n\
                  12345,On tests.,\"Roe A, Doe B.\",J Tests. 2001 Mar;3(2):4-9. doi: 10.1000/tests.1.,Roe A,J Tests,2001,2001/03/05,,,10.1000/tests.1\n";
    let ieee = "\"Document Title\",Authors,\"Author Affiliations\",\"Publication Title\",Date Added To Xplore,\"Publication Year\",\"Volume\",\"Issue\",\"Start Page\",\"End Page\",\"Abstract\",\"ISSN\",ISBNs,\"DOI\"\n\
                \"On tests\",\"A. Roe; B. Doe\",\"\",\"Journal of Tests\",\"5 March 2001\",\"2001\",\"3\",\"2\",\"4\",\"9\",\"\",\"1234\",\"\",\"10.1000/tests.1\"\n";
    let initials = ROE.replace("Roe, Ann & Doe, Bob", "Roe, A. & Doe, B.");
    holds(
        Format::Csv,
        &[
            (zotero, &[ROE]),
            (pubmed, &["Roe, A & Doe, B | On tests | J Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1"]),
            (ieee, &[&initials]),
            (
                "title;authors;year;journal;doi\nOn tests;Roe, Ann;2001;Journal of Tests;10.1000/tests.1\n",
                &["Roe, Ann | On tests | Journal of Tests | 2001 |  |  | 10.1000/tests.1"],
            ),
        ],
    );
    let openalex = "id,doi,title,display_name,publication_year,type,authorships.author.display_name,primary_location.source.display_name,biblio.volume,biblio.issue,biblio.first_page,biblio.last_page,referenced_works\n\
                    https://openalex.org/W1,https://doi.org/10.1000/tests.1,On tests,On tests,2001,article,Ann Roe|Bob Doe,Journal of Tests,3,2,4,9,https://openalex.org/W2|https://openalex.org/W3\n";
    holds(Format::OpenAlex, &[(openalex, &[ROE])]);
    cites(Format::OpenAlex, openalex, &["https://openalex.org/W2", "https://openalex.org/W3"]);
}

#[test]
fn opencitations() {
    let index = "oci,citing,cited,creation,timespan,journal_sc,author_sc\n\
                 06-07,omid:br/061 doi:10.1000/A pmid:1,omid:br/062 doi:10.1000/b,2001,P1Y,no,no\n06-08,10.1000/a,10.1000/c,2001,P1Y,no,no\n";
    let found = read(index.as_bytes(), Format::OpenCitations);
    let pairs: Vec<String> = found
        .iter()
        .flat_map(|p| p.cites.iter().map(|c| format!("{} {}", p.item.doi.clone().unwrap_or_default(), cited(c))))
        .collect();
    assert_eq!(pairs, ["10.1000/a doi:10.1000/b", "10.1000/a doi:10.1000/c"]);
    let json = r#"[{"oci": "06-07", "citing": "doi:10.1000/a", "cited": "doi:10.1000/b", "creation": "2001"}, {"oci": "06-08", "citing": "omid:br/1 doi:10.1000/a", "cited": "doi:10.1000/c"}]"#;
    cites(Format::OpenCitations, json, &["doi:10.1000/b", "doi:10.1000/c"]);
}

#[test]
fn thebibliography() {
    let text = "% a comment\n\\begin{thebibliography}{10}\n\n\\bibitem{fay}\nE.~Fay.\n\\newblock Of birds \\& bees.\n\\newblock {\\em Bird Reports}, 4(2):1--9, 1999.\n\n\
                \\bibitem[Kay(1998)]{kay}\nKay, B. (1998). \\textit{Rivers}. Reed. \\url{https://example.org/a_b}.\n\\end{thebibliography}\n";
    let found = read(text.as_bytes(), Format::Bbl);
    let all: Vec<String> = found.iter().flat_map(|p| &p.cites).map(cited).collect();
    assert_eq!(all.len(), 2);
    assert!(all[0].contains("Of birds & bees") && all[0].contains("Bird Reports"), "{all:?}");
}

/// What exports have that their specifications don't say.
#[test]
fn what_programs_add() {
    let mendeley = "Automatically generated by Mendeley Desktop 1.19\nAny changes to this file will be lost if it is regenerated by \
        Mendeley.\n\nBibTeX export options can be customized via Options -> BibTeX in Mendeley Desktop\n\n@article{Roe2001,\nauthor = {Roe, Ann \
        and Doe, Bob},\ndoi = {10.1000/tests.1},\nfile = {:C$\\backslash$:/x.pdf:pdf},\njournal = {Journal of Tests},\nnumber = {2},\n\
        pages = {4--9},\ntitle = {{On tests}},\nvolume = {3},\nyear = {2001}\n}\n";
    holds(Format::Bibtex, &[(mendeley, &[ROE])]);
    let behind = "TY  - JOUR\nAU  - Lee, Bob van der\nTI  - On tests\nER  - \n";
    holds(Format::Ris, &[(behind, &["van der Lee, Bob | On tests |  |  |  |  | "])]);
    let second = "id,citing,cited,creation,timespan\noci:1-2,omid:br/1 doi:10.1000/a,doi:10.1000/b,2001,P1Y\n";
    cites(Format::OpenCitations, second, &["doi:10.1000/b"]);
    let answer = r#"{"status":"ok","message-type":"work-list","message":{"items":[{"DOI":"10.1000/x","type":"book","title":["On tests"],"ISBN":["http://id.crossref.org/isbn/9780000000002"],"issued":{"date-parts":[[null]]}}]}}"#;
    let found = read(answer.as_bytes(), Format::Crossref);
    assert_eq!(found[0].item.isbn.as_deref(), Some("9780000000002"));
    holds(Format::Crossref, &[(answer, &[" | On tests |  |  |  |  | 10.1000/x"])]);
}

/// Decisions: who decided is the court, in each program's field for it.
#[test]
fn courts() {
    let ris = "TY  - CASE\nTI  - Roe v. Doe\nA2  - Test Reports\nDA  - 2001/03/05/\nPB  - Court of Tests\nVL  - 3\nSP  - 4\nSV  - 01-234\nER  - \n";
    let biblatex = "@jurisdiction{roe_doe_2001,\n\ttitle = {Roe v. Doe},\n\tjournaltitle = {Test Reports},\n\tvolume = {3},\n\tpages = {4},\n\tinstitution = {Court of Tests},\n\tnumber = {01-234},\n\tdate = {2001-03-05},\n}\n";
    let tagged = "%0 Case\n%T Roe v. Doe\n%I Court of Tests\n%D 2001\n%V 3\n%P 4\n";
    let xml = "<?xml version=\"1.0\"?><xml><records><record><ref-type name=\"Case\">7</ref-type><titles><title>Roe v. Doe</title></titles><publisher>Court of Tests</publisher><dates><year>2001</year></dates></record></records></xml>";
    let csl = r#"[{"id": "a", "type": "legal_case", "title": "Roe v. Doe", "container-title": "Test Reports", "authority": "Court of Tests", "volume": "3", "issued": {"date-parts": [[2001, 3, 5]]}}]"#;
    for (format, text) in [
        (Format::Ris, ris),
        (Format::Bibtex, biblatex),
        (Format::EndNote, tagged),
        (Format::EndNoteXml, xml),
        (Format::Csl, csl),
    ] {
        let item = &read(text.as_bytes(), format)[0].item;
        let who = (item.authority.as_deref(), item.publisher.as_deref(), item.editor.len());
        assert_eq!(who, (Some("Court of Tests"), None, 0), "{text}");
        assert_eq!((item.title.as_deref(), item.year()), (Some("Roe v. Doe"), Some(2001)), "{text}");
    }
    let item = &read(ris.as_bytes(), Format::Ris)[0].item;
    assert_eq!((item.container_title.as_deref(), item.number.as_deref()), (Some("Test Reports"), Some("01-234")));
}

/// What stands in one field and says something else than that field's name.
#[test]
fn fields_that_programs_use_otherwise() {
    let zotero = "TY  - CONF\nTI  - On tests\nAU  - Roe, Ann\nT2  - Meeting on Tests\nC3  - Proceedings of the Meeting\nT3  - Notes on Tests\nSV  - 41\nPY  - 2001\nER  - \n";
    let found = &read(zotero.as_bytes(), Format::Ris)[0].item;
    assert_eq!(found.container_title.as_deref(), Some("Proceedings of the Meeting"));
    assert_eq!(
        (found.collection_title.as_deref(), found.collection_number.as_deref()),
        (Some("Notes on Tests"), Some("41"))
    );
    let book = "TY  - BOOK\nTI  - On tests\nT2  - Notes on Tests\nM1  - 41\nPY  - 2001\nER  - \n";
    let found = &read(book.as_bytes(), Format::Ris)[0].item;
    assert_eq!(
        (found.collection_title.as_deref(), found.collection_number.as_deref()),
        (Some("Notes on Tests"), Some("41"))
    );
    // EndNote: the issue in M1, the day of the edition online in ET. Embase: where authors work in M1.
    let endnote = "TY  - JOUR\nAU  - Roe, Ann\nAU  - Doe, Bob\nTI  - On tests\nJO  - Journal of Tests\nPY  - 2001\nVL  - 3\nM1  - 2\nSP  - 4\nEP  - 9\nET  - 2001/02/03\nDO  - 10.1000/tests.1\nM3  - Journal: Article\nER  - \n";
    let embase = endnote.replace("M1  - 2", "IS  - 2\nM1  - (Roe) University of Tests, 1 Test Street, Rostow");
    for text in [endnote, &embase] {
        holds(Format::Ris, &[(text, &[ROE])]);
        let found = &read(text.as_bytes(), Format::Ris)[0].item;
        assert_eq!((&found.edition, &found.genre, &found.number), (&None, &None, &None), "{text}");
    }
    // Web of Science has other tags for who brought it out and where, Better BibTeX PubMed's number among the preprints'.
    let wos = "TY  - JOUR\nAU  - Roe, A\nTI  - On tests\nT2  - TESTS\nPU  - PRESS\nPI  - ROSTOW\nPY  - 2001\nAN  - MEDLINE:12345678\nDB  - MEDLINE\nER  -\n";
    let found = &read(wos.as_bytes(), Format::Ris)[0].item;
    let told = [&found.publisher, &found.publisher_place, &found.pmid].map(Option::as_deref);
    assert_eq!(told, [Some("PRESS"), Some("ROSTOW"), Some("12345678")]);
    let better = "@article{roe, title = {On tests}, author = {Roe, Ann}, date = {2001}, eprint = {12345678}, eprinttype = {pmid}}";
    assert_eq!(read(better.as_bytes(), Format::Bibtex)[0].item.pmid.as_deref(), Some("12345678"));
    let dblp = "@article{DBLP:journals/jt/RoeD01,\n  author    = {Ann Roe 0001 and\n               Bob Doe},\n  title     = {On tests},\n  journal   = {Journal of Tests},\n  volume    = {3},\n  number    = {2},\n  pages     = {4--9},\n  year      = {2001},\n  url       = {https://doi.org/10.1000/tests.1},\n  doi       = {10.1000/TESTS.1},\n  bibsource = {dblp computer science bibliography, https://dblp.org}\n}\n";
    holds(Format::Bibtex, &[(dblp, &[ROE])]);
    // Springer's and ACM's months, ACM's numbers of articles, a series beside the volume.
    let springer = "@Article{Roe2001,\nauthor=\"Roe, Ann\nand Doe, Bob\",\ntitle=\"On tests\",\njournal=\"Journal of Tests\",\nyear=\"2001\",\nmonth=\"Mar\",\nday=\"05\",\nvolume=\"3\",\nnumber=\"2\",\npages=\"4--9\",\nissn=\"1234-5678\",\ndoi=\"10.1000/tests.1\"\n}\n";
    holds(Format::Bibtex, &[(springer, &[ROE])]);
    let found = &read(springer.as_bytes(), Format::Bibtex)[0].item;
    assert_eq!(found.issued.as_ref().map(ToString::to_string).as_deref(), Some("2001-03-05"));
    assert_eq!(found.isbn.as_deref(), Some("1234-5678"));
    let acm = "@inproceedings{10.1145/1.2, author = {Roe, Ann}, title = {On tests}, year = {2001}, month = mar, booktitle = {Meeting}, series = {Notes on Tests}, volume = {7}, number = {41}, articleno = {12}, numpages = {9}, location = {Rostow} }\n";
    let found = &read(acm.as_bytes(), Format::Bibtex)[0].item;
    assert_eq!((found.volume.as_deref(), found.collection_number.as_deref()), (Some("7"), Some("41")));
    assert_eq!((found.page.as_deref(), found.issue.as_deref()), (Some("12"), None));
}

/// Kinds that BibTeX has no word for.
#[test]
fn kinds_of_entries() {
    let cases = [
        ("@online{a, title = {On tests}, pubstate = {prepublished}}", ItemType::Article),
        ("@misc{a, title = {On tests}, eprint = {2001.00001}, archivePrefix = {arXiv}}", ItemType::Article),
        (
            "@article{a, title = {On tests}, journaltitle = {Week}, entrysubtype = {magazine}}",
            ItemType::ArticleMagazine,
        ),
        (
            "@article{a, title = {On tests}, journaltitle = {Day}, entrysubtype = {newspaper}}",
            ItemType::ArticleNewspaper,
        ),
        ("@legislation{a, title = {Tests Act}}", ItemType::Legislation),
        ("@movie{a, title = {On tests}}", ItemType::MotionPicture),
        ("@misc{a, title = {On tests}}", ItemType::Document),
    ];
    for (text, want) in cases {
        assert_eq!(read(text.as_bytes(), Format::Bibtex)[0].item.item_type, want, "{text}");
    }
}

/// Tables of Publish or Perish, Google Scholar and Zotero.
#[test]
fn tables_of_programs() {
    let perish = "\"Cites\",\"Authors\",\"Title\",\"Year\",\"Source\",\"Publisher\",\"ArticleURL\",\"GSRank\",\"Type\",\"DOI\",\"Volume\",\"Issue\",\"StartPage\",\"EndPage\"\n\
                  5,\"A Roe, BC van der Doe, ...\",\"On tests\",2001,\"Journal of Tests\",\"press.example\",\"https://press.example/1\",1,\"Article\",\"10.1000/tests.1\",3,2,4,9\n";
    let found = &read(perish.as_bytes(), Format::Csv)[0].item;
    assert_eq!(
        said(found).replace("B. C.", "BC"),
        "Roe, A & van der Doe, BC | On tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1"
    );
    assert_eq!((found.item_type, found.url.as_deref()), (ItemType::ArticleJournal, Some("https://press.example/1")));
    let scholar = "Authors,Title,Publication,Volume,Number,Pages,Year,Publisher\n\"Roe, Ann; Doe, Bob; \",On tests,Journal of Tests,3,2,4-9,2001,Press\n";
    holds(Format::Csv, &[(scholar, &[&ROE.replace("10.1000/tests.1", "")])]);
    let zotero = "\"Key\",\"Item Type\",\"Publication Year\",\"Author\",\"Title\",\"Publication Title\",\"Date\",\"Issue\",\"Series\",\"Series Number\",\"Publisher\",\"Type\",\"Archive\",\"Archive Location\",\"Number\"\n\
                  \"AB12\",\"report\",\"2001\",\"Roe, Ann\",\"On tests\",\"\",\"2001-03\",\"\",\"Notes on Tests\",\"41\",\"Institute\",\"Working paper\",\"\",\"\",\"TR-12\"\n\
                  \"AB13\",\"preprint\",\"2001\",\"Roe, Ann\",\"On jests\",\"\",\"2001-03\",\"\",\"\",\"\",\"\",\"\",\"arXiv\",\"2001.00001\",\"\"\n";
    let found: Vec<Item> = read(zotero.as_bytes(), Format::Csv).into_iter().map(|found| found.item).collect();
    assert_eq!((found[0].number.as_deref(), found[0].issue.as_deref()), (Some("TR-12"), None));
    assert_eq!((found[0].genre.as_deref(), found[0].collection_number.as_deref()), (Some("Working paper"), Some("41")));
    assert_eq!((found[1].item_type, found[1].arxiv.as_deref()), (ItemType::Article, Some("2001.00001")));
}
