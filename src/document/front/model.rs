//! The learned model of title pages.

use std::sync::OnceLock;

use super::features::describe;
use super::page::PageLine;
use super::tag::{STEPS, Tag};
use crate::crf::{Crf, Features, PerTag, best, marginals};

/// The weights; how they were made is told in the README beside them.
static BUILT_IN: &[u8] = include_bytes!("model.bin");

/// A line's tag, how likely it is, and how likely the line is part of a title.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tagged {
    pub(crate) tag: Tag,
    pub(crate) certainty: f32,
    pub(crate) title: f32,
}

fn built_in() -> &'static Crf<{ Tag::COUNT }> {
    static MODEL: OnceLock<Crf<{ Tag::COUNT }>> = OnceLock::new();
    MODEL.get_or_init(|| Crf::read(BUILT_IN, STEPS).expect("the crate's own weights, read by a test"))
}

/// What each line is. Linear.
pub(super) fn tags(lines: &[PageLine]) -> Vec<Tagged> {
    let crf = built_in();
    let mut features = Features::default();
    describe(lines, &mut features);
    let scores: Vec<PerTag<{ Tag::COUNT }>> = crf.scores(&features);
    let path = best(&scores, crf);
    let likely = marginals(&scores, crf);
    path.iter()
        .zip(&likely)
        .map(|(tag, row)| {
            let number = usize::from(*tag);
            Tagged { tag: Tag::ALL[number], certainty: row[number], title: row[Tag::Title as usize] }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_are_a_model() {
        Crf::<{ Tag::COUNT }>::read(BUILT_IN, STEPS).expect("the built-in weights are a model");
        assert!(BUILT_IN.len() <= 150 << 10, "{} bytes", BUILT_IN.len());
    }
}
