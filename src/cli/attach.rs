//! Files that belong to a case: one is put on record by its hash and kept beside the office; they are listed and looked at.

use std::fs::File;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use super::act_args::{By, One};
use super::{Env, Exit, Failure, Outcome, office};
use crate::domain::attachment::LIMIT;
use crate::domain::{Attached, Attachment, CaseAct, CaseId, hex};
use crate::i18n::{Arg, Texts};
use crate::store::Store;
use crate::store::attached::{self, Content, Fits};
use crate::wording::event::attached as attached_line;

/// Puts a file on record with a case: its name, its size and its SHA-256.
///
/// The file itself is copied into the folder OFFICE.db.files beside the office, which only you can read and which belongs to
/// the office: move and copy them together.
#[derive(Debug, clap::Args)]
pub struct AttachArgs {
    #[command(flatten)]
    pub on: One,
    /// The file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What it is
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub note: String,
    #[command(flatten)]
    pub by: By,
}

/// Lists the files that belong to cases.
///
/// With --check each is read and compared with the record. Ends with 7 if one is missing or differs.
#[derive(Debug, clap::Args)]
pub struct AttachmentsArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// Of this case only
    #[arg(value_name = "CASE")]
    pub case: Option<i64>,
    /// Says which are missing or differ
    #[arg(long)]
    pub check: bool,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
}

pub fn attach(args: AttachArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let AttachArgs { on, file: path, note, by } = args;
    let mut office = office::open(&on.office, texts, env)?;
    let officer = office.actor(by.user, texts, env)?;
    let case = office.case(on.case, texts, env.now())?.case;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let unread = |error| Failure::file(texts, &path, &error);
    let mut source = File::open(&path).map_err(unread)?;
    // A folder opens and cannot be read; said before anything is made.
    if source.metadata().map_err(unread)?.is_dir() {
        return Err(unread(std::io::ErrorKind::IsADirectory.into()));
    }
    let unkept = |error| Failure::file(texts, &attached::folder(&on.office), &error);
    let kept = attached::keep(&on.office, &mut source).map_err(unkept)?;
    let Some(Content { size, sha256 }) = kept else {
        let said = [("path", Arg::from(path.display().to_string())), ("limit", Arg::from((LIMIT >> 20).to_string()))];
        return Err(Failure::say(Exit::Data, texts.say("cli-attach-too-large", &said)));
    };
    let act = CaseAct::Attach { file: Attached { name: name.clone(), size, sha256, note } };
    let receipt = office.perform(act.on(case.id, by.version.unwrap_or(case.version)), &officer, texts, env)?;
    if by.json {
        env.json(&json!({
            "case": on.case, "version": receipt.version, "entry": receipt.seq,
            "name": name, "size": size, "sha256": hex(&sha256),
        }))?;
        return Ok(Exit::Done);
    }
    let said = [("case", Arg::from(on.case.to_string())), ("seq", Arg::from(receipt.seq.to_string()))];
    env.line(texts.say("message-attached", &said).as_str())?;
    env.line(&format!("  {}", attached_line(&Attached { name, size, sha256, note: String::new() }, texts)))?;
    Ok(Exit::Done)
}

pub fn list(args: AttachmentsArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look(&args.office, texts, env)?;
    let case = args.case.map(|case| office.case(case, texts, env.now())).transpose()?.map(|file| file.case.id);
    let found = office.store.attachments(case).map_err(|error| office.fault(texts, error))?;
    let (mut amiss, mut listed): (i64, Vec<Json>) = (0, Vec::new());
    for (case, one) in &found {
        let fits = args.check.then(|| attached::check(&args.office, &Content::from(&one.file)));
        amiss += i64::from(fits.is_some_and(|fits| fits != Fits::Same));
        if args.json {
            listed.push(told(*case, one, fits));
            continue;
        }
        let fits = fits.map_or_else(String::new, |fits| format!("; {}", texts.word("attached", fits.code())));
        let head = format!("{case} {} {} {}", one.seq, texts.moment(one.at), one.by);
        env.line(&format!("{head}: {}{fits}", attached_line(&one.file, texts)))?;
    }
    if args.json {
        env.json(&json!({"files": listed, "folder": attached::folder(&args.office).display().to_string()}))?;
    } else if found.is_empty() {
        env.line(texts.get("cli-attachments-none").as_str())?;
    }
    if amiss == 0 {
        return Ok(Exit::Done);
    }
    let folder = attached::folder(&args.office).display().to_string();
    let said = [("count", Arg::Count(amiss)), ("folder", Arg::from(folder))];
    Err(Failure::say(Exit::Ledger, texts.say("cli-attachments-amiss", &said)))
}

fn told(case: CaseId, one: &Attachment, fits: Option<Fits>) -> Json {
    let mut value = super::json::attachment(one);
    value["case"] = json!(case.0);
    value["file"] = json!(fits.map(Fits::code));
    value
}

/// Copies the files of an office beside its copy; whatever is not there, or is not what the record says, is told.
pub fn copy(from: &Path, to: &Path, store: &Store, texts: &Texts, env: &mut Env) -> Result<(), Failure> {
    let found = store.attachments(None).map_err(|error| office::fault(texts, to, error))?;
    for (case, one) in &found {
        let content = Content::from(&one.file);
        if attached::check(from, &content) != Fits::Same {
            let said = [("case", Arg::from(case.to_string())), ("name", Arg::from(one.file.name.as_str()))];
            env.warn(texts.say("cli-attachment-not-copied", &said).as_str())?;
            continue;
        }
        let copied =
            File::open(attached::place(from, &content.sha256)).and_then(|mut file| attached::keep(to, &mut file));
        copied.map_err(|error| Failure::file(texts, &attached::folder(to), &error))?;
    }
    Ok(())
}
