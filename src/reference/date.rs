//! Dates, as precise as they are printed.

use std::fmt;

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
