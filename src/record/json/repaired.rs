//! JSON as programs write it that don't keep to it: what no reader of JSON takes, put right in its place.

use std::borrow::Cow;

/// The text with, in as many bytes, what JSON wants: nothing for `NaN` and `Infinity`, blanks for control characters, for commas
/// behind the last element or between records, for marks between records, and for what escapes nothing; a whole character for half
/// of one. Linear; borrowed where nothing is wrong.
pub(in crate::record) fn repaired(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut changes: Vec<(usize, usize, &str)> = Vec::new();
    let (mut quoted, mut depth, mut at) = (false, 0_usize, 0);
    // A comma behind which no element came yet.
    let mut comma = None;
    while let Some(&byte) = bytes.get(at) {
        let mut length = 1;
        match byte {
            b'"' => (quoted, comma) = (!quoted, None),
            b'\\' if quoted => (length, comma) = (escape(text, at, &mut changes), None),
            0..=0x1f if quoted => changes.push((at, 1, "")),
            _ if quoted => {}
            b' ' | b'\n' | b'\r' | b'\t' => {}
            0x1e => changes.push((at, 1, "")),
            0xef if text[at..].starts_with('\u{feff}') => {
                length = '\u{feff}'.len_utf8();
                changes.push((at, length, ""));
            }
            b'{' | b'[' => (depth, comma) = (depth + 1, None),
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                changes.extend(comma.take().map(|at| (at, 1, "")));
            }
            b',' if depth == 0 => changes.push((at, 1, "")),
            b',' => comma = Some(at),
            _ => {
                comma = None;
                if let Some(word) = WORDS.iter().find(|word| text[at..].starts_with(**word)) {
                    length = word.len();
                    changes.push((at, length, "\"\""));
                } else {
                    length = text[at..].chars().next().map_or(1, char::len_utf8);
                }
            }
        }
        at += length;
    }
    if changes.is_empty() {
        return text.into();
    }
    changes.sort_unstable();
    let mut whole = String::with_capacity(text.len());
    let mut from = 0;
    for (at, length, meant) in changes {
        whole.push_str(&text[from..at]);
        whole.push_str(meant);
        whole.extend(std::iter::repeat_n(' ', length - meant.len()));
        from = at + length;
    }
    whole.push_str(&text[from..]);
    whole.into()
}

/// What programs write for numbers that are none.
const WORDS: [&str; 4] = ["-Infinity", "Infinity", "NaN", "nan"];

/// How long the escape is that begins here, which may be none or half a character.
fn escape(text: &str, at: usize, changes: &mut Vec<(usize, usize, &str)>) -> usize {
    let unit = |at: usize| text.get(at..at + 6)?.strip_prefix("\\u").and_then(|hex| u32::from_str_radix(hex, 16).ok());
    match text.as_bytes().get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
        Some(b'u') => match (unit(at), unit(at + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                changes.push((at, 6, "\\ufffd"));
                6
            }
            (Some(_), _) => 6,
            (None, _) => {
                changes.push((at, 1, ""));
                1
            }
        },
        _ => {
            changes.push((at, 1, ""));
            1
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_json_has() {
        let cases = [
            (r#"{"a": NaN, "b": [-Infinity, Infinity]}"#, r#"{"a": "" , "b": [""       , ""      ]}"#),
            (r#"{"a": [1, 2, ], "b": "x, ]",}"#, r#"{"a": [1, 2  ], "b": "x, ]" }"#),
            ("{\"a\": \"x\ty\nz\"}", "{\"a\": \"x y z\"}"),
            ("{\"a\": 1},\n{\"a\": 2},\n", "{\"a\": 1} \n{\"a\": 2} \n"),
            ("\u{1e}{\"a\": 1}\n\u{feff}{\"a\": 2}", " {\"a\": 1}\n   {\"a\": 2}"),
            (r#"{"a": "\x \ud83d \ud83d\ude00 \\ \"}"}"#, r#"{"a": " x \ufffd \ud83d\ude00 \\ \"}"}"#),
        ];
        for (written, want) in cases {
            assert_eq!(repaired(written), want);
            assert_eq!(repaired(want), want);
        }
        assert_eq!(repaired("{\"a\": \"\\"), "{\"a\": \" ");
    }
}
