//! A deterministic office of any size, streamed.
//!
//! The same number of cases and the same seed make the same file, to the byte. Nobody in it is real.

mod acts;
mod cases;
mod dice;
mod people;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::domain::{CaseId, CmdId, Day, NewCase, Officer, Role, Stamp};
use crate::law::Library;
use crate::store::{self, Bringing, Entropy, NewOffice, Store, StoreError};
use acts::Acts;
use dice::Dice;

/// The office that the program carries: 300 cases, seed 1. `demo` and transcripts work on copies of it.
pub const SAMPLE: &[u8] = include_bytes!("../../sample.db");
/// Minutes over which a sample's life is spread.
const LIFE: u64 = 14 * 24 * 60;
/// Cases that arrive together, at most.
const BATCH: u64 = 20_000;
/// A small office gets its cases in so many deliveries.
const DELIVERIES: u64 = 14;

/// The officers of every sample.
fn officers() -> Vec<Officer> {
    vec![
        Officer::in_role("anna", Role::Supervisor),
        Officer::in_role("boris", Role::Supervisor),
        Officer::in_role("vera", Role::Officer),
        Officer::in_role("galina", Role::Administrator),
    ]
}

/// Makes the office file. It is made under another name, so that nobody takes half of it for the whole.
pub fn make(
    path: &Path,
    library: Rc<Library>,
    total: u64,
    seed: u64,
    tell: &mut dyn FnMut(u64),
) -> Result<(), StoreError> {
    if path.try_exists()? {
        return Err(StoreError::AlreadyExists(path.to_owned()));
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    let unfinished = PathBuf::from(name);
    store::discard(&unfinished);
    fill(&unfinished, library, total, seed, tell).inspect_err(|_| store::discard(&unfinished))?;
    Ok(std::fs::rename(&unfinished, path)?)
}

fn fill(path: &Path, library: Rc<Library>, total: u64, seed: u64, tell: &mut dyn FnMut(u64)) -> Result<(), StoreError> {
    let chance = Rc::new(RefCell::new(Dice::new(seed ^ 0x53_55_46_46)));
    let filling = Rc::clone(&chance);
    let entropy: Entropy = Box::new(move |bytes| filling.borrow_mut().fill(bytes));
    let mut command = |at: Stamp| CmdId::new(at, &mut |bytes| chance.borrow_mut().fill(bytes));
    let first: Day = cases::FIRST_DAY.parse().unwrap_or_default();
    let start = Stamp(first.and_hms_opt(6, 0, 0).unwrap_or_default().and_utc().timestamp_millis());
    let new = NewOffice {
        name: "Выбарчая камісія (узор)".into(),
        log_id: format!("sample-{seed}-{total}"),
        fictitious: true,
        officers: officers(),
        at: start,
        by: "galina".into(),
        login: "galina".into(),
        command: command(start),
    };
    let mut store = Store::create(path, library, entropy, &new)?;
    store.fill()?;
    let mut dice = Dice::new(seed);
    let mut acts = Acts::new(Dice::new(seed.wrapping_add(1)));
    let batch = total.div_ceil(DELIVERIES).clamp(1, BATCH);
    let span = (LIFE * 60_000) as i64 / total.div_ceil(batch).max(1) as i64;
    let mut done = 0;
    while done < total {
        let at = Stamp(start.0 + span * (done / batch) as i64);
        let until = (done + batch).min(total);
        let new = (done..until).map(|number| Ok(cases::application(&mut dice, number as usize, at.day())));
        bring(&mut store, new, at, &mut command)?;
        let ids = (done..until).map(|number| CaseId(1001 + number as i64));
        acts.live_through(&mut store, ids, at, span, &mut command)?;
        done = until;
        tell(done);
    }
    store.settle()
}

fn bring(
    store: &mut Store,
    cases: impl Iterator<Item = Result<NewCase, StoreError>>,
    at: Stamp,
    command: &mut dyn FnMut(Stamp) -> CmdId,
) -> Result<(), StoreError> {
    store.import(
        cases,
        Bringing { officer: "vera", login: "vera", at, ids: &mut || command(at), progress: &mut |_| {} },
    )?;
    Ok(())
}

#[cfg(test)]
mod tests;
