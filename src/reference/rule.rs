//! Rules that set segments right, and the labels on which each depends.

use super::label::{Label, Segment};

/// A rule, and when it may have something to do: most rules haven't, and are passed over by the labels alone.
pub(super) struct Rule {
    needs: Labels,
    without: Labels,
    apply: fn(&str, &mut Vec<Segment>),
}

/// A rule for entries with segments of all labels that it `needs`, and of none of those that it does `without`.
pub(super) const fn rule(needs: &[Label], without: &[Label], apply: fn(&str, &mut Vec<Segment>)) -> Rule {
    Rule { needs: Labels::of(needs), without: Labels::of(without), apply }
}

/// Applies the rules to the segments of `text` one after the other.
pub(super) fn settle(text: &str, segments: &mut Vec<Segment>, rules: &[Rule]) {
    let mut told = Labels::told(segments);
    for rule in rules {
        if told.0 & rule.needs.0 == rule.needs.0 && told.0 & rule.without.0 == 0 {
            (rule.apply)(text, segments);
            told = Labels::told(segments);
        }
    }
}

/// A set of labels: a bit for each.
#[derive(Clone, Copy)]
struct Labels(u32);

impl Labels {
    const fn of(labels: &[Label]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < labels.len() {
            bits |= 1 << labels[at] as u32;
            at += 1;
        }
        Self(bits)
    }

    fn told(segments: &[Segment]) -> Self {
        Self(segments.iter().fold(0, |bits, segment| bits | 1 << segment.label as u32))
    }
}
