//! Quotation marks and brackets that open or close without their fellow.

use crate::Span;

/// The first quotation mark without its fellow.
pub(super) fn quotation(text: &str) -> Option<Span> {
    let mut open: Option<Span> = None;
    let mut straight: Option<Span> = None;
    // A closing single mark after a word's end, with none that opens: "are gathering':".
    let mut single: Option<Span> = None;
    let mut opens_single = false;
    // The bytes that a mark begins with, and some others.
    let marks = places(text.as_bytes(), |byte| matches!(byte, b'"' | b'\'' | 0xc2 | 0xe2));
    for (i, c) in marks.filter_map(|i| Some((i, text[i..].chars().next()?))) {
        let mark = Span::new(i, i + c.len_utf8());
        let before = text[..i].chars().next_back();
        let after_word = before.is_some_and(char::is_alphanumeric);
        match c {
            '„' => open = Some(mark),
            // These open in some languages and close in others.
            '“' | '«' | '»' if open.take().is_none() => {
                if c == '»' && after_word {
                    return Some(mark);
                }
                open = Some(mark);
            }
            '”' if open.take().is_none() => return Some(mark),
            '"' => straight = if straight.is_some() { None } else { Some(mark) },
            '\'' | '’'
                if after_word
                    && before != Some('s')
                    && !opens_single
                    && text[mark.end..].starts_with([':', ',', '.']) =>
            {
                single = single.or(Some(mark));
            }
            _ => {}
        }
        opens_single |= c == '‘' || (c == '\'' && !after_word);
    }
    open.or(straight).or(single)
}

/// The first bracket that closes and didn't open, or else the outermost that doesn't close.
pub(super) fn bracket(text: &str) -> Option<Span> {
    let bytes = text.as_bytes();
    let (mut outermost, mut depth) = (0, 0_usize);
    for at in places(bytes, |byte| matches!(byte, b'(' | b')' | b'[' | b']')) {
        match bytes[at] {
            b'(' | b'[' => {
                outermost = if depth == 0 { at } else { outermost };
                depth += 1;
            }
            _ if depth == 0 => return Some(Span::new(at, at + 1)),
            _ => depth -= 1,
        }
    }
    (depth > 0).then(|| Span::new(outermost, outermost + 1))
}

/// Where the bytes are that `is` holds of. They are rare, so that sixteen bytes at a time are asked whether one is among
/// them, which takes a processor little longer than to ask one.
fn places(bytes: &[u8], is: impl Fn(u8) -> bool + Copy) -> impl Iterator<Item = usize> {
    const WIDTH: usize = 16;
    let any = move |chunk: &[u8]| chunk.iter().fold(false, |any, &byte| any | is(byte));
    let inside = move |chunk: &[u8], from: usize| (from..from + chunk.len()).filter(move |&at| is(bytes[at]));
    bytes
        .chunks(WIDTH)
        .zip((0..).step_by(WIDTH))
        .filter(move |(chunk, _)| any(chunk))
        .flat_map(move |(chunk, from)| inside(chunk, from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_of_many_languages() {
        for closed in ["„A b“, in: C", "»A b«, in: C", "«A b», in C", "“A b,” C", "A “b” c “d”", "\"A\" b", "A's b"]
        {
            assert_eq!(quotation(closed), None, "{closed}");
        }
        for (text, mark) in [("“A b, C", "“"), ("A b”, C", "”"), ("„A b, C", "„"), ("A b», C", "»"), ("\"A b, C", "\"")]
        {
            assert_eq!(quotation(text).map(|s| s.of(text)), Some(mark), "{text}");
        }
    }

    #[test]
    fn brackets() {
        let cases = [
            ("A (b) [c]", None),
            ("A (b (c), d", Some(2)),
            ("A (b) (c [d], e", Some(6)),
            ("A (b)), and, far behind it, (c", Some(5)),
            ("Of lakes and their shores, and of (all", Some(34)),
        ];
        for (text, at) in cases {
            assert_eq!(bracket(text), at.map(|at| Span::new(at, at + 1)), "{text}");
        }
    }
}
