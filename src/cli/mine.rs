//! `suffrage mine`: what an officer did today, and what can still be done about it.

use std::path::PathBuf;

use serde_json::json;

use super::{Env, Exit, Outcome, json, office};
use crate::app::deeds::{Deed, Open, WINDOW, Wanted, of_today};
use crate::domain::{CaseFile, Clean, LedgerRow};
use crate::i18n::Texts;
use crate::wording::{Wording, entry};

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

pub fn run(args: MineArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look(&args.office, texts, env)?;
    let officer = office.reader(args.user, texts, env)?;
    let now = env.now();
    let undo_minutes = office.store.office().map_err(|error| office.fault(texts, error))?.undo_minutes;
    let mut as_json = Vec::new();
    let mut told = 0;
    let wanted = Wanted { officer: &officer, zone: env.zone, now, most: usize::MAX, looked: usize::MAX };
    let read = |before| office.store.entries(before, WINDOW).map_err(|error| office.fault(texts, error));
    for row in of_today(wanted, read)?.rows {
        let file = row.case.map(|case| office.case(case.0, texts, now)).transpose()?;
        let deed = Deed::new(row, file.as_ref(), now, undo_minutes);
        let row = &deed.row;
        told += 1;
        let stands = file.as_ref().map(|file| stands(row, file, &office, texts)).unwrap_or_default();
        if args.json {
            let mut value = json::entry(row);
            value["undo_until"] = json!(deed.undo_until().map(|until| until.to_string()));
            value["can_be_corrected"] = json!(deed.facts().map(|fact| fact.0).collect::<Vec<_>>());
            value["stands"] = json!(stands.iter().map(Clean::as_str).collect::<Vec<_>>());
            value["letter_owed"] = json!(deed.open.contains(&Open::Letter));
            value["to_be_made_anew"] = json!(deed.open.contains(&Open::Anew));
            as_json.push(value);
            continue;
        }
        let case = row.case.map(|case| case.to_string()).unwrap_or_default();
        env.line(&format!("{} {} {case} {}", row.seq, texts.moment(row.at), entry::done(texts, row)))?;
        for line in stands {
            env.line(&format!("  {line}"))?;
        }
        for open in &deed.open {
            env.line(&format!("  {}", said(*open, &case, texts)))?;
        }
    }
    if args.json {
        env.json(&json!({"officer": officer, "entries": as_json}))?;
    } else if told == 0 {
        env.line(texts.say("cli-mine-nothing", &[("officer", officer.as_str().into())]).as_str())?;
    }
    Ok(Exit::Done)
}

/// What an entry put on record: a fact with its number, or what was asked, put aside or given to whom, and how that is
/// changed.
fn stands(row: &LedgerRow, file: &CaseFile, office: &office::Office, texts: &Texts) -> Vec<Clean> {
    let wording = Wording { schema: &office.library.schema, texts, poll: Some(&file.poll) };
    let mut lines = Vec::new();
    for event in file.events.iter().filter(|event| event.seq == row.seq) {
        match &event.facts[..] {
            [id] if row.action == "fact.recorded" => {
                let fact = file.facts.iter().filter(|fact| fact.id == *id);
                lines.extend(fact.map(|fact| Clean::new(&format!("#{id} {}", wording.on_record(fact)))));
            }
            _ => lines.extend(wording.event(file, event)),
        }
    }
    let again = match row.action.as_str() {
        "case.snoozed" => "cli-mine-snooze",
        "case.assigned" => "cli-mine-assign",
        "question.asked" => "cli-mine-ask",
        "evidence.requested" => "cli-mine-request",
        _ => return lines,
    };
    lines.push(texts.say(again, &[("case", file.case.id.to_string().into())]));
    lines
}

fn said(open: Open, case: &str, texts: &Texts) -> Clean {
    let case = ("case", case.into());
    match open {
        Open::TakeBack { until } => texts.say("cli-mine-undo", &[case, ("moment", texts.moment(until).into())]),
        Open::Correct { fact } => texts.say("cli-mine-correct", &[case, ("fact", fact.to_string().into())]),
        Open::Letter => texts.say("cli-mine-letter", &[case]),
        Open::Anew => texts.say("cli-mine-anew", &[case]),
    }
}
