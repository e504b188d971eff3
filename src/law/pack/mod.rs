//! Packs: the file, what it must hold to, and the pack as it stands in memory.

pub(crate) mod cases;
pub(crate) mod clauses;
mod compile;
pub(crate) mod length;
mod model;
mod params;
pub(crate) mod raw;
pub mod read;
pub mod schema;
pub(crate) mod source;
mod terms;
mod toml_words;
pub(crate) mod versions;

pub(crate) use length::{Counts, Length, Term, TermAct};
pub(crate) use model::{Clause, Condition, Criterion, Edition, Exception, Member, PackStatus, Param};
pub use model::{EmbeddedCase, Pack};
