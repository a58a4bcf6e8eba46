//! The hundred small ways in which files of real programs differ from their specifications, a row each: what stands in the place of
//! what, and what is read. Every file here is made up.

use citegraph::record::{Format, Records};

use super::exports::{ROE, cites, holds, read, said};

/// What stands in a file that keeps to its specification, what a program writes there, and the work that is read, where it isn't
/// the same.
type Row = (&'static str, &'static str, &'static str);

/// What each deviation of a file is read as.
fn reads(format: Format, plain: &str, rows: &[Row]) {
    holds(format, &[(plain, &[ROE])]);
    for (specified, written, want) in rows {
        assert!(plain.contains(specified), "{specified}");
        let text = plain.replace(specified, written);
        let found: Vec<String> = read(text.as_bytes(), format).iter().map(|p| said(&p.item)).collect();
        assert_eq!(found, [if want.is_empty() { ROE } else { want }], "{text}");
    }
}

/// What each deviation of a list of references is read as; rows without what is read are read as the plain one.
fn reads_cited(format: Format, plain: &str, want: &str, rows: &[Row]) {
    cites(format, plain, &[want]);
    for (specified, written, other) in rows {
        assert!(plain.contains(specified), "{specified}");
        cites(format, &plain.replace(specified, written), &[if other.is_empty() { want } else { other }]);
    }
}

/// What is told of a file, and how many records are read all the same.
fn told(text: &str) -> (usize, Vec<String>) {
    let records = Records::read(text.as_bytes(), None).unwrap_or_else(|e| panic!("{e}: {text}"));
    (records.publications.len(), records.faults.iter().map(ToString::to_string).collect())
}

const RIS: &str = "TY  - JOUR\nAU  - Roe, Ann\nAU  - Doe, Bob\nTI  - On tests\nT2  - Journal of Tests\nPY  - 2001\nVL  - 3\nIS  - 2\nSP  - 4\nEP  - 9\n\
                   DO  - 10.1000/tests.1\nER  - \n";

#[test]
fn ris() {
    const AUTHORS: &str = "AU  - Roe, Ann\nAU  - Doe, Bob";
    let doi = "DO  - 10.1000/tests.1";
    reads(
        Format::Ris,
        RIS,
        &[
            // Word processors.
            ("  - ", "  – ", ""),
            ("  - ", "\u{a0}\u{a0}- ", ""),
            ("  - ", "\t- ", ""),
            ("\n", "\r\r\n", ""),
            // All people in one value.
            (AUTHORS, "AU  - Roe, Ann and Doe, Bob", ""),
            (AUTHORS, "AU  - Roe, Ann; Doe, Bob;", ""),
            (AUTHORS, "AU  - Ann Roe and Bob Doe", ""),
            (
                AUTHORS,
                "AU  - A. Roe, B. Doe",
                "Roe, A. & Doe, B. | On tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1",
            ),
            (AUTHORS, "AU  - Roe, Ann, roe@lakes.example\nAU  - Doe, Bob", ""),
            (
                AUTHORS,
                "AU  - Roe, A., Doe, B.",
                "Roe, A. & Doe, B. | On tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1",
            ),
            (
                AUTHORS,
                "AU  - Roe, Ann\nAU  - et al.",
                "Roe, Ann & others | On tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1",
            ),
            // What stands beside a name.
            (
                AUTHORS,
                "AU  - Roe, Ann (0000-0002-1825-0097)\nAU  - Doe, Bob [https://orcid.org/0000-0002-1825-0097]",
                "",
            ),
            (
                AUTHORS,
                "AU  - Roe, Ann, PhD\nAU  - Doe, Bob, M.D.",
                "Roe, Ann, PhD & Doe, Bob, M.D. | On tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1",
            ),
            (
                AUTHORS,
                "AU  - M&uuml;ller, Ann\nAU  - Doe, Bob",
                "Müller, Ann & Doe, Bob | On tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1",
            ),
            // The marks of notes and places behind names.
            (AUTHORS, "AU  - Roe, Ann*\nAU  - Doe, Bob†", ""),
            (AUTHORS, "AU  - Roe, Ann 1,2\nAU  - Doe, Bob¹", ""),
            // What an issue is about, in the place of its journal.
            ("T2  - Journal of Tests", "JO  - Journal of Tests\nT2  - Trials: an issue on errors", ""),
            ("T2  - Journal of Tests", "T2  - Journal of Tests\nJO  - J. Tests", ""),
            // The end of files of DOS.
            ("ER  - \n", "ER  - \n\u{1a}", ""),
            // Volume, pages and years.
            ("VL  - ", "VO  - ", ""),
            ("EP  - 9", "EP  - 4-9", ""),
            ("SP  - 4\nEP  - 9", "SP  - 4 – 9", ""),
            ("SP  - 4\nEP  - 9", "SP  - 4—9", ""),
            (
                "EP  - 9",
                "EP  - +",
                "Roe, Ann & Doe, Bob | On tests | Journal of Tests | 2001 | 3(2) | 4 | 10.1000/tests.1",
            ),
            ("PY  - 2001", "PY  - c2001", ""),
            ("PY  - 2001", "PY  - [2001]", ""),
            ("PY  - 2001", "PY  - 2001/03/05/Spring", ""),
            ("PY  - 2001", "PY  - 2001.0", ""),
            ("PY  - 2001", "PY  - 2001\nY1  - March 2001", ""),
            // DOIs.
            (doi, "DO  - https://doi.org/10.1000%2Ftests.1", ""),
            (doi, "DO  - https://doi.org/10.1000/tests.1?nosfx=y", ""),
            (doi, "DO  - <https://doi.org/10.1000/tests.1>", ""),
            (doi, "DO  - (10.1000/tests.1)", ""),
            (doi, "DO  - \"10.1000/tests.1\"", ""),
            (doi, "DI  - 10.1000/tests.1", ""),
            (doi, "AN  - 10.1000/tests.1", ""),
            // The kind in words, another program's end, and an end without its hyphen.
            ("TY  - JOUR", "TY  - Journal Article", ""),
            ("TY  - JOUR", "TY  - Jour", ""),
            ("ER  - \n", "ER  - \nEF  - \n", ""),
            ("ER  - \n", "ER\n", ""),
            ("ER  - \n", "ER  -\n\nEF\n", ""),
            // Web of Science's conference, in the place of an issue.
            ("TY  - JOUR", "TY  - CPAPER\nCP  - 11th Meeting on Tests", ""),
            ("PY  - 2001", "PY  - 2001\nY1  - 2001/03/05", ""),
            (AUTHORS, "AU  - Roe, Ann (Hg.)\nAU  - Doe, Bob (eds.)", ""),
            // Entities of HTML, once and twice.
            ("On tests", "&lt;i&gt;On&lt;/i&gt; tests", ""),
            (
                "Journal of Tests",
                "Journal of Tests &amp;amp; Trials",
                "Roe, Ann & Doe, Bob | On tests | Journal of Tests & Trials | 2001 | 3(2) | 4-9 | 10.1000/tests.1",
            ),
        ],
    );
}

#[test]
fn nbib_and_endnote() {
    let nbib = "PMID- 12345\nOWN - NLM\nDP  - 2001 Mar\nVI  - 3\nIP  - 2\nTI  - On tests.\nPG  - 4-9\nLID - 10.1000/tests.1 [doi]\nFAU - Roe, Ann\n\
                AU  - Roe A\nFAU - Doe, Bob\nAU  - Doe B\nJT  - Journal of Tests\n";
    reads(
        Format::Nbib,
        nbib,
        &[
            ("PMID- ", "Search results 1-1 of 1\n\nPMID- ", ""),
            ("10.1000/tests.1 [doi]", "10.1000/tests.1", ""),
            ("LID - 10.1000/tests.1 [doi]", "AID - S1234(01)00004-9 [pii]\nAID - 10.1000/tests.1 [doi]", ""),
            ("2001 Mar", "2001 Dec-2002 Jan", ""),
            ("2001 Mar", "2001 Spring", ""),
            (
                "DP  - 2001 Mar\nVI  - 3\nIP  - 2\nTI  - On tests.\nPG  - 4-9\n",
                "TI  - On tests.\nSO  - J Tests. 2001 Mar;3(2):4-9.\n",
                "",
            ),
            (
                "FAU - Roe, Ann",
                "FAU - Roe, Ann 3rd",
                "Roe, Ann, 3rd & Doe, Bob | On tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1",
            ),
        ],
    );
    // ERIC's, which has no number of PubMed's.
    let eric = nbib
        .replace("PMID- 12345\nOWN - NLM", "OWN - ERIC")
        .replace("10.1000/tests.1 [doi]", "http://dx.doi.org/10.1000/tests.1");
    holds(Format::Nbib, &[(&eric, &[ROE])]);
    let edited = "PMID- 12345\nTI  - On tests.\nBTI - Tests\nFED - Roe, Ann\nED  - Roe A\n";
    assert_eq!(read(edited.as_bytes(), Format::Nbib)[0].item.editor.len(), 1);
    let endnote = "%0 Journal Article\n%A Roe, Ann\n%A Doe, Bob\n%T On tests\n%J Journal of Tests\n%D 2001\n%V 3\n%N 2\n%P 4-9\n%R 10.1000/tests.1\n";
    reads(
        Format::EndNote,
        endnote,
        &[
            ("%A Roe, Ann\n%A Doe, Bob", "%A Roe, Ann; Doe, Bob", ""),
            ("%A Roe, Ann\n%A Doe, Bob", "%A Roe, Ann and Doe, Bob", ""),
            ("%A Roe, Ann\n%A Doe, Bob", "%A Roe, Ann\nDoe, Bob", ""),
            ("%R 10", "%M doi:10", ""),
            ("%D 2001", "%8 March 5\n%D 2001", ""),
        ],
    );
}

#[test]
fn bibtex() {
    let plain = "@article{roe2001,\n  author = {Roe, Ann and Doe, Bob},\n  title = {On tests},\n  journal = {Journal of Tests},\n  year = {2001},\n\
                 \x20 volume = {3},\n  number = {2},\n  pages = {4--9},\n  doi = {10.1000/tests.1}\n}\n";
    let with = |title: &'static str| -> &'static str {
        match title {
            "quotes" => "Roe, Ann & Doe, Bob | On “tests” | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1",
            _ => "Roe, Ann & Doe, Bob | On CO2 and α-tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1",
        }
    };
    reads(
        Format::Bibtex,
        plain,
        &[
            // DOIs as TeX wants them, and in the places of other fields.
            ("{10.1000/tests.1}", "{\\url{https://doi.org/10.1000/tests.1}}", ""),
            ("{10.1000/tests.1}", "{\\href{https://doi.org/10.1000/tests.1}{10.1000/tests.1}}", ""),
            ("doi = {10", "url = {https://doi.org/10", ""),
            ("doi = {10", "note = {Accepted. doi: 10", ""),
            (
                "tests.1}",
                "tests{\\_}1}",
                "Roe, Ann & Doe, Bob | On tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests_1",
            ),
            (
                "tests.1}",
                "a(1){\\textless}2::b{\\textgreater}3}",
                "Roe, Ann & Doe, Bob | On tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/a(1)<2::b>3",
            ),
            // Keys, commas and ends.
            ("@article{", "@ Article{", ""),
            ("@article{", "@article\n{", ""),
            ("{roe2001,", "{Roe et al., 2001,", ""),
            ("{roe2001,", "{Müller:2001,", ""),
            ("{On tests},", "{On tests},,", ""),
            ("  title", "  %title = {Old},\n  title", ""),
            ("\n", "\r", ""),
            // People.
            (" and Doe", " and and Doe", ""),
            ("Roe, Ann and", "{Roe}, {Ann} and", ""),
            ("Roe, Ann", "Roe, {\\relax Ann}", ""),
            (
                "Roe, Ann",
                "Roe, Ann~B.",
                "Roe, Ann B. & Doe, Bob | On tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1",
            ),
            // Years and pages.
            ("{2001}", "{c2001}", ""),
            ("{2001}", "{[2001]}", ""),
            ("{2001}", "{ca. 2001}", ""),
            ("year = {2001}", "date = {2001-03-05T10:00:00Z}", ""),
            ("{4--9}", "{4 -- 9}", ""),
            ("{4--9}", "{4---9}", ""),
            ("{4--9}", "{4--9,}", ""),
            ("{4--9}", "{4$-$9}", ""),
            ("{4--9}", "{4~--~9}", ""),
            ("pages = {4--9}", "pages = {}, eid = {4-9}", ""),
            ("journal = {Journal", "journal = {}, journaltitle = {Journal", ""),
            // What TeX prints.
            ("{On tests}", "{On \\NoCaseChange{tests}}", ""),
            ("{On tests}", "{On ``tests''}", with("quotes")),
            ("{On tests}", "{On \\mkbibquote{tests}}", with("quotes")),
            ("{On tests}", "{On CO$_2$ and $\\alpha$-tests}", with("formulas")),
            ("{On tests}", "{On CO\\textsubscript{2} and $\\alpha$-tests}", with("formulas")),
        ],
    );
    // Where only the brace of the entry is missing.
    let open = format!("{}\n@book{{b, title = {{On jests}}}}\n", plain.trim_end().trim_end_matches('}').trim_end());
    assert_eq!(told(&open), (2, vec!["line 9: expected the entry's end".to_owned()]));
    let semicolon = plain.replace("{On tests},", "{On tests};");
    assert_eq!(told(&semicolon), (1, vec!["line 3: expected a comma behind the field".to_owned()]));
}

#[test]
fn tables() {
    let plain = "Title,Authors,Year,Journal,Volume,Issue,Pages,DOI\nOn tests,\"Roe, Ann; Doe, Bob\",2001,Journal of Tests,3,2,4-9,10.1000/tests.1\n";
    let bare = "Roe, Ann & Doe, Bob | On tests | Journal of Tests | 2001 |  | 4-9 | 10.1000/tests.1";
    let people = "\"Roe, Ann; Doe, Bob\"";
    reads(
        Format::Csv,
        plain,
        &[
            ("Title,", "sep=,\nTitle,", ""),
            ("Title,Authors,Year,Journal,Volume,Issue,Pages", " TITLE , AUTHORS ,Year,Journal,volume,ISSUE ,Pages", ""),
            (
                "Title,Authors,Year,Journal,Volume,Issue,Pages",
                "article_title,author_names,pub_year,journal_name,volume,issue_number,page_range",
                "",
            ),
            ("DOI\n", "DOI Link\n", ""),
            // JabRef's pages.
            ("4-9", "4--9", ""),
            // What data programs write where there is nothing, and of whole numbers.
            (",3,2,", ",NA,nan,", bare),
            (",3,2,", ",NULL,None,", bare),
            (",3,2,", ",N/A,-,", bare),
            (",3,2,", ",3.0,2.0,", ""),
            (",3,2,4-9,", ",=\"3\",=\"2\",=\"4-9\",", ""),
            ("tests.1\n", "tests.1,,,\n,,,,,,,\n\n", ""),
            // People.
            (people, "\"Roe, Ann|Doe, Bob\"", ""),
            (people, "\"Roe, Ann || Doe, Bob\"", ""),
            (people, "\"Roe, Ann // Doe, Bob\"", ""),
            (people, "\"Roe, Ann & Doe, Bob\"", ""),
            (people, "\"Roe, Ann und Doe, Bob\"", ""),
            (people, "\"Ann Roe,Bob Doe\"", ""),
            (people, "\"[\"\"Roe, Ann\"\", \"\"Doe, Bob\"\"]\"", ""),
            (
                people,
                "\"Roe, Ann et al.\"",
                "Roe, Ann & others | On tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1",
            ),
        ],
    );
    let first = plain.replace("Authors", "First Author").replace(people, "\"Roe, Ann\"");
    holds(Format::Csv, &[(&first, &[&ROE.replace(" & Doe, Bob", "")])]);
    let body = plain.replace(people, "Institute of Tests & Trials");
    holds(Format::Csv, &[(&body, &[&ROE.replace("Roe, Ann & Doe, Bob", "Institute of Tests & Trials")])]);
    let springer = "Item Title,Publication Title,Journal Volume,Journal Issue,Item DOI,Authors,Publication Year\nOn tests,Journal of Tests,3,2,10.1000/tests.1,Ann RoeBob McDoe,2001\n";
    holds(
        Format::Csv,
        &[(springer, &["Roe, Ann & McDoe, Bob | On tests | Journal of Tests | 2001 | 3(2) |  | 10.1000/tests.1"])],
    );
    let bibliometrix =
        "AU,TI,SO,PY,VL,IS,BP,EP,DI\n\"ROE A;DOE B\",ON TESTS,JOURNAL OF TESTS,2001,3,2,4,9,10.1000/tests.1\n";
    holds(
        Format::WosTab,
        &[(bibliometrix, &["ROE, A & DOE, B | ON TESTS | JOURNAL OF TESTS | 2001 | 3(2) | 4-9 | 10.1000/tests.1"])],
    );
    for day in ["9-Apr", "04. Sep", "Apr-09"] {
        let said = format!("line 2: expected numbers in Pages, found {day}, of which a spreadsheet has made a day");
        assert_eq!(told(&plain.replace("4-9", day)), (1, vec![said]));
    }
    // A quotation that isn't closed holds the rows behind it.
    let open = format!(
        "{plain}\"On jests,Poe,2002,Annals of Jests,5,1,1-9,\nOn \"quests\",Lind,2003,Quests,1,1,1-9,10.1000/3\n"
    );
    assert_eq!(told(&open).1, ["line 3: expected the quotation's end in the line that it begins in"]);
    assert_eq!(told(&format!("{plain}On jests\n")), (1, vec!["line 3: expected 8 columns, found 1".to_owned()]));
}

#[test]
fn web_of_science() {
    let plain = "FN Made Up\nVR 1.0\nPT J\nAF Roe, Ann\n   Doe, Bob\nTI On tests\nSO Journal of Tests\nCR Fay E, 1999, BIRD REP, V4, P1, DOI 10.1000/birds\n\
                 PY 2001\nVL 3\nIS 2\nBP 4\nEP 9\nDI 10.1000/tests.1\nUT WOS:1\nER\n\nEF\n";
    reads(
        Format::Wos,
        plain,
        &[("\n   ", "\n\t", ""), ("\n   ", "\n  ", ""), ("ER\n", "ER \n", ""), ("\n", "\r\r\n", "")],
    );
    // What it cites leads to the work of the full record, however it is written.
    let birds = "PT J\nAF Fay, Eve\nTI Of birds\nSO BIRD REP\nPY 1999\nVL 4\nBP 1\nEP 9\nUT WOS:2\nER\n";
    for written in [
        "Fay E, 1999, BIRD REP, V4, P1",
        "Fay, E., 1999, BIRD REP, V4, P1",
        "Fay, E, 1999, BIRD REP, V4, P1",
        "Fay E, (1999), BIRD REP, V4, P1",
        "Fay E, 1999, BIRD REP, v4, p1",
        "FAY E,1999,BIRD REP,V4,P1",
    ] {
        let text = plain.replace("Fay E, 1999, BIRD REP, V4, P1, DOI 10.1000/birds", written).replace("EF\n", birds);
        assert_eq!(
            super::citations(&[("wos", text.into_bytes())]).into_iter().collect::<Vec<_>>(),
            [(2001, 1999)],
            "{written}"
        );
    }
}

#[test]
fn json() {
    let csl = r#"[{"id": "a", "type": "article-journal", "title": "On tests", "author": [{"family": "Roe", "given": "Ann"}, {"family": "Doe", "given": "Bob"}], "container-title": "Journal of Tests", "issued": {"date-parts": [[2001, 3]]}, "volume": "3", "issue": "2", "page": "4-9", "DOI": "10.1000/tests.1"}]"#;
    let people = r#"[{"family": "Roe", "given": "Ann"}, {"family": "Doe", "given": "Bob"}]"#;
    let date = r#"{"date-parts": [[2001, 3]]}"#;
    let doi = r#""DOI": "10.1000/tests.1""#;
    reads(
        Format::Csl,
        csl,
        &[
            (date, r#"{"date-parts": [2001, 3]}"#, ""),
            (date, r#"{"date-parts": [["2001", "3"]]}"#, ""),
            (date, r#"[{"year": 2001}]"#, ""),
            (date, r#"{"year": 2001, "month": 3}"#, ""),
            (date, r#"{"literal": "March 2001"}"#, ""),
            (date, "\"c2001\"", ""),
            (date, "2001", ""),
            (people, r#""Roe, Ann and Doe, Bob""#, ""),
            (people, r#"[{"last": "Roe", "first": "Ann"}, {"lastName": "Doe", "firstName": "Bob"}]"#, ""),
            // What is no JSON.
            (r#""volume": "3""#, r#""volume": "3", "cited": NaN, "fwci": -Infinity"#, ""),
            (r#""volume": "3""#, "\"volume\": \"3\", \"abstract\": \"One\nline\tand another\"", ""),
            (r#""volume": "3""#, r#""volume": "3", "abstract": "\x \ud83d""#, ""),
            (r#""issued""#, r#""keyword": ["a", "b",], "issued""#, ""),
            ("}]", "},]", ""),
            (doi, r#""doi": "https://doi.org/10.1000/tests.1""#, ""),
            (doi, r#""note": "On paper.\nDOI: 10.1000/tests.1\nPMID: 12345""#, ""),
            (
                r#""page": "4-9""#,
                r#""page-first": "4""#,
                "Roe, Ann & Doe, Bob | On tests | Journal of Tests | 2001 | 3(2) | 4 | 10.1000/tests.1",
            ),
        ],
    );
    let crossref = r#"{"DOI": "10.1000/TESTS.1", "type": "journal-article", "title": ["On tests"], "container-title": ["Journal of Tests"], "author": [{"given": "Ann", "family": "Roe"}, {"given": "Bob", "family": "Doe"}], "issued": {"date-parts": [[2001]]}, "volume": "3", "issue": "2", "page": "4-9", "reference-count": 0}"#;
    reads(
        Format::Crossref,
        crossref,
        &[
            (r#""issue": "2""#, r#""journal-issue": {"issue": "2", "published-print": {"date-parts": [[2001]]}}"#, ""),
            (r#"["On tests"]"#, "\"On tests\"", ""),
            (
                r#"{"given": "Bob", "family": "Doe"}"#,
                r#"{"name": "Tests Group", "sequence": "additional"}"#,
                "Roe, Ann & Tests Group | On tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1",
            ),
        ],
    );
    let openalex = r#"{"id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/tests.1", "title": "On tests", "publication_year": 2001, "authorships": [{"author": {"display_name": "Ann Roe"}}, {"author": {"display_name": "Bob Doe"}}], "primary_location": {"source": {"display_name": "Journal of Tests", "type": "journal"}}, "biblio": {"volume": "3", "issue": "2", "first_page": "4", "last_page": "9"}, "referenced_works": []}"#;
    reads(
        Format::OpenAlex,
        openalex,
        &[
            (
                r#"{"source": {"display_name": "Journal of Tests", "type": "journal"}}"#,
                r#"{"source": null, "raw_source_name": "Journal of Tests"}"#,
                "",
            ),
            (
                r#""doi": "https://doi.org/10.1000/tests.1""#,
                r#""doi": null, "ids": {"doi": "https://doi.org/10.1000/tests.1"}"#,
                "",
            ),
            (r#""publication_year": 2001"#, r#""publication_year": "2001""#, ""),
        ],
    );
    let s2 = r#"{"paperId": "ab", "title": "On tests", "authors": [{"name": "Ann Roe"}, {"name": "Bob Doe"}], "year": 2001, "journal": {"name": "Journal of Tests", "volume": "3 2", "pages": "\n   4-9\n "}, "externalIds": {"DOI": "10.1000/TESTS.1"}}"#;
    reads(Format::SemanticScholar, s2, &[("\"3 2\"", "\"3(2)\"", "")]);
}

#[test]
fn markup() {
    let jats = "<?xml version=\"1.0\"?><article xmlns:xlink=\"x\"><front><article-meta><title-group><article-title>On tests</article-title></title-group></article-meta></front>\
                <back><ref-list><ref id=\"R1\"><element-citation publication-type=\"journal\"><person-group person-group-type=\"author\"><name><surname>Fay</surname><given-names>E</given-names></name></person-group>\
                <article-title>Of birds</article-title><source>Bird Reports</source><year>1999</year><volume>4</volume><issue>2</issue><fpage>1</fpage><lpage>9</lpage>\
                <pub-id pub-id-type=\"doi\">10.1000/birds</pub-id></element-citation></ref></ref-list></back></article>";
    let birds = "Fay, E | Of birds | Bird Reports | 1999 | 4(2) | 1-9 | 10.1000/birds";
    let doi = "<pub-id pub-id-type=\"doi\">10.1000/birds</pub-id>";
    let name = "<name><surname>Fay</surname><given-names>E</given-names></name>";
    reads_cited(
        Format::Jats,
        jats,
        birds,
        &[
            (doi, "<ext-link ext-link-type=\"doi\" xlink:href=\"10.1000/birds\">CrossRef</ext-link>", ""),
            (
                doi,
                "<ext-link ext-link-type=\"uri\" xlink:href=\"https://doi.org/10.1000/birds\">CrossRef</ext-link>",
                "",
            ),
            (doi, "<uri>http://x.example</uri><ext-link xlink:href=\"https://doi.org/10.1000/birds\">x</ext-link>", ""),
            (doi, "<comment>doi:10.1000/birds</comment>", ""),
            (doi, "<pub-id pub-id-type=\"doi\">https://doi.org/10.1000/birds</pub-id>", ""),
            ("<fpage>1</fpage><lpage>9</lpage>", "<page-range>1–9</page-range>", ""),
            (
                "<fpage>1</fpage><lpage>9</lpage>",
                "<elocation-id>e12</elocation-id>",
                "Fay, E | Of birds | Bird Reports | 1999 | 4(2) | e12 | 10.1000/birds",
            ),
            ("<year>1999</year>", "<year iso-8601-date=\"1999\">1999a</year>", ""),
            (
                name,
                "<name><surname>Fay</surname><given-names>E</given-names></name><etal/>",
                "Fay, E & others | Of birds | Bird Reports | 1999 | 4(2) | 1-9 | 10.1000/birds",
            ),
            (name, "<string-name><surname>Fay</surname> <given-names>E</given-names></string-name>", ""),
            ("<article-title>Of birds</article-title>", "<part-title>Of birds</part-title>", ""),
            ("element-citation", "nlm-citation", ""),
            ("element-citation", "citation", ""),
        ],
    );
    let tei = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><back><listBibl><biblStruct xml:id=\"b0\"><analytic><title level=\"a\">Of birds</title>\
               <author><persName><forename>E</forename><surname>Fay</surname></persName></author><idno type=\"DOI\">10.1000/birds</idno></analytic>\
               <monogr><title level=\"j\">Bird Reports</title><imprint><biblScope unit=\"volume\">4</biblScope><biblScope unit=\"issue\">2</biblScope>\
               <biblScope unit=\"page\" from=\"1\" to=\"9\"/><date type=\"published\" when=\"1999\"/></imprint></monogr></biblStruct></listBibl></back></text></TEI>";
    let page = "<biblScope unit=\"page\" from=\"1\" to=\"9\"/>";
    reads_cited(
        Format::Tei,
        tei,
        birds,
        &[
            (" type=\"DOI\"", " type=\"doi\"", ""),
            (" type=\"DOI\"", "", ""),
            ("<idno type=\"DOI\">10.1000/birds</idno>", "<ptr target=\"https://doi.org/10.1000/birds\"/>", ""),
            (page, "<biblScope unit=\"page\">1–9</biblScope>", ""),
            (page, "<biblScope unit=\"pp\">1-9</biblScope>", ""),
            (page, "<biblScope type=\"pp\">1-9</biblScope>", ""),
            ("unit=\"volume\"", "type=\"vol\"", ""),
            ("unit=\"issue\"", "type=\"issue\"", ""),
            ("<date type=\"published\" when=\"1999\"/>", "<date>1999</date>", ""),
            (
                "<persName><forename>E</forename><surname>Fay</surname></persName>",
                "<forename>E</forename><surname>Fay</surname>",
                "",
            ),
        ],
    );
    let pubmed = "<?xml version=\"1.0\"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>12345</PMID><Article><Journal><JournalIssue><Volume>3</Volume><Issue>2</Issue>\
                  <PubDate><Year>2001</Year></PubDate></JournalIssue><Title>Journal of Tests</Title></Journal><ArticleTitle>On tests.</ArticleTitle>\
                  <Pagination><MedlinePgn>4-9</MedlinePgn></Pagination><ELocationID EIdType=\"doi\">10.1000/tests.1</ELocationID>\
                  <AuthorList><Author><LastName>Roe</LastName><ForeName>Ann</ForeName></Author><Author><LastName>Doe</LastName><ForeName>Bob</ForeName></Author></AuthorList>\
                  </Article></MedlineCitation></PubmedArticle></PubmedArticleSet>";
    reads(
        Format::PubMed,
        pubmed,
        &[
            ("<MedlinePgn>4-9</MedlinePgn>", "<StartPage>4</StartPage><EndPage>9</EndPage>", ""),
            ("<Year>2001</Year>", "<MedlineDate>2001 Dec-2002 Jan</MedlineDate>", ""),
        ],
    );
}

/// Files that end before their end, and records in which nothing stands: what is there is read, and what isn't is told.
#[test]
fn what_is_missing_is_told() {
    let cases: [(&str, usize, &str); 5] = [
        ("AU  - Roe, Ann\nTI  - On tests\nER  - \n", 1, "line 1: expected TY before AU"),
        (
            "Title,Authors,Year,Journal,Volume,Issue,Pages,DOI\nOn tests,\"Roe, Ann\",2001,Jour",
            1,
            "line 2: expected 8 columns before the end, found 4",
        ),
        (
            "\\begin{thebibliography}{9}\n\\bibitem{a} Roe, A. (2001). On tests. Journal of Tests, 3, 4-9.\n\\bibitem{b} Doe",
            1,
            "line 3: expected \\end{thebibliography} at the end",
        ),
        (
            "TY  - JOUR\nER  - \n\nTY  - JOUR\nTI  - On tests\nER  - \n",
            1,
            "line 1: expected a title or another field of a work",
        ),
        ("@book{a,\n title = {On tests},\n}\n@book{b,\n title = {On je", 1, "line 5: expected the value's end"),
    ];
    for (text, works, fault) in cases {
        assert_eq!(told(text), (works, vec![fault.to_owned()]), "{text}");
    }
}

/// What is none of the forms: refused, with what to do, and never read as prose.
#[test]
fn what_is_refused_with_a_hint() {
    let yaml = "records in YAML, as Pandoc and Hayagriva have them: convert them to BibTeX or CSL-JSON";
    let cases = [
        (
            "---\nreferences:\n- id: roe2001\n  type: article-journal\n  author:\n  - family: Roe\n    given: Ann\n  title: On tests\n  issued:\n  - year: 2001\n...\n",
            yaml,
        ),
        (
            "roe2001:\n    type: article\n    title: On tests\n    author: Roe, Ann\n    date: 2001\n    parent:\n        type: periodical\n        title: Journal of Tests\n",
            yaml,
        ),
        (
            "\\relax\n\\citation{roe}\n\\bibdata{lib}\n",
            "what TeX notes of a document (.aux): give its .bbl or .bib file",
        ),
        ("[]", "JSON with no record in it"),
        ("<?xml version=\"1.0\"?>\n<dblp><article key=\"a\"/></dblp>", "DBLP's XML: export BibTeX or RIS"),
        (
            "<?xml version=\"1.0\"?><responseWrapper><hitCount>1</hitCount></responseWrapper>",
            "Europe PMC's XML: export its RIS or BibTeX",
        ),
        ("10.1000/tests.1\n10.1000/tests.2\n", "nothing but DOIs"),
        ("PMID\n12345678\n23456789\n", "nothing but PubMed's numbers"),
        (
            "{\"message\": \"Rate limit exceeded\", \"code\": 429}",
            "JSON of a form that isn't known, with message, code",
        ),
    ];
    for (text, hint) in cases {
        let said = Records::read(text.as_bytes(), None).expect_err(text).to_string();
        assert!(said.contains(hint), "{said}");
    }
    // What a paper says of itself before its text is no list of works.
    let paper = "---\ntitle: On tests\nauthor: Ann Roe\ndate: 2001\n---\n\n# On tests\n\nTests are old (Fay, 1999).\n";
    assert_eq!(citegraph::record::recognise(paper), citegraph::record::Recognised::Text);
}
