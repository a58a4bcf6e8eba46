//! The best sequence of tags, in 16-bit integers.

use multiversion::multiversion;

use super::model::{Scores, Steps};
use super::style::at;
use super::tag::{self, LONG, PerTag, STARTING, Tag};

/// Writes the best tags for `emissions` to `path`, using `best` as working memory; returns their score. `steps` are those
/// to a token after each gap, `gaps` which one is before each token.
///
/// Time is linear in the number of tokens. Scores are brought back to zero at each token, and a tag that falls more than
/// `beam` behind the best one is given up, so that they can't overflow; ties go to the tag with the smaller number.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2"))]
pub(crate) fn decode(
    emissions: &[Scores],
    steps: &[Steps],
    gaps: &[u8],
    beam: i16,
    best: &mut Vec<Scores>,
    path: &mut Vec<Tag>,
) -> i64 {
    best.clear();
    path.clear();
    let Some(first) = emissions.first() else { return 0 };
    let mut last = *first;
    for (t, score) in last.iter_mut().enumerate() {
        if !tag::starts(t as Tag) {
            *score = i16::MIN;
        }
    }
    let mut total = level(&mut last, beam);
    best.push(last);
    for (t, emission) in (1..).zip(&emissions[1..]) {
        let mut next = reach(&last, at(steps, gaps, t));
        for (score, weight) in next.iter_mut().zip(emission.iter()) {
            *score = score.saturating_add(*weight);
        }
        total += level(&mut next, beam);
        best.push(next);
        last = next;
    }
    // Back along the best path, asking at each token again where its score came from: cheaper than remembering it for
    // every tag of every token.
    let mut tag = top(&last);
    path.push(tag);
    for (t, scores) in best.iter().enumerate().rev().skip(1) {
        let to = &at(steps, gaps, t + 1).transposed[usize::from(tag)];
        let mut sums: Scores = PerTag::of(0);
        for ((sum, score), weight) in sums.iter_mut().zip(scores.iter()).zip(to.iter()) {
            *sum = score.saturating_add(*weight);
        }
        tag = top(&sums);
        path.push(tag);
    }
    path.reverse();
    total
}

/// The best score with which each tag is reached from the tags before it.
#[inline(always)]
fn reach(last: &Scores, steps: &Steps) -> Scores {
    // What begins after a long stretch begins after its first token or a later one.
    let mut ends = *last;
    for (end, begun) in ends[..LONG].iter_mut().zip(&last[STARTING..]) {
        *end = (*end).max(*begun);
    }
    let mut next = PerTag::of(i16::MIN);
    for (from, row) in ends[..STARTING].iter().zip(&steps.transitions) {
        for (score, weight) in next.iter_mut().zip(row.iter()) {
            *score = (*score).max(from.saturating_add(*weight));
        }
    }
    for (t, score) in next[..LONG].iter_mut().enumerate() {
        let begun = last[STARTING + t].saturating_add(steps.begun[t]);
        *score = last[t].saturating_add(steps.inside[t]).max(begun);
    }
    next
}

/// The score of a tag that is given up.
const GIVEN_UP: i16 = i16::MIN;

/// Brings the best score to zero and gives up what is too far behind it; returns what the best score was.
#[inline(always)]
fn level(scores: &mut Scores, beam: i16) -> i64 {
    let top = scores.iter().fold(i16::MIN, |a, b| a.max(*b));
    for score in scores.iter_mut() {
        let behind = score.saturating_sub(top);
        *score = if behind < beam { GIVEN_UP } else { behind };
    }
    i64::from(top)
}

#[inline(always)]
fn top(scores: &Scores) -> Tag {
    let best = scores.iter().fold(i16::MIN, |a, b| a.max(*b));
    scores.iter().position(|s| *s == best).unwrap_or(0) as Tag
}

#[cfg(test)]
mod tests {
    use super::super::model::Model;
    use super::*;
    use crate::reference::label::Label;

    #[test]
    fn a_stretch_is_worth_more_than_its_tokens() {
        let mut transitions = [PerTag::of(-10); tag::TAGS];
        let (begin, inside) = (tag::begin(Label::Title), tag::inside(Label::Title));
        transitions[usize::from(begin)][usize::from(inside)] = 20;
        transitions[usize::from(inside)][usize::from(inside)] = 20;
        let model = Model::new(1.0, &transitions, &[]);
        let mut emissions = vec![PerTag::of(0); 3];
        emissions[1][usize::from(tag::inside(Label::Date))] = 5;
        emissions[0][usize::from(begin)] = 1;
        let (mut best, mut path) = (Vec::new(), Vec::new());
        decode(&emissions, std::slice::from_ref(&model.steps), &[], model.beam, &mut best, &mut path);
        assert_eq!(path, [begin, inside, inside]);
    }

    #[test]
    fn nothing_in_nothing_out() {
        let model = Model::new(1.0, &[], &[]);
        let (mut best, mut path) = (Vec::new(), vec![3]);
        decode(&[], std::slice::from_ref(&model.steps), &[], model.beam, &mut best, &mut path);
        assert!(path.is_empty());
    }
}
