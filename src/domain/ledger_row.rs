//! An entry of the ledger as people read it.

use super::id::CaseId;
use super::time::Stamp;

/// One entry of the ledger as a list shows it; what it commits to is not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// Its place, from 0.
    pub seq: u64,
    /// When it was written, in milliseconds of UTC.
    pub at: Stamp,
    /// The officer's name in the record.
    pub actor: String,
    /// `case.opened`, `fact.recorded`, `decision.made`, ...
    pub action: String,
    /// `None`: it is about the office.
    pub case: Option<CaseId>,
    /// The word of the verdict, `grant` or `refuse`; `None`: the entry makes no decision.
    pub outcome: Option<String>,
    /// First eight bytes of the leaf hash, in hex.
    pub leaf: String,
}
