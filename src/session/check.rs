//! Verification beside the session: an office of a million cases takes a while to verify, and the officer goes on working
//! meanwhile. It runs on connections and a thread of its own, and reads one moment of the file.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::time::Duration;

use crate::app::screens::ledger::Verified;
use crate::domain::hex;
use crate::store::{Progress, Store, StoreError};

/// So long the officer waits; a small office is verified by then, and nothing flickers.
const AT_ONCE: Duration = Duration::from_millis(200);

/// A verification that has been started.
pub struct Check {
    told: Receiver<Result<Verified, StoreError>>,
    progress: Arc<Progress>,
}

impl Check {
    pub fn start(office: &Path) -> Check {
        let (tell, told) = channel();
        let office = office.to_owned();
        let progress = Arc::new(Progress::default());
        let shared = Arc::clone(&progress);
        std::thread::spawn(move || {
            let verdict = Store::verify_file(&office, &shared).map(|verdict| match verdict {
                Ok(report) => Verified::Holds { entries: report.entries, rows: report.rows, root: hex(&report.root) },
                Err(fault) => Verified::Fails { class: fault.class.code(), place: fault.place, what: fault.what },
            });
            // The session may have ended; then nobody asks any more.
            let _ = tell.send(verdict);
        });
        Check { told, progress }
    }

    /// How far it is, in hundredths.
    pub fn percent(&self) -> u8 {
        let (done, total) = self.progress.now();
        // The last hundredth is for what is computed from the record.
        u8::try_from(done.saturating_mul(99).checked_div(total).unwrap_or(0)).unwrap_or(99).min(99)
    }

    /// The verdict, if it comes at once.
    pub fn at_once(&self) -> Option<Result<Verified, StoreError>> {
        match self.told.recv_timeout(AT_ONCE) {
            Ok(verdict) => Some(verdict),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Err(broke_off())),
        }
    }

    /// The verdict, if it has come.
    pub fn now(&self) -> Option<Result<Verified, StoreError>> {
        match self.told.try_recv() {
            Ok(verdict) => Some(verdict),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Err(broke_off())),
        }
    }

    /// Waits for the verdict.
    pub fn wait(self) -> Result<Verified, StoreError> {
        self.told.recv().unwrap_or_else(|_| Err(broke_off()))
    }
}

fn broke_off() -> StoreError {
    StoreError::damaged("the verification broke off")
}
