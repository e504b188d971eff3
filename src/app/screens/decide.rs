//! The form in which an officer decides: the outcome that follows from the determination is set, reasons for a refusal
//! are filled in from its grounds, and a departure needs a reason of its own.

use super::case::CaseView;
use super::form_face;
use crate::app::form::{Field, Form, Input, Label, choice};
use crate::app::line::Area;
use crate::domain::{Act, CaseAct, CaseId, Lang, Outcome, Schema, Verdict};
use crate::i18n::Texts;
use crate::wording;

#[derive(Debug, Clone)]
pub struct Decide {
    pub case: CaseId,
    pub form: Form,
    /// Reasons as they were filled in; while they stay so, they follow the verdict.
    filled: String,
    drafted: String,
}

/// Ids of the fields.
pub const VERDICT: &str = "verdict";
pub const REASONS: &str = "reasons";
pub const DEPARTURE: &str = "departure";

impl Decide {
    pub fn new(case: &CaseView, schema: &Schema, lang: Lang) -> Decide {
        let follows = case.determination.as_ref().and_then(|d| d.outcome.verdict());
        let mut options: Vec<(String, Label)> =
            Verdict::ALL.iter().map(|v| (v.code().to_owned(), Label::key(format!("verdict-{}", v.code())))).collect();
        if follows.is_none() {
            // Nothing follows from the determination: the officer has to choose.
            options.insert(0, (String::new(), Label::key("decide-choose")));
        }
        let form = Form::new(vec![
            Field::new(VERDICT, Label::key("decide-verdict"), choice(options, follows.map_or("", Verdict::code))),
            Field::new(REASONS, Label::key("decide-reasons"), Input::Area(Area::default())),
            Field::new(DEPARTURE, Label::key("decide-departure"), Input::Area(Area::default())),
            Field::new("send", Label::key("decide-send"), Input::Button),
        ]);
        let mut decide =
            Decide { case: case.id(), form, filled: String::new(), drafted: grounds_as_text(case, schema, lang) };
        decide.refresh(case);
        decide.form.dirty = false;
        decide
    }

    pub fn verdict(&self) -> Option<Verdict> {
        Verdict::parse(self.form.choice(VERDICT))
    }

    /// Whether the verdict is another one than follows from the determination.
    pub fn departs(&self, case: &CaseView) -> bool {
        self.verdict().is_some() && self.verdict() != proposed(case).verdict()
    }

    /// After a change: fields follow the verdict.
    pub fn refresh(&mut self, case: &CaseView) {
        let departs = self.departs(case);
        self.form.show(DEPARTURE, departs);
        let reasons = self.form.text(REASONS);
        if reasons == self.filled {
            self.filled = match self.verdict() {
                Some(Verdict::Refuse) => self.drafted.clone(),
                _ => String::new(),
            };
            // A line that was broken at the end is no other text yet, and stays.
            if self.filled != reasons {
                let filled = self.filled.clone();
                self.form.set_text(REASONS, &filled);
            }
        }
    }

    /// What of a line of the reasons was not filled in from the grounds.
    pub fn own_words<'a>(&self, line: &'a str) -> &'a str {
        let filled = self.drafted.lines().map(str::trim).filter(|one| !one.is_empty());
        filled.into_iter().find_map(|one| line.trim().strip_prefix(one)).unwrap_or(line).trim()
    }

    /// The act, or the form complains.
    pub fn send(&mut self, case: &CaseView) -> Option<Act> {
        self.form.clear_problems();
        let verdict = self.verdict();
        if verdict.is_none() {
            self.form.complain(VERDICT, "decide-needs-verdict");
        }
        let reasons = self.form.text(REASONS);
        if verdict == Some(Verdict::Refuse) && reasons.is_empty() {
            self.form.complain(REASONS, "decide-needs-reasons");
        }
        let departs = self.departs(case);
        let departure = if departs { self.form.text(DEPARTURE) } else { String::new() };
        if departs && departure.is_empty() {
            self.form.complain(DEPARTURE, "decide-needs-departure");
        }
        if self.form.stop_at_problem() {
            return None;
        }
        verdict.map(|verdict| CaseAct::Decide { verdict, reasons, departure }.on(self.case, case.file.case.version))
    }
}

form_face!(Decide);

/// What the engine proposes for a case now.
pub fn proposed(case: &CaseView) -> Outcome {
    case.determination.as_ref().map_or(Outcome::NoLaw, |determination| determination.outcome)
}

/// Reasons for a refusal: its grounds, one on each line. Where nothing on record stands against the person there are none.
fn grounds_as_text(case: &CaseView, schema: &Schema, lang: Lang) -> String {
    let grounds = case.determination.as_ref().map(|answer| answer.grounds(&case.file.facts)).unwrap_or_default();
    if grounds.is_empty() {
        return String::new();
    }
    let texts = Texts::new(lang);
    let line = |ground| wording::ground(ground, &case.file.poll, schema, &texts).to_string();
    grounds.iter().map(line).collect::<Vec<_>>().join("\n")
}
