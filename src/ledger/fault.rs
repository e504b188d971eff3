//! What a verification can find, in classes that each have a name.

use super::tree::Hash;

/// The class of a fault. The first one found is reported; what follows from it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FaultClass {
    /// The file itself is damaged.
    Damaged,
    /// An entry is missing, or its number is wrong.
    Gap,
    /// The bytes of an entry are not an entry in its one canonical form.
    Malformed,
    /// A stored hash is not the hash of what it stands for.
    WrongHash,
    /// The head does not fit the entries.
    WrongHead,
    /// An entry was made by somebody who was not an officer then, or who might not do that.
    NotPermitted,
    /// An act that the rules of the office do not allow there, or that made other rows than its action makes.
    Unlawful,
    /// One person decided and approved.
    FourEyes,
    /// An entry does not follow from what came before it: a wrong version, a wrong predecessor, a repeated command.
    Sequence,
    /// A row differs from what the log says of it.
    RowChanged,
    /// A row of which the log knows nothing.
    RowAdded,
    /// A row that the log made and that is gone.
    RowMissing,
    /// Something that is computed from the record (search terms, an index column) differs from what it should be.
    Derived,
    /// The time of an entry is before that of the entry before it.
    TimeWentBack,
}

impl FaultClass {
    pub fn code(self) -> &'static str {
        match self {
            FaultClass::Damaged => "damaged",
            FaultClass::Gap => "gap",
            FaultClass::Malformed => "malformed",
            FaultClass::WrongHash => "wrong_hash",
            FaultClass::WrongHead => "wrong_head",
            FaultClass::NotPermitted => "not_permitted",
            FaultClass::Unlawful => "unlawful",
            FaultClass::FourEyes => "four_eyes",
            FaultClass::Sequence => "sequence",
            FaultClass::RowChanged => "row_changed",
            FaultClass::RowAdded => "row_added",
            FaultClass::RowMissing => "row_missing",
            FaultClass::Derived => "derived",
            FaultClass::TimeWentBack => "time_went_back",
        }
    }
}

/// The first thing that does not hold, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {place}: {what}", class.code())]
pub struct Fault {
    pub class: FaultClass,
    /// `entry 17`, `fact/99`, `node 3/4`.
    pub place: String,
    pub what: String,
}

/// What a verification looked at when everything held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    pub entries: u64,
    /// Rows whose commitment was recomputed.
    pub rows: u64,
    pub root: Hash,
    /// Determinations that were made again and came to the same.
    pub answers: u64,
    /// Those in a notation that this program does not speak: neither right nor wrong.
    pub unspoken: u64,
}
