//! What an import, a sample or a clerk brings in: a person, what is known of them, and what they ask for.

use super::fact::FactDraft;
use super::poll::{Poll, Right};
use super::time::Day;

/// One application to be opened as a case. The store finds or makes the applicant and the poll, gives out the numbers,
/// and computes the first proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCase {
    /// What makes this application the same one if it comes again: the sender's own number, or a digest of the record.
    /// Unique within the office; a second one with the same key is skipped.
    pub key: String,
    /// The person who asks.
    pub applicant: NewApplicant,
    /// Found by host, day, level and municipality; made where the office does not have it yet.
    pub poll: Poll,
    /// What they ask for.
    pub right: Right,
    /// Id of the pack that governs it.
    pub pack: String,
    /// The day on which it came in; `None`: the day of the intake.
    pub applied_on: Option<Day>,
    /// The day by which the office must decide.
    pub due_on: Day,
    /// What is recorded with it, in this order; may be empty.
    pub facts: Vec<FactDraft>,
}

/// A person as an application describes them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewApplicant {
    /// What makes two applications those of one person; the same key finds the same applicant.
    pub key: String,
    /// As it was written; never empty.
    pub name: String,
    /// Latin spelling as in the passport; may be empty.
    pub latin: String,
    /// The number of the identity document as it was written; may be empty.
    pub document: String,
    /// The number that the person's state gave them; may be empty.
    pub personal_number: String,
}

/// What became of a batch: in = opened + skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Intake {
    /// How many are new in the office.
    pub opened: usize,
    /// Already there under the same key.
    pub skipped: usize,
}
