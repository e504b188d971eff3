//! What a verification can find, in classes that each have a name.

use super::tree::Hash;
use crate::domain::coded;

coded!(
    /// The class of a fault. The first one found is reported; what follows from it is not.
    FaultClass {
        /// The file itself is damaged.
        Damaged = "damaged",
        /// An entry is missing, or its number is wrong.
        Gap = "gap",
        /// The bytes of an entry are not an entry in its one canonical form.
        Malformed = "malformed",
        /// A stored hash is not the hash of what it stands for.
        WrongHash = "wrong_hash",
        /// The head does not fit the entries.
        WrongHead = "wrong_head",
        /// An entry was made by somebody who was not an officer then, or who might not do that.
        NotPermitted = "not_permitted",
        /// An act that the rules of the office do not allow there, or that made other rows than its action makes.
        Unlawful = "unlawful",
        /// One person decided and approved.
        FourEyes = "four_eyes",
        /// An entry does not follow from what came before it: a wrong version, a wrong predecessor, a repeated command.
        Sequence = "sequence",
        /// A row differs from what the log says of it.
        RowChanged = "row_changed",
        /// A row of which the log knows nothing.
        RowAdded = "row_added",
        /// A row that the log made and that is gone.
        RowMissing = "row_missing",
        /// Something that is computed from the record (search terms, an index column) differs from what it should be.
        Derived = "derived",
        /// The time of an entry is before that of the entry before it.
        TimeWentBack = "time_went_back",
    }
);

/// The first thing that does not hold, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {place}: {what}", class.code())]
pub struct Fault {
    /// Its class.
    pub class: FaultClass,
    /// `entry 17`, `fact/99`, `node 3/4`.
    pub place: String,
    /// What is wrong, in a sentence.
    pub what: String,
}

/// What a verification looked at when everything held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// Entries in the log.
    pub entries: u64,
    /// Rows whose commitment was recomputed.
    pub rows: u64,
    /// The root over them.
    pub root: Hash,
    /// Determinations that were made again and came to the same.
    pub answers: u64,
    /// Those in a notation that this program does not speak: neither right nor wrong.
    pub unspoken: u64,
}
