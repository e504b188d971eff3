//! What is on record, as the snapshot that the rules look at.

use rusqlite::Connection;

use super::entry;
use crate::domain::{Act, ActError, Case, CaseAct, CaseId, Command, Day, Hold, Poll, Representative, Stamp};
use crate::law::Library;
use crate::office::{self, CaseSnapshot, Change, Course, LastChange, Snapshot, Standing, Subject};
use crate::store::case::remarks;
use crate::store::person::{Person, joined};
use crate::store::reader::Reader;
use crate::store::staff::Checked;
use crate::store::{StoreError, freeze, lease};

/// Where an act is performed: one transaction, and the law.
pub(super) struct Desk<'a> {
    pub db: &'a Connection,
    pub library: &'a Library,
    pub last_at: Stamp,
    /// The office and its people.
    pub known: &'a Checked,
    /// Until when the office is frozen, if it is.
    pub frozen: Option<Day>,
}

/// A case as it was read for one act.
pub(super) struct Found<'l> {
    pub case: Case,
    pub course: Course,
    pub person: Person,
    pub poll: Poll,
    standing: Option<Standing>,
    hold: Option<Hold>,
    /// Who represents; looked for while somebody shall do so no longer.
    representatives: Vec<Representative>,
    last_change: Option<LastChange>,
    /// A pack of a case of the person that is not on record yet; looked for while the office is frozen.
    new_rules: Option<&'l str>,
}

/// What an act is about, as it was read.
pub(super) enum About<'l> {
    /// `None`: there is no such case.
    Case(Option<Box<Found<'l>>>),
    Office,
}

impl<'a> Desk<'a> {
    /// Reads what the command is about.
    pub fn about(&self, command: &Command) -> Result<About<'a>, StoreError> {
        let mut reader = Reader::checked(self.db);
        let (id, seen) = match command.act {
            Act::Case { case, version, .. } => (case, version),
            Act::Office(_) => return Ok(About::Office),
        };
        let Some(applicant) = Person::of(&reader, id)? else { return Ok(About::Case(None)) };
        let mut newest = None;
        let person = Person::load(&mut reader, applicant, &self.library.schema, |entry| newest = Some(entry.seq))?;
        let gone = || StoreError::Tampered(format!("case_file/{id}"));
        let (opened, course) = person.case(id).ok_or_else(gone)?;
        let poll = reader.poll(opened.poll)?;
        let last_change = if course.version == seen { None } else { newest.map(|seq| self.change(seq)).transpose()? };
        let found = Found {
            case: joined(opened, course),
            course: *course,
            poll,
            standing: person.standing(course),
            hold: lease::holder(self.db, id, command.at)?,
            representatives: match &command.act {
                Act::Case { act: CaseAct::EndRepresentation { .. }, .. } => representatives(&mut reader, id)?,
                _ => Vec::new(),
            },
            last_change,
            new_rules: match self.frozen {
                Some(_) => {
                    freeze::new_rules(self.db, self.library, person.cases.iter().map(|(case, _)| case.pack.clone()))?
                }
                None => None,
            },
            person,
        };
        Ok(About::Case(Some(Box::new(found))))
    }

    /// What the rules say to the command.
    pub fn perform(&self, command: &Command, about: &About) -> Result<Change, StoreError> {
        let Checked { office, staff, .. } = self.known;
        let officer = staff.officer(&command.officer);
        let gateway = staff.is_gateway(&command.login);
        let subject = match about {
            About::Office => Subject::Office,
            About::Case(found) => Subject::Case(found.as_ref().map(|found| CaseSnapshot {
                case: &found.case,
                poll: &found.poll,
                facts: &found.person.facts,
                pack: self.library.pack(&found.case.pack),
                new_rules: found.new_rules,
                standing: found.standing.as_ref(),
                hold: found.hold.as_ref(),
                waits: found.course.waits,
                barred: found.person.barred(&found.course),
                representatives: &found.representatives,
                last_change: found.last_change.as_ref(),
            })),
        };
        let snapshot = Snapshot {
            officer,
            office,
            frozen: self.frozen,
            program: env!("CARGO_PKG_VERSION"),
            gateway,
            last_at: self.last_at,
            schema: &self.library.schema,
            staff,
            subject,
        };
        office::perform(&snapshot, command).map_err(|error| match error {
            ActError::UnknownPack { pack } => StoreError::UnknownPack(pack),
            error => error.into(),
        })
    }

    fn change(&self, seq: u64) -> Result<LastChange, StoreError> {
        entry(self.db, seq, |entry| LastChange {
            by: entry.actor.into_owned(),
            at: Stamp(entry.at_ms),
            action: entry.action.code().to_owned(),
        })
    }
}

/// Who represents the person of a case.
fn representatives(reader: &mut Reader, case: CaseId) -> Result<Vec<Representative>, StoreError> {
    let mut current = Vec::new();
    remarks(reader, case)?.iter().for_each(|remark| remark.tell(&mut current));
    Ok(current)
}
