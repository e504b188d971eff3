//! The letter to the applicant as a document. What lies under it stays as it was typed.

use super::{Came, Face};
use crate::app::keymap::{Command, Context};
use crate::app::pane::Pane;
use crate::domain::{Day, DecisionId};
use crate::law::Library;
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

impl Face for Letter {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Read, Context::Move, Context::Everywhere]
    }

    fn pane(&mut self) -> Option<&mut Pane> {
        Some(&mut self.pane)
    }

    fn keys(&mut self, command: Command, _library: &Library) -> Came {
        Came::changed(self.pane.on(command, 0))
    }
}
