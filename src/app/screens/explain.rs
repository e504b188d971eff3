//! The full explanation of a finding.

use super::{Came, Face};
use crate::app::keymap::{Command, Context};
use crate::app::pane::Pane;
use crate::law::Library;

#[derive(Debug, Clone)]
pub struct Explain {
    /// The finding, by its place in the determination.
    pub finding: usize,
    pub pane: Pane,
}

impl Face for Explain {
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
