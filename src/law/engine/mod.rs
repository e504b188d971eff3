//! The engine: conditions as a program over slots, histories asked on their own days, findings. It knows one interval of the
//! law and one case at a time; citations and words are carried through it unread.

pub mod asked;
pub(crate) mod compiled;
pub(crate) mod compiler;
pub(crate) mod day_of;
pub mod evaluate;
pub mod finding;
pub(crate) mod history;
pub mod program;
pub(crate) mod question;
mod questions;
pub mod resolve;
pub(crate) mod row_test;
pub(crate) mod steps;
pub(crate) mod timeline;
pub(crate) mod value;
pub(crate) mod wanted;
