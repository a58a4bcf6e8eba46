//! How citations hang together: components, circles, orders, ways.

pub mod blind_spots;
pub mod components;
pub mod cycle_class;
mod cycle_search;
pub mod cycles;
pub mod dominators;
pub mod feedback;
mod inner;
pub mod main_path;
pub mod order;
pub mod reach;
