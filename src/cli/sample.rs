//! `suffrage sample`: makes an office of fictitious people, and shows how far it is.

use super::args::SampleArgs;
use super::{Env, Exit, Outcome, office, shelf};
use crate::i18n::{Arg, Texts};
use crate::sample;

pub fn run(args: SampleArgs, texts: &Texts, env: &mut Env) -> Outcome {
    let library = shelf::own()?;
    let tty = env.stderr_is_tty;
    let total = args.cases;
    let mut last = 0;
    let mut tell = |done: u64| {
        let percent = (done * 100).checked_div(total).unwrap_or(100);
        if tty && percent != last {
            last = percent;
            // Progress is a courtesy: that it cannot be shown is no reason to stop.
            let _ = write!(env.stderr, "\r{done} / {total} ({percent} %)");
        }
    };
    let made = sample::make(&args.out, library, total, args.seed, &mut tell);
    if tty {
        let _ = writeln!(env.stderr);
    }
    made.map_err(|error| office::fault(texts, &args.out, error))?;
    let count = ("count", Arg::Count(i64::try_from(total).unwrap_or(i64::MAX)));
    let path = ("path", Arg::from(args.out.display().to_string()));
    env.line(texts.say("cli-sample-made", &[count, path]).as_str())?;
    Ok(Exit::Done)
}
