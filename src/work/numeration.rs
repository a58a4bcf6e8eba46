//! Volume, issue and pages → numbers that compare.

use super::bytes;

/// A number with the letters before it: "S354" and "354" are two, "07" and "7" one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Number(u32);

bytes::number!(Number);

/// Pages this near are neighbours.
const NEXT_DOOR: u32 = 3;
/// Digits are kept up to this many.
const DIGITS: usize = 7;

impl Number {
    /// The first number in `text`: "12", "S354", "Cd002273", "XIV", "61 Suppl. 1".
    pub(super) fn first(text: &str) -> Option<Self> {
        if let Some(roman) = roman(text.trim()) {
            return Some(Self(roman));
        }
        let start = text.find(|c: char| c.is_ascii_digit())?;
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).collect::<Vec<u8>>();
        let significant = digits.iter().skip_while(|b| **b == b'0').take(DIGITS);
        let value = significant.fold(0_u32, |v, b| v * 10 + u32::from(b - b'0'));
        // The letter right before the digits, if a word of letters and digits starts there.
        let letter = text[..start]
            .bytes()
            .next_back()
            .filter(u8::is_ascii_alphabetic)
            .map_or(0, |b| b.to_ascii_lowercase() & 0x1f);
        Some(Self(u32::from(letter) << 24 | value & 0xff_ffff))
    }

    /// Without its letter.
    pub(super) fn value(self) -> u32 {
        self.0 & 0xff_ffff
    }

    /// Whether one may be misprinted for the other: a digit is changed, lost or put before: "62" and "362", "893" and "898".
    pub(super) fn is_near(self, other: Self) -> bool {
        let (small, large) = (self.value().min(other.value()), self.value().max(other.value()));
        // Pages next door are another text's.
        if small < 10 || large - small <= NEXT_DOOR {
            return false;
        }
        // All above and all below one place agree.
        let mut place = 1;
        while place <= large {
            if small / (place * 10) == large / (place * 10) && small % place == large % place {
                return true;
            }
            place *= 10;
        }
        false
    }
}

fn digits(mut n: u32) -> u32 {
    let mut count = 1;
    while n >= 10 {
        n /= 10;
        count += 1;
    }
    count
}

/// "XIV" is 14; `None` for what is no roman number of two letters or more, or "V" and "X" alone.
pub(super) fn roman(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 7 {
        return None;
    }
    let value = |b: u8| match b.to_ascii_lowercase() {
        b'i' => Some(1),
        b'v' => Some(5),
        b'x' => Some(10),
        b'l' => Some(50),
        b'c' => Some(100),
        _ => None,
    };
    let mut total = 0;
    let mut before = 0;
    for b in text.bytes().rev() {
        let v = value(b)?;
        if v < before {
            total -= v;
        } else {
            total += v;
            before = v;
        }
    }
    u32::try_from(total).ok().filter(|t| *t > 0)
}

/// "II" and "xiv": roman numbers that number the parts of a text; "V" and "X" alone are letters.
pub(super) fn roman_part(folded: &str) -> Option<u16> {
    // Asked of every word.
    if folded.len() > 4 || !folded.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')) {
        return None;
    }
    let parts =
        ["i", "ii", "iii", "iv", "", "vi", "vii", "viii", "ix", "", "xi", "xii", "xiii", "xiv"].into_iter().zip(1..);
    parts.filter(|(word, _)| !word.is_empty()).find_map(|(word, n)| (word == folded).then_some(n))
}

/// First and last page: "221-8" is 221 and 228.
pub(super) fn pages(text: &str) -> (Option<Number>, Option<Number>) {
    let first = Number::first(text);
    let last = first.and_then(|first| {
        let after = text.find(['-', '–', '—', '‐', '‑', '−']).map(|at| &text[at..])?;
        let last = Number::first(after.trim_start_matches(['-', '–', '—', '‐', '‑', '−', ' ']))?;
        let (f, l) = (first.value(), last.value());
        if l >= f {
            return Some(last);
        }
        // "221-8"
        let power = 10_u32.pow(digits(l));
        Some(Number(last.0 & 0xff00_0000 | (f / power * power + l) & 0xff_ffff))
    });
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_printed() {
        let value = |text| Number::first(text).map(Number::value);
        assert_eq!(value("4 (1) (no pagination)"), Some(4));
        assert_eq!(value("XIV"), Some(14));
        assert_eq!(value("007"), Some(7));
        assert_eq!(value("Suppl"), None);
        assert_ne!(Number::first("S354"), Number::first("354"));
        assert_eq!(pages("221-8"), pages("221–228"));
        assert_eq!(pages("e214").0, Number::first("E214"));
        assert_eq!(pages("1001-13"), (Some(Number(1001)), Some(Number(1013))));
    }

    #[test]
    fn near_numbers_differ_by_a_digit() {
        let near = |a, b| {
            let (a, b) = (Number(a), Number(b));
            assert_eq!(a.is_near(b), b.is_near(a));
            a.is_near(b)
        };
        assert!(near(62, 362) && near(893, 898) && near(183, 193) && near(1093, 2093));
        assert!(!near(51, 52) && !near(62, 77) && !near(1, 2) && !near(154, 1001));
    }
}
