//! One act for all marked cases: what it will do to each is said before it is done, and each case keeps its own entry.

use super::case::CaseView;
use super::form_face;
use super::request::{self, Purpose};
use crate::app::form::{Field, Form, Input, Label};
use crate::app::keymap::Command;
use crate::app::line::Area;
use crate::domain::{
    Act, ActError, CaseAct, CaseFile, CaseId, Day, DecisionId, Lang, Officer, Outcome, Stamp, Verdict,
};
use crate::law::Library;
use crate::office::{ActKind, Staff};

/// What is done to a marked case.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "as the acts on one case")]
pub enum Plan {
    /// The grant that follows from its determination is decided.
    Decide { verdict: Verdict, reasons: String },
    /// What its determination misses is asked for.
    Request { kinds: Vec<String> },
    /// Its decision is approved.
    Approve { decision: DecisionId, verdict: Verdict },
    /// What the form says.
    AsTheFormSays,
    /// The rules of the office do not allow it.
    Refused(ActError),
    /// Nothing follows from its determination: an officer has to look at it.
    NothingFollows(Outcome),
    /// Its determination misses nothing.
    NothingMissing,
}

impl Plan {
    /// Whether the case is left as it is.
    pub fn is_left(&self) -> bool {
        matches!(self, Plan::Refused(_) | Plan::NothingFollows(_) | Plan::NothingMissing)
    }
}

/// A marked case as it was when the form was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The case of the row.
    pub case: CaseId,
    pub(crate) version: i64,
    /// What will be done to it.
    pub plan: Plan,
}

/// An act on many marked cases, before it is performed.
#[derive(Debug, Clone)]
pub struct Bulk {
    pub(crate) kind: ActKind,
    /// Every marked case that the act is for, in the order of the queue.
    pub items: Vec<Item>,
    pub(crate) form: Form,
}

/// Id of the field for what is said with each act.
pub const NOTE: &str = "note";
/// Id of the field that says by when an answer is wanted.
const DAY: &str = "day";

/// The kind of act that a key does to all marked cases.
pub fn kind_of(command: Command) -> Option<ActKind> {
    Some(match command {
        Command::Decide => ActKind::Decide,
        Command::Request => ActKind::RequestEvidence,
        Command::Approve => ActKind::Approve,
        Command::Notice => ActKind::RecordNotice,
        Command::Assign => ActKind::Assign,
        Command::Snooze => ActKind::Snooze,
        Command::Undo => ActKind::Undo,
        _ => return None,
    })
}

/// Who asks, and when and by which rules.
pub struct Asking<'a> {
    pub(crate) officer: &'a Officer,
    pub(crate) staff: &'a Staff,
    pub(crate) undo_minutes: i64,
    pub(crate) now: Stamp,
    /// The day in the office.
    pub today: Day,
    pub(crate) lang: Lang,
    pub(crate) library: &'a Library,
}

impl Bulk {
    pub(crate) fn new(kind: ActKind, files: Vec<CaseFile>, asking: &Asking) -> Bulk {
        let items = files.into_iter().map(|file| item(kind, file, asking)).collect();
        Bulk { kind, items, form: Form::new(fields(kind, asking)) }
    }

    /// The acts, or the form complains.
    pub fn send(&mut self, today: Day) -> Option<Vec<Act>> {
        self.form.clear_problems();
        let common = purpose(self.kind).map(|purpose| request::act(&mut self.form, purpose, today));
        let note = self.form.text(NOTE);
        let answer_by = if self.kind == ActKind::RequestEvidence { self.form.read_day(DAY, today) } else { None };
        if answer_by.is_some_and(|day| day < today) {
            self.form.complain(DAY, "form-day-is-past");
        }
        if self.form.stop_at_problem() {
            return None;
        }
        let acts = self.items.iter().filter_map(|item| {
            let act = match &item.plan {
                Plan::Decide { verdict, reasons } => {
                    CaseAct::Decide { verdict: *verdict, reasons: reasons.clone(), departure: String::new() }
                }
                Plan::Request { kinds } => {
                    CaseAct::RequestEvidence { kinds: kinds.clone(), note: note.clone(), answer_by }
                }
                Plan::Approve { decision, .. } => CaseAct::Approve { decision: *decision, note: note.clone() },
                Plan::AsTheFormSays => common.clone()?,
                Plan::Refused(_) | Plan::NothingFollows(_) | Plan::NothingMissing => return None,
            };
            Some(act.on(item.case, item.version))
        });
        Some(acts.collect())
    }

    /// The cases of which the plan is one of these, in groups that are told together.
    pub fn groups(&self) -> Vec<(&Plan, Vec<CaseId>)> {
        let alike = |one: &Plan, other: &Plan| match (one, other) {
            (Plan::Decide { verdict: one, .. }, Plan::Decide { verdict: other, .. })
            | (Plan::Approve { verdict: one, .. }, Plan::Approve { verdict: other, .. }) => one == other,
            (Plan::Request { .. }, Plan::Request { .. }) => true,
            // What is refused is told by its own sentence, which names the case.
            (Plan::Refused(ActError::Held { by: one, .. }), Plan::Refused(ActError::Held { by: other, .. })) => {
                one == other
            }
            (
                Plan::Refused(ActError::WrongStatus { status: one, .. }),
                Plan::Refused(ActError::WrongStatus { status, .. }),
            ) => one == status,
            // One reason, whatever the time of day that it names.
            (Plan::Refused(ActError::UndoOver { .. }), Plan::Refused(ActError::UndoOver { .. }))
            | (Plan::Refused(ActError::UndoStillOpen { .. }), Plan::Refused(ActError::UndoStillOpen { .. })) => true,
            (one, other) => one == other,
        };
        let mut groups: Vec<(&Plan, Vec<CaseId>)> = Vec::new();
        for item in &self.items {
            match groups.iter_mut().find(|(plan, _)| alike(plan, &item.plan)) {
                Some((_, cases)) => cases.push(item.case),
                None => groups.push((&item.plan, vec![item.case])),
            }
        }
        groups
    }
}

fn item(kind: ActKind, file: CaseFile, asking: &Asking) -> Item {
    let view = CaseView::new(file, asking.library);
    let (case, version) = (view.id(), view.file.case.version);
    let plan = match view.may(asking.officer, asking.undo_minutes, asking.now, kind, &asking.library.schema) {
        Err(error) => Plan::Refused(error),
        Ok(()) => plan(kind, &view),
    };
    Item { case, version, plan }
}

fn plan(kind: ActKind, view: &CaseView) -> Plan {
    match kind {
        ActKind::Decide => {
            let outcome = super::decide::proposed(view);
            match outcome.verdict() {
                Some(Verdict::Grant) => Plan::Decide { verdict: Verdict::Grant, reasons: String::new() },
                // Nobody is refused by a letter that nobody has read.
                Some(Verdict::Refuse) => Plan::NothingFollows(outcome),
                None => Plan::NothingFollows(outcome),
            }
        }
        ActKind::RequestEvidence => {
            let mut kinds: Vec<String> = view.needs().iter().map(|need| need.kind.to_string()).collect();
            kinds.sort();
            kinds.dedup();
            if kinds.is_empty() { Plan::NothingMissing } else { Plan::Request { kinds } }
        }
        ActKind::Approve => match view.file.decision() {
            Some(decision) => Plan::Approve { decision: decision.id, verdict: decision.verdict },
            None => Plan::Refused(ActError::WrongStatus { case: view.id(), status: view.status() }),
        },
        _ => Plan::AsTheFormSays,
    }
}

/// The form whose act is the same for every case.
fn purpose(kind: ActKind) -> Option<Purpose> {
    match kind {
        ActKind::RecordNotice => Some(Purpose::Notice),
        ActKind::Assign => Some(Purpose::Assign),
        ActKind::Snooze => Some(Purpose::Snooze),
        ActKind::Undo => Some(Purpose::Undo),
        _ => None,
    }
}

fn fields(kind: ActKind, asking: &Asking) -> Vec<Field> {
    let mut fields = match kind {
        ActKind::RequestEvidence => request::answer_by(),
        ActKind::Approve => vec![Field::new(NOTE, Label::key("bulk-approval-note"), Input::Area(Area::default()))],
        // A number belongs to one letter.
        ActKind::RecordNotice => {
            let letter = request::letter(asking.today, asking.lang);
            letter.into_iter().filter(|field| field.id != request::NUMBER).collect()
        }
        ActKind::Assign => request::whom(asking.staff, asking.officer),
        ActKind::Snooze => request::rest(),
        ActKind::Undo => request::reason(),
        _ => Vec::new(),
    };
    fields.push(Field::new("send", Label::key("bulk-send"), Input::Button));
    fields
}

form_face!(Bulk);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reason_is_one_group_whatever_time_of_day_it_names() {
        let refused = |n: i64| {
            let at = Stamp(n * 60_000);
            let held = ActError::Held { case: CaseId(n), by: "vera".into(), until: at };
            [ActError::UndoOver { ended: at }, ActError::UndoStillOpen { until: at }, held]
        };
        let items = [1, 2, 3]
            .into_iter()
            .flat_map(|n| refused(n).map(|error| Item { case: CaseId(n), version: 1, plan: Plan::Refused(error) }));
        let bulk = Bulk { kind: ActKind::Undo, items: items.collect(), form: Form::new(Vec::new()) };
        assert_eq!(bulk.groups().iter().map(|(_, cases)| cases.len()).collect::<Vec<_>>(), [3, 3, 3]);
    }
}
