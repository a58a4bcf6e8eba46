//! The sources in a note: where each begins and ends among signal words, prose and back-references.
//!
//! Each token of a note is outside of a source, begins one, goes on with one or ends one; a field learned from notes tells
//! which (`citegraph-train notes`; README.md tells how). The words it saw most of are those that notes have in common: words
//! in lower case, abbreviations and the first words of sentences; names and nouns show it their shape alone.

use std::sync::LazyLock;

use super::shown::describe;
use crate::Span;
use crate::crf::{Crf, Features, Steps, best};
use crate::token::{Token, lex};

/// What a token of a note is, as the model numbers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Tag {
    /// Outside of sources.
    Outside,
    /// The first of a source.
    Begins,
    /// One in the middle.
    #[cfg_attr(not(feature = "train"), expect(dead_code, reason = "the model gives it by its number"))]
    Inside,
    /// The last of several.
    Ends,
}

/// How many tags there are.
pub(crate) const TAGS: usize = 4;

/// A source begins before it goes on, and what goes on ends.
pub(crate) const STEPS: Steps<TAGS> = Steps {
    start: [true, true, false, false],
    step: [
        [true, true, false, false],
        // One token alone is a source too.
        [true, true, true, true],
        [false, false, true, true],
        [true, true, false, false],
    ],
};

static MODEL: LazyLock<Crf<TAGS>> =
    LazyLock::new(|| Crf::read(include_bytes!("sources.bin"), STEPS).expect("the crate's own weights, read by a test"));

/// Finds the sources in a note's text, in order and apart. Linear.
pub(crate) fn sources(note: &str) -> Vec<Span> {
    let tokens = lex(note);
    let model = &*MODEL;
    let mut described = Features::default();
    describe(note, &tokens, &mut described);
    let tags = best(&model.scores(&described), model);
    spans(note, &tokens, &tags)
}

/// The sources that these tags mark, with the stop that ends them.
pub(crate) fn spans(note: &str, tokens: &[Token], tags: &[u8]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    for (i, (token, tag)) in tokens.iter().zip(tags).enumerate() {
        if *tag == Tag::Begins as u8 || *tag == Tag::Outside as u8 {
            found.extend(open.take());
        }
        if *tag != Tag::Outside as u8 {
            open = Some(Span::new(open.map_or(token.span.start, |o| o.start), token.span.end));
        }
        // A full stop is its last word's or its sentence's: it stays with the source.
        let may_end = *tag == Tag::Ends as u8 || *tag == Tag::Begins as u8;
        if may_end
            && let (Some(source), Some(stop)) = (&mut open, tokens.get(i + 1))
            && !stop.spaced
            && stop.is(note, ".")
            && tags.get(i + 1) == Some(&(Tag::Outside as u8))
        {
            source.end = stop.span.end;
        }
    }
    found.extend(open);
    found.retain(|s| s.of(note).chars().any(char::is_alphanumeric) && !is_said(note, *s));
    with_whole_addresses(note, found)
}

/// Whether what may be a source is a part of a sentence: "which was founded in Mire, Marsh" has no number and no title in
/// quotation marks, and more words stand before it than "See, for example," has.
fn is_said(note: &str, source: Span) -> bool {
    const LEAD: usize = 3;
    let tells = |c: char| c.is_numeric() || matches!(c, '"' | '“' | '„' | '«' | '»' | '‘' | '/' | '@');
    let before = note[..source.start].rsplit(['.', ';', ':', '(', '[']).next().unwrap_or_default();
    !source.of(note).contains(tells) && before.split_whitespace().take(LEAD + 1).count() > LEAD
}

/// No source ends inside an address, and none begins there.
fn with_whole_addresses(note: &str, sources: Vec<Span>) -> Vec<Span> {
    let mut whole: Vec<Span> = Vec::with_capacity(sources.len());
    for mut source in sources {
        if whole.last().is_some_and(|last| source.start < last.end) {
            continue;
        }
        let chunk = source.of(note).rfind(char::is_whitespace).map_or(source.start, |at| source.start + at);
        if ["://", "www.", "doi.org/"].iter().any(|sign| note[chunk..source.end].contains(sign)) {
            let rest = &note[source.end..];
            let end = source.end + rest.find(char::is_whitespace).unwrap_or(rest.len());
            let bare = note[..end].trim_end_matches([';', ',']);
            let bare =
                if note[chunk..end].contains('(') { bare } else { bare.trim_end_matches(").").trim_end_matches(')') };
            source.end = source.end.max(bare.len());
        }
        whole.push(source);
    }
    whole
}

/// The tags of tokens, sources being given: what a source ends with is its last word, number, bracket or quotation mark.
#[cfg(feature = "train")]
pub(crate) fn tags(note: &str, tokens: &[Token], sources: &[Span]) -> Vec<u8> {
    let mut tags = vec![Tag::Outside as u8; tokens.len()];
    for source in sources {
        let from = tokens.partition_point(|t| t.span.start < source.start);
        let mut to = tokens.partition_point(|t| t.span.start < source.end);
        let opens = |from: usize, to: usize| {
            let count = |mark| tokens[from..to].iter().filter(|t| t.is(note, mark)).count();
            count("(") >= count(")") && count("[") >= count("]")
        };
        while to > from + 1
            && (matches!(tokens[to - 1].text(note), "." | "," | ";" | ":")
                || matches!(tokens[to - 1].text(note), ")" | "]") && !opens(from, to))
        {
            to -= 1;
        }
        if from >= to {
            continue;
        }
        tags[from..to].fill(Tag::Inside as u8);
        if to > from + 1 {
            tags[to - 1] = Tag::Ends as u8;
        }
        tags[from] = Tag::Begins as u8;
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(note: &str) -> Vec<&str> {
        sources(note).into_iter().map(|s| s.of(note)).collect()
    }

    #[test]
    fn sources_among_words() {
        let cases: [(&str, &[&str]); 12] = [
            ("Vgl. Holm 1964, S. 65 ff.", &["Holm 1964, S. 65 ff."]),
            ("See, for example, A. Lund, Of Lakes (1990) 12.", &["A. Lund, Of Lakes (1990) 12."]),
            ("Holm 1964, S. 5; Lund/Berg 1972, S. 6.", &["Holm 1964, S. 5", "Lund/Berg 1972, S. 6."]),
            ("Ibid., p. 14.", &["Ibid., p. 14."]),
            ("Lund, op. cit., n. 12, p. 7.", &["Lund, op. cit., n. 12, p. 7."]),
            ("I thank Ann Lund and Bo Holm for their comments.", &[]),
            ("This has been a question of policy since the reform of the courts.", &[]),
            ("Siehe dazu unten Abschnitt 3.", &[]),
            ("Zum Begriff der Ordnung vgl. Holm 1999, S. 4.", &["Holm 1999, S. 4."]),
            ("BGH, NJW 1999, 231; Holm, JZ 2001, 12.", &["BGH, NJW 1999, 231", "Holm, JZ 2001, 12."]),
            ("Holm 1975, S. 75 der allerdings nur den Norden untersucht hat.", &["Holm 1975, S. 75"]),
            (
                "Cfr. P. Rossi, Le acque, Torino, Einaudi, 1990, p. 4.",
                &["P. Rossi, Le acque, Torino, Einaudi, 1990, p. 4."],
            ),
        ];
        for (note, want) in cases {
            assert_eq!(read(note), want, "{note}");
        }
    }

    #[test]
    fn what_a_sentence_says_is_no_source() {
        let cases = [
            ("The league is a group of fishers that was founded in Marsh, Mire.", "Marsh, Mire", true),
            ("The league was founded there by Lund, Lakes.", "Lund, Lakes", true),
            ("See, for example, Lund, Lakes.", "Lund, Lakes", false),
            ("This is what others say, above all Lund, Lakes, 12.", "Lund, Lakes, 12", false),
            ("Others have seen more of it. Lund, Lakes.", "Lund, Lakes", false),
        ];
        for (note, source, want) in cases {
            let at = note.find(source).expect("a part of the note");
            assert_eq!(is_said(note, Span::new(at, at + source.len())), want, "{note}");
        }
    }

    #[test]
    fn addresses_stay_whole() {
        let note = "A, https://a.example/x%20y#:~:text=z. B, www.b.example/c; C";
        let spans = |ends: &[(usize, usize)]| ends.iter().map(|&(s, e)| Span::new(s, e)).collect::<Vec<_>>();
        let found = with_whole_addresses(note, spans(&[(0, 18), (20, 24), (38, 48)]));
        let found: Vec<&str> = found.iter().map(|s| s.of(note)).collect();
        assert_eq!(found, ["A, https://a.example/x%20y#:~:text=z.", "B, www.b.example/c"]);
    }

    #[test]
    fn the_model_fits_its_tags() {
        LazyLock::force(&MODEL);
    }
}
