//! The command line: one file per command, each a function from its arguments and an [`Env`] to an [`Exit`].
//!
//! Nothing here reads a clock, an environment variable or the user's name: they are values in [`Env`], handed in by
//! `main`. Everything that goes to a terminal goes through `Clean` first; JSON is escaped instead. The doc comment of a
//! command is its help.

pub(crate) mod act_args;
mod acts;
mod applications;
pub(crate) mod args;
mod attach;
mod backup;
mod batch;
mod calendar;
mod case_new;
mod clock;
mod decide;
mod demo;
mod determine;
mod doctor;
pub mod exit;
mod explain;
mod fact;
mod fail;
mod holds;
mod import;
mod import_schema;
mod init;
mod input;
mod json;
mod keys;
mod law;
mod law_eval;
mod law_export;
mod law_mutate;
mod law_schema;
mod ledger;
mod letter;
mod mine;
mod office;
mod office_rules;
mod office_set;
mod officer;
mod open;
mod play;
mod polls;
mod precheck;
mod queue;
mod reasons;
mod register;
mod register_answer;
mod report;
mod represent;
mod sample;
mod screens;
mod shape;
mod shelf;
mod show;
mod suppose;
mod upgrade;
mod usage;
mod view;

use std::ffi::OsString;
use std::io::{Read, Write};
use std::rc::Rc;

use clap::{ArgMatches, CommandFactory, FromArgMatches};
use serde_json::Value as Json;

use crate::domain::{Clean, Day, Lang, Stamp, Zone};
use crate::i18n::{Arg, Texts};
pub(crate) use args::{Args, Command};
pub use exit::Exit;
pub(crate) use fail::{Failure, Outcome};
use usage::Asked;

/// What a command has of the world.
pub struct Env {
    /// What commands read that are given `-`.
    pub stdin: Box<dyn Read>,
    /// What a script reads; nothing else goes there.
    pub stdout: Box<dyn Write>,
    /// What a person reads.
    pub stderr: Box<dyn Write>,
    /// Whether standard error is a terminal: only then is progress shown.
    pub stderr_is_tty: bool,
    /// Milliseconds of UTC.
    pub clock: Rc<dyn Fn() -> Stamp>,
    /// The name of the operating system's user, by number, not by environment.
    pub user: String,
    /// Fills with random bytes of the kernel.
    pub entropy: fn(&mut [u8]),
    /// `LC_ALL`, else `LANG`.
    pub locale: String,
    /// Whether colours are wanted (`NO_COLOR` is not set).
    pub colour: bool,
    /// The folder of a person's settings (`XDG_CONFIG_HOME`, else `.config` in their home), if they have one.
    pub settings: Option<std::path::PathBuf>,
    /// Columns of the terminal to which standard output goes, if it goes to one.
    pub columns: Option<u16>,
    /// Whether a JSON document was printed: there is never a second one, not even for an error.
    pub answered: bool,
    /// Whether the terminal says that it cannot place a letter (`TERM=dumb`): there are no screens then.
    pub dumb: bool,
    /// Whether a network lies between the terminal and this machine.
    pub remote: bool,
    /// By whose clock a day begins; that of the office, once one is open.
    pub zone: Zone,
}

impl Env {
    /// The day in the office.
    pub fn today(&self) -> Day {
        self.zone.day(self.now())
    }

    pub(crate) fn now(&self) -> Stamp {
        (self.clock)()
    }

    /// A line for standard output, cleaned.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        Ok(writeln!(self.stdout, "{}", Clean::block(text))?)
    }

    /// A line for standard error, cleaned.
    pub fn warn(&mut self, text: &str) -> Result<(), Failure> {
        Ok(writeln!(self.stderr, "{}", Clean::block(text))?)
    }

    /// A value as JSON on standard output, indented.
    pub fn json(&mut self, value: &serde_json::Value) -> Result<(), Failure> {
        self.answered = true;
        Ok(writeln!(self.stdout, "{}", json::text(value)?)?)
    }
}

/// Runs the program with its arguments, the first of which is its name.
pub fn run(args: impl IntoIterator<Item = OsString>, env: &mut Env) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let command = Args::command().after_help(exit::help());
    let asked = Asked::of(&args, &command);
    let parsed = command.clone().try_get_matches_from(args);
    let place = match &parsed {
        Ok(matches) => place(matches),
        Err(_) => serde_json::json!({"command": asked.path.join(" ")}),
    };
    let ended = match parsed.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => perform(args, env),
        Err(error) => usage(&error, &asked, &command, env),
    };
    let ended = ended.and_then(|exit| Ok(env.stdout.flush().map(|()| exit)?));
    let (exit, text) = match ended {
        Ok(exit) => return exit,
        Err(Failure::NobodyReads) => return Exit::Done,
        Err(Failure::Said { exit, text }) => (exit, text),
        Err(Failure::Output(problem)) => {
            let texts = Texts::new(asked.lang.or_else(|| Lang::parse(&env.locale)).unwrap_or_default());
            (Exit::Output, texts.say("error-output", &[("problem", Arg::from(problem))]).to_string())
        }
    };
    // Whoever asked for JSON reads standard output; where that is what failed, only the other is left.
    if asked.json && exit != Exit::Output && !env.answered {
        let error = serde_json::json!({"error": {"code": exit.word(), "message": text, "where": place}});
        if env.json(&error).is_ok() && env.stdout.flush().is_ok() {
            return exit;
        }
    }
    // What was printed before comes before. Whoever reads may have gone; the code still says it.
    let _ = env.stdout.flush();
    let _ = match exit {
        Exit::Usage if text.starts_with("error:") => writeln!(env.stderr, "{text}"),
        _ => writeln!(env.stderr, "suffrage: {text}"),
    };
    exit
}

/// Where an error happened: the command, its office and its case, as far as they were given.
fn place(matches: &ArgMatches) -> Json {
    let mut place = serde_json::Map::new();
    let (mut command, mut at) = (Vec::new(), matches);
    while let Some((name, inner)) = at.subcommand() {
        command.push(name);
        at = inner;
    }
    place.insert("command".to_owned(), serde_json::json!(command.join(" ")));
    for name in ["office", "case"] {
        let raw = at.try_get_raw(name).ok().flatten().and_then(|mut values| values.next());
        if let Some(raw) = raw {
            place.insert(name.to_owned(), serde_json::json!(raw.to_string_lossy()));
        }
    }
    Json::Object(place)
}

/// The answer to a command line that asks for help or the version, or cannot be read.
fn usage(error: &clap::Error, asked: &Asked, command: &clap::Command, env: &mut Env) -> Outcome {
    let text = Clean::block(error.render().to_string().trim_end());
    if error.use_stderr() {
        let texts = Texts::new(asked.lang.or_else(|| Lang::parse(&env.locale)).unwrap_or_default());
        let text = usage::text(error, asked, command, &texts).map_or(text, |said| Clean::block(&said));
        return Err(Failure::Said { exit: Exit::Usage, text });
    }
    writeln!(env.stdout, "{text}")?;
    Ok(Exit::Done)
}

fn perform(args: Args, env: &mut Env) -> Outcome {
    let lang = args.lang.or_else(|| Lang::parse(&env.locale)).unwrap_or_default();
    let texts = Texts::new(lang);
    match args.command {
        Command::Demo(args) => demo::run(args, &texts, env),
        Command::Open(args) => open::run(args, &texts, env),
        Command::Init(args) => init::run(args, &texts, env),
        Command::Import(args) => import::run(args, &texts, env),
        Command::Precheck(args) => precheck::run(args, &texts, env),
        Command::Queue(args) => queue::run(args, &texts, env),
        Command::Report(args) => report::run(args, &texts, env),
        Command::Show(args) => show::run(args, &texts, env),
        Command::Determine(args) => determine::run(args, &texts, env),
        Command::Case { command } => case_new::run(command, &texts, env),
        Command::Polls(args) => polls::run(args, &texts, env),
        Command::View(command) => view::run(command, &texts, env),
        Command::Decide(args) => decide::run(args, &texts, env),
        Command::Approve(args) => decide::approve(args, &texts, env),
        Command::Fact(args) => fact::run(args, &texts, env),
        Command::Request(args) => acts::request(args, &texts, env),
        Command::Claim(args) => holds::claim(args, &texts, env),
        Command::Release(args) => holds::release(args, &texts, env),
        Command::Undo(args) => acts::undo(args, &texts, env),
        Command::Letter(args) => letter::run(args, &texts, env),
        Command::Notice(args) => acts::notice(args, &texts, env),
        Command::Undelivered(args) => acts::undelivered(args, &texts, env),
        Command::Appeal(args) => acts::appeal(args, &texts, env),
        Command::Ruling(args) => acts::ruling(args, &texts, env),
        Command::Reopen(args) => acts::reopen(args, &texts, env),
        Command::Assign(args) => acts::assign(args, &texts, env),
        Command::Snooze(args) => acts::snooze(args, &texts, env),
        Command::Ask(args) => acts::ask(args, &texts, env),
        Command::Attach(args) => attach::attach(args, &texts, env),
        Command::Represent(args) => represent::run(args, &texts, env),
        Command::Attachments(args) => attach::list(args, &texts, env),
        Command::Answer(args) => acts::answer(args, &texts, env),
        Command::Mine(args) => mine::run(args, &texts, env),
        Command::Register { command } => register::run(command, &texts, env),
        Command::Officer { command } => officer::run(command, &texts, env),
        Command::Clock { command } => clock::run(command, &texts, env),
        Command::Upgrade(args) => upgrade::run(args, &texts, env),
        Command::Office { command } => office_rules::run(command, &texts, env),
        Command::Law { command } => law::run(command, &texts, env),
        Command::Calendar(args) => calendar::run(args, &texts, env),
        Command::Ledger { command } => ledger::run(command, &texts, env),
        Command::Backup(args) => backup::run(args, &texts, env),
        Command::Restore(args) => backup::restore(args, &texts, env),
        Command::Doctor(args) => doctor::run(args, &texts, env),
        Command::Reasons(args) => reasons::run(args, &texts, env),
        Command::Keys(args) => keys::run(args, &texts, env),
        Command::Sample(args) => sample::run(args, &texts, env),
        Command::Play(args) => play::run(args, &texts, env),
    }
}
