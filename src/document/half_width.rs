//! Full-width marks, as Chinese, Japanese and Korean papers print them, in their narrow form.
//!
//! What is found in the narrow text stands in the same place of the printed one: a mark gives way to its narrow form and as many
//! spaces as it has further bytes.

use std::borrow::Cow;

/// `text` with narrow brackets, commas, stops and digits for wide ones, byte for byte as long. Linear.
pub(crate) fn half_width(text: &str) -> Cow<'_, str> {
    let Some(first) = text.char_indices().find(|(at, c)| narrow(&text[..*at], *c).is_some()).map(|(at, _)| at) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    // Digits stay together: their spaces come behind the last.
    let mut owed = 0;
    for (at, c) in text[first..].char_indices() {
        let found = narrow(&text[..first + at], c);
        let is_digit = found.is_some_and(|n| n.is_ascii_digit());
        if !is_digit {
            out.extend(std::iter::repeat_n(' ', std::mem::take(&mut owed)));
        }
        out.push(found.unwrap_or(c));
        let less = found.map_or(0, |n| c.len_utf8() - n.len_utf8());
        if is_digit {
            owed += less;
        } else {
            out.extend(std::iter::repeat_n(' ', less));
        }
    }
    out.extend(std::iter::repeat_n(' ', owed));
    Cow::Owned(out)
}

/// The narrow form of a mark or digit that stands behind `before`, if it is a wide one.
fn narrow(before: &str, c: char) -> Option<char> {
    Some(match c {
        '（' => '(',
        '）' => ')',
        '［' | '〔' | '【' => '[',
        '］' | '〕' | '】' => ']',
        '，' | '、' => ',',
        '；' => ';',
        '：' => ':',
        '．' | '。' => '.',
        '／' => '/',
        '－' | '～' | '〜' => '-',
        '＆' | '・' => '&',
        // In Catalan it stands inside words.
        '·' if before.ends_with(is_wide) => '&',
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10)?,
        _ => return None,
    })
}

/// Whether a character is a Chinese, Japanese or Korean letter: words of these may stand together without spaces, and names are
/// no longer than four or five of them.
pub(crate) fn is_wide(c: char) -> bool {
    let letter = matches!(c, '々' | '〆' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
    letter && c != '・' || ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_narrow_and_stand_in_their_place() {
        let cases = [
            ("伊藤（１９８３）は", "伊藤(  1983        )  は"),
            ("［1，2］", "[  1,  2]  "),
            ("서지훈·조민수", "서지훈& 조민수"),
            ("col·lecció (1983)", "col·lecció (1983)"),
        ];
        for (text, want) in cases {
            let found = half_width(text);
            assert_eq!((found.as_ref(), found.len()), (want, text.len()));
        }
    }
}
