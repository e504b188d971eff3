//! The acts: guards, changes and one entry each, in one transaction.

mod decide;
mod fact;

pub(super) use fact::{check_draft, follow, propose};

use rusqlite::{Connection, OptionalExtension};

use super::recorder::{Head, Meta, Recorder, performed};
use super::table::{CASE, ENROLMENT, REMARK};
use super::values::{CASE_COLUMNS, CaseRow, int, optional, read_case, text};
use super::{Entropy, Store, StoreError, lease, listed, office, write};
use crate::domain::name::{is_officer_name, looks_like};
use crate::domain::{Act, ActError, CaseId, Command, DecisionId, FactId, Officer, Receipt, Stamp, Status};
use crate::law::Library;
use crate::ledger::Entry;

/// A clock may differ from that of the newest entry by so much; then it is taken to be wrong.
const CLOCK_SLACK_MINUTES: i64 = 5;
/// The longest reasons, note or request, in characters.
const TEXT_LIMIT: usize = 10_000;

/// What an act leaves for its entry and its receipt.
struct Deed {
    action: &'static str,
    role: &'static str,
    outcome: Option<&'static str>,
    rules: Vec<String>,
    fact: Option<FactId>,
    decision: Option<DecisionId>,
}

impl Deed {
    fn of(action: &'static str) -> Deed {
        Deed { action, role: "officer", outcome: None, rules: Vec::new(), fact: None, decision: None }
    }
}

/// Everything an act needs while it is performed.
struct Doing<'a> {
    db: &'a Connection,
    library: &'a Library,
    recorder: Recorder<'a>,
    officer: Officer,
    at: Stamp,
    /// The number that the entry will have.
    seq: u64,
}

impl Store {
    /// Performs a command, or says that it was performed before.
    pub fn apply(&mut self, command: &Command) -> Result<Receipt, StoreError> {
        let tx = write(&mut self.db, &self.place)?;
        if let Some(seq) = performed(&tx, command.id)? {
            return repeated(&tx, seq);
        }
        let mut head = Head::load_beside(&tx, self.edge.as_ref())?;
        let at = checked_time(&head, command.at)?;
        let receipt = perform(&tx, &self.library, &mut self.entropy, &mut head, command, at)?;
        head.save(&tx)?;
        tx.commit()?;
        self.edge = Some(head.edge);
        Ok(receipt)
    }

    /// Performs many commands in one transaction: all of them or none.
    pub fn apply_all(&mut self, commands: impl Iterator<Item = Command>) -> Result<Vec<Receipt>, StoreError> {
        let tx = write(&mut self.db, &self.place)?;
        let mut head = Head::load(&tx)?;
        let mut receipts = Vec::new();
        for command in commands {
            let receipt = match performed(&tx, command.id)? {
                Some(seq) => repeated(&tx, seq)?,
                None => {
                    let at = checked_time(&head, command.at)?;
                    perform(&tx, &self.library, &mut self.entropy, &mut head, &command, at)?
                }
            };
            receipts.push(receipt);
        }
        head.save(&tx)?;
        tx.commit()?;
        Ok(receipts)
    }
}

/// The time of the entry: never before that of the newest one.
pub(super) fn checked_time(head: &Head, now: Stamp) -> Result<Stamp, StoreError> {
    if now.plus_minutes(CLOCK_SLACK_MINUTES) < head.last_at {
        return Err(ActError::ClockWentBack { last: head.last_at, now }.into());
    }
    Ok(now.max(head.last_at))
}

fn perform(
    db: &Connection,
    library: &Library,
    entropy: &mut Entropy,
    head: &mut Head,
    command: &Command,
    at: Stamp,
) -> Result<Receipt, StoreError> {
    let enrolled = office::officer(db, &command.officer)?;
    let officer = enrolled.ok_or_else(|| ActError::NotEnrolled { officer: command.officer.clone() })?;
    let recorder = Recorder::new(db, entropy);
    let seq = head.edge.size;
    let mut doing = Doing { db, library, recorder, officer, at, seq };
    let (deed, row, before) = match command.act.case() {
        None => (doing.office_act(&command.act)?, None, None),
        Some(case) => {
            let mut row = doing.guarded(case, &command.act, command.at)?;
            let (before, listed) = (row.last_seq, (row.case.status, row.proposal.outcome));
            let deed = doing.case_act(&command.act, &mut row)?;
            row.case.version += 1;
            row.last_seq = seq;
            doing.recorder.update(&CASE, &row.values())?;
            listed::follow(db, listed, &row)?;
            (deed, Some(row), Some(before))
        }
    };
    let meta = Meta {
        at,
        actor: &command.officer,
        role: deed.role,
        action: deed.action,
        case: row.as_ref().map(|row| row.case.id),
        case_version: row.as_ref().map(|row| row.case.version),
        case_before: before,
        outcome: deed.outcome,
        rules: deed.rules,
        command: command.id,
    };
    doing.recorder.finish(head, meta)?;
    Ok(Receipt {
        seq,
        version: row.as_ref().map_or(0, |row| row.case.version),
        status: row.as_ref().map(|row| row.case.status),
        fact: deed.fact,
        decision: deed.decision,
        repeated: false,
    })
}

impl Doing<'_> {
    /// The case, after everything that can forbid the act: who, what they saw, who holds it.
    fn guarded(&self, case: CaseId, act: &Act, now: Stamp) -> Result<CaseRow, StoreError> {
        let row = case_row(self.db, case)?.ok_or(ActError::NoSuchCase { case })?;
        let (allowed, right) = match act {
            Act::Approve { .. } => (self.officer.may_approve, "approve"),
            _ => (self.officer.may_decide, "decide"),
        };
        if !allowed {
            return Err(ActError::NotPermitted { officer: self.officer.name.clone(), right }.into());
        }
        if row.case.version != seen_version(act) {
            let (by, at, action) = last_change(self.db, row.last_seq)?;
            return Err(ActError::Stale { case, by, at, action }.into());
        }
        lease::check(self.db, case, &self.officer.name, now)?;
        Ok(row)
    }

    fn case_act(&mut self, act: &Act, row: &mut CaseRow) -> Result<Deed, StoreError> {
        match act {
            Act::RecordFact { fact, .. } => self.record_fact(row, fact),
            Act::RequestEvidence { kinds, note, .. } => self.request_evidence(row, kinds, note),
            Act::Decide { verdict, reasons, departure, .. } => self.decide(row, *verdict, reasons, departure),
            Act::Undo { reason, .. } => self.undo(row, reason),
            Act::Approve { decision, approve, note, .. } => self.approve(row, *decision, *approve, note),
            Act::RecordNotice { .. } => self.record_notice(row),
            Act::Enrol { officer } => self.enrol(officer),
        }
    }

    fn office_act(&mut self, act: &Act) -> Result<Deed, StoreError> {
        match act {
            Act::Enrol { officer } => self.enrol(officer),
            // Every other act names its case and comes through `case_act`.
            _ => Err(StoreError::damaged("an act without a case")),
        }
    }

    /// Who may approve decisions may also say who the officers are.
    fn enrol(&mut self, officer: &Officer) -> Result<Deed, StoreError> {
        if !self.officer.may_approve {
            return Err(ActError::NotPermitted { officer: self.officer.name.clone(), right: "approve" }.into());
        }
        self.name_fits(&officer.name)?;
        let id = next_id(self.db, "enrolment")?;
        self.recorder.insert(&ENROLMENT, &office::enrolment_row(id, officer))?;
        Ok(Deed::of("officer.enrolled"))
    }

    /// A new name must be a name, and not look like one that the office has already.
    fn name_fits(&self, name: &str) -> Result<(), StoreError> {
        let looks = looks_like(name);
        let mut statement = self.db.prepare_cached("SELECT DISTINCT name FROM enrolment")?;
        let names = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
        let like_another = names.iter().any(|known| known != name && looks_like(known) == looks);
        if like_another || !is_officer_name(name) {
            return Err(ActError::OfficerName { name: name.to_owned() }.into());
        }
        Ok(())
    }

    fn request_evidence(&mut self, row: &mut CaseRow, kinds: &[String], note: &str) -> Result<Deed, StoreError> {
        self.must_be_open(row)?;
        fit("note", note)?;
        for kind in kinds {
            let known =
                self.library.schema.kind(kind).is_some() || kind.starts_with("case.") || kind.starts_with("poll.");
            if !known {
                let problem = "the schema has no such kind".to_owned();
                return Err(ActError::BadFact { kind: kind.clone(), problem }.into());
            }
        }
        let said = [kinds.join(", "), note.trim().to_owned()];
        let said: Vec<String> = said.into_iter().filter(|part| !part.is_empty()).collect();
        self.remark(row, None, "evidence.requested", &said.join(": "))?;
        row.case.status = Status::AwaitingEvidence;
        Ok(Deed::of("evidence.requested"))
    }

    fn must_be_open(&self, row: &CaseRow) -> Result<(), StoreError> {
        if row.case.status.is_open() {
            return Ok(());
        }
        Err(ActError::WrongStatus { case: row.case.id, status: row.case.status }.into())
    }

    fn remark(
        &mut self,
        row: &CaseRow,
        decision: Option<DecisionId>,
        action: &str,
        said: &str,
    ) -> Result<(), StoreError> {
        let values = [
            int(next_id(self.db, "remark")?),
            int(row.case.id.0),
            optional(decision.map(|decision| decision.0)),
            text(action),
            text(said),
            text(&self.officer.name),
            int(self.at.0),
            int(self.seq as i64),
        ];
        self.recorder.insert(&REMARK, &values)
    }
}

fn seen_version(act: &Act) -> i64 {
    match act {
        Act::RecordFact { version, .. }
        | Act::RequestEvidence { version, .. }
        | Act::Decide { version, .. }
        | Act::Undo { version, .. }
        | Act::Approve { version, .. }
        | Act::RecordNotice { version, .. } => *version,
        Act::Enrol { .. } => 0,
    }
}

/// A text that may go on record: short enough, and without control characters other than line breaks and tabs.
pub(super) fn fit(text: &'static str, said: &str) -> Result<(), StoreError> {
    if said.chars().count() > TEXT_LIMIT {
        return Err(ActError::TooLong { text, limit: TEXT_LIMIT }.into());
    }
    if said.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(ActError::Unprintable { text }.into());
    }
    Ok(())
}

pub(super) fn case_row(db: &Connection, case: CaseId) -> Result<Option<CaseRow>, StoreError> {
    let sql = format!("SELECT {CASE_COLUMNS} FROM case_file WHERE id=?");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([case.0])?;
    rows.next()?.map(read_case).transpose()
}

/// The next free number of a table; numbers follow the order of entries.
pub(super) fn next_id(db: &Connection, table: &'static str) -> Result<i64, StoreError> {
    let sql = format!("SELECT coalesce(max(id), 0) + 1 FROM {table}");
    Ok(db.prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
}

/// The bytes of an entry; `read` makes something of the entry in them.
fn entry<T>(db: &Connection, seq: u64, read: impl FnOnce(Entry) -> T) -> Result<T, StoreError> {
    let bytes: Option<Vec<u8>> = db
        .prepare_cached("SELECT bytes FROM entry WHERE seq=?")?
        .query_row([seq as i64], |row| row.get(0))
        .optional()?;
    let bytes = bytes.ok_or_else(|| StoreError::damaged(format!("entry {seq} is missing")))?;
    Entry::decode(&bytes).map(read).map_err(|error| StoreError::damaged(format!("entry {seq}: {error}")))
}

fn last_change(db: &Connection, seq: u64) -> Result<(String, Stamp, String), StoreError> {
    entry(db, seq, |entry| (entry.actor.into_owned(), Stamp(entry.at_ms), entry.action.into_owned()))
}

/// The receipt of a command that was performed before: what it came to then, and where the case stands now.
fn repeated(db: &Connection, seq: u64) -> Result<Receipt, StoreError> {
    let made = |entry: &Entry, table: &str| {
        let fields = entry.fields.iter();
        let mut ids = fields.filter_map(|field| field.id.strip_prefix(table)?.strip_prefix('/')?.parse().ok());
        ids.next()
    };
    let (case, mut receipt) = entry(db, seq, |entry| {
        let receipt = Receipt {
            seq,
            version: entry.case_version.unwrap_or(0),
            status: None,
            fact: made(&entry, "fact").map(FactId),
            decision: made(&entry, "decision").map(DecisionId),
            repeated: true,
        };
        (entry.case, receipt)
    })?;
    let row = case.map(|case| case_row(db, CaseId(case))).transpose()?.flatten();
    receipt.status = row.map(|row| row.case.status);
    Ok(receipt)
}
