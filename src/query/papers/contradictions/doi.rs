//! What the DOIs of some publishers say themselves: a year, a volume, a page.

use super::{ContradictionKind, Says};
use crate::reference::item::Item;

/// A DOI that says another year, volume or page than is printed.
pub(super) fn numeration(item: &Item, says: &mut Says<'_>) {
    let Some(doi) = &item.doi else { return };
    let lower = doi.to_ascii_lowercase();
    let Some(own) = lower.find("10.").and_then(|at| Numeration::of(&lower[at..])) else { return };
    let printed = |field: &Option<String>| field.as_deref().and_then(|text| number(digits(text)));
    let differs = |own: Option<i32>, printed: Option<i32>| own.zip(printed).is_some_and(|(a, b)| a != b);
    let why = match (own.given, item.year()) {
        (Some(given), Some(year)) if year < given - 1 || year > given + DOI_YEARS => {
            format!("the DOI was given in {given}, and the year is {year}")
        }
        _ if differs(own.volume, printed(&item.volume)) || differs(own.page, printed(&item.page)) => {
            let part = |name, number: Option<i32>| number.map(|number| format!("{name} {number}"));
            let parts = [part("volume", own.volume), part("page", own.page)];
            format!("the DOI is of {}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
        _ => return,
    };
    says(ContradictionKind::DoiNumeration, doi.clone(), why);
}

/// A DOI is given when a text comes online, and its volume may be of a later year: so many later.
const DOI_YEARS: i32 = 3;

/// What a DOI says of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Numeration {
    /// The year in which it was given.
    given: Option<i32>,
    volume: Option<i32>,
    page: Option<i32>,
}

impl Numeration {
    /// What a DOI in lower case says, by the forms in which publishers make theirs.
    fn of(doi: &str) -> Option<Self> {
        let (registrant, suffix) = doi.split_once('/')?;
        let given = |year: &str| Some(Self { given: number(year), ..Self::default() });
        let parts: Vec<&str> = suffix.split(['.', '-', '/']).collect();
        if let Some(sici) = suffix.strip_prefix("(sici)") {
            return Self::of_sici(sici);
        }
        match (registrant, parts[..].split_first()?) {
            // Elsevier: "10.1016/j.lakes.2019.03.012".
            ("10.1016", (&"j", [_, year, month, _])) if (year.len(), month.len()) == (4, 2) => given(year),
            // Wiley until 2014: "10.1111/j.1365-2699.2004.01234.x".
            ("10.1111" | "10.1046", (&"j", [a, b, year, _, "x"])) if (a.len(), b.len(), year.len()) == (4, 4, 4) => {
                given(year)
            }
            // Springer and Nature: "10.1007/s00442-019-04321-1", the year without its first digit.
            ("10.1007" | "10.1038" | "10.1186", (journal, [year, paper, _]))
                if is_springers(journal) && year.len() == 3 && year.starts_with('0') && paper.len() >= 4 =>
            {
                Some(Self { given: number(year).map(|year| 2000 + year), ..Self::default() })
            }
            // The American Physical Society: "10.1103/PhysRevLett.98.010505".
            ("10.1103", (_, [volume, page])) => {
                let (volume, page) = (number(volume)?, number(page)?);
                Some(Self { volume: Some(volume), page: Some(page), given: None })
            }
            // The Institute of Physics: "10.1088/0953-8984/21/8/084204".
            ("10.1088", (a, [b, volume, _, page])) if (a.len(), b.len()) == (4, 4) => {
                let (volume, page) = (number(volume)?, number(page)?);
                Some(Self { volume: Some(volume), page: Some(page), given: None })
            }
            _ => None,
        }
    }

    /// "1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o", by ANSI/NISO Z39.56: the date, volume, issue and first page.
    fn of_sici(sici: &str) -> Option<Self> {
        let (_, rest) = sici.split_once('(')?;
        let (date, rest) = rest.split_once(')')?;
        let (numeration, rest) = rest.split_once('<').or_else(|| rest.split_once("&lt;"))?;
        let (volume, _) = numeration.split_once(':').unwrap_or((numeration, ""));
        let page = rest.split(':').next()?;
        Some(Self { given: date.get(..4).and_then(number), volume: number(volume), page: number(page) })
    }
}

/// "s00442" and "s41586": a journal's number.
fn is_springers(journal: &str) -> bool {
    journal.strip_prefix('s').is_some_and(|number| number.len() == 5 && number.bytes().all(|b| b.is_ascii_digit()))
}

fn number(text: &str) -> Option<i32> {
    text.parse().ok()
}

/// The first digits of a text.
fn digits(text: &str) -> &str {
    let from = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    from.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_dois_say() {
        let of = |given, volume, page| Some(Numeration { given, volume, page });
        for (doi, want) in [
            ("10.1016/j.lakes.2019.03.012", of(Some(2019), None, None)),
            ("10.1111/j.1234-5678.2004.01234.x", of(Some(2004), None, None)),
            ("10.1007/s00123-019-04321-1", of(Some(2019), None, None)),
            ("10.1007/978-3-123-45678-9", None),
            ("10.1103/physrevlakes.98.010505", of(None, Some(98), Some(10505))),
            ("10.1088/1234-5678/21/8/084204", of(None, Some(21), Some(84204))),
            ("10.1002/(sici)1234-5678(199806)49:8<693::aid-lak4>3.0.co;2-o", of(Some(1998), Some(49), Some(693))),
            ("10.1234/lakes.3.4", None),
            ("10.1234", None),
        ] {
            assert_eq!(Numeration::of(doi), want, "{doi}");
        }
    }
}
