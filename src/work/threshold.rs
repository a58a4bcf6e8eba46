//! From which verdict on two references are one work.

use super::verdict::Verdict;
use crate::error::UnknownName;

/// From which verdict on pairs are merged. The later, the looser: what is one at a threshold is one at the looser too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Threshold {
    /// Only [`Verdict::Exact`].
    Exact,
    /// [`Verdict::Strong`] and surer.
    #[default]
    Strong,
    /// [`Verdict::Weak`] and surer.
    Weak,
    /// [`Verdict::Ambiguous`] and surer: all that may be one.
    Ambiguous,
}

impl Threshold {
    /// All of them, the strictest first.
    pub const ALL: [Self; 4] = [Self::Exact, Self::Strong, Self::Weak, Self::Ambiguous];

    /// The threshold in a word, that of its verdict.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.verdict().as_str()
    }

    /// The least verdict that merges.
    #[must_use]
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Exact => Verdict::Exact,
            Self::Strong => Verdict::Strong,
            Self::Weak => Verdict::Weak,
            Self::Ambiguous => Verdict::Ambiguous,
        }
    }

    /// Whether pairs of this verdict are merged.
    #[must_use]
    pub fn admits(self, verdict: Verdict) -> bool {
        verdict >= self.verdict()
    }

    /// The least verdict that is looked at, whatever the threshold, so that what fits two works fits two at each.
    pub(super) fn least(self) -> Verdict {
        self.verdict().min(Verdict::Strong)
    }
}

impl std::fmt::Display for Threshold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// By its [word](Threshold::as_str).
impl std::str::FromStr for Threshold {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let found = Self::ALL.into_iter().find(|threshold| threshold.as_str() == name);
        found.ok_or_else(|| UnknownName::new("threshold", name, Self::ALL.map(Self::as_str)))
    }
}
