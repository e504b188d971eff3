//! The acts: the snapshot that the rules of the office look at, and the rows and the one entry of what they say, in one
//! transaction.

mod follow;
mod load;
mod write;

pub(super) use follow::{follow, propose};

use rusqlite::Connection;

use super::case::case_row;
use super::entries::bytes_of;
use super::recorder::{Head, performed};
use super::{Entropy, Store, StoreError, write as begin};
use crate::domain::{Act, ActError, CaseId, Command, DecisionId, FactId, Receipt, Stamp};
use crate::law::Library;
use crate::ledger::Entry;
use crate::office;

impl Store {
    /// Performs a command, or says that it was performed before.
    pub fn apply(&mut self, command: &Command) -> Result<Receipt, StoreError> {
        let tx = begin(&mut self.db, &self.place)?;
        if let Some(seq) = performed(&tx, command.id)? {
            return repeated(&tx, seq);
        }
        let mut head = Head::load_beside(&tx, self.edge.as_ref())?;
        let receipt = perform(&tx, &self.library, &mut self.entropy, &mut head, command)?;
        head.save(&tx)?;
        tx.commit()?;
        self.edge = Some(head.edge);
        Ok(receipt)
    }

    /// Performs many commands in one transaction: all of them or none.
    pub fn apply_all(&mut self, commands: impl Iterator<Item = Command>) -> Result<Vec<Receipt>, StoreError> {
        let tx = begin(&mut self.db, &self.place)?;
        let mut head = Head::load(&tx)?;
        let mut receipts = Vec::new();
        for command in commands {
            let receipt = match performed(&tx, command.id)? {
                Some(seq) => repeated(&tx, seq)?,
                None => perform(&tx, &self.library, &mut self.entropy, &mut head, &command)?,
            };
            receipts.push(receipt);
        }
        head.save(&tx)?;
        tx.commit()?;
        Ok(receipts)
    }
}

/// The time of the entry: never before that of the newest one.
pub(super) fn checked_time(head: &Head, now: Stamp) -> Result<Stamp, StoreError> {
    Ok(office::entry_time(head.last_at, now)?)
}

/// Lets the rules of the office say what changes, and writes it.
fn perform(
    db: &Connection,
    library: &Library,
    entropy: &mut Entropy,
    head: &mut Head,
    command: &Command,
) -> Result<Receipt, StoreError> {
    let desk = load::Desk { db, library, last_at: head.last_at };
    let mut writing = write::Writing { db, library, entropy, head, command };
    match &command.act {
        Act::Case { case, version, .. } => {
            let found = desk.case(*case, *version, command.at)?;
            let change = desk.perform(command, found.as_ref())?;
            match found {
                Some(found) => writing.case(found, change),
                None => Err(ActError::NoSuchCase { case: *case }.into()),
            }
        }
        Act::Office(_) => {
            let change = desk.perform(command, None)?;
            writing.office(change)
        }
    }
}

/// The next free number of a table; numbers follow the order of entries.
pub(super) fn next_id(db: &Connection, table: &'static str) -> Result<i64, StoreError> {
    let sql = format!("SELECT coalesce(max(id), 0) + 1 FROM {table}");
    Ok(db.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
}

/// The bytes of an entry; `read` makes something of the entry in them.
fn entry<T>(db: &Connection, seq: u64, read: impl FnOnce(Entry) -> T) -> Result<T, StoreError> {
    let bytes = bytes_of(db, seq)?.ok_or_else(|| StoreError::damaged(format!("entry {seq} is missing")))?;
    Entry::decode(&bytes).map(read).map_err(|error| StoreError::damaged(format!("entry {seq}: {error}")))
}

/// The receipt of a command that was performed before: what it came to then, and where the case stands now.
fn repeated(db: &Connection, seq: u64) -> Result<Receipt, StoreError> {
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
            repeated: true,
        };
        (entry.case, receipt)
    })?;
    let row = case.map(|case| case_row(db, CaseId(case))).transpose()?.flatten();
    receipt.status = row.map(|row| row.case.status);
    Ok(receipt)
}
