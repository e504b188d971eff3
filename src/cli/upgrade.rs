//! `suffrage upgrade`: brings an office of an older format up to this program's.

use std::path::PathBuf;

use super::{Env, Exit, Failure, Outcome, office};
use crate::i18n::{Arg, Texts};
use crate::store::{Store, Upgraded};

#[derive(Debug, clap::Args)]
pub struct UpgradeArgs {
    /// The office file; nobody may have it open
    #[arg(value_name = "OFFICE.db")]
    office: PathBuf,
}

pub fn run(args: UpgradeArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let path = ("path", Arg::from(args.office.display().to_string()));
    let ended = Store::upgrade(&args.office).map_err(|error| office::fault(texts, &args.office, error))?;
    let said = match ended {
        Upgraded::Already => texts.say("cli-upgrade-already", &[path]),
        Upgraded::From { format, kept, report } => texts.say(
            "cli-upgraded",
            &[
                path,
                ("format", Arg::from(format.to_string())),
                ("entries", Arg::from(report.entries.to_string())),
                ("kept", Arg::from(kept.display().to_string())),
            ],
        ),
        Upgraded::NotSound(fault) => {
            let args = [path, ("fault", Arg::from(fault.to_string()))];
            return Err(Failure::say(Exit::Ledger, texts.say("cli-upgrade-not-sound", &args)));
        }
    };
    env.line(said.as_str())?;
    Ok(Exit::Done)
}
