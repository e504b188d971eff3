//! The packs: a list of them, and one of them as a document.

use super::{Came, Face};
use crate::app::keymap::{Command, Context};
use crate::app::pane::Pane;
use crate::law::Library;

#[derive(Debug, Clone, Default)]
pub struct Packs {
    pub list: Pane,
    /// The pack that is open (its place in the library) and where its document stands.
    pub open: Option<(usize, Pane)>,
}

impl Face for Packs {
    fn contexts(&self) -> &'static [Context] {
        match self.open {
            Some(_) => &[Context::Read, Context::Move, Context::Everywhere],
            None => &[Context::Choose, Context::Move, Context::Everywhere],
        }
    }

    fn pane(&mut self) -> Option<&mut Pane> {
        Some(self.open.as_mut().map_or(&mut self.list, |(_, pane)| pane))
    }

    /// What leaves an open pack leads to the list.
    fn keys(&mut self, command: Command, library: &Library) -> Came {
        let packs = library.len();
        let Some((_, pane)) = &mut self.open else {
            if command == Command::Open && self.list.cursor < packs {
                self.open = Some((self.list.cursor, Pane::default()));
                return Came::changed(true);
            }
            return Came::changed(self.list.on(command, packs));
        };
        if command == Command::Back {
            self.open = None;
            return Came::changed(true);
        }
        Came::changed(pane.on(command, 0))
    }
}
