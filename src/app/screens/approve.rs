//! The second officer's form: approve a decision, or return it with a note.

use super::case::CaseView;
use super::form_face;
use crate::app::form::{Field, Form, Input, Label, choice};
use crate::app::line::Area;
use crate::domain::{Act, CaseAct, CaseId, DecisionId, Ground};

#[derive(Debug, Clone)]
pub struct Approve {
    pub case: CaseId,
    pub decision: DecisionId,
    pub form: Form,
}

/// Ids of the fields, and the choice that approves.
pub const ACT: &str = "act";
pub const APPROVE: &str = "approve";
pub const NOTE: &str = "note";

impl Approve {
    /// `None` where no decision stands.
    pub fn new(case: &CaseView) -> Option<Approve> {
        let decision = case.file.decision()?.id;
        let approve = (APPROVE.to_owned(), Label::key("approve-approve"));
        let grounds =
            Ground::ALL.iter().map(|one| (one.code().to_owned(), Label::key(format!("return-{}", one.code()))));
        let options: Vec<_> = std::iter::once(approve).chain(grounds).collect();
        let form = Form::new(vec![
            Field::new(ACT, Label::key("approve-act"), choice(options, APPROVE)),
            Field::new(NOTE, Label::key("approve-note"), Input::Area(Area::default())),
            Field::new("send", Label::key("approve-send"), Input::Button),
        ]);
        Some(Approve { case: case.id(), decision, form })
    }

    /// The act, or the form complains: a return needs a note, so that the first officer knows what to do.
    pub fn send(&mut self, case: &CaseView) -> Option<Act> {
        self.form.clear_problems();
        let ground = Ground::parse(self.form.choice(ACT));
        let note = self.form.text(NOTE);
        if ground.is_some() && note.is_empty() {
            self.form.complain(NOTE, "approve-needs-note");
        }
        if self.form.stop_at_problem() {
            return None;
        }
        let version = case.file.case.version;
        let decision = self.decision;
        let act = match ground {
            Some(ground) => CaseAct::Return { decision, ground, note },
            None => CaseAct::Approve { decision, note },
        };
        Some(act.on(self.case, version))
    }
}

form_face!(Approve);
