//! What a determination is asked: a person's facts, a poll, and the three dates.

use crate::domain::{Day, Fact, Poll, Stamp};

/// What is asked: one person, one right, one poll.
#[derive(Debug, Clone, Copy)]
pub struct Inquiry<'a> {
    /// The election that is asked about.
    pub poll: &'a Poll,
    /// The day of the application; `None`: it is not known.
    pub applied_on: Option<Day>,
    /// When the application was put on file; `None`: at the beginning of `applied_on`.
    pub applied_at: Option<Stamp>,
    /// Every fact ever recorded, superseded ones too; the knowledge knob chooses among them.
    pub facts: &'a [Fact],
    /// The three dates, where they are not the ordinary ones.
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
