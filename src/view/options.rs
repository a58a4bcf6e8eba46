//! What a picture shows, and how: the same choices for each form.

/// Which works are drawn besides the papers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Works {
    /// Those that two papers or more cite. The others are counted in the papers' boxes.
    #[default]
    Shared,
    /// Those that are shared, and those that an author self-citation leads to.
    SharedAndOwn,
    /// So many, those that most papers cite; among equals the first by id.
    Strongest(usize),
    /// All: with more than a few dozen works, a drawing to zoom into.
    All,
    /// None: the papers alone.
    None,
}

/// Where a work stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Ranks {
    /// By year, along an axis; where there are more than seven or eight years, neighbouring ones are joined to as many
    /// periods that hold about as many works each.
    #[default]
    Periods,
    /// By year, along an axis, however many there are.
    Years,
    /// By citations, cited works after those that cite them; years play no part.
    Free,
}

/// Which way time runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Flow {
    /// As it fits a page: in SVG from left to right; in DOT so when a column of years has more than six works, which then
    /// stand one below another, else from the bottom up.
    #[default]
    Fitting,
    /// From the bottom up.
    Upwards,
    /// From left to right.
    Rightwards,
}

/// Whether a work's label has its title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Titles {
    /// Shortened.
    #[default]
    Short,
    /// Names and year alone.
    None,
}

/// What gives a paper and its lines their colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Colours {
    /// Each paper has one, as far as there are colours enough.
    #[default]
    Papers,
    /// The community that the paper is in.
    Communities,
}

/// Whether signs are explained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Legend {
    /// In a line at the picture's edge, those that occur.
    #[default]
    Shown,
    /// Not at all.
    Hidden,
}

/// What is drawn, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub struct DrawOptions {
    /// Which works.
    pub works: Works,
    /// Where they stand.
    pub ranks: Ranks,
    /// Which way time runs.
    pub flow: Flow,
    /// What is written on them.
    pub titles: Titles,
    /// What colours lines.
    pub colours: Colours,
    /// Whether signs are explained.
    pub legend: Legend,
}

impl DrawOptions {
    /// The same with these works drawn.
    #[must_use]
    pub fn with_works(self, works: Works) -> Self {
        Self { works, ..self }
    }

    /// The same with works standing so.
    #[must_use]
    pub fn with_ranks(self, ranks: Ranks) -> Self {
        Self { ranks, ..self }
    }

    /// The same with time running so.
    #[must_use]
    pub fn with_flow(self, flow: Flow) -> Self {
        Self { flow, ..self }
    }

    /// The same with titles so.
    #[must_use]
    pub fn with_titles(self, titles: Titles) -> Self {
        Self { titles, ..self }
    }

    /// The same with lines coloured so.
    #[must_use]
    pub fn with_colours(self, colours: Colours) -> Self {
        Self { colours, ..self }
    }

    /// The same with the legend so.
    #[must_use]
    pub fn with_legend(self, legend: Legend) -> Self {
        Self { legend, ..self }
    }
}
