//! Figures that a scanner read as letters: "20l7", "l98O", "[l2, 1I]".

use std::borrow::Cow;

/// What was read instead of a figure, as that.
fn figure(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte),
        b'l' | b'I' => Some(b'1'),
        b'O' => Some(b'0'),
        _ => None,
    }
}

/// The text with figures in years and in square brackets that were read as letters, byte for byte as long. Linear.
pub(super) fn mended(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || !b.is_ascii();
    let mut mended: Vec<(usize, u8)> = Vec::new();
    let mut at = 0;
    let mut bracketed = false;
    while at < bytes.len() {
        if !is_word(&bytes[at]) {
            bracketed = match bytes[at] {
                b'[' => true,
                b',' | b' ' | b'-' => bracketed,
                _ => false,
            };
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().take_while(|b| is_word(b)).count();
        let word = &bytes[at..at + length];
        let figures: Option<Vec<u8>> = word.iter().map(|b| figure(*b)).collect();
        let digits = word.iter().filter(|b| b.is_ascii_digit()).count();
        let misread = digits > 0 && digits < length;
        // What stands behind a word names no entry by number.
        bracketed &= figures.is_some();
        let closes = || {
            let rest = &bytes[at + length..];
            rest.starts_with("–".as_bytes()) || matches!(rest.first(), Some(b']' | b',' | b'-'))
        };
        // "[O2]" is oxygen, "[I2]" iodine.
        let element = matches!(word[0], b'O' | b'I');
        if let Some(figures) = figures.filter(|_| misread) {
            let year = length == 4 && digits >= 2 && matches!(figures[..2], [b'1', b'6'..=b'9'] | [b'2', b'0']);
            if year || bracketed && !element && length <= 3 && closes() {
                mended.extend((at..).zip(figures));
            }
        }
        at += length;
    }
    if mended.is_empty() {
        return text;
    }
    let mut bytes = text.into_owned().into_bytes();
    mended.into_iter().for_each(|(at, figure)| bytes[at] = figure);
    // ASCII took the place of ASCII.
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_were_read_as_letters() {
        let cases = [
            ("(Roe 20l7; Lind l98O)", "(Roe 2017; Lind 1980)"),
            ("lakes [l2, 1I] and [1O]", "lakes [12, 11] and [10]"),
            ("oxygen [O2], iodine [I2] and “[1l” or", "oxygen [O2], iodine [I2] and “[1l” or"),
            ("Ill, l1, IO00 and [Roe, l1]", "Ill, l1, IO00 and [Roe, l1]"),
            ("école 1l98 [l", "école 1l98 [l"),
        ];
        for (text, want) in cases {
            assert_eq!(mended(text.into()), want, "{text}");
        }
    }
}
