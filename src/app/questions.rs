//! What waits for a yes or a no, and what comes of it.

use super::keymap::Command;
use super::screens::fact_form::{fields, zone};
use super::{App, Effect, Tone};
use crate::domain::View;
use crate::domain::filter::Over;

/// What waits for a yes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Leave a form that holds something unsaved.
    Discard,
    /// Leave the program while a form holds something unsaved.
    Quit,
    /// A machine-readable zone says something else about the person than the case does; the form has not taken it.
    Zone,
    /// Take the open case over from the officer who holds it.
    TakeOver,
    /// Forget a view that is kept.
    ForgetView,
    /// Put a view in the place of another one of the office.
    ReplaceView,
}

impl App {
    /// What comes of the answer to a question.
    pub(super) fn reply(&mut self, question: Question, command: Option<Command>) -> Vec<Effect> {
        match (command, question) {
            (Some(Command::Yes), Question::Discard) => {
                self.question = None;
                self.screens.pop();
            }
            (Some(Command::Yes), Question::Quit) => return vec![Effect::Release, Effect::Quit],
            (Some(Command::Yes), Question::Zone) => {
                self.question = None;
                if let Some((read, _)) = self.zone.take() {
                    self.take_zone(&read);
                }
            }
            (Some(Command::Yes), Question::TakeOver) => {
                self.question = None;
                return self.case.iter().map(|case| Effect::TakeOver(case.id())).collect();
            }
            (Some(Command::No), Question::Zone) => {
                (self.question, self.zone) = (None, None);
                let today = self.today();
                // A zone that was typed as the reference would be taken for one again; what else stands there stays.
                if let Some(form) = self.form_mut()
                    && zone::of(&form.text(fields::REFERENCE), today).is_some()
                {
                    form.set_text(fields::REFERENCE, "");
                }
                self.say("zone-not-taken", Vec::new(), Tone::Note);
            }
            (Some(said), Question::ForgetView | Question::ReplaceView) => return self.reply_view(question, said),
            (Some(Command::No), _) => self.question = None,
            _ => {}
        }
        Vec::new()
    }

    /// Asks before a view is lost: it may be everybody's.
    pub(super) fn ask_view(&mut self, question: Question, view: View) {
        (self.question, self.view_asked) = (Some(question), Some(view));
    }

    /// The answer to a question about a view.
    pub(super) fn reply_view(&mut self, question: Question, said: Command) -> Vec<Effect> {
        if !matches!(said, Command::Yes | Command::No) {
            return Vec::new();
        }
        self.question = None;
        let Some(view) = self.view_asked.take().filter(|_| said == Command::Yes) else { return Vec::new() };
        match question {
            Question::ForgetView => vec![Effect::ForgetView(view)],
            _ => vec![Effect::KeepView { view, over: Over::Replace }],
        }
    }
}
