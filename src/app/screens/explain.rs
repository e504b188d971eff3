//! The full explanation of a finding.

use super::document_face;
use crate::app::pane::Pane;

#[derive(Debug, Clone)]
pub struct Explain {
    /// The finding, by its place in the determination.
    pub finding: usize,
    pub pane: Pane,
}

document_face!(Explain);
