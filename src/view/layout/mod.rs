//! Where works stand in a picture: by their years, or by their communities.
//!
//! Both layouts are made here once, so that a picture is the same each time and whatever shows it needs only to draw.

pub(super) mod columns;
#[cfg(feature = "html")]
pub(super) mod communities;
#[cfg(feature = "html")]
mod crossings;
pub(super) mod layered;
#[cfg(feature = "html")]
pub(super) mod years;

/// A place, in units of the distance between two neighbours in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// What is to be placed: works by number and the links between them.
pub(super) struct Sketch<'s> {
    /// The year of each work.
    pub(super) years: &'s [Option<i32>],
    /// Citing and cited work.
    pub(super) links: &'s [(u32, u32)],
    /// Whether the work is one that the others are arranged around: a paper of the corpus.
    pub(super) anchors: &'s [bool],
    /// The community of each work, numbered from 0.
    pub(super) communities: &'s [u32],
}

impl Sketch<'_> {
    fn len(&self) -> usize {
        self.years.len()
    }

    /// The neighbours of each work, whichever way the links run.
    fn neighbours(&self) -> Vec<Vec<u32>> {
        let mut found = vec![Vec::new(); self.len()];
        for &(a, b) in self.links.iter().filter(|(a, b)| a != b) {
            found[a as usize].push(b);
            found[b as usize].push(a);
        }
        found
    }
}
