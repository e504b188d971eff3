//! The figures above the queue: read off its indexes, each up to a limit, so that no office is too large to be counted.

use rusqlite::params_from_iter;

use super::conditions::{Conditions, Wanted};
use super::listed::{slot, slot_of};
use super::values::int;
use super::{Store, StoreError};
use crate::domain::counts::{Counts, CountsQuery};
use crate::domain::{CaseId, Condition, Day, Filter, Stamp, StatusFilter};

/// Rows that are looked at for the size of a view that no index serves.
const LOOKED_AT: usize = 4_000;

impl Store {
    /// Counts what is left, and where a row stands.
    pub fn counts(&self, query: &CountsQuery, now: Stamp) -> Result<Counts, StoreError> {
        let first = |day: Day| slot(day, CaseId(0));
        let (today, after) = (first(query.today), first(query.soon.succ_opt().unwrap_or(Day::MAX)));
        let wanted = self.wanted(&query.filter, now)?;
        let own: Vec<Condition> = query.filter.own().cloned().collect();
        let to_do = self.wanted(&Filter { conditions: own.clone(), ..Filter::default() }, now)?;
        let mut soon = to_do.clone();
        soon.by_index = soon.by_index.with("slot >= ?", int(today));
        let (status, conditions) = (StatusFilter::All, own.into_iter().chain([Condition::Returned]).collect());
        let returned = self.wanted(&Filter { status, conditions, ..Filter::default() }, now)?;
        Ok(Counts {
            to_do: self.in_view(&to_do, i64::MAX)?,
            late: self.in_view(&to_do, today)?,
            soon: self.in_view(&soon, after)?,
            returned: self.in_view(&returned, i64::MAX)?,
            view: self.in_view(&wanted, i64::MAX)?,
            before: match &query.row {
                Some(key) => self.in_view(&wanted, slot_of(key.due, key.case.0))?,
                None => Some(0),
            },
        })
    }

    /// Rows of a view before a slot; `None`: no index serves the view, and it is too long to look at while somebody waits.
    fn in_view(&self, wanted: &Wanted, until: i64) -> Result<Option<usize>, StoreError> {
        let by_index = wanted.by_index.with("slot < ?", int(until));
        if wanted.is_by_index() {
            return self.up_to(&format!("listed {}", wanted.index), &by_index).map(Some);
        }
        if !wanted.needs.is_empty() {
            return Ok(None);
        }
        let seen = format!(
            "SELECT slot FROM listed {} WHERE {} ORDER BY slot LIMIT {LOOKED_AT}",
            wanted.index,
            by_index.sql()
        );
        let sql = format!(
            "SELECT count(*), coalesce(sum({}), 0) FROM ({seen}) AS seen CROSS JOIN listed ON listed.slot = seen.slot",
            wanted.of_row.sql()
        );
        // The values of the sum stand before those of the index.
        let values = wanted.of_row.values.iter().chain(&by_index.values);
        let mut statement = self.db.prepare_cached(&sql)?;
        let (seen, shown): (i64, i64) =
            statement.query_row(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(usize::try_from(shown).ok().filter(|_| seen < LOOKED_AT as i64))
    }

    fn up_to(&self, from: &str, conditions: &Conditions) -> Result<usize, StoreError> {
        let sql =
            format!("SELECT count(*) FROM (SELECT 1 FROM {from} WHERE {} LIMIT {})", conditions.sql(), Counts::MOST);
        let mut statement = self.db.prepare_cached(&sql)?;
        let count: i64 = statement.query_row(params_from_iter(&conditions.values), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }
}
