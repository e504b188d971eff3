//! `suffrage office`: the rules of every office, and what one sets for itself.

use clap::Subcommand;

use super::office_set::{self, FreezeArgs, SetArgs, ShowArgs};
use super::{Env, Exit, Outcome};
use crate::i18n::Texts;
use crate::office::rules::printed;

#[derive(Debug, Subcommand)]
pub enum OfficeCommand {
    /// Prints the two tables by which every act is judged: status by act, and permission by action
    Rules,
    /// Prints what an office sets for itself, and whether it is frozen
    Show(ShowArgs),
    /// Sets something for an office: its clocks, a freeze, which facts are entered twice
    Set(SetArgs),
    /// Freezes an office until a day: nothing about people, rules or the program changes without two people
    Freeze(FreezeArgs),
}

pub fn run(command: OfficeCommand, texts: &Texts, env: &mut Env) -> Outcome {
    match command {
        OfficeCommand::Rules => printed().lines().try_for_each(|line| env.line(line))?,
        OfficeCommand::Show(args) => return office_set::show(&args, texts, env),
        OfficeCommand::Set(args) => return office_set::set(args, texts, env),
        OfficeCommand::Freeze(args) => return office_set::freeze(args, texts, env),
    }
    Ok(Exit::Done)
}
