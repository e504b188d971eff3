//! What follows from facts: the proposals of a person's cases.

use rusqlite::Connection;

use crate::domain::{Day, Fact, Outcome, Poll};
use crate::law::{Edition, Inquiry, Knobs, Library, NOTATION, Pack};
use crate::ledger::Rule;
use crate::office::second_entry::seen_by_all;
use crate::store::reader::Reader;
use crate::store::recorder::Recorder;
use crate::store::table::case_file::OpenedCase;
use crate::store::{StoreError, law, listed};

/// What a proposal is asked about.
pub(in crate::store) struct Asked<'a> {
    /// Id of the pack.
    pub pack: &'a str,
    pub poll: &'a Poll,
    pub applied_on: Option<Day>,
    pub facts: &'a [Fact],
    /// The kinds of fact that the office wants entered twice.
    pub twice: &'a [String],
}

impl Asked<'_> {
    /// What the queue may tell everybody.
    pub fn of(&self, pack: &Pack) -> Outcome {
        let Asked { poll, applied_on, facts, twice, .. } = *self;
        let facts = &*seen_by_all(facts, twice);
        pack.propose(&Inquiry { poll, applied_on, applied_at: None, facts, knobs: Knobs::default() })
    }
}

/// What the law gives, and which.
pub(in crate::store) struct Answered {
    pub outcome: Outcome,
    /// The row of the pack.
    pub pack: i64,
    /// How the entry names it.
    pub rule: Rule<'static>,
}

/// Asks the pack of a case.
pub(in crate::store) fn propose(
    db: &Connection,
    library: &Library,
    recorder: &mut Recorder,
    asked: &Asked,
) -> Result<Answered, StoreError> {
    let pack = library.pack(asked.pack).ok_or_else(|| StoreError::UnknownPack(asked.pack.to_owned()))?;
    let row = law::on_record(db, recorder, library, pack)?;
    Ok(Answered { outcome: asked.of(pack), pack: row, rule: rule(&pack.edition) })
}

/// How an entry names the rules that it relied on.
pub(super) fn rule(edition: &Edition) -> Rule<'static> {
    Rule {
        pack: edition.id.clone().into(),
        version: edition.version.clone().into(),
        hash: edition.hash,
        notation: NOTATION,
    }
}

/// Adds rules that are not there yet.
pub(super) fn name(rules: &mut Vec<Rule<'static>>, rule: Rule<'static>) {
    if !rules.contains(&rule) {
        rules.push(rule);
    }
}

/// The other cases of a person of whom something new was recorded: what the law proposes for them follows, whatever their
/// status. The rules that were asked are added to those of the entry.
pub(in crate::store) fn follow<'c>(
    db: &Connection,
    library: &Library,
    recorder: &mut Recorder,
    others: impl Iterator<Item = &'c OpenedCase>,
    (facts, twice): (&[Fact], &[String]),
    rules: &mut Vec<Rule<'static>>,
) -> Result<(), StoreError> {
    for case in others {
        let poll = Reader::checked(db).poll(case.poll)?;
        let asked = Asked { pack: &case.pack, poll: &poll, applied_on: case.applied_on, facts, twice };
        let answered = propose(db, library, recorder, &asked)?;
        listed::answer(db, listed::slot(case.due_on, case.id), answered.outcome, answered.pack)?;
        name(rules, answered.rule);
    }
    Ok(())
}
