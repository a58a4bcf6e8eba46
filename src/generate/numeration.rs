//! The numbers of invented works: pages, editions, Roman numerals.

use super::{Rng, dash};

pub(super) fn number(n: usize) -> String {
    n.to_string()
}

pub(super) fn roman(mut n: usize) -> String {
    const STEPS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, letters) in STEPS {
        while n >= value {
            out.push_str(letters);
            n -= value;
        }
    }
    out
}

/// "7", "A12", "3, 5", "B1".
pub(super) fn page_of_a_paper(rng: &mut Rng) -> String {
    let page = rng.between(1, 40);
    match rng.below(6) {
        0 => format!("{}{page}", rng.pick(&["A", "A", "B", "C", "D", "E"])),
        1 => format!("{}{}", rng.pick(&["A", "B", "C"]), rng.between(1, 9)),
        2 => format!("{page}, {}", page + rng.between(1, 9)),
        _ => number(page),
    }
}

pub(super) fn pages(kind: &str, language: &str, rng: &mut Rng) -> String {
    let first = rng.between(1, 900);
    let last = first + rng.between(2, 45);
    if kind == "phys" {
        return match rng.below(11) {
            10 => format!("{}{:05}", rng.pick(&["S", "P", "C", "T", "R"]), rng.between(1001, 12_024)),
            0..5 => number(rng.between(1, 5000)),
            5 => format!("0{}", rng.between(10_000, 99_999)),
            6 => format!("L{}", rng.between(1, 200)),
            7 => number(rng.between(100_000, 260_000)),
            8 => format!("{:03}", rng.between(1, 80)),
            _ => format!("{first}{}{last}", dash(rng)),
        };
    }
    match rng.below(30) {
        0 => format!("e{}", rng.between(1000, 99_999)),
        12 => {
            let prefix = rng.pick(&["S", "A", "H", "W"]);
            format!("{prefix}{first}{}{prefix}{last}", dash(rng))
        }
        13 if rng.chance(40) => format!("Art. {}", rng.between(1, 60)),
        15 => number(rng.between(10_000, 9_999_999)),
        16 if rng.chance(30) => format!("{first}S{}{last}S", dash(rng)),
        1..4 => number(first),
        11 if language == "de" => {
            let here = first + 1;
            match rng.below(6) {
                0 => format!("{first}{}{last}, hier S. {here}", dash(rng)),
                1 => format!("{first}{}{last}, hier: {here}", dash(rng)),
                2 => format!("{first}, {last}"),
                3 => format!("{first} f., {last} ff."),
                4 => format!("{first} und {last}"),
                _ => format!("{first} ff., hier S. {here}"),
            }
        }
        4 if language == "de" => format!("{first}{}", rng.pick(&["f.", " f.", "ff.", " ff.", "f", "ff"])),
        5 | 14 => format!("{}{}{}", first + 1250, dash(rng), last + 1250),
        6 if last > 100 => format!("{first}{}{:02}", dash(rng), last % 100),
        7 => format!("{}{}{}", roman(rng.between(1, 10)), dash(rng), roman(rng.between(11, 30))),
        8 if language == "it" => format!("{first} - {last}"),
        9 => format!("{first} {} {last}", dash(rng)),
        10 => format!("{}{first}{}{last}", rng.pick(&["S", "B", "A"]), dash(rng)),
        _ => format!("{first}{}{last}", dash(rng)),
    }
}

pub(super) fn edition(language: &str, rng: &mut Rng) -> String {
    let n = rng.between(2, 12);
    match language {
        "de" => match rng.below(6) {
            0 => format!("{n}., überarb. Aufl."),
            1 => {
                let how = rng.pick(&[
                    "überarbeitete und erweiterte Auflage",
                    ", vollständig überarbeitete Auflage",
                    ", grundl. überarb. Aufl.",
                    ", aktualisierte Auflage",
                    "erw. Aufl.",
                ]);
                let gap = if how.starts_with(',') { "" } else { " " };
                format!("{n}.{gap}{how}")
            }
            2 => rng.pick(&["Neuauflage", "Nachdruck", "Studienausgabe", "überarbeitete Neuausgabe"]).to_string(),
            3 => format!("{n}. Auflage"),
            _ => format!("{n}. Aufl."),
        },
        "it" => rng.pick(&["2a ed.", "seconda edizione", "nuova edizione", "3ª ed.", "II ed."]).to_string(),
        "fr" => rng.pick(&["2e éd.", "nouvelle édition", "3e édition"]).to_string(),
        "es" | "pt" => rng.pick(&["2ª ed.", "3.ª edición", "2. ed.", "2ª edição"]).to_string(),
        "nl" => rng.pick(&["2e druk", "derde druk"]).to_string(),
        "ru" => rng.pick(&["2-е изд.", "3-е изд., перераб."]).to_string(),
        _ => match rng.below(6) {
            0 => rng.pick(&["Second edition", "2nd edition", "Third Edition", "first edition"]).to_string(),
            1 => rng.pick(&["Rev. ed.", "revised edition", "New ed.", "rev. edn"]).to_string(),
            2 => format!("{n}th edn."),
            _ => match n {
                2 => "2nd ed.".to_owned(),
                3 => "3rd ed.".to_owned(),
                _ => format!("{n}th ed."),
            },
        },
    }
}
