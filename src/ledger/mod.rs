//! The record: canonical entry, commitment, tree, proof. Pure: bytes in, verdict out.
//!
//! # The format, version 1
//!
//! An **entry** is a deterministic CBOR array (RFC 8949, 4.2) of fourteen items, in this order: format version (1),
//! sequence number (from 0), time (milliseconds since 1970), actor, key fingerprint (empty until officers sign), role,
//! action, case or null, version of the case after it or null, sequence number of the case's entry before it or null,
//! outcome or null, the rules relied on (`pack@version#hash`), the commitments (`[field, 32 bytes]`), and the id of the
//! command. The bytes are stored and hashed as they are; nothing is ever hashed from a second encoding.
//!
//! A **commitment** stands for one row that the entry made or changed. It hides personal data behind a salt, so that
//! erasing the row erases the meaning and leaves the tree whole: see [`mod@commitment`]. The last column of each row is the
//! number of the entry that commits to it; a row is encoded up to its last value that is not null, so that a column which
//! comes later changes no old commitment.
//!
//! The **tree** is RFC 6962: leaf `SHA-256(00 || entry)`, node `SHA-256(01 || left || right)`.
//!
//! Signed checkpoints (C2SP `tlog-checkpoint`: origin, size, root) will stand beside this in `checkpoint`; the head of
//! the tree is kept so that they can be made at any time.

pub mod action;
pub mod commitment;
pub mod entry;
pub mod fault;
pub mod tree;

pub use action::{Action, Capacity};
pub use commitment::commitment;
pub use entry::{Entry, EntryError, Field, Rule};
pub use fault::{Fault, FaultClass, Report};
pub use tree::Hash;
