//! Dates, as precise as they are printed.

use std::fmt;

use crate::terms::{self, Term};

/// A season, in CSL's numbering order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Season {
    /// Spring.
    Spring,
    /// Summer.
    Summer,
    /// Autumn or fall.
    Autumn,
    /// Winter.
    Winter,
}

/// A day, a month or a year: as much of it as is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct DateParts {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day of the month, 1 to 31.
    pub day: Option<u8>,
}

/// What stands in place of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum DateStatus {
    /// "in press", "im Druck".
    InPress,
    /// "forthcoming", "to appear", "im Erscheinen".
    Forthcoming,
    /// "submitted", "under review".
    Submitted,
    /// "n.d.", "o. J.", "s.d.".
    NoDate,
}

/// A date as printed: a day, a season, a range, or a status in place of a year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct Date {
    /// The date, or the start of a range. Absent when only a status is printed.
    pub start: Option<DateParts>,
    /// The end of a range.
    pub end: Option<DateParts>,
    /// A season beside the year.
    pub season: Option<Season>,
    /// The letter that tells works of one year apart in one list: the "b" of "2023b".
    pub suffix: Option<char>,
    /// "in press" and its like.
    pub status: Option<DateStatus>,
}

impl Date {
    /// A date that is a year and nothing else.
    #[must_use]
    pub fn of_year(year: i32) -> Self {
        Self { start: Some(DateParts { year, ..DateParts::default() }), ..Self::default() }
    }

    /// The year, or the first year of a range.
    #[must_use]
    pub fn year(&self) -> Option<i32> {
        self.start.map(|d| d.year)
    }
}

impl fmt::Display for DateParts {
    /// ISO 8601, as far as it goes: `2023`, `2023-07`, `2023-07-05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.start, self.status) {
            (Some(start), _) => write!(f, "{start}")?,
            (None, Some(DateStatus::InPress)) => write!(f, "in press")?,
            (None, Some(DateStatus::Forthcoming)) => write!(f, "forthcoming")?,
            (None, Some(DateStatus::Submitted)) => write!(f, "submitted")?,
            (None, _) => write!(f, "n.d.")?,
        }
        if let Some(end) = self.end {
            write!(f, "/{end}")?;
        }
        if let Some(suffix) = self.suffix {
            write!(f, "{suffix}")?;
        }
        Ok(())
    }
}

impl Date {
    /// Reads a date that is all of `printed`: "2023, July 5", "5. Juli 2019", "1998/99", "in press".
    ///
    /// `None` when it isn't one.
    #[must_use]
    pub fn parse(printed: &str) -> Option<Self> {
        let (rest, date) = grammar::date(printed.trim()).ok()?;
        rest.trim_end_matches('.').is_empty().then_some(date)
    }
}

/// The first date in brackets in `text`: that of "Vol. VI, No. IV (Fall 2023)".
pub(crate) fn find_bracketed(text: &str) -> Option<Date> {
    text.match_indices(['(', '[']).find_map(|(at, _)| grammar::bracketed(&text[at..]).ok()).map(|(_, date)| date)
}

/// The number of the month that `word` names, in any language of the vocabulary.
#[must_use]
pub(crate) fn month_number(word: &str) -> Option<u8> {
    terms::group(word, Term::Month)
}

pub(crate) mod grammar {
    //! The grammar of printed dates.

    use nom::branch::alt;
    use nom::bytes::complete::{tag, take_while1};
    use nom::character::complete::{char, digit1, one_of, satisfy, space0};
    use nom::combinator::{map, map_opt, not, opt, peek, recognize, verify};
    use nom::sequence::{delimited, preceded, terminated};
    use nom::{IResult, Parser};

    use super::{Date, DateParts, DateStatus, Season, month_number};
    use crate::terms::{self, Term, Terms};

    fn not_digit(input: &str) -> IResult<&str, ()> {
        not(satisfy(|c| c.is_ascii_digit())).parse(input)
    }

    /// Four digits from 1400 to 2100.
    pub(crate) fn year(input: &str) -> IResult<&str, i32> {
        map_opt(terminated(verify(digit1, |d: &str| d.len() == 4), not_digit), |d: &str| {
            d.parse().ok().filter(|y| (1400..=2100).contains(y))
        })
        .parse(input)
    }

    /// "b" right after a year.
    fn suffix(input: &str) -> IResult<&str, char> {
        terminated(satisfy(|c| c.is_ascii_lowercase()), not(satisfy(char::is_alphanumeric))).parse(input)
    }

    /// "July", "Jan.", "märz".
    pub(crate) fn month(input: &str) -> IResult<&str, u8> {
        terminated(map_opt(take_while1(char::is_alphabetic), month_number), opt(char('.'))).parse(input)
    }

    /// "5", "05", "5th", "5."
    fn day(input: &str) -> IResult<&str, u8> {
        let number = map_opt(terminated(verify(digit1, |d: &str| d.len() <= 2), not_digit), |d: &str| {
            d.parse().ok().filter(|d| (1..=31).contains(d))
        });
        let ordinal = alt((tag("st"), tag("nd"), tag("rd"), tag("th"), tag("."), tag("º")));
        terminated(number, opt(ordinal)).parse(input)
    }

    fn season(input: &str) -> IResult<&str, Season> {
        const SEASONS: [Season; 4] = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];
        map_opt(take_while1(char::is_alphabetic), |word| {
            terms::group(word, Term::Season).and_then(|group| SEASONS.get(usize::from(group) - 1).copied())
        })
        .parse(input)
    }

    fn sep(input: &str) -> IResult<&str, &str> {
        recognize((space0, opt(one_of(",.-")), space0)).parse(input)
    }

    fn dash(input: &str) -> IResult<&str, &str> {
        recognize((space0, one_of("-–—/"), space0)).parse(input)
    }

    /// Between a day and its month: "5 July", "5-July", "5/July".
    fn day_sep(input: &str) -> IResult<&str, &str> {
        recognize((space0, opt(one_of("-/")))).parse(input)
    }

    /// "July 5", "5 July", "5. Juli", "5-Jul", "July"; and a day that a range ends with: "July 5–7".
    fn month_day(input: &str) -> IResult<&str, (u8, Option<u8>)> {
        let range_end = opt((dash, day));
        alt((
            map((month, space0, opt(terminated(day, range_end))), |(m, _, d)| (m, d)),
            map((terminated(day, (opt((dash, day)), day_sep)), opt(tag("de ")), month), |(d, _, m)| (m, Some(d))),
        ))
        .parse(input)
    }

    /// "2023, July 5", "2021, August", "2023b, 5 July"
    fn year_first(input: &str) -> IResult<&str, Date> {
        map(
            (year, opt(suffix), opt(preceded(sep, month_day)), opt(preceded(sep, season))),
            |(year, suffix, parts, season)| Date {
                start: Some(DateParts { year, month: parts.map(|p| p.0), day: parts.and_then(|p| p.1) }),
                suffix,
                season,
                ..Date::default()
            },
        )
        .parse(input)
    }

    /// "July 5, 2023", "5 July 2023", "August 2021"
    fn month_first(input: &str) -> IResult<&str, Date> {
        let sep = alt((recognize(char('/')), sep));
        map((month_day, sep, opt(tag("de ")), year, opt(suffix)), |((month, day), _, _, year, suffix)| Date {
            start: Some(DateParts { year, month: Some(month), day }),
            suffix,
            ..Date::default()
        })
        .parse(input)
    }

    /// "5.7.2023", "05/07/2023" (day first), "2023-07-05"
    fn numeric(input: &str) -> IResult<&str, Date> {
        let two = |i| map_opt(verify(digit1, |d: &str| d.len() <= 2), |d: &str| d.parse::<u8>().ok()).parse(i);
        let iso = map((year, char('-'), two, char('-'), two), |(y, _, m, _, d)| (d, m, y));
        let dotted = map((two, char('.'), space0, two, char('.'), space0, year), |(d, _, _, m, _, _, y)| (d, m, y));
        let slashed = map((two, char('/'), two, char('/'), year), |(d, _, m, _, y)| (d, m, y));
        map_opt(alt((iso, dotted, slashed)), |(day, month, year)| {
            let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
            fits.then(|| Date {
                start: Some(DateParts { year, month: Some(month), day: Some(day) }),
                ..Date::default()
            })
        })
        .parse(input)
    }

    /// "2001–2013", "1998/99"
    fn range(input: &str) -> IResult<&str, Date> {
        let short =
            map_opt(terminated(verify(digit1, |d: &str| d.len() == 2), not_digit), |d: &str| d.parse::<i32>().ok());
        map_opt((year, dash, alt((year, short))), |(start, _, end)| {
            let end = if end < 100 { start - start % 100 + end } else { end };
            (end > start)
                .then(|| Date { end: Some(DateParts { year: end, ..DateParts::default() }), ..Date::of_year(start) })
        })
        .parse(input)
    }

    fn season_first(input: &str) -> IResult<&str, Date> {
        map((season, sep, year), |(season, _, year)| Date { season: Some(season), ..Date::of_year(year) }).parse(input)
    }

    /// "n.d.", "in press", "im Erscheinen": what stands in place of a year.
    fn status(input: &str) -> IResult<&str, Date> {
        const STATUSES: Terms = Terms::of(&[Term::NoDate, Term::ToCome]);
        let fails = || nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Tag));
        let length = terms::at_start(input, STATUSES).ok_or_else(fails)?;
        let status = match terms::group(&input[..length], Term::ToCome) {
            Some(1) => DateStatus::InPress,
            Some(2) => DateStatus::Forthcoming,
            Some(_) => DateStatus::Submitted,
            None => DateStatus::NoDate,
        };
        let rest = input[length..].strip_prefix('.').unwrap_or(&input[length..]);
        Ok((rest, Date { status: Some(status), ..Date::default() }))
    }

    /// Any date.
    pub(crate) fn date(input: &str) -> IResult<&str, Date> {
        // Nearly always a year is all.
        if let Ok((rest, year)) = year(input)
            && !rest.contains(char::is_alphanumeric)
        {
            return Ok((rest, Date::of_year(year)));
        }
        if input.starts_with(|c: char| c.is_ascii_digit()) {
            return alt((numeric, range, year_first, month_first)).parse(input);
        }
        alt((month_first, season_first, status)).parse(input)
    }

    /// "(2023, July 5)", "[1999]"
    pub(crate) fn bracketed(input: &str) -> IResult<&str, Date> {
        let inside = |i| delimited(space0, date, (opt(char('.')), space0)).parse(i);
        alt((delimited(char('('), inside, char(')')), delimited(char('['), inside, char(']')))).parse(input)
    }

    /// "November, 16" at an entry's end: a month and a day that go with a year printed before.
    pub(crate) fn month_day_alone(input: &str) -> IResult<&str, (u8, Option<u8>)> {
        let with_comma = map((month, sep, day), |(m, _, d)| (m, Some(d)));
        terminated(alt((with_comma, month_day)), peek(not(satisfy(char::is_alphanumeric)))).parse(input)
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn dates_as_printed() {
            let cases = [
                ("2023", "2023"),
                ("2023b", "2023b"),
                ("2023, July 5", "2023-07-05"),
                ("2023, Jan 31", "2023-01-31"),
                ("2021, August", "2021-08"),
                ("August 6, 2021", "2021-08-06"),
                ("5. Juli 2019", "2019-07-05"),
                ("5 de julio de 2019", "2019-07-05"),
                ("12.3.2004", "2004-03-12"),
                ("2004-03-12", "2004-03-12"),
                ("2001–2013", "2001/2013"),
                ("1998/99", "1998/1999"),
                ("in press", "in press"),
                ("n.d.", "n.d."),
                ("Fall 2023", "2023"),
            ];
            for (printed, want) in cases {
                let (rest, found) = date(printed).unwrap_or_else(|e| panic!("{printed}: {e}"));
                assert_eq!((rest, found.to_string().as_str()), ("", want), "{printed}");
            }
            for not_one in ["12", "20233", "3000", "Marching 2020"] {
                assert!(date(not_one).is_err(), "{not_one}");
            }
        }
    }
}
