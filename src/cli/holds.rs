//! Holds by command: who works on a case, taken, taken over, given back.

use std::path::Path;

use serde_json::json;

use super::act_args::{ClaimArgs, HoldArgs};
use super::office::{self, Office};
use super::{Env, Exit, Failure, Outcome, queue};
use crate::domain::{ActError, Anchor, CaseFile, CaseId, QueueQuery};
use crate::i18n::Texts;
use crate::office::ActKind;
use crate::store::{From, StoreError};

/// How many cases are looked at at once.
const WINDOW: usize = 100;

/// A case that is held from now on.
struct Claimed {
    case: CaseId,
    taken_from: Option<String>,
}

pub fn claim(args: ClaimArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let (mut office, officer) = speaker(&args.office, args.user.clone(), texts, env)?;
    let minutes = office.store.office().map_err(|error| office.fault(texts, error))?.lease_minutes;
    let now = env.now();
    let until = now.plus_minutes(minutes);
    let claimed = match args.case {
        Some(case) => {
            let file = office.case(case, texts, now)?;
            let from = if args.take_over { From::Anybody } else { From::Oneself };
            let taken = office.store.take(file.case.id, &officer, (now, until), from);
            taken.map_err(|error| office.fault(texts, error))?;
            let taken_from = file.hold.map(|hold| hold.by).filter(|by| *by != officer);
            Claimed { case: file.case.id, taken_from }
        }
        None => {
            let case = next(&mut office, &officer, &args.filter, texts, env)?;
            let none =
                || Failure::say(Exit::Refused, texts.say("cli-no-next", &[("officer", officer.as_str().into())]));
            Claimed { case: case.ok_or_else(none)?, taken_from: None }
        }
    };
    let Claimed { case, taken_from } = claimed;
    if args.json {
        env.json(&json!({"case": case, "held_by": officer, "until": until.to_string(), "taken_from": taken_from}))?;
    } else {
        let key = if taken_from.is_some() { "cli-taken-over" } else { "cli-claimed" };
        let args = [
            ("case", case.to_string().into()),
            ("officer", officer.as_str().into()),
            ("moment", texts.moment(until).into()),
            ("from", taken_from.as_deref().unwrap_or_default().into()),
        ];
        env.line(texts.say(key, &args).as_str())?;
    }
    Ok(Exit::Done)
}

/// Holds the first case that fits the line, on which nobody works and which the officer can bring forward.
fn next(office: &mut Office, officer: &str, line: &str, texts: &Texts, env: &Env) -> Result<Option<CaseId>, Failure> {
    let now = env.now();
    let filter = queue::read(line, officer, office, texts, env)?;
    let lease = office.store.office().map_err(|error| office.fault(texts, error))?.lease_minutes;
    let mut query = QueueQuery { filter, search: String::new(), anchor: Anchor::First, limit: WINDOW };
    loop {
        let window = office.store.queue(&query, now).map_err(|error| office.fault(texts, error))?;
        let after = window.goes_on_after();
        for (_, row) in window.rows.into_iter().filter(|(_, row)| row.holder.is_none()) {
            let file = office.case(row.case.0, texts, now)?;
            if !brings_forward(office, &file, officer, env).map_err(|error| office.fault(texts, error))? {
                continue;
            }
            match office.store.take(row.case, officer, (now, now.plus_minutes(lease)), From::Nobody) {
                Ok(()) => return Ok(Some(row.case)),
                // Whoever was quicker has it.
                Err(StoreError::Refused(ActError::Held { .. })) => {}
                Err(error) => return Err(office.fault(texts, error)),
            }
        }
        let Some(last) = after else { return Ok(None) };
        query.anchor = Anchor::After(last);
    }
}

fn brings_forward(office: &Office, file: &CaseFile, officer: &str, env: &Env) -> Result<bool, StoreError> {
    let Some(kind) = ActKind::onward(file.case.status) else { return Ok(false) };
    Ok(office.ruled(file, officer, kind, env.now())?.is_ok())
}

pub fn release(args: HoldArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let (mut office, officer) = speaker(&args.on.office, args.user.clone(), texts, env)?;
    let file = office.case(args.on.case, texts, env.now())?;
    let named = [("case", args.on.case.to_string().into()), ("officer", officer.as_str().into())];
    if !file.is_held_by(&officer) {
        return Err(Failure::say(Exit::Refused, texts.say("cli-not-held", &named)));
    }
    office.store.give_back(file.case.id, &officer).map_err(|error| office::fault(texts, &args.on.office, error))?;
    if args.json {
        env.json(&json!({"case": args.on.case, "held_by": null, "until": null}))?;
    } else {
        env.line(texts.say("cli-released", &named).as_str())?;
    }
    Ok(Exit::Done)
}

/// A hold is no entry of the ledger, but it stops others: only its officer's own login takes it.
fn speaker(path: &Path, user: Option<String>, texts: &Texts, env: &mut Env) -> Result<(Office, String), Failure> {
    let office = office::open(path, texts, env)?;
    let name = office.speaker(user, texts, env)?;
    Ok((office, name))
}
