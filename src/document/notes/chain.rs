//! Which of the lines that may start a note do, and which numbers in the text are their marks: numbers that ascend, and
//! begin anew on a new page or in a new chapter.

/// One member of a chain: its number, what speaks for it, and whether a page or a chapter has begun since the one before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) number: u32,
    pub(super) weight: i32,
    /// Of members with the same place none stands on another page or in another chapter.
    pub(super) place: usize,
}

/// Numbers may be skipped (a note that extraction lost), but not many at once.
const GAP: u32 = 3;
/// What each number skipped costs.
const SKIP: i32 = 1;
/// What more skipped numbers cost than that: a page was lost.
const LEAP: i32 = 5;
/// Numbering that begins anew on another page.
const ANEW: i32 = 3;
/// Numbering that begins anew in the same place.
const ANEW_HERE: i32 = 9;
/// The first number that isn't the first: part of a book.
const LATE: i32 = 4;

/// The best chain of members, as indices, with where numbering begins anew: the members' weights less what skipping and
/// beginning anew cost. Of equals the earliest. Time is n log n.
pub(super) fn best(links: &[Link]) -> Vec<usize> {
    let highest = links.iter().map(|l| l.number).max().unwrap_or(0) as usize;
    let mut reached = Highest::new(highest + 1);
    let mut at_number: Vec<Option<(i32, usize)>> = vec![None; highest + 1];
    // The best chain that ends before the current place, and in it.
    let mut before: Option<(i32, usize)> = None;
    let mut here: Option<(i32, usize)> = None;
    let mut place = usize::MAX;
    let mut totals = Vec::with_capacity(links.len());
    let mut back: Vec<Option<usize>> = Vec::with_capacity(links.len());
    for (i, link) in links.iter().enumerate() {
        if link.place != place {
            before = better(before, here.take());
            place = link.place;
        }
        let n = link.number as usize;
        let first = if link.number <= GAP { skipped(link.number) } else { LATE };
        let mut from: (i32, Option<usize>) = (-first, None);
        let mut consider = |chain: Option<(i32, usize)>, cost: i32| {
            if let Some((total, end)) = chain
                && total - cost > from.0
            {
                from = (total - cost, Some(end));
            }
        };
        for gap in 1..=GAP.min(link.number.saturating_sub(1)) {
            consider(at_number[n - gap as usize], skipped(gap));
        }
        consider(reached.below(n), LEAP);
        if link.number <= GAP {
            consider(before, ANEW + skipped(link.number));
            consider(here, ANEW_HERE + skipped(link.number));
        }
        let total = from.0 + link.weight;
        totals.push(total);
        back.push(from.1);
        at_number[n] = better(at_number[n], Some((total, i)));
        reached.raise(n, total, i);
        here = better(here, Some((total, i)));
    }
    let mut at = (0..links.len()).rev().max_by_key(|i| totals[*i]).filter(|i| totals[*i] > 0);
    let mut found = Vec::new();
    while let Some(i) = at {
        found.push(i);
        at = back[i];
    }
    found.reverse();
    found
}

fn skipped(gap: u32) -> i32 {
    SKIP * (gap as i32 - 1)
}

/// The one with the higher total; of equals the first.
fn better(a: Option<(i32, usize)>, b: Option<(i32, usize)>) -> Option<(i32, usize)> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.0 > a.0 { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// The highest total below a number, as a Fenwick tree of maxima.
struct Highest(Vec<Option<(i32, usize)>>);

impl Highest {
    fn new(numbers: usize) -> Self {
        Self(vec![None; numbers + 1])
    }

    fn raise(&mut self, number: usize, total: i32, end: usize) {
        let mut at = number + 1;
        while at < self.0.len() {
            self.0[at] = better(self.0[at], Some((total, end)));
            at += at & at.wrapping_neg();
        }
    }

    /// Of all numbers below this one.
    fn below(&self, number: usize) -> Option<(i32, usize)> {
        let (mut at, mut found) = (number, None);
        while at > 0 {
            found = better(found, self.0[at]);
            at &= at - 1;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(members: &[(u32, i32, usize)]) -> Vec<(u32, usize)> {
        let links: Vec<Link> = members.iter().map(|&(number, weight, place)| Link { number, weight, place }).collect();
        best(&links).into_iter().map(|i| (links[i].number, links[i].place)).collect()
    }

    #[test]
    fn chains() {
        type Case<'c> = (&'c str, &'c [(u32, i32, usize)], &'c [(u32, usize)]);
        let cases: [Case<'_>; 7] = [
            ("one after the other", &[(1, 3, 0), (2, 3, 0), (3, 3, 1)], &[(1, 0), (2, 0), (3, 1)]),
            ("a number between that isn't one", &[(1, 3, 0), (7, 1, 0), (2, 3, 0)], &[(1, 0), (2, 0)]),
            ("a note that was lost", &[(1, 3, 0), (3, 3, 0), (4, 3, 0)], &[(1, 0), (3, 0), (4, 0)]),
            (
                "anew on each page",
                &[(1, 5, 0), (2, 5, 0), (1, 5, 1), (2, 5, 1), (1, 5, 2)],
                &[(1, 0), (2, 0), (1, 1), (2, 1), (1, 2)],
            ),
            (
                "a list of three on a page of notes",
                &[(1, 5, 0), (2, 5, 0), (1, 0, 0), (2, 0, 0), (3, 5, 1)],
                &[(1, 0), (2, 0), (3, 1)],
            ),
            ("nothing speaks for any", &[(1, -1, 0), (2, -1, 0)], &[]),
            (
                "pages that were lost",
                &[(1, 5, 0), (2, 5, 0), (40, 5, 9), (41, 5, 9)],
                &[(1, 0), (2, 0), (40, 9), (41, 9)],
            ),
        ];
        for (name, members, want) in cases {
            assert_eq!(chosen(members), want, "{name}");
        }
    }
}
