//! The letter to the applicant: asked for from a case or from the form that records it, and shown on top of either.

use super::pane::Pane;
use super::screens::letter::Letter;
use super::screens::request::{DAY, NUMBER, Purpose, Request};
use super::{App, Effect, Screen};
use crate::domain::DecisionId;
use crate::domain::day_words::{self, Leaning};
use crate::wording::letter::{self, Basis};

impl App {
    /// The screen that is worked on: a letter or a list of texts only lies on top of it.
    pub(super) fn under_letter(&self) -> Option<&Screen> {
        self.screens.iter().rev().find(|screen| !matches!(screen, Screen::Letter(_) | Screen::Templates(_)))
    }

    pub(super) fn load_letter(&self) -> Vec<Effect> {
        let found = self.case.as_ref().and_then(|case| letter::decision(&case.file).ok().map(|made| (case, made)));
        let load = found.map(|(case, made)| Effect::LoadBasis { case: case.id(), decision: made.id });
        load.into_iter().collect()
    }

    /// Shows the letter with the number and the day that were typed so far, or that were recorded.
    pub(super) fn show_letter(&mut self, decision: DecisionId, basis: Option<Box<Basis>>) {
        let (Some(basis), Some(case)) = (basis, &self.case) else { return };
        let (number, day) = match self.screens.last() {
            Some(Screen::Request(Request { purpose: Purpose::Notice, form, .. })) => {
                let day = day_words::read_day(&form.text(DAY), self.today(), Leaning::Past);
                (form.text(NUMBER), day.ok().map(|written| written.day))
            }
            _ => letter::recorded(&case.file),
        };
        self.screens.push(Screen::Letter(Letter { decision, basis, number, day, pane: Pane::default() }));
    }
}
