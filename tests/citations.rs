//! Citations in the running text, whatever their form: each is found, and led to the entries that it names.

use citegraph::document::Document;
use citegraph::graph::{CitationEdge, CitationGraph};
use citegraph::paper::{CitationForm, CitingStyle, Paper, Resolution, Warning};
use citegraph::query::hygiene::hygiene;
use citegraph::query::thresholds::shared_at_thresholds;
use citegraph::work::{Corpus, Member, Named, named};

/// Eight entries about lakes, with what `label` prints before each.
fn list(label: impl Fn(usize) -> String) -> String {
    let names = ["Ames", "Birk", "Cole", "Dorn", "Eves", "Ford", "Gale", "Hill"];
    let entry = |(n, name): (usize, &&str)| {
        let year = 2001 + n;
        format!("{}{name}, A. ({year}). Made up: Lakes of {name}. Journal of Lakes, {}(1), 1–9.\n", label(n + 1), n + 3)
    };
    names.iter().enumerate().map(entry).collect()
}

fn paper(body: &str, list: &str) -> Paper {
    let text =
        format!("# Made up: A paper on some lakes\n\nZora Field\n\n# Introduction\n\n{body}\n\n# References\n\n{list}");
    Paper::read("p", &text)
}

/// "form printed → labels", of each citation; what has no entry after a slash.
fn read(paper: &Paper) -> Vec<String> {
    let one = |c: &citegraph::paper::InTextCitation| {
        let missing = match &c.resolution {
            Resolution::Several { missing, .. } if !missing.is_empty() => format!("/{}", missing.join(",")),
            Resolution::Missing => "none".to_owned(),
            _ => String::new(),
        };
        format!("{} {} → {}{missing}", c.form, c.printed, c.resolution.labels().join(","))
    };
    paper.citations.iter().map(one).collect()
}

fn check(cases: &[(&str, &str, &[&str])], list: &str) {
    for (name, body, want) in cases {
        assert_eq!(read(&paper(body, list)), *want, "{name}");
    }
}

#[test]
fn numbers_in_square_brackets() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("one", "Lakes were studied [1].", &["numeric [1] → 1"]),
        ("several", "Lakes were studied [1, 3–5].", &["numeric [1, 3–5] → 1,3,4,5"]),
        ("a range of brackets", "Lakes were studied [1]–[3].", &["numeric [1]–[3] → 1,2,3"]),
        ("brackets side by side", "Lakes [1][2], [3].", &["numeric [1] → 1", "numeric [2] → 2", "numeric [3] → 3"]),
        (
            "words before",
            "Lakes [see 2], [e.g., 3], see Refs. [1,2].",
            &["numeric [see 2] → 2", "numeric [e.g., 3] → 3", "numeric Refs. [1,2] → 1,2"],
        ),
        (
            "words before that lead to a source, and others that say what is counted",
            "Lakes [based on the method by 2], [as is shown in 3], [Participant 4], [1].",
            &["numeric [based on the method by 2] → 2", "numeric [as is shown in 3] → 3", "numeric [1] → 1"],
        ),
        (
            "a place in the work",
            "Lakes [2, p. 14], [3, Theorem 2].",
            &["numeric [2, p. 14] → 2", "numeric [3, Theorem 2] → 3"],
        ),
        ("broken over lines", "Lakes [1,\n2] and more [3–\n5].", &["numeric [1, 2] → 1,2", "numeric [3– 5] → 3,4,5"]),
        ("with names", "Ames [1] and Birk et al. [2] say.", &["numeric [1] → 1", "numeric [2] → 2"]),
        (
            "one has no entry",
            "Lakes [1], [7, 8], [2–3].",
            &["numeric [1] → 1", "numeric [7, 8] → 7,8", "numeric [2–3] → 2,3"],
        ),
        (
            "no citations: zero, a vector, an index, decimals, a year",
            "We take [0, 1], [1, 1, 2], [0.5, 1], [2010] [1].",
            &["numeric [1] → 1"],
        ),
        (
            "no citations: equations",
            "As (1) and (2) show, lakes grow [4]. Others [5].",
            &["numeric [4] → 4", "numeric [5] → 5"],
        ),
        ("a wide range is none", "Lakes [1], [2–999999999].", &["numeric [1] → 1"]),
    ];
    check(cases, &list(|n| format!("[{n}] ")));
    check(&cases[..4], &list(|n| format!("{n}. ")));
    check(&cases[..4], &list(|n| format!("({n}) ")));
}

#[test]
fn raised_numbers() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "characters",
            "Lakes were studied.¹ Others² followed.³,⁵⁻⁷",
            &["superscript ¹ → 1", "superscript ² → 2", "superscript ³,⁵⁻⁷ → 3,5,6,7"],
        ),
        (
            "markup",
            "Lakes were studied.<sup>1</sup> Others<sup>2,3</sup> followed.",
            &["superscript 1 → 1", "superscript 2,3 → 2,3"],
        ),
        (
            "raised brackets",
            "Lakes were studied<sup>[1]</sup>. Others<sup>[2,3]</sup> followed lakes<sup><span>[4]</span></sup>.",
            &["numeric [1] → 1", "numeric [2,3] → 2,3", "numeric [4] → 4"],
        ),
        ("carets", "Lakes were studied.^1^ Others^2,3^ followed.", &["superscript ^1^ → 1", "superscript ^2,3^ → 2,3"]),
        (
            "glued",
            "Lakes were studied.1 Others2,3 followed by more,4 and again.2–5 So it is.6",
            &[
                "superscript 1 → 1",
                "superscript 2,3 → 2,3",
                "superscript 4 → 4",
                "superscript 2–5 → 2,3,4,5",
                "superscript 6 → 6",
            ],
        ),
        (
            "exponents, formulas and decimals are none",
            "Lakes hold CO2 and 3.5 m2 of it.1 Others hold CO2 too.2 At 2,300 m they hold no CO2.3 All CO2 is gone.4–6",
            &["superscript 1 → 1", "superscript 2 → 2", "superscript 3 → 3", "superscript 4–6 → 4,5,6"],
        ),
    ];
    check(cases, &list(|n| format!("{n}. ")));
}

#[test]
fn numbers_in_round_brackets() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "several",
            "Lakes were studied (1). Others (2, 3–5) followed lakes (6; 7).",
            &["numeric (1) → 1", "numeric (2, 3–5) → 2,3,4,5", "numeric (6; 7) → 6,7"],
        ),
        (
            "called references",
            "Lakes were studied (ref. 1). Others (reviewed in Ref. 2) too (3, 4).",
            &["numeric (ref. 1) → 1", "numeric (reviewed in Ref. 2) → 2", "numeric (3, 4) → 3,4"],
        ),
        (
            "figures aren't",
            "Lakes (1) grow (Fig. 2) as Eq. (3) says (2), in Table (4) too (3).",
            &["numeric (1) → 1", "numeric (2) → 2", "numeric (3) → 3"],
        ),
    ];
    check(cases, &list(|n| format!("{n}. ")));
}

#[test]
fn keys() {
    let keys = ["Ame01", "Bir02", "Col03", "Dor04", "Eve05", "FG+06", "Gal07", "Hil08"];
    let cases: &[(&str, &str, &[&str])] = &[
        ("one", "Lakes were studied [Ame01].", &["alphanumeric [Ame01] → 1"]),
        ("several", "Lakes [Bir02, FG+06; Hil08].", &["alphanumeric [Bir02, FG+06; Hil08] → 2,6,8"]),
        ("unknown", "Lakes [Ame01, Zed99], [Word2].", &["alphanumeric [Ame01, Zed99] → 1/Zed99"]),
    ];
    check(cases, &list(|n| format!("[{}] ", keys[n - 1])));
}

#[test]
fn names_and_years() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "words around",
            "Lakes (see e.g. Ames 2001, p. 4; but cf. Birk et al., 2002).",
            &["parenthetical see e.g. Ames 2001, p. 4 → 1", "parenthetical but cf. Birk et al., 2002 → 2"],
        ),
        ("prose before", "Lakes (for a review that is long, see Cole 2003).", &["parenthetical Cole 2003 → 3"]),
        ("square brackets", "Lakes [Dorn 2004].", &["parenthetical Dorn 2004 → 4"]),
        (
            "commas between",
            "Lakes (Ames 2001, Birk 2002 and Cole, 2003).",
            &["parenthetical Ames 2001 → 1", "parenthetical Birk 2002 → 2", "parenthetical Cole, 2003 → 3"],
        ),
        (
            "a genitive",
            "In Eves’s (2005) view, and in Ford's (2006).",
            &["narrative Eves’s (2005) → 5", "narrative Ford's (2006) → 6"],
        ),
        ("no brackets", "As Gale 2007 says, lakes of Kent 2007 grow.", &["narrative Gale 2007 → 7"]),
        (
            "German",
            "Seen (vgl. dazu Hill 2008: 12) und (Ames 2001, S. 4).",
            &["parenthetical vgl. dazu Hill 2008: 12 → 8", "parenthetical Ames 2001, S. 4 → 1"],
        ),
        ("a reprint", "Lakes (Birk 1867/2002).", &["parenthetical Birk 1867/2002 → 2"]),
        ("colleagues", "As Cole and colleagues (2003) say.", &["narrative Cole and colleagues (2003) → 3"]),
        ("no entry", "As (Zorn, 2003) says.", &["parenthetical Zorn, 2003 → none"]),
        ("a month is none", "Lakes (in March 2003) and on 4 May 2003, in 2001 (2002).", &[]),
    ];
    check(cases, &list(|_| "- ".to_owned()));
}

#[test]
fn names_in_any_script() {
    let cases: &[(&str, &str, &str, &[&str])] = &[
        (
            "Chinese",
            "已有研究表明二者相关（王伟，2003；李芳等，2005）。其后张敏、刘洋（2010）认为不然。",
            "参考文献\n\n李芳、陈静、高敏，2005，《湖泊沉积物研究》，《生态学报》第3期。\n\n王伟，2003，《水体富营养化研究》，北京：科学出版社。\n\n\
             张敏、刘洋，2010，《湿地恢复研究》，《地理研究》第4期。\n",
            &["parenthetical 王伟，2003 → 2", "parenthetical 李芳等，2005 → 1", "narrative 张敏、刘洋（2010） → 3"],
        ),
        (
            "Japanese",
            "先行研究では関連が指摘されている（伊藤　1983）。その後佐藤ら（1990）は、異なる見解を示した。伊藤と山田（1995）も同様である。",
            "参考文献\n\n伊藤健一（1983）．湖沼堆積物に関する研究　地理学評論, 3, 4-9.\n\n佐藤太郎・鈴木花子・林誠（1990）．富栄養化の研究　\
             日本生態学会誌, 5, 1-9.\n\n伊藤健一・山田直樹（1995）．湿地再生の課題　地理学評論, 8, 14-19.\n",
            &["parenthetical 伊藤 1983 → 1", "narrative 佐藤ら（1990） → 2", "narrative 伊藤と山田（1995） → 3"],
        ),
        (
            "Korean",
            "선행 연구에서는 관련성이 보고되었다(김은정, 2007; 서지훈 외, 2016). 이영희와 박민수(2010)는 다르다.",
            "참고문헌\n\n김은정 (2007). 호수 퇴적물에 대한 고찰. 한국생태학회지, 3(1), 4-9.\n\n서지훈, 조민수, 최미경 (2016). 습지 복원의 과제. \
             한국지리학회지, 5(2), 1-9.\n\n이영희, 박민수 (2010). 부영양화 연구. 한국생태학회지, 6(1), 14-19.\n",
            &[
                "parenthetical 김은정, 2007 → 1",
                "parenthetical 서지훈 외, 2016 → 2",
                "narrative 이영희와 박민수(2010) → 3",
            ],
        ),
        (
            "Greek",
            "Έχει δειχθεί ότι συνδέονται (Αλεξίου και Δημητρίου, 2005; Γεωργίου κ.ά., 2010).",
            "Βιβλιογραφία\n\nΑλεξίου, Α., Δημητρίου, Κ. (2005). Οι λίμνες. Οικολογία, 3(1), 4–9.\n\nΓεωργίου, Ι., Νικολάου, Μ., Σταύρου, Α. (2010). \
             Ο ευτροφισμός. Οικολογία, 5(2), 1–9.\n\nΣταύρου, Α. (2012). Τα έλη. Οικολογία, 8(2), 1–9.\n",
            &["parenthetical Αλεξίου και Δημητρίου, 2005 → 1", "parenthetical Γεωργίου κ.ά., 2010 → 2"],
        ),
        (
            "Turkish",
            "Önceki çalışmalar bunu göstermiştir (Demir ve Kılıç, 1988; Kaya vd., 1990).",
            "Kaynakça\n\nDemir, A., Kılıç, M. (1988). Göl çökelleri. Ekoloji Dergisi, 3(1), 4–9.\n\nKaya, S., Doğan, E., Arslan, A. (1990). Ötrofikasyon. \
             Ekoloji Dergisi, 5(2), 1–9.\n\nŞahin, A. (1995). Sulak alanlar. Ekoloji Dergisi, 8(2), 1–9.\n",
            &["parenthetical Demir ve Kılıç, 1988 → 1", "parenthetical Kaya vd., 1990 → 2"],
        ),
        (
            "Hebrew",
            "מחקרים קודמים הראו קשר (ביטון ודהן, 2005; אברהם ואחרים, 2003).",
            "ביבליוגרפיה\n\nאברהם, ש', כהן, א', לוי, ד' (2003). משקעי אגמים. מגמות, 3(1), 4–9.\n\nביטון, מ', דהן, א' (2005). שינויי אקלים. מגמות, \
             5(2), 1–9.\n\nפרץ, א' (2008). הגירה. מגמות, 8(2), 1–9.\n",
            &["parenthetical ביטון ודהן, 2005 → 2", "parenthetical אברהם ואחרים, 2003 → 1"],
        ),
    ];
    for (name, body, list, want) in cases {
        let paper = Paper::read("p", &format!("A title\n\nZora Field\n\n1. Introduction\n\n{body}\n\n{list}"));
        assert_eq!(read(&paper), *want, "{name}");
    }
}

#[test]
fn numbers_in_wide_brackets() {
    let list = "参考文献\n［1］王伟．湖泊沉积物研究［J］．生态学报，2003，3（1）：4-9．\n［2］李芳．水体富营养化研究［J］．生态学报，2005，5（2）：1-9．\n\
                ［3］张敏．湿地恢复研究［J］．地理研究，2010，6（1）：14-19．\n";
    let body = "已有研究表明二者相关［1］。也有学者持不同看法［2，3］。";
    let paper = Paper::read("p", &format!("湖泊研究\n\n王伟\n\n1 引言\n\n{body}\n\n{list}"));
    assert_eq!(read(&paper), ["numeric ［1］ → 1", "numeric ［2，3］ → 2,3"]);
}

#[test]
fn numbered_headings_beside_raised_citations_are_no_notes() {
    let body = "Lakes are deep.¹ Ponds are not,² and nobody says so.³\n\n2 Methods\n\nWe looked at reeds.⁴ They grow.⁵\n\n3 Results\n\n\
                The reeds that we saw were tall.⁶ Others say so.²\n\n4 Discussion\n\nReeds are known to grow.⁷ They end,⁸ as we know.⁴";
    let want = ["1", "2", "3", "4", "5", "6", "2", "7", "8", "4"];
    let led: Vec<String> =
        paper(body, &list(|n| format!("{n}. "))).citations.iter().map(|c| c.resolution.labels().join(",")).collect();
    assert_eq!(led, want);
}

#[test]
fn notes_of_markdown_in_a_list() {
    let found = read(&paper("Lakes are deep.[^1] Ponds[^3] are not.[^2][^4]", &list(|n| format!("[^{n}]: "))));
    assert_eq!(found, ["numeric [^1] → 1", "numeric [^3] → 3", "numeric [^2] → 2", "numeric [^4] → 4"]);
}

#[test]
fn names_and_pages() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "in the manner of the MLA",
            "Lakes freeze (Ames 32). They thaw (see Birk 4–5; Cole, p. 7). More of it (Figure 3).",
            &["parenthetical Ames 32 → 1", "parenthetical see Birk 4–5 → 2", "parenthetical Cole, p. 7 → 3"],
        ),
        ("once, beside nothing", "Lakes freeze (Ames 32).", &[]),
        (
            "beside years",
            "Lakes freeze (Ames 32), thaw (Birk 4), rise (Cole 7) and fall (Dorn, 2004; Eves, 2005; Ford, 2006).",
            &["parenthetical Dorn, 2004 → 4", "parenthetical Eves, 2005 → 5", "parenthetical Ford, 2006 → 6"],
        ),
    ];
    check(cases, &list(|_| String::new()));
}

#[test]
fn an_abstract_cites_what_the_list_has() {
    let text = format!(
        "Made up: A paper on some lakes\n\nZora Field (2020)\n\nAbstract. Lakes are wide (Birk, 2002), and some of them are deep \
         (Nobody, 2003).\n\n1 Introduction\n\nThis is what we have seen there (Cole, 2003), and it was so for a long time.\n\n\
         References\n\n{}",
        list(|_| String::new())
    );
    assert_eq!(read(&Paper::read("p", &text)), ["parenthetical Birk, 2002 → 2", "parenthetical Cole, 2003 → 3"]);
}

#[test]
fn years_with_letters() {
    let list = "- Lee, B. (2011a). Made up: On lakes. Press.\n- Lee, B. (2011b). Made up: On ponds. Press.\n\
                - Roe, A. (n.d.). Made up: On rivers. Press.\n";
    let cases: &[(&str, &str, &[&str])] = &[
        ("run together", "Lakes (Lee, 2011a,b).", &["parenthetical Lee, 2011a,b → 1", "parenthetical b → 2"]),
        ("narrated", "As Lee (2011a, 2011b) says.", &["narrative Lee (2011a → 1", "narrative 2011b → 2"]),
        ("parted", "Lakes (Lee 2011a; 2011b).", &["parenthetical Lee 2011a → 1", "parenthetical 2011b → 2"]),
        ("no date", "Rivers (Roe, n.d.).", &["parenthetical Roe, n.d. → 3"]),
    ];
    check(cases, list);
}

#[test]
fn a_paper_cites_in_one_way() {
    let numbered = list(|n| format!("[{n}] "));
    let body = "Ames [1] was first (Ames, 2001); in Paris (Zorn, 2003) came others [2,3], as Cole (2003) says [3].";
    let styles = [
        (paper(body, &numbered), CitingStyle::Numeric),
        (paper("Lakes.¹ Ponds.² Rivers.³ Seas.⁴", &list(|n| format!("{n}. "))), CitingStyle::Superscript),
        (paper("As Ames (2001) and (Birk, 2002) say.", &list(|_| "- ".to_owned())), CitingStyle::AuthorYear),
        (paper("Nobody is cited.", &numbered), CitingStyle::Unknown),
        (paper("Nobody but one is cited [1].", &numbered), CitingStyle::Unknown),
    ];
    for (paper, style) in &styles {
        assert_eq!(paper.style(), *style, "{:?}", read(paper));
    }
    let names: Vec<String> = read(&styles[0].0).into_iter().filter(|c| c.contains("Zorn")).collect();
    assert!(names.is_empty(), "a name and a year that no entry has: {names:?}");
}

#[test]
fn nothing_is_uncited_where_citations_are_not_understood() {
    let understood = paper("Lakes [1], [2–4], [5,6], and [7].", &list(|n| format!("[{n}] ")));
    let uncited: Vec<String> = hygiene(&understood).uncited.iter().map(|u| u.entry.to_string()).collect();
    assert_eq!(uncited, ["p:8"]);
    let not = paper("Lakes are cited in a way that nobody knows.", &list(|n| format!("[{n}] ")));
    assert!(hygiene(&not).uncited.is_empty());
    assert!(not.warnings().contains(&Warning::NoCitations), "{:?}", not.warnings());
}

#[test]
fn what_is_missing_of_several() {
    let mut paper =
        paper("Lakes [1], [2–4], [5,6], [7].", &list(|n| if n == 3 { String::new() } else { format!("[{n}] ") }));
    paper.citations.retain(|c| c.printed == "[2–4]");
    let missing: Vec<String> = hygiene(&paper).missing.into_iter().map(|m| m.citation).collect();
    assert_eq!(missing, ["3 of [2–4]"]);
}

#[test]
fn each_entry_of_a_citation_has_its_edge() {
    use citegraph::graph::CitationGraph;
    use citegraph::work::Corpus;
    let paper = paper("Lakes were studied [1, 3–5].", &list(|n| format!("[{n}] ")));
    assert_eq!(paper.citations[0].form, CitationForm::Numeric);
    let corpus = Corpus::new([paper]).expect("one paper");
    let graph = CitationGraph::new(&corpus);
    let cited: Vec<String> = graph
        .citations()
        .filter(|edge| edge.citation.in_text.iter().any(|m| m.printed == "[1, 3–5]"))
        .flat_map(|edge| edge.citation.entries.iter().map(ToString::to_string))
        .collect();
    assert_eq!(cited, ["p:1", "p:3", "p:4", "p:5"]);
}

/// Ranges are bounded, and what a document's citations name is, whatever it says.
#[test]
fn many_brackets_and_wide_ranges() {
    for piece in ["[1-8]", "[1-999999999]", "[", "[1,", "1,2", "(1)", "¹", "a1", "^1^"] {
        let body = piece.repeat(200_000 / piece.len());
        let document = Document::read(
            "d",
            &format!("# Introduction\n\n{body}\n\n# References\n\n{}", list(|n| format!("[{n}] "))),
        );
        assert!(document.mentions.len() <= body.len(), "{piece}");
    }
}

/// An entry that lists two works is two citations, and what two papers share is found wherever in an entry it stands.
#[test]
fn further_works_of_an_entry_are_cited() {
    let text = |title: &str, list: &str| {
        format!("# Made up: {title}\n\nZora Field\n\n# Introduction\n\nIce was studied [1].\n\n# References\n\n{list}")
    };
    let several = text(
        "A paper on ice",
        "[1] A. Roe, J. Lakes 3, 4 (2020); B. Doe, J. Ponds 1, 22 (2021).\n[2] C. Poe, J. Mires 7, 81 (2019).\n",
    );
    let one = text("A paper on frost", "[1] B. Doe, J. Ponds 1, 22 (2021).\n[2] E. Ash, J. Fens 9, 1 (2011).\n");
    let corpus = Corpus::new([Paper::read("a", &several), Paper::read("b", &one)]).expect("two names");
    let graph = CitationGraph::new(&corpus);
    let cited = |paper: &str| -> Vec<(String, usize)> {
        let of_paper = graph.citations().filter(|edge| edge.citation.document == paper);
        let shown = |edge: CitationEdge<'_>| {
            (graph.work(edge.cited).map_or("", |work| work.id()).to_owned(), edge.citation.in_text.len())
        };
        of_paper.map(shown).collect()
    };
    let entries = |ids: &[(&str, usize)]| ids.iter().map(|(id, n)| ((*id).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(cited("a"), entries(&[("a:1", 1), ("a:2", 0), ("b:1", 1)]));
    assert_eq!(cited("b"), entries(&[("b:1", 1), ("b:2", 0)]));
    let shared = shared_at_thresholds(&corpus, &graph);
    assert_eq!((shared.len(), shared[0].works[0].id.as_str()), (1, "b:1"));
    assert_eq!(shared[0].works[0].entries.a[0].to_string(), "a:1");
    let work = corpus.works.iter().find(|work| work.id == "b:1").expect("it is shared");
    assert_eq!(work.members.iter().map(Member::to_string).collect::<Vec<_>>(), ["b:1", "a:1+2"]);
}

/// A letter behind a number means the work of the entry that stands under it.
#[test]
fn letters_mean_works_of_an_entry() {
    let list = "[1] F. Elm, J. Bogs 8, 5 (2012).\n[2] (a) A. Roe, J. Lakes 3, 4 (2020); (b) B. Doe, J. Ponds 1, 22 (2021); (c) C. \
                Poe, J. Mires 7, 81 (2019).\n[3] G. Yew, J. Fens 2, 9 (2011).\n";
    let cases = [
        ("[1,2b]", [0, 1, 0]),
        ("[2a,c]", [1, 0, 1]),
        ("[2b–c]", [0, 1, 1]),
        ("[2b, 3]", [0, 1, 0]),
        ("[2a–2c]", [1, 1, 1]),
        ("[2b, p. 4]", [0, 1, 0]),
        ("[2a and b]", [1, 1, 0]),
        ("[2a,b and 3]", [1, 1, 0]),
        ("[2a, c, 1–3]", [1, 0, 1]),
        ("[2]", [1, 1, 1]),
        ("[2d]", [1, 1, 1]),
    ];
    for (cited, want) in cases {
        let body = format!("Lakes were studied [1] by others [3], and {cited} by us.");
        let corpus = Corpus::new([paper(&body, list)]).expect("one name");
        let graph = CitationGraph::new(&corpus);
        let passages = |member: &str| {
            let edge = graph.citations().find(|edge| graph.work(edge.cited).is_some_and(|work| work.id() == member));
            edge.map_or(9, |edge| edge.citation.in_text.len())
        };
        let id = &corpus.papers[0].id;
        let found = [format!("{id}:2"), format!("{id}:2+2"), format!("{id}:2+3")].map(|member| passages(&member));
        assert_eq!(found, want, "{cited}");
    }
}

/// What a further work leaves out is said by the one before it, and works under letters are each read alone.
#[test]
fn further_works_stand_for_what_they_leave_out() {
    let list = "[1] A. Roe, J. Lakes 3, 4 (2020); 5, 66 (2021); J. Ponds 1, 22 (2022).\n\
                [2] (a) C. Poe, D. Lind, J. Mires 2019; 7:81. (b) E. Ash, J. Fens 2011; 9:1. (c) ibid. 12.\n\
                [3] F. Elm, J. Bogs 8, 5 (2012).\n";
    let read = paper("Lakes were studied [1] and [2].", list);
    let shown = |named: Named<'_>| {
        let item = named.item;
        let authors: Vec<String> = item.author.iter().filter_map(|name| name.family.clone()).collect();
        let text = |field: Option<String>| field.unwrap_or_default();
        let place = [text(item.container_title), text(item.volume), text(item.page)];
        format!("{}: {} | {}", named.member, authors.join(", "), place.join(" | "))
    };
    let want = [
        "p:1: Roe | J. Lakes | 3 | 4",
        "p:1+2: Roe | J. Lakes | 5 | 66",
        "p:1+3: Roe | J. Ponds | 1 | 22",
        "p:2: Poe, Lind | J. Mires | 7 | 81",
        "p:2+2: Ash | J. Fens | 9 | 1",
        "p:3: Elm | J. Bogs | 8 | 5",
    ];
    assert_eq!(named(&read).map(shown).collect::<Vec<_>>(), want);
}

/// Each work of an entry is known by its own text: two of one author and journal are two.
#[test]
fn works_of_one_entry_are_two() {
    let list = "[1] D. Zell, P. Roe, Lakes Rev. D 13 (1976) 3214; D. Zell, P. Roe, Lakes Rev. D 14 (1976) 912.\n\
                [2] (a) A. Moor, J. Lakes 3, 41 (2020); (b) A. Moor, J. Lakes 3, 55 (2020).\n\
                [3] F. Elm, J. Bogs 8, 5 (2012).\n";
    let corpus = Corpus::new([paper("Lakes were studied [1] and [2].", list)]).expect("one paper");
    let ids: Vec<&str> = corpus.works.iter().map(|work| work.id.as_str()).collect();
    assert_eq!(ids, ["p", "p:1", "p:1+2", "p:2", "p:2+2", "p:3"]);
}

/// A name and a year mean one work of an entry, whichever it is, and nothing is missing.
#[test]
fn a_name_and_a_year_mean_one_work_of_an_entry() {
    let list = "Doe, B. (2003) Mires of the west. J. Mires 7, 81-89; Poe, C. (2005) Fens of the east. J. Fens 9, 101-109.\n\n\
                Roe, A. (1999) Lakes of the north. J. Lakes 3, 4-9.\n\n\
                Zell, H. (2001) Reeds of the south. J. Reeds 1, 2-3.\n";
    let paper = paper("Fens were studied (Poe, 2005), lakes too (Roe, 1999), and reeds (Zell, 2001).", list);
    assert!(hygiene(&paper).missing.is_empty(), "{:?}", hygiene(&paper).missing);
    let corpus = Corpus::new([paper]).expect("one paper");
    let graph = CitationGraph::new(&corpus);
    let passages = |id: &str| {
        let edge = graph.citations().find(|edge| graph.work(edge.cited).is_some_and(|work| work.id() == id));
        edge.map(|edge| edge.citation.in_text.len())
    };
    assert_eq!([passages("p:1"), passages("p:1+2")], [Some(0), Some(1)]);
}

/// Under the third dash in a row the authors are those of the entry that prints them.
#[test]
fn dashes_in_a_row_stand_for_one_author() {
    let list = "Roe, A. 1999. Lakes of the north. J. Lakes 3, 4-9.\n\n———. 2001. Reeds of the south. J. Reeds 1, 2-3.\n\n\
                ———. 2003. Mires of the west. J. Mires 7, 81-89.\n\n———. 2005. Fens of the east. J. Fens 9, 101-109.\n";
    let paper = paper("Fens were studied (Roe 2005), mires too (Roe 2003), and reeds (Roe 2001).", list);
    assert_eq!(
        read(&paper),
        ["parenthetical Roe 2005 → 4", "parenthetical Roe 2003 → 3", "parenthetical Roe 2001 → 2"]
    );
}

#[test]
fn numbers_as_formulas_and_on_lines_of_their_own() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("raised", "Lakes$^ { 1 , 2 }$ were studied.", &["superscript 1,2 → 1,2"]),
        ("in brackets", "Lakes were studied $[ 3 , 4 ]$.", &["numeric [3,4] → 3,4"]),
    ];
    check(cases, &list(|n| format!("[{n}] ")));
    let alone: String =
        (1..=8).map(|n| format!("Lakes were studied by others\n{n}\n, and so were ponds, as we see\n")).collect();
    let want: Vec<String> = (1..=8).map(|n| format!("superscript {n} → {n}")).collect();
    assert_eq!(read(&paper(&alone, &list(|n| format!("{n}. ")))), want);
}

#[test]
fn keys_of_reference_managers() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "in brackets",
            "Lakes were studied [@ames2001; @birk2002, p. 4].",
            &["parenthetical @ames2001 → 1", "parenthetical @birk2002 → 2"],
        ),
        (
            "in the sentence",
            "As @cole2003lakes says, ponds are lakes [@ames2001].",
            &["narrative @cole2003lakes → 3", "parenthetical @ames2001 → 1"],
        ),
        ("people on the web", "As @cole2003 says, ponds are lakes.", &[]),
        ("addresses", "Write to ann@ames2001.org or @nobody2002.", &[]),
    ];
    check(cases, &list(|_| String::new()));
}

#[test]
fn figures_that_were_read_as_letters() {
    let cases: &[(&str, &str, &[&str])] = &[(
        "years",
        "Lakes were studied (Ames, 2OO1; Birk, 20O2).",
        &["parenthetical Ames, 2OO1 → 1", "parenthetical Birk, 20O2 → 2"],
    )];
    check(cases, &list(|_| String::new()));
}
