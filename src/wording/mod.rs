//! What screens, commands and letters say of values, in the language of the reader: facts, sources, grounds.
//!
//! Pure: values in, [`crate::domain::Clean`] words out. A code is shown by its label; a raw key or an expression of a pack
//! never is. The form of a value that the record commits to is another one ([`crate::domain::Value::canonical`]).

pub mod fact;
mod ground;
pub mod source;
#[cfg(test)]
mod tests;

pub use ground::{denied, ground};
