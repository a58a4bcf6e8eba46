//! The same work for each block of a graph's works: on one thread, or with the feature `parallel` on rayon's.
//!
//! Blocks come back in order, whoever did them, so that the answer has the same bytes on any number of threads.

use std::ops::Range;

use crate::graph::FrozenGraph;
use crate::query::narrow;

/// How many works a block has: what was found for one block is held until it is handed on.
const BLOCK: u32 = 16;

fn blocks(graph: &FrozenGraph) -> impl Iterator<Item = Range<u32>> + use<> {
    let n = narrow(graph.work_count());
    (0..n.div_ceil(BLOCK)).map(move |i| i * BLOCK..n.min((i + 1) * BLOCK))
}

/// The work on each block, in order, with one state.
#[cfg(not(feature = "parallel"))]
pub(super) fn each_block<S, T>(
    graph: &FrozenGraph,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, Range<u32>) -> Vec<T> + Sync,
) -> impl Iterator<Item = T> {
    let mut state = state();
    blocks(graph).flat_map(move |block| work(&mut state, block))
}

/// The work on each block, in order: a few blocks for each thread at a time, with a state for each thread.
#[cfg(feature = "parallel")]
pub(super) fn each_block<S: Send, T: Send>(
    graph: &FrozenGraph,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, Range<u32>) -> Vec<T> + Sync,
) -> impl Iterator<Item = T> {
    use std::sync::{Mutex, PoisonError};

    use rayon::prelude::*;

    let threads = rayon::current_num_threads();
    // States are kept between rounds: a row's array is as long as there are works.
    let states: Mutex<Vec<S>> = Mutex::new(Vec::new());
    let mut blocks = blocks(graph);
    std::iter::from_fn(move || {
        let round: Vec<_> = blocks.by_ref().take(8 * threads).collect();
        if round.is_empty() {
            return None;
        }
        let take = || states.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_else(&state);
        let put = |state| states.lock().unwrap_or_else(PoisonError::into_inner).push(state);
        let one = |block| {
            let mut own = take();
            let done = work(&mut own, block);
            put(own);
            done
        };
        Some(round.into_par_iter().map(one).collect::<Vec<Vec<T>>>())
    })
    .flatten()
    .flatten()
}
