//! `suffrage office show|set|freeze`: what an office sets for itself. To loosen anything needs a second person where there is
//! one; to freeze does not.

use std::path::PathBuf;

use serde_json::json;

use super::officer::waits;
use super::{Env, Exit, Failure, Outcome, input, json, office};
use crate::domain::day_words::Leaning;
use crate::domain::{Act, Day, OfficeAct, Zone};
use crate::i18n::{Arg, Texts};
use crate::wording::office::described;

/// Prints what an office sets for itself, and whether it is frozen.
#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    office: PathBuf,
    /// Prints JSON
    #[arg(long)]
    json: bool,
}

/// Sets something for the office; what is not named stays. A second person agrees with `officer agree`.
#[derive(Debug, clap::Args)]
pub struct SetArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    office: PathBuf,
    /// How long a decision can be taken back, in minutes
    #[arg(long, value_name = "N")]
    undo_minutes: Option<i64>,
    /// How long a case stays with an officer who does nothing, in minutes
    #[arg(long, value_name = "N")]
    lease_minutes: Option<i64>,
    /// By whose clock a day begins and ends: a name of the tz database, such as Europe/Minsk
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Freezes the office until a day; "no" ends the freeze
    #[arg(long, value_name = "DAY|no", allow_hyphen_values = true)]
    frozen_until: Option<String>,
    /// Freezes the office by itself so many days before a roll is settled, up to the polling day; "never" does not
    #[arg(long, value_name = "N|never")]
    freeze_days: Option<String>,
    /// The version of the program that works while the office is frozen: "this" one, or "any"
    #[arg(long, value_name = "this|any")]
    program: Option<String>,
    /// The kinds of fact that two officers enter, neither seeing the other's, with commas between; "none" wants none
    #[arg(long, value_name = "KIND,...|none", value_delimiter = ',')]
    second_entry: Option<Vec<String>>,
    #[command(flatten)]
    by: By,
}

/// Freezes the office until a day: nothing about its people, its rules or its program changes without two people.
#[derive(Debug, clap::Args)]
pub struct FreezeArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    office: PathBuf,
    /// The last day of the freeze
    #[arg(value_name = "UNTIL", allow_hyphen_values = true)]
    until: String,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, clap::Args)]
struct By {
    /// The officer who sets it; default: the one to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    user: Option<String>,
}

pub fn show(args: &ShowArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let office = office::look_at_record(&args.office, texts, env)?;
    let fault = |error| office.fault(texts, error);
    let is = office.store.office().map_err(fault)?;
    let frozen = office.store.frozen(env.now()).map_err(fault)?;
    if args.json {
        let mut value = json::office(&is);
        value["frozen_now_until"] = json!(frozen);
        env.json(&value)?;
        return Ok(Exit::Done);
    }
    env.line(described(&is, texts).as_str())?;
    if let Some(until) = frozen {
        env.line(texts.say("office-frozen", &[("until", Arg::Text(texts.date(until)))]).as_str())?;
    }
    Ok(Exit::Done)
}

pub fn freeze(args: FreezeArgs, texts: &Texts, env: &mut Env) -> Outcome {
    office::learn_clock(&args.office, texts, env);
    let until = input::spoken_day(&args.until, Leaning::Near, texts, env)?;
    change(args.office, args.by, texts, env, |office, _| {
        office.frozen_until = Some(until);
        office.program = env!("CARGO_PKG_VERSION").to_owned();
        Ok(())
    })
}

pub fn set(args: SetArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let SetArgs { office, undo_minutes, lease_minutes, zone, frozen_until, freeze_days, program, second_entry, by } =
        args;
    office::learn_clock(&office, texts, env);
    let frozen_until: Option<Option<Day>> = match frozen_until.as_deref() {
        None => None,
        Some("no") => Some(None),
        Some(text) => Some(Some(input::spoken_day(text, Leaning::Near, texts, env)?)),
    };
    change(office, by, texts, env, |office, bad| {
        office.undo_minutes = undo_minutes.unwrap_or(office.undo_minutes);
        office.lease_minutes = lease_minutes.unwrap_or(office.lease_minutes);
        office.frozen_until = frozen_until.unwrap_or(office.frozen_until);
        if let Some(name) = &zone {
            office.zone = Zone::parse(name).ok_or_else(|| bad("zone", name))?;
        }
        match freeze_days.as_deref() {
            None => {}
            Some("never") => office.freeze_days = None,
            Some(days) => office.freeze_days = Some(days.parse().map_err(|_| bad("freeze_days", days))?),
        }
        match program.as_deref() {
            None => {}
            Some("this") => office.program = env!("CARGO_PKG_VERSION").to_owned(),
            Some("any") => office.program.clear(),
            Some(other) => return Err(bad("program", other)),
        }
        if let Some(kinds) = second_entry {
            office.second_entry = if kinds == ["none"] { Vec::new() } else { kinds };
            // Each kind once, in one order: the same wish is the same setting.
            office.second_entry.sort_unstable();
            office.second_entry.dedup();
        }
        Ok(())
    })
}

/// Changes the office as it is now.
fn change(
    path: PathBuf,
    by: By,
    texts: &Texts,
    env: &mut Env,
    change: impl FnOnce(&mut crate::domain::Office, &dyn Fn(&'static str, &str) -> Failure) -> Result<(), Failure>,
) -> Outcome {
    let mut office = office::open(&path, texts, env)?;
    let by = office.actor(by.user, texts, env)?;
    let mut new = office.store.office().map_err(|error| office.fault(texts, error))?;
    let bad = |setting: &'static str, value: &str| {
        let error = crate::domain::ActError::BadSetting { setting, value: value.to_owned() };
        Failure::say(Exit::Usage, texts.refusal(&error))
    };
    change(&mut new, &bad)?;
    // A word that is no kind is told with what is near it, as everywhere.
    new.second_entry.iter().try_for_each(|kind| input::kind(kind, &office.library.schema, texts).map(|_| ()))?;
    let said = described(&new, texts);
    let receipt = office.perform(Act::Office(OfficeAct::Set { office: Box::new(new) }), &by, texts, env)?;
    let line = match receipt.motion {
        Some(motion) => waits(said.as_str(), motion, receipt.seq, texts),
        None => format!("{said}. {}", texts.say("cli-entry-made", &[("entry", receipt.seq.to_string().into())])),
    };
    env.line(&line)?;
    Ok(Exit::Done)
}
