//! `suffrage import`: applications from files into an office.
//!
//! A file is read twice: once to check every row, once to take them, in one transaction. So a file with a bad row is
//! refused before anything is written, and no more than one row is ever in memory.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use serde_json::{Value as Json, json};

use super::applications::{fault, find_pack, is_record, open_rows, private, problems, read_map, read_record};
use super::args::ImportArgs;
use super::office::{self, Office};
use super::{Env, Exit, Failure, Outcome, import_schema};
use crate::domain::{Clean, CmdId, Intake, NewCase};
use crate::i18n::{Arg, Texts};
use crate::intake::causes::{Cause, Causes};
use crate::intake::rejects::RejectsFile;
use crate::intake::{IntakeError, Map, Plan, Record, Rejected, RowReader, Rows, count};
use crate::law::Library;
use crate::store::{Bringing, StoreError};

/// How often progress is shown, in rows.
const STEP: u64 = 5_000;

/// What the first reading of a file found.
#[derive(Default)]
struct Checked {
    good: u64,
    bad: u64,
    causes: Causes,
    /// The rows, where they are asked for as JSON; a file can have any number of them.
    rejected: Vec<Rejected>,
}

impl Checked {
    fn reject(&mut self, rejected: Rejected, args: &ImportArgs) {
        self.bad += 1;
        self.causes.add(&rejected);
        if args.json {
            self.rejected.push(rejected);
        }
    }
}

/// Why the taking of a file ended; nothing of it was taken.
#[derive(Debug, thiserror::Error)]
enum NotTaken {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    File(IntakeError),
    /// A row that was good a moment ago, on this line: somebody is writing to the file.
    #[error("line {0} has changed")]
    Changed(u64),
}

/// One import: the office, how to read its files, and what to do with rows that are no good.
struct Import<'a> {
    args: &'a ImportArgs,
    texts: &'a Texts,
    map: Map,
    officer: String,
    login: String,
}

pub fn run(args: ImportArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let (false, Some(path)) = (args.schema, &args.office) else { return import_schema::run(&args, texts, env) };
    let tables = args.files.iter().filter(|path| !is_record(path)).count();
    if args.rejects.is_some() && tables != 1 {
        return Err(Failure::say(Exit::Usage, texts.get("import-rejects-one-file")));
    }
    let mut office = office::open(path, texts, env)?;
    let map = match &args.map {
        Some(path) => read_map(path, texts)?,
        None => Map::default(),
    };
    let officer = office.actor(args.user.clone(), texts, env)?;
    let import = Import { args: &args, texts, map, officer, login: env.user.clone() };
    let mut reports = Vec::new();
    let mut ended = Exit::Done;
    for path in &args.files {
        let taken =
            if is_record(path) { import.record(path, &mut office, env) } else { import.table(path, &mut office, env) };
        let (exit, report) = match taken {
            Ok(taken) => taken,
            Err(failure) => {
                // Files before this one were taken, and that is told.
                if args.json && !reports.is_empty() {
                    env.json(&json!({"dry_run": args.dry_run, "files": reports}))?;
                }
                return Err(failure);
            }
        };
        reports.push(report);
        if exit != Exit::Done {
            ended = exit;
            break;
        }
    }
    if args.json {
        env.json(&json!({"dry_run": args.dry_run, "files": reports}))?;
    }
    Ok(ended)
}

impl Import<'_> {
    fn open_rows(&self, path: &Path) -> Result<Rows, Failure> {
        open_rows(path, &self.map, self.args.delimiter, self.texts)
    }

    fn fault(&self, path: &Path, error: IntakeError) -> Failure {
        fault(path, error, self.texts)
    }

    fn table(&self, path: &Path, office: &mut Office, env: &mut Env) -> Result<(Exit, Json), Failure> {
        let library = std::rc::Rc::clone(&office.library);
        let checked = self.check(path, &library, env)?;
        let refused = checked.bad > 0 && !self.args.partial;
        let intake = if refused || self.args.dry_run { None } else { Some(self.take(path, &library, office, env)?) };
        self.tell(path, &checked, intake, env)?;
        let exit = if checked.bad > 0 { Exit::Data } else { Exit::Done };
        Ok((exit, self.report(path, &checked, intake)))
    }

    /// Reads every row and writes nothing to the office.
    fn check(&self, path: &Path, library: &Library, env: &mut Env) -> Result<Checked, Failure> {
        let mut rows = self.open_rows(path)?;
        let plan = Plan::new(&rows.header, &self.map, &library.schema).map_err(|error| self.fault(path, error))?;
        let mut reader = RowReader::new(plan, &library.schema, find_pack(library), env.today());
        let mut rejects = None;
        let checked = self.check_rows(path, &mut rows, &mut reader, &mut rejects, env);
        match (rejects, &self.args.rejects, &checked) {
            (Some(rejects), Some(out), Ok(_)) => {
                rejects.finish().map_err(|error| self.rejects_fault(out, error))?;
            }
            // A list of half of the rows would be taken for all of them, and be in the way of the next try.
            (Some(_), Some(out), Err(_)) => drop(std::fs::remove_file(out)),
            _ => {}
        }
        checked
    }

    fn check_rows(
        &self,
        path: &Path,
        rows: &mut Rows,
        reader: &mut RowReader,
        rejects: &mut Option<RejectsFile<File>>,
        env: &mut Env,
    ) -> Result<Checked, Failure> {
        let mut checked = Checked::default();
        let mut record = Record::default();
        while rows.next(&mut record).map_err(|error| self.fault(path, error))? {
            match reader.read(&record).map_err(|error| self.fault(path, error))? {
                Ok(_) => checked.good += 1,
                Err(rejected) => {
                    self.write_rejected(rejects, rows, &record, &rejected)?;
                    checked.reject(rejected, self.args);
                }
            }
            progress("import-checking", checked.good + checked.bad, self.texts, env)?;
        }
        end_progress(checked.good + checked.bad, env)?;
        Ok(checked)
    }

    fn write_rejected(
        &self,
        file: &mut Option<RejectsFile<File>>,
        rows: &Rows,
        record: &Record,
        rejected: &Rejected,
    ) -> Result<(), Failure> {
        let Some(path) = &self.args.rejects else { return Ok(()) };
        let fault = |error| self.rejects_fault(path, error);
        if file.is_none() {
            let new = private(path).map_err(|error| Failure::file(self.texts, path, &error))?;
            *file = Some(RejectsFile::new(new, &rows.header, rows.delimiter).map_err(fault)?);
        }
        match file {
            Some(file) => file.add(&rows.header, record, rejected, self.texts).map_err(fault),
            None => Ok(()),
        }
    }

    fn rejects_fault(&self, path: &Path, error: csv::Error) -> Failure {
        Failure::file(self.texts, path, &std::io::Error::from(error))
    }

    /// Takes every good row, in one transaction.
    fn take(&self, path: &Path, library: &Library, office: &mut Office, env: &mut Env) -> Result<Intake, Failure> {
        let mut rows = self.open_rows(path)?;
        let plan = Plan::new(&rows.header, &self.map, &library.schema).map_err(|error| self.fault(path, error))?;
        let mut reader = RowReader::new(plan, &library.schema, find_pack(library), env.today());
        let mut record = Record::default();
        let cases = std::iter::from_fn(|| {
            loop {
                let row = match rows.next(&mut record) {
                    Ok(true) => reader.read(&record),
                    Ok(false) => return None,
                    Err(error) => Err(error),
                };
                match row {
                    Ok(Ok(case)) => return Some(Ok(case)),
                    // The first reading has listed it; without --partial it did not get here.
                    Ok(Err(_)) if self.args.partial => {}
                    Ok(Err(rejected)) => return Some(Err(NotTaken::Changed(rejected.line))),
                    Err(error) => return Some(Err(NotTaken::File(error))),
                }
            }
        });
        self.store(path, cases, office, env)
    }

    fn store(
        &self,
        path: &Path,
        cases: impl Iterator<Item = Result<NewCase, NotTaken>>,
        office: &mut Office,
        env: &mut Env,
    ) -> Result<Intake, Failure> {
        let (mut entropy, at) = (env.entropy, env.now());
        let mut ids = || CmdId::new(at, &mut entropy);
        let mut shown = Ok(());
        let mut tell = |done: u64| {
            if shown.is_ok() {
                shown = progress("import-taking", done, self.texts, env);
            }
        };
        let bringing = Bringing { officer: &self.officer, login: &self.login, at, ids: &mut ids, progress: &mut tell };
        let taken = office.store.import(cases, bringing);
        shown?;
        let intake = taken.map_err(|error| match error {
            NotTaken::Store(error) => office.fault(self.texts, error),
            NotTaken::File(error) => self.fault(path, error),
            NotTaken::Changed(line) => {
                self.fault(path, IntakeError::unreadable("import-changed-meanwhile", vec![("line", count(line))]))
            }
        })?;
        end_progress((intake.opened + intake.skipped) as u64, env)?;
        Ok(intake)
    }

    /// Says what became of a file: every rejected row, and one line that adds up.
    fn tell(&self, path: &Path, checked: &Checked, intake: Option<Intake>, env: &mut Env) -> Result<(), Failure> {
        let file = path.display().to_string();
        for cause in checked.causes.list() {
            env.warn(self.cause(&file, cause).as_str())?;
        }
        if let Some(path) = self.args.rejects.as_ref().filter(|_| checked.bad > 0) {
            let args = [("path", Arg::from(path.display().to_string()))];
            env.warn(self.texts.say("import-rejects-written", &args).as_str())?;
        }
        if self.args.json {
            return Ok(());
        }
        let file = ("file", Arg::from(file));
        let (good, bad) = (("good", count(checked.good)), ("bad", count(checked.bad)));
        let text = match intake {
            Some(intake) => {
                let (opened, skipped) = (count(intake.opened as u64), count(intake.skipped as u64));
                self.texts.say("import-done", &[file, ("opened", opened), ("skipped", skipped), bad])
            }
            None if self.args.dry_run => self.texts.say("import-checked", &[file, good, bad]),
            None => self.texts.say("import-refused", &[file, good, bad]),
        };
        env.line(text.as_str())
    }

    /// What is wrong with how many rows, and where the first of them are.
    fn cause(&self, file: &str, cause: &Cause) -> Clean {
        let (problem, lines) = (&cause.problem, &cause.lines);
        let more = cause.rows - lines.len() as u64;
        let args = [
            ("file", Arg::from(file)),
            ("line", count(lines.first().copied().unwrap_or_default())),
            ("lines", Arg::from(lines.iter().map(u64::to_string).collect::<Vec<_>>().join(", "))),
            ("more", count(more)),
            ("rows", count(cause.rows)),
            ("field", Arg::from(problem.field.as_str())),
            ("value", Arg::from(problem.value.as_str())),
            ("reason", problem.reason(self.texts).into()),
        ];
        let key = match (cause.rows, cause.many_values, more) {
            (1, false, _) => "import-rejected-row",
            (_, true, _) => "import-rejected-values",
            (_, _, 0) => "import-rejected-rows",
            _ => "import-rejected-many",
        };
        self.texts.say(key, &args)
    }

    fn report(&self, path: &Path, checked: &Checked, intake: Option<Intake>) -> Json {
        let rejected = checked.rejected.iter().flat_map(|row| problems(row, self.texts));
        let groups = checked.causes.list().iter().map(|cause| {
            let problem = &cause.problem;
            json!({
                "rows": cause.rows, "first_lines": cause.lines, "field": problem.field, "value": (!cause.many_values).then_some(&problem.value),
                "reason_code": problem.key, "reason": problem.reason(self.texts).as_str(),
            })
        });
        json!({
            "file": path.display().to_string(), "good": checked.good, "rejected": checked.bad,
            "opened": intake.map(|intake| intake.opened), "skipped": intake.map(|intake| intake.skipped),
            "groups": groups.collect::<Vec<_>>(), "problems": rejected.collect::<Vec<_>>(),
        })
    }

    /// One voter record.
    fn record(&self, path: &Path, office: &mut Office, env: &mut Env) -> Result<(Exit, Json), Failure> {
        let library = std::rc::Rc::clone(&office.library);
        let taken = read_record(path, &self.map, &library, self.texts, env)?;
        let (checked, intake) = match taken {
            Err(rejected) => {
                let mut checked = Checked::default();
                checked.reject(rejected, self.args);
                (checked, None)
            }
            Ok(_) if self.args.dry_run => (Checked { good: 1, ..Checked::default() }, None),
            Ok(case) => {
                let intake = self.store(path, std::iter::once(Ok(case)), office, env)?;
                (Checked { good: 1, ..Checked::default() }, Some(intake))
            }
        };
        self.tell(path, &checked, intake, env)?;
        let exit = if checked.bad > 0 { Exit::Data } else { Exit::Done };
        Ok((exit, self.report(path, &checked, intake)))
    }
}

/// On a terminal, how far it is; elsewhere nothing.
fn progress(key: &'static str, done: u64, texts: &Texts, env: &mut Env) -> Result<(), Failure> {
    if env.stderr_is_tty && done.is_multiple_of(STEP) && done > 0 {
        let text = texts.say(key, &[("number", Arg::from(texts.number(i64::try_from(done).unwrap_or(i64::MAX))))]);
        write!(env.stderr, "\r{text}\x1b[K")?;
        env.stderr.flush()?;
    }
    Ok(())
}

fn end_progress(done: u64, env: &mut Env) -> Result<(), Failure> {
    if env.stderr_is_tty && done >= STEP {
        write!(env.stderr, "\r\x1b[K")?;
    }
    Ok(())
}
