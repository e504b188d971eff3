//! The law as data: read packs, check them, compile them, determine, explain, compare.
//!
//! Pure: bytes and values in, values out. Nothing here knows SQL, files, clocks or screens.

pub mod determination;

use crate::domain::{Day, Fact, Poll, Proposal, Right, Schema, Stamp};
pub use determination::{Cite, CriterionFinding, Determination, Finding, Need, Node, NodeKind, PackStatus, Tri};

/// The fact schema and every pack the program knows.
#[derive(Debug)]
pub struct Library {
    pub schema: Schema,
    pub packs: Vec<Pack>,
}

/// A loaded, checked and compiled pack.
#[derive(Debug)]
pub struct Pack {
    pub id: String,
}

/// What is asked: one person, one right, one poll.
#[derive(Debug, Clone, Copy)]
pub struct Inquiry<'a> {
    pub poll: &'a Poll,
    pub applied_on: Option<Day>,
    /// Every fact ever recorded, superseded ones too; the knowledge knob chooses among them.
    pub facts: &'a [Fact],
    pub knobs: Knobs,
}

/// The three dates of every determination; `None` is the default of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Knobs {
    /// Facts as at this polling day instead of the poll's own.
    pub poll_day: Option<Day>,
    /// The version of the law; default the polling day.
    pub law_date: Option<Day>,
    /// Only what was on record at this moment; default now.
    pub known_at: Option<Stamp>,
}

impl Library {
    /// The embedded schema and packs.
    pub fn embedded() -> Result<Library, Vec<LawError>> {
        todo!()
    }
    pub fn pack(&self, id: &str) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.id == id)
    }
    /// The pack for a right in a host state, where exactly one exists.
    pub fn pack_for(&self, _host: &str, _right: Right) -> Option<&Pack> {
        todo!()
    }
}

impl Pack {
    /// The determination with its full explanation.
    pub fn determine(&self, _inquiry: &Inquiry) -> Determination {
        todo!()
    }
    /// The determination in the small form that is stored beside a case. No explanation is built.
    pub fn propose(&self, _inquiry: &Inquiry) -> Proposal {
        todo!()
    }
}

/// What is wrong with a pack, a schema or an expression, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {problem}")]
pub struct LawError {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub problem: String,
}
