//! Bibliographies of papers: where entries begin, and what around them is none.

use citegraph::document::{Document, Region};

const BODY: &str = "Of Ponds and Their Reeds\n\nZora Field\n\n1 Introduction\n\nWe have looked at ponds for a long time, and we \
    know that they were seen by others before us (Alder, 2001; Birch, 2002). What they have not told is how reeds grow when it is \
    cold, as Cedar (2003) says. This is what we do here, and it will be shown that they do.\n\n2 Results\n\nThe reeds that we have \
    seen were as long as those of Elm (2004), but they had been there for years, and so they could not be counted by hand.\n\n";

const LIST: &str = "References\n\nAlder, A. (2001). On moss and its ways. Journal of Moss, 3(1), 4–9.\nBirch, B. (2002). Of ponds \
    and what is in them. Ponds, 4, 1–3.\nCedar, C. (2003). Of reeds that grow. Town: Lake Press.\nElm, D. (2004). Late snow on \
    the hills. Snow, 1, 3–4.\n";

fn entries(text: &str) -> Vec<String> {
    Document::read("p", text).entries.iter().map(|e| e.text.as_str().to_owned()).collect()
}

#[test]
fn what_a_paper_says_after_its_list_is_no_entry() {
    let tails = [
        ("when it was received", "Paper received 9 March 2014; revised version accepted 7 May 2015.\n"),
        ("the same in brackets", "(Received 13 June 2013; accepted 18 August 2013)\n"),
        ("the same in German", "Eingereicht am: 06.03.2005 Akzeptiert am: 05.06.2005\n"),
        (
            "where to write to",
            "Address for correspondence: Zora Field, Department of Ponds, University of Mire\nE-mail: field@example.org\n",
        ),
        (
            "who wrote it",
            "Zora Field is Professor of Limnology at the University of Mire. She has written on reeds and moss.\n",
        ),
        (
            "the same in German",
            "Zora Field ist wissenschaftliche Mitarbeiterin am Institut für Teichkunde der Universität Moor.\n",
        ),
        (
            "who publishes it",
            "Editor: Ann Lake, Institute of Ponds\nISSN: 1234-5679\n© 2011 by the Institute of Ponds, 12 Reed Street, Mire\n",
        ),
        (
            "who helped",
            "\nI thank Ann Lake and two anonymous reviewers for their comments on an earlier version of this paper.\n",
        ),
    ];
    let plain = entries(&format!("{BODY}{LIST}"));
    assert_eq!(plain.len(), 4);
    for (name, tail) in tails {
        assert_eq!(entries(&format!("{BODY}{LIST}{tail}")), plain, "{name}");
        assert_eq!(entries(&format!("{BODY}{LIST}\n{tail}")), plain, "{name}, after a blank line");
    }
}

#[test]
fn an_undated_entry_begins_as_a_dated_one() {
    let list = LIST
        .replace("Elm, D. (2004).", "Elm, D. (n.d.).")
        .replace("Press.\n", "Press. https://doi.org/10.1000/\nreeds.12\n");
    let found = entries(&format!("{BODY}{list}"));
    assert_eq!(found.len(), 4, "{found:#?}");
    assert!(found[3].starts_with("Elm, D. (n.d.)."), "{found:#?}");
}

#[test]
fn authors_and_a_year_alone_are_no_entry() {
    let lists = [
        LIST.replace("(2003). Of reeds that", "(2003).\nThe Reeds: A Study that"),
        LIST.replace(['(', ')'], "").replace("2003. Of reeds that", "2003.\nOf reeds that"),
    ];
    for list in lists {
        let found = entries(&format!("{BODY}{list}"));
        assert_eq!(found.len(), 4, "{found:#?}");
        assert!(found[2].starts_with("Cedar, C. ") && found[2].ends_with("Lake Press."), "{found:#?}");
    }
}

#[test]
fn the_day_after_a_month_is_no_label() {
    let entry = |n: usize| {
        format!(
            "{n}. Alder A. Of moss and its ways. Daily Moss [Internet]. 2020 March\n24. https://example.org/{n}. Accessed 7 April 2020.\n"
        )
    };
    let list: String = (31..36).map(entry).collect();
    assert_eq!(entries(&format!("{BODY}References\n\n{list}")).len(), 5);
}

#[test]
fn a_line_that_came_word_by_word_is_one() {
    let torn = "Cedar,\n\nC.\n\n(2003).\n\nOf\n\nreeds\n\nthat\n\ngrow.";
    let found = entries(&format!("{BODY}{}", LIST.replace("Cedar, C. (2003). Of reeds that grow.", torn)));
    assert_eq!(found.len(), 4, "{found:#?}");
    assert!(found[2].starts_with("Cedar, C. (2003). Of reeds that grow."), "{found:#?}");
}

#[test]
fn what_looks_like_a_part_of_an_entry_may_be_one_of_its_own() {
    let more = "Fir, E. (2005). Of roots. Roots, 2, 3–4.\nHazel, F. (2006). Of nuts. Nuts, 5, 6–7.\nLarch, G. (2007). Of needles. \
                Needles, 8, 9–10.\n";
    let lists = [
        (
            "a work without authors",
            LIST.replace("Birch, B.", "Beyond the bog: a report on moss. Town: Bog Council, 2001.\nBirch, B."),
            8,
        ),
        (
            "what introduces a list",
            LIST.replace("Alder", "The following are all the works that are cited here:\nAlder"),
            7,
        ),
        ("a title and its year", LIST.replace("Birch, B.", "King James Bible (1611).\nBirch, B."), 8),
    ];
    for (name, list, count) in lists {
        let found = entries(&format!("{BODY}{list}{more}"));
        assert_eq!(found.len(), count, "{name}: {found:#?}");
    }
    let short: String = (1..6).map(|n| format!("[{n}] Solaris, 197{n}.\n\n")).collect();
    assert_eq!(entries(&format!("{BODY}References\n\n{short}")).len(), 5);
}

#[test]
fn no_entry_begins_where_the_line_before_goes_on() {
    let list = "References\n\nAlder, Ann/Birch, Bo 2001: Of Moss and its Ways. In: Cedar, Carl/Elm, Dan/\nFir, Eva (eds.): All of \
        Moss. Town: Lake Press, 40-\n49.\nBirch, Bo 2002: Of Ponds. In: Hazel, Fay &\nLarch, Gus (eds.): Ponds. Town: Lake Press.\n\
        Cedar, Carl 2003: Reeds, in\nOak, Hal (ed.): Of Plants. Town: Lake Press.\nElm, Dan 2004: Late Snow. Town: Lake Press.\n";
    let found = entries(&format!("{BODY}{list}"));
    let starts: Vec<&str> = found.iter().map(|e| e.split(',').next().unwrap_or_default()).collect();
    assert_eq!(starts, ["Alder", "Birch", "Cedar", "Elm"], "{found:#?}");
}

#[test]
fn a_row_of_low_lines_stands_for_an_author() {
    let list = "References\n\nAlder, A. 2001. On moss. Town: Lake Press.\n________. 2003. Of ponds and reeds. Town: Lake Press.\n\
        ________. 2004. Late snow. Town: Lake Press.\nBirch, B. 2002. Of trees. Town: Lake Press.\n";
    let found = entries(&format!("{BODY}{list}"));
    assert_eq!(found.len(), 4);
    assert!(found[1].starts_with("________. 2003") && found[2].starts_with("________. 2004"), "{found:#?}");
}

#[test]
fn pages_alone_on_their_line_stay_in_their_entry() {
    let list = "References\n\nAlder A, Birch B (2001) On moss and what it does in the shade of trees. Moss 12:\n40 – 49\nBirch B, Elm D \
        (2002) Of ponds and reeds. Ponds 3: 1 – 9\nCedar C (2003) Late snow on the hills and in the woods below. Snow 14:\n101 – 109\n\
        Elm D (2004) Of trees. Trees 5: 11 – 19\n";
    let found = entries(&format!("{BODY}{list}"));
    assert_eq!(found.len(), 4, "{found:#?}");
    assert!(found[0].ends_with("Moss 12: 40 – 49") && found[2].ends_with("Snow 14: 101 – 109"), "{found:#?}");
}

#[test]
fn a_line_of_an_entry_that_only_begins_like_history_stays_in_it() {
    let list = "References\n\nAlder, A. (2001). On moss. Moss, 3, 4–9.\nBirch, B. (2002). The\nreceived view of moss. Journal of May 40 \
        (1973), 3–9.\nElm, D. (2004). Late snow. Snow, 1, 3–4.\n";
    let found = entries(&format!("{BODY}{list}"));
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[1].ends_with("The received view of moss. Journal of May 40 (1973), 3–9."), "{found:#?}");
}

#[test]
fn marks_of_converters_are_no_part_of_entries() {
    let pandoc = "References\n\n::: {#refs .references .csl-bib-body}\n::: {#ref-alder2001 .csl-entry}\nAlder, A. (2001). On moss \
        and its ways. *Journal of\nMoss*, 3(1), 4–9.\n:::\n\n::: {#ref-birch2002 .csl-entry}\nBirch, B. (2002). Of ponds and what \
        is in them. *Ponds*, 4, 1–3.\n:::\n\n::: {#ref-cedar2003 .csl-entry}\nCedar, C. (2003). Of reeds that grow. Town: Lake \
        Press.\n:::\n\n::: {#ref-elm2004 .csl-entry}\nElm, D. (2004). Late snow on the hills. *Snow*, 1, 3–4.\n:::\n:::\n";
    assert_eq!(entries(&format!("{BODY}{pandoc}")), entries(&format!("{BODY}{LIST}")));
}

#[test]
fn links_after_entries_are_no_part_of_them() {
    let linked = LIST.replace(".\n", ".\nArticle\nCAS\nGoogle Scholar\n");
    assert_eq!(entries(&format!("{BODY}{linked}")), entries(&format!("{BODY}{LIST}")));
}

#[test]
fn keys_above_entries_begin_them() {
    let entry = |name: &str, given: &str, year: u32| {
        format!("{name} ({year})\n{given} Q. {name}.\nOn moss and reeds.\nJournal of Moss, 3(1):4–9, {year}.\n")
    };
    let list: String = [("Alder", "Ann", 2001), ("Birch", "Bo", 2002), ("Cedar", "Cleo", 2003), ("Elm", "Dan", 2004)]
        .map(|(name, given, year)| entry(name, given, year))
        .concat();
    let found = entries(&format!("{BODY}References\n\n{list}"));
    assert_eq!(found.len(), 4, "{found:#?}");
    let whole = "Cedar (2003) Cleo Q. Cedar. On moss and reeds. Journal of Moss, 3(1):4–9, 2003.";
    assert_eq!(found[2], whole, "{found:#?}");
}

#[test]
fn cases_and_statutes_are_entries_line_by_line() {
    let cases = "Bibliography\n\nCases\n\nAlder v Birch [1987] 2 WLR 126\nCedar v Elm [1969] 1 WLR 851\nMoss v Reed [1952] 3 AC 707\n\n\
        Legislation\n\nPonds Act 1986 (c 20)\nReeds Act 1969 (c 47)\n\nBooks\n\n";
    let found = entries(&format!("{BODY}{cases}{}", &LIST["References\n\n".len()..]));
    assert_eq!(found.len(), 9, "{found:#?}");
}

#[test]
fn what_markdown_marks_as_a_note_is_no_entry() {
    let notes: String = (1..5).map(|n| format!("[^{n}]: <https://lakes.example/{n}>\n\n")).collect();
    let listed = LIST.replace('\n', "\n\n");
    let plain = entries(&format!("{BODY}{listed}"));
    assert_eq!(plain.len(), 4);
    let document = Document::read("p", &format!("{BODY}{listed}{notes}"));
    let of_list = document.entries.iter().filter(|e| e.region == Region::Bibliography);
    assert_eq!(of_list.map(|e| e.text.as_str()).collect::<Vec<_>>(), plain);
}

#[test]
fn tags_alone_on_their_lines_part_entries() {
    let tagged: String = LIST
        .lines()
        .skip(2)
        .map(|entry| format!("<div id=\"r\" class=\"csl-entry\">\n\n{entry}\n\n</div>\n\n"))
        .collect();
    let found = entries(&format!(
        "---\ntitle: \"Of lakes: a tool\"\n---\n\n{BODY}References\n\n<div id=\"refs\">\n\n{tagged}</div>\n"
    ));
    assert_eq!(found, entries(&format!("{BODY}{LIST}")));
}
