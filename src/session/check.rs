//! Verification beside the session: an office of a million cases takes a while to verify, and the officer goes on working
//! meanwhile. It runs on connections and a thread of its own, and reads one moment of the file.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::time::Duration;

use crate::app::screens::ledger::Verified;
use crate::domain::hex;
use crate::store::{Progress, Store, StoreError};

/// So long the officer waits; a small office is verified by then, and nothing flickers.
const AT_ONCE: Duration = Duration::from_millis(200);

/// A verification that has been started.
pub struct Check(Receiver<Result<Verified, StoreError>>);

impl Check {
    pub fn start(office: &Path) -> Check {
        let (tell, told) = channel();
        let office = office.to_owned();
        std::thread::spawn(move || {
            let verdict = Store::verify_file(&office, &Progress::default()).map(|verdict| match verdict {
                Ok(report) => Verified::Holds { entries: report.entries, rows: report.rows, root: hex(&report.root) },
                Err(fault) => Verified::Fails { class: fault.class.code(), place: fault.place, what: fault.what },
            });
            // The session may have ended; then nobody asks any more.
            let _ = tell.send(verdict);
        });
        Check(told)
    }

    /// The verdict, if it comes at once.
    pub fn at_once(&self) -> Option<Result<Verified, StoreError>> {
        match self.0.recv_timeout(AT_ONCE) {
            Ok(verdict) => Some(verdict),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Err(broke_off())),
        }
    }

    /// The verdict, if it has come.
    pub fn now(&self) -> Option<Result<Verified, StoreError>> {
        match self.0.try_recv() {
            Ok(verdict) => Some(verdict),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(broke_off())),
        }
    }

    /// Waits for the verdict.
    pub fn wait(self) -> Result<Verified, StoreError> {
        self.0.recv().unwrap_or_else(|_| Err(broke_off()))
    }
}

fn broke_off() -> StoreError {
    StoreError::damaged("the verification broke off")
}
