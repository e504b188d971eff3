//! An act on one case, or on each case of a list on standard input: one transaction a case, and one line at the end that
//! accounts for every one of them.

use std::path::Path;

use serde_json::{Value as Json, json};

use super::act_args::{By, Cases};
use super::office::{self, Office};
use super::{Env, Exit, Failure, Outcome, input};
use crate::domain::tally::{Left, Tally};
use crate::domain::{CaseAct, CaseFile, CaseId, Receipt};
use crate::i18n::{Arg, Texts};
use crate::store::StoreError;
use crate::wording::tally;

/// What makes the act of an officer for a case.
pub type Make<'a> = &'a dyn Fn(&CaseFile, &Office, &str) -> Result<CaseAct, Failure>;

/// Performs an act on the cases of the command.
pub fn perform(path: &Path, cases: Cases, by: By, make: Make, texts: &Texts, env: &mut Env) -> Outcome {
    let mut office = office::open(path, texts, env)?;
    let officer = office.actor(by.user.clone(), texts, env)?;
    match cases {
        Cases::One(case) => {
            let file = office.case(case, texts, env.now())?;
            let act = make(&file, &office, &officer)?.on(file.case.id, by.version.unwrap_or(file.case.version));
            let receipt = office.perform(act, &officer, texts, env)?;
            done(case, &receipt, by.json, texts, env)
        }
        Cases::Listed if by.version.is_some() => Err(Failure::say(Exit::Usage, texts.get("cli-list-version"))),
        Cases::Listed => {
            let listed = read(texts, env)?;
            let mut count = Count::default();
            let stopped = each(&listed, &mut office, &officer, make, (&mut count, by.json), texts, env);
            count.tell(&listed, by.json, texts, env)?;
            stopped.map(|()| if count.failed.is_empty() { Exit::Done } else { Exit::Refused })
        }
    }
}

/// A case of a list, and the version of it that was seen where the list says so.
struct Listed {
    case: i64,
    version: Option<i64>,
}

fn read(texts: &Texts, env: &mut Env) -> Result<Vec<Listed>, Failure> {
    let text = input::text_of(&mut env.stdin, Path::new("-"), Exit::Data, texts)?;
    let mut listed: Vec<Listed> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let parsed = match words[..] {
            [] => continue,
            [case] => case.parse().ok().map(|case| Listed { case, version: None }),
            [case, version] => {
                let both = case.parse().ok().zip(version.parse().ok());
                both.map(|(case, version)| Listed { case, version: Some(version) })
            }
            _ => None,
        };
        let twice = |one: &Listed| listed.iter().any(|other| other.case == one.case);
        let args = [("line", Arg::from((at + 1).to_string())), ("text", Arg::from(line.trim()))];
        match parsed {
            Some(one) if twice(&one) => return Err(Failure::say(Exit::Data, texts.say("cli-list-twice", &args))),
            Some(one) => listed.push(one),
            None => return Err(Failure::say(Exit::Data, texts.say("cli-list-line", &args))),
        }
    }
    Ok(listed)
}

/// What became of a list.
#[derive(Default)]
struct Count {
    done: usize,
    failed: Vec<(CaseId, Left)>,
    report: Vec<Json>,
}

/// Performs the act on each; ends early only where the office itself can no longer be worked with.
fn each(
    listed: &[Listed],
    office: &mut Office,
    officer: &str,
    make: Make,
    (count, as_json): (&mut Count, bool),
    texts: &Texts,
    env: &mut Env,
) -> Result<(), Failure> {
    for one in listed {
        match attempt(one, office, officer, make, texts, env)? {
            Ok(receipt) => {
                count.done += 1;
                count.report.push(told(one.case, &receipt));
            }
            Err((why, text)) => {
                if !as_json {
                    env.warn(&format!("{}: {text}", one.case))?;
                }
                let code = why.code();
                let by = if let Left::Held(by) = &why { Some(by.clone()) } else { None };
                count.report.push(json!({"case": one.case, "error": {"code": code, "message": text, "by": by}}));
                count.failed.push((CaseId(one.case), why));
            }
        }
    }
    Ok(())
}

/// What became of one case of a list: its receipt, or why the office refused.
type Attempt = Result<Receipt, (Left, String)>;

fn attempt(
    one: &Listed,
    office: &mut Office,
    officer: &str,
    make: Make,
    texts: &Texts,
    env: &Env,
) -> Result<Attempt, Failure> {
    let refused = |failure| match failure {
        Failure::Said { exit: Exit::Refused, text } => Ok(Err((Left::Refused, text))),
        other => Err(other),
    };
    let file = match office.case(one.case, texts, env.now()) {
        Ok(file) => file,
        Err(failure) => return refused(failure),
    };
    let act = match make(&file, office, officer) {
        Ok(act) => act.on(file.case.id, one.version.unwrap_or(file.case.version)),
        Err(failure) => return refused(failure),
    };
    match office.attempt(act, officer, env) {
        Ok(receipt) => Ok(Ok(receipt)),
        Err(StoreError::Refused(error)) => {
            let why = Left::because(&error);
            Ok(Err((why, texts.refusal(&error).to_string())))
        }
        Err(error) => Err(office.fault(texts, error)),
    }
}

impl Count {
    /// The line that accounts for every case, or the same as JSON.
    fn tell(&self, listed: &[Listed], as_json: bool, texts: &Texts, env: &mut Env) -> Result<(), Failure> {
        let untried = &listed[self.done + self.failed.len()..];
        if as_json {
            let untried: Vec<i64> = untried.iter().map(|one| one.case).collect();
            return env.json(&json!({
                "asked": listed.len(), "done": self.done, "failed": self.failed.len(), "not_tried": untried,
                "cases": self.report,
            }));
        }
        let untried = untried.iter().map(|one| CaseId(one.case)).collect();
        let tally = Tally { done: self.done, left: self.failed.clone(), untried };
        env.line(tally::line(&tally, texts).as_str())
    }
}

/// A receipt as JSON.
pub fn told(case: i64, receipt: &Receipt) -> Json {
    let status = receipt.status.map_or("", |status| status.code());
    json!({
        "case": case, "status": status, "version": receipt.version, "decision": receipt.decision,
        "fact": receipt.fact, "entry": receipt.seq,
    })
}

/// Says what one act came to.
pub fn done(case: i64, receipt: &Receipt, as_json: bool, texts: &Texts, env: &mut Env) -> Outcome {
    if as_json {
        env.json(&told(case, receipt))?;
        return Ok(Exit::Done);
    }
    let status = receipt.status.map_or("", |status| status.code());
    let args = [
        ("case", case.to_string().into()),
        ("status", texts.word("status", status).into()),
        ("entry", receipt.seq.to_string().into()),
    ];
    env.line(texts.say("cli-act-done", &args).as_str())?;
    Ok(Exit::Done)
}
