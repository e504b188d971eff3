//! Suffrage: a case manager for officers who decide who may vote and who may stand in local elections as a foreign
//! resident.
//!
//! # The house
//!
//! Layers, each importing only from those on its left (`tests/layers/` reads `src/` by its syntax and fails on an arrow the
//! wrong way and on a circle):
//!
//! `domain  i18n` | `law  ledger` | `office  wording  intake` | `store  app` | `ui` | `session` |
//! `terminal  cli  sample  play` | `main`
//!
//! - [`domain`]: plain values, and [`domain::Clean`], the only text that may be shown. No IO, no clock, no SQL, no drawing.
//! - [`i18n`]: every sentence, in English, Russian and Belarusian.
//! - [`law`]: packs as data; the typed, three-valued engine; the explanation. Pure.
//! - [`ledger`]: canonical entries, salted commitments, the Merkle tree. Pure: bytes in, verdict out.
//! - [`office`]: the rules of the office: [`office::perform`] says what an act changes or why it does not. Pure; the store runs
//!   it, the screens ask it what to offer, verification judges every entry by the same table.
//! - [`store`]: the office file, the only place that names SQLite. Every write is a command with guards and one entry.
//! - [`wording`]: facts, sources and grounds in words; screens, commands and letters share it.
//! - [`intake`]: CSV files and voter records as new cases, each fault with its place. It reads and writes no office.
//! - [`app`]: the state machine of the screens: a message in, effects out. No IO, no clock, no sentences. [`app::screens`]
//!   holds what stands on top of the queue, one file for each.
//! - `ui`: drawing of that state, nothing else.
//! - [`session`]: joins screens and store; the terminal and the transcripts drive this same object.
//! - [`terminal`]: the tty: keys as they were pressed, one write for each frame.
//! - [`cli`]: commands, one file for each.
//! - [`sample`]: the office of fictitious people; [`play`]: the replay of transcripts on a copy of it.
//!
//! # A key's way
//!
//! Bytes, `terminal::input`, a [`app::key::Key`], [`session::Session::key`], `app::App::on`: the keymap names a
//! command, the command changes the state and returns effects; the session performs them on the store until none is left;
//! then `ui::view` draws, and the painter sends what changed in one write.
//!
//! # What always holds
//!
//! - A missing fact is unknown, never "no" (`law::engine::history`).
//! - No decision without its entry, no entry without its rows: both are one transaction ([`store`]).
//! - Time, user and randomness are values that `main` hands in; no environment variable can forge them.
//! - Deliberately absent: an async runtime, global state, `std::process::Command`, a mouse, questions to the terminal, and
//!   any decision made by the program.

// What is public is for tests, benches and `main`, and says what its name does not.
#![warn(missing_docs)]
// What the program does not do; `clippy.toml` says which calls and why. Tests may.
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods)
)]

pub mod app;
pub mod cli;
pub mod domain;
pub mod i18n;
pub mod intake;
pub mod law;
pub mod ledger;
pub mod office;
pub mod play;
pub mod sample;
pub mod session;
pub mod store;
pub mod terminal;
mod ui;
pub mod wording;
