//! The ledger, newest entry first, and what its verification came to.

use super::{Came, Face};
use crate::app::Effect;
use crate::app::keymap::{Command, Context};
use crate::app::pane::Pane;
use crate::domain::LedgerRow;
use crate::law::Library;

/// How many entries are asked for at once.
const CHUNK: usize = 200;

/// What a verification came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// It takes a while; the officer may go on working.
    UnderWay {
        /// How far it is, in hundredths.
        percent: u8,
    },
    /// Everything holds: so many entries, so many rows of the live tables, and the root over the entries in hex.
    Holds { entries: u64, rows: u64, root: String },
    /// The first thing that does not hold: the code of its class, where, and what.
    Fails { class: &'static str, place: String, what: String },
}

#[derive(Debug, Clone, Default)]
pub struct Ledger {
    pub rows: Vec<LedgerRow>,
    pub pane: Pane,
    /// Older entries exist.
    pub more: bool,
    pub verified: Option<Verified>,
}

impl Ledger {
    pub(crate) fn open() -> (Ledger, Effect) {
        (Ledger { more: true, ..Ledger::default() }, Effect::LoadEntries { before: None, limit: CHUNK })
    }

    /// Moves the cursor as a command says, by whole entries. `false`: not a moving command.
    fn go(&mut self, command: Command) -> bool {
        let page = self.pane.extent.page.max(1);
        let leap = match command {
            Command::HalfDown => Some(self.pane.cursor + page / 2),
            Command::PageDown => Some(self.pane.cursor + page),
            Command::HalfUp => Some(self.pane.cursor.saturating_sub(page / 2)),
            Command::PageUp => Some(self.pane.cursor.saturating_sub(page)),
            _ => None,
        };
        match leap {
            Some(to) => {
                self.pane.cursor = to.min(self.rows.len().saturating_sub(1));
                self.pane.free = false;
            }
            None => return self.pane.on(command, self.rows.len()),
        }
        true
    }

    pub fn take(&mut self, before: Option<u64>, rows: Vec<LedgerRow>) {
        if before.is_none() {
            self.rows.clear();
        }
        self.more = rows.len() == CHUNK;
        self.rows.extend(rows);
    }

    /// Asks for older entries when the cursor comes near the oldest one.
    fn ask_more(&self) -> Vec<Effect> {
        let near = self.pane.cursor + CHUNK / 2 > self.rows.len();
        match self.rows.last() {
            Some(last) if near && self.more => vec![Effect::LoadEntries { before: Some(last.seq), limit: CHUNK }],
            _ => Vec::new(),
        }
    }
}

impl Face for Ledger {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Ledger, Context::Move, Context::Everywhere]
    }

    fn pane(&mut self) -> Option<&mut Pane> {
        Some(&mut self.pane)
    }

    fn keys(&mut self, command: Command, _library: &Library) -> Came {
        match command {
            Command::Open => match self.rows.get(self.pane.cursor).and_then(|row| row.case) {
                Some(case) => Came::Case(case),
                None => Came::Nothing,
            },
            Command::Copy => match self.rows.get(self.pane.cursor) {
                Some(row) => Came::Changed(vec![Effect::Copy(row.seq)]),
                None => Came::Nothing,
            },
            Command::Verify => Came::Changed(vec![Effect::Verify]),
            _ if self.go(command) => Came::Changed(self.ask_more()),
            _ => Came::Nothing,
        }
    }
}
