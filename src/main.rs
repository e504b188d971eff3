//! The binary: reads the clock, the user and the kernel's randomness, and hands them to the command line as values.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use suffrage::cli::{self, Env, Exit};
use suffrage::domain::Stamp;

fn main() -> ExitCode {
    let mut env = Env {
        zone: Default::default(),
        stdin: Box::new(io::stdin()),
        stdout: Box::new(io::BufWriter::new(io::stdout())),
        stderr_is_tty: io::stderr().is_terminal(),
        stderr: Box::new(io::stderr()),
        clock: Rc::new(now),
        user: user(),
        entropy,
        locale: locale(),
        columns: columns(),
        answered: false,
        settings: settings(),
        colour: set("NO_COLOR").is_none(),
        dumb: set("TERM").is_some_and(|term| term == "dumb"),
        remote: set("SSH_CONNECTION").is_some(),
    };
    outlive_limits();
    let exit = cli::run(std::env::args_os(), &mut env);
    ExitCode::from(exit.code())
}

/// A limit on the size of files is an error of the write that meets it, not the end of the program. The flag itself is
/// of no interest; that the signal cannot be caught is no reason not to start.
fn outlive_limits() {
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

fn now() -> Stamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Stamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The name that the system gives to the real user id; the id itself where it gives none. No environment variable is asked:
/// anybody can set those.
fn user() -> String {
    let id = nix::unistd::getuid();
    nix::unistd::User::from_uid(id).ok().flatten().map_or_else(|| id.to_string(), |user| user.name)
}

/// Ends the program where the kernel gives no random bytes: without them nothing may be written.
fn entropy(into: &mut [u8]) {
    if let Err(error) = getrandom::fill(into) {
        eprintln!("suffrage: the system gives no random bytes: {error}");
        std::process::exit(Exit::Internal.code().into());
    }
}

/// A variable of the environment that is set and not empty.
fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// `LC_ALL`, else `LANG`; they choose the language and nothing else.
fn locale() -> String {
    set("LC_ALL").or_else(|| set("LANG")).unwrap_or_default()
}

/// Where the settings of this person lie, by the rule of XDG: a path that is not absolute counts for nothing.
fn settings() -> Option<PathBuf> {
    let absolute = |path: PathBuf| path.is_absolute().then_some(path);
    let home = || set("HOME").map(PathBuf::from).and_then(absolute).map(|home| home.join(".config"));
    set("XDG_CONFIG_HOME").map(PathBuf::from).and_then(absolute).or_else(home)
}

/// The width of the terminal to which standard output goes.
fn columns() -> Option<u16> {
    std::io::stdout().is_terminal().then(ratatui::crossterm::terminal::size)?.ok().map(|(columns, _)| columns)
}
