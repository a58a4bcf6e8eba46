//! The style of a list: what most of its entries show tells how the others are read.
//!
//! A list prints its entries in one style: what follows a title, and behind which mark. The answers that the chooser is
//! sure of are counted, and the entries read again: a step from field to field behind this mark weighs more when the list
//! makes it often, and less when the list goes on otherwise after the one field, or begins the other behind other marks.

use super::marginals::Odds;
use super::model::{Model, Steps};
use super::tag::{self, Tag};
use super::{Segment, TEMPER};

/// What may stand before a token: one of eight marks or none, and one of four kinds of token behind it.
const GAPS: usize = 32;

/// So many labels.
const LABELS: usize = crate::reference::label::Label::ALL.len();

/// How much the style weighs beside what the chooser sees by itself.
const SHARE: f32 = 0.5;

/// What stands before the place `at` of a text, and begins there.
pub(crate) fn gap(text: &str, at: usize) -> u8 {
    let before = match text[..at].trim_end().chars().next_back() {
        Some('.') => 1,
        Some(',') => 2,
        Some(':') => 3,
        Some(';') => 4,
        Some(')' | ']') => 5,
        Some('”' | '"' | '»' | '’' | '\'' | '“' | '«') => 6,
        Some(c) if !c.is_alphanumeric() => 7,
        _ => 0,
    };
    let begins = match text[at..].chars().next() {
        Some(c) if c.is_ascii_digit() => 1,
        Some('(' | '[') => 2,
        Some(c) if !c.is_alphabetic() => 3,
        _ => 0,
    };
    before << 2 | begins
}

/// What belongs to the gap before token `t`: the only one where gaps don't matter.
#[inline(always)]
pub(crate) fn at<'a, T>(all: &'a [T], gaps: &[u8], t: usize) -> &'a T {
    &all[gaps.get(t).map_or(0, |gap| usize::from(*gap))]
}

/// What a list's entries show of its style: [`Chooser::style`](super::Chooser::style). Half a megabyte, whatever the list.
#[derive(Clone, Debug)]
pub struct Style {
    pub(super) steps: Vec<Steps>,
    pub(super) odds: Vec<Odds>,
}

impl Style {
    /// The style that the entries of a list show, each a text with its segments.
    pub(super) fn new<'e>(entries: impl Iterator<Item = (&'e str, &'e [Segment])>, model: &Model) -> Self {
        let mut made = vec![[[0.0f32; GAPS]; LABELS]; LABELS];
        for (text, segments) in entries {
            for pair in segments.windows(2) {
                let sure = (pair[0].confidence.value() * pair[1].confidence.value()) as f32;
                let gap = usize::from(gap(text, pair[1].span.start));
                made[pair[0].label as usize][pair[1].label as usize][gap] += sure;
            }
        }
        let sum = |gaps: &[f32; GAPS]| gaps.iter().sum::<f32>();
        let most_next: Vec<f32> = made.iter().map(|row| row.iter().map(sum).fold(0.0, f32::max)).collect();
        let behind: Vec<[f32; GAPS]> =
            (0..LABELS).map(|to| std::array::from_fn(|gap| made.iter().map(|row| row[to][gap]).sum())).collect();
        // Each is counted once more than it was, so that what the list hasn't made yet may still be.
        let share = |made: f32, most: f32| made.ln_1p() - most.ln_1p();
        let next: Vec<[f32; LABELS]> =
            (0..LABELS).map(|from| std::array::from_fn(|to| share(sum(&made[from][to]), most_next[from]))).collect();
        let behind: Vec<[f32; GAPS]> = behind
            .into_iter()
            .map(|gaps| {
                let most = gaps.iter().copied().fold(0.0, f32::max);
                gaps.map(|made| share(made, most))
            })
            .collect();
        let weigh = |from: usize, to: usize, gap: usize| {
            let weight = made[from][to][gap].ln_1p() + next[from][to] + behind[to][gap];
            (SHARE * model.scale * weight) as i16
        };
        let steps: Vec<Steps> = (0..GAPS)
            .map(|gap| {
                let mut weights = [[0; LABELS]; LABELS];
                for (from, row) in weights.iter_mut().enumerate() {
                    for (to, weight) in row.iter_mut().enumerate() {
                        *weight = weigh(from, to, gap);
                    }
                }
                Steps::new(|from, to| {
                    let [from_tag, to_tag] = [from as Tag, to as Tag];
                    let new = !tag::continues(from_tag, to_tag);
                    let [a, b] = [tag::label(from_tag) as usize, tag::label(to_tag) as usize];
                    model.steps.transitions[from][to].saturating_add(if new { weights[a][b] } else { 0 })
                })
            })
            .collect();
        let odds = steps.iter().map(|steps| Odds::new(steps, model.scale, TEMPER)).collect();
        Self { steps, odds }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Chooser;
    use super::*;
    use crate::reference::label::Label;
    use crate::{Confidence, Span};

    #[test]
    fn gaps_are_told_apart() {
        let text = "A. Roe (2001), “Of ice”. Lakes";
        let gaps: Vec<u8> =
            ["(", "2001", "“", "Lakes"].iter().map(|word| gap(text, text.find(word).unwrap())).collect();
        assert_eq!(gaps, [2, 7 << 2 | 1, 2 << 2 | 3, 1 << 2]);
    }

    #[test]
    fn what_the_list_makes_often_weighs_more_and_the_rest_less() {
        let text = "Of ice. Lakes";
        let segment =
            |label, start, end| Segment { label, span: Span::new(start, end), confidence: Confidence::CERTAIN };
        let segments = [segment(Label::Title, 0, 7), segment(Label::Journal, 8, 13)];
        let model = &Chooser::built_in().model;
        let style = Style::new([(text, &segments[..]); 9].into_iter(), model);
        let step = |steps: &Steps, to: Label| {
            let tags = [tag::inside(Label::Title), tag::begin(to)].map(usize::from);
            steps.transitions[tags[0]][tags[1]] - model.steps.transitions[tags[0]][tags[1]]
        };
        let behind = |mark: &str| &style.steps[usize::from(gap(mark, mark.len()))];
        assert!(step(behind("ice. "), Label::Journal) > 0);
        assert!(step(behind("ice, "), Label::Journal) < 0);
        assert!(step(behind("ice. "), Label::Publisher) < 0);
        assert_eq!(model.steps.inside, behind("ice. ").inside, "what goes on isn't weighed");
    }
}
