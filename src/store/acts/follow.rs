//! What follows from facts: the proposals of a person's open cases.

use rusqlite::Connection;

use crate::domain::{ApplicantId, CaseId, Fact, Proposal};
use crate::law::{Inquiry, Knobs, Library};
use crate::store::case::{case_row, poll_of};
use crate::store::recorder::Recorder;
use crate::store::table::{CASE, POLL};
use crate::store::trust::Trust;
use crate::store::{StoreError, listed};

/// The other open cases of the same person: their proposals follow, and who looks at one of them is told.
pub(in crate::store) fn follow(
    db: &Connection,
    library: &Library,
    recorder: &mut Recorder,
    applicant: ApplicantId,
    acted: CaseId,
    facts: &[Fact],
) -> Result<(), StoreError> {
    let mut others = db.prepare_cached("SELECT id FROM case_file WHERE applicant=? AND id<>? ORDER BY id")?;
    let ids: Vec<i64> = others.query_map([applicant.0, acted.0], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for id in ids {
        let Some(mut row) = case_row(db, CaseId(id))? else { continue };
        if !row.case.status.is_to_do() {
            continue;
        }
        // The case itself was checked with everything else about the person.
        Trust::new(db).rows(&POLL, "id=?", &row.poll.0)?;
        let poll = poll_of(db, row.poll)?;
        let proposal = propose(library, &row.case.pack, &poll, row.case.applied_on, facts)?;
        if proposal != row.proposal {
            let before = (row.case.status, row.proposal.outcome);
            row.proposal = proposal;
            row.case.version += 1;
            recorder.update(&CASE, &row.values())?;
            listed::follow(db, before, &row)?;
        }
    }
    Ok(())
}

/// The small form of the determination.
pub(in crate::store) fn propose(
    library: &Library,
    pack: &str,
    poll: &crate::domain::Poll,
    applied_on: Option<crate::domain::Day>,
    facts: &[Fact],
) -> Result<Proposal, StoreError> {
    let pack = library.pack(pack).ok_or_else(|| StoreError::UnknownPack(pack.to_owned()))?;
    Ok(pack.propose(&Inquiry { poll, applied_on, applied_at: None, facts, knobs: Knobs::default() }))
}
