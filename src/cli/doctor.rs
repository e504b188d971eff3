//! `suffrage doctor`: everything that an office rests on, one line each, with the mend where something is wrong.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::office::{self, Office};
use super::{Env, Exit, Outcome};
use crate::domain::{ActError, Clean};
use crate::i18n::{Arg, Texts};
use crate::session::fault::sentence;
use crate::store::{Progress, Store, StoreError, cautions, check_engine, engine};

/// Checks everything that an office rests on, one line each, with the mend where something is wrong.
///
/// Ends with 0 if all is well, 7 if the ledger does not verify, 3 if anything else is wrong.
#[derive(Debug, clap::Args)]
pub struct DoctorArgs {
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

/// Room that an office needs beside twice itself, in bytes.
const ROOM: u64 = 64 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Check {
    Engine,
    Packs,
    Place,
    Sides,
    Format,
    Schema,
    Ledger,
    Files,
    Rights,
    Clock,
    Space,
    Leases,
    Processes,
}

impl Check {
    const ALL: [(Check, &str, &str); 13] = [
        (Check::Engine, "engine", "doctor-engine"),
        (Check::Packs, "packs", "doctor-packs"),
        (Check::Place, "place", "doctor-place"),
        (Check::Sides, "side_files", "doctor-sides"),
        (Check::Format, "format", "doctor-format"),
        (Check::Schema, "schema", "doctor-schema"),
        (Check::Ledger, "ledger", "doctor-ledger"),
        (Check::Files, "files", "doctor-files"),
        (Check::Rights, "rights", "doctor-rights"),
        (Check::Clock, "clock", "doctor-clock"),
        (Check::Space, "space", "doctor-space"),
        (Check::Leases, "leases", "doctor-leases"),
        (Check::Processes, "processes", "doctor-processes"),
    ];

    /// Which check finds what keeps an office from being opened.
    fn of(error: &StoreError) -> Check {
        match error {
            StoreError::SideFilesGone(_)
            | StoreError::SideFilesOfOther(_)
            | StoreError::SideFileStrange { .. }
            | StoreError::SideFileOfOther { .. } => Check::Sides,
            StoreError::Newer { .. } | StoreError::Older { .. } | StoreError::NotAnOffice { .. } => Check::Format,
            StoreError::AlteredSchema { .. } => Check::Schema,
            StoreError::Damaged(_) | StoreError::Tampered(_) => Check::Ledger,
            StoreError::ReadOnly => Check::Rights,
            StoreError::OldEngine(_) => Check::Engine,
            _ => Check::Place,
        }
    }
}

/// What was looked at, and what is wrong with it.
#[derive(Default)]
struct Findings(Vec<(Check, Option<Clean>)>);

impl Findings {
    fn put(&mut self, check: Check, wrong: Option<Clean>) {
        self.0.push((check, wrong));
    }
}

pub fn run(args: DoctorArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let path = &args.office;
    std::fs::metadata(path).map_err(|error| super::Failure::file(texts, path, &error))?;
    let mut findings = Findings::default();
    let old = check_engine().err();
    findings.put(Check::Engine, old.map(|error| sentence(texts, &path.display().to_string(), &error)));
    let (library, unsound) = super::shelf::sound_beside(path, texts)?;
    findings.put(Check::Packs, unsound.map(|text| Clean::new(&text)));
    match Store::open_to_read(path, std::rc::Rc::clone(&library)) {
        Err(error) => {
            let wrong = sentence(texts, &path.display().to_string(), &error);
            findings.put(Check::of(&error), Some(wrong));
        }
        Ok(store) => {
            for check in [Check::Place, Check::Sides, Check::Format, Check::Schema] {
                findings.put(check, None);
            }
            let office = Office::unseen(store, library, path);
            inside(&office, &mut findings, texts, env)?;
        }
    }
    if !findings.0.iter().any(|(check, _)| *check == Check::Rights) {
        let wrong: Vec<String> = cautions(path).iter().map(|caution| office::said(caution, texts)).collect();
        findings.put(Check::Rights, (!wrong.is_empty()).then(|| Clean::new(&wrong.join(" "))));
    }
    findings.put(Check::Space, space(path, texts));
    findings.put(Check::Processes, strangers(path, texts));
    tell(findings, args.json, texts, env)
}

/// What only an office that opens can tell.
fn inside(office: &Office, findings: &mut Findings, texts: &Texts, env: &Env) -> Result<(), super::Failure> {
    let told = |error| office.fault(texts, error);
    let verified = Store::verify_file(&office.path, &Progress::default()).map_err(told)?;
    findings.put(Check::Ledger, verified.err().map(|fault| super::fail::fault_text(fault, texts)));
    let amiss = office.store.files_amiss(&office.path).map_err(told)?;
    let first = amiss.first().map(|path| path.display().to_string()).unwrap_or_default();
    let said = [("count", Arg::Count(i64::try_from(amiss.len()).unwrap_or(i64::MAX))), ("path", first.into())];
    findings.put(Check::Files, (!amiss.is_empty()).then(|| texts.say("doctor-files-bad", &said)));
    let now = env.now();
    let newest = office.store.entries(None, 1).map_err(told)?;
    let back = newest.first().filter(|row| row.at > now);
    let back = back.map(|row| texts.refusal(&ActError::ClockWentBack { last: row.at, now }));
    findings.put(Check::Clock, back);
    let strange = office.store.strange_leases(now).map_err(told)?;
    let count = ("count", Arg::Count(strange));
    findings.put(Check::Leases, (strange > 0).then(|| texts.say("doctor-leases-bad", &[count])));
    Ok(())
}

fn space(path: &Path, texts: &Texts) -> Option<Clean> {
    let stat = rustix::fs::statvfs(path).ok()?;
    let free = stat.f_bavail.saturating_mul(stat.f_frsize);
    let need = std::fs::metadata(path).ok()?.len().saturating_mul(2).saturating_add(ROOM);
    let size = |name, bytes: u64| (name, Arg::from((bytes >> 20).to_string()));
    (free < need).then(|| texts.say("doctor-space-bad", &[size("free", free), size("need", need)]))
}

/// Another program that has the office open with a SQLite of its own: the system's may be one that loses commits. Only
/// processes that we may look into.
fn strangers(path: &Path, texts: &Texts) -> Option<Clean> {
    let office = std::fs::metadata(path).ok()?;
    let own = std::process::id().to_string();
    let has_it = |process: &Path| {
        let handles = std::fs::read_dir(process.join("fd")).into_iter().flatten().flatten();
        let mut files = handles.filter_map(|handle| std::fs::metadata(handle.path()).ok());
        files.any(|file| (file.dev(), file.ino()) == (office.dev(), office.ino()))
    };
    let foreign = |process: &Path| {
        let maps = std::fs::read(process.join("maps")).unwrap_or_default();
        String::from_utf8_lossy(&maps).contains("sqlite3")
    };
    let processes = std::fs::read_dir("/proc").ok()?.flatten();
    let found = processes.map(|entry| entry.path()).find(|process| {
        let number = process.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        number.bytes().all(|byte| byte.is_ascii_digit()) && number != own && has_it(process) && foreign(process)
    })?;
    let name = std::fs::read_to_string(found.join("comm")).unwrap_or_default().trim().to_owned();
    let number = found.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Some(texts.say("doctor-processes-bad", &[("name", name.into()), ("number", number.into())]))
}

fn tell(findings: Findings, as_json: bool, texts: &Texts, env: &mut Env) -> Outcome {
    let mut exit = Exit::Done;
    let mut checks = Vec::new();
    for (check, code, key) in Check::ALL {
        // What could not be looked at, because the office does not open, is left out.
        let Some((_, wrong)) = findings.0.iter().find(|(found, _)| *found == check) else { continue };
        if wrong.is_some() && exit != Exit::Ledger {
            exit = if check == Check::Ledger { Exit::Ledger } else { Exit::File };
        }
        if as_json {
            checks.push(json!({"check": code, "ok": wrong.is_none(), "mend": wrong.as_ref().map(Clean::as_str)}));
            continue;
        }
        let label = texts.say(key, &[("version", engine().into())]);
        match wrong {
            None => env.line(&format!("{} {label}", texts.get("doctor-ok")))?,
            Some(wrong) => env.line(&format!("{} {label}: {wrong}", texts.get("doctor-bad")))?,
        }
    }
    if as_json {
        env.json(&json!({"ok": exit == Exit::Done, "engine": engine(), "checks": checks}))?;
    }
    Ok(exit)
}
