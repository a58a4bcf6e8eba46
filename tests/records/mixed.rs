//! What people make of exports: files one behind the other, in old encodings, with columns in their language, in pages and documents.

use std::path::Path;

use citegraph::graph::CitationGraph;
use citegraph::record::{Format, Opened, ReadAs, Records, Source, open, papers, unlisted};
use citegraph::work::Corpus;

use super::exports::{ROE, holds, said};
use super::files;

const POE: &str = "Poe, Carl | On jests | Annals of Jests | 2002 | 5 | 11-19 | 10.1000/jests.2";

/// Each of two works in some forms.
const BIBTEX: [&str; 2] = [
    "@article{roe,\n author = {Roe, Ann and Doe, Bob},\n title = {On tests},\n journal = {Journal of Tests},\n year = 2001,\n volume = 3,\n number = 2,\n pages = {4--9},\n doi = {10.1000/tests.1}\n}\n",
    "@article{poe,\n author = {Poe, Carl},\n title = {On jests},\n journal = {Annals of Jests},\n year = 2002,\n volume = 5,\n pages = {11--19},\n doi = {10.1000/jests.2}\n}\n",
];
const RIS: [&str; 2] = [
    "TY  - JOUR\nAU  - Roe, Ann\nAU  - Doe, Bob\nTI  - On tests\nT2  - Journal of Tests\nPY  - 2001\nVL  - 3\nIS  - 2\nSP  - 4\nEP  - 9\nDO  - 10.1000/tests.1\nER  - \n",
    "TY  - JOUR\nAU  - Poe, Carl\nTI  - On jests\nT2  - Annals of Jests\nPY  - 2002\nVL  - 5\nSP  - 11\nEP  - 19\nDO  - 10.1000/jests.2\nER  - \n",
];
const NBIB: [&str; 2] = [
    "PMID- 1\nDP  - 2001\nVI  - 3\nIP  - 2\nTI  - On tests.\nPG  - 4-9\nLID - 10.1000/tests.1 [doi]\nFAU - Roe, Ann\nFAU - Doe, Bob\nJT  - Journal of Tests\n",
    "PMID- 2\nDP  - 2002\nVI  - 5\nTI  - On jests.\nPG  - 11-19\nLID - 10.1000/jests.2 [doi]\nFAU - Poe, Carl\nJT  - Annals of Jests\n",
];
const WOS: [&str; 2] = [
    "FN Made Up\nVR 1.0\nPT J\nAF Roe, Ann\n   Doe, Bob\nTI On tests\nSO Journal of Tests\nPY 2001\nVL 3\nIS 2\nBP 4\nEP 9\nDI 10.1000/tests.1\nER\n\nEF",
    "FN Made Up\nVR 1.0\nPT J\nAF Poe, Carl\nTI On jests\nSO Annals of Jests\nPY 2002\nVL 5\nBP 11\nEP 19\nDI 10.1000/jests.2\nER\n\nEF",
];
const CSV: [&str; 2] = [
    "Title,Authors,Year,Journal,Volume,Issue,Pages,DOI\nOn tests,\"Roe, Ann; Doe, Bob\",2001,Journal of Tests,3,2,4-9,10.1000/tests.1\n",
    "DOI,Article Title,Author,Year,Publication Title,Volume,Pages\n10.1000/jests.2,On jests,\"Poe, Carl\",2002,Annals of Jests,5,11-19\n",
];
const CSL: [&str; 2] = [
    r#"[{"type": "article-journal", "title": "On tests", "author": [{"family": "Roe", "given": "Ann"}, {"family": "Doe", "given": "Bob"}], "container-title": "Journal of Tests", "issued": {"date-parts": [[2001]]}, "volume": "3", "issue": "2", "page": "4-9", "DOI": "10.1000/tests.1"}]"#,
    r#"[{"type": "article-journal", "title": "On jests", "author": [{"family": "Poe", "given": "Carl"}], "container-title": "Annals of Jests", "issued": {"date-parts": [[2002]]}, "volume": "5", "page": "11-19", "DOI": "10.1000/jests.2"}]"#,
];

/// A file of each form behind one of each, whatever stands between them: none of their works is lost.
#[test]
fn files_one_behind_the_other() {
    let forms = [("bibtex", BIBTEX), ("ris", RIS), ("nbib", NBIB), ("wos", WOS), ("csv", CSV), ("csl", CSL)];
    for (first, [roe, _]) in forms {
        for (second, [_, poe]) in forms {
            for between in ["\n\n", "\n\u{feff}", "\u{feff}"] {
                // Where a file doesn't end with a line break, only a mark shows the next one's beginning.
                let roe = if between.starts_with('\n') { roe } else { roe.trim_end() };
                let text = format!("{roe}{between}{poe}");
                let records = Records::read(text.as_bytes(), None).unwrap_or_else(|e| panic!("{first}, {second}: {e}"));
                assert!(records.faults.is_empty(), "{first}, {second}, {between:?}: {:?}", records.faults);
                let found: Vec<String> = records.publications.iter().map(|p| said(&p.item)).collect();
                assert_eq!(found, [ROE, POE], "{first}, {second}, {between:?}");
                assert!(records.publications.iter().all(|p| p.span.end <= text.len()));
            }
        }
    }
}

/// Faults of a file behind another are told by their lines in the whole.
#[test]
fn faults_of_the_second_file() {
    let text = format!("{}\nTY  - JOUR\nTI  - On quests\nTY  - JOUR\nTI  - On jests\nER  - \n", BIBTEX[0]);
    let records = Records::read(text.as_bytes(), None).expect("records");
    let line = BIBTEX[0].lines().count() + 4;
    assert_eq!(records.faults.len(), 1);
    assert_eq!(records.faults[0].to_string(), format!("line {line}: expected ER before the next record"));
    assert_eq!(records.publications.len(), 3);
}

/// Pages and notes that show records and nothing else.
#[test]
fn records_in_a_wrapping() {
    for (form, [text, _]) in [(Format::Bibtex, BIBTEX), (Format::Ris, RIS), (Format::Nbib, NBIB)] {
        holds(
            form,
            &[
                (&format!("<pre>\n{text}</pre>\n"), &[ROE]),
                (
                    &format!(
                        "<!DOCTYPE html>\n<html><head><title>Export</title></head><body><pre>\n{text}</pre></body></html>\n"
                    ),
                    &[ROE],
                ),
                (&format!("```\n{text}```\n"), &[ROE]),
            ],
        );
    }
}

/// UTF-8 that was taken for Windows-1252, and written again.
#[test]
fn letters_that_an_encoding_took_apart() {
    let right = "Müller, Jörg & García, José | Größe – und „mehr“ | Zeitschrift für Tests | 2001 | 3 | 4-9 | ";
    let text = "TY  - JOUR\nAU  - Müller, Jörg\nAU  - García, José\nTI  - Größe – und „mehr“\nT2  - Zeitschrift für Tests\nPY  - 2001\nVL  - 3\nSP  - 4\nEP  - 9\nER  - \n";
    let spoilt = encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned();
    assert_ne!(spoilt, text);
    holds(Format::Ris, &[(text, &[right]), (&spoilt, &[right])]);
}

/// What a table's columns are called where programs speak other languages.
#[test]
fn columns_in_many_languages() {
    for header in [
        "Titel;Autor;Jahr;Zeitschrift;Band;Heft;Seiten;DOI",
        "Titel;Autoren;Erscheinungsjahr;Zeitschrift/Zeitung;Jahrgang;Heftnummer;Seiten von-bis;DOI-Name",
        "Titre,Auteurs,Année,Revue,Volume,Numéro,Pages,DOI",
        "Título,Autores,Año,Revista,Volumen,Número,Páginas,DOI",
        "Título,Autores,Ano,Periódico,Volume,Número,Páginas,DOI",
        "Titolo,Autori,Anno,Rivista,Volume,Fascicolo,Pagine,DOI",
        "Titel,Auteurs,Jaar,Tijdschrift,Jaargang,Nummer,Pagina's,DOI",
        "Tytuł,Autorzy,Rok,Czasopismo,Tom,Numer,Strony,DOI",
        "Название,Авторы,Год,Журнал,Том,Выпуск,Страницы,DOI",
        "Başlık,Yazarlar,Yıl,Dergi,Cilt,Sayı,Sayfalar,DOI",
        "题名,作者,年份,刊名,卷,期,页码,DOI",
        "タイトル,著者,出版年,掲載誌名,巻,号,ページ,DOI",
        "논문명,저자,발행연도,학술지명,권,호,페이지,DOI",
    ] {
        let separator = if header.contains(';') { ";" } else { "," };
        let row =
            ["On tests", "\"Roe, Ann; Doe, Bob\"", "2001", "Journal of Tests", "3", "2", "4-9", "10.1000/tests.1"];
        holds(Format::Csv, &[(&format!("{header}\n{}\n", row.join(separator)), &[ROE])]);
    }
    let scopus = "作者,标题,年份,来源出版物名称,卷,期,论文编号,起始页码,结束页码,DOI,EID\n\"Roe, A.; Doe, B.\",On tests,2001,Journal of Tests,3,2,,4,9,10.1000/tests.1,2-s2.0-1\n";
    holds(Format::Scopus, &[(scopus, &[&ROE.replace("Ann", "A.").replace("Bob", "B.")])]);
}

/// A document in TeX beside its list or a library: who it cites, and where.
#[test]
fn documents_and_what_they_cite_by_keys() {
    let tex = "\\documentclass{article}\n\\title{On quests}\n\\author{Eve Fay}\n\\begin{document}\n\\maketitle\nTests are old \\cite{roe}, and jests \\citep[p.~3]{poe,roe}.\n\n\
               So are pests \\cite{nobody}.\n\\bibliography{lib}\n\\end{document}\n";
    let bbl = "\\begin{thebibliography}{2}\n\\bibitem[Poe(2002)]{poe}\nC.~Poe.\n\\newblock On jests.\n\\newblock \\emph{Annals of Jests}, 5:\\penalty0 11--19, 2002.\n\n\
               \\bibitem[{Roe} and Doe(2001)]%\n {roe}\nA.~Roe and B.~Doe.\n\\newblock On tests.\n\\newblock \\emph{Journal of Tests}, 3\\penalty0 (2):\\penalty0 4--9, 2001.\n\\end{thebibliography}\n";
    let biber = "% $ biblatex auxiliary file $\n\\refsection{0}\n\\datalist[entry]{nyt}\n\\entry{poe}{article}{}\n\\name{author}{1}{}{%\n{{hash=a}{%\nfamily={Poe},\ngiven={Carl}}}%\n}\n\
                 \\field{journaltitle}{Annals of Jests}\n\\field{title}{On jests}\n\\field{volume}{5}\n\\field{year}{2002}\n\\field{pages}{11\\bibrangedash 19}\n\\endentry\n\
                 \\entry{roe}{article}{}\n\\name{author}{2}{}{%\n{{hash=b}{%\nfamily={Roe},\ngiven={Ann}}}%\n{{hash=c}{%\nfamily={Doe},\ngiven={Bob}}}%\n}\n\
                 \\field{journaltitle}{Journal of Tests}\n\\field{title}{On tests}\n\\field{volume}{3}\n\\field{year}{2001}\n\\endentry\n\\enddatalist\n\\endrefsection\n";
    let library = BIBTEX.concat();
    for (beside, file) in [("quests.bbl", bbl), ("quests.bbl", biber), ("lib", &library)] {
        let source = |name: &str, text: &str| Source {
            name: name.to_owned(),
            records: Records::read(text.as_bytes(), None).unwrap_or_else(|e| panic!("{name}: {e}")),
        };
        let sources = [source("quests.tex", tex), source(beside, file)];
        assert_eq!(unlisted(&sources), [("quests.tex", vec!["nobody"])]);
        let papers = papers(sources, std::iter::empty());
        let paper = papers.iter().find(|paper| paper.item.title.as_deref() == Some("On quests")).expect("it is there");
        let cited =
            |citation: &citegraph::paper::InTextCitation| format!("{} {:?}", citation.printed, citation.resolution);
        let places: Vec<String> = paper.citations.iter().map(cited).collect();
        let (roe, poe) = if beside == "lib" { ("1", "2") } else { ("2", "1") };
        assert_eq!(
            places,
            [
                format!("[roe] Exact {{ label: \"{roe}\" }}"),
                format!("[poe, roe] Several {{ labels: [\"{poe}\", \"{roe}\"], missing: [] }}"),
                "[nobody] Missing".to_owned(),
            ]
        );
        let graph = CitationGraph::new(&Corpus::new(papers).expect("ids differ"));
        let mut years: Vec<Option<i32>> =
            graph.citations().map(|edge| graph.work(edge.cited).and_then(|work| work.item().year())).collect();
        years.sort_unstable();
        assert_eq!(years, [Some(2001), Some(2002)], "{beside}");
    }
}

/// A document in several files, some in folders and one that is a document of its own; what lies elsewhere is none of it.
#[test]
fn documents_in_several_files() {
    let folder = files::folder("records", "documents_in_several_files");
    let inside = folder.join("paper");
    std::fs::create_dir_all(inside.join("parts")).expect("a folder");
    files::file(&folder, "outside.tex", "Never \\cite{nobody}.\n");
    files::file(&inside, "intro.tex", "\\section{Introduction}\nTests are old \\cite{roe}.\n\\input{parts/deep}\n");
    files::file(&inside, "parts/deep.tex", "Jests are older \\cite{poe}.\n\\input{intro}\n");
    files::file(&inside, "own.tex", "\\documentclass{x}\n\\begin{document}\nBoth \\cite{roe,poe}.\n\\end{document}\n");
    let main = "\\documentclass{article}\n\\title{On quests}\n\\begin{document}\n\\input{intro}\n\\subfile{own.tex}\n% \\input{comment}\n\\input{../outside}\\include{missing}\n\
                The end.\n\\bibliography{lib}\n\\end{document}\n";
    let path = files::file(&inside, "quests.tex", main);
    let Ok(Opened::Records(document)) = open(Path::new(&path), ReadAs::Shown) else { panic!("a document") };
    let library =
        Source { name: "lib".to_owned(), records: Records::read(BIBTEX.concat().as_bytes(), None).expect("a library") };
    let body = document.records.publications[0].body.as_ref().expect("it has text");
    assert!(body.text.starts_with("Introduction Tests are old [roe]. Jests are older [poe]."), "{}", body.text);
    assert_eq!(body.text.matches("older").count(), 1, "{}", body.text);
    assert!(body.text.ends_with("The end.") && !body.text.contains("Never"), "{}", body.text);
    let sources = [document, library];
    assert_eq!(unlisted(&sources), [] as [(&str, Vec<&str>); 0]);
    let papers = papers(sources, std::iter::empty());
    let paper = papers.iter().find(|paper| paper.item.title.as_deref() == Some("On quests")).expect("it is there");
    assert_eq!(paper.references.len(), 2);
}
