//! Time grows with the length of the input, and not faster, whatever the input is.
//!
//! Times are ratios within one run, each the least of several, so that a slow machine and a busy one pass too. What is
//! quadratic takes thousands of times as long at these lengths; what is linear, a few times.

use std::hint::black_box;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use citegraph::document::Document;
use citegraph::graph::CitationGraph;
use citegraph::paper::Paper;
use citegraph::reference::Reference;
use citegraph::work::Corpus;
use cpu_time::ThreadTime;

/// Held by the test that measures, so that no other takes its time.
static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The least processor time of `runs` runs.
fn time(runs: usize, mut work: impl FnMut()) -> Duration {
    let once = |work: &mut dyn FnMut()| {
        let start = ThreadTime::now();
        work();
        start.elapsed()
    };
    (0..runs).map(|_| once(&mut work)).min().unwrap_or_default()
}

/// `piece`, with `{}` as its running number, until there are `bytes` bytes.
fn numbered(bytes: usize, piece: &str) -> String {
    let mut text = String::with_capacity(bytes + piece.len());
    let mut n = 0;
    while text.len() < bytes {
        n += 1;
        text += &piece.replace("{}", &n.to_string());
    }
    text
}

/// An ordinary paper of about `bytes` bytes, half of it its list: every entry has a work of its own.
fn paper(bytes: usize) -> String {
    let sentence =
        "As {}Roe (2019) says, tests of (Lee & Roe{}, 2020) help everybody who {} runs them on a machine.\n\n";
    let entry = "- Roe{}, A., & Lee, B. ({}). Made up: On the {} tests. *Journal of Tests*, *12*(3), 4–9. https://doi.org/10.1000/{}\n";
    let body = numbered(bytes / 2, sentence);
    let list: String = (0..bytes / 2 / entry.len())
        .map(|n| {
            entry
                .replacen("{}", word(n).as_str(), 1)
                .replacen("{}", &(1950 + n % 70).to_string(), 1)
                .replace("{}", &format!("{} {}", word(n), word(n * 7 + 1)))
        })
        .collect();
    format!("# A title of four words\n\nAnn Lee\n\n# Introduction\n\n{body}# References\n\n{list}")
}

/// The number `n` in letters.
fn word(mut n: usize) -> String {
    let mut word = String::new();
    loop {
        word.push(char::from(b'a' + u8::try_from(n % 26).unwrap_or(0)));
        n /= 26;
        if n == 0 {
            return word;
        }
    }
}

/// That 10 and 100 times the input take at most this many times 10 and 100 times the time.
const SLACK: u32 = 4;

fn assert_linear(what: &str, unit: usize, work: impl Fn(usize)) {
    let one = time(7, || work(unit)).max(Duration::from_micros(200));
    for (times, runs) in [(10, 5), (100, 2)] {
        let long = time(runs, || work(unit * times));
        let bound = one * u32::try_from(times).unwrap_or(u32::MAX) * SLACK;
        assert!(long <= bound, "{what}: {times} times the input took {long:?}, the input itself {one:?}");
    }
}

#[test]
fn ten_and_a_hundred_times_the_input() {
    let _alone = alone();
    assert_linear("document", 4_000, |bytes| drop(black_box(Document::read("d", &paper(bytes)))));
    let entries = |n: usize| -> Vec<String> {
        (0..n).map(|n| format!("Roe, A. (2019). On {} tests. *Journal of Tests*, 12({n}), 4–9.", word(n))).collect()
    };
    assert_linear("references", 20, |n| {
        drop(black_box(entries(n).iter().map(|e| Reference::parse(e)).collect::<Vec<_>>()))
    });
    assert_linear("paper", 4_000, |bytes| drop(black_box(Paper::read("p", &paper(bytes)))));
    assert_linear("corpus and graph", 4_000, |bytes| {
        let corpus = Corpus::new([Paper::read("p", &paper(bytes))]).expect("one paper");
        drop(black_box(CitationGraph::new(&corpus)));
    });
}

/// Input that is hard on readers who look ahead or back: a name, and a piece that comes again and again, with `{}` as
/// its running number.
const SHAPES: &[(&str, &str)] = &[
    ("round brackets open", "("),
    ("square brackets open", "["),
    ("brackets nested", "([{<“"),
    ("links close", "]("),
    ("links open", "[a]("),
    ("links open, with text", "[some text](some-target some more "),
    ("links of resolvers", "[Google Scholar](a "),
    ("stars", "*"),
    ("spaced stars", "* a "),
    ("underscores", "_"),
    ("spaced underscores", "_a "),
    ("angle brackets", "<"),
    ("tags open", "<a b "),
    ("autolinks open", "<http://x "),
    ("ampersands", "&"),
    ("entities", "&amp;"),
    ("backslashes", "\\"),
    ("address, then brackets", "http://x.org/a)))))))))))))))))))"),
    ("brackets close", ")"),
    ("digits", "1234567890"),
    ("numbered lines", "{} lakes are\n"),
    ("numbers alone on lines", "{}\n"),
    ("numbers behind lines", "lakes are  {}\n"),
    ("wide brackets", "その後伊藤（1983）"),
    ("wide brackets open", "（"),
    ("wide digits", "１２３４"),
    ("dots between wide letters", "서지훈·"),
    ("words that may join or begin others", "(Roe i Lind vd i 2010)"),
    ("headings of lists", "References\n\nlakes\n\n"),
    ("numbers", "{} "),
    ("dotted numbers", "1.1."),
    ("no space", "abcdefghij"),
    ("marks without a space", "lakes,1,"),
    ("marks between sentences", "ponds. {} "),
    ("numbers alone on lines", "{}\nmoss\n"),
    ("heads that come back", "J. Moss {}\nof a lake {}\n"),
    ("translations open", "Lakes [Of ice. Moss "),
    ("addresses", "http://x.org/{} "),
    ("addresses broken", "http://x.org/ a-{}/\nb/"),
    ("addresses glued", "http://"),
    ("host broken", "www.\n"),
    ("DOIs", "10.1000/{} "),
    ("DOI's start", "doi:10."),
    ("ibid", "Ibid. "),
    ("ibid on lines", "{}. Ibid.\n"),
    ("op. cit.", "- Roe, op. cit., p. {}.\n"),
    ("op. cit. of many", "- Roe{}, A. (2019). On {}.\n- Roe{}, op. cit.\n"),
    ("supra note", "- Roe, supra note {}.\n"),
    ("dashes", "- ———. (2019). On {} and more.\n"),
    ("straight quotes", "\"a "),
    ("single quotes", "a'. "),
    ("curly quotes", "“a "),
    ("et al.", "Roe et al. "),
    ("citations, all one", "(Roe, 2019) "),
    ("citations, all others", "(Roe{}, 2019) "),
    ("years in brackets", "(2019)"),
    ("years in one bracket", "Roe 2019, "),
    ("semicolons", "Roe, 2019; "),
    ("numbers in brackets", "[{}]"),
    ("ranges in brackets", "[1-{}] "),
    ("long groups", "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30"),
    ("numbers in round brackets", "as (1) and (2) "),
    ("numbers glued", "lakes.1,2 "),
    ("numbers apart", "lakes. {} Others "),
    ("raised numbers", "lakes¹,²⁻⁴ "),
    ("carets", "^1"),
    ("sup", "<sup>1</sup>"),
    ("references", "Ref. 1"),
    ("commas", ","),
    ("full stops", "A. "),
    ("hyphens at line ends", "a-\n"),
    ("soft hyphens at line ends", "a\u{ad}\n"),
    ("short lines", "a\n"),
    ("blank lines", "\n"),
    ("headings", "# References\n"),
    ("headings of four words", "# A b c d\n"),
    ("same author and year", "- Roe, A. (2019). {}.\n"),
    ("same entry", "- Roe, A. (2019). On tests of tests and more tests. *Tests*, 1(2), 3–4.\n"),
    ("notes", "{}. Lee, “A”, News, 2019; Roe, “B”, News, 2020.\n"),
    ("numbers alone over one text", "{}\n"),
    ("numbers alone, each over its text", "{}\n\nSee Roe 1999, p. 3.\n"),
    ("notes on pages", "\u{c}Text of it.1 And.2\n\n1 Roe, “A”, 2019.\n2\nIbid.\n"),
    ("notes of short forms", "{} Roe 1999, S. 5; Lee (oben N. 3) 4\n"),
    ("raised digits", "a¹b² "),
    ("right to left", "علي، محمد (2019) عنوان الكتاب. "),
    ("CJK", "李明（2019）。書名、出版社。"),
    ("combining marks", "a\u{301}\u{302}\u{303}\u{304}"),
];

/// Whatever is read takes at most this many times as long as ordinary text of its length.
const HARD: u32 = 30;

fn flow(text: &str) {
    let corpus = Corpus::new([Paper::read("p", text)]).expect("one paper");
    drop(black_box(CitationGraph::new(&corpus)));
}

/// That what comes of every shape takes no longer than [`HARD`] times `plain`.
fn assert_bounded(plain: Duration, cases: impl Iterator<Item = (String, Duration)>) {
    let slow: Vec<String> = cases
        .filter(|(_, took)| *took > plain * HARD)
        .map(|(name, took)| format!("{name}: {took:?}, what is ordinary {plain:?}"))
        .collect();
    assert!(slow.is_empty(), "{slow:#?}");
}

#[test]
fn hard_papers() {
    const BYTES: usize = 200_000;
    const NOTES: &str =
        "1 A. Roe, On ice, Town 2001, p. 4.\n2 B. Lee, On moss, Town 2002, p. 5.\n3 C. Lind, Of ponds, 2003.\n";
    let _alone = alone();
    let plain = time(3, || flow(&paper(BYTES)));
    let cases = SHAPES.iter().flat_map(|(name, piece)| {
        let shape = numbered(BYTES / 2, piece);
        [
            ("before and in a list", format!("# Introduction\n\n{shape}\n\n# References\n\n{shape}")),
            ("above notes", format!("# Introduction\n\n{shape}{shape}\n\n{NOTES}")),
            ("in front", format!("# A title of four words\n\n{shape}\n\n# References\n\n- Roe, A. (2019). T.\n")),
        ]
        .map(|(place, text)| (format!("{name} {place}"), time(1, || flow(&text))))
    });
    assert_bounded(plain, cases);
}

#[test]
fn hard_entries() {
    /// An entry that is only just read.
    const BYTES: usize = citegraph::reference::ENTRY_BYTES - 100;
    let _alone = alone();
    let entry = |piece: &str| {
        let mut text = numbered(BYTES, piece);
        let end = (0..=BYTES).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        text.truncate(end);
        text
    };
    let parse = |entry: &str| time(2, || drop(black_box(Reference::parse(entry))));
    let plain = parse(&entry("some words of a title that has {} words "));
    let cases = SHAPES.iter().flat_map(|(name, piece)| {
        let shape = entry(piece);
        [
            ("alone", shape.clone()),
            ("as title", format!("Roe, A. (2019). {shape}")),
            ("as authors", format!("Roe, {shape} (2019). T.")),
            ("as note", format!("Roe, “{shape}”, News, 2019")),
        ]
        .map(|(place, entry)| (format!("{name} {place}"), parse(&entry)))
    });
    assert_bounded(plain, cases);
}

/// What is longer than an entry is kept, and costs no reading.
#[test]
fn an_entry_of_a_megabyte() {
    let _alone = alone();
    let list = format!("# References\n\n- Roe, A. (2019). {}\n- Lee, B. (2020). T.\n", numbered(1_000_000, "word{} "));
    let plain = time(1, || flow(&paper(1_000_000)));
    assert!(time(1, || flow(&list)) <= plain * HARD);
    let paper = Paper::read("p", &list);
    let lengths: Vec<bool> = paper.references.iter().map(|r| r.reference.raw.len() > 1_000_000).collect();
    assert_eq!(lengths, [true, false]);
}

/// Every citation fits every entry: neither time nor the answer grows with their product.
#[test]
fn citations_that_fit_every_entry() {
    let _alone = alone();
    let text = |n: usize| {
        let citations = "As (Roe, 2019) and Roe (2020) and (Rue, 2019) say. ".repeat(n);
        let list: String = (0..n).map(|n| format!("- Roe, A. (2019). On {}.\n", word(n))).collect();
        format!("# Introduction\n\n{citations}\n\n# References\n\n{list}")
    };
    let read = |n: usize| time(2, || drop(black_box(Paper::read("p", &text(n)))));
    let (short, long) = (read(400), read(4_000));
    assert!(long <= short * 10 * SLACK, "{short:?}, ten times as many {long:?}");
    let paper = Paper::read("p", &text(400));
    assert!(paper.citations.iter().all(|citation| citation.resolution.labels().len() <= 26));
}
