//! The help: every key of the keymap, searchable by what it does and by the key.

use super::{Came, Face};
use crate::app::key::Key;
use crate::app::keymap::{Command, Context};
use crate::app::line::{Line, Typed};
use crate::app::pane::Pane;
use crate::law::Library;

#[derive(Debug, Clone, Default)]
pub struct Help {
    pub pane: Pane,
    pub search: Line,
    pub searching: bool,
}

impl Help {
    /// A key while the search is typed.
    pub fn search_key(&mut self, command: Option<Command>, key: Key) {
        match command {
            Some(Command::KeepSearch) => self.searching = false,
            Some(Command::Cancel) => {
                self.searching = false;
                self.search.set("");
            }
            Some(command) => {
                self.pane.on(command, 0);
            }
            None => {
                if self.search.on(key) == Typed::Changed {
                    self.pane = Pane::default();
                }
            }
        }
    }
}

impl Face for Help {
    fn contexts(&self) -> &'static [Context] {
        match self.searching {
            true => &[Context::Search],
            false => &[Context::Help, Context::Read, Context::Move, Context::Everywhere],
        }
    }

    fn pane(&mut self) -> Option<&mut Pane> {
        Some(&mut self.pane)
    }

    fn keys(&mut self, command: Command, _library: &Library) -> Came {
        if command == Command::Search {
            self.searching = true;
        }
        Came::changed(command == Command::Search || self.pane.on(command, 0))
    }
}
