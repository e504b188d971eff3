//! The state machine of the screens. Pure: no IO, no clock, no sentences.

pub mod key;
