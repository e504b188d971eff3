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
    pub applicant: NewApplicant,
    /// Found by host, day, level and municipality; made where the office does not have it yet.
    pub poll: Poll,
    pub right: Right,
    /// Id of the pack that governs it.
    pub pack: String,
    pub applied_on: Option<Day>,
    pub due_on: Day,
    pub facts: Vec<FactDraft>,
}

/// A person as an application describes them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewApplicant {
    /// What makes two applications those of one person; the same key finds the same applicant.
    pub key: String,
    pub name: String,
    /// Latin spelling as in the passport; may be empty.
    pub latin: String,
    pub document: String,
    pub personal_number: String,
}

/// What became of a batch: in = opened + skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Intake {
    pub opened: usize,
    /// Already there under the same key.
    pub skipped: usize,
}
