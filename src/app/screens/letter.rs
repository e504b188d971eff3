//! The letter to the applicant as a document. What lies under it stays as it was typed.

use super::document_face;
use crate::app::pane::Pane;
use crate::domain::{Day, DecisionId};
use crate::wording::letter::Basis;

#[derive(Debug, Clone)]
pub struct Letter {
    /// The decision of which it tells.
    pub decision: DecisionId,
    pub basis: Box<Basis>,
    /// Number and day, as far as they are known.
    pub number: String,
    pub day: Option<Day>,
    pub pane: Pane,
}

document_face!(Letter);
