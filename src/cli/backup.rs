//! `suffrage backup` and `suffrage restore`: copies of an office, made while others work, verified before they have their name.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::fail::does_not_verify;
use super::{Env, Exit, Failure, Outcome, office};
use crate::domain::{Stamp, hex};
use crate::i18n::{Arg, Texts};
use crate::ledger::Report;
use crate::store::{Progress, Store, StoreError};

/// Copies an office to a new file, also while officers work, and verifies the copy.
///
/// The copy is one moment of the office and one file, and the files that belong to its cases lie in DEST.files beside it; only you can read it. Nothing is overwritten, and a copy that does not
/// verify is not left behind.
#[derive(Debug, clap::Args)]
pub struct BackupArgs {
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    #[arg(value_name = "DEST")]
    pub to: PathBuf,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// Makes an office from a backup, where there is none.
///
/// The backup is verified first. Whatever happened after its newest entry, which is printed, is not in it: move the damaged
/// office and the files beside it away, but keep them.
#[derive(Debug, clap::Args)]
pub struct RestoreArgs {
    #[arg(value_name = "BACKUP")]
    pub backup: PathBuf,
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

pub fn run(args: BackupArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let copied = crate::store::backup(&args.office, &args.to);
    let copied = copied.map_err(|error| blame(texts, &args.office, &args.to, error))?;
    match copied {
        Ok(report) => tell("cli-backup-made", &args.office, &args.to, &report, args.json, texts, env),
        Err(fault) => Err(does_not_verify(fault, texts)),
    }
}

pub fn restore(args: RestoreArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let refused = |error| blame(texts, &args.backup, &args.office, error);
    // The backup itself first: its fault is named before anything is made.
    if let Err(fault) = Store::verify_file(&args.backup, &Progress::default()).map_err(refused)? {
        return Err(does_not_verify(fault, texts));
    }
    match crate::store::restore(&args.backup, &args.office).map_err(refused)? {
        Ok(report) => tell("cli-restored", &args.backup, &args.office, &report, args.json, texts, env),
        Err(fault) => Err(does_not_verify(fault, texts)),
    }
}

/// What is in the way is the copy's; everything else is the source's.
fn blame(texts: &Texts, from: &Path, to: &Path, error: StoreError) -> Failure {
    let path = if matches!(error, StoreError::AlreadyExists(_) | StoreError::Io(_)) { to } else { from };
    let failure = office::fault(texts, path, error);
    if matches!(failure, Failure::Said { .. }) { failure } else { failure.with_exit(Exit::File) }
}

/// What was made, and the newest thing that it knows: whatever happened later is not in it.
fn tell(key: &str, from: &Path, made: &Path, report: &Report, as_json: bool, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look_at_record(made, texts, env)?;
    super::attach::copy(from, made, &office.store, texts, env)?;
    let newest = office.store.entries(None, 1).map_err(|error| office.fault(texts, error))?;
    let (at, by) = newest.first().map_or_else(|| (Stamp(0), String::new()), |row| (row.at, row.actor.clone()));
    if as_json {
        let root = hex(&report.root);
        env.json(&json!({
            "file": made.display().to_string(), "entries": report.entries, "root": root,
            "newest": {"at": at.to_string(), "by": by},
        }))?;
        return Ok(Exit::Done);
    }
    let entries = Arg::from(report.entries.to_string());
    let path = Arg::from(made.display().to_string());
    let args = [("path", path), ("entries", entries), ("moment", texts.moment(at).into()), ("officer", by.into())];
    env.line(texts.say(key, &args).as_str())?;
    Ok(Exit::Done)
}
