//! Suffrage: a case manager for officers who decide who may vote and who may stand in local elections as a foreign
//! resident.
//!
//! # The house
//!
//! Layers, each importing only from those on its left (a test reads `src/` and fails on an arrow the wrong way):
//!
//! `domain  i18n` | `law  ledger` | `store  app  notice` | `ui` | `session` | `terminal  cli` | `main`
//!
//! - [`domain`] plain values; no IO, no clock, no SQL, no drawing.

pub mod app;
pub mod cli;
pub mod domain;
pub mod i18n;
pub mod law;
pub mod ledger;
pub mod session;
pub mod store;
pub mod terminal;
pub mod ui;
