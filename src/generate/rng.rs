//! What a generator asks of chance.

pub use crate::random::Rng;

impl Rng {
    /// A number from `low` to `high`, both possible.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True `percent` times out of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `all`, which isn't empty.
    pub fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        *self.one_of(all)
    }

    /// One of `all`, which isn't empty, where it lies.
    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let numbers = |seed| (0..9).map(|_| Rng::new(seed).between(3, 7)).collect::<Vec<_>>();
        assert_eq!(numbers(4), numbers(4));
        assert!(numbers(4).iter().all(|n| (3..=7).contains(n)));
    }
}
