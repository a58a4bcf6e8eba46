//! The identifiers and addresses of invented works.

use super::Rng;
use super::numeration::number;
use super::sources::{Sources, acronym};

/// Where a preprint stands.
pub(super) fn arxiv_address(rng: &mut Rng) -> String {
    let number = format!("{:02}{:02}.{:05}", rng.between(7, 24), rng.between(1, 12), rng.between(1, 19_999));
    format!("https://{}arxiv.org/{}/{number}", rng.pick(&["", "", "www."]), rng.pick(&["abs", "abs", "pdf"]))
}

pub(super) fn report_number(rng: &mut Rng) -> String {
    let n = rng.between(1, 999);
    let y = rng.between(78, 99);
    match rng.below(8) {
        6 => format!("{}-{:02}-{:02}", acronym(rng), rng.between(0, 24), n % 100),
        7 => format!("{}/{}/{}-{:02}/{n:03}", acronym(rng), n % 700, rng.pick(&["R", "S", "T"]), rng.between(0, 24)),
        0 => format!("{}-{y}-{n}", rng.pick(&["TR", "CS", "UCB/CSD", "CMU-CS", "STAN-CS", "MIT/LCS/TR"])),
        1 => format!("{y}-{n:02}"),
        2 => format!("{}/{}", rng.between(1, 40), rng.between(1995, 2016)),
        3 => format!("{}-{n}", rng.pick(&["TR", "SP", "WP", "III", "P"])),
        4 => format!("{} {y}-{n}", rng.pick(&["FS I", "FS II", "SP III", "P", "EUR", "CERN"])),
        _ => number(n),
    }
}

pub(super) fn preprint(y: usize, rng: &mut Rng) -> String {
    if y < 2008 || rng.chance(50) {
        let archive =
            rng.pick(&["hep-th", "hep-ph", "hep-ex", "astro-ph", "cond-mat", "gr-qc", "quant-ph", "math.AG", "math"]);
        format!("{archive}/{:02}{:02}{:03}", y % 100, rng.between(1, 12), rng.between(1, 600))
    } else {
        let class = if rng.chance(30) { " [hep-th]" } else { "" };
        format!("{:02}{:02}.{:04}{class}", y % 100, rng.between(1, 12), rng.between(1, 9999))
    }
}

pub(super) fn doi(rng: &mut Rng) -> String {
    let registrant = rng.between(1000, 9999);
    let n = rng.between(1, 9_999_999);
    let code: String = (0..5).map(|_| char::from(*rng.one_of(b"abcdefghjkmnpqrstuvwxyz23456789"))).collect();
    let word = rng.pick(&["kwx", "elm", "nord", "data", "rsc", "jour", "lake", "sn", "m9", "bio"]);
    match rng.below(13) {
        // Made of a serial's number, with marks that addresses have otherwise.
        12 => format!(
            "10.{registrant}/(sici)1097-{:04}(19{:02}{:02}){}:{}<{}::aid-{code}{}>3.0.co;2-{}",
            n % 10_000,
            n % 100,
            n % 12 + 1,
            n % 90 + 1,
            n % 6 + 1,
            n % 900 + 1,
            n % 300,
            rng.pick(&["k", "m", "0", "#", "q"])
        ),
        // Names with words and marks as in addresses.
        4 => format!("10.{registrant}/osf.io/{code}"),
        5 => format!("10.{registrant}/{}.{n}", rng.pick(&["zenodo", "dryad", "figshare", "pangaea", "m9.figshare"])),
        6 => format!("10.{registrant}/{word}.{code}.{}", n % 10_000),
        7 => format!("10.{registrant}/{}.{:02}.{:02}.{n}", rng.between(2013, 2024), n % 12 + 1, n % 28 + 1),
        8 => format!("10.{registrant}/arXiv.{:02}{:02}.{:05}", n % 24, n % 12 + 1, n % 100_000),
        9 => format!("10.{registrant}/{word}/{code}{}", n % 100),
        10 => format!("10.{registrant}/{}-{}-{}-{}", word.to_uppercase(), code.to_uppercase(), n % 10_000, n % 4 + 1),
        11 => format!("10.{registrant}/{word}_{:02}_{code}", n % 100),
        0 => {
            format!("10.{registrant}/S{:04}-{:04}({:02}){:05}-{}", 12, rng.between(1, 9999), rng.between(1, 99), 17, 3)
        }
        1 => format!("10.{registrant}/j.{}.{}.{:02}.{:03}", "abcd", rng.between(1999, 2020), 5, rng.between(1, 99)),
        2 => format!("10.{registrant}/{:07}", rng.between(1, 9_999_999)),
        _ => format!("10.{registrant}/jx-{}-{}", rng.between(1, 99), rng.between(100, 999)),
    }
}

pub(super) fn isbn(rng: &mut Rng) -> String {
    format!("ISBN 3-{}-{}-{}", rng.between(10, 999), rng.between(1000, 99_999), rng.below(10))
}

pub(super) fn url(from: &Sources<'_>, rng: &mut Rng) -> String {
    let end = match from.language {
        "en" => rng.pick(&["org", "com", "edu", "gov", "org.uk", "ac.uk", "int", "info"]),
        "ru" => "ru",
        "pt" => "pt",
        other => rng.pick(&[other, "org", "com", "net"]),
    };
    let start = rng.pick(&["http://www.", "http://", "https://www.", "https://", "https://www.", "www."]);
    let host = rng.pick(&["", "", "", "", "news.", "data.", "blog.", "en.", "web."]);
    let mut url = format!("{start}{host}{}.{end}", plain_word(from, rng));
    let site = url.len();
    for _ in 0..rng.below(4) {
        url.push('/');
        url.push_str(&folder(from, rng));
    }
    if rng.chance(25) {
        url.push('/');
        url.push_str(&slug(from, rng));
    }
    match rng.below(12) {
        0 | 1 if url.len() > site => url.push_str(rng.pick(&[".html", ".htm", ".aspx", ".php"])),
        2 | 3 if url.len() > site => url.push_str(".pdf"),
        4 => url.push_str(&format!("/index.php?id={}", rng.below(999))),
        5 => url.push_str(&format!("?{}={}&lang={}", plain_word(from, rng), rng.below(99_999), from.language)),
        6 | 7 => url.push('/'),
        _ => {}
    }
    url
}

/// A word of an address: the letters of a name, or some letter for each where its script is another.
fn plain_word(from: &Sources<'_>, rng: &mut Rng) -> String {
    let text = from.own.phrase("family", rng).to_lowercase();
    let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    if !plain.is_empty() {
        return plain;
    }
    text.chars().map(|c| char::from(b'a' + (c as u32 % 26) as u8)).collect()
}

/// What stands between two strokes of an address: words, numbers, the day of a post.
fn folder(from: &Sources<'_>, rng: &mut Rng) -> String {
    let word = plain_word(from, rng);
    let (year, month) = (rng.between(1996, 2024), rng.between(1, 12));
    match rng.below(16) {
        0 | 1 => format!("{word}-{}", plain_word(from, rng)),
        2 => format!("{word}_{}", rng.between(1, 2015)),
        3 => format!("{year}/{month:02}"),
        4 => format!("{year}/{month}/{}", rng.between(1, 28)),
        5 => year.to_string(),
        6 => rng.between(100, 9_999_999).to_string(),
        7 => format!("~{word}"),
        8 => word.to_uppercase(),
        _ => word,
    }
}

/// The last part of a post's address: its title in small letters, and often its number or its day.
fn slug(from: &Sources<'_>, rng: &mut Rng) -> String {
    let words: Vec<String> = (0..rng.between(3, 11)).map(|_| plain_word(from, rng)).collect();
    let words = words.join(rng.pick(&["-", "-", "-", "_"]));
    let number = rng.between(1000, 9_999_999);
    let day = || format!("{}-{:02}-{:02}", 2000 + number % 25, number % 12 + 1, number % 28 + 1);
    match rng.below(8) {
        0 => format!("{words}-{}", day()),
        1 => format!("{words}-{number}-{}", day()),
        2 => format!("{}-{words}", day()),
        3 => format!("{words}-{number}"),
        4 => format!("{words}-{number:x}{:x}", number * 7919),
        _ => words,
    }
}
