//! (coming)
pub mod sample;
