//! The tty: entering and leaving it whole, one write for each frame, keys as they were pressed.
//!
//! Nothing here knows what is drawn. The terminal is never asked a question, `TERM` is neither trusted nor repeated, and
//! nothing is sent while nothing changes.

pub(crate) mod input;
mod keys;
mod line;
pub(crate) mod painter;
mod signals;

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use base64::Engine;
use ratatui::Frame;
use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::layout::Position;
use rustix::fd::{AsFd, BorrowedFd};

pub use input::{Input, Patience};
pub use painter::{Colours, Painter};
pub(crate) use signals::End;

use crate::domain::Clean;
use line::Line;

/// Alternate screen, bracketed paste, no cursor, an empty screen.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[m\x1b[2J\x1b[H";
/// The same, taken back; also ends an update that was cut short.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[m\x1b[?2004l\x1b[?25h\x1b[?1049l";

/// Why there can be no screen.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Keys cannot be read one by one.
    #[error("standard input and output must be a terminal for this; over ssh, use ssh -t")]
    NotATty,
    /// Somebody wants the program to end, or the line is gone; no fault.
    #[error("ended from outside: {0:?}")]
    Ended(End),
    /// The terminal cannot be read or written.
    #[error("the terminal failed: {0}")]
    Io(#[from] std::io::Error),
}

/// What one frame cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FrameStats {
    pub(crate) bytes: usize,
    pub(crate) writes: usize,
    pub(crate) took: Duration,
}

/// Whether the terminal's cursor is seen on the chosen line. It always stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cursor {
    /// Only programs that follow it know of it.
    Hidden,
    /// People see it.
    Shown,
}

/// How the screen is to be used.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// With how many colours it draws.
    pub colours: Colours,
    /// How long it waits for the rest of a key.
    pub patience: Patience,
    /// Whether the cursor is seen outside of what is typed, too.
    pub cursor: Cursor,
}

/// The terminal, entered. Dropping it leaves the terminal as it was found.
pub struct Terminal {
    screen: ratatui::Terminal<Painter>,
    joiner: input::Joiner,
    line: Line,
    options: Options,
    inside: bool,
}

impl Terminal {
    /// Takes over the terminal. From here on a panic leaves it whole, and its message passes through [`Clean`].
    pub fn enter(options: Options) -> Result<Terminal, TerminalError> {
        if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
            return Err(TerminalError::NotATty);
        }
        let line = Line::open()?;
        restore_on_panic();
        let screen = new_screen(options);
        let mut terminal =
            Terminal { screen, joiner: input::Joiner::new(options.patience), line, options, inside: false };
        terminal.go_in()?;
        Ok(terminal)
    }

    fn go_in(&mut self) -> Result<(), TerminalError> {
        enable_raw_mode()?;
        self.inside = true;
        self.line.send(ENTER).map_err(TerminalError::Ended)?;
        Ok(())
    }

    /// Columns and rows, as the terminal has them now. A terminal that does not know says 0 and 0.
    pub fn size(&self) -> (u16, u16) {
        window_size()
    }

    /// Waits for the next input, at most so long.
    pub fn next_input(&mut self, within: Duration) -> Input {
        let until = Instant::now() + within;
        loop {
            if let Some(end) = self.line.signals.end() {
                return Input::Ended(end);
            }
            if self.line.signals.take_stop() {
                return Input::Stop;
            }
            if self.line.signals.take_resumed() {
                // Whoever stopped the program without its knowledge has used the terminal meanwhile.
                let _ = disable_raw_mode();
                return match self.come_back() {
                    Ok(()) => Input::Resize,
                    Err(_) => Input::Ended(self.line.signals.end().unwrap_or(End::HangUp)),
                };
            }
            let left = until.saturating_duration_since(Instant::now());
            match self.joiner.next(&mut self.line, left) {
                Ok(Some(Input::Resize)) => {
                    let (width, height) = window_size();
                    self.resize(width, height);
                    return Input::Resize;
                }
                Ok(Some(input)) => return input,
                Ok(None) if self.line.signals.is_urgent() => {}
                Ok(None) if left.is_zero() => return Input::Timeout,
                Ok(None) => {}
                Err(_) => return Input::Ended(self.line.signals.end().unwrap_or(End::HangUp)),
            }
        }
    }

    fn resize(&mut self, width: u16, height: u16) {
        self.screen.backend_mut().set_size(width, height);
        // The painter clears without asking the terminal anything.
        let Ok(()) = self.screen.resize(ratatui::layout::Rect::new(0, 0, width, height));
    }

    /// Draws, and sends what changed in one write; nothing if nothing changed. `view` says where the eye is led.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame) -> Option<Position>) -> Result<FrameStats, TerminalError> {
        let began = Instant::now();
        let mut chosen = None;
        let shown = self.options.cursor == Cursor::Shown;
        let Ok(_) = self.screen.draw(|frame| {
            chosen = view(frame);
            if let Some(place) = chosen.filter(|_| shown) {
                frame.set_cursor_position(place);
            }
        });
        self.screen.backend_mut().choose(chosen);
        let frame = self.screen.backend_mut().take_frame();
        let mut stats = FrameStats::default();
        if let Some(frame) = frame {
            stats.bytes = frame.len();
            stats.writes = self.line.send(&frame).map_err(TerminalError::Ended)?;
        }
        stats.took = began.elapsed();
        Ok(stats)
    }

    /// Hands a number to the clipboard of the terminal (OSC 52); one that does not allow it passes over it in silence.
    pub fn copy(&mut self, number: u64) -> Result<(), TerminalError> {
        let text = base64::engine::general_purpose::STANDARD.encode(number.to_string());
        self.line.send(format!("\x1b]52;c;{text}\x07").as_bytes()).map(drop).map_err(TerminalError::Ended)
    }

    /// Gives the terminal back to the shell until it resumes the program; everything is drawn anew then.
    pub fn suspend(&mut self) -> Result<(), TerminalError> {
        self.leave();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.come_back()
    }

    /// Takes the terminal over again, as soon as the shell lets this program have it.
    fn come_back(&mut self) -> Result<(), TerminalError> {
        loop {
            if let Some(end) = self.line.signals.end() {
                return Err(TerminalError::Ended(end));
            }
            if is_ours() {
                break;
            }
            // Resumed in the background: there is nothing to do there.
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        }
        self.line.signals.take_resumed();
        self.screen = new_screen(self.options);
        self.go_in()
    }

    /// Leaves the terminal as it was found; more than once does no harm.
    pub fn leave(&mut self) {
        // In a panic the hook has left already; leaving twice would put the cursor back over its message.
        if std::mem::take(&mut self.inside) && !std::thread::panicking() {
            restore(self.line.output());
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.leave();
    }
}

fn new_screen(options: Options) -> ratatui::Terminal<Painter> {
    let (width, height) = window_size();
    let Ok(screen) = ratatui::Terminal::new(Painter::new(width, height, options.colours));
    screen
}

/// Whether the terminal is this program's to use. One that is not its controlling terminal always is.
fn is_ours() -> bool {
    rustix::termios::tcgetpgrp(std::io::stdin()).map_or(true, |group| group == rustix::process::getpgrp())
}

/// In the background the terminal is somebody else's, and to touch it would stop the program on its way out.
fn restore(output: BorrowedFd) {
    if is_ours() {
        line::last_words(output, LEAVE);
        let _ = disable_raw_mode();
    }
}

#[expect(clippy::print_stderr, reason = "a panic has no other way out, and its text is filtered")]
fn restore_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        if let Ok(output) = line::output() {
            restore(output.as_fd());
        }
        let text = Clean::block(&panic.to_string());
        eprintln!("suffrage: internal error; nothing that was acknowledged is lost\r\n{text}\r");
    }));
}

fn window_size() -> (u16, u16) {
    rustix::termios::tcgetwinsize(std::io::stdout()).map_or((0, 0), |size| (size.ws_col, size.ws_row))
}
