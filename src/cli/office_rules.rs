//! `suffrage office rules`: what may be done to a case in which status, and who may do it.

use clap::Subcommand;

use super::{Env, Exit, Outcome};
use crate::office::rules::printed;

#[derive(Debug, Subcommand)]
pub enum OfficeCommand {
    /// Prints the two tables by which every act is judged: status by act, and permission by action
    Rules,
}

pub fn run(command: &OfficeCommand, env: &mut Env) -> Outcome {
    match command {
        OfficeCommand::Rules => printed().lines().try_for_each(|line| env.line(line))?,
    }
    Ok(Exit::Done)
}
