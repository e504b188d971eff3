//! The office file: the only place that names rusqlite.
//!
//! Reads are windows and single cases; every write is a command: a unique id, guards, changes and one ledger leaf in
//! one `BEGIN IMMEDIATE` transaction.

use std::path::Path;

use crate::domain::{
    CaseFile, CaseId, CmdId, Command, Intake, LedgerRow, NewCase, Officer, QueueQuery, QueueWindow, Receipt, Stamp,
};
use crate::law::Library;

pub struct Store {}

/// What the store needs from outside to write: random bytes for salts.
pub type Entropy = Box<dyn FnMut(&mut [u8])>;

mod error;
pub use error::StoreError;

#[derive(Debug, Clone, PartialEq)]
pub struct NewOffice {
    pub name: String,
    pub log_id: String,
    pub fictitious: bool,
    pub officers: Vec<Officer>,
    pub at: Stamp,
    pub by: String,
    pub command: CmdId,
}

pub struct Bringing<'a> {
    pub officer: &'a str,
    pub at: Stamp,
    pub ids: &'a mut dyn FnMut() -> CmdId,
    pub progress: &'a mut dyn FnMut(u64),
}

impl Store {
    /// Opens an existing office for work.
    pub fn open(_path: &Path, _library: std::rc::Rc<Library>, _entropy: Entropy) -> Result<Store, StoreError> {
        todo!()
    }
    pub fn apply(&mut self, _command: &Command) -> Result<Receipt, StoreError> {
        todo!()
    }
    pub fn queue(&self, _query: &QueueQuery, _now: Stamp) -> Result<QueueWindow, StoreError> {
        todo!()
    }
    pub fn case(&self, _id: CaseId, _now: Stamp) -> Result<Option<CaseFile>, StoreError> {
        todo!()
    }
    pub fn officer(&self, _name: &str) -> Result<Option<Officer>, StoreError> {
        todo!()
    }
    /// Entries before `before` (newest first), at most `limit`; `None` starts at the head.
    pub fn entries(&self, _before: Option<u64>, _limit: usize) -> Result<Vec<LedgerRow>, StoreError> {
        todo!()
    }
    /// Takes or renews the lease on a case until `until`. A case that another officer holds stays theirs.
    pub fn claim(&mut self, _case: CaseId, _officer: &str, _now: Stamp, _until: Stamp) -> Result<(), StoreError> {
        todo!()
    }
    pub fn create(_: &Path, _: std::rc::Rc<Library>, _: Entropy, _: &NewOffice) -> Result<Store, StoreError> {
        todo!()
    }
    pub fn open_to_read(_: &Path, _: std::rc::Rc<Library>) -> Result<Store, StoreError> {
        todo!()
    }
    pub fn settle(&self) -> Result<(), StoreError> {
        todo!()
    }
    pub fn officers(&self) -> Result<Vec<Officer>, StoreError> {
        todo!()
    }
    pub fn import<E: From<StoreError>>(
        &mut self,
        _cases: impl Iterator<Item = Result<NewCase, E>>,
        _bringing: Bringing,
    ) -> Result<Intake, E> {
        todo!()
    }
    pub fn verify(&self) -> Result<Result<crate::ledger::fault::Report, crate::ledger::fault::Fault>, StoreError> {
        todo!()
    }
    pub fn release(&mut self, _officer: &str) -> Result<(), StoreError> {
        todo!()
    }
}
