//! (coming)
pub mod sample;
pub mod vri;
