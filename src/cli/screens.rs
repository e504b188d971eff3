//! The screens in a real terminal: what `demo` and `open` have in common.
//!
//! The loop waits for input, hands it to the session, and draws what changed. While nobody types and nobody else writes
//! to the office, nothing is sent.

use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use super::keys::{self, KeysFile};
use super::office::Office;
use super::reasons::{self, ReasonsFile};
use super::{Env, Exit, Failure, Outcome};
use crate::app::keymap::Keymap;
use crate::i18n::Texts;
use crate::session::{HostEffect, Session, Who};
use crate::terminal::painter::Colours;
use crate::terminal::{Cursor, End, Input, Options, Patience, Terminal, TerminalError};
use crate::wording::reasons::Templates;

/// How often a waiting session looks whether somebody else has changed the office.
const GLANCE: Duration = Duration::from_secs(1);

/// How an officer has the screens.
#[derive(Debug, Clone, clap::Args)]
pub struct ScreenArgs {
    #[command(flatten)]
    pub keys: KeysFile,
    #[command(flatten)]
    pub texts: ReasonsFile,
    /// Shows the terminal's cursor on the chosen line, for magnifiers and screen readers that follow a visible cursor; it
    /// stands there hidden otherwise
    #[arg(long)]
    pub show_cursor: bool,
}

/// The same, read.
pub struct Desk {
    keymap: Keymap,
    templates: Templates,
    cursor: Cursor,
}

impl ScreenArgs {
    /// Reads the files; `office`: the file beside which its texts stand.
    pub fn read(&self, office: Option<&Path>, texts: &Texts, env: &Env) -> Result<Desk, Failure> {
        Ok(Desk {
            keymap: keys::read(&self.keys, texts, env)?,
            templates: reasons::read(&self.texts, office, texts)?,
            cursor: if self.show_cursor { Cursor::Shown } else { Cursor::Hidden },
        })
    }
}

/// Lets an officer work until they quit, or until the terminal or the process is ended from outside.
pub fn run(office: Office, officer: &str, desk: Desk, texts: &Texts, env: &mut Env) -> Outcome {
    if env.dumb {
        return Err(Failure::say(Exit::Usage, texts.get("error-dumb-terminal")));
    }
    let Office { store, library, path, .. } = office;
    let clock = Rc::clone(&env.clock);
    let who = Who { officer: officer.to_owned(), login: env.user.clone() };
    let session = Session::new(store, library, &who, texts.lang(), Box::new(move || clock()), Box::new(env.entropy));
    let mut session = session.map_err(|error| super::office::fault(texts, &path, error))?;
    session.use_keys(desk.keymap);
    session.use_texts(desk.templates);
    let colours = if env.colour { Colours::Sixteen } else { Colours::None };
    let patience = if env.remote { Patience::SSH } else { Patience::LOCAL };
    let mut terminal =
        Terminal::enter(Options { colours, patience, cursor: desk.cursor }).map_err(|error| no_screen(error, texts))?;
    let (width, height) = terminal.size();
    session.resize(width, height);
    let ended = work(&mut session, &mut terminal);
    session.close();
    terminal.leave();
    match ended {
        Err(TerminalError::Ended(end)) => Ok(ended_by(end)),
        ended => ended.map(|()| Exit::Done).map_err(|error| no_screen(error, texts)),
    }
}

fn work(session: &mut Session, terminal: &mut Terminal) -> Result<(), TerminalError> {
    loop {
        for effect in session.take_host_effects() {
            match effect {
                HostEffect::Quit => return Ok(()),
                HostEffect::Suspend => suspend(session, terminal)?,
                HostEffect::Copy(number) => terminal.copy(number)?,
            }
        }
        if session.is_changed() {
            let stats = terminal.draw(|frame| session.draw(frame))?;
            session.frame_drawn(stats.bytes, stats.took);
        }
        // Between two keys there is time to read what the next one will show.
        let mut input = terminal.next_input(Duration::ZERO);
        while input == Input::Timeout && session.look_ahead() {
            input = terminal.next_input(Duration::ZERO);
        }
        if session.is_changed() && input == Input::Timeout {
            continue;
        }
        if input == Input::Timeout {
            input = terminal.next_input(GLANCE);
        }
        match input {
            Input::Key(key) => session.key(key),
            Input::Paste(text) => session.paste(&text),
            Input::Resize => {
                let (width, height) = terminal.size();
                session.resize(width, height);
            }
            Input::Timeout => {
                session.poll();
            }
            Input::Stop => suspend(session, terminal)?,
            Input::Ended(end) => return Err(TerminalError::Ended(end)),
        }
    }
}

fn suspend(session: &mut Session, terminal: &mut Terminal) -> Result<(), TerminalError> {
    terminal.suspend()?;
    let (width, height) = terminal.size();
    session.resize(width, height);
    Ok(())
}

fn ended_by(end: End) -> Exit {
    match end {
        End::HangUp => Exit::HangUp,
        End::Interrupt => Exit::Interrupt,
        End::Quit => Exit::Quit,
        End::Terminate => Exit::Terminate,
    }
}

fn no_screen(error: TerminalError, texts: &Texts) -> Failure {
    match error {
        // Only before the screens are there; whoever ended it needs no explanation.
        TerminalError::Ended(_) => Failure::NobodyReads,
        TerminalError::NotATty => Failure::say(Exit::Usage, texts.get("error-no-terminal")),
        TerminalError::Io(error) => Failure::from(error),
    }
}
