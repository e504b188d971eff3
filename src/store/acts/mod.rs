//! The acts: the snapshot that the rules of the office look at, and the rows and the one entry of what they say, in one
//! transaction.

mod follow;
mod load;
mod queue;
mod write;

pub(super) use follow::{Asked, follow, propose};
use load::About;
pub(super) use write::enrol;

use rusqlite::{Connection, OptionalExtension};

use super::entries::bytes_of;
use super::person::Person;
use super::reader::Reader;
use super::recorder::{Head, performed};
use super::staff::Checked;
use super::{Entropy, Store, StoreError, freeze, write as begin};
use crate::domain::{ActError, CaseId, Command, DecisionId, FactId, MotionId, Receipt};
use crate::law::Library;
use crate::ledger::Entry;

impl Store {
    /// Performs a command, or says that it was performed before.
    pub fn apply(&mut self, command: &Command) -> Result<Receipt, StoreError> {
        let tx = begin(&mut self.db, &self.place)?;
        if let Some(seq) = performed(&tx, command.id)? {
            return repeated(&tx, &self.library, seq);
        }
        let mut head = Head::load_beside(&tx, self.edge.as_ref())?;
        let known = Checked::refresh(&tx, self.known.take())?;
        let receipt = perform(&tx, &self.library, &mut self.entropy, &mut head, &known, command)?;
        head.save(&tx)?;
        tx.commit()?;
        self.edge = Some(head.edge);
        self.known = Some(known);
        Ok(receipt)
    }

    /// Performs many commands in one transaction. What the office refuses is left as it is and told; the others are done, and
    /// all of them stand or none.
    pub fn apply_each(&mut self, commands: &[Command]) -> Result<Vec<Result<Receipt, ActError>>, StoreError> {
        let tx = begin(&mut self.db, &self.place)?;
        let mut head = Head::load_beside(&tx, self.edge.as_ref())?;
        let mut known = Checked::refresh(&tx, self.known.take())?;
        let mut outcomes = Vec::with_capacity(commands.len());
        for command in commands {
            if let Some(seq) = performed(&tx, command.id)? {
                outcomes.push(Ok(repeated(&tx, &self.library, seq)?));
                continue;
            }
            known = Checked::refresh(&tx, Some(known))?;
            // The office refuses before anything is written.
            match perform(&tx, &self.library, &mut self.entropy, &mut head, &known, command) {
                Ok(receipt) => outcomes.push(Ok(receipt)),
                Err(StoreError::Refused(error)) => outcomes.push(Err(error)),
                Err(error) => return Err(error),
            }
        }
        head.save(&tx)?;
        tx.commit()?;
        self.edge = Some(head.edge);
        self.known = Some(known);
        Ok(outcomes)
    }

    /// Performs many commands in one transaction: all of them or none.
    pub fn apply_all(&mut self, commands: impl Iterator<Item = Command>) -> Result<Vec<Receipt>, StoreError> {
        let tx = begin(&mut self.db, &self.place)?;
        let mut head = Head::load(&tx)?;
        let mut known = None;
        let mut receipts = Vec::new();
        for command in commands {
            let receipt = match performed(&tx, command.id)? {
                Some(seq) => repeated(&tx, &self.library, seq)?,
                None => {
                    let fresh = Checked::refresh(&tx, known.take())?;
                    let known = known.insert(fresh);
                    perform(&tx, &self.library, &mut self.entropy, &mut head, known, &command)?
                }
            };
            receipts.push(receipt);
        }
        head.save(&tx)?;
        tx.commit()?;
        Ok(receipts)
    }
}

/// Lets the rules of the office say what changes, and writes it.
fn perform(
    db: &Connection,
    library: &Library,
    entropy: &mut Entropy,
    head: &mut Head,
    known: &Checked,
    command: &Command,
) -> Result<Receipt, StoreError> {
    let frozen = freeze::frozen(&mut Reader::checked(db), &known.office, command.at.max(head.last_at))?;
    let desk = load::Desk { db, library, last_at: head.last_at, known, frozen };
    let about = desk.about(command)?;
    let change = desk.perform(command, &about)?;
    let mut writing = write::Writing { db, library, entropy, head, command, office: &known.office };
    match (about, command.act.case()) {
        (About::Case(Some(found)), _) => writing.case(*found, change),
        (About::Case(None), Some(case)) => Err(ActError::NoSuchCase { case }.into()),
        (About::Case(None), None) | (About::Office, _) => writing.office(change),
    }
}

/// The bytes of an entry; `read` makes something of the entry in them.
fn entry<T>(db: &Connection, seq: u64, read: impl FnOnce(Entry) -> T) -> Result<T, StoreError> {
    let bytes = bytes_of(db, seq)?.ok_or_else(|| StoreError::damaged(format!("entry {seq} is missing")))?;
    Entry::decode(&bytes).map(read).map_err(|error| StoreError::damaged(format!("entry {seq}: {error}")))
}

/// The receipt of a command that was performed before: what it came to then, and where the case stands now.
fn repeated(db: &Connection, library: &Library, seq: u64) -> Result<Receipt, StoreError> {
    let made = |entry: &Entry, table: &str| {
        let fields = entry.fields.iter();
        let mut ids = fields.filter_map(|field| field.id.strip_prefix(table)?.strip_prefix('/')?.parse().ok());
        ids.next()
    };
    let (case, mut receipt) = entry(db, seq, |entry| {
        let receipt = Receipt {
            seq,
            version: entry.case_version.unwrap_or(0),
            status: None,
            fact: made(&entry, "fact").map(FactId),
            decision: made(&entry, "decision").map(DecisionId),
            motion: made(&entry, "motion").map(MotionId),
            repeated: true,
        };
        (entry.case, receipt)
    })?;
    if receipt.decision.is_none() {
        receipt.decision = about(db, seq)?;
    }
    let mut reader = Reader::unchecked(db);
    let case = case.map(CaseId);
    if let Some(applicant) = case.map(|case| Person::of(&reader, case)).transpose()?.flatten() {
        let person = Person::load(&mut reader, applicant, &library.schema, |_| {})?;
        receipt.status = case.and_then(|case| person.case(case)).map(|(_, course)| course.status);
    }
    Ok(receipt)
}

/// The decision that an approval or a remark of this entry is about.
fn about(db: &Connection, seq: u64) -> Result<Option<DecisionId>, StoreError> {
    let sql = "SELECT decision FROM approval WHERE seq=?1 UNION ALL SELECT decision FROM remark WHERE seq=?1";
    let found: Option<Option<i64>> = db.prepare_cached(sql)?.query_row([seq as i64], |row| row.get(0)).optional()?;
    Ok(found.flatten().map(DecisionId))
}
