//! The learned chooser: which stretch of an entry is which field.
//!
//! A linear-chain conditional random field (Lafferty, McCallum and Pereira, ICML 2001) over fine tokens. It decides only
//! where each field begins and ends; what a field's characters mean is the business of the field's own grammar.
//!
//! The stages, each in its file: the shape of a token, by itself → its sight, with its state → chunks, the tokens between two
//! delimiters → features, hashes that put these together → a row of integer weights for each hash, summed, in the model →
//! Viterbi in 16-bit integers → segments; forward–backward for their marginals when confidences are asked for. The weights
//! are in `model.bin`; the README beside it says what they were learned from.

mod chunk;
mod features;
mod lexicon;
mod marginals;
mod model;
mod shape;
mod sight;
mod style;
mod tag;
mod viterbi;

use std::ops::Range;
use std::sync::LazyLock;

use multiversion::multiversion;

use self::lexicon::Lexicon;
use self::marginals::{Marginals, Odds};
use self::model::{Model, Scores, Steps};
use self::sight::Sight;
use self::tag::Tag;
use super::label::{Label, Segment};
use crate::token::Token;
use crate::{Confidence, Span};

pub use self::model::ModelError;
pub use self::style::Style;
#[cfg(feature = "train")]
pub(crate) mod training {
    //! What the trainer needs of the chooser.
    pub(crate) use super::features::FEATURES;
    pub(crate) use super::lexicon::Lexicon;
    pub(crate) use super::model::{MOST_ROWS, Model, Row, Scores};
    pub(crate) use super::sight::Sight;
    pub(crate) use super::tag::{PerTag, TAGS, Tag, begin, follows, inside, stands_for, starts};
}

/// How much sharper than the model's own the probabilities are, so that of the fields given 0.9 nine in ten are right: the
/// shrinking of the weights in training leaves the model less sure than it may be.
const TEMPER: f32 = 1.1;

/// The weights that come with the crate.
static BUILT_IN: &[u8] = include_bytes!("model.bin");

/// What is known of an entry besides its characters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'c> {
    /// Emphasised (italic) runs of the text, in order and apart; empty when the entry came without markup.
    pub emphasis: &'c [Span],
    /// Whether confidences are wanted.
    pub certainty: Certainty,
    /// The style of the list that the entry stands in.
    pub style: Option<&'c Style>,
}

/// Whether the chooser works out how sure it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Certainty {
    /// Every segment is given the confidence 1, in about two thirds of the time.
    #[default]
    Assumed,
    /// Each segment is given the probability that it is exactly this stretch with this label.
    Measured,
}

/// Working memory of a chooser, kept from entry to entry so that nothing is allocated for each token.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    sight: Sight,
    emissions: Vec<Scores>,
    /// `emissions` where some tags are forbidden.
    held: Vec<Scores>,
    /// The gap before each token, where a list's style is known.
    gaps: Vec<u8>,
    best: Vec<Scores>,
    path: Vec<Tag>,
    /// The score of `path`.
    total: i64,
    marginals: Marginals,
}

/// The chooser with its weights. Immutable: share one between threads, with a [`Scratch`] each.
#[derive(Clone, Debug)]
pub struct Chooser {
    model: Model,
    lexicon: Lexicon,
    odds: Odds,
}

impl Chooser {
    /// The chooser with the weights that come with the crate, read once.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static CHOOSER: LazyLock<Chooser> = LazyLock::new(|| {
            let model = Model::read(BUILT_IN).expect("the crate's own weights, read by a test");
            Chooser::with(model)
        });
        &CHOOSER
    }

    /// A chooser with other weights, as the trainer writes them.
    ///
    /// # Errors
    ///
    /// When the bytes aren't a model of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Ok(Self::with(Model::read(bytes)?))
    }

    fn with(model: Model) -> Self {
        let odds = Odds::new(&model.steps, model.scale, TEMPER);
        Self { model, lexicon: Lexicon::new(), odds }
    }

    /// Takes `text`, lexed into `tokens`, apart into segments, in order and apart.
    ///
    /// Every token is in one segment: the marks between two fields belong to the field before them, brackets, quotes
    /// and words that announce a field to the field after them. Time and memory are linear in the number of tokens: some
    /// 200 bytes each while the text is read, 350 with confidences.
    #[must_use]
    pub fn choose(&self, text: &str, tokens: &[Token], context: &Context<'_>) -> Vec<Segment> {
        let mut segments = Vec::new();
        self.choose_into(text, tokens, context, &mut Scratch::default(), &mut segments);
        segments
    }

    /// Like [`Chooser::choose`], into `segments` (cleared first), with working memory that is kept.
    pub fn choose_into(
        &self,
        text: &str,
        tokens: &[Token],
        context: &Context<'_>,
        scratch: &mut Scratch,
        segments: &mut Vec<Segment>,
    ) {
        let Scratch { sight, emissions, gaps, best, path, total, marginals, .. } = scratch;
        sight.see(text, tokens, context.emphasis, &self.lexicon);
        weigh(sight, &self.model, emissions);
        gaps.clear();
        if context.style.is_some() {
            gaps.extend(tokens.iter().map(|token| style::gap(text, token.span.start)));
        }
        let (steps, odds) = self.steps(context);
        *total = viterbi::decode(emissions, steps, gaps, self.model.beam, best, path);
        if context.certainty == Certainty::Measured {
            marginals.run(emissions, path, odds, gaps);
        }
        tell(tokens, path, context, marginals, segments);
    }

    /// Takes the text whose `tokens` were chosen from with `scratch` last apart again, so that each of the `held` spans has
    /// its label and is in one stretch; says by how many log units this reading falls behind the best of all.
    pub(crate) fn choose_holding(
        &self,
        tokens: &[Token],
        held: &[(Span, Label)],
        context: &Context<'_>,
        scratch: &mut Scratch,
        segments: &mut Vec<Segment>,
    ) -> f32 {
        let Scratch { emissions, held: scores, gaps, best, path, total, marginals, .. } = scratch;
        scores.clone_from(emissions);
        for (span, label) in held {
            let from = tokens.partition_point(|token| token.span.start < span.start);
            let to = tokens.partition_point(|token| token.span.start < span.end);
            for (at, scores) in scores[from..to].iter_mut().enumerate() {
                // It begins with its first token, and no other one.
                let fits = |tag| if at == 0 { tag::starts(tag) } else { tag::going_on(tag) == tag };
                self.forbid(scores, |tag| tag::label(tag) != *label || !fits(tag));
            }
        }
        let (steps, odds) = self.steps(context);
        let found = viterbi::decode(scores, steps, gaps, self.model.beam, best, path);
        if context.certainty == Certainty::Measured {
            marginals.run(scores, path, odds, gaps);
        }
        tell(tokens, path, context, marginals, segments);
        (*total - found) as f32 / self.model.scale
    }

    /// The style that the entries of a list show, each a text with its segments. Linear in the number of segments.
    #[must_use]
    pub fn style<'e>(&self, entries: impl Iterator<Item = (&'e str, &'e [Segment])>) -> Style {
        Style::new(entries, &self.model)
    }

    /// The steps after each gap, and their odds.
    fn steps<'c>(&'c self, context: &Context<'c>) -> (&'c [Steps], &'c [Odds]) {
        match context.style {
            Some(style) => (&style.steps, &style.odds),
            None => (std::slice::from_ref(&self.model.steps), std::slice::from_ref(&self.odds)),
        }
    }

    /// Takes so much off the scores of these tags that no reading has them.
    fn forbid(&self, scores: &mut Scores, tags: impl Fn(Tag) -> bool) {
        for (score, tag) in scores.iter_mut().zip(0..) {
            if tags(tag) {
                *score = score.saturating_sub(self.model.forbidding());
            }
        }
    }
}

/// Makes segments of a path, in place of those that are in `segments`.
fn tell(tokens: &[Token], path: &[Tag], context: &Context<'_>, marginals: &Marginals, segments: &mut Vec<Segment>) {
    segments.clear();
    for range in stretches(path) {
        let confidence = match context.certainty {
            Certainty::Assumed => Confidence::CERTAIN,
            Certainty::Measured => Confidence::new(f64::from(marginals.stretch(range.clone()))),
        };
        let (first, last) = (tokens[range.start].span, tokens[range.end - 1].span);
        let span = Span::new(first.start, last.end);
        segments.push(Segment { label: tag::label(path[range.start]), span, confidence });
    }
}

/// Writes the sums of the weights of each token's features to `emissions`.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2"))]
fn weigh(sight: &Sight, model: &Model, emissions: &mut Vec<Scores>) {
    emissions.clear();
    sight.tell(|features| emissions.push(model.score(features)));
}

/// The maximal runs of tokens that are one stretch.
fn stretches(path: &[Tag]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let first = *path.get(start)?;
        let rest = &path[start + 1..];
        let mut last = first;
        let length = rest.iter().position(|tag| !tag::continues(std::mem::replace(&mut last, *tag), *tag));
        let end = length.map_or(path.len(), |n| start + 1 + n);
        Some(std::mem::replace(&mut start, end)..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::lex;
    use proptest::prelude::*;

    const fn assert_send_sync<T: Send + Sync>() {}
    const _: () = assert_send_sync::<Chooser>();
    const _: () = assert_send_sync::<Scratch>();

    #[test]
    fn stretches_of_a_path() {
        let (b, i, d) = (tag::begin(Label::Author), tag::inside(Label::Author), tag::inside(Label::Date));
        let runs: Vec<_> = stretches(&[b, i, b, d, d, b]).collect();
        assert_eq!(runs, [0..2, 2..3, 3..5, 5..6]);
    }

    #[test]
    fn long_and_odd_texts_are_read_to_their_end() {
        for text in ["(".repeat(30_000), "a".repeat(300_000), "10.1000/http://www.".repeat(3_000), "1-2-".repeat(9_000)]
        {
            let tokens = lex(&text);
            let segments = Chooser::built_in().choose(&text, &tokens, &Context::default());
            assert_eq!(segments.last().map(|s| s.span.end), Some(text.len()));
        }
    }

    #[test]
    fn a_reference_in_a_known_style() {
        let text = "Doe, J. A., & Roe, B. (1999). Of things and their ways. Journal of Things, 12(3), 45–67.";
        let context = Context { certainty: Certainty::Measured, ..Context::default() };
        let segments = Chooser::built_in().choose(text, &lex(text), &context);
        let labels: Vec<_> = segments.iter().map(|s| s.label).collect();
        use Label::{Author, Date, Issue, Journal, Page, Title, Volume};
        assert_eq!(labels, [Author, Date, Title, Journal, Volume, Issue, Page]);
        assert!(segments.iter().all(|s| s.confidence.value() > 0.5), "{segments:?}");
    }

    proptest! {
        #[test]
        fn any_text_comes_apart_without_loss(text in "\\PC{0,200}") {
            let tokens = lex(&text);
            let context = Context { certainty: Certainty::Measured, ..Context::default() };
            let segments = Chooser::built_in().choose(&text, &tokens, &context);
            let mut covered = 0;
            let mut end = 0;
            for segment in &segments {
                prop_assert!(segment.span.start >= end);
                end = segment.span.end;
                covered += tokens.iter().filter(|t| segment.span.contains(t.span)).count();
            }
            prop_assert_eq!(covered, tokens.len());
        }
    }
}
