//! Which cases missed the day by which they were to be decided, and which fall due soon: windows in the order of that day,
//! by key, so that an office of any size is read without being held.

use rusqlite::{Row, params};

use super::lease::longest;
use super::listed::{day_of, key, slot, slot_of};
use super::values::str_at;
use super::{Store, StoreError};
use crate::domain::deadline::{Deadline, Deadlines, Which};
use crate::domain::{CaseId, RowKey, Stamp, Status};

/// Rows of one window.
const WINDOW: i64 = 500;

/// What is left to do has no decision that stands, whatever was decided before; what a second officer approved was decided
/// on that day. The columns after the status: the moment of the decision, and who works on it or has decided.
const COLUMNS: &str = concat!(
    "SELECT listed.slot, listed.name, listed.status, ",
    "CASE WHEN listed.todo = 1 THEN NULL ELSE coalesce((SELECT max(at) FROM approval WHERE decision = decision.id ",
    "AND approved = 1), decision.at) END AS decided_at, ",
    "CASE WHEN listed.todo = 1 THEN coalesce(lease.officer, listed.assigned) ELSE decision.officer END ",
);
const JOINS: &str = concat!(
    "LEFT JOIN decision ON listed.todo = 0 AND decision.id = (SELECT max(id) FROM decision AS newest ",
    "WHERE newest.case_id = listed.slot & 1099511627775) ",
    "LEFT JOIN lease ON lease.case_id = listed.slot & 1099511627775 AND lease.until - ?1 BETWEEN 1 AND ",
    longest!()
);
/// The first day of 1970, counted as in a slot.
const EPOCH: i64 = 719_163;

impl Store {
    /// The next window of cases due in a span of days; `after`: the row before it.
    pub fn deadlines(
        &self,
        wanted: &Deadlines,
        after: Option<&RowKey>,
        now: Stamp,
    ) -> Result<Vec<(RowKey, Deadline)>, StoreError> {
        let first = slot(wanted.from, CaseId(0));
        let first = after.map_or(first, |key| slot_of(key.due, key.case.0) + 1);
        let end = wanted.to.succ_opt().unwrap_or(wanted.to);
        let (from, condition) = if wanted.which == Which::ToDoOrLate {
            let late = format!("(todo = 1 OR decided_at >= ((slot >> 40) + 1 - {EPOCH}) * 86400000)");
            ("listed NOT INDEXED", late)
        } else {
            ("listed INDEXED BY listed_to_do", "todo = 1".to_owned())
        };
        let sql = format!(
            "{COLUMNS} FROM {from} {JOINS} WHERE listed.slot >= ?2 AND listed.slot < ?3 AND {condition} \
             ORDER BY listed.slot LIMIT {WINDOW}"
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let mut found = statement.query(params![now.0, first, slot(end, CaseId(0))])?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push(read(row)?);
        }
        Ok(rows)
    }
}

fn read(row: &Row) -> Result<(RowKey, Deadline), StoreError> {
    let key = key(String::new(), row.get(0)?);
    let strange = || StoreError::damaged("listed.status holds something this program never writes");
    let deadline = Deadline {
        case: key.case,
        name: row.get(1)?,
        status: Status::parse(str_at(row, 2)?).ok_or_else(strange)?,
        due_on: day_of(key.due)?,
        decided_on: row.get::<_, Option<i64>>(3)?.map(|at| Stamp(at).day()),
        officer: row.get(4)?,
    };
    Ok((key, deadline))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::listed::due_number;

    #[test]
    fn the_first_day_of_a_moment_is_the_one_that_sql_counts_from() {
        assert_eq!(due_number(Stamp(0).day()), EPOCH);
    }
}
