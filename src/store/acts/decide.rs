//! Deciding, taking back, approving, noticing.

use rusqlite::{OptionalExtension, params};

use super::{Deed, Doing, fit, next_id};
use crate::domain::{ActError, Clean, DecisionId, Stamp, Status, Verdict};
use crate::law::{Inquiry, Knobs};
use crate::store::StoreError;
use crate::store::case::{facts_of, poll_of};
use crate::store::table::{APPROVAL, DECISION};
use crate::store::values::{CaseRow, day, int, text};

/// The decision that stands, as far as the guards need it.
struct Standing {
    id: DecisionId,
    by: String,
    at: Stamp,
}

impl Doing<'_> {
    pub(super) fn decide(
        &mut self,
        row: &mut CaseRow,
        verdict: Verdict,
        reasons: &str,
        departure: &str,
    ) -> Result<Deed, StoreError> {
        self.must_be_open(row)?;
        fit("reasons", reasons)?;
        fit("departure", departure)?;
        if verdict == Verdict::Refuse && Clean::is_blank(reasons) {
            return Err(ActError::NeedsReasons.into());
        }
        let poll = poll_of(self.db, row.poll)?;
        let facts = facts_of(self.db, row.case.applicant, &self.library.schema)?;
        let pack = self.library.pack(&row.case.pack).ok_or_else(|| StoreError::UnknownPack(row.case.pack.clone()))?;
        let inquiry = Inquiry {
            poll: &poll,
            applied_on: row.case.applied_on,
            applied_at: Some(row.case.opened_at),
            facts: &facts,
            knobs: Knobs::default(),
        };
        let answer = pack.determine(&inquiry);
        let departs = answer.outcome.verdict() != Some(verdict);
        if departs && Clean::is_blank(departure) {
            return Err(ActError::NeedsDeparture { proposed: answer.outcome }.into());
        }
        let id = DecisionId(next_id(self.db, "decision")?);
        let read: Vec<i64> = answer.facts_read.iter().map(|fact| fact.0).collect();
        let values = [
            int(id.0),
            int(row.case.id.0),
            text(verdict.code()),
            int(departs),
            text(reasons.trim()),
            text(if departs { departure.trim() } else { "" }),
            text(answer.outcome.code()),
            text(&pack.edition.id),
            text(&pack.edition.version),
            rusqlite::types::Value::Blob(pack.edition.hash.to_vec()),
            day(Some(answer.law_date)),
            int(self.at.0),
            text(read.iter().map(i64::to_string).collect::<Vec<_>>().join(" ")),
            text(&self.officer.name),
            int(self.at.0),
            int(self.seq as i64),
        ];
        self.recorder.insert(&DECISION, &values)?;
        row.proposal = answer.proposal();
        row.case.status = if departs { Status::AwaitingApproval } else { Status::Decided };
        let rules = vec![format!("{}@{}#{}", pack.edition.id, pack.edition.version, pack.short_hash())];
        Ok(Deed { outcome: Some(verdict.code()), rules, decision: Some(id), ..Deed::of("decision.made") })
    }

    /// The decision of the case that was neither undone nor returned.
    fn standing(&self, row: &CaseRow) -> Result<Standing, StoreError> {
        let sql = "SELECT id, decided_by, decided_at FROM decision WHERE case_id=? ORDER BY id DESC LIMIT 1";
        let found = self.db.prepare_cached(sql)?.query_row(params![row.case.id.0], |r| {
            Ok(Standing { id: DecisionId(r.get(0)?), by: r.get(1)?, at: Stamp(r.get(2)?) })
        });
        let wrong = || ActError::WrongStatus { case: row.case.id, status: row.case.status };
        Ok(found.optional()?.ok_or_else(wrong)?)
    }

    fn undo_until(&self, decided: Stamp) -> Result<Stamp, StoreError> {
        let minutes: i64 =
            self.db.prepare_cached("SELECT undo_minutes FROM office WHERE id=1")?.query_row([], |row| row.get(0))?;
        Ok(decided.plus_minutes(minutes))
    }

    pub(super) fn undo(&mut self, row: &mut CaseRow, reason: &str) -> Result<Deed, StoreError> {
        if !matches!(row.case.status, Status::Decided | Status::AwaitingApproval) {
            return Err(ActError::WrongStatus { case: row.case.id, status: row.case.status }.into());
        }
        fit("reason", reason)?;
        let standing = self.standing(row)?;
        if standing.by != self.officer.name {
            return Err(ActError::NotPermitted { officer: self.officer.name.clone(), right: "undo" }.into());
        }
        let ended = self.undo_until(standing.at)?;
        if self.at > ended {
            return Err(ActError::UndoOver { ended }.into());
        }
        self.remark(row, Some(standing.id), "decision.undone", reason.trim())?;
        row.case.status = Status::InReview;
        Ok(Deed { decision: Some(standing.id), ..Deed::of("decision.undone") })
    }

    pub(super) fn approve(
        &mut self,
        row: &mut CaseRow,
        decision: DecisionId,
        approve: bool,
        note: &str,
    ) -> Result<Deed, StoreError> {
        let wrong = ActError::WrongStatus { case: row.case.id, status: row.case.status };
        if !matches!(row.case.status, Status::Decided | Status::AwaitingApproval) {
            return Err(wrong.into());
        }
        fit("note", note)?;
        if !approve && Clean::is_blank(note) {
            return Err(ActError::NeedsNote.into());
        }
        let standing = self.standing(row)?;
        if standing.id != decision {
            return Err(wrong.into());
        }
        if standing.by == self.officer.name && !self.officer.may_self_approve {
            return Err(ActError::SameOfficer { officer: standing.by }.into());
        }
        let values = [
            int(next_id(self.db, "approval")?),
            int(decision.0),
            int(approve),
            text(note.trim()),
            text(&self.officer.name),
            int(self.at.0),
            int(self.seq as i64),
        ];
        self.recorder.insert(&APPROVAL, &values)?;
        row.case.status = if approve { Status::Final } else { Status::InReview };
        let action = if approve { "decision.approved" } else { "decision.returned" };
        Ok(Deed { role: "approver", decision: Some(decision), ..Deed::of(action) })
    }

    pub(super) fn record_notice(&mut self, row: &mut CaseRow) -> Result<Deed, StoreError> {
        let standing = match row.case.status {
            Status::Final => self.standing(row)?,
            Status::Decided => {
                let standing = self.standing(row)?;
                let until = self.undo_until(standing.at)?;
                if self.at <= until {
                    return Err(ActError::UndoStillOpen { until }.into());
                }
                standing
            }
            status => return Err(ActError::WrongStatus { case: row.case.id, status }.into()),
        };
        self.remark(row, Some(standing.id), "notice.sent", "")?;
        row.case.status = Status::Noticed;
        Ok(Deed { decision: Some(standing.id), ..Deed::of("notice.sent") })
    }
}
