//! The engine: conditions as a program over slots, histories asked on their own days, findings. It knows one interval of the
//! law and one case at a time; citations and words are carried through it unread.

pub mod asked;
pub mod compiled;
pub mod compiler;
pub mod day_of;
pub mod evaluate;
pub mod finding;
pub mod history;
pub mod program;
pub mod question;
mod questions;
pub mod resolve;
pub mod row_test;
pub mod steps;
pub mod timeline;
pub mod value;
pub mod wanted;
