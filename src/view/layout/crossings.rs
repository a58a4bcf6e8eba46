//! Fewer crossings: neighbours in a column change places where fewer lines cross then.
//!
//! The middles of their neighbours put works near where they belong and say little about which of two goes first. This is
//! the step that Gansner, Koutsofios, North & Vo (1993) call *transpose*, on the lines as they lie and not layer by layer,
//! for links span many years.
//!
//! - E. R. Gansner, E. Koutsofios, S. C. North & K.-P. Vo (1993). A technique for drawing directed graphs. *IEEE
//!   Transactions on Software Engineering*, 19(3), 214–230.

use super::Point;

/// All works are gone through at most this many times.
const SWEEPS: usize = 8;
/// At most this many pairs of lines are looked at, which takes a tenth of a second.
const BUDGET: usize = 20_000_000;

/// The lines of a drawing, each between two works.
struct Lines<'l> {
    links: &'l [(u32, u32)],
    /// For each work, the lines that end at it.
    of: Vec<Vec<u32>>,
}

/// Swaps works that stand side by side in one of `columns`, each from top to bottom, as long as it takes crossings away and
/// the budget lasts. O([`BUDGET`]) time.
pub(super) fn transpose(places: &mut [Point], columns: &[Vec<u32>], links: &[(u32, u32)]) {
    let mut of = vec![Vec::new(); places.len()];
    for (n, &(a, b)) in (0..).zip(links).filter(|(_, (a, b))| a != b) {
        of[a as usize].push(n);
        of[b as usize].push(n);
    }
    let lines = Lines { links, of };
    let mut columns = columns.to_vec();
    let mut left = BUDGET;
    for _ in 0..SWEEPS {
        let mut better = false;
        for column in &mut columns {
            for n in 1..column.len() {
                let (a, b) = (column[n - 1], column[n]);
                let cost = 2 * links.len() * (lines.of[a as usize].len() + lines.of[b as usize].len());
                // A work that much leads to costs more than its place is worth; others are still looked at.
                let Some(rest) = left.checked_sub(cost) else { continue };
                left = rest;
                let before = lines.crossings(places, a, b);
                places.swap(a as usize, b as usize);
                if before > 0 && lines.crossings(places, a, b) < before {
                    column.swap(n - 1, n);
                    better = true;
                } else {
                    places.swap(a as usize, b as usize);
                }
            }
        }
        if !better {
            return;
        }
    }
}

impl Lines<'_> {
    /// How often the lines of two works cross other lines. Crossings of the two works' own lines are counted twice.
    fn crossings(&self, places: &[Point], a: u32, b: u32) -> usize {
        let own = self.of[a as usize].iter().chain(&self.of[b as usize]);
        own.map(|&n| self.links.iter().filter(|other| cross(places, self.links[n as usize], **other)).count()).sum()
    }
}

/// Whether two lines cross. Lines that meet in a work don't cross there.
fn cross(places: &[Point], (a, b): (u32, u32), (c, d): (u32, u32)) -> bool {
    if a == c || a == d || b == c || b == d || c == d {
        return false;
    }
    let [a, b, c, d] = [a, b, c, d].map(|work| places[work as usize]);
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lines_that_cross_are_untangled() {
        let at = |x: f64, y: f64| Point { x, y };
        let mut places = [at(0.0, 0.0), at(0.0, 1.0), at(0.0, 2.0), at(5.0, 0.0), at(5.0, 1.0), at(5.0, 2.0)];
        let links = [(3, 2), (4, 1), (5, 0)];
        let all = |places: &[Point]| {
            let pairs = (0..3).flat_map(|n| (n + 1..3).map(move |m| (n, m)));
            pairs.filter(|&(n, m)| cross(places, links[n], links[m])).count()
        };
        assert_eq!(all(&places), 3);
        transpose(&mut places, &[vec![0, 1, 2], vec![3, 4, 5]], &links);
        assert_eq!(all(&places), 0);
    }
}
