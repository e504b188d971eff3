//! "What if": the same case under another polling day, another state of the law, another state of knowledge, or with facts
//! that are supposed. Nothing of it is stored.

mod supposed;

use super::case::{CaseView, determine_by};
use super::{Came, Face};
use crate::app::form::{Field, Form, Input, Label};
use crate::app::keymap::{Command, Context};
use crate::app::line::Line;
use crate::app::pane::Pane;
use crate::domain::day_words::Leaning;
use crate::domain::{CaseId, Day, Stamp, Words};
use crate::law::suppose::suppose;
use crate::law::{Determination, Knobs, Library};
use supposed::Row;

#[derive(Debug, Clone)]
pub struct WhatIf {
    pub case: CaseId,
    pub form: Form,
    /// The determination under the dates of the form; `None` while one of them is no day.
    pub shown: Option<Box<Determination>>,
    pub pane: Pane,
    rows: Vec<Row>,
    /// The names of the kinds of which something is supposed now.
    pub supposed: Vec<Words>,
}

const POLL: &str = "poll";
const LAW: &str = "law";
const KNOWN: &str = "known";

impl WhatIf {
    /// Every field starts empty, which means "as it is": what is typed is never appended to a date that stands there.
    pub fn new(case: &CaseView, library: &Library, today: Day) -> WhatIf {
        let rows = supposed::rows(case, library);
        let mut fields = vec![
            Field::new(POLL, Label::key("what-if-poll"), Input::Day(Line::default(), Leaning::Near)),
            Field::new(LAW, Label::key("what-if-law"), Input::Day(Line::default(), Leaning::Near)),
            Field::new(KNOWN, Label::key("what-if-known"), Input::Day(Line::default(), Leaning::Near)),
        ];
        fields.extend(rows.iter().flat_map(|row| row.fields(case, &library.schema)));
        let (form, pane) = (Form::new(fields), Pane::default());
        let mut what_if = WhatIf { case: case.id(), form, shown: None, pane, rows, supposed: Vec::new() };
        what_if.refresh(case, library, today);
        what_if
    }

    /// Whether the cursor is past the dates.
    pub fn is_at_facts(&self) -> bool {
        self.form.current().is_some_and(|field| ![POLL, LAW, KNOWN].contains(&field.id))
    }

    /// Determines again after a change.
    pub fn refresh(&mut self, case: &CaseView, library: &Library, today: Day) {
        self.form.clear_problems();
        let [poll_day, law_date, known] = [POLL, LAW, KNOWN].map(|id| self.form.read_day(id, today));
        // What was known "on a day" is what was known when it ended.
        let known_at = known.and_then(|day| Stamp::parse(&day.to_string()));
        let mut supposed = Vec::new();
        self.supposed.clear();
        for row in &mut self.rows {
            if let Some(one) = row.read(&mut self.form, case, &library.schema, today) {
                self.supposed.push(row.kind.label.clone());
                supposed.push(one);
            }
        }
        let readable = self.form.fields.iter().all(|field| field.problem.is_none());
        let facts = suppose(&case.file.facts, &supposed, "");
        let knobs = Knobs { poll_day, law_date, known_at };
        self.shown = if readable { determine_by(&case.file, &facts, library, knobs).map(Box::new) } else { None };
    }
}

impl Face for WhatIf {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Form, Context::Move]
    }

    fn form(&self) -> Option<&Form> {
        Some(&self.form)
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn pane(&mut self) -> Option<&mut Pane> {
        Some(&mut self.pane)
    }

    /// Pages of the determination turn; every other key is the form's.
    fn keys(&mut self, command: Command, _library: &Library) -> Came {
        Came::changed(matches!(command, Command::PageDown | Command::PageUp) && self.pane.on(command, 0))
    }
}

#[cfg(test)]
mod tests {
    use crate::app::Screen;
    use crate::app::fixture::{app, press};
    use crate::domain::Outcome;

    #[test]
    fn a_supposed_fact_is_in_the_determination_of_the_screen_and_in_nothing_else() {
        let mut app = app(80, 24);
        press(&mut app, "enter W");
        let shown = |app: &crate::app::App| {
            let Some(Screen::WhatIf(what_if)) = app.screens.last() else { panic!("what if") };
            (what_if.shown.as_ref().map(|one| one.outcome), what_if.supposed.len())
        };
        let (before, record) = (shown(&app), app.case.clone().unwrap());
        press(&mut app, "tab tab tab right");
        assert_eq!(shown(&app).1, 1);
        press(&mut app, "left");
        assert_eq!(shown(&app), before);
        assert_eq!(before.1, 0);
        assert_eq!(app.case.unwrap().file, record.file);
        assert!(before.0.is_none_or(|outcome| outcome != Outcome::NoLaw));
    }
}
