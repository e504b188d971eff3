//! Forms: what a key does in one, and what follows when it was touched.

use super::form::Touched;
use super::key::Key;
use super::keymap::Command;
use super::screens::Came;
use super::{App, Effect, Question, Screen, Tone};
use crate::i18n::{Arg, date};

/// Whether the days of a form are what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Days {
    AsWritten,
    /// A year was filled in where none can be looked at before the form is gone.
    ToBeLookedAt,
}

impl App {
    pub(super) fn form_key(&mut self, command: Option<Command>, key: Key) -> Vec<Effect> {
        if command == Some(Command::Letter) {
            return if self.offers(Command::Letter) { self.load_letter() } else { Vec::new() };
        }
        match command {
            Some(Command::Templates) => return self.open_templates(),
            Some(Command::LastReason) => return self.last_reason(),
            _ => {}
        }
        if let (Some(screen), Some(command)) = (self.screens.last_mut(), command)
            && let Came::Changed(effects) = screen.keys(command, &self.library)
        {
            return effects;
        }
        let touched = self.form_mut().map_or(Touched::Nothing, |form| form.on(command, key));
        self.touched(touched)
    }

    /// Days that were left are written in full, and a part that was filled in is said: an officer sees what will be recorded
    /// before it is.
    fn settle_days(&mut self, touched: Touched) -> Days {
        let (today, lang) = (self.today(), self.lang);
        let Some(form) = self.form_mut() else { return Days::AsWritten };
        let filled = match touched {
            Touched::Changed => form.filled_here(today).into_iter().collect(),
            Touched::Moved => {
                let at = form.at;
                form.settle_days(Some(at), today, lang)
            }
            Touched::Sent => form.settle_days(None, today, lang),
            Touched::Left | Touched::Typed | Touched::Nothing => Vec::new(),
        };
        let Some((text, day)) = filled.into_iter().next_back() else { return Days::AsWritten };
        let args = vec![("text", Arg::from(text)), ("day", Arg::from(date(lang, day)))];
        self.say("form-day-read-as", args, Tone::Note);
        if touched == Touched::Sent { Days::ToBeLookedAt } else { Days::AsWritten }
    }

    /// After a form was touched: fields follow, or it is sent, or left.
    pub(super) fn touched(&mut self, touched: Touched) -> Vec<Effect> {
        if self.settle_days(touched) == Days::ToBeLookedAt {
            return Vec::new();
        }
        if touched != Touched::Sent {
            return self.follow(touched);
        }
        if self.stop_at_blank() {
            return Vec::new();
        }
        let written = self.written();
        let effects = self.follow(touched);
        if !effects.is_empty() {
            self.remember(written);
        }
        effects
    }

    fn follow(&mut self, touched: Touched) -> Vec<Effect> {
        match self.screens.last() {
            Some(Screen::New(_)) => return self.touched_new(touched),
            Some(Screen::Bulk(_)) => return self.touched_bulk(touched),
            Some(Screen::Views(_)) => return self.touched_view(touched),
            _ => {}
        }
        let (unsaved, lang, today) = (self.holds_unsaved(), self.lang, self.today());
        let Some(case) = &self.case else {
            self.screens.clear();
            return Vec::new();
        };
        match (touched, self.screens.last_mut()) {
            (Touched::Typed, _) => self.say("message-choose-by-arrows", Vec::new(), Tone::Note),
            (Touched::Changed, Some(Screen::Decide(decide))) => decide.refresh(case),
            (Touched::Changed, Some(Screen::Fact(fact))) => {
                fact.changed(case, &self.library.schema, lang);
                if let Some(text) = fact.typed_zone(today, false) {
                    self.meet_zone(&text);
                }
            }
            (Touched::Changed | Touched::Moved, Some(Screen::WhatIf(what_if))) => {
                what_if.refresh(case, &self.library, today)
            }
            (Touched::Sent, Some(screen)) => {
                // A zone that was typed with a slip fills the form now, to be looked at before it is sent.
                if let Screen::Fact(fact) = screen
                    && let Some(text) = fact.typed_zone(today, true)
                {
                    self.meet_zone(&text);
                    return Vec::new();
                }
                let act = match screen {
                    Screen::Decide(decide) => decide.send(case),
                    Screen::Approve(approve) => approve.send(case),
                    Screen::Fact(fact) => fact.send(case, &self.library.schema, today),
                    Screen::Request(request) => request.send(case, today),
                    _ => return Vec::new(),
                };
                return match act {
                    Some(act) => vec![Effect::Perform(act)],
                    None => {
                        self.say("message-mend-fields", Vec::new(), Tone::Bad);
                        Vec::new()
                    }
                };
            }
            (Touched::Left, _) if unsaved => self.question = Some(Question::Discard),
            (Touched::Left, _) => drop(self.screens.pop()),
            _ => {}
        }
        Vec::new()
    }
}
