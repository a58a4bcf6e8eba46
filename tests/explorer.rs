//! The explorer in a real browser: each test is something that a reader does.
//!
//! They need Node.js, Chromium, and once `npm install` in `tests/explorer`. Where one of them is missing, the tests say so
//! and pass, but on a machine that says `CI=true`.

mod files;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use files::file;

fn explorer() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explorer")
}

/// The browser, if all that the tests need is there.
fn browser() -> Option<String> {
    let runs = |program: &str| Command::new(program).arg("--version").output().is_ok_and(|done| done.status.success());
    let named = std::env::var("CITEGRAPH_BROWSER").ok();
    let names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(str::to_owned);
    let found = named.into_iter().chain(names).find(|name| Path::new(name).exists());
    let missing = match &found {
        None => "Chromium",
        Some(_) if !runs("node") => "Node.js",
        Some(_) if !explorer().join("node_modules/puppeteer-core").exists() => "npm install in tests/explorer",
        Some(_) => return found,
    };
    assert!(std::env::var("CI").is_err(), "missing for the tests of the explorer: {missing}");
    eprintln!("not tested, for want of {missing}");
    None
}

fn folder(test: &str) -> PathBuf {
    files::folder("explorer", &test.replace(' ', "-"))
}

/// Writes the page that `citegraph explore` makes of these arguments.
fn page(folder: &Path, arguments: &[&str]) -> PathBuf {
    let page = folder.join("page.html");
    let done = Command::new(env!("CARGO_BIN_EXE_citegraph"))
        .arg("explore")
        .args(arguments)
        .arg("-o")
        .arg(&page)
        .output()
        .expect("it runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    page
}

fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name).display().to_string()
}

/// Does a task in the browser, in a page of these arguments.
fn does(task: &str, arguments: &[&str]) {
    if browser().is_some() {
        does_in(task, &page(&folder(task), arguments));
    }
}

/// Does a task in the browser, in a page.
fn does_in(task: &str, page: &Path) {
    does_in_as(task, page, "");
}

/// Does a task in the browser, in a page, of which something is known.
fn does_in_as(task: &str, page: &Path, expected: &str) {
    let Some(browser) = browser() else { return };
    let Output { status, stdout, stderr } = Command::new("node")
        .current_dir(explorer())
        .args(["run.mjs", &browser, task])
        .arg(page)
        .arg(expected)
        // Tests run side by side, unoptimised, on machines that have other things to do.
        .env("CITEGRAPH_SLACK", "4")
        .output()
        .expect("node runs");
    println!("{}", String::from_utf8_lossy(&stdout));
    assert!(status.success(), "{task}: {}", String::from_utf8_lossy(&stderr));
}

macro_rules! tasks {
    ($($name:ident: $task:literal in $papers:literal;)*) => {
        $(#[test]
        fn $name() {
            does($task, &[&data($papers)]);
        })*
    };
}

tasks! {
    opens_quietly: "opens quietly" in "five-papers";
    is_closed: "is closed" in "made-up";
    a_line_shows_its_entries: "a click on a line shows its entries" in "made-up";
    a_work_shows_who_cites_it: "a click on a work shows who cites it" in "five-papers";
    search_finds: "search finds" in "made-up";
    filters_filter: "filters filter" in "made-up";
    what_two_papers_share: "what two papers share" in "five-papers";
    who_cites_himself: "who cites himself" in "made-up";
    why_two_entries_are_one: "why two entries are one" in "made-up";
    what_is_cited_most_by_year: "what is cited most by year" in "made-up";
    the_address_holds_the_view: "the address holds the view" in "made-up";
    the_map_goes_by_keys: "the map goes by keys" in "made-up";
    works_are_saved: "works are saved" in "made-up";
    what_is_printed: "what is printed" in "five-papers";
    numbers_agree: "numbers agree" in "five-papers";
    every_column_has_its_years: "every column has its years" in "five-papers";
    nothing_lies_over_the_map: "nothing lies over the map" in "made-up";
    a_phone_has_room: "a phone has room" in "five-papers";
    a_table_leads_to_the_map: "a table is in the address and leads to the map" in "five-papers";
    communities_have_names: "communities have names" in "five-papers";
    a_screen_reader_is_told_all: "a screen reader is told all" in "made-up";
    words_stand_out: "words stand out" in "five-papers";
    level_lines_are_arcs: "level lines are arcs" in "five-papers";
}

#[test]
fn what_is_left_out_is_said() {
    does("what is left out is said", &["--works", "40", &data("five-papers")]);
}

/// The page and the command count circles alike: components, and works that cite themselves.
#[test]
fn circles_are_those_of_the_command() {
    let folder = folder("circles");
    let edges = file(&folder, "edges.tsv", "a\tb\nb\tc\nc\ta\nd\td\na\td\n");
    for arguments in [vec!["--edges", &edges], vec![&data("made-up")]] {
        let done = Command::new(env!("CARGO_BIN_EXE_citegraph"))
            .args(["cycles", "--list", "components", "--format", "csv"])
            .args(&arguments)
            .output()
            .expect("it runs");
        let rows = String::from_utf8_lossy(&done.stdout).lines().count() - 1;
        assert!(rows > 1, "{}", String::from_utf8_lossy(&done.stdout));
        does_in_as("circles are the command's", &page(&folder, &arguments), &rows.to_string());
    }
}

/// The reader takes tags out of papers; what an edge list gives reaches the page as it is.
#[test]
fn a_hostile_name_stays_text() {
    let folder = folder("hostile");
    let edges = file(&folder, "edges.tsv", "x\"><script>window.hacked = 1</script><img src=x onerror=alert(1)>\tw\n");
    does("a hostile name stays text", &["--edges", &edges]);
}

#[test]
fn an_edge_list() {
    let folder = folder("edges");
    let edges = file(&folder, "edges.tsv", "a\tw\nb\tw\nb\ta\na\tb\nc\tx\n");
    does("an edge list", &["--edges", &edges]);
}

/// The limits that the page is held to: bytes, and in the browser time.
#[test]
fn small_papers_make_a_small_page() {
    let page = page(&folder("small"), &[&data("five-papers")]);
    let bytes = fs::metadata(page).expect("it is there").len();
    assert!(bytes < 400_000, "{bytes} bytes");
}

#[test]
fn many_papers_make_no_large_page() {
    let bytes = fs::metadata(large_page()).expect("it is there").len();
    assert!(bytes < 8_000_000, "{bytes} bytes");
}

#[test]
fn a_large_page_opens_fast() {
    does_in("a large page opens fast", large_page());
}

/// The page of many papers, made once.
fn large_page() -> &'static Path {
    static PAGE: OnceLock<PathBuf> = OnceLock::new();
    PAGE.get_or_init(|| {
        let folder = folder("large");
        page(&folder, &[&many_papers(&folder)])
    })
}

/// 500 papers with some 10,000 works and 20,000 citations.
fn many_papers(folder: &Path) -> String {
    let papers = folder.join("papers");
    fs::create_dir_all(&papers).expect("a folder");
    made_up(&papers, 500, 20, 40);
    papers.display().to_string()
}

/// Papers that list `own` works which nobody else lists, and as many again of those that others list, `all` in sum. Each
/// work has a DOI of its own, so that none are taken for one.
fn made_up(folder: &Path, papers: usize, own: usize, all: usize) {
    let entry = |n: usize| {
        let (family, place) = (FAMILIES[n % FAMILIES.len()], PLACES[n / 7 % PLACES.len()]);
        let year = 2023 - n * n % 60;
        format!(
            "- {family}, A., & Doe, B. ({year}). {} {} of {place} and their {}. *Journal of {place}*, {}({}), {}–{}. \
             https://doi.org/10.5555/{n}\n",
            HOW[n % HOW.len()],
            WHAT[n / HOW.len() % WHAT.len()],
            WHAT[(n / HOW.len() / WHAT.len() + 7 * n) % WHAT.len()],
            n % 50,
            n % 4 + 1,
            n % 300,
            n % 300 + 12
        )
    };
    for paper in 0..papers {
        let mut numbers: Vec<usize> = (0..own).map(|n| 1000 + paper * own + n).collect();
        numbers.extend((0..all - own).map(|n| (paper * 37 + n * n * 11) % 1000));
        numbers.sort_unstable();
        numbers.dedup();
        let list: String = numbers.into_iter().map(entry).collect();
        let (how, what) = (HOW[paper % HOW.len()].to_lowercase(), WHAT[paper / HOW.len()]);
        let text = format!("# What {how} {what} told us\n\nC. Author{paper}\n\n# References\n\n{list}");
        fs::write(folder.join(format!("paper-{paper:03}.txt")), text).expect("a paper");
    }
}

const HOW: [&str; 24] = [
    "Brown",
    "Slow",
    "Early",
    "Silent",
    "Frozen",
    "Hidden",
    "Golden",
    "Wandering",
    "Bitter",
    "Narrow",
    "Distant",
    "Broken",
    "Salty",
    "Ancient",
    "Shallow",
    "Spotted",
    "Northern",
    "Nocturnal",
    "Drifting",
    "Crooked",
    "Floating",
    "Wooden",
    "Velvet",
    "Forgotten",
];
const WHAT: [&str; 23] = [
    "beetles",
    "currents",
    "lanterns",
    "orchids",
    "ferries",
    "glaciers",
    "merchants",
    "thistles",
    "herons",
    "quarries",
    "spiders",
    "tides",
    "windmills",
    "lichens",
    "kilns",
    "salmon",
    "bridges",
    "mosses",
    "falcons",
    "pilgrims",
    "volcanoes",
    "weavers",
    "otters",
];
const FAMILIES: [&str; 7] = ["Abel", "Brandt", "Castro", "Dahl", "Ekman", "Grieg", "Holm"];
const PLACES: [&str; 9] = ["moors", "fjords", "dunes", "lakes", "orchards", "reefs", "valleys", "harbours", "islands"];
