//! The recorded tables, each read once along with the log.

use rusqlite::{Row, Rows};

use super::{Stop, fault};
use crate::domain::{
    Clean, Competence, Day, Ground, More, Office, Outcome, Permission, Place, Representative, Verdict,
};
use crate::ledger::{Entry, FaultClass, Field, Hash};
use crate::office::freeze::Critical;
use crate::store::StoreError;
use crate::store::intake::FIRST_CASE;
use crate::store::table::motion::{self, MotionKind};
use crate::store::table::{
    APPLICANT, APPROVAL, ASSENT, ATTACHMENT, Buffers, CASE, COMPETENCE, DECISION, ENROLMENT, FACT, MOTION, OFFICE,
    PACK, PERMISSION, POLL, REMARK, Table, approval, assent, competence, office, permission,
};
use crate::store::values::{flag, needed, read_day, str_at};

/// What the walk must know of a row.
#[derive(Debug, Clone)]
pub enum Noted {
    Nothing,
    /// What the office is, and the motion that must be agreed to.
    Office(Box<Office>, Option<i64>),
    Enrolment {
        id: i64,
        name: String,
        login: String,
        motion: Option<i64>,
    },
    Permission {
        enrolment: i64,
        permission: Permission,
    },
    Competence {
        enrolment: i64,
        competence: Competence,
    },
    Motion {
        id: i64,
        kind: MotionKind,
    },
    Assent {
        motion: i64,
        agreed: bool,
    },
    Pack(MadePack),
    Case(MadeCase),
    Poll {
        id: i64,
        at: PollAt,
    },
    Applicant {
        id: i64,
    },
    /// A fact of this applicant; what it supersedes is older.
    Fact {
        applicant: i64,
    },
    Decision(MadeDecision),
    Approval {
        decision: i64,
        approved: bool,
        /// It is returned to be made anew by somebody else.
        anew: bool,
        says_why: bool,
    },
    Remark(MadeRemark),
    Attachment(MadeAttachment),
}

/// Of which state a poll is, and of which municipality: what tells who is competent for its cases.
#[derive(Debug, Clone)]
pub struct PollAt {
    pub host: String,
    pub municipality: Place,
    pub critical: Critical,
}

/// A pack on record, as entries name it.
#[derive(Debug, Clone)]
pub struct MadePack {
    pub name: String,
    pub version: String,
    pub hash: Hash,
    pub notation: u32,
}

#[derive(Debug, Clone)]
pub struct MadeCase {
    pub id: i64,
    pub applicant: i64,
    pub poll: i64,
    /// The name of its pack.
    pub pack: String,
    pub opened_at: i64,
}

#[derive(Debug, Clone)]
pub struct MadeDecision {
    pub id: i64,
    pub case: i64,
    /// `None`: a word that no decision has.
    pub verdict: Option<Verdict>,
    pub departs: bool,
    /// Whether reasons, and a reason to depart, were written.
    pub reasons: bool,
    pub departure: bool,
    pub proposed: Option<Outcome>,
    /// The row of the pack.
    pub pack: i64,
    /// The facts that were read; `None` where they are no numbers.
    pub facts: Option<Vec<i64>>,
}

#[derive(Debug, Clone)]
pub struct MadeRemark {
    pub case: i64,
    pub decision: Option<i64>,
    /// The word of its action.
    pub action: String,
    pub text: String,
    /// What it says beside its text: a day, and of whom or what it speaks.
    pub day: Option<Day>,
    pub about: Option<String>,
}

impl MadeRemark {
    /// What it says of somebody who represents, as far as it is checked.
    pub fn more(&self) -> More {
        More { about: self.about.clone().unwrap_or_default(), day: self.day, ..More::default() }
    }

    /// Whoever it names as representative; `None`: nobody can be one as it says.
    pub fn representative(&self) -> Option<Representative> {
        Representative::read(&self.text, &self.more())
    }
}

/// A file that an entry attached.
#[derive(Debug, Clone, Copy)]
pub struct MadeAttachment {
    pub case: i64,
    /// It has a name, a size and a hash that a file can have.
    pub sound: bool,
}

/// A table that is read along with the log.
pub struct Cursor<'s> {
    pub table: &'static Table,
    rows: Rows<'s>,
    /// The key of the row read last; rows are numbered without a gap, so every row up to it exists.
    pub last: i64,
    first: i64,
    /// Columns that repeat what the entry of the row says: who, and when.
    officer: Option<usize>,
    at: Option<usize>,
}

impl<'s> Cursor<'s> {
    pub fn new(table: &'static Table, rows: Rows<'s>) -> Cursor<'s> {
        let first = if table.name == CASE.name { FIRST_CASE } else { 1 };
        let (officer, at) = (table.place("officer"), table.place("at"));
        Cursor { table, rows, last: first - 1, first, officer, at }
    }

    /// Whether the table has had this row by now.
    pub fn has(&self, id: i64) -> bool {
        (self.first..=self.last).contains(&id)
    }

    /// Compares the next row with what the log says of it.
    pub fn compare(&mut self, entry: &Entry, field: &Field, wanted: i64, buffers: &mut Buffers) -> Result<Noted, Stop> {
        let table = self.table;
        let missing = || fault(FaultClass::RowMissing, &*field.id, "the log made this row, and it is gone");
        let Some(row) = self.rows.next()? else { return Err(missing()) };
        let found: i64 = row.get(1)?;
        if wanted != found {
            return Err(if found > wanted { missing() } else { added(table, found) });
        }
        if found != self.last + 1 {
            let what = format!("the row before it is numbered {}", self.last);
            return Err(fault(FaultClass::Gap, &*field.id, what));
        }
        self.last = found;
        if table.commitment_of(row, buffers)? != field.commitment {
            return Err(fault(FaultClass::RowChanged, &*field.id, "the row is not the one that the log commits to"));
        }
        let other = |what: &str| {
            fault(FaultClass::Sequence, &*field.id, format!("the row names another {what} than its entry"))
        };
        if let Some(officer) = self.officer
            && row.get_ref(officer)?.as_str().ok() != Some(&*entry.actor)
        {
            return Err(other("officer"));
        }
        if let Some(at) = self.at
            && row.get_ref(at)?.as_i64().ok() != Some(entry.at_ms)
        {
            return Err(other("moment"));
        }
        if row.get_ref(2)?.as_i64().ok() != Some(entry.seq as i64) {
            return Err(other("entry"));
        }
        note(table, row, &field.id)
    }

    pub fn must_be_at_its_end(&mut self) -> Result<(), Stop> {
        match self.rows.next()? {
            None => Ok(()),
            Some(row) => Err(added(self.table, row.get(1)?)),
        }
    }
}

/// What the row says, as far as the walk must know it.
fn note(table: &Table, row: &Row, field: &str) -> Result<Noted, Stop> {
    let refers = |at: usize| -> rusqlite::Result<Option<i64>> { row.get(at) };
    let text = |at: usize| -> Result<String, StoreError> { Ok(str_at(row, at)?.to_owned()) };
    Ok(match table.name {
        name if name == OFFICE.name => {
            let (office, motion) = office::read(row)?;
            Noted::Office(Box::new(office), motion)
        }
        name if name == ENROLMENT.name => {
            Noted::Enrolment { id: row.get(1)?, name: text(3)?, login: text(4)?, motion: refers(5)? }
        }
        name if name == PERMISSION.name => {
            let (enrolment, permission) = permission::read(row)?;
            Noted::Permission { enrolment, permission }
        }
        name if name == COMPETENCE.name => {
            let (enrolment, competence) = competence::read(row)?;
            Noted::Competence { enrolment, competence }
        }
        name if name == MOTION.name => Noted::Motion { id: row.get(1)?, kind: motion::read_kind(row)? },
        name if name == ASSENT.name => {
            let (motion, agreed) = assent::read(row)?;
            Noted::Assent { motion, agreed }
        }
        name if name == PACK.name => {
            Noted::Pack(MadePack { hash: row.get(3)?, name: text(4)?, version: text(5)?, notation: row.get(6)? })
        }
        name if name == CASE.name => Noted::Case(MadeCase {
            id: row.get(1)?,
            applicant: row.get(4)?,
            poll: row.get(5)?,
            pack: text(7)?,
            opened_at: row.get(10)?,
        }),
        name if name == POLL.name => {
            let municipality = needed(Place::recorded(str_at(row, 6)?), "poll.municipality")?;
            let day = read_day(row, 4)?.ok_or_else(|| StoreError::damaged("a poll without a day"))?;
            let critical = Critical { roll: read_day(row, 10)?, poll: day };
            Noted::Poll { id: row.get(1)?, at: PollAt { host: text(3)?, municipality, critical } }
        }
        name if name == APPLICANT.name => Noted::Applicant { id: row.get(1)? },
        name if name == FACT.name => {
            if refers(15)?.is_some_and(|older| Some(older) >= refers(1).ok().flatten()) {
                return Err(dangling(field));
            }
            Noted::Fact { applicant: row.get(5)? }
        }
        name if name == DECISION.name => Noted::Decision(decision(row)?),
        name if name == APPROVAL.name => Noted::Approval {
            decision: row.get(5)?,
            approved: flag(row, 6)?,
            anew: approval::ground(row)? == Some(Ground::Anew),
            says_why: !Clean::is_blank(str_at(row, 7)?),
        },
        name if name == REMARK.name => Noted::Remark(remark(row)?),
        name if name == ATTACHMENT.name => {
            let size: i64 = row.get(7)?;
            let hash = row.get_ref(8)?.as_blob().map_or(0, <[u8]>::len);
            let sound = !Clean::is_blank(str_at(row, 6)?) && size >= 0 && hash == 32;
            Noted::Attachment(MadeAttachment { case: row.get(5)?, sound })
        }
        _ => Noted::Nothing,
    })
}

fn remark(row: &Row) -> Result<MadeRemark, Stop> {
    Ok(MadeRemark {
        case: row.get(5)?,
        decision: row.get(6)?,
        action: str_at(row, 7)?.to_owned(),
        text: str_at(row, 8)?.to_owned(),
        day: read_day(row, 9)?,
        about: row.get(10)?,
    })
}

fn decision(row: &Row) -> Result<MadeDecision, Stop> {
    let said = |at: usize| Ok::<bool, Stop>(!Clean::is_blank(str_at(row, at)?));
    Ok(MadeDecision {
        id: row.get(1)?,
        case: row.get(5)?,
        verdict: Verdict::parse(str_at(row, 6)?),
        departs: flag(row, 7)?,
        reasons: said(8)?,
        departure: said(9)?,
        proposed: Outcome::parse(str_at(row, 10)?),
        pack: row.get(11)?,
        facts: str_at(row, 13)?.split_whitespace().map(|id| id.parse().ok()).collect(),
    })
}

/// A row that refers to one which does not exist, or not yet.
pub fn dangling(field: &str) -> Stop {
    fault(FaultClass::Derived, field, "it refers to a row that does not exist")
}

fn added(table: &Table, key: i64) -> Stop {
    fault(FaultClass::RowAdded, format!("{}/{key}", table.name), "the log knows nothing of this row")
}
