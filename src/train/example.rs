//! A labelled reference, and the one rule by which the text between two fields is given to one of them.

use crate::Span;
use crate::reference::chooser::training::{Tag, begin, inside};
use crate::reference::label::Label;
use crate::token::{Token, TokenKind, lex};

/// A reference of which every character is labelled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// The reference as printed.
    pub text: String,
    /// Its segments, in order; a token belongs to the segment that its first byte is in.
    pub segments: Vec<(Label, Span)>,
    /// Emphasised runs, in order and apart, if the markup is known.
    pub emphasis: Vec<Span>,
}

/// A piece of a reference: a field's characters, or characters between two fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is; `None` for characters between fields.
    pub label: Option<Label>,
    /// Its characters.
    pub text: String,
    /// Whether it is printed emphasised.
    pub emphasised: bool,
}

impl Piece {
    /// A field.
    #[must_use]
    pub fn field(label: Label, text: impl Into<String>) -> Self {
        Self { label: Some(label), text: text.into(), emphasised: false }
    }

    /// What stands between fields.
    #[must_use]
    pub fn between(text: impl Into<String>) -> Self {
        Self { label: None, text: text.into(), emphasised: false }
    }
}

impl Example {
    /// Joins pieces. What stands between two fields is shared out: closing marks and words that end a field ("eds.",
    /// "et al.") go to the field before; from the first opening bracket, opening quote, word or number on, to the field
    /// after. White space is brought down to single blanks. Two neighbouring fields of one label stay two.
    #[must_use]
    pub fn from_pieces(pieces: &[Piece]) -> Self {
        let mut text = String::new();
        let mut fields: Vec<(Option<Label>, Span)> = Vec::new();
        let mut emphasis = Vec::new();
        for piece in pieces {
            let start = text.len();
            for c in piece.text.chars() {
                let blank = c.is_whitespace() || c.is_control();
                if !blank {
                    text.push(c);
                } else if !text.ends_with(' ') && !text.is_empty() {
                    text.push(' ');
                }
            }
            let span = Span::new(start.min(text.len()), text.len());
            if span.is_empty() {
                continue;
            }
            match fields.last_mut() {
                // What stands between two fields is shared out as a whole.
                Some((None, last)) if piece.label.is_none() => last.end = span.end,
                _ => fields.push((piece.label, span)),
            }
            if piece.emphasised {
                emphasis.push(span.trimmed(&text, |_| false));
            }
        }
        let tokens = lex(&text);
        let mut segments: Vec<(Label, Span)> = Vec::new();
        let mut pending: Option<usize> = None;
        for (i, (label, span)) in fields.iter().enumerate() {
            let Some(label) = *label else {
                let next = fields.get(i + 1).and_then(|f| f.0);
                let cut = match (segments.last(), next) {
                    (None, _) => span.start,
                    (Some(_), None) => span.end,
                    (Some((last, field)), Some(_)) => cut(&text, &tokens, *span, *last, field.start),
                };
                if let Some(last) = segments.last_mut() {
                    last.1.end = cut;
                }
                pending = Some(cut);
                continue;
            };
            let start = pending.take().unwrap_or(span.start);
            segments.push((label, Span::new(start, span.end)));
        }
        Self { text, segments, emphasis }
    }

    /// The tags of the tokens.
    pub(crate) fn tags(&self, tokens: &[Token]) -> Vec<Tag> {
        let mut tags = Vec::with_capacity(tokens.len());
        let mut segments = self.segments.iter().peekable();
        let mut now: Option<(Label, bool)> = None;
        for token in tokens {
            while let Some((label, _)) = segments.next_if(|(_, span)| span.start <= token.span.start) {
                now = Some((*label, true));
            }
            tags.push(match &mut now {
                Some((label, fresh)) if *fresh => {
                    *fresh = false;
                    begin(*label)
                }
                Some((label, _)) => inside(*label),
                None => {
                    now = segments.peek().map_or(Some((Label::Note, false)), |(label, _)| Some((*label, false)));
                    now.map_or(begin(Label::Note), |(label, _)| begin(label))
                }
            });
        }
        tags
    }

    /// The characters of the first segment with this label.
    #[must_use]
    pub fn first(&self, label: Label) -> Option<&str> {
        self.segments.iter().find(|(l, _)| *l == label).map(|(_, span)| span.of(&self.text))
    }

    /// Whether a segment has this label.
    #[must_use]
    pub fn has(&self, label: Label) -> bool {
        self.segments.iter().any(|(l, _)| *l == label)
    }
}

/// Where the text `between` is cut: what is before goes to the field before, which is a `last` and starts at `start`.
fn cut(text: &str, tokens: &[Token], between: Span, last: Label, start: usize) -> usize {
    let from = tokens.partition_point(|t| t.span.start < between.start);
    let to = tokens.partition_point(|t| t.span.start < between.end);
    let mut k = from;
    while k < to {
        let token = tokens[k];
        let word = token.text(text);
        let trailing = match token.kind {
            TokenKind::Word => match word.to_lowercase().as_str() {
                "et" | "al" | "others" if people(last) => true,
                "a" if people(last) => tokens.get(k + 1).is_some_and(|t| matches!(t.text(text), "cura" | ".")),
                word if people(last) && editors_word(word) => true,
                "ed" | "eds" | "hrsg" | "hg" | "editor" | "editors" => last == Label::Date,
                "and" | "und" | "u" if people(last) => tokens.get(k + 1).is_some_and(|t| {
                    matches!(t.text(text).to_lowercase().as_str(), "others" | "andere" | "a" | "al" | ".")
                }),
                // "58巻", "2015年": what is counted, glued to its number.
                word if !token.spaced && word.starts_with(['巻', '卷', '号', '期', '年', '页', '頁']) => true,
                word => counts(word, last) && tokens[from..k].iter().all(|t| t.is(text, ".")),
            },
            TokenKind::Number => false,
            TokenKind::Mark => {
                let next = tokens.get(k + 1);
                let glued_next = next.is_some_and(|t| !t.spaced);
                match word {
                    // An editors' mark in brackets belongs to the names before it.
                    "(" | "[" => {
                        (people(last) || last == Label::Date) && next.is_some_and(|t| editors_word(t.text(text)))
                    }
                    "„" | "‘" | "‹" | "<" | "{" => !token.spaced && k > from && !glued_next,
                    // Of full width.
                    "（" | "［" | "【" | "「" | "『" | "《" | "〈" => false,
                    // These open in some languages and close in others.
                    "“" | "»" | "«" | "”" => !opens(text, token, next),
                    "\"" | "'" | "`"
                        if token.spaced && !next.is_some_and(|t| !t.spaced && t.kind != TokenKind::Mark) =>
                    {
                        is_quoted(&text[start..token.span.start], word)
                    }
                    "\"" | "'" | "`" => !(glued_next && token.spaced),
                    _ => true,
                }
            }
        };
        if !trailing {
            return token.span.start;
        }
        k += 1;
    }
    between.end
}

/// Whether a field that starts like this is inside a quotation, by the mark that opened it: marks with blanks on both
/// sides don't show which way they look.
fn is_quoted(field: &str, mark: &str) -> bool {
    let count = field.matches(mark).count();
    field.starts_with(mark) && count <= if field[mark.len()..].trim_start().starts_with(mark) { 3 } else { 1 }
}

/// Whether a word that comes after a number tells what is counted: "33. Jg.", "2 vols.", "12 f.", "234 p.".
fn counts(word: &str, last: Label) -> bool {
    match last {
        Label::Page => {
            matches!(word, "f" | "ff" | "sq" | "sqq" | "p" | "pp" | "pages" | "s" | "seiten" | "с" | "pagine")
        }
        Label::Volume => matches!(
            word,
            "jg" | "jahrg"
                | "jahrgang"
                | "band"
                | "vol"
                | "vols"
                | "voll"
                | "volumes"
                | "bde"
                | "bände"
                | "tomes"
                | "tomi"
                | "tt"
        ),
        _ => false,
    }
}

fn people(label: Label) -> bool {
    matches!(label, Label::Editor | Label::Author | Label::Translator)
}

/// Whether a word after names says what they did: "eds.", "(Hrsg.)", "(a cura di)".
fn editors_word(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "ed" | "eds"
            | "editor"
            | "editors"
            | "hrsg"
            | "hg"
            | "hgg"
            | "hsg"
            | "dir"
            | "éd"
            | "éds"
            | "coord"
            | "coords"
            | "org"
            | "orgs"
            | "comp"
            | "red"
            | "cura"
            | "di"
            | "a"
            | "sous"
            | "la"
            | "de"
            | "trans"
            | "translator"
            | "ред"
    )
}

/// Whether a quotation mark of any kind opens: nothing but space before it, a word right after it.
fn opens(text: &str, mark: Token, next: Option<&Token>) -> bool {
    let word = next.is_some_and(|t| t.kind != TokenKind::Mark || t.text(text) == "(");
    match next {
        Some(next) if mark.spaced && !next.spaced => word,
        Some(next) if mark.spaced && next.spaced => mark.is(text, "«"),
        Some(next) => !next.spaced && word && !mark.is(text, "”"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labelled(pieces: &[Piece]) -> Vec<(Label, String)> {
        let example = Example::from_pieces(pieces);
        example.segments.iter().map(|(l, s)| (*l, s.of(&example.text).to_owned())).collect()
    }

    #[test]
    fn what_stands_between_is_shared_out() {
        let pieces = [
            Piece::field(Label::Author, "A. Bee"),
            Piece::between(" et al. ("),
            Piece::field(Label::Date, "1999"),
            Piece::between("), “"),
            Piece::field(Label::Title, "Of  things"),
            Piece::between(".” In: "),
            Piece::field(Label::Editor, "C. Dee"),
            Piece::between(" (Eds.), "),
            Piece::field(Label::Book, "All"),
            Piece::between(", pp. "),
            Piece::field(Label::Page, "1-2"),
            Piece::between("."),
        ];
        let expected = [
            (Label::Author, "A. Bee et al. "),
            (Label::Date, "(1999), "),
            (Label::Title, "“Of things.” "),
            (Label::Editor, "In: C. Dee (Eds.), "),
            (Label::Book, "All, "),
            (Label::Page, "pp. 1-2."),
        ];
        assert_eq!(labelled(&pieces), expected.map(|(l, t)| (l, t.to_owned())));
    }

    #[test]
    fn closing_quotes_close() {
        for (open, close) in [("„", "“, in: "), ("« ", " », "), ("»", "«. "), ("\"", "\" "), ("“", ",” ")] {
            let pieces = [
                Piece::field(Label::Author, "A. Bee"),
                Piece::between(format!(", {open}")),
                Piece::field(Label::Title, "Of things"),
                Piece::between(close),
                Piece::field(Label::Journal, "Paper"),
            ];
            let found = labelled(&pieces);
            assert!(found[1].1.starts_with(open.trim()), "{found:?}");
            assert!(found[1].1.contains(close.trim_start().chars().next().unwrap_or_default()), "{found:?}");
            assert!(found[2].1.starts_with("in: Paper") || found[2].1 == "Paper", "{found:?}");
        }
    }

    #[test]
    fn what_stands_between_is_shared_out_as_a_whole() {
        let pieces = [
            Piece::field(Label::Title, "Of things"),
            Piece::between(" ("),
            Piece::between("= "),
            Piece::field(Label::Series, "All"),
            Piece::between(", "),
            Piece::field(Label::Volume, "33"),
            Piece::between(". Jg."),
            Piece::between(", H. "),
            Piece::field(Label::Issue, "2"),
        ];
        let found: Vec<String> = labelled(&pieces).into_iter().map(|(_, text)| text).collect();
        assert_eq!(found, ["Of things ", "(= All, ", "33. Jg., ", "H. 2"]);
    }

    #[test]
    fn marks_with_blanks_on_both_sides_open_and_close() {
        for (open, close) in [(", \" ", " \", "), (", ` ` ", ", ` ` ")] {
            let pieces = [
                Piece::field(Label::Author, "A. Bee"),
                Piece::between(open),
                Piece::field(Label::Title, "Of things"),
                Piece::between(close),
                Piece::field(Label::Journal, "Paper"),
            ];
            let found = labelled(&pieces);
            assert_eq!((found[0].1.as_str(), found[2].1.as_str()), ("A. Bee, ", "Paper"), "{found:?}");
        }
    }

    #[test]
    fn editors_keep_their_mark() {
        let pieces = [
            Piece::field(Label::Editor, "A. Bee"),
            Piece::between(" (a cura di), "),
            Piece::field(Label::Book, "Of things"),
        ];
        assert_eq!(labelled(&pieces)[0].1, "A. Bee (a cura di), ");
    }

    #[test]
    fn neighbours_of_one_label_stay_two() {
        let pieces = [Piece::field(Label::Title, "A"), Piece::between(". "), Piece::field(Label::Title, "B")];
        let example = Example::from_pieces(&pieces);
        let tags = example.tags(&lex(&example.text));
        assert_eq!(tags, [begin(Label::Title), inside(Label::Title), begin(Label::Title)]);
    }
}
