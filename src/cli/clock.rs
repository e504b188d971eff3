//! `suffrage clock`: the office's time. Entries of the ledger are in the order of time, so one act under a wrong clock would
//! make every later one impossible; an act long after the newest entry is refused until somebody says that the clock is right.

use std::path::PathBuf;

use clap::Subcommand;

use super::officer::waits;
use super::{Env, Exit, Outcome, office};
use crate::domain::{Act, OfficeAct};
use crate::i18n::Texts;

#[derive(Debug, Subcommand)]
pub enum ClockCommand {
    /// Says that this machine's clock is right although the newest entry is long ago
    Confirm(ClockArgs),
    /// Proposes that the office's time go back to this machine's, after an act under a wrong clock; a second person agrees
    Correct(ClockArgs),
}

#[derive(Debug, clap::Args)]
pub struct ClockArgs {
    /// The office file
    #[arg(value_name = "OFFICE.db")]
    office: PathBuf,
    /// The officer who says so; default: the one to whom your login is bound
    #[arg(long = "as", value_name = "USER")]
    user: Option<String>,
}

pub fn run(command: ClockCommand, texts: &Texts, env: &mut Env) -> Outcome {
    let (args, act) = match command {
        ClockCommand::Confirm(args) => (args, OfficeAct::ConfirmClock),
        ClockCommand::Correct(args) => (args, OfficeAct::CorrectClock),
    };
    let mut office = office::open(&args.office, texts, env)?;
    let by = office.actor(args.user, texts, env)?;
    let receipt = office.perform(Act::Office(act), &by, texts, env)?;
    let entry = [("entry", receipt.seq.to_string().into())];
    let line = match receipt.motion {
        Some(motion) => waits(texts.get("cli-motion-clock").as_str(), motion, receipt.seq, texts),
        None => texts.say("cli-entry-made", &entry).to_string(),
    };
    env.line(&line)?;
    Ok(Exit::Done)
}
