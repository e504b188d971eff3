//! Drafts: what a form holds while it is typed, and the same form again after a line was cut.

use super::form::Touched;
use super::keymap::Command;
use super::screens::bulk::kind_of;
use super::screens::fact_form::{FactForm, Stage};
use super::screens::request::Purpose;
use super::{App, Effect, Screen, Tone};
use crate::domain::draft::Draft;
use crate::domain::{CaseId, FactId};
use crate::i18n::Arg;

/// The word of each form that a key opens, and the key's command.
const FORMS: [(&str, Command); 14] = [
    ("decide", Command::Decide),
    ("approve", Command::Approve),
    ("request", Command::Request),
    ("undo", Command::Undo),
    ("notice", Command::Notice),
    ("snooze", Command::Snooze),
    ("assign", Command::Assign),
    ("ask", Command::AskColleague),
    ("answer", Command::AnswerColleague),
    ("undelivered", Command::Undelivered),
    ("appeal", Command::Appeal),
    ("ruling", Command::Ruling),
    ("reopen", Command::Reopen),
    ("represent", Command::Represent),
];
const FACT: &str = "fact";
const NEW: &str = "new";

impl App {
    /// What is being typed, if it would be a loss.
    pub fn draft(&self) -> Option<Draft> {
        let screen = self.under_letter()?;
        let form = screen.form().filter(|form| form.dirty)?;
        let (mut kind, mut corrects, mut cases) = (None, None, Vec::new());
        let word = match screen {
            Screen::Decide(_) => "decide",
            Screen::Approve(_) => "approve",
            Screen::Request(request) => match request.purpose {
                Purpose::Evidence => "request",
                Purpose::Undo => "undo",
                Purpose::Notice => "notice",
                Purpose::Snooze => "snooze",
                Purpose::Assign => "assign",
                Purpose::Ask => "ask",
                Purpose::Answer => "answer",
                Purpose::Undelivered => "undelivered",
                Purpose::Appeal => "appeal",
                Purpose::Ruling => "ruling",
                Purpose::Reopen => "reopen",
                Purpose::Represent => "represent",
            },
            Screen::Fact(FactForm { stage: Stage::Filling { kind: of, .. }, .. }) => {
                kind = Some(of.id.clone());
                corrects = form.choice(super::screens::fact_form::fields::REPLACES).parse().ok();
                FACT
            }
            Screen::New(_) => NEW,
            Screen::Bulk(bulk) => {
                cases = bulk.items.iter().map(|item| item.case.0).collect();
                FORMS.iter().find(|(_, command)| kind_of(*command) == Some(bulk.kind))?.0
            }
            _ => return None,
        };
        let case = if word == NEW || !cases.is_empty() { None } else { self.case.as_ref().map(|case| case.id().0) };
        Some(Draft { form: word.to_owned(), case, cases, kind, corrects, fields: form.values() })
    }

    /// Opens the form of a draft again.
    pub(super) fn resume(&mut self, draft: Draft) -> Vec<Effect> {
        let command = FORMS.iter().find(|(word, _)| *word == draft.form).map(|(_, command)| *command);
        let effects = match (draft.form.as_str(), draft.case) {
            (NEW, _) => self.new_case(),
            _ if !draft.cases.is_empty() => match command.and_then(kind_of) {
                Some(kind) => {
                    let cases: Vec<CaseId> = draft.cases.iter().copied().map(CaseId).collect();
                    cases.iter().for_each(|case| self.queue.marks.put(*case));
                    vec![Effect::LoadMarked { cases, kind }]
                }
                None => return Vec::new(),
            },
            (FACT, Some(case)) => self.open(CaseId(case), None),
            (_, Some(case)) if command.is_some() => self.open(CaseId(case), command),
            _ => return Vec::new(),
        };
        self.resuming = Some(draft);
        effects
    }

    /// Puts a draft into the form that has been opened for it.
    pub(super) fn put_draft(&mut self) {
        let Some(draft) = self.resuming.take() else { return };
        if let (FACT, Some(kind)) = (draft.form.as_str(), &draft.kind) {
            self.fill_fact(kind, draft.corrects.map(FactId));
        }
        let Some(form) = self.form_mut() else {
            // The case has gone on meanwhile, and the act is not possible any more. Whoever holds the file puts it aside.
            return;
        };
        form.fill(&draft.fields);
        // Fields that follow others follow now; what was typed into them stands.
        self.touched(Touched::Changed);
        if let Some(form) = self.form_mut() {
            form.fill(&draft.fields);
            form.dirty = true;
        }
        let case = draft.case.unwrap_or_default().to_string();
        self.say("message-draft", vec![("case", Arg::Text(case))], Tone::Note);
    }
}
