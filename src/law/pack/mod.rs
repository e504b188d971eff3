//! Packs: the file, what it must hold to, and the pack as it stands in memory.

pub mod cases;
pub mod clauses;
mod compile;
mod model;
mod params;
pub mod raw;
pub mod read;
pub mod schema;
pub mod source;
mod terms;
mod toml_words;
pub mod versions;

pub use model::{
    Clause, Condition, Criterion, Edition, EmbeddedCase, Exception, Member, Pack, PackStatus, Param, rule,
};
pub use terms::{Counts, Length, NearPoll, Term, TermAct};
