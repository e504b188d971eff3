//! What is computed from the record: the queue and the terms of the search.
//!
//! What is stored and what belongs there are each summed up under a key that is drawn afresh: nobody can prepare another
//! set of rows with the same sum. Only when the sums differ is it worth finding out where.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hash};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Statement};

use super::{Stop, fault};
use crate::domain::case::Aside;
use crate::domain::{ApplicantId, CaseId, Day, NewApplicant, Status};
use crate::ledger::FaultClass;
use crate::store::StoreError;
use crate::store::listed::{key, slot};
use crate::store::reader::Reader;
use crate::store::search::terms_of;
use crate::store::values::{read_day, str_at};

/// A case as the walk leaves it, for what is computed from the record.
#[derive(Debug, Clone, Copy)]
pub struct Left {
    pub status: Status,
    pub pack: i64,
}

/// What officers have said to each other, by the place of the case; officers by the place of their names.
pub struct Said<'a> {
    pub cases: &'a HashMap<u32, Aside<u32>>,
    pub names: &'a [String],
}

/// `cases`: how the walk leaves each case, in the order of their numbers.
pub fn derived(db: &Connection, cases: &[Left], said: &Said) -> Result<(), Stop> {
    let key = RandomState::new();
    let (mut queue, mut search) = (Sums::new("listed"), Sums::new("search_term"));
    each_expected(db, cases, said, |case| {
        queue.expected.add(&case.listed()?, &key);
        case.each_term(|term| {
            search.expected.add(&term, &key);
            Ok(())
        })
    })?;
    let mut statement = db.prepare(LISTED)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        queue.found.add(&listed_at(row)?, &key);
    }
    let mut statement = db.prepare("SELECT term, slot FROM search_term")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        search.found.add(&(str_at(row, 0)?, row.get::<_, i64>(1)?), &key);
    }
    if queue.differ() {
        return Err(queue_differs(db, cases, said, &queue)?);
    }
    if search.differ() { Err(search_differs(db, cases, said, &search)?) } else { Ok(()) }
}

const LISTED: &str = "SELECT slot, name, \"right\", poll, status, todo, pack, assigned, asked, rests, answer_by, returned, appeal \
     FROM listed";

/// A row of the queue.
type Listed<'r> = (i64, &'r str, &'r str, i64, &'r str, i64, i64, Aside<&'r str>);

fn listed_at<'r>(row: &'r Row) -> Result<Listed<'r>, Stop> {
    let name = |at: usize| match row.get_ref(at)? {
        ValueRef::Null => Ok(None),
        _ => Some(str_at(row, at)).transpose(),
    };
    let day = |at: usize| -> rusqlite::Result<Option<Day>> {
        let number: Option<i64> = row.get(at)?;
        // What is no day is none that could be expected.
        Ok(number.map(|number| i32::try_from(number).ok().and_then(Day::from_num_days_from_ce_opt).unwrap_or(Day::MAX)))
    };
    let returned: Option<i64> = row.get(11)?;
    let aside = Aside {
        assigned: name(7)?,
        asked: name(8)?,
        rests_until: day(9)?,
        answer_by: day(10)?,
        returned: returned.is_some(),
        appeal_by: day(12)?,
    };
    let todo = if returned.is_some_and(|one| one != 1) { -1 } else { row.get(5)? };
    Ok((row.get(0)?, str_at(row, 1)?, str_at(row, 2)?, row.get(3)?, str_at(row, 4)?, todo, row.get(6)?, aside))
}

/// How many rows, and their sum.
#[derive(Debug, Default, PartialEq)]
struct Sum {
    rows: u64,
    sum: u64,
}

impl Sum {
    fn add(&mut self, row: &impl Hash, key: &RandomState) {
        self.rows += 1;
        self.sum = self.sum.wrapping_add(key.hash_one(row));
    }
}

/// What belongs in a table, and what is there.
struct Sums {
    table: &'static str,
    expected: Sum,
    found: Sum,
}

impl Sums {
    fn new(table: &'static str) -> Sums {
        Sums { table, expected: Sum::default(), found: Sum::default() }
    }

    fn differ(&self) -> bool {
        self.expected != self.found
    }

    /// Something is there that does not belong there.
    fn surplus(&self) -> Stop {
        let what = format!("{} rows are stored; {} belong there", self.found.rows, self.expected.rows);
        fault(FaultClass::Derived, self.table, what)
    }
}

fn queue_differs(db: &Connection, cases: &[Left], said: &Said, sums: &Sums) -> Result<Stop, Stop> {
    let mut found = db.prepare(&format!("{LISTED} WHERE slot=?"))?;
    let found = &mut found;
    each_expected(db, cases, said, |case| {
        let expected = case.listed()?;
        let mut rows = found.query([expected.0])?;
        let same = rows.next()?.map(listed_at).transpose()?.is_some_and(|found| found == expected);
        let what = "its row of the queue is missing or not what the record says";
        if same {
            Ok(())
        } else {
            Err(fault(FaultClass::Derived, format!("listed/{}", key(String::new(), expected.0).case), what))
        }
    })?;
    Ok(sums.surplus())
}

fn search_differs(db: &Connection, cases: &[Left], said: &Said, sums: &Sums) -> Result<Stop, Stop> {
    let mut found: Statement = db.prepare("SELECT 1 FROM search_term WHERE term=? AND slot=?")?;
    let found = &mut found;
    each_expected(db, cases, said, |case| {
        case.each_term(|term| {
            if found.exists(term)? {
                return Ok(());
            }
            let what = format!("{:?} is missing", term.0);
            Err(fault(FaultClass::Derived, format!("search_term/{}", key(String::new(), term.1).case), what))
        })
    })?;
    Ok(sums.surplus())
}

/// A case as the record has it, and as the walk over the log left it.
struct Recorded<'r> {
    db: &'r Connection,
    row: &'r Row<'r>,
    left: Left,
    aside: Aside<&'r str>,
    /// The kinds of fact that the office wants entered twice.
    twice: &'r [String],
}

const RECORDED: &str = "SELECT case_file.id, due_on, name, \"right\", poll, latin, document, personal_number, applicant.id \
     FROM case_file JOIN applicant ON applicant.id = case_file.applicant ORDER BY case_file.id";

impl<'r> Recorded<'r> {
    fn slot(&self) -> Result<i64, Stop> {
        let day = read_day(self.row, 1)?.ok_or_else(|| StoreError::damaged("a case without a due day"))?;
        Ok(slot(day, CaseId(self.row.get(0)?)))
    }

    fn listed(&self) -> Result<Listed<'r>, Stop> {
        let (row, Left { status, pack }) = (self.row, self.left);
        let todo = i64::from(status.is_to_do());
        Ok((self.slot()?, str_at(row, 2)?, str_at(row, 3)?, row.get(4)?, status.code(), todo, pack, self.aside))
    }

    fn each_term(&self, mut tell: impl FnMut((&str, i64)) -> Result<(), Stop>) -> Result<(), Stop> {
        let (row, slot) = (self.row, self.slot()?);
        let applicant = NewApplicant {
            key: String::new(),
            name: row.get(2)?,
            latin: row.get(5)?,
            document: row.get(6)?,
            personal_number: row.get(7)?,
        };
        terms_of(self.db, ApplicantId(row.get(8)?), &applicant, CaseId(row.get(0)?), self.twice)?
            .iter()
            .try_for_each(|term| tell((term, slot)))
    }
}

fn each_expected(
    db: &Connection,
    cases: &[Left],
    said: &Said,
    mut tell: impl FnMut(&Recorded) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let twice = Reader::unchecked(db).office()?.second_entry;
    let mut statement = db.prepare(RECORDED)?;
    let mut rows = statement.query([])?;
    // Rows of cases are numbered without a gap; the walk has seen them all.
    for (place, left) in cases.iter().enumerate() {
        let Some(row) = rows.next()? else { break };
        let aside = said.cases.get(&(place as u32)).copied().unwrap_or_default();
        let name = |name: Option<u32>| name.and_then(|at| said.names.get(at as usize)).map(String::as_str);
        let Aside { rests_until, answer_by, returned, appeal_by, .. } = aside;
        let (assigned, asked) = (name(aside.assigned), name(aside.asked));
        let aside = Aside { assigned, asked, rests_until, answer_by, returned, appeal_by };
        tell(&Recorded { db, row, left: *left, aside, twice: &twice })?;
    }
    Ok(())
}
