//! What each constraint says of an answer.

use super::*;
use crate::Confidence;

/// The text of the pieces, and a segment for each.
fn answer(pieces: &[(Label, &str)]) -> (String, Vec<Segment>) {
    let mut text = String::new();
    let mut segments = Vec::new();
    for (label, piece) in pieces {
        let start = text.len();
        text += piece;
        let span = Span::new(start, text.len()).trimmed(&text, |_| false);
        segments.push(Segment { label: *label, span, confidence: Confidence::CERTAIN });
    }
    (text, segments)
}

#[test]
fn what_must_hold() {
    use Label::{
        Author, Book, Date, Edition, Editor, Genre, Issue, Journal, Key, Note, Number, Page, Place, Publisher, Title,
        Translator, Url, Volume,
    };
    type Case<'c> = (Constraint, &'c [(Label, &'c str)], Option<(&'c str, Label)>);
    let cases: &[Case<'_>] = &[
        (
            title::part_with_a_number,
            &[
                (Title, "On lakes, "),
                (Volume, "III: "),
                (Book, "Ice. "),
                (Journal, "J. Lakes "),
                (Page, "31, 4 (2001)"),
            ],
            Some(("On lakes, III: Ice", Title)),
        ),
        (
            title::part_with_a_number,
            &[
                (Title, "Collected works, "),
                (Volume, "III: "),
                (Book, "Ice. "),
                (Publisher, "Mire Press, "),
                (Date, "2001"),
            ],
            None,
        ),
        (
            opening::others_end_the_authors,
            &[(Author, "Roe, Ann, et al. LAKE: "), (Title, "Ponds in Motion. "), (Date, "2020")],
            Some(("LAKE: Ponds in Motion.", Title)),
        ),
        (opening::others_end_the_authors, &[(Author, "Roe A, et al. LAKE Group. "), (Title, "Ponds")], None),
        (opening::others_end_the_authors, &[(Author, "Roe, Ann, et al. Eds. "), (Title, "Ponds")], None),
        (opening::others_end_the_authors, &[(Author, "Roe, Ann, et al. "), (Title, "Ponds")], None),
        (
            opening::body_among_the_authors,
            &[(Author, "Roe BJ, "), (Title, "the lake team. Ponds in motion. "), (Date, "2020")],
            Some(("Roe BJ, the lake team", Author)),
        ),
        (opening::body_among_the_authors, &[(Author, "Roe BJ. "), (Title, "the lake. Ponds in motion. ")], None),
        (
            opening::name_before_a_colon,
            &[(Author, "Lind AB, Roe J. lakes: "), (Title, "The Ponds in Motion. ")],
            Some(("lakes: The Ponds in Motion.", Title)),
        ),
        (
            opening::name_before_a_colon,
            &[(Author, "Ann Lind and Bo Roe, LAKE: "), (Title, "Ponds in motion, ")],
            Some(("LAKE: Ponds in motion,", Title)),
        ),
        (opening::name_before_a_colon, &[(Author, "Roe Ann/Lind,Thomas: "), (Title, "Ponds")], None),
        (
            outlet::repository_is_no_place,
            &[(Title, "Lakes: v1.2. "), (Place, "Zenodo "), (Date, "2019.")],
            Some(("Zenodo", Publisher)),
        ),
        (
            opening::name_before_a_colon,
            &[(Author, "Roe, Robert. LAKE: "), (Title, "Ponds in Motion. ")],
            Some(("LAKE: Ponds in Motion.", Title)),
        ),
        (
            title::proceedings_behind_the_title,
            &[(Title, "Ice and snow again. Proceedings of the meeting on ice "), (Place, "Oslo")],
            Some(("Proceedings of the meeting on ice", Book)),
        ),
        (
            outlet::server_at_the_end_of_a_title,
            &[(Title, "On ice and snow. ArXiv e-prints "), (Date, "2017")],
            Some(("ArXiv e-prints", Publisher)),
        ),
        (outlet::server_at_the_end_of_a_title, &[(Title, "On ice and snow. Ice "), (Date, "2017")], None),
        (
            opening::body_before_the_title,
            &[(Title, "Bank of Lakes and the Treasury. The pond report. "), (Place, "Oslo")],
            Some(("Bank of Lakes and the Treasury", Author)),
        ),
        (opening::body_before_the_title, &[(Title, "The bank of lakes. The pond report. "), (Place, "Oslo")], None),
        (opening::name_before_a_colon, &[(Author, "Hans Holm, Roe: "), (Title, "Ponds in motion, ")], None),
        (opening::name_before_a_colon, &[(Author, "A. Lind, J. Roe: "), (Title, "Ponds in motion, ")], None),
        (opening::name_before_a_colon, &[(Author, "Lind, Roe, Holm: "), (Title, "Ponds in motion, ")], None),
        (opening::name_before_a_colon, &[(Author, "Lind, A., Roe, B.: "), (Title, "Ponds in motion, ")], None),
        (
            numeration::version_is_whole,
            &[(Author, "Roe J. "), (Title, "roe/lakes: v1"), (Url, ".6.0.")],
            Some(("roe/lakes: v1.6.0", Title)),
        ),
        (
            numeration::version_is_whole,
            &[(Title, "“Lakes,” "), (Journal, "0"), (Number, ".5.0. "), (Date, "2023")],
            Some(("0.5.0", Edition)),
        ),
        (numeration::version_is_whole, &[(Title, "Lakes, "), (Page, "12"), (Date, ".3.2011")], None),
        (numeration::version_is_whole, &[(Journal, "J. Lakes "), (Volume, "12"), (Page, ".345")], None),
        (statute::title_of_a_code, &[(Key, "42 "), (Journal, "U.S.C. "), (Page, "§ 19")], Some(("42", Volume))),
        (statute::code, &[(Volume, "42 "), (Author, "U.S.C. "), (Page, "§ 19")], Some(("U.S.C.", Journal))),
        (statute::code, &[(Author, "A. Roe, "), (Title, "On 42 U.S.C. § 19")], None),
        (
            statute::section_of_a_code,
            &[(Volume, "17 "), (Journal, "C.F.R. § "), (Page, "240.10"), (Issue, "b-5"), (Date, " (2019)")],
            Some(("§ 240.10b-5", Page)),
        ),
        (
            statute::named_act,
            &[(Author, "Regulation (EU) "), (Title, "2016/679 of the Council, "), (Journal, "OJ L 119")],
            Some(("Regulation (EU) 2016/679 of the Council", Title)),
        ),
        (
            statute::named_act,
            &[(Title, "Gesetz vom 9"), (Date, ". Mai 1976 "), (Journal, "(BGBl. I S. 33)")],
            Some(("Gesetz vom 9. Mai 1976", Title)),
        ),
        (statute::named_act, &[(Author, "Regulation "), (Title, "of ice in lakes")], None),
        (statute::gazette, &[(Author, "BGBl. I "), (Date, "2013, "), (Page, "12")], Some(("BGBl. I", Journal))),
        (statute::gazette, &[(Author, "Roe OJ "), (Date, "2013. "), (Title, "On ice")], None),
        (
            statute::section_of_an_act,
            &[(Title, "Lakes Act 1998, "), (Volume, "s 15"), (Issue, "(1)(b)")],
            Some(("s 15(1)(b)", Page)),
        ),
        (
            statute::identifier_of_a_decision,
            &[(Title, "Roe v Moor "), (Journal, "ECLI:EU:C:"), (Volume, "2014:"), (Page, "317.")],
            Some(("ECLI:EU:C:2014:317", Number)),
        ),
        (
            numeration::page_before_a_bracketed_year,
            &[(Journal, "J. Lakes "), (Volume, "326, "), (Date, "1998 (2011)")],
            Some(("1998", Page)),
        ),
        (numeration::page_before_a_bracketed_year, &[(Journal, "J. Lakes "), (Date, "1998 (2011)")], None),
        (
            numeration::volume_of_a_further_work,
            &[
                (Journal, "J. Lakes "),
                (Volume, "3, "),
                (Page, "4 "),
                (Date, "(2020); "),
                (Page, "5, 66 "),
                (Date, "(2021)"),
            ],
            Some(("5", Volume)),
        ),
        (
            numeration::volume_of_a_further_work,
            &[
                (Journal, "J. Lakes "),
                (Volume, "3, "),
                (Page, "4 "),
                (Date, "(2020); "),
                (Page, "66 "),
                (Date, "(2021)"),
            ],
            None,
        ),
        (
            numeration::page_of_a_further_work,
            &[
                (Journal, "J. Lakes "),
                (Page, "4 "),
                (Date, "(2020); "),
                (Volume, "5, "),
                (Issue, "66 "),
                (Date, "(2021)"),
            ],
            Some(("66", Page)),
        ),
        (
            title::collection_behind_the_title,
            &[(Date, "(2024). "), (Title, "Lakes (ICE). In Handbook of winters. "), (Publisher, "Ice Press.")],
            Some(("In Handbook of winters.", Book)),
        ),
        (
            title::collection_behind_the_title,
            &[(Date, "(2024). "), (Title, "Law. In Defence of Essays. "), (Publisher, "Ice Press.")],
            None,
        ),
        (
            title::collection_behind_the_title,
            &[(Date, "(2024). "), (Title, "Lakes. In search of winters. "), (Publisher, "Ice Press.")],
            None,
        ),
        (
            numeration::pages_that_look_like_years,
            &[(Date, "(1992). "), (Journal, "Ann. Lakes "), (Volume, "20 "), (Date, "2008 -- 2036.")],
            Some(("2008 -- 2036", Page)),
        ),
        (
            numeration::pages_that_look_like_years,
            &[(Journal, "Ann. Lakes "), (Volume, "20 "), (Date, "2008–2036.")],
            None,
        ),
        (numeration::volume_beside_the_page, &[(Journal, "Ap.J. "), (Page, "320 468")], Some(("320", Volume))),
        (numeration::volume_beside_the_page, &[(Publisher, "Lake Press, "), (Page, "320 468")], None),
        (
            numeration::page_behind_the_volume,
            &[(Journal, "Phys. Lakes, "), (Volume, "467: "), (Issue, "1, "), (Date, "2008")],
            Some(("1", Page)),
        ),
        (
            numeration::page_behind_the_volume,
            &[(Journal, "Phys. Lakes "), (Volume, "467"), (Issue, "(1), "), (Date, "2008")],
            None,
        ),
        (
            opening::key_of_names_and_year,
            &[(Author, "Roe "), (Date, "1982 "), (Author, "Roe F., "), (Title, "« Les mots », "), (Page, "pp. 5-9")],
            Some(("Roe 1982", Key)),
        ),
        (
            opening::key_of_names_and_year,
            &[(Author, "Roe & Lind "), (Date, "1923, "), (Author, "ROE J., LIND N.A., "), (Title, "Memorie")],
            Some(("Roe & Lind 1923", Key)),
        ),
        (
            opening::key_of_names_and_year,
            &[(Author, "ROE et alii "), (Date, "2003: "), (Author, "G. M. Roe, V. Lind, "), (Title, "Ice")],
            Some(("ROE et alii 2003", Key)),
        ),
        (
            opening::key_of_names_and_year,
            &[(Author, "Roe "), (Date, "1982, "), (Title, "Roe and the lakes, "), (Journal, "Ice")],
            None,
        ),
        (
            opening::name_among_editors,
            &[(Author, "Roe, R., "), (Title, "Cohen, "), (Editor, "Y. and Zhang, S. (Eds.), ")],
            Some(("Roe, R., Cohen, Y. and Zhang, S. (Eds.),", Editor)),
        ),
        (
            opening::name_among_editors,
            &[(Author, "Roe, R., "), (Title, "Lakes of ice, "), (Editor, "in Y. Zhang (Ed.), ")],
            None,
        ),
        (
            title::translation_ends_the_title,
            &[(Title, "Ozera [Lakes of ice]. Voprosy ozer [Of Lakes]"), (Volume, ", 4")],
            Some(("Ozera [Lakes of ice]", Title)),
        ),
        (
            title::translation_ends_the_outlet,
            &[(Title, "Ozera [Lakes of ice]. Voprosy ozer [Of Lakes]"), (Volume, ", 4")],
            Some(("Voprosy ozer [Of Lakes]", Journal)),
        ),
        (
            title::translation_ends_the_outlet,
            &[(Title, "Ozera [Lakes of ice]. "), (Journal, "Voprosy ozer [Of Lakes]"), (Volume, ", 4")],
            None,
        ),
        (title::translation_ends_the_title, &[(Title, "Ice [59 paragraphs]. Lakes"), (Volume, ", 4")], None),
        (
            outlet::country_behind_the_place,
            &[(Title, "All of the ice. Foundation for Lakes, "), (Place, "Vienna, "), (Publisher, "Austria")],
            Some(("Vienna, Austria", Place)),
        ),
        (
            outlet::country_behind_the_place,
            &[(Title, "All of the ice. More ice, "), (Place, "Vienna, "), (Publisher, "Austria")],
            None,
        ),
        (
            outlet::body_without_a_page,
            &[(Title, "Ice. "), (Book, "Foundation for Lakes, "), (Place, "Vienna")],
            Some(("Foundation for Lakes,", Publisher)),
        ),
        (outlet::body_without_a_page, &[(Title, "Ice. "), (Book, "Foundation for Lakes")], None),
        (statute::place_in_a_decision, &[(Author, "EuGH, "), (Number, "C-131/12, Rn. 23")], Some(("Rn. 23", Page))),
        (east_asian::outlet, &[(Title, "山本「湖の研究」『湖沼』")], Some(("『湖沼』", Journal))),
        (east_asian::outlet, &[(Title, "张明. 湖泊研究[J]. 湖泊, 2011")], Some(("湖泊", Journal))),
        (
            opening::remark_before_its_signal,
            &[(Title, "For a lake like it, see "), (Author, "A. Roe, "), (Title, "‘Ice’")],
            Some(("For a lake like it, see", Note)),
        ),
        (opening::remark_before_its_signal, &[(Title, "What lakes see "), (Author, "A. Roe")], None),
        (
            title::quotation_closes_the_title,
            &[(Title, "\"On ice\". En Lakes"), (Date, "1990")],
            Some(("En Lakes", Journal)),
        ),
        (title::quotation_closes_the_title, &[(Title, "“What ice!” On winters past"), (Date, "1990")], None),
        (title::quotation_closes_the_title, &[(Title, "“On ice”. In Lakes"), (Journal, "Mires")], None),
        (
            title::initial_glued_to_the_next,
            &[(Title, "On ice, L."), (Publisher, "Mire Press")],
            Some(("L.Mire Press", Publisher)),
        ),
        (title::initial_glued_to_the_next, &[(Title, "On ice, L. "), (Publisher, "Mire Press")], None),
        (title::initial_glued_to_the_next, &[(Title, "On NaCl."), (Publisher, "Mire Press")], None),
        (
            title::translator_behind_the_title,
            &[(Title, "On ice, trad. de l'anglais par M. Roy, "), (Place, "Rome")],
            Some(("trad. de l'anglais par M. Roy,", Translator)),
        ),
        (title::translator_behind_the_title, &[(Title, "Aus dem Leben von Max Roy. "), (Place, "Rome")], None),
        (
            title::edition_behind_the_title,
            &[(Author, "Roe A, "), (Title, "On Ice (2nd edn, "), (Publisher, "OUP "), (Date, "2011)")],
            Some(("2nd edn", Edition)),
        ),
        (title::edition_behind_the_title, &[(Title, "On Ice (2nd version, "), (Publisher, "OUP")], None),
        (
            title::edition_behind_the_title,
            &[(Title, "On Ice (1st edn OUP, "), (Place, "Oxford "), (Date, "2011)")],
            Some(("1st edn", Edition)),
        ),
        (title::volumes_behind_the_title, &[(Title, "On Ice (2 vols.). "), (Place, "Rome")], Some(("2 vols.", Volume))),
        (title::volumes_behind_the_title, &[(Title, "On Ice (2 winters). "), (Place, "Rome")], None),
        (
            title::year_that_begins_the_title,
            &[(Date, "1984 "), (Title, "revisited. "), (Journal, "Ice "), (Volume, "2001;3:"), (Page, "4")],
            Some(("1984 revisited.", Title)),
        ),
        (
            title::year_that_begins_the_title,
            &[(Date, "1984 "), (Title, "Ice revisited. "), (Journal, "Ice "), (Volume, "2001;3:"), (Page, "4")],
            None,
        ),
        (
            title::year_that_begins_the_title,
            &[(Date, "1984: "), (Title, "On ice. "), (Journal, "Ice "), (Volume, "12"), (Page, ", 4")],
            None,
        ),
        (
            title::year_that_begins_the_title,
            &[(Date, "1984 revisited. "), (Journal, "Ice "), (Volume, "2001;3:"), (Page, "4")],
            Some(("1984 revisited.", Title)),
        ),
        (
            title::year_before_the_title,
            &[(Date, "(1999). 2001: "), (Title, "On ice. "), (Journal, "Ice")],
            Some(("2001: On ice.", Title)),
        ),
        (title::year_before_the_title, &[(Date, "(1999): "), (Title, "On ice. "), (Journal, "Ice")], None),
        (
            numeration::docket_of_a_court,
            &[(Author, "BGH, "), (Date, "12.3.2011, "), (Volume, "VII ZR "), (Issue, "12/10, "), (Journal, "NJW")],
            Some(("VII ZR 12/10", Number)),
        ),
        (numeration::docket_of_a_court, &[(Author, "Roe, "), (Volume, "VII "), (Issue, "12/10")], None),
        (
            outlet::volume_in_honour,
            &[(Author, "Roe, FS Doe, "), (Date, "2011"), (Page, ", S. 3")],
            Some(("FS Doe", Book)),
        ),
        (outlet::volume_in_honour, &[(Author, "Roe, Fs Doe, "), (Date, "2011")], None),
        (title::translator_behind_the_title, &[(Title, "On ice, translated "), (Place, "Rome")], None),
        (
            numeration::page_of_a_part,
            &[(Journal, "LCR "), (Volume, "II"), (Page, "-905, paras 4-8")],
            Some(("II-905", Page)),
        ),
        (numeration::page_of_a_part, &[(Journal, "LCR "), (Volume, "II "), (Page, "905")], None),
        (
            numeration::section_is_no_year,
            &[(Journal, "12 Lake Code "), (Date, "§ 1983"), (Date, " (2006)")],
            Some(("§ 1983", Page)),
        ),
        (numeration::section_is_no_year, &[(Title, "On § 12, "), (Date, "1983")], None),
        (
            outlet::acronym_before_year_and_page,
            &[(Author, "Roe, LJQ "), (Date, "2011"), (Page, ", 1234")],
            Some(("LJQ", Journal)),
        ),
        (outlet::acronym_before_year_and_page, &[(Author, "Roe, AB "), (Date, "2011"), (Title, ", On ice")], None),
        (outlet::acronym_before_year_and_page, &[(Author, "Roe AB "), (Date, "2011"), (Page, ", 12")], None),
        (
            outlet::pages_of_a_law_journal,
            &[(Journal, "LJQ "), (Date, "1987"), (Volume, ", 993"), (Page, ", 995")],
            Some(("993, 995", Page)),
        ),
        (outlet::pages_of_a_law_journal, &[(Journal, "LJQ "), (Date, "1987"), (Volume, ", 12"), (Page, ", 995")], None),
        (
            numeration::publisher_behind_the_edition,
            &[(Title, "On ice "), (Edition, "(2nd edn, OUP"), (Date, " 2009)")],
            Some(("OUP", Publisher)),
        ),
        (
            numeration::publisher_behind_the_edition,
            &[(Title, "On ice "), (Edition, "2. Aufl., Berlin"), (Date, " 2009")],
            None,
        ),
        (
            numeration::volume_that_is_the_year,
            &[(Journal, "Lakes"), (Date, " 2014 (2014): "), (Page, "856749")],
            Some(("2014", Volume)),
        ),
        (
            numeration::volume_that_is_the_year,
            &[(Journal, "Lakes. "), (Date, "2014; 2014"), (Page, ": 85")],
            Some(("2014", Volume)),
        ),
        (numeration::volume_that_is_the_year, &[(Journal, "Lakes"), (Date, " 2014, 2014")], None),
        (numeration::volume_that_is_the_year, &[(Journal, "Lakes"), (Date, " 2014 (2015)")], None),
        (
            opening::signal_is_no_name,
            &[(Author, "See, further, A. Roe, "), (Title, "Ice")],
            Some(("See, further", Note)),
        ),
        (opening::signal_is_no_name, &[(Author, "See, K., "), (Title, "Ice")], None),
        (
            opening::initials_of_the_last_author,
            &[(Author, "Roe, AB & Lind, "), (Journal, "CD "), (Date, "2018, "), (Title, "Ice")],
            Some(("Roe, AB & Lind, CD", Author)),
        ),
        (
            opening::initials_of_the_last_author,
            &[(Author, "Roe, AB & Lind, C, "), (Journal, "JAMA "), (Date, "2018, ")],
            None,
        ),
        (
            numeration::bracket_glued_to_the_volume,
            &[(Volume, "VI"), (Note, "(I), "), (Page, "4-9")],
            Some(("(I)", Issue)),
        ),
        (numeration::bracket_glued_to_the_volume, &[(Volume, "VI "), (Note, "(I), "), (Page, "4-9")], None),
        (
            numeration::pages_inside_a_number,
            &[(Volume, "3, "), (Issue, "fasc. 2, pagg. 4-9")],
            Some(("pagg. 4-9", Page)),
        ),
        (numeration::pages_inside_a_number, &[(Volume, "7("), (Issue, "2).4-9")], Some(("4-9", Page))),
        (numeration::pages_inside_a_number, &[(Issue, "2, part 3")], None),
        (numeration::volume_behind_the_year, &[(Date, "2009. V. 15. № ")], Some(("V. 15", Volume))),
        (numeration::volume_behind_the_year, &[(Date, "2009. May 15. ")], None),
        (
            numeration::day_behind_its_month,
            &[(Publisher, "Institute of Lakes, "), (Place, "November, "), (Page, "16.")],
            Some(("November, 16", Date)),
        ),
        (
            numeration::day_behind_its_month,
            &[(Publisher, "Institute of Lakes, "), (Place, "November, "), (Page, "16, "), (Date, "2012.")],
            Some(("November, 16, 2012", Date)),
        ),
        (numeration::day_behind_its_month, &[(Journal, "Ponds, June, "), (Volume, "12"), (Issue, "(3)")], None),
        (numeration::day_behind_its_month, &[(Journal, "Lakes of May, "), (Page, "16.")], None),
        (numeration::day_behind_its_month, &[(Journal, "Lakes, "), (Place, "May, "), (Page, "16–18.")], None),
        (
            numeration::year_of_a_second_volume,
            &[(Volume, "Vol 7. "), (Journal, "Ice; "), (Volume, "1994:"), (Page, "4-9")],
            Some(("1994:", Date)),
        ),
        (numeration::year_of_a_second_volume, &[(Volume, "1994:"), (Page, "4-9")], None),
        (
            numeration::volume_before_the_pages,
            &[(Journal, "J. "), (Page, "73 "), (Page, "pp. 4-9")],
            Some(("73", Volume)),
        ),
        (numeration::volume_before_the_pages, &[(Journal, "J. "), (Page, "73 "), (Page, "75")], None),
        (numeration::volume_of_a_journal, &[(Journal, "LAKES, "), (Issue, "8 "), (Page, "4-9")], Some(("8", Volume))),
        (numeration::volume_of_a_journal, &[(Journal, "LAKES, "), (Issue, "no. 8 "), (Page, "4-9")], None),
        (numeration::volume_of_a_journal, &[(Journal, "LAKES "), (Issue, "(8) "), (Page, "4-9")], None),
        (
            numeration::volume_behind_the_semicolon,
            &[(Journal, "Lakes "), (Date, "2022;"), (Page, "39.")],
            Some(("39", Volume)),
        ),
        (numeration::volume_behind_the_semicolon, &[(Journal, "Lakes "), (Date, "2022;"), (Page, "39-45.")], None),
        (numeration::volume_behind_the_semicolon, &[(Journal, "Lakes "), (Date, "2022, "), (Page, "39.")], None),
        (
            title::bracket_closes_in_the_title,
            &[(Title, "Ice (papers read, "), (Place, "Rome, "), (Date, "1985), "), (Date, "1988")],
            Some(("Ice (papers read, Rome, 1985)", Title)),
        ),
        (title::bracket_closes_in_the_title, &[(Title, "Ice ("), (Place, "Rome: "), (Date, "1985)")], None),
        (
            title::years_of_the_title,
            &[(Title, "Ice, "), (Date, "1907. "), (Place, "Rome, "), (Date, "1988")],
            Some(("Ice, 1907", Title)),
        ),
        (title::years_of_the_title, &[(Title, "Ice, "), (Date, "1907. "), (Place, "Rome")], None),
        (title::year_behind_the_title, &[(Title, "Of ice data.2014. "), (Publisher, "Press")], Some(("2014", Date))),
        (title::year_behind_the_title, &[(Title, "Of ice in 2014. "), (Publisher, "Press")], None),
        (
            outlet::known_outlet_behind_a_sentence,
            &[(Title, "Ice in Lindau, "), (Journal, "Bavaria. Nature. "), (Date, "2021")],
            Some(("Ice in Lindau, Bavaria.", Title)),
        ),
        (outlet::known_outlet_behind_a_sentence, &[(Title, "Ice. "), (Journal, "Proc. Nature")], None),
        (outlet::known_outlet_alone, &[(Title, "Ice again. "), (Place, "Reuters.")], Some(("Reuters.", Journal))),
        (outlet::known_outlet_alone, &[(Title, "Ice. "), (Place, "Rome: "), (Publisher, "Nature")], None),
        (
            outlet::known_outlet_at_the_end_of_a_title,
            &[(Title, "Ice again Al Jazeera, "), (Date, "4 May 2021")],
            Some(("Al Jazeera,", Journal)),
        ),
        (
            outlet::known_outlet_at_the_end_of_a_title,
            &[(Title, "Ice again. World Bank, "), (Date, "2021. "), (Url, "http://a.b")],
            Some(("World Bank,", Publisher)),
        ),
        (outlet::known_outlet_at_the_end_of_a_title, &[(Title, "The arrow of Time, "), (Date, "2021")], None),
        (
            outlet::known_outlet_at_the_end_of_a_title,
            &[(Date, "(1999). "), (Title, "A Theory of Lakes Cambridge University Press.")],
            Some(("Cambridge University Press.", Publisher)),
        ),
        (
            outlet::known_outlet_at_the_end_of_a_title,
            &[(Date, "(1999). "), (Title, "A history of Cambridge University Press.")],
            None,
        ),
        (
            numeration::word_of_the_edition,
            &[(Title, "On ice. "), (Edition, "5th "), (Publisher, "ed. Lake Press; "), (Date, "2018")],
            Some(("5th ed.", Edition)),
        ),
        (
            numeration::word_of_the_edition,
            &[(Title, "EU Law "), (Edition, "(4th "), (Place, "edn, "), (Publisher, "OUP "), (Date, "2008)")],
            Some(("4th edn,", Edition)),
        ),
        (
            numeration::word_of_the_edition,
            &[(Title, "On ice. "), (Edition, "5th ed. "), (Publisher, "Edition Lakes; "), (Date, "2018")],
            None,
        ),
        (
            outlet::book_before_its_editors,
            &[(Title, "On ice. "), (Editor, "In Making Lakes Cold, Peter Roe and Eve Lind (Eds.). ")],
            Some(("In Making Lakes Cold", Book)),
        ),
        (
            outlet::book_before_its_editors,
            &[(Title, "On ice. "), (Editor, "In Peter Roe, Eve Lind (Eds.), "), (Place, "Rome")],
            None,
        ),
        (
            outlet::body_behind_the_outlet,
            &[(Title, "On ice. "), (Journal, "Lake Almanac, Westshore Ice Trust, "), (Date, "17 June 2020")],
            Some(("Westshore Ice Trust", Publisher)),
        ),
        (
            outlet::body_behind_the_outlet,
            &[(Title, "On ice. "), (Journal, "Lake Almanac, Series of Ice, "), (Date, "17 June 2020")],
            None,
        ),
        (
            outlet::outlet_that_needs_a_name,
            &[(Title, "After the frost Mankind "), (Journal, "Quarterly, "), (Volume, "64")],
            Some(("Mankind Quarterly,", Journal)),
        ),
        (
            outlet::outlet_that_needs_a_name,
            &[(Title, "After the Frost. "), (Journal, "Quarterly, "), (Volume, "64")],
            None,
        ),
        (
            outlet::publisher_told_twice,
            &[(Title, "On ice. Centre for Lakes. "), (Place, "Rome: "), (Publisher, "Centre for Lakes.")],
            Some(("Centre for Lakes.", Publisher)),
        ),
        (
            outlet::publisher_told_twice,
            &[(Title, "A history of Lake Press. "), (Place, "Rome: "), (Publisher, "Lake Press.")],
            None,
        ),
        (
            numeration::word_of_the_edition,
            &[(Book, "Of Lakes "), (Edition, "(3rd "), (Page, "ed., pp. 4–9)")],
            Some(("3rd ed.,", Edition)),
        ),
        (
            outlet::saint_of_a_town,
            &[(Genre, "Data set. St. "), (Place, "Louis: "), (Publisher, "Lake Press, ")],
            Some(("St. Louis:", Place)),
        ),
        (outlet::saint_of_a_town, &[(Title, "Ice on the West. "), (Place, "Louis: ")], None),
        (outlet::saint_of_a_town, &[(Title, "On High St. "), (Place, "London: ")], None),
        (
            outlet::town_behind_a_sentence,
            &[(Book, "On Ice; "), (Place, "Porto, Portugal. Lisbon: "), (Publisher, "Lake Press; ")],
            Some(("Lisbon:", Place)),
        ),
        (outlet::town_behind_a_sentence, &[(Place, "Washington, D.C. Area: "), (Publisher, "Lake Press; ")], None),
        (
            outlet::town_of_a_thesis,
            &[(Title, "О льдах : "), (Genre, "дис. канд. наук. "), (Publisher, "Омск, "), (Date, "2016")],
            Some(("Омск,", Place)),
        ),
        (outlet::town_of_a_thesis, &[(Genre, "PhD thesis, "), (Publisher, "Yale, "), (Date, "2016")], None),
        (
            outlet::site_of_an_addressed_page,
            &[(Date, "(2021). "), (Title, "Ice. "), (Publisher, "Ice Institute. "), (Url, "http://a.b")],
            Some(("Ice Institute.", Journal)),
        ),
        (
            outlet::site_of_an_addressed_page,
            &[(Title, "Ice, "), (Publisher, "Ice Institute, "), (Date, "May 4, 2021, "), (Url, "http://a.b")],
            Some(("Ice Institute,", Journal)),
        ),
        (
            outlet::site_of_an_addressed_page,
            &[(Title, "Ice. "), (Publisher, "Ice Institute, "), (Date, "May 2021, "), (Url, "http://a.b")],
            None,
        ),
        (
            outlet::site_of_an_addressed_page,
            &[(Date, "(2021). "), (Title, "Ice. "), (Publisher, "Ice Press. "), (Url, "http://a.b")],
            None,
        ),
        (
            outlet::body_behind_a_sentence,
            &[(Title, "Ice after the thaw. Centre for Lakes. "), (Date, "2021")],
            Some(("Centre for Lakes.", Publisher)),
        ),
        (outlet::body_behind_a_sentence, &[(Title, "Ice after the thaw. The centre of lakes. "), (Date, "2021")], None),
        (
            outlet::body_without_a_page,
            &[(Date, "(2021). "), (Title, "Ice. "), (Journal, "Institute for Lake Studies.")],
            Some(("Institute for Lake Studies.", Publisher)),
        ),
        (outlet::body_without_a_page, &[(Title, "Ice. "), (Journal, "Institute of Lakes, "), (Volume, "3")], None),
        (outlet::host_is_a_site, &[(Title, "Ice. "), (Url, "Www.lakes.org.")], Some(("Www.lakes.org.", Journal))),
        (outlet::host_is_a_site, &[(Title, "Ice. "), (Url, "www.lakes.org.")], None),
    ];
    for (constraint, pieces, want) in cases {
        let (text, segments) = answer(pieces);
        let found = constraint(&text, &segments).map(|(span, label)| (span.of(&text), label));
        assert_eq!(found, *want, "{pieces:?}");
    }
}

#[test]
fn what_falls_too_far_behind_is_not_taken() {
    let (text, before) = answer(&[(Label::Title, "Ice again. "), (Label::Place, "Reuters.")]);
    for (fell, taken) in [(LEEWAY - 1.0, true), (LEEWAY + 1.0, false)] {
        let mut segments = before.clone();
        hold(&text, &mut segments, None, |held, segments| {
            segments[1].label = held[0].1;
            fell
        });
        assert_eq!(segments[1].label == Label::Journal, taken);
    }
}
