//! The small forms of acts on a case: a request for evidence, taking a decision back, a letter that has left, putting a case
//! aside, who shall work on it, a question to a colleague and its answer.

use std::collections::BTreeSet;

use super::case::CaseView;
use super::form_face;
use crate::app::form::{Field, Form, Input, Label, choice};
use crate::app::line::{Area, Line};
use crate::app::offered;
use crate::domain::day_words::Leaning;
use crate::domain::{
    Act, Appeal, CaseAct, CaseId, Day, Event, Lang, Letter, Means, Officer, Permission, Representative, Ruling, Scope,
};
use crate::i18n::date;
use crate::law::Library;
use crate::ledger::Action;
use crate::office::Staff;

/// Which of them it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "as the acts on one case")]
pub enum Purpose {
    Evidence,
    Undo,
    Notice,
    Snooze,
    Assign,
    Ask,
    Answer,
    Undelivered,
    Appeal,
    Ruling,
    Reopen,
    Represent,
}

/// A few fields, and the act that they become.
#[derive(Debug, Clone)]
pub struct Request {
    pub(crate) case: CaseId,
    /// Which act the fields become.
    pub purpose: Purpose,
    pub(crate) form: Form,
}

const KINDS: &str = "kinds";
/// Id of the field for a text.
pub const NOTE: &str = "note";
/// Id of the field for a day.
pub const DAY: &str = "day";
const WHOM: &str = "whom";
/// Id of the field for the number of a letter.
pub const NUMBER: &str = "number";
const MEANS: &str = "means";
/// The court or the commission of an appeal or a ruling.
const BODY: &str = "body";
/// The day of a paper that came in.
const DATED: &str = "dated";
const RULING: &str = "ruling";
const SET_ASIDE: &str = "set_aside";
/// Whether somebody represents from now on, or no longer.
const WHAT: &str = "what";
const ENDS: &str = "ends";
const NAME: &str = "name";
const SCOPE: &str = "scope";

impl Request {
    fn new(case: &CaseView, purpose: Purpose, mut fields: Vec<Field>, send: &str) -> Request {
        fields.push(Field::new("send", Label::key(send), Input::Button));
        Request { case: case.id(), purpose, form: Form::new(fields) }
    }

    /// The kinds of fact that the determination misses are checked; the others that the case can need can be.
    pub fn evidence(case: &CaseView, library: &Library) -> Request {
        let needed = |id: &str| case.needs().iter().any(|need| &*need.kind == id);
        let mut kinds = offered::kinds(case, library);
        kinds.sort_by_key(|kind| !needed(&kind.id));
        let options = kinds.into_iter().map(|k| (k.id.clone(), Label::Words(k.label.clone()), needed(&k.id))).collect();
        let fields = vec![Field::new(KINDS, Label::key("request-kinds"), Input::Checks { options, at: 0 })];
        let fields = fields.into_iter().chain(answer_by()).collect();
        Request::new(case, Purpose::Evidence, fields, "request-send")
    }

    pub(crate) fn undo(case: &CaseView) -> Request {
        Request::new(case, Purpose::Undo, reason(), "undo-send")
    }

    pub(crate) fn notice(case: &CaseView, today: Day, lang: Lang) -> Request {
        Request::new(case, Purpose::Notice, letter(today, lang), "notice-send")
    }

    pub(crate) fn snooze(case: &CaseView) -> Request {
        Request::new(case, Purpose::Snooze, rest(), "snooze-send")
    }

    pub(crate) fn assign(case: &CaseView, staff: &Staff, officer: &Officer) -> Request {
        Request::new(case, Purpose::Assign, whom(staff, officer), "assign-send")
    }

    /// Everybody else who works here can be asked.
    pub fn ask(case: &CaseView, staff: &Staff, officer: &Officer) -> Request {
        let mut others: Vec<&Officer> = staff.at_work().filter(|one| one.name != officer.name).collect();
        others.sort_by_key(|one| one.name.clone());
        let fields = vec![
            Field::new(WHOM, Label::key("ask-whom"), choice(names(&others), "")),
            Field::new(NOTE, Label::key("ask-question"), text()),
        ];
        Request::new(case, Purpose::Ask, fields, "ask-send")
    }

    pub(crate) fn answer(case: &CaseView) -> Request {
        let fields = vec![Field::new(NOTE, Label::key("answer-text"), text())];
        Request::new(case, Purpose::Answer, fields, "answer-send")
    }

    pub(crate) fn undelivered(case: &CaseView) -> Request {
        let fields = vec![
            Field::new(NOTE, Label::key("undelivered-why"), text()),
            Field::new(DATED, Label::key("undelivered-day"), day_gone()),
        ];
        Request::new(case, Purpose::Undelivered, fields, "undelivered-send")
    }

    pub(crate) fn appeal(case: &CaseView) -> Request {
        let fields = vec![
            Field::new(BODY, Label::key("appeal-to"), Input::Line(Line::default())),
            Field::new(NOTE, Label::key("appeal-grounds"), text()),
            Field::new(DAY, Label::key("appeal-answer-by"), day_to_come()),
            Field::new(DATED, Label::key("appeal-lodged"), day_gone()),
            Field::new(NUMBER, Label::key("appeal-number"), Input::Line(Line::default())),
        ];
        Request::new(case, Purpose::Appeal, fields, "appeal-send")
    }

    /// An appeal that waits can be dismissed; without one there is only a reversal.
    pub fn ruling(case: &CaseView) -> Request {
        let mut rulings = vec![(SET_ASIDE.to_owned(), Label::key("ruling-set-aside"))];
        if case.file.waits.ruling {
            rulings.insert(0, ("dismissed".to_owned(), Label::key("ruling-dismissed")));
        }
        let fields = vec![
            Field::new(RULING, Label::key("ruling-what"), choice(rulings, "")),
            Field::new(BODY, Label::key("ruling-by"), Input::Line(Line::default())),
            Field::new(NOTE, Label::key("ruling-reasons"), text()),
            Field::new(DATED, Label::key("ruling-day"), day_gone()),
            Field::new(NUMBER, Label::key("ruling-number"), Input::Line(Line::default())),
        ];
        Request::new(case, Purpose::Ruling, fields, "ruling-send")
    }

    pub(crate) fn reopen(case: &CaseView) -> Request {
        Request::new(case, Purpose::Reopen, reason(), "reopen-send")
    }

    /// Somebody represents, or no longer does; that one can say only where somebody is on record, whose name then stands there
    /// if it is the only one.
    pub(crate) fn represent(case: &CaseView) -> Request {
        let current = &case.file.representatives;
        let mut what = vec![("begins".to_owned(), Label::key("represent-begins"))];
        if !current.is_empty() {
            what.push((ENDS.to_owned(), Label::key("represent-ends")));
        }
        let name = if let [one] = &current[..] { one.name.as_str() } else { "" };
        let scopes = Scope::ALL.iter().map(|one| (one.code(), Label::key(format!("scope-{}", one.code()))));
        let options = scopes.map(|(code, label)| (code.to_owned(), label, false)).collect();
        let fields = vec![
            Field::new(WHAT, Label::key("represent-what"), choice(what, "")),
            Field::new(NAME, Label::key("represent-name"), Input::Line(Line::new(name))),
            Field::new(SCOPE, Label::key("represent-scope"), Input::Checks { options, at: 0 }),
            Field::new(DAY, Label::key("represent-until"), day_to_come()),
            Field::new(NUMBER, Label::key("represent-paper"), Input::Line(Line::default())),
            Field::new(DATED, Label::key("represent-paper-on"), day_gone()),
            Field::new(NOTE, Label::key("represent-why"), text()),
        ];
        Request::new(case, Purpose::Represent, fields, "represent-send")
    }

    /// The act, or the form complains.
    pub fn send(&mut self, case: &CaseView, today: Day) -> Option<Act> {
        self.form.clear_problems();
        let act = act(&mut self.form, self.purpose, today);
        if self.form.stop_at_problem() { None } else { Some(act.on(self.case, case.file.case.version)) }
    }
}

/// What the fields of a form say; what they lack is complained of.
pub fn act(form: &mut Form, purpose: Purpose, today: Day) -> CaseAct {
    match purpose {
        Purpose::Evidence => {
            let kinds = form.checked(KINDS);
            if kinds.is_empty() {
                form.complain(KINDS, "request-needs-kinds");
            }
            CaseAct::RequestEvidence { kinds, note: form.text(NOTE), answer_by: read_day_to_come(form, today) }
        }
        Purpose::Undo => CaseAct::Undo { reason: needed(form, NOTE, "form-needs-reason") },
        Purpose::Notice => {
            let (number, sent_on) = (form.text(NUMBER), form.read_day(DAY, today));
            if sent_on.is_some_and(|day| day > today) {
                form.complain(DAY, "form-day-is-to-come");
            }
            let means = Means::parse(form.choice(MEANS));
            CaseAct::RecordNotice { letter: Letter { number, sent_on, means } }
        }
        Purpose::Snooze => {
            needed(form, DAY, "snooze-needs-day");
            let until = read_day_to_come(form, today).unwrap_or(today);
            CaseAct::Snooze { until, reason: needed(form, NOTE, "form-needs-reason") }
        }
        Purpose::Assign => CaseAct::Assign { to: needed(form, WHOM, "form-needs-officer") },
        Purpose::Ask => {
            let whom = needed(form, WHOM, "form-needs-officer");
            CaseAct::Ask { whom, question: needed(form, NOTE, "ask-needs-question") }
        }
        Purpose::Answer => CaseAct::Answer { answer: needed(form, NOTE, "answer-needs-text") },
        Purpose::Undelivered => CaseAct::RecordUndelivered {
            came_back_on: read_day_gone(form, today),
            reason: needed(form, NOTE, "form-needs-reason"),
        },
        Purpose::Appeal => {
            needed(form, DAY, "appeal-needs-day");
            let appeal = Appeal {
                to: needed(form, BODY, "appeal-needs-body"),
                number: form.text(NUMBER),
                lodged_on: read_day_gone(form, today),
                answer_by: read_day_to_come(form, today).unwrap_or(today),
                grounds: needed(form, NOTE, "appeal-needs-grounds"),
            };
            CaseAct::RecordAppeal { appeal }
        }
        Purpose::Ruling => {
            let ruling = Ruling {
                by: needed(form, BODY, "ruling-needs-body"),
                number: form.text(NUMBER),
                day: read_day_gone(form, today),
                reasons: needed(form, NOTE, "ruling-needs-reasons"),
            };
            match form.choice(RULING) == SET_ASIDE {
                true => CaseAct::SetAside { ruling },
                false => CaseAct::DismissAppeal { ruling },
            }
        }
        Purpose::Reopen => CaseAct::Reopen { reason: needed(form, NOTE, "form-needs-reason") },
        Purpose::Represent => represent(form, today),
    }
}

/// What only the other of the two acts would say is complained of, never dropped.
fn represent(form: &mut Form, today: Day) -> CaseAct {
    let name = needed(form, NAME, "represent-needs-name");
    let scope: BTreeSet<Scope> = form.checked(SCOPE).iter().filter_map(|code| Scope::parse(code)).collect();
    let (paper, reason) = (form.text(NUMBER), form.text(NOTE));
    if form.choice(WHAT) == ENDS {
        for (field, said) in [(SCOPE, !scope.is_empty()), (NUMBER, !paper.is_empty())] {
            if said {
                form.complain(field, "represent-not-at-its-end");
            }
        }
        for field in [DAY, DATED] {
            if !form.text(field).is_empty() {
                form.complain(field, "represent-not-at-its-end");
            }
        }
        return CaseAct::EndRepresentation { name, reason: needed(form, NOTE, "form-needs-reason") };
    }
    if scope.is_empty() {
        form.complain(SCOPE, "represent-needs-scope");
    }
    if !reason.is_empty() {
        form.complain(NOTE, "represent-only-at-its-end");
    }
    let (paper_on, until) = (read_day_gone(form, today), read_day_to_come(form, today));
    CaseAct::Represent { representative: Representative { name, scope, paper, paper_on, until } }
}

fn needed(form: &mut Form, field: &str, problem: &'static str) -> String {
    let said = form.text(field);
    if said.is_empty() {
        form.complain(field, problem);
    }
    said
}

/// The day in the field, where it is not past.
fn read_day_to_come(form: &mut Form, today: Day) -> Option<Day> {
    let day = form.read_day(DAY, today)?;
    if day < today {
        form.complain(DAY, "form-day-is-past");
    }
    Some(day)
}

/// The day of the paper that came in, where it is not to come.
fn read_day_gone(form: &mut Form, today: Day) -> Option<Day> {
    let day = form.read_day(DATED, today)?;
    if day > today {
        form.complain(DATED, "form-day-is-to-come");
    }
    Some(day)
}

/// The fields of a request beside what is asked for: by when, and a note.
pub fn answer_by() -> Vec<Field> {
    vec![
        Field::new(DAY, Label::key("request-answer-by"), day_to_come()),
        Field::new(NOTE, Label::key("request-note"), text()),
    ]
}

pub(crate) fn reason() -> Vec<Field> {
    vec![Field::new(NOTE, Label::key("form-reason"), text())]
}

/// A letter leaves on the day on which it is recorded, unless the officer says otherwise.
pub fn letter(today: Day, lang: Lang) -> Vec<Field> {
    let mut means = vec![(String::new(), Label::key("notice-means-unsaid"))];
    means.extend(Means::ALL.iter().map(|one| (one.code().to_owned(), Label::key(format!("means-{}", one.code())))));
    vec![
        Field::new(NUMBER, Label::key("notice-number"), Input::Line(Line::default())),
        Field::new(DAY, Label::key("notice-day"), Input::Day(Line::new(&date(lang, today)), Leaning::Past)),
        Field::new(MEANS, Label::key("notice-means"), choice(means, "")),
    ]
}

/// Until when a case rests, and why.
pub fn rest() -> Vec<Field> {
    vec![
        Field::new(DAY, Label::key("snooze-until"), day_to_come()),
        Field::new(NOTE, Label::key("form-reason"), text()),
    ]
}

/// Whoever can decide can be given a case, the officer included, who stands first.
pub fn whom(staff: &Staff, officer: &Officer) -> Vec<Field> {
    let mut able: Vec<&Officer> = staff.at_work().filter(|one| one.may(Permission::Decide)).collect();
    able.sort_by_key(|one| (one.name != officer.name, one.name.clone()));
    vec![Field::new(WHOM, Label::key("assign-to"), choice(names(&able), ""))]
}

/// The question on a case that waits for an answer: the newest.
pub fn question(case: &CaseView) -> Option<&Event> {
    case.file
        .events
        .iter()
        .rev()
        .find(|event| event.action == Action::QuestionAsked.code())
        .filter(|_| case.file.waits.answer)
}

fn text() -> Input {
    Input::Area(Area::default())
}

fn day_to_come() -> Input {
    Input::Day(Line::default(), Leaning::Coming)
}

fn day_gone() -> Input {
    Input::Day(Line::default(), Leaning::Past)
}

fn names(officers: &[&Officer]) -> Vec<(String, Label)> {
    officers.iter().map(|one| (one.name.clone(), Label::Raw(one.name.clone()))).collect()
}

form_face!(Request);
