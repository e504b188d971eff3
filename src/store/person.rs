//! A person as the record has them: their cases, each where its entries leave it, their facts and decisions. A person has
//! a few dozen rows; what an act rests on is read from these and from nothing that is computed and kept.

use rusqlite::OptionalExtension;

use super::StoreError;
use super::reader::Reader;
use super::table::case_file::{self, OpenedCase};
use super::table::decision::{self, RecordedDecision};
use super::table::{APPLICANT, CASE, DECISION, FACT, applicant, fact};
use crate::domain::{ApplicantId, Case, CaseId, Fact, NewApplicant, Schema};
use crate::ledger::{Action, Entry};
use crate::office::course::{Course, Made};
use crate::office::{ActKind, Standing};

/// Everything on record about a person.
pub(super) struct Person {
    pub known: NewApplicant,
    /// In the order of their numbers, each with where it stands.
    pub cases: Vec<(OpenedCase, Course)>,
    pub facts: Vec<Fact>,
    pub decisions: Vec<RecordedDecision>,
}

/// What an entry did to a case.
struct Step {
    seq: u64,
    case: i64,
    action: Action,
    /// It recorded facts about the person.
    facts: bool,
}

impl Person {
    /// Whose case it is; `None` if there is no such case.
    pub fn of(reader: &Reader, case: CaseId) -> Result<Option<ApplicantId>, StoreError> {
        let mut statement = reader.db().prepare_cached("SELECT applicant FROM case_file WHERE id=?")?;
        Ok(statement.query_row([case.0], |row| row.get(0)).optional()?.map(ApplicantId))
    }

    /// Reads a person; `tell` is given each entry about them, in order.
    pub fn load(
        reader: &mut Reader,
        id: ApplicantId,
        schema: &Schema,
        mut tell: impl FnMut(&Entry),
    ) -> Result<Person, StoreError> {
        let sql =
            "SELECT seq, bytes FROM entry WHERE case_id IN (SELECT id FROM case_file WHERE applicant=?) ORDER BY seq";
        let mut statement = reader.db().prepare_cached(sql)?;
        let mut rows = statement.query([id.0])?;
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            let seq = row.get::<_, i64>(0)? as u64;
            let entry = reader.take(seq, row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?;
            let facts = entry.fields.iter().any(|field| field.id.starts_with("fact/"));
            steps.push(Step { seq, case: entry.case.unwrap_or_default(), action: entry.action, facts });
            tell(&entry);
        }
        let known = reader.one(&APPLICANT, id.0, |row| Ok(applicant::read(row)?.1))?;
        let known = known.ok_or_else(|| StoreError::Tampered(format!("applicant/{id}")))?;
        let mut opened = Vec::new();
        reader.each(&CASE, "applicant=?", &id.0, |row| {
            opened.push(case_file::read(row)?);
            Ok(())
        })?;
        let mut facts = Vec::new();
        reader.each(&FACT, "applicant=?", &id.0, |row| {
            facts.push(fact::read(row, schema)?);
            Ok(())
        })?;
        let mut decisions = Vec::new();
        let of_person = "case_id IN (SELECT id FROM case_file WHERE applicant=?)";
        reader.each(&DECISION, of_person, &id.0, |row| {
            decisions.push(decision::read(row)?);
            Ok(())
        })?;
        reader.none_is_missing(&[&APPLICANT, &CASE, &FACT, &DECISION])?;
        let cases = opened.into_iter().map(|case| {
            let course = course(case.id, &steps, &decisions)?;
            Ok((case, course))
        });
        let cases = cases.collect::<Result<_, StoreError>>()?;
        Ok(Person { known, cases, facts, decisions })
    }

    pub fn case(&self, id: CaseId) -> Option<&(OpenedCase, Course)> {
        self.cases.iter().find(|(case, _)| case.id == id)
    }

    /// Whose decision was returned to be made anew by another.
    pub fn barred(&self, course: &Course) -> Option<&str> {
        let decision = course.waits.another?;
        self.decisions.iter().find(|made| made.id == decision).map(|made| made.by.as_str())
    }

    /// The decision of the case that was made last.
    pub fn standing(&self, course: &Course) -> Option<Standing> {
        let made = self.decisions.iter().find(|decision| Some(decision.id) == course.decision)?;
        Some(Standing { id: made.id, by: made.by.clone(), at: made.at })
    }
}

/// Folds the entries of a person into where one of their cases stands.
fn course(case: CaseId, steps: &[Step], decisions: &[RecordedDecision]) -> Result<Course, StoreError> {
    let mut course: Option<Course> = None;
    for step in steps {
        let own = step.case == case.0;
        let unlawful = || StoreError::Tampered(format!("entry {}", step.seq));
        course = match (course, ActKind::of_action(step.action)) {
            (None, None) if own && step.action == Action::CaseOpened => Some(Course::opened(step.seq)),
            (Some(course), Some(kind)) if own => {
                let made = decisions.iter().find(|decision| decision.seq == step.seq);
                let made = made.map(|made| Made { decision: made.id, departs: made.departs });
                Some(course.after(kind, step.seq, made).ok_or_else(unlawful)?)
            }
            (_, _) if own => return Err(unlawful()),
            (course, _) if step.facts => course.map(Course::learnt),
            (course, _) => course,
        };
    }
    course.ok_or_else(|| StoreError::Tampered(format!("case_file/{case}")))
}

/// A case with where it stands, in the words of the office.
pub(super) fn joined(opened: &OpenedCase, course: &Course) -> Case {
    Case {
        id: opened.id,
        applicant: opened.applicant,
        right: opened.right,
        pack: opened.pack.clone(),
        status: course.status,
        applied_on: opened.applied_on,
        due_on: opened.due_on,
        opened_at: opened.opened_at,
        version: course.version,
    }
}
