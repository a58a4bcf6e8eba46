//! `check`, as a shell sees it: papers of made-up works, each but the clean ones with one thing in it that can't be.

use std::fmt::Write as _;

use super::*;

/// What entries are about, so that no two works have much in common.
const SUBJECTS: [&str; 40] = [
    "anchors",
    "beacons",
    "caverns",
    "dunes",
    "estuaries",
    "ferries",
    "glaciers",
    "harbours",
    "islands",
    "junipers",
    "kestrels",
    "lanterns",
    "meadows",
    "nettles",
    "orchards",
    "pebbles",
    "quarries",
    "reeds",
    "sandbanks",
    "turbines",
    "urchins",
    "vineyards",
    "windmills",
    "yarrow",
    "zephyrs",
    "aqueducts",
    "bridges",
    "chimneys",
    "dykes",
    "embankments",
    "furnaces",
    "gables",
    "hedges",
    "icicles",
    "jetties",
    "kilns",
    "ledges",
    "moraines",
    "oysters",
    "peatlands",
];

/// A family name that no other number has.
fn family(n: usize) -> String {
    const START: [&str; 10] = ["Bram", "Cor", "Dun", "Esk", "Fal", "Gar", "Hol", "Isl", "Jor", "Kel"];
    const END: [&str; 10] = ["bury", "castle", "dale", "ferry", "gate", "holm", "mere", "stead", "thorpe", "wick"];
    format!("{}{}", START[n / 10 % 10], END[n % 10])
}

/// The entry of a work, as its paper lists it.
fn entry(n: usize) -> String {
    let (one, other) = (SUBJECTS[n % 40], SUBJECTS[(n * 7 + 13 + n / 40) % 40]);
    let first = 11 + n * 3;
    format!(
        "{}, {}. ({}). How {one} changed {other}. *Annals of {} Studies*, {}(1), {first}–{}.",
        family(n),
        char::from(b'A' + u8::try_from(n % 26).expect("a letter")),
        1960 + n % 50,
        family(n + 37),
        2 + n % 90,
        first + 7
    )
}

/// A paper that cites each of its entries in their order and then has more in its text and list.
fn paper(own: &[usize], said: &str, listed: &[String]) -> String {
    let mut text = String::from("# A paper on what changed\n\n## Introduction\n\n");
    for n in 1..=own.len() {
        writeln!(text, "So it was shown [{n}], and so it is.\n").expect("a text grows");
    }
    write!(text, "{said}\n\n## References\n\n").expect("a text grows");
    for (n, work) in own.iter().enumerate() {
        writeln!(text, "[{}] {}", n + 1, entry(*work)).expect("a text grows");
    }
    text + &listed.concat()
}

/// What `check` found, by document: each kind as it is called in JSON.
fn found(folder: &Path, more: &[&str]) -> Vec<(String, String)> {
    let folder = folder.display().to_string();
    let arguments: Vec<&str> = ["check", "--format", "json", &folder].into_iter().chain(more.iter().copied()).collect();
    let run = run(&arguments);
    assert_eq!((run.errors.as_str(), run.code), ("", Some(0)));
    let mut all = Vec::new();
    for paper in run.json() {
        let document = paper["document"].as_str().expect("a document");
        for key in ["missing", "uncited", "mismatched", "ambiguous", "retracted"] {
            let count = paper[key].as_array().map_or(0, Vec::len);
            all.extend((0..count).map(|_| (document.to_owned(), key.to_owned())));
        }
        for contradiction in paper["contradictions"].as_array().expect("a list") {
            all.push((document.to_owned(), contradiction["kind"].as_str().expect("a kind").to_owned()));
        }
    }
    all
}

/// Each kind that `check` knows is planted once among clean papers, found once, and nothing else is.
#[test]
fn each_kind_is_found_once_and_nothing_else() {
    let folder = folder("check-planted");
    let seas = "Moe, D. (2004). The seas of the west. *Journal of Seas*, 6(1), 34–39";
    let cited = "And so [5].";
    let fifth = |entry: &str| vec![format!("[5] {entry}\n")];
    // The kind, what the text says, and what the list has beside the paper's own four works.
    let mut planted: Vec<(&str, &str, Vec<String>)> = vec![
        ("isbn", cited, fifth("Ost, I. (2004). *The isles of the west*. Lakeside Press. ISBN 978-3-16-148410-1.")),
        ("isbn", cited, fifth("Pry, K. (2004). Tides of the east. *Tidal Notes*, 6(1), 34–39. ISSN 0378-5956.")),
        (
            "orcid",
            cited,
            fifth("Quent, L. (ORCID 0000-0002-1825-0098) (2004). Fens of the north. *Fen Studies*, 7(1), 54–59."),
        ),
        ("doi", cited, fifth("Rusk, M. (2004). Weirs of the south. *River Works*, 8(1), 64–69. doi:10.12/weirs.6")),
        ("arxiv", cited, fifth("Sorn, N. (2004). Knots in long ropes. arXiv:0413.1234.")),
        ("date-to-come", cited, fifth("Tarn, O. (2094). Snow of the uplands. *Winter Letters*, 9(1), 74–79.")),
        (
            "doi-numeration",
            cited,
            fifth("Ulm, P. (2004). Salt of the marsh. *Salt*, 10(1), 84–89. doi:10.1016/j.salt.2011.03.001"),
        ),
        (
            "doi-numeration",
            cited,
            fifth(
                "Vane, Q. (2004). Spin of cold gas. *Phys. Rev. Lett.* 92, 113–119. doi:10.1103/PhysRevLett.92.010505",
            ),
        ),
        ("number-skipped", "And so [6].", vec![format!("[6] {}\n", entry(100))]),
        ("listed-twice", "And so [5].", fifth(&entry(9 * 4).replace('*', "").replace("How", "how"))),
        (
            "cited-out-of-order",
            "And so [5], [7]. Then [6].",
            (5..8).map(|n| format!("[{n}] {}\n", entry(100 + n))).collect(),
        ),
        ("uncited", "", fifth("Wexley, R. (2004). Frost on bare slate. *Slate Review*, 11(1), 94–99.")),
        ("number-twice", "", vec![format!("[4] {}\n", entry(110))]),
    ];
    // What bears a number that another entry has is cited by none.
    let twice = planted.len() - 1;
    // Between papers, or between entries of one journal: who comes first among the documents is told of it.
    let doi = |entry: &str, doi: &str| fifth(&format!("{entry} doi:{doi}"));
    planted.extend([
        ("one-work-two-dois", cited, doi(&format!("{seas}."), "10.1234/seas.6.1")),
        ("", cited, doi(&format!("{seas}."), "10.1234/seas.6.2")),
        ("one-doi-two-works", cited, doi(&entry(120), "10.1234/annals.7")),
        ("", cited, doi(&entry(121), "10.1234/annals.7")),
    ]);
    let pages = ["104–109", "184–109", "104–109", "104–109", "184–109"];
    for (n, pages) in pages.into_iter().enumerate() {
        let kind = if n == 1 { "shared-misprint" } else { "" };
        let entry = format!("Quillory, A. (2001). On the lakes of the north. *Journal of Lakes*, 3(1), {pages}.");
        planted.push((kind, cited, fifth(&entry)));
    }
    let volumes = [(1, 11), (2, 12), (3, 13), (5, 15), (4, 24)].map(|(year, volume)| {
        let (n, subject) = (4 + year, SUBJECTS[30 + year]);
        format!(
            "[{n}] {}, A. (200{year}). Of {subject}. *Peat Quarterly*, {volume}(1), {year}4–{year}9.\n",
            family(60 + year)
        )
    });
    // In the order of their numbers.
    let [a, b, c, e, d] = volumes;
    planted.push(("volume-year", "And so [5]. Then [6]. Then [7]. Then [8]. Then [9].", vec![a, b, c, d, e]));
    // Two notices, one by its DOI and one by title and authors.
    planted.extend([
        (
            "retracted",
            cited,
            fifth("Xant, S. (2004). Rust on iron piers. *Pier Studies*, 12(1), 104–109. doi:10.1234/piers.12"),
        ),
        ("retracted", cited, fifth("Yoder, T. (2004). Ravens above the saltworks. *Bird Notes*, 13(1), 114–119.")),
    ]);
    let mut wanted = Vec::new();
    for (n, (kind, said, listed)) in planted.iter().enumerate() {
        let own: Vec<usize> = (n * 4..n * 4 + 4).collect();
        fs::write(folder.join(format!("p{n:02}.md")), paper(&own, said, listed)).expect("the folder is there");
        if !kind.is_empty() {
            wanted.push((format!("p{n:02}"), (*kind).to_owned()));
        }
        if n == twice {
            wanted.insert(wanted.len() - 1, (format!("p{n:02}"), "uncited".to_owned()));
        }
    }
    for n in 0..4 {
        // What several papers cite rightly is no finding.
        let own = [n * 4, n * 4 + 1, 130 + n, 140 + n];
        fs::write(folder.join(format!("q{n}.md")), paper(&own, "", &[])).expect("the folder is there");
    }
    let notices = file(
        &folder.join(".."),
        "check-planted.csv",
        "Record ID,Title,Author,Journal,OriginalPaperDOI,RetractionDate,RetractionNature,Reason\n\
         1,Rust on iron piers,S Xant,Pier Studies,10.1234/PIERS.12,3/4/2012 0:00,Retraction,Copied figures\n\
         2,Ravens above the saltworks,T Yoder,Bird Notes,unavailable,3/4/2013 0:00,Retraction,Copied text\n\
         3,Storks above the saltworks,U Zorn,Bird Notes,10.1234/birds.9,3/4/2013 0:00,Retraction,Copied text\n",
    );
    assert_eq!(found(&folder, &["--retractions", &notices]), wanted);
}
