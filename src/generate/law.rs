//! What lawyers cite by: courts, dockets, reporters, pages with the place that is meant, patents.

use super::Rng;
use super::sources::Sources;

/// The values that styles of law print.
pub(super) fn values(from: &Sources<'_>, rng: &mut Rng) -> [(&'static str, String); 10] {
    let own = |section: &str, rng: &mut Rng| {
        let words = if from.own.has(section) { from.own } else { from.other };
        words.phrase(section, rng)
    };
    let first = rng.between(1, 1900);
    [
        ("case", own("case", rng)),
        ("court", own("court", rng)),
        ("reporter", own("reporter", rng)),
        ("LJ", own("lawjournal", rng)),
        ("docket", docket(from.language, rng)),
        ("drs", format!("{}/{}", rng.between(1, 20), rng.between(10, 12_000))),
        ("patno", patent(rng)),
        ("PF", first.to_string()),
        ("PC", pages(first, from.language, rng)),
        ("PP", pinpointed(first, from.language, rng)),
    ]
}

/// "V ZR 37/03", "1 BvR 234/99", "No. 09-123".
fn docket(language: &str, rng: &mut Rng) -> String {
    let (n, year) = (rng.between(1, 900), rng.between(0, 99));
    match language {
        "de" => {
            let chamber = rng.pick(&["V ZR", "VIII ZR", "1 BvR", "2 BvF", "3 StR", "6 AZR", "B 4 AS", "4 C", "I ZB"]);
            format!("{chamber} {n}/{year:02}")
        }
        _ => format!("No. {year:02}-{n}"),
    }
}

/// "4,237,224", "5604112A", "EP 1 234 567".
fn patent(rng: &mut Rng) -> String {
    let (a, b, c) = (rng.between(2, 11), rng.between(100, 999), rng.between(100, 999));
    match rng.below(6) {
        0 => format!("{a}{b}{c}A"),
        1 => format!("EP {a} {b} {c}"),
        2 => format!("{a}{b}{c}"),
        _ => format!("{a},{b},{c}"),
    }
}

/// The first page, and the one that is meant: "501, 506", "1 (43)", "133 ff.".
fn pages(first: usize, language: &str, rng: &mut Rng) -> String {
    let meant = first + rng.between(1, 30);
    match (rng.below(10), language) {
        (0..4, _) => first.to_string(),
        (4..8, "de") => format!("{first} ({meant})"),
        (6 | 7, "en") => format!("{first}{} at {meant}", rng.pick(&["", ","])),
        (8, "de") => format!("{first} ff."),
        (9, "de") => format!("{first} f."),
        (8, _) => format!("{first}, {first}–{:02}", meant % 100),
        _ => format!("{first}, {meant}"),
    }
}

/// The pages of a whole, mostly with the place in it that is meant: "12–34, 17", "12–34, hier S. 17", "12, at 17".
fn pinpointed(first: usize, language: &str, rng: &mut Rng) -> String {
    let (last, meant) = (first + rng.between(8, 40), first + rng.between(1, 7));
    let whole = if rng.chance(70) { format!("{first}{}{last}", super::dash(rng)) } else { first.to_string() };
    let place = match (rng.below(10), language) {
        (0..4, _) => return whole,
        (4, "de") => format!(", hier S. {meant}"),
        (5, "de") => format!(" ({meant} f.)"),
        (6, "de") => format!(", hier {meant}"),
        (4, "en") => format!(" at {meant}"),
        (5, "en") => format!(", at {meant}"),
        (6, "en") => format!(", esp. {meant}"),
        (4, "fr") => format!(", spéc. p. {meant}"),
        (4, "it") => format!(", spec. p. {meant}"),
        (7, _) => format!(", {meant}–{:02}", (meant + 2) % 100),
        (8, _) => format!(" ({meant})"),
        _ => format!(", {meant}"),
    };
    whole + &place
}
