//! The notation: how a condition is written, and the typed form of it that everything else works with.

pub(crate) mod marked;
pub mod names;
pub mod parse;
mod syntax;
mod tree;

pub use tree::*;

/// The number of the notation's meaning. It changes when an expression, a table or a rule of the engine comes to mean
/// something else, and stands in whatever remembers what a pack was checked as.
pub const NOTATION: u32 = 1;
