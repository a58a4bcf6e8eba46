//! Lines with markup → clean text.

use super::clean_text::CleanText;
use super::hyphen::{Inside, Vocabulary};
use super::markup::{Inline, inline, is_figure};
use crate::Span;

/// Cleans the `pieces` of `text` (lines, in order) into one running text.
///
/// Linear in the bytes of the pieces.
pub(crate) fn clean(text: &str, pieces: &[Span], vocabulary: &Vocabulary) -> CleanText {
    let mut out = CleanText::default();
    let mut open: Option<usize> = None;
    let mut raised: Option<usize> = None;
    for (n, &piece) in pieces.iter().enumerate() {
        if n > 0 {
            join_line(&mut out, piece.of(text), piece.start, vocabulary);
        }
        let mut rest = piece.of(text);
        while !rest.is_empty() {
            let at = piece.end - rest.len();
            let Ok((after, found)) = inline(rest) else { break };
            let taken = &rest[..rest.len() - after.len()];
            match found {
                Inline::Emphasis(mark) => emphasis(&mut out, &mut open, mark, after, at),
                // The end of a link ends what its number began.
                Inline::Nothing | Inline::Lower => {
                    if let Some(start) = raised.take_if(|_| found == Inline::Lower || taken.starts_with("](")) {
                        lower(&mut out, start);
                    }
                }
                Inline::Raise => raised = raised.or(Some(out.text.len())),
                Inline::Stay(chars) => out.push(chars, at + taken.rfind(chars).unwrap_or(0)),
                Inline::Char(' ') | Inline::Space => out.push_space(at),
                Inline::Char(c) => out.push(c.encode_utf8(&mut [0; 4]), at),
                // All of them stand where their code does.
                Inline::Letters(letters) => {
                    for (n, _) in letters.char_indices() {
                        out.push(&letters[n..=n], at);
                    }
                }
                Inline::Figures(inside) => figures(&mut out, inside, at + taken.find(inside).unwrap_or(0)),
                Inline::Text => out.push(taken, at),
            }
            rest = after;
        }
    }
    close(&mut out, &mut open);
    while out.text.ends_with(' ') {
        out.pop_last();
    }
    let len = out.text.len();
    out.breaks.retain(|b| *b < len);
    for spans in [&mut out.emphasis, &mut out.raised] {
        spans.retain_mut(|s| {
            s.end = s.end.min(len);
            s.start < s.end
        });
    }
    out
}

/// Cleans the `pieces` of running text. A number alone on its line, in the middle of a sentence, was raised: so browsers copy
/// `<sup>`. Linear.
pub(crate) fn clean_running(text: &str, pieces: &[Span], vocabulary: &Vocabulary) -> CleanText {
    let mut out = clean(text, pieces, vocabulary);
    let line = |n: usize| pieces[n].of(text).trim();
    let is_number = |line: &str| (1..=3).contains(&line.len()) && line.bytes().all(|b| b.is_ascii_digit());
    let lone = (1..pieces.len().saturating_sub(1)).filter(|&n| {
        // In brackets it is printed on the line, and so is what a comma or dash parts from a number before.
        let (before, after) = (line(n - 1), line(n + 1));
        let free = before.chars().count() > 1 && !before.ends_with(['[', '(', '-', '–']);
        is_number(line(n)) && free && after.starts_with(|c: char| c.is_lowercase() || ",.;:)–-".contains(c))
    });
    let spans = lone.filter_map(|n| out.breaks.get(n - 1).map(|&start| Span::new(start, start + line(n).len())));
    let spans: Vec<Span> =
        spans.filter(|s| s.end <= out.text.len() && !out.raised.iter().any(|r| r.overlaps(*s))).collect();
    out.raised.extend(spans);
    out.raised.sort_unstable();
    out
}

/// Takes the numbers of a formula as they are printed: `{}^{1 2}` is a raised 12. `at` is where it stands in the source.
fn figures(out: &mut CleanText, inside: &str, at: usize) {
    let mut raised = None;
    for (i, c) in inside.char_indices() {
        if c == '^' {
            raised = raised.or(Some(out.text.len()));
        } else if is_figure(c) {
            out.push(&inside[i..i + c.len_utf8()], at + i);
        }
    }
    if let Some(start) = raised {
        lower(out, start);
    }
}

/// What stands after `start` was raised.
fn lower(out: &mut CleanText, start: usize) {
    let span = Span::new(start.min(out.text.len()), out.text.len()).trimmed(&out.text, |_| false);
    if !span.is_empty() {
        out.raised.push(span);
    }
}

/// Emphasis starts before a character that isn't white space and ends after one; a mark that does neither is text.
fn emphasis(out: &mut CleanText, open: &mut Option<usize>, mark: &str, after: &str, at: usize) {
    let after_text = after.chars().next().is_some_and(|c| !c.is_whitespace());
    let before = out.text.chars().next_back();
    let inside_word = before.is_some_and(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
    let is_text = match (mark, open.is_some()) {
        ("_", _) if inside_word => true,
        ("_", false) => before.is_some_and(char::is_alphanumeric) || !after.contains('_'),
        ("</i>" | "</em>" | "</I>" | "</EM>", is_open) => {
            if is_open {
                close(out, open);
            }
            return;
        }
        (_, false) => !after_text && before.is_none_or(char::is_whitespace),
        (_, true) => false,
    };
    if is_text {
        out.push(mark, at);
    } else if open.is_some() {
        close(out, open);
    } else {
        *open = Some(out.text.len());
    }
}

fn close(out: &mut CleanText, open: &mut Option<usize>) {
    if let Some(start) = open.take() {
        let span = Span::new(start.min(out.text.len()), out.text.len()).trimmed(&out.text, |_| false);
        if !span.is_empty() {
            out.emphasis.push(span);
        }
    }
}

/// Joins a line to the text before it: with a space, or with nothing when a hyphen broke a word.
fn join_line(out: &mut CleanText, next: &str, at: usize, vocabulary: &Vocabulary) {
    let next = next.trim_start();
    if let Some(before) = out.text.strip_suffix(['-', '\u{ad}']) {
        // A word that is longer than a chunk is none; nor grows a line end's cost with what was joined before.
        let left = last_chunk(before).rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let right = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let inside = if super::url::is_url_like(last_chunk(before)) { Inside::Url } else { Inside::Words };
        let soft = out.text.ends_with('\u{ad}');
        if !left.is_empty() && (soft || !vocabulary.keeps_hyphen(left, right, inside)) {
            out.pop_last();
        }
        out.breaks.push(out.text.len());
        return;
    }
    out.push_space(at.saturating_sub(1));
    out.breaks.push(out.text.len());
}

/// What stands after the last space, as far as it matters: its last bytes.
fn last_chunk(text: &str) -> &str {
    const ENOUGH: usize = 128;
    let mut from = text.len().saturating_sub(ENOUGH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text[from..].rsplit(char::is_whitespace).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> CleanText {
        let pieces: Vec<Span> = crate::document::lines::lines(text).iter().map(|l| l.span).collect();
        clean(text, &pieces, &Vocabulary::of(text))
    }

    #[test]
    fn markup() {
        let cases = [
            ("escaped underscore", r"a\_b", "a_b"),
            ("escaped twice", r"a\\_b", "a_b"),
            ("entity", "Smith &amp; Doe", "Smith & Doe"),
            ("autolink", "see <https://x.org/a_b>.", "see https://x.org/a_b."),
            ("link", "at [x.org](https://x.org/(a))!", "at x.org!"),
            ("link with escaped bracket", r"[d(V\).8](https://x.org/d\(V\).8)", "d(V).8"),
            ("html", "<sup>1</sup>Ann <b>Lee</b>", "1Ann Lee"),
            ("less-than", "p < 0.05 and a<b", "p < 0.05 and a<b"),
            ("lone star", "Ann Lee *", "Ann Lee *"),
            ("underscore in a word", "https://x.org/a_b_c", "https://x.org/a_b_c"),
            ("entities of letters", "M&uuml;ller &amp; &Eacute;tienne &scaron;", "Müller & Étienne š"),
            ("entities by number", "pp. 3&#8211;4&#x2013;5&#160;6", "pp. 3–4–5 6"),
            ("no entity", "R&D; A&B &unknown; &#0;", "R&D; A&B &unknown; &#0;"),
            ("comment", "a <!-- image --> b <!- c", "a b <!- c"),
            ("picture", "a ![alt text](images/1.png) b! [c]", "a b! [c]"),
            ("picture left out", "a **==> picture [9 x 9] intentionally omitted <==** b ==> c", "a b ==> c"),
            ("anchor", "<span id=\"page-3-0\"></span>[1] A. Lee", "[1] A. Lee"),
            ("square brackets", "[sic] a [b](#) c", "[sic] a b c"),
            ("brackets in a link", r"as in [\[1\]](#page-3-0) and [[2]](#b)", "as in [1] and [2]"),
            (
                "numbers as a formula",
                r"lakes $^ { 1 2 , 1 3 }$ and $[ 1 4 ]$ or \({}^{2}\)",
                "lakes 12,13 and [14] or 2",
            ),
            ("attributes", r"[\[1\] ]{.csl-left-margin}[A. Lee]{.csl-right-inline} {#a}", "[1] A. Lee"),
            ("no tag", "p<b and c>d", "p<b and c>d"),
            ("a row for an author", "____. On Moss and ____, Of Ponds", "____. On Moss and ____, Of Ponds"),
        ];
        for (name, source, want) in cases {
            assert_eq!(cleaned(source).as_str(), want, "{name}");
        }
    }

    #[test]
    fn emphasis_is_known() {
        let found = cleaned("T. *Journal of Tests*, *12*(3), <i>x y</i>. _z_");
        let spans: Vec<&str> = found.emphasis().iter().map(|e| e.of(found.as_str())).collect();
        assert_eq!(found.as_str(), "T. Journal of Tests, 12(3), x y. z");
        assert_eq!(spans, ["Journal of Tests", "12", "x y", "z"]);
    }

    #[test]
    fn what_is_raised_is_known() {
        let raised = |source: &str| -> Vec<String> {
            let pieces: Vec<Span> = crate::document::lines::lines(source).iter().map(|l| l.span).collect();
            let found = clean_running(source, &pieces, &Vocabulary::of(source));
            found.raised().iter().map(|r| r.of(found.as_str()).to_owned()).collect()
        };
        assert_eq!(raised("lakes $^{1,2}$ and ${}^{3-5}$."), ["1,2", "3-5"]);
        assert_eq!(raised("as Roe\n12\nsays, and others\n3\n,\n4\n. So"), ["12", "3"]);
        assert_eq!(raised("lakes [\n1\n,\n2\n] are"), [""; 0]);
    }

    #[test]
    fn line_ends() {
        let cases = [
            ("plain", "one\ntwo", "one two"),
            ("soft hyphen, joined word seen", "Pakistan. Paki-\nstan", "Pakistan. Pakistan"),
            ("soft hyphen, nothing seen", "exam-\nple", "example"),
            ("real hyphen, both words seen", "cross border. cross-\nborder", "cross border. cross-border"),
            ("real hyphen before a capital", "US-\nTaliban", "US-Taliban"),
            ("range of pages", "12-\n34", "12-34"),
        ];
        for (name, source, want) in cases {
            assert_eq!(cleaned(source).as_str(), want, "{name}");
        }
    }

    #[test]
    fn every_byte_leads_back() {
        let source = "A *b c*\n[d](#) e-\nf";
        let found = cleaned(source);
        for (i, c) in found.as_str().char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            assert!(source[found.source_offset(i)..].starts_with(c), "{c} at {i}");
        }
        let whole = found.source(Span::new(0, found.as_str().len()));
        assert_eq!(whole.of(source), source);
    }
}
