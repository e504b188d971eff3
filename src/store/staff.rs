//! The officers, their permissions and the motions, read from their rows.

use rusqlite::Connection;

use super::reader::Reader;
use super::table::enrolment::{self, Enrolment};
use super::table::motion::{self, MotionKind};
use super::table::{ASSENT, COMPETENCE, ENROLMENT, MOTION, OFFICE, PERMISSION, assent, competence, office, permission};
use super::{Store, StoreError};
use crate::domain::{Competence, MotionId, Office, Officer, Permissions};
use crate::office::Staff;
use crate::office::staff::{Motion, Weighty};

impl Store {
    /// An officer by name, as the newest change in force says.
    pub fn officer(&self, name: &str) -> Result<Option<Officer>, StoreError> {
        Ok(self.staff()?.officer(name).cloned())
    }

    /// The officer to whom a login is bound.
    pub fn officer_of(&self, login: &str) -> Result<Option<Officer>, StoreError> {
        let staff = self.staff()?;
        Ok(staff.officers().iter().find(|officer| officer.login == login && !login.is_empty()).cloned())
    }

    /// Everybody who is or was an officer, and every motion.
    pub fn staff(&self) -> Result<Staff, StoreError> {
        staff(&mut Reader::unchecked(&self.db))
    }

    /// Every officer, by name.
    pub fn officers(&self) -> Result<Vec<Officer>, StoreError> {
        let mut officers = self.staff()?.officers().to_vec();
        officers.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(officers)
    }
}

/// The office and its people as they were read and held against the log, and up to which rows. While no row has been added,
/// an act rests on them without reading them again: whoever edits a row meanwhile changes nothing of what was checked.
pub(super) struct Checked {
    newest: [i64; 4],
    pub office: Office,
    pub staff: Staff,
}

impl Checked {
    /// What is known already, or read now.
    pub fn refresh(db: &Connection, known: Option<Checked>) -> Result<Checked, StoreError> {
        let newest = "SELECT (SELECT max(id) FROM office), (SELECT max(id) FROM enrolment), \
             (SELECT coalesce(max(id), 0) FROM motion), (SELECT coalesce(max(id), 0) FROM assent)";
        let read = |row: &rusqlite::Row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]);
        let newest = db.prepare_cached(newest)?.query_row([], read)?;
        if let Some(known) = known.filter(|known| known.newest == newest) {
            return Ok(known);
        }
        let office = Reader::checked(db).office()?;
        Ok(Checked { newest, office, staff: staff(&mut Reader::checked(db))? })
    }
}

/// Everybody, by the rows of five tables that hold a few dozen of them.
pub(super) fn staff(reader: &mut Reader) -> Result<Staff, StoreError> {
    let mut enrolments: Vec<(Enrolment, Permissions, Vec<Competence>)> = Vec::new();
    reader.each(&ENROLMENT, "id>?", &0, |row| {
        enrolments.push((enrolment::read(row)?, Permissions::NONE, Vec::new()));
        Ok(())
    })?;
    reader.each(&PERMISSION, "id>?", &0, |row| {
        let (enrolment, permission) = permission::read(row)?;
        if let Some((_, set, _)) = enrolments.iter_mut().find(|(one, ..)| one.id == enrolment) {
            *set = set.with(permission);
        }
        Ok(())
    })?;
    reader.each(&COMPETENCE, "id>?", &0, |row| {
        let (enrolment, competence) = competence::read(row)?;
        if let Some((.., all)) = enrolments.iter_mut().find(|(one, ..)| one.id == enrolment) {
            all.push(competence);
        }
        Ok(())
    })?;
    let mut motions: Vec<(i64, i64, String, MotionKind)> = Vec::new();
    reader.each(&MOTION, "id>?", &0, |row| {
        motions.push((row.get(1)?, row.get(2)?, row.get(3)?, motion::read_kind(row)?));
        Ok(())
    })?;
    // What happened, by the number of its entry.
    let mut happened: Vec<(i64, Happened)> = Vec::new();
    for (one, permissions, competences) in enrolments {
        let officer = Officer { name: one.name, login: one.login, permissions, competences };
        let mover = one.motion.map(|motion| {
            let found = motions.iter().find(|(id, ..)| *id == motion);
            (MotionId(motion), found.map(|(_, _, by, _)| by.clone()).unwrap_or_default())
        });
        happened.push((one.seq, Happened::Enrolled(officer, mover)));
    }
    let mut offices: Vec<(i64, Office)> = Vec::new();
    reader.each(&OFFICE, "id>?", &0, |row| {
        match office::read(row)? {
            (office, Some(motion)) => offices.push((motion, office)),
            (_, None) => happened.push((row.get(2)?, Happened::OfficeChanged)),
        }
        Ok(())
    })?;
    for (id, seq, by, kind) in motions {
        let change = match kind {
            MotionKind::Enrol => None,
            MotionKind::Clock => Some(Weighty::Clock),
            MotionKind::Office => {
                let office = offices.iter().find(|(motion, _)| *motion == id);
                office.map(|(_, office)| Weighty::Set(Box::new(office.clone())))
            }
        };
        happened.extend(change.map(|change| (seq, Happened::Proposed(MotionId(id), by, change))));
    }
    reader.each(&ASSENT, "id>?", &0, |row| {
        let (motion, agreed) = assent::read(row)?;
        happened.push((row.get(2)?, Happened::Settled(MotionId(motion), agreed)));
        Ok(())
    })?;
    reader.none_is_missing(&[&ENROLMENT, &PERMISSION, &COMPETENCE, &MOTION, &ASSENT])?;
    happened.sort_by_key(|(seq, _)| *seq);
    let mut staff = Staff::default();
    happened.into_iter().for_each(|(_, one)| one.tell(&mut staff));
    Ok(staff)
}

enum Happened {
    /// With the motion that must be agreed to, and who made it.
    Enrolled(Officer, Option<(MotionId, String)>),
    Proposed(MotionId, String, Weighty),
    OfficeChanged,
    Settled(MotionId, bool),
}

impl Happened {
    fn tell(self, staff: &mut Staff) {
        let open = |id, by: String, change| Motion::open(id, &by, change);
        match self {
            Happened::Enrolled(officer, None) => staff.put(officer),
            Happened::Enrolled(officer, Some((id, by))) => staff.propose(open(id, by, Weighty::Enrol(officer))),
            Happened::Proposed(id, by, change) => staff.propose(open(id, by, change)),
            Happened::OfficeChanged => staff.office_changed(),
            Happened::Settled(motion, agreed) => staff.settle(motion, agreed),
        }
    }
}
