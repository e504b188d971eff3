//! Three small forms: a request for evidence, taking a decision back, and the note that a letter has left.

use super::Face;
use super::case::CaseView;
use crate::app::form::{Field, Form, Input, Label};
use crate::app::keymap::Context;
use crate::app::line::Area;
use crate::app::offered;
use crate::domain::{Act, CaseAct, CaseId, Letter};
use crate::law::Library;

/// Which of the three it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Evidence,
    Undo,
    Notice,
}

#[derive(Debug, Clone)]
pub struct Request {
    pub case: CaseId,
    pub purpose: Purpose,
    pub form: Form,
}

const KINDS: &str = "kinds";
const NOTE: &str = "note";

impl Request {
    /// The kinds of fact that the determination misses are checked; the others that the case can need can be.
    pub fn evidence(case: &CaseView, library: &Library) -> Request {
        let needed = |id: &str| case.needs().iter().any(|need| &*need.kind == id);
        let mut kinds = offered::kinds(case, library);
        kinds.sort_by_key(|kind| !needed(&kind.id));
        let options = kinds.into_iter().map(|k| (k.id.clone(), Label::Words(k.label.clone()), needed(&k.id))).collect();
        let fields = vec![
            Field::new(KINDS, Label::key("request-kinds"), Input::Checks { options, at: 0 }),
            Field::new(NOTE, Label::key("request-note"), Input::Area(Area::default())),
            Field::new("send", Label::key("request-send"), Input::Button),
        ];
        Request { case: case.id(), purpose: Purpose::Evidence, form: Form::new(fields) }
    }

    pub fn undo(case: &CaseView) -> Request {
        let fields = vec![
            Field::new(NOTE, Label::key("undo-reason"), Input::Area(Area::default())),
            Field::new("send", Label::key("undo-send"), Input::Button),
        ];
        Request { case: case.id(), purpose: Purpose::Undo, form: Form::new(fields) }
    }

    pub fn notice(case: &CaseView) -> Request {
        let fields = vec![Field::new("send", Label::key("notice-send"), Input::Button)];
        Request { case: case.id(), purpose: Purpose::Notice, form: Form::new(fields) }
    }

    /// The act, or the form complains.
    pub fn send(&mut self, case: &CaseView) -> Option<Act> {
        self.form.clear_problems();
        let (id, version, note) = (self.case, case.file.case.version, self.form.text(NOTE));
        match self.purpose {
            Purpose::Evidence => {
                let kinds = self.form.checked(KINDS);
                if kinds.is_empty() {
                    self.form.complain(KINDS, "request-needs-kinds");
                    self.form.stop_at_problem();
                    return None;
                }
                Some(CaseAct::RequestEvidence { kinds, note, answer_by: None }.on(id, version))
            }
            Purpose::Undo => {
                if note.is_empty() {
                    self.form.complain(NOTE, "undo-needs-reason");
                    self.form.stop_at_problem();
                    return None;
                }
                Some(CaseAct::Undo { reason: note }.on(id, version))
            }
            Purpose::Notice => Some(CaseAct::RecordNotice { letter: Letter::default() }.on(id, version)),
        }
    }
}

impl Face for Request {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Form]
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }
}
