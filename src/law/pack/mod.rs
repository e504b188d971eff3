//! Packs: the file, what it must hold to, and the pack as it stands in memory.

pub mod cases;
pub mod clauses;
mod compile;
mod length;
mod model;
mod params;
pub mod raw;
pub mod read;
pub mod schema;
pub mod source;
mod terms;
mod toml_words;
pub mod versions;

pub use length::{Counts, Length, NearPoll, Term, TermAct};
pub use model::{
    Clause, Condition, Criterion, Edition, EmbeddedCase, Exception, Member, Pack, PackStatus, Param, rule,
};
