//! The sources in a note: where each begins and ends among signal words, prose and back-references.
//!
//! Each token of a note is outside of a source, begins one, goes on with one or ends one; a field learned from notes tells
//! which (`citegraph-train notes`; README.md tells how). The words it saw most of are those that notes have in common: words
//! in lower case, abbreviations and the first words of sentences; names and nouns show it their shape alone.

use std::sync::LazyLock;

use crate::Span;
use crate::crf::{Crf, Features, Steps, best, feature, hash_text};
use crate::token::{Token, TokenKind, lex};

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

/// What a token looks like, names and nouns without what they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Shape {
    /// Past the note's edge.
    None,
    Lower,
    /// "Of"
    Title,
    /// "BGH"
    Capitals,
    /// "J" before a stop.
    Initial,
    Letter,
    /// "McNeil", "SGBs".
    Mixed,
    Roman,
    Year,
    Digits(u8),
    Mark(char),
}

fn shape(note: &str, tokens: &[Token], i: usize) -> Shape {
    let token = tokens[i];
    let text = token.text(note);
    match token.kind {
        TokenKind::Mark => Shape::Mark(plain_mark(text)),
        TokenKind::Number => match text.parse::<u32>() {
            Ok(1450..=2059) if text.len() == 4 => Shape::Year,
            _ => Shape::Digits(text.len().min(5) as u8),
        },
        TokenKind::Word => {
            let mut chars = text.chars();
            let first = chars.next().is_some_and(char::is_uppercase);
            let stop = tokens.get(i + 1).is_some_and(|t| !t.spaced && t.is(note, "."));
            let (mut upper, mut lower) = (false, false);
            for c in chars {
                upper |= c.is_uppercase();
                lower |= !c.is_uppercase();
            }
            match (first, upper, lower) {
                (true, false, false) if stop => Shape::Initial,
                (_, false, false) if text.chars().nth(1).is_none() => Shape::Letter,
                (true, true, false) if text.bytes().all(|b| b"IVXLCDM".contains(&b)) => Shape::Roman,
                (true, true, false) => Shape::Capitals,
                (true, false, true) => Shape::Title,
                (false, false, _) => Shape::Lower,
                _ => Shape::Mixed,
            }
        }
    }
}

/// Marks that mean the same are one.
fn plain_mark(text: &str) -> char {
    match text.chars().next().unwrap_or(' ') {
        '“' | '”' | '„' | '"' | '«' | '»' | '‟' => '"',
        '‘' | '’' | '‚' | '\'' | '‹' | '›' | '`' => '\'',
        '–' | '—' | '-' | '‐' | '−' => '-',
        c => c,
    }
}

/// Words of running sentences, which titles and names seldom hold.
const PROSE: [&str; 148] = [
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "had",
    "this",
    "that",
    "these",
    "it",
    "its",
    "he",
    "she",
    "they",
    "their",
    "his",
    "her",
    "i",
    "we",
    "my",
    "our",
    "not",
    "which",
    "who",
    "would",
    "could",
    "should",
    "may",
    "might",
    "will",
    "can",
    "did",
    "does",
    "do",
    "there",
    "here",
    "than",
    "such",
    "although",
    "because",
    "however",
    "when",
    "where",
    "whether",
    "argues",
    "suggests",
    "only",
    "ist",
    "sind",
    "war",
    "waren",
    "wird",
    "werden",
    "wurde",
    "wurden",
    "hat",
    "haben",
    "hatte",
    "dies",
    "diese",
    "dieser",
    "dieses",
    "es",
    "er",
    "sie",
    "ich",
    "wir",
    "mein",
    "meine",
    "nicht",
    "daß",
    "dass",
    "sich",
    "auch",
    "aber",
    "wenn",
    "ob",
    "weil",
    "nur",
    "noch",
    "schon",
    "allerdings",
    "jedoch",
    "hier",
    "dort",
    "dabei",
    "damit",
    "dazu",
    "sein",
    "seine",
    "ihre",
    "kann",
    "können",
    "soll",
    "sollte",
    "muss",
    "muß",
    "als",
    "so",
    "wie",
    "je",
    "hebt",
    "zeigt",
    "worden",
    "est",
    "sont",
    "été",
    "était",
    "ont",
    "il",
    "elle",
    "ils",
    "nous",
    "ce",
    "cette",
    "ces",
    "que",
    "qui",
    "pas",
    "ne",
    "mais",
    "è",
    "sono",
    "stato",
    "era",
    "ha",
    "hanno",
    "che",
    "non",
    "questo",
    "questa",
    "si",
    "ma",
    "es",
    "son",
    "fue",
    "ha",
    "han",
    "que",
    "no",
    "este",
    "esta",
    "se",
    "pero",
    "había",
];

/// How far ahead and back a token sees what kind of text it stands in.
const NEAR: usize = 10;

/// What a stretch between semicolons or stops holds, from its start to a token and from there to its end.
#[derive(Clone, Copy, Debug, Default)]
struct Holds {
    year: bool,
    quote: bool,
    number: bool,
    initial: bool,
    words: u16,
    prose: u16,
}

impl Holds {
    fn add(&mut self, shape: Shape, prose: bool) {
        self.year |= shape == Shape::Year;
        self.quote |= matches!(shape, Shape::Mark('"' | '\''));
        self.number |= matches!(shape, Shape::Digits(_) | Shape::Roman);
        self.initial |= shape == Shape::Initial;
        self.words = self.words.saturating_add(u16::from(!matches!(shape, Shape::Mark(_))));
        self.prose = self.prose.saturating_add(u16::from(prose));
    }

    fn bits(self) -> u32 {
        u32::from(self.year) | u32::from(self.quote) << 1 | u32::from(self.number) << 2 | u32::from(self.initial) << 3
    }

    /// How many words, and how many of a sentence's, roughly.
    fn measure(self) -> u32 {
        let words = match self.words {
            0..=1 => u32::from(self.words),
            2..=3 => 2,
            4..=7 => 3,
            8..=14 => 4,
            15..=30 => 5,
            _ => 6,
        };
        words * 4 + u32::from(self.prose.min(3))
    }
}

/// A token as the features see it.
struct Seen {
    shape: Shape,
    /// What it says, as far as that is looked at; 0 of names and nouns.
    word: u32,
    /// Its ending, of words that show nothing else.
    ending: u32,
    prose: bool,
    spaced: bool,
    /// Whether a sentence may start here.
    starts: bool,
}

fn see(note: &str, tokens: &[Token]) -> Vec<Seen> {
    let shapes: Vec<Shape> = (0..tokens.len()).map(|i| shape(note, tokens, i)).collect();
    (0..tokens.len())
        .map(|i| {
            let (token, shape) = (tokens[i], shapes[i]);
            let text = token.text(note);
            let lower = text.to_lowercase();
            let stop = tokens.get(i + 1).is_some_and(|t| !t.spaced && t.is(note, "."));
            let starts = i == 0 || token.spaced && sentence_ends(note, tokens, &shapes, i);
            let shown = match token.kind {
                TokenKind::Mark => true,
                TokenKind::Number => false,
                TokenKind::Word => {
                    shape == Shape::Lower || shape == Shape::Letter || (stop && shape != Shape::Initial) || starts
                }
            };
            let word = match shape {
                Shape::Mark(c) => c as u32,
                _ if shown => hash_text(&lower),
                _ => 0,
            };
            let ending = lower.char_indices().rev().nth(2).map_or("", |(at, _)| &lower[at..]);
            let ending = if token.kind == TokenKind::Word { hash_text(ending) } else { 0 };
            let prose = token.kind == TokenKind::Word && PROSE.contains(&lower.as_str());
            Seen { shape, word, ending, prose, spaced: token.spaced, starts }
        })
        .collect()
}

/// Whether the tokens before `i` end a sentence: a stop that isn't an initial's or a short word's before a number.
fn sentence_ends(note: &str, tokens: &[Token], shapes: &[Shape], i: usize) -> bool {
    let before = |back: usize| i.checked_sub(back).map(|at| shapes[at]);
    match before(1) {
        Some(Shape::Mark('.' | '?' | '!')) => {
            !matches!(before(2), Some(Shape::Initial))
                && matches!(tokens[i].kind, TokenKind::Word | TokenKind::Mark)
                && !matches!(shapes[i], Shape::Lower)
        }
        Some(Shape::Mark('"' | '\'' | ')')) => {
            matches!(before(2), Some(Shape::Mark('.' | '?' | '!')))
                && tokens[i].text(note).starts_with(char::is_uppercase)
        }
        _ => false,
    }
}

/// Describes the tokens of a note to the model. Linear.
pub(crate) fn describe(note: &str, tokens: &[Token], out: &mut Features) {
    let seen = see(note, tokens);
    let n = seen.len();
    let (before, after) = stretches(&seen);
    let opens = sentence_starts(&seen);
    let mut depth = 0u32;
    let mut quoted = false;
    for i in 0..n {
        let at = |offset: isize| i.checked_add_signed(offset).and_then(|at| seen.get(at));
        let shape = |offset: isize| at(offset).map_or(Shape::None, |s| s.shape);
        let word = |offset: isize| at(offset).map_or(1, |s| s.word);
        let code = |offset: isize| code(shape(offset));
        let mut property = 0u32;
        let mut add = |value: u32| {
            property += 1;
            out.add(feature(property, value));
        };
        if seen[i].shape == Shape::Mark('(') || seen[i].shape == Shape::Mark('[') {
            depth += 1;
        }
        // What it is and what stands around it.
        for offset in -3..=3 {
            add(code(offset));
        }
        for offset in -3..=3 {
            let said = word(offset);
            add(if said == 0 { 0 } else { said });
        }
        for (a, b) in [(-1, 0), (0, 1), (1, 2), (-2, -1)] {
            add(pair(code(a), code(b)));
            add(pair(word(a), word(b)));
            add(pair(word(a), code(b)));
            add(pair(code(a), word(b)));
        }
        for (a, b, c) in [(-1, 0, 1), (0, 1, 2), (-2, -1, 0), (1, 2, 3), (-3, -2, -1)] {
            add(pair(pair(code(a), code(b)), code(c)));
        }
        add(pair(pair(word(-2), word(-1)), code(0)));
        add(pair(pair(word(-1), word(0)), word(1)));
        add(pair(pair(code(0), code(1)), pair(code(2), code(3))));
        add(seen[i].ending);
        add(at(-1).map_or(0, |s| s.ending));
        add(at(1).map_or(0, |s| s.ending));
        // Where it stands.
        let starts =
            u32::from(seen[i].starts) | u32::from(seen[i].spaced) << 1 | u32::from(at(1).is_none_or(|s| s.spaced)) << 2;
        add(starts);
        add(pair(starts, code(0)));
        add(pair(starts, word(-1)));
        add(i.min(4) as u32);
        add((n - i).min(4) as u32);
        add(depth.min(2) | u32::from(quoted) << 2);
        add(pair(depth.min(1) | u32::from(quoted) << 1, code(0)));
        // What the stretch up to here and from here on holds.
        let (b, a) = (before[i], after[i]);
        add(b.bits());
        add(a.bits());
        add(pair(b.bits(), a.bits()));
        add(b.measure());
        add(a.measure());
        add(pair(a.bits(), a.measure()));
        add(pair(a.bits(), code(0)));
        add(pair(b.bits(), code(0)));
        add(pair(b.bits(), pair(code(0), code(1))));
        add(pair(a.bits(), pair(starts, code(-1))));
        add(pair(pair(b.bits(), u32::from(b.prose.min(2))), pair(starts, word(-1))));
        // How much of a sentence stands near.
        let near = |range: std::ops::Range<usize>| seen[range].iter().filter(|s| s.prose).count().min(4) as u32;
        let (back, ahead) = (near(i.saturating_sub(NEAR)..i), near(i..(i + NEAR).min(n)));
        add(back);
        add(ahead);
        add(pair(back, ahead));
        add(pair(pair(back, ahead), code(0)));
        // What its sentence starts with.
        let open = opens[i];
        add(seen[open].word);
        add(pair(seen[open].word, code(0)));
        add(pair(code_of(&seen, open), code_of(&seen, open + 1)));
        out.end_item();
        match seen[i].shape {
            Shape::Mark(')' | ']') => depth = depth.saturating_sub(1),
            Shape::Mark('"') => quoted = !quoted,
            _ => {}
        }
        if seen[i].starts {
            depth = depth.min(1);
        }
    }
}

fn code_of(seen: &[Seen], at: usize) -> u32 {
    code(seen.get(at).map_or(Shape::None, |s| s.shape))
}

fn code(shape: Shape) -> u32 {
    match shape {
        Shape::None => 1,
        Shape::Lower => 2,
        Shape::Title => 3,
        Shape::Capitals => 4,
        Shape::Initial => 5,
        Shape::Letter => 6,
        Shape::Mixed => 7,
        Shape::Roman => 8,
        Shape::Year => 9,
        Shape::Digits(n) => 10 + u32::from(n),
        Shape::Mark(c) => 32 + c as u32,
    }
}

fn pair(a: u32, b: u32) -> u32 {
    a.wrapping_mul(0x9e37_79b1).rotate_left(13) ^ b.wrapping_mul(0x85eb_ca77).wrapping_add(b >> 7)
}

/// For each token, where its sentence starts.
fn sentence_starts(seen: &[Seen]) -> Vec<usize> {
    let mut open = 0;
    let starts = seen.iter().enumerate().map(|(i, s)| {
        if s.starts {
            open = i;
        }
        open
    });
    starts.collect()
}

/// What stands from the last semicolon or start of a sentence to each token, it left out, and from it on to the next.
fn stretches(seen: &[Seen]) -> (Vec<Holds>, Vec<Holds>) {
    let breaks = |i: usize| seen[i].starts || seen[i].shape == Shape::Mark(';');
    let mut before = Vec::with_capacity(seen.len());
    let mut held = Holds::default();
    for (i, s) in seen.iter().enumerate() {
        if breaks(i) {
            held = Holds::default();
        }
        before.push(held);
        held.add(s.shape, s.prose);
    }
    let mut after = vec![Holds::default(); seen.len()];
    let mut held = Holds::default();
    for (i, s) in seen.iter().enumerate().rev() {
        held.add(s.shape, s.prose);
        after[i] = held;
        if breaks(i) {
            held = Holds::default();
        }
    }
    (before, after)
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
