//! The conditions of a view, as SQL over the rows of the queue. What no column says is asked of each row afterwards.

use chrono::Datelike;
use rusqlite::types::Value;

use super::listed::{due_number, slot_of};
use super::values::{int, text};
use super::{Store, StoreError};
use crate::domain::competence::Competence;
use crate::domain::filter::{Comparison, Whose};
use crate::domain::{CaseId, Condition, Day, Filter, Stamp, StatusFilter, fold};
use crate::law::{Inquiry, Knobs};
use crate::office::second_entry::seen_by_all;
use crate::office::{Matter, lies_within};

/// The pack of a case in the queue.
const PACK: &str = "(SELECT pack FROM case_file WHERE id = listed.slot & 1099511627775)";
/// Stands for a pack that no competence names: no pack has this id.
const ANY_OTHER: &str = "";

/// What a view asks for, over `listed`: which index is read, and what must hold of its rows.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// The index, as `FROM` names it; empty where the table itself is in order.
    pub index: &'static str,
    /// What the index is read by: conditions over its columns alone.
    pub by_index: Conditions,
    /// What else must hold of a row.
    pub of_row: Conditions,
    pub needs: Needs,
}

/// The kinds of fact for which the proposal must wait; no column says that.
#[derive(Debug, Clone, Default)]
pub(super) struct Needs {
    kinds: Vec<String>,
    /// The kinds that the office wants entered twice: a view tells nobody what one officer entered alone.
    twice: Vec<String>,
}

impl Needs {
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }
}

/// Conditions with their values, joined by `AND`.
#[derive(Debug, Clone, Default)]
pub(super) struct Conditions {
    sql: String,
    pub values: Vec<Value>,
}

impl Conditions {
    pub fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        if !self.sql.is_empty() {
            self.sql.push_str(" AND ");
        }
        self.sql.push_str(sql);
        self.values.extend(values);
    }

    /// The same with one more.
    pub fn with(&self, sql: &str, value: Value) -> Conditions {
        let mut more = self.clone();
        more.and(sql, [value]);
        more
    }

    /// As SQL that always holds where there are none.
    pub fn sql(&self) -> &str {
        if self.sql.is_empty() { "1" } else { &self.sql }
    }
}

impl Wanted {
    /// Whether the index alone says which rows are shown.
    pub fn is_by_index(&self) -> bool {
        self.of_row.sql.is_empty() && self.needs.is_empty()
    }

    /// Everything that a row must fulfil, whatever index leads to it.
    pub fn all(&self) -> Conditions {
        let mut all = self.by_index.clone();
        if !self.of_row.sql.is_empty() {
            all.and(&self.of_row.sql, self.of_row.values.iter().cloned());
        }
        all
    }
}

impl Store {
    /// What a view asks for at this moment.
    pub(super) fn wanted(&self, filter: &Filter, now: Stamp) -> Result<Wanted, StoreError> {
        let office = self.office()?;
        let today = office.zone.day(now);
        let (mut by_index, mut of_row) = (Conditions::default(), Conditions::default());
        let mut needs = Needs { kinds: Vec::new(), twice: office.second_entry };
        let mut index = "";
        for condition in &filter.conditions {
            // The first of these that is asked for leads; the others are looked at row by row.
            let leads = index.is_empty();
            match condition {
                Condition::Returned if leads => {
                    index = "INDEXED BY listed_returned";
                    by_index.and("returned = 1", []);
                }
                Condition::Asked(Whose::Named(name)) if leads => {
                    index = "INDEXED BY listed_by_asked";
                    by_index.and("asked = ?", [text(name)]);
                }
                Condition::Assigned(Whose::Named(name)) if leads => {
                    index = "INDEXED BY listed_by_assigned";
                    by_index.and("assigned = ?", [text(name)]);
                }
                Condition::Appealed if leads => {
                    index = "INDEXED BY listed_appealed";
                    by_index.and("appeal IS NOT NULL", []);
                }
                Condition::Overdue if leads => {
                    index = "INDEXED BY listed_waiting";
                    by_index.and("answer_by < ?", [int(due_number(today))]);
                }
                Condition::Due(comparison, when) => due(&mut by_index, *comparison, when.day(today)),
                Condition::Needs(kind) => {
                    of_row.and("listed.outcome = 'undetermined'", []);
                    needs.kinds.push(kind.clone());
                }
                other => self.row_condition(&mut of_row, other, today, now)?,
            }
        }
        let rests = filter.has(&Condition::Resting);
        match filter.status {
            StatusFilter::All => {}
            StatusFilter::ToDo if index.is_empty() => {
                index = "INDEXED BY listed_to_do";
                by_index.and("todo = 1", []);
            }
            StatusFilter::ToDo => of_row.and("listed.todo = 1", []),
            StatusFilter::One(status) if index.is_empty() => {
                index = "INDEXED BY listed_by_status";
                by_index.and("status = ?", [text(status.code())]);
            }
            StatusFilter::One(status) => of_row.and("listed.status = ?", [text(status.code())]),
        }
        if filter.status == StatusFilter::ToDo && !rests {
            // What was put aside is no work of today.
            let sql = "(rests IS NULL OR rests <= ?)";
            let place = if index == "INDEXED BY listed_to_do" { &mut by_index } else { &mut of_row };
            place.and(sql, [int(due_number(today))]);
        }
        Ok(Wanted { index, by_index, of_row, needs })
    }

    fn row_condition(
        &self,
        of_row: &mut Conditions,
        condition: &Condition,
        today: Day,
        now: Stamp,
    ) -> Result<(), StoreError> {
        let mut whose = |column: &str, whose: &Whose| match whose {
            Whose::Named(name) => of_row.and(&format!("{column} = ?"), [text(name)]),
            Whose::Anybodys => of_row.and(&format!("{column} IS NOT NULL"), []),
            Whose::Nobodys => of_row.and(&format!("{column} IS NULL"), []),
        };
        const HOLDER: &str = concat!(
            "(SELECT officer FROM lease WHERE case_id = listed.slot & 1099511627775 AND until - :now BETWEEN 1 AND ",
            super::lease::longest!(),
            ")"
        );
        match condition {
            Condition::Held(who) => whose(&HOLDER.replace(":now", &now.0.to_string()), who),
            Condition::Assigned(who) => whose("listed.assigned", who),
            Condition::Asked(who) => whose("listed.asked", who),
            Condition::Returned => of_row.and("listed.returned = 1", []),
            Condition::Appealed => of_row.and("listed.appeal IS NOT NULL", []),
            Condition::Overdue => of_row.and("listed.answer_by < ?", [int(due_number(today))]),
            Condition::Resting => of_row.and("listed.rests > ?", [int(due_number(today))]),
            Condition::Right(right) => of_row.and("listed.\"right\" = ?", [text(right.code())]),
            Condition::Outcome(outcome) => of_row.and("listed.outcome = ?", [text(outcome.code())]),
            Condition::Poll(poll) => of_row.and("listed.poll = ?", [int(*poll)]),
            Condition::Host(_) | Condition::Place(_) => {
                let polls: Vec<String> = self.polls_in(condition)?.iter().map(i64::to_string).collect();
                of_row.and(&format!("listed.poll IN ({})", polls.join(",")), []);
            }
            Condition::Own(officer) => {
                if let Some(own) = self.own(officer)? {
                    of_row.and(&own.sql, own.values);
                }
            }
            Condition::Due(..) | Condition::Needs(_) => {}
        }
        Ok(())
    }

    /// The cases for which an officer is competent; `None`: all. Whether a case is one of them hangs on its poll, and beside
    /// on its pack only where that pack is named by what they are competent for. Polls are few.
    fn own(&self, officer: &str) -> Result<Option<Conditions>, StoreError> {
        let competences = self.officer(officer)?.map(|known| known.competences).unwrap_or_default();
        if competences.is_empty() {
            return Ok(None);
        }
        let registers = self.library.schema.registers.as_slice();
        let (mut whole, mut parts, mut packs) = (Vec::new(), Vec::new(), Vec::new());
        for poll in self.polls()? {
            let lies = |pack: &str| {
                let matter = Matter { host: &poll.host, pack, municipality: Some(&poll.municipality), registers };
                lies_within(&competences, &matter).is_ok()
            };
            if lies(ANY_OTHER) {
                whole.push(poll.id.0.to_string());
                continue;
            }
            for pack in competences.iter().filter_map(Competence::regime).filter(|pack| lies(pack)) {
                parts.push(format!("(listed.poll = {} AND {PACK} = ?)", poll.id.0));
                packs.push(text(pack));
            }
        }
        parts.insert(0, format!("listed.poll IN ({})", whole.join(",")));
        let mut own = Conditions::default();
        own.and(&format!("({})", parts.join(" OR ")), packs);
        Ok(Some(own))
    }

    /// The numbers of the polls in a state or a territory. Polls are few.
    fn polls_in(&self, condition: &Condition) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.db.prepare_cached("SELECT id, host, municipality, place FROM poll")?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (host, code, place): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
            let lies = match condition {
                Condition::Host(wanted) => host == *wanted,
                Condition::Place(wanted) => lies_in(wanted, &code, &place),
                _ => false,
            };
            if lies {
                found.push(row.get(0)?);
            }
        }
        Ok(found)
    }

    /// Whether what the law proposes for a case waits for facts of all these kinds.
    pub(super) fn waits_for(&self, case: CaseId, needs: &Needs) -> Result<bool, StoreError> {
        if needs.is_empty() {
            return Ok(true);
        }
        let Some(file) = self.case(case, Stamp(0))? else { return Ok(false) };
        let Some(pack) = self.library.pack(&file.case.pack) else { return Ok(false) };
        let (poll, facts) = (&file.poll, &*seen_by_all(&file.facts, &needs.twice));
        let inquiry =
            Inquiry { poll, applied_on: file.case.applied_on, applied_at: None, facts, knobs: Knobs::default() };
        let answer = pack.determine(&inquiry);
        Ok(needs.kinds.iter().all(|kind| answer.needs.iter().any(|need| *need.kind == **kind)))
    }
}

/// A code, or the beginning of one, leads to what lies inside; a text to the places whose names have it.
fn lies_in(wanted: &str, code: &str, place: &str) -> bool {
    let (register, bare) = code.split_once(':').unwrap_or(("", code));
    let (of, wanted_code) = wanted.split_once(':').unwrap_or((register, wanted));
    if wanted_code.chars().all(|sign| sign.is_ascii_digit()) {
        // The zeros at the end of a whole code only fill it up.
        let whole = wanted_code.len() >= bare.len();
        let begins = if whole { wanted_code.trim_end_matches('0') } else { wanted_code };
        return of == register && bare.starts_with(begins) && !begins.is_empty();
    }
    // Folding takes signs away, and whoever types one means it: nothing stands for any text.
    let (sought, signs) = (fold(wanted), ['_', '%', '*', '?']);
    let has_signs = wanted.chars().filter(|sign| signs.contains(sign)).all(|sign| place.contains(sign));
    has_signs && if sought.is_empty() { place.contains(wanted) } else { fold(place).contains(&sought) }
}

fn due(conditions: &mut Conditions, comparison: Comparison, day: Day) {
    let number = i64::from(day.num_days_from_ce());
    let (first, next) = (int(slot_of(number, 0)), int(slot_of(number + 1, 0)));
    match comparison {
        Comparison::Before => conditions.and("slot < ?", [first]),
        Comparison::UpTo => conditions.and("slot < ?", [next]),
        Comparison::After => conditions.and("slot >= ?", [next]),
        Comparison::From => conditions.and("slot >= ?", [first]),
        Comparison::On => conditions.and("slot >= ? AND slot < ?", [first, next]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filter::Column;

    #[test]
    fn the_columns_of_a_view_change_nothing_of_what_is_read() {
        let path = std::env::temp_dir().join(format!("suffrage-conditions-{}.db", std::process::id()));
        std::fs::write(&path, crate::sample::SAMPLE).unwrap();
        let library = std::rc::Rc::new(crate::law::Library::embedded().unwrap());
        let store = Store::open(&path, library, Box::new(|_| {})).unwrap();
        let now = Stamp::parse("2026-11-24T09:00:00Z").unwrap();
        let known = crate::domain::filter::Known::default();
        let mut indexes = Vec::new();
        for line in
            ["", "status:all", "status:new right:stand", "mine place:46701", "returned due<3d", "overdue", "held"]
        {
            let filter = Filter::parse(line, "anna", now.day(), &known).unwrap();
            let wanted = store.wanted(&filter, now).unwrap();
            let columns = Filter { columns: Column::ALL.to_vec(), ..filter };
            assert_eq!(format!("{:?}", store.wanted(&columns, now).unwrap()), format!("{wanted:?}"), "{line}");
            indexes.push(wanted.index);
        }
        indexes.dedup();
        assert!(indexes.len() > 4, "{indexes:?}");
        drop(store);
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn no_sign_stands_for_any_text() {
        let tver = |wanted: &str| lies_in(wanted, "RU-OKTMO:28701000", "Город Тверь");
        assert!(tver("твер") && tver("город т"));
        for sign in ["_", "%", "__", "*", "?", "-", "%вер%", "Т_ерь", "."] {
            assert!(!tver(sign), "{sign}");
        }
        assert!(lies_in("%", "X:1", "100 %"));
    }
}
