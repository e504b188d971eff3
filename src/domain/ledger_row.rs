//! An entry of the ledger as people read it.

use super::id::CaseId;
use super::time::Stamp;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    pub seq: u64,
    pub at: Stamp,
    pub actor: String,
    /// `case.opened`, `fact.recorded`, `decision.made`, ...
    pub action: String,
    pub case: Option<CaseId>,
    pub outcome: Option<String>,
    /// First eight bytes of the leaf hash, in hex.
    pub leaf: String,
}
