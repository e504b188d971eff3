//! Both directions of the line, with one place to wait: for keys, for room to write, for a signal. Nothing waits for a
//! line that is gone, and nothing goes on waiting once a signal asks for the end.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use ratatui::crossterm::event::Event;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use super::input::Events;
use super::keys::Keys;
use super::signals::{End, Signals};

/// How long the last bytes wait for somebody to read them before what stands in their way is thrown away.
const LAST_WORDS: Duration = Duration::from_millis(150);
/// A line that says there is room and then takes nothing is not asked again at once.
const PAUSE: Duration = Duration::from_millis(10);

pub(super) struct Line {
    input: OwnedFd,
    output: OwnedFd,
    pub signals: Signals,
    keys: Keys,
    ready: VecDeque<Event>,
}

/// What a wait ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Woken {
    Ready,
    BySignal,
    Timeout,
}

impl Line {
    pub fn open() -> std::io::Result<Line> {
        Ok(Line {
            input: own(std::io::stdin().as_fd(), OFlags::RDONLY)?,
            output: output()?,
            signals: Signals::watch()?,
            keys: Keys::default(),
            ready: VecDeque::new(),
        })
    }

    fn wait(&self, fd: BorrowedFd, flags: PollFlags, within: Option<Duration>) -> std::io::Result<Woken> {
        let waker = self.signals.waker();
        let mut fds = [PollFd::from_borrowed_fd(fd, flags), PollFd::from_borrowed_fd(waker, PollFlags::IN)];
        match poll(&mut fds, within.map(timespec).as_ref()) {
            Ok(0) => Ok(Woken::Timeout),
            Ok(_) if !fds[1].revents().is_empty() => {
                self.signals.awake();
                Ok(Woken::BySignal)
            }
            Ok(_) => Ok(Woken::Ready),
            // The signal's byte is in the pipe, and the next look finds it.
            Err(Errno::INTR) => Ok(Woken::BySignal),
            Err(error) => Err(error.into()),
        }
    }

    /// Sends everything, in one write unless the kernel takes less; returns the number of writes.
    pub fn send(&self, mut bytes: &[u8]) -> Result<usize, End> {
        let mut writes = 0;
        while !bytes.is_empty() {
            let woken = self.wait(self.output.as_fd(), PollFlags::OUT, None).map_err(|_| End::HangUp)?;
            if let Some(end) = self.signals.end() {
                return Err(end);
            }
            if woken != Woken::Ready {
                continue;
            }
            match rustix::io::write(&self.output, bytes) {
                Ok(sent) => {
                    writes += 1;
                    bytes = &bytes[sent..];
                }
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => std::thread::sleep(PAUSE),
                Err(_) => return Err(self.signals.end().unwrap_or(End::HangUp)),
            }
        }
        Ok(writes)
    }

    pub fn output(&self) -> BorrowedFd<'_> {
        self.output.as_fd()
    }

    fn read(&mut self) -> std::io::Result<()> {
        let mut bytes = [0; 4096];
        match rustix::io::read(&self.input, &mut bytes) {
            Ok(0) => Err(std::io::ErrorKind::UnexpectedEof.into()),
            Ok(read) => {
                self.keys.feed(&bytes[..read], read == bytes.len(), &mut self.ready);
                Ok(())
            }
            Err(Errno::INTR | Errno::AGAIN) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

impl Events for Line {
    /// Comes back early when a signal is urgent; an error means that the line is gone.
    fn next(&mut self, within: Duration) -> std::io::Result<Option<Event>> {
        let until = Instant::now() + within;
        loop {
            if self.signals.is_urgent() {
                return Ok(None);
            }
            if self.signals.take_resized() {
                return Ok(Some(Event::Resize(0, 0)));
            }
            if let Some(event) = self.ready.pop_front() {
                return Ok(Some(event));
            }
            let left = until.saturating_duration_since(Instant::now());
            match self.wait(self.input.as_fd(), PollFlags::IN, Some(left))? {
                Woken::Ready => self.read()?,
                Woken::BySignal => {}
                Woken::Timeout => return Ok(None),
            }
        }
    }
}

/// Standard output, as the program's own.
pub(super) fn output() -> std::io::Result<OwnedFd> {
    own(std::io::stdout().as_fd(), OFlags::WRONLY)
}

/// Opens a terminal a second time: not to wait is a property of the opening, and the shell shares ours. Who may not open
/// it (another user's, after `su`) keeps the shared one; a write that waits there is cut short by a signal.
fn own(fd: BorrowedFd, access: OFlags) -> std::io::Result<OwnedFd> {
    let flags = access | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let again = rustix::fs::open(format!("/proc/self/fd/{}", fd.as_raw_fd()), flags, Mode::empty());
    again.or_else(|_| fd.try_clone_to_owned().map_err(|_| Errno::BADF)).map_err(Into::into)
}

/// Sends what brings the terminal back. If nobody reads, the frames that wait in the line are thrown away for it: they
/// show a screen that is about to go. Nothing can be done when the terminal is gone.
pub(super) fn last_words(output: BorrowedFd, mut bytes: &[u8]) {
    let mut waits = 0;
    while !bytes.is_empty() && waits < 2 {
        let mut fds = [PollFd::from_borrowed_fd(output, PollFlags::OUT)];
        match poll(&mut fds, Some(&timespec(LAST_WORDS))) {
            Ok(0) => {
                waits += 1;
                let _ = rustix::termios::tcflush(output, rustix::termios::QueueSelector::OFlush);
                continue;
            }
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return,
        }
        match rustix::io::write(output, bytes) {
            Ok(sent) => bytes = &bytes[sent..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                waits += 1;
                std::thread::sleep(PAUSE);
            }
            Err(_) => return,
        }
    }
}

fn timespec(duration: Duration) -> Timespec {
    Timespec { tv_sec: i64::try_from(duration.as_secs()).unwrap_or(i64::MAX), tv_nsec: duration.subsec_nanos().into() }
}
