//! What the rules look at: everything on record that an act can depend on, at one moment.

use super::staff::Staff;
use crate::domain::case::Waits;
use crate::domain::{
    Case, CaseFile, Day, DecisionId, Fact, Hold, Office, Officer, Poll, Representative, Schema, Stamp,
};
use crate::law::Pack;

/// The office as one act finds it.
#[derive(Debug, Clone, Copy)]
pub struct Snapshot<'a> {
    /// Whoever acts, if they are an officer.
    pub officer: Option<&'a Officer>,
    /// What the office is, and what it sets for itself. Where nobody in it is real any login may act as any officer, and any
    /// clock will do.
    pub office: &'a Office,
    /// Until when nothing about people, rules or the program changes without two people, if it is so now.
    pub frozen: Option<Day>,
    /// The version of this program.
    pub program: &'a str,
    /// The login may speak for officers whose login is another.
    pub gateway: bool,
    /// When the newest entry was made.
    pub last_at: Stamp,
    /// The schema of facts.
    pub schema: &'a Schema,
    /// Everybody who works in the office.
    pub staff: &'a Staff,
    /// What the act is about.
    pub subject: Subject<'a>,
}

/// What the act is about.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// `None`: there is no such case.
    Case(Option<CaseSnapshot<'a>>),
    /// The office itself.
    Office,
}

/// A case with what the law reads of it.
#[derive(Debug, Clone, Copy)]
pub struct CaseSnapshot<'a> {
    /// The case, as its entries leave it.
    pub case: &'a Case,
    /// Its poll.
    pub poll: &'a Poll,
    /// Every fact ever recorded about the applicant.
    pub facts: &'a [Fact],
    /// The pack that governs the case; `None`: the program does not have it.
    pub pack: Option<&'a Pack>,
    /// A pack that an act on the case would put on record for the first time; looked for only while the office is frozen.
    pub new_rules: Option<&'a str>,
    /// The decision that was made last.
    pub standing: Option<&'a Standing>,
    /// Whose decision was returned to be made anew by another.
    pub barred: Option<&'a str>,
    /// Who holds it.
    pub hold: Option<&'a Hold>,
    /// What it waits for beside its status.
    pub waits: Waits,
    /// Who acts for the person; read only where somebody shall do so no longer.
    pub representatives: &'a [Representative],
    /// Who changed the case last; read only where the version that was seen is not the newest.
    pub last_change: Option<&'a LastChange>,
}

/// A decision, as far as the rules need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its number.
    pub id: DecisionId,
    /// The officer who made it.
    pub by: String,
    /// When it was made.
    pub at: Stamp,
}

impl Standing {
    /// The newest decision of a file, taken back or not.
    pub fn of(file: &CaseFile) -> Option<Standing> {
        file.decisions.last().map(|one| Standing { id: one.id, by: one.by.clone(), at: one.at })
    }
}

/// The newest entry about a case or its applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastChange {
    /// The officer.
    pub by: String,
    /// When.
    pub at: Stamp,
    /// The word of the action.
    pub action: String,
}
