//! What the officer did today, newest first, with what can still be done about it.

use super::{Came, Face};
use crate::app::Effect;
use crate::app::deeds::Deed;
use crate::app::keymap::{Command, Context};
use crate::app::pane::Pane;
use crate::domain::Stamp;
use crate::law::Library;

/// So many acts are shown at most.
pub const MOST: usize = 200;
/// So many entries of everybody are looked at for them at most.
pub const LOOKED: usize = 20_000;

#[derive(Debug, Clone, Default)]
pub struct Today {
    pub deeds: Vec<Deed>,
    pub pane: Pane,
    /// There may be more than are shown.
    pub cut: bool,
    /// An answer has come.
    pub loaded: bool,
}

impl Today {
    pub(crate) fn open() -> (Today, Effect) {
        (Today::default(), Effect::LoadToday)
    }

    /// Takes the acts in; the cursor stays on its own.
    pub fn take(&mut self, deeds: Vec<Deed>, cut: bool) {
        let at = self.chosen().map(|deed| deed.row.seq);
        let found = at.and_then(|seq| deeds.iter().position(|deed| deed.row.seq == seq));
        self.pane.cursor = found.unwrap_or(self.pane.cursor).min(deeds.len().saturating_sub(1));
        (self.deeds, self.cut, self.loaded) = (deeds, cut, true);
    }

    /// Until when the act at the cursor can be taken back.
    pub fn undo_until(&self) -> Option<Stamp> {
        self.chosen()?.undo_until()
    }

    pub fn chosen(&self) -> Option<&Deed> {
        self.deeds.get(self.pane.cursor)
    }
}

impl Face for Today {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Today, Context::Move, Context::Everywhere]
    }

    fn pane(&mut self) -> Option<&mut Pane> {
        Some(&mut self.pane)
    }

    fn keys(&mut self, command: Command, _library: &Library) -> Came {
        let chosen = self.chosen();
        match command {
            Command::Open => chosen.and_then(Deed::case).map_or(Came::Nothing, Came::Case),
            Command::Undo => {
                let until = chosen.and_then(Deed::case).zip(self.undo_until());
                until.map_or(Came::Say("today-no-undo"), |(case, until)| Came::TakeBack { case, until })
            }
            _ => {
                let count = self.deeds.len();
                Came::changed(self.pane.on(command, count))
            }
        }
    }
}
