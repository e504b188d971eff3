//! The record: canonical entry, commitment, tree, proof. Pure: bytes in, verdict out.
//!
#![doc = include_str!("format.md")]
pub mod action;
pub mod commitment;
pub mod entry;
pub mod fault;
pub mod tree;

pub use action::{Action, Capacity};
pub use commitment::commitment;
pub use entry::{Entry, EntryError, Field, Rule};
pub use fault::{Fault, FaultClass, Report};
pub use tree::Hash;
