//! The law as data: read packs, check them, compile them, determine, explain, compare.
//!
//! Pure: bytes and values in, values out. Nothing here knows SQL, files, clocks or screens.
//!
//! The way of a rule: `read` takes a pack's TOML; `parse` makes typed expressions of its conditions (`expr`, `names`);
//! `compile` lowers them, once for each interval of the law, to a flat `program` over scalar slots. The way of a case:
//! `resolve` answers each question to a `history` on its own day and fills the slots; `finding` judges each criterion
//! with its exceptions; `determine` tells the whole answer, `explain` its steps, `render` prints it.

pub mod cases;
pub mod compile;
pub mod days;
pub mod determination;
mod determine;
pub mod evaluate;
pub mod explain;
pub mod expr;
pub mod facts_json;
pub mod finding;
pub mod grounds;
pub mod guide;
pub mod history;
pub mod library;
mod marked;
pub mod mutate;
pub mod names;
pub mod pack;
mod params;
pub mod parse;
pub mod program;
mod raw;
mod read;
pub mod render;
pub mod resolve;
pub mod row_test;
pub mod schema;
pub mod smt;
mod source;
mod syntax;
pub mod timeline;
mod toml_words;
mod versions;

use std::sync::Arc;

use crate::domain::{Day, Fact, Poll, Schema, Stamp};
pub use cases::CaseResult;
pub use compile::ParamValue;
pub use determination::{Cite, CriterionFinding, Determination, Finding, Instrument, Need, PackStatus, Reading, Tri};
pub use determine::param_text;
pub use explain::{Step, StepKind};
pub use expr::{Ask, Cmp, Expr, Given, History, Node, Ty};
pub use grounds::{Ground, Reference};
pub use library::{Library, NOTATION};
pub use pack::{Clause, Compiled, Condition, Criterion, Edition, Effect, Exception, Member, Pack, Param};

/// What is asked: one person, one right, one poll.
#[derive(Debug, Clone, Copy)]
pub struct Inquiry<'a> {
    pub poll: &'a Poll,
    pub applied_on: Option<Day>,
    /// When the application was put on file; `None`: at the beginning of `applied_on`.
    pub applied_at: Option<Stamp>,
    /// Every fact ever recorded, superseded ones too; the knowledge knob chooses among them.
    pub facts: &'a [Fact],
    pub knobs: Knobs,
}

impl Inquiry<'_> {
    /// The day of application, where it was on file at the moment of knowledge.
    pub fn application(&self) -> Option<Day> {
        let applied = self.applied_on?;
        let filed = self.applied_at.unwrap_or(Stamp::start_of(applied));
        self.knobs.known_at.is_none_or(|at| filed <= at).then_some(applied)
    }
}

/// The three dates of every determination; `None` is the default of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Knobs {
    /// Facts as at this polling day instead of the poll's own; the poll's milestones move with it.
    pub poll_day: Option<Day>,
    /// The version of the law; default the polling day.
    pub law_date: Option<Day>,
    /// Only what was on record at this moment; default now.
    pub known_at: Option<Stamp>,
}

/// Reads, checks, compiles and tries one pack. A pack whose own cases fail, or do not show every criterion each way,
/// does not load.
pub fn load(file: &str, text: &str, schema: &Arc<Schema>) -> Result<Pack, Vec<LawError>> {
    let pack = read::read(file, text, schema, read::Purpose::Prove)?;
    let mut errors = Vec::new();
    for result in pack.run_cases().into_iter().filter(|result| !result.differs.is_empty()) {
        let problem = format!("case {:?}: {}", result.name, result.differs.join("; "));
        errors.push(LawError { file: file.to_owned(), line: result.line, column: 1, problem });
    }
    // What a case that fails would have shown is not known.
    let uncovered = if errors.is_empty() { pack.uncovered() } else { Vec::new() };
    for (line, problem) in uncovered {
        errors.push(LawError { file: file.to_owned(), line, column: 1, problem });
    }
    if errors.is_empty() { Ok(pack) } else { Err(source::once(errors)) }
}

/// Reads, checks and compiles a pack without trying its cases: for tests of what comes after.
#[cfg(test)]
pub fn read_untried(file: &str, text: &str, schema: &Arc<Schema>) -> Result<Pack, Vec<LawError>> {
    read::read(file, text, schema, read::Purpose::Prove)
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

#[cfg(test)]
mod tests;
