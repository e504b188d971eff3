//! Signals as flags, and a pipe that wakes whoever waits.
//!
//! No signal ends the program by itself: it has a case to give back and a terminal to leave whole.

use std::io::Read;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rustix::fd::{AsFd, BorrowedFd};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};

/// What ended the session from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// SIGHUP, or a line that is gone without one.
    HangUp,
    Interrupt,
    Quit,
    Terminate,
}

const ENDS: [(i32, End); 4] =
    [(SIGHUP, End::HangUp), (SIGINT, End::Interrupt), (SIGQUIT, End::Quit), (SIGTERM, End::Terminate)];

/// What has come since somebody looked.
pub struct Signals {
    /// The number of the last signal that asks for the end.
    end: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
    resumed: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
    wake: UnixStream,
}

impl Signals {
    /// From here on no signal that can be caught takes its default action. That includes a hang-up which the parent
    /// wanted ignored: without its line this program has nobody to work for.
    pub fn watch() -> std::io::Result<Signals> {
        let (wake, waker) = UnixStream::pair()?;
        wake.set_nonblocking(true)?;
        waker.set_nonblocking(true)?;
        let signals = Signals {
            end: Arc::default(),
            stop: Arc::default(),
            resumed: Arc::default(),
            resized: Arc::default(),
            wake,
        };
        for (number, _) in ENDS {
            signal_hook::flag::register_usize(number, Arc::clone(&signals.end), number.unsigned_abs() as usize)?;
        }
        for (number, flag) in [(SIGTSTP, &signals.stop), (SIGCONT, &signals.resumed), (SIGWINCH, &signals.resized)] {
            signal_hook::flag::register(number, Arc::clone(flag))?;
        }
        // After the flags, so that whoever is woken finds them set.
        for number in ENDS.map(|(number, _)| number).into_iter().chain([SIGTSTP, SIGCONT, SIGWINCH]) {
            signal_hook::low_level::pipe::register(number, waker.try_clone()?)?;
        }
        Ok(signals)
    }

    /// What asks for the end, from the first time on.
    pub fn end(&self) -> Option<End> {
        let came = self.end.load(Ordering::SeqCst);
        ENDS.iter().find(|(number, _)| number.unsigned_abs() as usize == came).map(|(_, end)| *end)
    }

    /// Whether a signal came that the waiting session must see before it waits on.
    pub fn is_urgent(&self) -> bool {
        self.end().is_some() || self.stop.load(Ordering::SeqCst) || self.resumed.load(Ordering::SeqCst)
    }

    pub fn take_stop(&self) -> bool {
        self.stop.swap(false, Ordering::SeqCst)
    }

    pub fn take_resumed(&self) -> bool {
        self.resumed.swap(false, Ordering::SeqCst)
    }

    pub fn take_resized(&self) -> bool {
        self.resized.swap(false, Ordering::SeqCst)
    }

    /// Readable once a signal has come.
    pub fn waker(&self) -> BorrowedFd<'_> {
        self.wake.as_fd()
    }

    /// Forgets that somebody was to be woken; the flags stay.
    pub fn awake(&self) {
        let mut bytes = [0; 64];
        while matches!((&self.wake).read(&mut bytes), Ok(1..)) {}
    }
}
