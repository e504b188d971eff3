//! What was said with an act that leaves no row of its own: a request for evidence, an undo, a notice.

use rusqlite::Row;
use rusqlite::types::Value;

use super::table;
use crate::domain::{CaseId, DecisionId, More, Representative, Stamp};
use crate::ledger::Action;
use crate::office::ActKind;
use crate::office::representation::follow;
use crate::store::StoreError;
use crate::store::values::{day, int, optional, read_day, text};

table!(
    REMARK, "remark", "officer", "at", "case_id", "decision", "action", "text", "day", "about", "number", "means",
    "dated"
);

/// Whose remark it is, and when and on which case it was made.
pub struct Said<'a> {
    pub by: &'a str,
    pub at: Stamp,
    pub case: CaseId,
}

/// What a remark says.
pub struct Remark {
    /// The entry that it belongs to.
    pub seq: u64,
    /// The decision that it is about.
    pub decision: Option<DecisionId>,
    /// The word of its action.
    pub action: String,
    pub text: String,
    pub more: More,
}

impl Remark {
    /// What becomes of those who represent.
    pub fn tell(&self, representatives: &mut Vec<Representative>) {
        if let Some(kind) = Action::parse(&self.action).and_then(ActKind::of_action) {
            follow(representatives, kind, &self.text, &self.more);
        }
    }
}

pub fn row(
    id: i64,
    said: &Said,
    decision: Option<DecisionId>,
    action: Action,
    remark: &str,
    more: &More,
) -> Vec<Value> {
    let there = |said: &str| if said.is_empty() { Value::Null } else { text(said) };
    vec![
        int(id),
        text(said.by),
        int(said.at.0),
        int(said.case.0),
        optional(decision.map(|decision| decision.0)),
        text(action.code()),
        text(remark),
        day(more.day),
        there(&more.about),
        there(&more.number),
        there(&more.means),
        day(more.dated),
    ]
}

pub fn read(row: &Row) -> Result<Remark, StoreError> {
    let there = |at: usize| -> rusqlite::Result<String> { Ok(row.get::<_, Option<String>>(at)?.unwrap_or_default()) };
    Ok(Remark {
        seq: row.get::<_, i64>(2)? as u64,
        decision: row.get::<_, Option<i64>>(6)?.map(DecisionId),
        action: row.get(7)?,
        text: row.get(8)?,
        more: More {
            day: read_day(row, 9)?,
            about: there(10)?,
            number: there(11)?,
            means: there(12)?,
            dated: read_day(row, 13)?,
        },
    })
}
