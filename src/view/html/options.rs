//! What a page holds.

/// What a page holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct HtmlOptions {
    /// The page's title; none to name it by what it holds.
    pub title: Option<String>,
    /// How many works it holds at most.
    pub works: usize,
}

impl Default for HtmlOptions {
    fn default() -> Self {
        Self { title: None, works: 10_000 }
    }
}

impl HtmlOptions {
    /// The same with this title.
    #[must_use]
    pub fn with_title(self, title: impl Into<String>) -> Self {
        Self { title: Some(title.into()), ..self }
    }

    /// The same with at most so many works.
    #[must_use]
    pub fn with_works(self, works: usize) -> Self {
        Self { works, ..self }
    }
}
