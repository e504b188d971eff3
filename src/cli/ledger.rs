//! `suffrage ledger`: what happened, and whether everything still holds.

use std::path::Path;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use serde_json::json;

use super::args::LedgerCommand;
use super::fail::does_not_verify;
use super::{Env, Exit, Outcome, json, office};
use crate::domain::hex;
use crate::i18n::{Arg, Texts};
use crate::ledger::{Fault, Report};
use crate::store::{Progress, Store, StoreError};
use crate::wording::entry;

/// How many entries are read at once.
const WINDOW: usize = 500;
/// How often a verification says how far it is.
const GLANCE: Duration = Duration::from_millis(250);

pub fn run(command: LedgerCommand, texts: &Texts, env: &mut Env) -> Outcome {
    match command {
        LedgerCommand::Show { office, limit, json } => show(&office, limit, json, texts, env),
        LedgerCommand::Verify { office, json } => verify(&office, json, texts, env),
    }
}

fn show(path: &std::path::Path, limit: usize, as_json: bool, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look_at_record(path, texts, env)?;
    let mut left = if limit == 0 { usize::MAX } else { limit };
    let mut before = None;
    let mut entries = Vec::new();
    while left > 0 {
        let rows = office.store.entries(before, left.min(WINDOW)).map_err(|error| office.fault(texts, error))?;
        let Some(last) = rows.last() else { break };
        before = Some(last.seq);
        left = left.saturating_sub(rows.len());
        for row in &rows {
            if as_json {
                entries.push(json::entry(row));
                continue;
            }
            let done = entry::done(texts, row);
            let case = row.case.map(|case| case.to_string()).unwrap_or_default();
            let at = texts.moment(row.at);
            let line = format!("{:>6} {at} {:<12} {case:>6} {done} {}", row.seq, row.actor, row.leaf);
            env.line(&line)?;
        }
    }
    if as_json {
        env.json(&json!({"entries": entries}))?;
    }
    Ok(Exit::Done)
}

fn verify(path: &std::path::Path, as_json: bool, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look_at_record(path, texts, env)?;
    let verdict = if env.stderr_is_tty { told(path, texts, env) } else { office.store.verify() };
    match verdict.map_err(|error| office.fault(texts, error))? {
        Ok(report) => {
            let root = hex(&report.root);
            if as_json {
                env.json(&json!({
                    "holds": true, "entries": report.entries, "rows": report.rows, "root": root,
                    "answers": report.answers, "unspoken": report.unspoken,
                }))?;
            } else {
                let count = |n: u64| Arg::Count(i64::try_from(n).unwrap_or(i64::MAX));
                let args = [
                    ("entries", count(report.entries)),
                    ("rows", count(report.rows)),
                    ("answers", count(report.answers)),
                    ("root", root.into()),
                ];
                env.line(texts.say("cli-ledger-holds", &args).as_str())?;
                if report.unspoken > 0 {
                    let args = [("unspoken", count(report.unspoken))];
                    env.line(texts.say("cli-ledger-unspoken", &args).as_str())?;
                }
            }
            Ok(Exit::Done)
        }
        Err(fault) => {
            if as_json {
                env.json(&json!({
                    "holds": false, "class": fault.class.code(), "place": fault.place, "what": fault.what,
                }))?;
            }
            Err(does_not_verify(fault, texts))
        }
    }
}

/// Verifies on another thread and tells how far it is, on one line that is wiped at the end.
fn told(path: &Path, texts: &Texts, env: &mut Env) -> Result<Result<Report, Fault>, StoreError> {
    let progress = Progress::default();
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::scope(|scope| {
        let shared = &progress;
        scope.spawn(move || tell.send(Store::verify_file(path, shared)));
        let mut shown = false;
        loop {
            match told.recv_timeout(GLANCE) {
                Ok(verdict) => {
                    if shown {
                        let _ = write!(env.stderr, "\r\x1b[K");
                    }
                    return verdict;
                }
                Err(RecvTimeoutError::Timeout) => {
                    let (done, total) = progress.now();
                    let percent = done.saturating_mul(99).checked_div(total).unwrap_or(0).min(99);
                    let line = texts.say("cli-verifying", &[("percent", Arg::Text(percent.to_string()))]);
                    // Whoever cannot be told is none the worse for it.
                    let _ = write!(env.stderr, "\r{line}\x1b[K").and_then(|()| env.stderr.flush());
                    shown = true;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(StoreError::Damaged("the verification broke off".into()));
                }
            }
        }
    })
}
