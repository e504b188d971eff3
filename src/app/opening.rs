//! Opening a case: from the key in the queue to the new case on the screen.

use super::form::Touched;
use super::screens::fact_form::zone;
use super::screens::new_case::{NewCase, ZONE};
use super::{Alike, App, Effect, Notice, Question, Screen, Tone};
use crate::domain::{CaseFile, Poll, mrz::Mrz};
use crate::i18n::Arg;
use crate::office;

impl App {
    /// The form needs the polls of the office.
    pub(super) fn new_case(&mut self) -> Vec<Effect> {
        match office::may_open(&self.officer) {
            Ok(()) => vec![Effect::LoadPolls],
            Err(refusal) => {
                self.notice = Some(Notice::Refused(refusal));
                Vec::new()
            }
        }
    }

    pub(super) fn take_polls(&mut self, polls: Vec<Poll>) {
        if polls.is_empty() {
            self.say("new-no-polls", Vec::new(), Tone::Note);
        } else if self.screens.is_empty() {
            let form = NewCase::new(polls, self.last_poll, &self.library, self.today(), self.lang);
            self.screens.push(Screen::New(form));
        }
    }

    /// After the form was touched: a zone fills it, or it is sent, or left.
    pub(super) fn touched_new(&mut self, touched: Touched) -> Vec<Effect> {
        let (lang, today, library) = (self.lang, self.today(), self.library.clone());
        let unsaved = self.form().is_some_and(|form| form.dirty);
        let Some(Screen::New(new)) = self.screens.last_mut() else { return Vec::new() };
        let typed = zone::of(&new.form.text(ZONE), today);
        match (touched, typed) {
            (Touched::Left, _) if unsaved => self.question = Some(Question::Discard),
            (Touched::Left, _) => drop(self.screens.pop()),
            (Touched::Typed, _) => self.say("message-choose-by-arrows", Vec::new(), Tone::Note),
            // While it is typed, the beginning of a long zone looks like a short one with slips.
            (Touched::Changed, Some(read)) if read.warnings.is_empty() => self.fill_new(read),
            (Touched::Changed, _) => new.changed(&library, today, lang),
            (Touched::Moved | Touched::Sent, Some(read)) => self.fill_new(read),
            (Touched::Sent, None) => {
                let alike = if new.alike.is_empty() { Alike::AskFirst } else { Alike::Accepted };
                match new.send(&library, today) {
                    Some(walk_in) => return vec![Effect::OpenCase { new: Box::new(walk_in), alike }],
                    None => self.say("message-mend-fields", Vec::new(), Tone::Bad),
                }
            }
            (Touched::Moved | Touched::Nothing, _) => {}
        }
        Vec::new()
    }

    /// Fills the form of a new case with what a zone says, if that form is open.
    pub(super) fn fill_new(&mut self, read: Mrz) {
        let lang = self.lang;
        let Some(Screen::New(new)) = self.screens.last_mut() else { return };
        let key = if read.warnings.is_empty() { "fact-zone-read" } else { "new-zone-doubtful" };
        let tone = if read.warnings.is_empty() { Tone::Good } else { Tone::Note };
        new.take_zone(read, lang);
        self.say(key, Vec::new(), tone);
    }

    /// Nothing was opened yet: these cases are likely the same person's.
    pub(super) fn found_alike(&mut self, alike: Vec<CaseFile>) {
        if let Some(Screen::New(new)) = self.screens.last_mut() {
            new.alike = alike;
            self.say("new-alike-ask", Vec::new(), Tone::Note);
        }
    }

    pub(super) fn opened(&mut self, file: &CaseFile) -> Vec<Effect> {
        if matches!(self.screens.last(), Some(Screen::New(_))) {
            self.screens.pop();
        }
        self.last_poll = Some(file.poll.id);
        let seq = file.events.first().map_or(0, |event| event.seq);
        let args = vec![
            ("case", Arg::Text(file.case.id.to_string())),
            ("name", Arg::from(file.name.as_str())),
            ("seq", Arg::Text(seq.to_string())),
        ];
        self.say("message-opened", args, Tone::Good);
        let mut effects = self.open(file.case.id, None);
        effects.push(self.queue.reload(Some(file.case.id)));
        effects
    }
}
