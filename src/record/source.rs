//! Where an article stands, in one text, as databases print it behind a title.

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, tag_no_case, take_while1};
use nom::character::complete::{char, space0};
use nom::combinator::{opt, verify};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

/// What such a text says; nothing of what isn't understood.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) outlet: Option<String>,
    pub(super) volume: Option<String>,
    pub(super) issue: Option<String>,
    pub(super) page: Option<String>,
}

/// PubMed's "J Tests. 2001 Mar 5;3(2):4-9. doi: 10.1000/1.", Ovid's "J Tests. 3(2):4-9, 2001 Mar.", Embase's "J Tests. 3 (2)
/// (pp 4-9), 2001." and PsycINFO's "J Tests. Vol.3(2), 2001, pp. 4-9.".
pub(super) fn place(written: &str) -> Place {
    let Some((outlet, rest)) = outlet(written) else { return Place::default() };
    // PubMed has the date before the volume.
    let dated = rest.split_once(';').filter(|(date, _)| crate::record::year::leading(date).is_some());
    let mut place = numeration(dated.map_or(rest, |(_, behind)| behind)).map(|(_, found)| found).unwrap_or_default();
    // A volume that is the year isn't one: "J Tests. 2001 Mar 5.".
    if dated.is_none() && rest.split(' ').next().is_some_and(|word| crate::record::year::year(word).is_some()) {
        place = Place::default();
    }
    if place.page.is_none() {
        place.page =
            rest.split_once("pp. ").and_then(|(_, behind)| pages(behind).ok()).map(|(_, page)| page.to_owned());
    }
    Place { outlet: Some(outlet.to_owned()), ..place }
}

/// The outlet ends with the first full stop behind which a number or a volume stands.
fn outlet(written: &str) -> Option<(&str, &str)> {
    let ends = written.match_indices(". ").map(|(at, _)| (&written[..at], &written[at + 2..]));
    let mut ends = ends.filter(|(_, rest)| rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("Vol"));
    ends.next().map(|(outlet, rest)| (outlet.split(". Conference: ").next().unwrap_or(outlet).trim(), rest))
}

/// "3(2):4-9", "3 (2) (pp 4-9)", "Vol.3(2)".
fn numeration(input: &str) -> IResult<&str, Place> {
    let (rest, _) = (opt(tag_no_case("Vol.")), space0).parse(input)?;
    let (rest, volume) = take_while1(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/')).parse(rest)?;
    let issue = verify(is_not("()"), |inside: &str| !inside.starts_with("pp") && !inside.starts_with("no pag"));
    let (rest, issue) = opt(delimited((space0, char('(')), issue, char(')'))).parse(rest)?;
    let begin = alt((tag(":"), tag(" (pp ")));
    let (rest, page) = opt(preceded(begin, pages)).parse(rest)?;
    let own = |text: &str| text.to_owned();
    Ok((rest, Place { outlet: None, volume: Some(own(volume)), issue: issue.map(own), page: page.map(own) }))
}

fn pages(input: &str) -> IResult<&str, &str> {
    verify(is_not(".,;() "), |pages: &str| pages.contains(|c: char| c.is_ascii_digit())).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let cases = [
            ("J Tests. 2001 Mar 5;3(2):4-9. doi: 10.1000/1.", "J Tests|3|2|4-9"),
            ("J Tests. 2001;3:e4.", "J Tests|3||e4"),
            ("J Tests. 2001 Mar 5.", "J Tests|||"),
            ("Journal of Tests. Series B. 3(2):4-9, 2001 Mar.", "Journal of Tests. Series B|3|2|4-9"),
            (
                "J Tests. 12 (Supplement 3) (pp 14-19), 2002. Date of Publication: 2002.",
                "J Tests|12|Supplement 3|14-19",
            ),
            ("Proc. Conference: 2nd Meeting. Spain. 12 (3) (no pagination), 2018.", "Proc|12|3|"),
            ("J Tests. Vol.3(2), 2001, pp. 4-9.", "J Tests|3|2|4-9"),
            ("J Tests, 3", "|||"),
            ("", "|||"),
        ];
        for (written, want) in cases {
            let found = place(written);
            let parts = [found.outlet, found.volume, found.issue, found.page].map(Option::unwrap_or_default);
            assert_eq!(parts.join("|"), want, "{written}");
        }
    }
}
