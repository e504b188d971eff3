//! What is computed from the record: the search terms.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use rusqlite::Connection;

use super::{Stop, fault};
use crate::domain::{CaseId, NewApplicant};
use crate::ledger::FaultClass;
use crate::store::search::terms;

/// Both sets of terms are summed up under a key that is drawn afresh: nobody can prepare another set with the same sum.
/// Only when the sums differ is it worth finding out where.
pub fn search_terms(db: &Connection) -> Result<(), Stop> {
    let key = RandomState::new();
    let mut expected = Sum::default();
    each_expected(db, |term, case| {
        expected.add(key.hash_one((term, case.0)));
        Ok(())
    })?;
    let mut found = Sum::default();
    let mut statement = db.prepare("SELECT term, case_id FROM search_term")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let term = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        found.add(key.hash_one((term, row.get::<_, i64>(1)?)));
    }
    if found == expected { Ok(()) } else { Err(where_they_differ(db, &expected, &found)?) }
}

/// How many terms, and their sum.
#[derive(Debug, Default, PartialEq)]
struct Sum {
    terms: u64,
    sum: u64,
}

impl Sum {
    fn add(&mut self, hash: u64) {
        self.terms += 1;
        self.sum = self.sum.wrapping_add(hash);
    }
}

fn where_they_differ(db: &Connection, expected: &Sum, found: &Sum) -> Result<Stop, Stop> {
    let mut has = db.prepare("SELECT 1 FROM search_term WHERE term=? AND case_id=?")?;
    each_expected(db, |term, case| {
        if has.exists((term, case.0))? {
            return Ok(());
        }
        Err(fault(FaultClass::Derived, format!("search_term/{case}"), format!("{term:?} is missing")))
    })?;
    let what = format!("{} terms are stored; {} belong there", found.terms, expected.terms);
    Ok(fault(FaultClass::Derived, "search_term", what))
}

/// Every term that belongs to a case.
fn each_expected(db: &Connection, mut tell: impl FnMut(&str, CaseId) -> Result<(), Stop>) -> Result<(), Stop> {
    let sql = "SELECT case_file.id, name, latin, document, personal_number FROM case_file \
         JOIN applicant ON applicant.id = case_file.applicant";
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let case = CaseId(row.get(0)?);
        let applicant = NewApplicant {
            key: String::new(),
            name: row.get(1)?,
            latin: row.get(2)?,
            document: row.get(3)?,
            personal_number: row.get(4)?,
        };
        terms(&applicant, case).iter().try_for_each(|term| tell(term, case))?;
    }
    Ok(())
}
