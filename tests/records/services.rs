//! Exports of more services, each in the form that it has of its own: as it should be, and with what real ones get wrong.

use citegraph::record::{Format, ReadAs, Records, open_from};
use citegraph::reference::item::{Item, ItemType};

use super::exports::{ROE, cites, holds, read, said};

/// What is told of a file that is read all the same, and how many records it has.
fn told(bytes: &[u8]) -> (usize, Vec<String>) {
    let records = Records::read(bytes, None).unwrap_or_else(|e| panic!("{e}"));
    (records.publications.len(), records.faults.iter().map(ToString::to_string).collect())
}

const INITIALS: &str = "Roe, A & Doe, B | On tests | Journal of Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1";

fn first(text: &str, format: Format) -> Item {
    read(text.as_bytes(), format).remove(0).item
}

/// Between records stand lines of the service; the number of PubMed and the DOI stand where each puts them.
#[test]
fn ris_of_services() {
    let cochrane = "Record #1 of 2\nProvider: John Wiley & Sons, Ltd.\nContent: text/plain; charset=\"UTF-8\"\n\nTY  -  JOUR\nAN  -  CN-1\n\
        AU  -  Roe, A\nAU  -  Doe, B\nTI  -  On tests\nJA  -  Journal of Tests\nPY  -  2001\nVL  -  3\nIS  -  2\nCC  -  Tests Group\nSP  -  4‐9\n\
        C3  -  PUBMED 12345,EMBASE 678\nM3  -  Journal article\nDO  -  10.1000/tests.1\nER  -  \n\n\n\
        Record #2 of 2\nProvider: John Wiley & Sons, Ltd.\nContent: text/plain; charset=\"UTF-8\"\n\nTY  -  JOUR\nA1  -  Roe, A\nT1  -  On jests\nER  -  \n";
    holds(Format::Ris, &[(cochrane, &[INITIALS, "Roe, A | On jests |  |  |  |  | "])]);
    assert_eq!(first(cochrane, Format::Ris).pmid.as_deref(), Some("12345"));
    let ovid = "1. \nTY  - JOUR\nDB  - Embase\nAN  - 77\nT1  - On tests\nA1  - Roe A\nA1  - Doe B\nY1  - 2001//\nJF  - Journal of Tests\nJA  - J. Tests\n\
        VL  - 3\nIS  - 2\nSP  - 4\nEP  - 9\nM1  - (Roe, Doe) Department of Tests, Rostow 1234\nPT  - Article\nL1  - https://dx.doi.org/10.1000/tests.1\n\
        ER  -  \n\n \n\n2. \nTY  - JOUR\nDB  - ERIC\nT1  - On jests\nA1  - Hern, Matt, Ed\nY1  - 1983//\nY2  - 1983-03//\nER  -  \n\n";
    holds(Format::Ris, &[(ovid, &[INITIALS, " | On jests |  | 1983 |  |  | "])]);
    let edited = &read(ovid.as_bytes(), Format::Ris)[1].item;
    assert_eq!(edited.editor[0].family.as_deref(), Some("Hern"));
    let psycinfo = "1. \nTY  - JOUR\nDB  - APA PsycInfo <2021>\nID  - 2021-1-001\nDO  - https://dx.doi.org/10.1000/tests.1\nT1  - On tests\nA1  - Roe, Ann\n\
        A1  - Doe, Bob\nA2  - Fay, E., Kay, B., Fay\nY1  - 2001//\nM3  - Testing [3311]\nJF  - Journal of Tests\nVL  - 3\nIS  - 2\nSP  - 4\nEP  - 9\n\
        M1  - Fay, E. (1999). Of birds. Bird Rep., 4(2), 1-9 https://dx.doi.org/10.1000/birds 2018-1-001.\nM1  - Kay, B. (1998). Rivers and banks. Rostow: Reed\nER  -  \n";
    holds(Format::Ris, &[(psycinfo, &[ROE])]);
    cites(
        Format::Ris,
        psycinfo,
        &[
            "Fay, E. (1999). Of birds. Bird Rep., 4(2), 1-9 https://dx.doi.org/10.1000/birds 2018-1-001.",
            "Kay, B. (1998). Rivers and banks. Rostow: Reed",
        ],
    );
    assert!(first(psycinfo, Format::Ris).editor.is_empty(), "who wrote what it cites edited nothing");
    let endnote = "TY  - JOUR\nAU  - Roe, Ann\nAU  - Doe, Bob\nDA  - 2001/03/05\nDO  - 10.1000/tests.1\nIS  - 2\nKW  - a\nb\nPY  - 2001\n\
        SN  - 12345678\n87654321\nSP  - 4-9\nT2  - Journal of Tests\nTI  - On tests\nUR  - http://x.example/1\nhttps://y.example/2\nVL  - 3\nER  - \n";
    holds(Format::Ris, &[(endnote, &[ROE])]);
    let item = first(endnote, Format::Ris);
    assert_eq!((item.isbn.as_deref(), item.url.as_deref()), (Some("12345678"), Some("http://x.example/1")));
    // Covidence has empty fields and pages of its own, EBSCO names people twice, others say what numbers are.
    let plain = "TY  - JOUR\nT1  - On tests\nA1  - Roe, Ann\nA1  - Doe, Bob\nY1  - 2001\nPD  - \nAB  - \nJO  - Journal of Tests\nVL  - 3\nIS  - 2\n\
        PG  - 4-9\nSP  - \nEP  - \nID  - \nDO  - 10.1000/tests.1\nN1  - \nER  - \n";
    let twice = plain.replace("Y1  -", "AU  - Roe, Ann\nAU  - Doe, Bob\nY1  -");
    let worded = plain.replace("VL  - 3", "VL  - Vol. 3").replace("IS  - 2", "IS  - no. 2").replace("4-9", "pp. 4–9");
    let noted = plain.replace("DO  - 10.1000/tests.1\nN1  - ", "N1  - Cited By: 5. doi: 10.1000/tests.1");
    for text in [plain, &twice, &worded, &noted] {
        holds(Format::Ris, &[(text, &[ROE])]);
    }
}

#[test]
fn records_without_their_first_line_are_read_and_told() {
    let text = "TY  - JOUR\nTI  - On tests\nER  - \n\nAU  - Doe, Bob\nTI  - On jests\nER  - \n";
    assert_eq!(told(text.as_bytes()), (2, vec!["line 5: expected TY before AU".to_owned()]));
    let stray = "TY  - JOUR\nTI  - On tests\nER  - \nthe end of something lost\nTY  - JOUR\nTI  - On jests\nER  - \n";
    assert_eq!(told(stray.as_bytes()), (2, vec!["line 4: expected TY".to_owned()]));
    let refer = "%A Roe, Ann\n%T On tests\n%D 2001\n\n%A Doe, Bob\n%T On jests\n%D 2002\n";
    assert_eq!(told(refer.as_bytes()), (2, Vec::new()));
}

#[test]
fn ovid() {
    let tagged = "<1. >\nVN  - Ovid Technologies\nDB  - Ovid MEDLINE(R) <1946 to now>\nUI  - 12345\nAU  - Roe A\nAU  - Doe B\nFA  - Roe, Ann\nFA  - Doe, Bob\n\
        IN  - Roe, Ann. Department of Tests.\n      Doe, Bob. Elsewhere.\nTI  - On tests.\nSO  - Journal of Tests. 3(2):4-9, 2001 Mar.\nVI  - 3\nIP  - 2\nPG  - 4-9\n\
        JT  - Journal of Tests\nDP  - 2001 Mar\nIS  - 1234-5678\nDO  - https://dx.doi.org/10.1000/tests.1\nPT  - Journal Article\nYR  - 2001\n\n\
        <2. >\nVN  - Ovid Technologies\nDB  - Embase\nUI  - 678\nTI  - On jests.\nSO  - Journal of Jests. 12 (Supplement 3) (pp 14-19), 2002. Date of Publication: 2002.\n\
        AU  - Lind C.\nPT  - Article\nYR  - 2002\n";
    let jests = "Lind, C. | On jests | Journal of Jests | 2002 | 12(Supplement 3) | 14-19 | ";
    holds(Format::Ovid, &[(tagged, &[ROE, jests]), (&tagged.replace('\n', "\r\n"), &[ROE, jests])]);
    assert_eq!(first(tagged, Format::Ovid).issued.map(|d| d.to_string()).as_deref(), Some("2001-03"));
    // Without the fields that say where, its source does.
    let short = tagged
        .replace("VI  - 3\nIP  - 2\nPG  - 4-9\nJT  - Journal of Tests\n", "")
        .replace("<1. >\n", "\u{feff}\n<1. >\n");
    holds(Format::Ovid, &[(&short, &[ROE, jests])]);
    let shown = "Database: Ovid MEDLINE(R)\nSearch Strategy:\n---------\n1     exp Tests/ (100)\n2     trials.ti. (3)\n\n*****\n\n<1>\nUnique Identifier\n  12345\n\
        Title\n  On tests.\nSource\n  Journal of Tests. 3(2):4-9, 2001 Mar.\nAuthor\n  Roe A; Doe B\nDigital Object Identifier\n  10.1000/tests.1\n\
        Year of Publication\n  2001\n\n<2>\nUnique Identifier\n  12346\nTitle\n  On jests\n  and rests.\n";
    holds(Format::Ovid, &[(shown, &[INITIALS, " | On jests and rests |  |  |  |  | "])]);
}

#[test]
fn cochrane() {
    let central = "Cochrane Central Register of Controlled Trials\nIssue 3 of 12, March 2020\n\nRecord #1 of 2\nID: CN-1\nAU: Roe, A\nAU: Doe, B\nTI: On tests\n\
        SO: Journal of Tests\nYR: 2001\nVL: 3\nNO: 2\nPG: 4‐9\nPM: PUBMED 12345\nXR: EMBASE 678\nPT: Journal article\nDOI: 10.1000/tests.1\nAB: BACKGROUND: a line\n\n\n\
        Record #2 of 2\nID: CD000001\nAU: Roe A\nTI: Tests for trials\nSO: Cochrane Database of Systematic Reviews\nYR: 2010\nNO: 4\n";
    let review = "Roe, A | Tests for trials | Cochrane Database of Systematic Reviews | 2010 | (4) |  | ";
    let folded = central.replace("a line\n", "a line\nand Methods: more.\n");
    holds(Format::Cochrane, &[(central, &[INITIALS, review]), (&folded.replace('\n', "\r\n"), &[INITIALS, review])]);
    assert_eq!(first(central, Format::Cochrane).pmid.as_deref(), Some("12345"));
}

#[test]
fn refworks() {
    let tagged = "RT Journal Article\nSR Electronic(1)\nID 1\nA1 Roe, Ann\nA1 Doe, Bob\nT1 On tests\nJF Journal of Tests\nYR 2001\nFD 2001/03/05\nVO 3\nIS 2\nSP 4\nOP 9\n\
        SN 1234-5678\nAB Text\nDO 10.1000/tests.1\nLK https://x.example/1\n\nRT Book, Whole\nA1 Lind, Carl\nT1 Rivers\nPB Reed\nPP Rostow\nYR 1998\n";
    holds(Format::RefWorks, &[(tagged, &[ROE, "Lind, Carl | Rivers |  | 1998 |  |  | "])]);
    let book = &read(tagged.as_bytes(), Format::RefWorks)[1].item;
    assert_eq!((book.item_type, book.publisher.as_deref()), (ItemType::Book, Some("Reed")));
    // As others write it: all authors in a line, pages in one, a tag in lower case, abstracts over lines.
    let loose = "\u{feff}\nRT Journal Article\nA1 Roe, Ann;Doe, Bob;\nT1 On tests\nJF Journal of Tests\nYR 2001\nvo 3\nIS 2\nOP 4-9\nAB A line\nand another.\nDO 10.1000/tests.1\n\
        ER \n";
    holds(Format::RefWorks, &[(loose, &[ROE])]);
    let table = "Reference Type\tReference Id\tAuthors, Primary\tTitle Primary\tPeriodical Full\tPub Year\tVolume\tIssue\tStart Page\tOther Pages\tISSN/ISBN\tDOI\t\n\
        Journal Article\t100\tRoe, Ann;Doe,Bob\tOn tests\tJournal of Tests\t2001\t3\t2\t4\t9\t1234-5678\t10.1000/tests.1\t\n";
    holds(Format::Csv, &[(table, &[ROE])]);
}

#[test]
fn noteexpress_and_cnki() {
    let net = "{Reference Type}: Journal Article\n{Title}: 论测试\n{Author}: 罗安;杜波;\n{Author Address}: 测试大学;\n{Journal}: 测试学报\n{Year}: 2001\n{Volume}: 3\n\
        {Issue}: 2\n{Pages}: 4-9\n{Abstract}: 测试很旧。\n{DOI}: 10.1000/tests.1\n\n{Reference Type}: Thesis\n{Title}: 论试验\n{Author}: 林川\n{Publisher}: 河流大学\n{Year}: 1998\n";
    let want = "罗, 安 & 杜, 波 | 论测试 | 测试学报 | 2001 | 3(2) | 4-9 | 10.1000/tests.1";
    let thesis = "林, 川 | 论试验 |  | 1998 |  |  | ";
    let loose = net
        .replace("{Volume}: 3", "{Volume} : 3")
        .replace("测试很旧。", "测试很旧。\n第二行: 更多。")
        .replace('\n', "\r\n");
    let each = net
        .replace("罗安;杜波;", "罗安\n{Author}:  杜波")
        .replace("{Journal}", "{Translated Title}: On tests\n{Journal}");
    for text in [net, &loose, &each] {
        holds(Format::NoteExpress, &[(text, &[want, thesis])]);
    }
    let (old, _, _) = encoding_rs::GB18030.encode(net);
    assert_eq!(read(&old, Format::NoteExpress).iter().map(|p| said(&p.item)).collect::<Vec<_>>(), [want, thesis]);
    let study = "DataType: 1\nTitle-题名: 论测试\nAuthor-作者: 罗安;杜波;\nSource-刊名: 测试学报\nYear-年: 2001\nPubTime-出版时间: 2001-03-05\nSummary-摘要: 测试: 很旧。\n\
        Volume-卷: 3\nPeriod-期: 2\nPageCount-页数: 6\nPage-页码: 4-9\nSrcDatabase-来源数据库: 期刊\nDOI: 10.1000/tests.1\n\nDataType: 1\nTitle-题名: 论试验\nAuthor-作者: 林川;\nYear-年: 1998\n";
    let own = "SrcDatabase-来源库: 期刊\nTitle-题名: 论测试\nAuthor-作者: 罗安;杜波;\nSource-文献来源: 测试学报\nPubTime-发表时间: 2001-03-05\nYear-年: 2001\nVolume-卷: 3\n\
        Period-期: 2\nPageCount-页码: 4-9\nDOI-DOI: 10.1000/tests.1\n\nSrcDatabase-来源库: 硕士\nTitle-题名: 论试验\nAuthor-作者: 林川;\nSource-文献来源: 河流大学\nYear-年: 1998\n";
    holds(Format::Cnki, &[(study, &[want, thesis]), (own, &[want, thesis])]);
    assert_eq!(read(own.as_bytes(), Format::Cnki)[1].item.publisher.as_deref(), Some("河流大学"));
}

#[test]
fn proquest() {
    let text = "____________________________________________________________\n\nReport Information from ProQuest\nMarch 01 2020 10:00\n\
        ____________________________________________________________\n\nDocument 1 of 2\n\nOn tests\n\nAuthor: Roe, Ann; Doe, Bob\n\nProQuest document link\n\n\
        Abstract: A text: with colons.\n\nTitle: On tests\n\nAuthor: Roe, Ann; Doe, Bob\n\nPublication title: Journal of Tests\n\nVolume: 3\n\nIssue: 2\n\nPages: 4-9\n\n\
        Publication year: 2001\n\nPublication date: Mar 2001\n\nDOI: https://doi.org/10.1000/tests.1\n\nProQuest document ID: 77\n\n\
        ____________________________________________________________\n\nDocument 2 of 2\n\nRivers\n\nTitle: Rivers\n\nAuthor: Lind, Carl\n\nPublication year: 1998\n\n\
        University/institution: University of Rostow\n\nDocument type: Dissertation/Thesis\n";
    let rivers = "Lind, Carl | Rivers |  | 1998 |  |  | ";
    // The numbers of where authors work, which stands behind the last.
    let numbered =
        text.replace("Doe, Bob\n", "Doe, Bob 2   1 University of Tests  2 Institute of Trials roe@tests.example\n");
    let numbered = numbered.replace("Roe, Ann;", "Roe, Ann 1 ;");
    holds(Format::ProQuest, &[(&numbered, &[ROE, rivers])]);
    holds(Format::ProQuest, &[(text, &[ROE, rivers]), (&text.replace('\n', "\r\n"), &[ROE, rivers])]);
    let table = "Title,Abstract,StoreId,ArticleType,Authors,documentType,issn,pages,pubdate,pubtitle,year,volume,issue,digitalObjectIdentifier\n\
        On tests,Text,77,Scholarly Journals,\"Roe, Ann; Doe, Bob\",Journal Article,12345678,4-9,Mar 2001,Journal of Tests,2001,3,2,10.1000/tests.1\n";
    holds(Format::Csv, &[(table, &[ROE])]);
}

#[test]
fn tables_of_services() {
    let embase = "\"SEARCH QUERY\",\"tests:ti\"\n-------------------------------------\n\n\"Title\",\"Original Title\",\"Author Names\",\"Editors\",\"Source\",\"Source title\",\"Publication Year\",\"Volume\",\"Issue\",\"First Page\",\"Last Page\",\"Date of Publication\",\"Publication Type\",\"ISSN\",\"Medline PMID\",\"PUI\",\"DOI\"\n\
        \"On tests\",,\"Roe A., Doe B.\",,\"Journal of Tests (2001) 3:2 (4-9)\",\"Journal of Tests\",\"2001\",\"3\",\"2\",\"4\",\"9\",\"1 Mar 2001\",\"Article\",\"1234-5678 (electronic),1234-567X\",12345,L678,10.1000/tests.1\n";
    holds(Format::Csv, &[(embase, &[INITIALS])]);
    let item = first(embase, Format::Csv);
    assert_eq!((item.pmid.as_deref(), item.isbn.as_deref()), (Some("12345"), Some("1234-5678")));
    let ebsco = "Article Title,Author,Journal Title,ISSN,ISBN,Publication Date,Volume,Issue,First Page,Page Count,Accession Number,DOI,Publisher,Doctype,PLink\n\
        \"On tests.\",\"Roe, Ann; Doe, Bob\",\"Journal of Tests\",=\"12345678\",,=\"4/3/2001\",\"3\",\"2\",\"4-9\",\"6\",\"77\",\"10.1000/tests.1\",\"Press\",\"Article\",\"https://x.example\"\n";
    holds(Format::Csv, &[(ebsco, &[ROE]), (&ebsco.replace("=\"4/3/2001\"", "=\"Mar2001\""), &[ROE])]);
    assert_eq!(first(ebsco, Format::Csv).isbn.as_deref(), Some("12345678"));
    let now = "an,title,contributors,publicationDate,abstract,doi,plink,source,volume,issue,pageStart,pageEnd,docTypes,issns\n\
        77,On tests,\"Roe, Ann; Doe, Bob\",20010305,Text,10.1000/tests.1,https://x,Journal of Tests,3,2,4,9,Article,12345678\n";
    let central = "CENTRAL ID,Author(s),Title,Source,Year,Abstract,Volume,Issue,Pages,Database Name,PubMed ID,Publication Type,DOI\n\
        \"CN-1\",\"Roe, Ann; Doe, Bob\",\"On tests\",\"Journal of Tests\",\"2001\",\"Text\",\"3\",\"2\",\"4‐9\",\"CENTRAL\",\"PUBMED 12345\",\"Journal article\",\"10.1000/tests.1\"\n";
    let rayyan = "key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,doi,pubmed_id\n\
        rayyan-1,On tests,2001,3,5,Journal of Tests,1234-5678,3,2,4-9,\"Roe, Ann and Doe, Bob\",https://x,10.1000/tests.1,12345\n";
    let covidence = "Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,Pages,Accession Number,DOI,Covidence #\n\
        On tests,\"Roe, Ann; Doe, Bob\",Text,2001,3,Journal of Tests,3,2,4-9,77,10.1000/tests.1,#1\n";
    let frame = "Title,Authors,Year,Journal,Volume,Issue,Pages,PMID,DOI\nOn tests,\"Roe, Ann; Doe, Bob\",2001.0,Journal of Tests,3.0,2.0,4-9,12345.0,10.1000/tests.1\n";
    let excel = "\u{feff}sep=;\r\nTitle;Authors;Year;Journal;Volume;Issue;Pages;DOI\r\n\"On\r\ntests\";\"Roe, Ann;\r\nDoe, Bob\";2001;Journal of Tests;3;2;4-9;10.1000/tests.1\r\n";
    for text in [now, central, rayyan, covidence, frame, excel] {
        holds(Format::Csv, &[(text, &[ROE])]);
    }
    for text in [central, rayyan, frame] {
        assert_eq!(first(text, Format::Csv).pmid.as_deref(), Some("12345"), "{text}");
    }
    let pubmed = "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n\
        12345,On tests.,\"Roe A, Doe B, Tests Group.\",J Tests. 2001 Mar 5;3(2):4-9. doi: 10.1000/tests.1.,Roe A,J Tests,2001,2001/03/05,,,10.1000/tests.1\n";
    holds(
        Format::Csv,
        &[(pubmed, &["Roe, A & Doe, B & Tests Group | On tests | J Tests | 2001 | 3(2) | 4-9 | 10.1000/tests.1"])],
    );
    let excel_of_wos = "Publication Type,Authors,Book Authors,Author Full Names,Article Title,Source Title,Document Type,Cited References,Publication Date,Publication Year,Volume,Issue,Start Page,End Page,DOI,UT (Unique WOS ID),Pubmed Id\n\
        J,\"Roe, A; Doe, B\",,\"Roe, Ann; Doe, Bob\",On tests,Journal of Tests,Article,\"Fay E, 1999, BIRD REP, V4, P1; KAY B, 1998, RIVERS\",MAR,2001,3,2,4,9,10.1000/tests.1,WOS:1,12345\n";
    holds(Format::WosTab, &[(excel_of_wos, &[ROE])]);
    cites(Format::WosTab, excel_of_wos, &["Fay E, 1999, BIRD REP, V4, P1", "KAY B, 1998, RIVERS"]);
}

/// Lists of people in one cell, as many ways as there are.
#[test]
fn people_in_a_cell() {
    let table = |people: &str| format!("Title,Authors,Year,Journal\nOn tests,\"{people}\",2001,Tests\n");
    let three = "Roe, Ann & Doe, Bob & Lind, Carl | On tests | Tests | 2001 |  |  | ";
    let two = "Roe, Ann & Doe, Bob | On tests | Tests | 2001 |  |  | ";
    for people in
        ["Ann Roe, Bob Doe and Carl Lind", "Ann Roe; Bob Doe; Carl Lind", "['Ann Roe', 'Bob Doe', 'Carl Lind']"]
    {
        holds(Format::Csv, &[(&table(people), &[three])]);
    }
    for people in [
        "Roe, Ann, Doe, Bob",
        "Roe, Ann; Doe, Bob",
        "Roe, Ann and Doe, Bob",
        "Ann Roe\nBob Doe",
        "Ann Roe and Bob Doe",
        "Ann Roe, Bob Doe",
    ] {
        holds(Format::Csv, &[(&table(people), &[two])]);
    }
    holds(Format::Csv, &[(&table("Roe, A., Doe, B.C."), &["Roe, A. & Doe, B.C. | On tests | Tests | 2001 |  |  | "])]);
    // One name, of which two words stand on both sides of the comma.
    holds(
        Format::Csv,
        &[(&table("García López, María José"), &["García López, María José | On tests | Tests | 2001 |  |  | "])],
    );
    let quoted = "PT\tAU\tTI\tSO\tPY\n\"J\"\t\"Roe, Ann; Doe, Bob\"\t\"On \"\"tests\"\"\"\tTests\t2001\n";
    holds(Format::WosTab, &[(quoted, &[&two.replace("On tests", "On \"tests\"")])]);
    holds(
        Format::Csv,
        &[(
            &table("Roe, Ann; Doe, Bob").replace(',', "|").replace("\"Roe| Ann; Doe| Bob\"", "Roe, Ann; Doe, Bob"),
            &[two],
        )],
    );
}

#[test]
fn what_is_cut_off_is_told() {
    let cut = "<?xml version=\"1.0\"?><xml><records><record><titles><title>On tests</title></titles></record><record><titles><title>On je";
    assert_eq!(told(cut.as_bytes()), (2, vec!["line 1: expected </xml> before the end".to_owned()]));
    let books = "<?xml version=\"1.0\"?><PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>1</PMID><Book><BookTitle>Waters</BookTitle>\
        <PubDate><Year>2001</Year></PubDate></Book><ArticleTitle>Rivers</ArticleTitle><AuthorList><Author><LastName>Roe</LastName></Author></AuthorList>\
        </BookDocument></PubmedBookArticle></PubmedArticleSet>";
    holds(Format::PubMed, &[(books, &["Roe | Rivers | Waters | 2001 |  |  | "])]);
    let null = "null\n{\"paperId\": \"ab\", \"title\": \"On tests\"}\n";
    holds(Format::SemanticScholar, &[(null, &[" | On tests |  |  |  |  | "])]);
}

/// arXiv's numbers in the place of a journal.
#[test]
fn preprints() {
    let scholar =
        "@article{roe, title={On tests}, author={Roe, Ann}, journal={arXiv preprint arXiv:2001.00001}, year={2020}}\n";
    let dblp = scholar.replace("arXiv preprint arXiv:2001.00001}", "CoRR}, volume={abs/2001.00001}");
    let ris = "TY  - JOUR\nTI  - On tests\nAU  - Roe, Ann\nJO  - arXiv preprint arXiv:2001.00001\nPY  - 2020\nER  - \n";
    for (text, format) in [(scholar, Format::Bibtex), (&dblp, Format::Bibtex), (ris, Format::Ris)] {
        let item = first(text, format);
        assert_eq!((item.item_type, item.arxiv.as_deref()), (ItemType::Article, Some("2001.00001")), "{text}");
    }
}

#[test]
fn what_spreadsheets_spoil_is_told() {
    let rounded = "Title,Authors,Year,Journal,PMID\nOn tests,\"Roe, Ann\",2001,Tests,1.23457E+07\nOn jests,\"Roe, Ann\",2001,Tests,12345\n";
    let (records, faults) = told(rounded.as_bytes());
    assert_eq!(records, 2);
    assert_eq!(
        faults,
        ["line 2: expected the whole number in PMID, found 1.23457E+07, which a spreadsheet has rounded"]
    );
    let pmids: Vec<_> =
        Records::read(rounded.as_bytes(), None).expect("records").into_iter().map(|p| p.item.pmid).collect();
    assert_eq!(pmids, [None, Some("12345".to_owned())]);
    let parted =
        "Title,Authors,Year,Journal\nTests, old and new,\"Roe, Ann\",2001,Tests\nOn jests,\"Roe, Ann\",2001,Tests\n";
    assert_eq!(told(parted.as_bytes()), (1, vec!["line 2: expected 4 columns, found 5".to_owned()]));
}

/// A reference manager's lists, a search engine's hits, an object of objects.
#[test]
fn json_wherever_the_records_stand() {
    let item = r#"{"id": "a", "type": "article-journal", "title": "On tests", "container-title": "Journal of Tests", "page": "4-9", "volume": 3, "issue": 2,
        "DOI": "10.1000/tests.1", "author": [{"family": "Roe", "given": "Ann"}, {"family": "Doe", "given": "Bob"}], "issued": {"date-parts": [[2001]]}}"#;
    for text in [
        format!(r#"{{"items": [{item}]}}"#),
        format!(r#"{{"message": {{"items": [{item}]}}}}"#),
        format!(r#"{{"results": [{item}]}}"#),
        format!(r#"{{"data": [{item}]}}"#),
        format!(r#"{{"hits": {{"total": 1, "hits": [{{"_index": "x", "_source": {item}}}]}}}}"#),
        format!(r#"{{"response": {{"docs": [{item}]}}}}"#),
        format!(r#"{{"ITEM-1": {item}}}"#),
    ] {
        holds(Format::Csl, &[(&text, &[ROE])]);
    }
}

/// What is none of the forms, and what to do.
#[test]
fn files_of_other_programs_are_refused_with_a_hint() {
    let zip = |name: &[u8]| [&b"PK\x03\x04\x14\0\0\0\0\0"[..], name, &[0; 64]].concat();
    let cases: [(&[u8], &str); 7] = [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0", "an old Office file: save a document as DOCX, a table as CSV"),
        (b"SQLite format 3\0\x10\0", "a program's database: export its works as BibTeX or RIS"),
        (&zip(b"xl/workbook.xml"), "a spreadsheet: save its table as CSV"),
        (
            &zip(b"mimetypeapplication/vnd.oasis.opendocument.text"),
            "an ODT file that can't be read, as one with a password: save it without, or as PDF",
        ),
        (&zip(b"word.xml"), "a zip file that is no DOCX, ODT or EPUB file: unpack it first"),
        (b"<?xml version=\"1.0\"?><feed/>", "a feed, as arXiv answers: export BibTeX"),
        (
            br#"{"data": [{"id": "10.1000/1", "type": "dois", "attributes": {"titles": [{"title": "On tests"}], "creators": []}}]}"#,
            "JSON of DataCite: ask it for application/vnd.citationstyles.csl+json",
        ),
    ];
    for (bytes, want) in cases {
        let error = open_from("x", bytes, std::path::Path::new("x"), ReadAs::Shown).expect_err(want);
        assert!(error.to_string().ends_with(want), "{error}");
    }
}

/// Lists of people as nobody should write them, a missing comma, a missing key, what a type says twice.
#[test]
fn bibtex_of_hands() {
    let plain = "@article{roe,\n author = {Roe, Ann and Doe, Bob},\n title = {On tests},\n journal = {Journal of Tests},\n year = 2001,\n volume = 3,\n number = 2,\n pages = {4-9},\n doi = {10.1000/tests.1}\n}\n";
    for people in ["Ann Roe & Bob Doe", "Roe, Ann; Doe, Bob", "Roe, Ann AND Doe, Bob", "Roe, Ann and Doe, Bob and"] {
        holds(Format::Bibtex, &[(&plain.replace("Roe, Ann and Doe, Bob", people), &[ROE])]);
    }
    let typed = plain.replace(" year", " type = {Journal Article},\n year");
    assert_eq!(first(&typed, Format::Bibtex).genre, None);
    let ads = plain.replace("{Journal of Tests}", "{\\mnras}");
    let mnras = "Monthly Notices of the Royal Astronomical Society";
    assert_eq!(first(&ads, Format::Bibtex).container_title.as_deref(), Some(mnras));
    let without_comma = plain.replace("2001,", "2001");
    let found = Records::read(without_comma.as_bytes(), None).expect("records");
    assert_eq!(found.publications.iter().map(|p| said(&p.item)).collect::<Vec<_>>(), [ROE]);
    assert_eq!(told(without_comma.as_bytes()).1, ["line 5: expected a comma behind the field"]);
    let keyless = plain.replace("{roe,", "{");
    assert_eq!(told(keyless.as_bytes()), (1, vec!["line 1: expected a key".to_owned()]));
}
