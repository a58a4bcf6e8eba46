//! Lines in scripts that run from right to left, as a page shows them → as they are read.

/// A line as its glyphs stand from left to right, in the order in which it is read: that of Hebrew and Arabic letters is turned, and
/// within it that of numbers and of other letters is turned back. Brackets are the characters that were written, whichever way a
/// page shows them. Linear.
pub(super) fn in_reading_order(shown: String) -> String {
    if !runs_left(&shown) {
        return shown;
    }
    let turned: Vec<char> = shown.chars().rev().collect();
    let mut out = String::with_capacity(shown.len());
    let mut at = 0;
    while at < turned.len() {
        // "Lake Moss (2010)", turned: what would close a bracket opens one here, so that words of another script end with it.
        let apart = at == 0 || turned[at - 1] == ' ';
        let closed = apart && matches!(turned[at], ')' | ']') && turned.get(at + 1).is_some_and(|c| is_rightward(*c));
        let from = at + usize::from(closed);
        let end = from + rightward_run(&turned[from..], closed);
        if end > at {
            out.extend(turned[at..end].iter().rev());
            at = end;
        } else {
            out.push(turned[at]);
            at += 1;
        }
    }
    out
}

/// Whether most letters of a line run from right to left.
pub(super) fn runs_left(shown: &str) -> bool {
    let leftward = shown.chars().filter(|c| is_leftward(*c)).count();
    leftward * 2 > shown.chars().filter(|c| c.is_alphabetic()).count()
}

fn is_rightward(c: char) -> bool {
    c.is_alphanumeric() && !is_leftward(c)
}

/// How many characters at the start run from left to right: a number with its decimals, or, which may be known beforehand, words of
/// other scripts.
fn rightward_run(text: &[char], mut words: bool) -> usize {
    let mut end = 0;
    let mut at = 0;
    while let Some(&c) = text.get(at) {
        if is_rightward(c) {
            words |= c.is_alphabetic();
            end = at + 1;
        } else if end == 0 || is_leftward(c) || !words && !matches!(c, '.' | ',' | ':' | '/') || !words && at > end {
            break;
        }
        at += 1;
    }
    end
}

/// Whether a letter is Hebrew, Arabic or of a script beside them that runs to the left.
fn is_leftward(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5f4}' | '\u{620}'..='\u{64a}' | '\u{66e}'..='\u{6d3}' | '\u{6fa}'..='\u{8ff}')
        || matches!(c, '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_run_to_the_left() {
        let cases = [
            ("Lakes (2001), pp. 3–4.", "Lakes (2001), pp. 3–4."),
            (".102–93 ,)8(39 ,תומגמ", "מגמות, 39(8), 93–102."),
            (".)2018 ,ןהכ ;2001 ,ןהכ(", "(כהן, 2001; כהן, 2018)."),
            // Most letters run to the right.
            ("Lake Moss [3] לע", "Lake Moss [3] לע"),
            (".Lake Moss (2010) לע ]3[ םגו ןהכ ואר", "ראו כהן וגם [3] על Lake Moss (2010)."),
            ("3.14 אוה", "הוא 3.14"),
        ];
        for (shown, read) in cases {
            assert_eq!(in_reading_order(shown.to_owned()), read);
        }
    }
}
