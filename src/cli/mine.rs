//! `suffrage mine`: what an officer did today, and what can still be done about it.

use std::path::PathBuf;

use serde_json::json;

use super::office::Office;
use super::{Env, Exit, Failure, Outcome, json, office};
use crate::domain::{CaseFile, LedgerRow, Stamp};
use crate::i18n::Texts;
use crate::office::rules::ActKind;
use crate::wording::entry;

/// How many entries are read at once.
const WINDOW: usize = 500;

#[derive(Debug, clap::Args)]
pub struct MineArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    pub office: PathBuf,
    /// The officer whose acts are wanted; default: the one to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    pub user: Option<String>,
    /// Prints JSON, errors too
    #[arg(long)]
    pub json: bool,
}

/// What can still be done about an act.
#[derive(Default)]
struct Open {
    undo_until: Option<Stamp>,
    /// Numbers of facts that can be corrected.
    facts: Vec<i64>,
}

pub fn run(args: MineArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look(&args.office, texts, env)?;
    let officer = office.actor(args.user, texts, env)?;
    let now = env.now();
    let undo_minutes = office.store.office().map_err(|error| office.fault(texts, error))?.undo_minutes;
    let mut as_json = Vec::new();
    let mut told = 0;
    for row in of_today(&office, &officer, texts, env)? {
        let file = row.case.map(|case| office.case(case.0, texts, now)).transpose()?;
        let open = file.as_ref().map(|file| open(&row, file, now, undo_minutes)).unwrap_or_default();
        told += 1;
        if args.json {
            let mut value = json::entry(&row);
            value["undo_until"] = json!(open.undo_until.map(|until| until.to_string()));
            value["can_be_corrected"] = json!(open.facts);
            as_json.push(value);
            continue;
        }
        let case = row.case.map(|case| case.to_string()).unwrap_or_default();
        env.line(&format!("{} {} {case} {}", row.seq, texts.moment(row.at), entry::done(texts, &row)))?;
        if let Some(until) = open.undo_until {
            let args = [("case", case.as_str().into()), ("moment", texts.moment(until).into())];
            env.line(&format!("  {}", texts.say("cli-mine-undo", &args)))?;
        }
        for fact in open.facts {
            let args = [("case", case.as_str().into()), ("fact", fact.to_string().into())];
            env.line(&format!("  {}", texts.say("cli-mine-correct", &args)))?;
        }
    }
    if args.json {
        env.json(&json!({"officer": officer, "entries": as_json}))?;
    } else if told == 0 {
        env.line(texts.say("cli-mine-nothing", &[("officer", officer.as_str().into())]).as_str())?;
    }
    Ok(Exit::Done)
}

/// The officer's entries of this day, newest first.
fn of_today(office: &Office, officer: &str, texts: &Texts, env: &Env) -> Result<Vec<LedgerRow>, Failure> {
    let (zone, today) = (env.zone, env.today());
    let (mut mine, mut before) = (Vec::new(), None);
    loop {
        let rows = office.store.entries(before, WINDOW).map_err(|error| office.fault(texts, error))?;
        let whole = rows.len() == WINDOW;
        before = rows.last().map(|row| row.seq);
        for row in rows {
            if zone.day(row.at) < today {
                return Ok(mine);
            }
            if row.actor == officer {
                mine.push(row);
            }
        }
        if !whole {
            return Ok(mine);
        }
    }
}

fn open(row: &LedgerRow, file: &CaseFile, now: Stamp, undo_minutes: i64) -> Open {
    let decision = file.decision().filter(|decision| decision.seq == row.seq);
    let undo_until = decision.map(|decision| decision.at.plus_minutes(undo_minutes));
    let undo_until = undo_until.filter(|until| now < *until && ActKind::Undo.fits(file.case.status));
    let recorded = file.events.iter().filter(|event| event.seq == row.seq && row.action == "fact.recorded");
    let stands = |fact: &i64| !file.facts.iter().any(|other| other.supersedes.is_some_and(|older| older.0 == *fact));
    Open {
        undo_until,
        facts: recorded.flat_map(|event| event.facts.iter().map(|fact| fact.0)).filter(stands).collect(),
    }
}
