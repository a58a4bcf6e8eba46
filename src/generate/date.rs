//! When invented works are printed: years, months and days, as their languages write them.

use super::{Rng, dash};

pub(super) fn year(language: &str, rng: &mut Rng) -> usize {
    let old = match language {
        "it" => 34,
        "de" => 4,
        _ => 2,
    };
    if rng.chance(old) {
        rng.between(1501, 1945)
    } else if rng.chance(80) {
        rng.between(1975, 2019)
    } else {
        rng.between(1900, 1990)
    }
}

pub(super) fn printed_year(y: usize, language: &str, rng: &mut Rng) -> String {
    match rng.below(100) {
        0..5 => format!("{y}{}", rng.pick(&["a", "b", "c"])),
        5 => format!("{y}/{:02}", (y + 1) % 100),
        6 => format!("{y}{}{}", dash(rng), y + rng.between(1, 9)),
        7 => format!("{y} [{}]", y - rng.between(1, 90)),
        8 => format!("{y} ({})", y - rng.between(1, 90)),
        9 => match language {
            "de" => rng.pick(&["o.J.", "o. J.", "im Erscheinen", "i.E."]).to_string(),
            "it" => rng.pick(&["s.d.", "in corso di stampa"]).to_string(),
            _ => rng.pick(&["n.d.", "in press", "forthcoming", "in press"]).to_string(),
        },
        10 | 11 if language == "it" => format!("{y} - {}", y + rng.between(1, 30)),
        12 | 16 | 17 if language == "it" => {
            format!("{y}{}{:02}", rng.pick(&[" - ", "-", "–"]), (y + rng.between(1, 9)) % 100)
        }
        13 if language == "it" => y.to_string().replace('1', "i").replace('9', "g").replace('0', "o"),
        15 if matches!(language, "it" | "de") => format!("{y}{}", rng.between(2, 5)),
        14 if language == "it" => y.to_string().replacen('1', rng.pick(&["I", "l", "i"]), 1),
        _ => y.to_string(),
    }
}

/// The months in full and short, by language; English, the first, where a language isn't here.
const MONTHS: [(&str, &str, &str); 8] = [
    (
        "en",
        "January February March April May June July August September October November December",
        "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.",
    ),
    (
        "de",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    ),
    (
        "it",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "gen. feb. mar. apr. mag. giu. lug. ago. set. ott. nov. dic.",
    ),
    (
        "fr",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    ),
    (
        "es",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene. feb. mar. abr. mayo jun. jul. ago. sept. oct. nov. dic.",
    ),
    (
        "pt",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "jan. fev. mar. abr. maio jun. jul. ago. set. out. nov. dez.",
    ),
    (
        "nl",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan. feb. mrt. apr. mei juni juli aug. sept. okt. nov. dec.",
    ),
    (
        "ru",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "янв. февр. март апр. май июнь июль авг. сент. окт. нояб. дек.",
    ),
];

pub(super) fn month(language: &str, long: bool, rng: &mut Rng) -> String {
    let (_, full, short) = MONTHS.iter().find(|(known, ..)| *known == language).unwrap_or(&MONTHS[0]);
    let names: Vec<&str> = if long { full } else { short }.split(' ').collect();
    rng.pick(&names).to_owned()
}

pub(super) fn month_and_year(language: &str, y: usize, rng: &mut Rng) -> String {
    let long = rng.chance(65);
    let m = month(language, long, rng);
    match rng.below(12) {
        0 if language == "en" => format!("{} {y}", rng.pick(&["Spring", "Summer", "Fall", "Winter", "Autumn"])),
        1 => format!("{m}/{} {y}", month(language, true, rng)),
        2 if language == "en" => format!("{m} {}, {y}", rng.between(1, 28)),
        3 => format!("{m}, {y}"),
        _ => format!("{m} {y}"),
    }
}

pub(super) fn day(language: &str, y: usize, rng: &mut Rng) -> String {
    let (d, m) = (rng.between(1, 28), rng.between(1, 12));
    let long = rng.chance(70);
    let name = month(language, long, rng);
    if rng.chance(4) {
        return format!("{y}-{m:02}-{d:02}");
    }
    match language {
        "de" => match rng.below(8) {
            0..2 => format!("{d}.{m}.{y}"),
            2 => format!("{d:02}.{m:02}.{y}"),
            3 => format!("{d}. {m}. {y}"),
            4 if rng.chance(50) => format!("{d}.{m}.{:02}", y % 100),
            4 => format!("{d:02}.{m:02}.{:02}", y % 100),
            5 => format!("{d}./{}.{m}.{y}", d + 1),
            _ => format!("{d}. {name} {y}"),
        },
        "en" => match rng.below(6) {
            0 => format!("{d} {name} {y}"),
            1 => format!("{d} {name}, {y}"),
            2 => format!("{m}/{d}/{y}"),
            3 => format!("{name} {d} {y}"),
            _ => format!("{name} {d}, {y}"),
        },
        "es" | "pt" => format!("{d} de {name} de {y}"),
        "ru" if rng.chance(60) => format!("{d:02}.{m:02}.{y}"),
        _ if rng.chance(20) => format!("{d}/{m}/{y}"),
        _ => format!("{d} {name} {y}"),
    }
}

/// The days of a meeting.
pub(super) fn days(y: usize, rng: &mut Rng) -> String {
    let first = rng.between(1, 24);
    let last = first + rng.between(1, 5);
    let long = rng.chance(60);
    let name = month("en", long, rng);
    match rng.below(5) {
        0 => format!("{y} {name} {first}-{last}"),
        1 => format!("{first}{}{last} {name} {y}", dash(rng)),
        2 => format!("{name} {y}"),
        _ => format!("{name} {first}{}{last}, {y}", dash(rng)),
    }
}

pub(super) fn day_and_month(language: &str, rng: &mut Rng) -> String {
    let d = rng.between(1, 28);
    let name = month(language, true, rng);
    match language {
        "de" => format!("{d}. {name}"),
        "en" if rng.chance(50) => format!("{name} {d}"),
        _ => format!("{d} {name}"),
    }
}
