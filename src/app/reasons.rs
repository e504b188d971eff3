//! Reasons and notes: texts that are taken into a field, what was written last in such a field, and blanks that are left.

use super::form::{Form, Label, Touched};
use super::screens::request::{self, Purpose};
use super::screens::templates::TemplateList;
use super::screens::{approve, bulk, decide};
use super::{App, Effect, Screen, Tone};
use crate::office::ActKind;
use crate::wording::reasons::{Slot, blanks};

/// Which texts fit into a field of a screen.
fn slot_of(screen: &Screen, field: &str) -> Option<Slot> {
    match screen {
        Screen::Decide(_) if field == decide::REASONS => Some(Slot::Reasons),
        Screen::Decide(_) if field == decide::DEPARTURE => Some(Slot::Departure),
        Screen::Approve(one) if field == approve::NOTE => {
            let approves = one.form.choice(approve::ACT) == approve::APPROVE;
            Some(if approves { Slot::Approval } else { Slot::Return })
        }
        Screen::Request(one) if field == request::NOTE => match one.purpose {
            Purpose::Evidence => Some(Slot::Request),
            Purpose::Undo => Some(Slot::Undo),
            Purpose::Snooze => Some(Slot::Snooze),
            Purpose::Reopen => Some(Slot::Reopen),
            _ => None,
        },
        Screen::Bulk(one) if field == bulk::NOTE => match one.kind {
            ActKind::RequestEvidence => Some(Slot::Request),
            ActKind::Approve => Some(Slot::Approval),
            ActKind::Undo => Some(Slot::Undo),
            ActKind::Snooze => Some(Slot::Snooze),
            _ => None,
        },
        _ => None,
    }
}

/// The text of a field without what the program itself filled in: that is about one person, and nobody wrote it.
fn own_words(screen: &Screen, form: &Form, field: &str) -> String {
    let text = form.text(field);
    match screen {
        Screen::Decide(decide) if field == decide::REASONS => {
            let own: Vec<&str> = text.lines().map(|line| decide.own_words(line)).collect();
            own.join("\n").trim().to_owned()
        }
        _ => text,
    }
}

impl App {
    /// Which texts fit into the field at the cursor.
    pub(super) fn slot(&self) -> Option<Slot> {
        let screen = self.screens.last()?;
        slot_of(screen, screen.form()?.current()?.id)
    }

    /// Whether the field at the cursor is empty, and something was written in such a one before.
    pub(super) fn can_repeat(&self) -> bool {
        let field = self.form().and_then(|form| Some(form.text(form.current()?.id)));
        field.is_some_and(|text| text.is_empty()) && self.slot().and_then(|slot| self.last_in(slot)).is_some()
    }

    fn last_in(&self, slot: Slot) -> Option<&str> {
        self.last_written.iter().find(|(one, _)| *one == slot).map(|(_, text)| text.as_str())
    }

    /// Opens the texts for the field at the cursor.
    pub(super) fn open_templates(&mut self) -> Vec<Effect> {
        match (self.slot(), self.form().and_then(Form::current)) {
            (Some(slot), Some(field)) => {
                let label: Label = field.label.clone();
                let list = TemplateList::new(slot, label, &self.templates, self.lang);
                self.screens.push(Screen::Templates(list));
            }
            _ => self.say("templates-not-here", Vec::new(), Tone::Note),
        }
        Vec::new()
    }

    /// Puts the text that was chosen into the form below.
    pub(super) fn take_text(&mut self, text: &str) -> Vec<Effect> {
        self.screens.pop();
        let touched = self.form_mut().map_or(Touched::Nothing, |form| form.put_in(text));
        self.touched(touched)
    }

    /// Fills an empty field with what was written last in such a one.
    pub(super) fn last_reason(&mut self) -> Vec<Effect> {
        let Some(slot) = self.slot() else {
            self.say("templates-not-here", Vec::new(), Tone::Note);
            return Vec::new();
        };
        let empty = self.form().and_then(|form| Some(form.text(form.current()?.id).is_empty())).unwrap_or_default();
        match self.last_in(slot).map(str::to_owned) {
            _ if !empty => self.say("last-reason-not-empty", Vec::new(), Tone::Note),
            None => self.say("last-reason-none", Vec::new(), Tone::Note),
            Some(text) => {
                let touched = self.form_mut().map_or(Touched::Nothing, |form| form.put_in(&text));
                return self.touched(touched);
            }
        }
        Vec::new()
    }

    /// Stops a form in which a blank is left, at the field. `true`: one is.
    pub(super) fn stop_at_blank(&mut self) -> bool {
        let Some(screen) = self.screens.last() else { return false };
        let Some(form) = screen.form() else { return false };
        let shown = form.fields.iter().filter(|field| field.shown && slot_of(screen, field.id).is_some());
        let left = shown.filter_map(|field| {
            let text = own_words(screen, form, field.id);
            let blank = blanks(&text).next()?;
            Some((field.id, text[blank].to_owned()))
        });
        let left: Vec<(&'static str, String)> = left.collect();
        let Some(form) = self.form_mut().filter(|_| !left.is_empty()) else { return false };
        form.clear_problems();
        for (field, blank) in left {
            form.complain_of(field, "form-blank-left", blank);
        }
        form.stop_at_problem();
        self.say("message-mend-fields", Vec::new(), Tone::Bad);
        true
    }

    /// What stands in the fields for reasons and notes, and was written by the officer.
    pub(super) fn written(&self) -> Vec<(Slot, String)> {
        let Some(screen) = self.screens.last() else { return Vec::new() };
        let Some(form) = screen.form() else { return Vec::new() };
        let shown = form.fields.iter().filter(|field| field.shown);
        let said = shown.filter_map(|field| Some((slot_of(screen, field.id)?, own_words(screen, form, field.id))));
        said.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// Keeps what was written for the next form of this session.
    pub(super) fn remember(&mut self, written: Vec<(Slot, String)>) {
        for (slot, text) in written {
            self.last_written.retain(|(one, _)| *one != slot);
            self.last_written.push((slot, text));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::app::fixture::{app, press, write};
    use crate::app::{Effect, Screen};
    use crate::domain::Outcome;
    use crate::wording::reasons::Slot;

    #[test]
    fn what_was_filled_in_for_one_person_is_never_repeated_for_another() {
        let mut app = app(80, 24);
        press(&mut app, "enter d tab end enter");
        write(&mut app, "Seen in person.");
        assert!(matches!(press(&mut app, "ctrl-s")[..], [Effect::Perform(_)]));
        assert_eq!(app.last_written, [(Slot::Reasons, "Seen in person.".to_owned())]);
        press(&mut app, "ctrl-r");
        let Some(Screen::Decide(decide)) = app.screens.last() else { panic!("the form") };
        assert!(decide.form.text("reasons").ends_with("Seen in person."), "a field that is not empty stays");
        assert!(decide.form.text("reasons").starts_with("Condition not met: “age title”"));
    }

    #[test]
    fn a_blank_is_left_neither_in_the_reasons_nor_in_the_departure() {
        let mut app = app(80, 24);
        press(&mut app, "enter d left");
        app.case.as_mut().unwrap().determination.as_mut().unwrap().outcome = Outcome::Ineligible;
        press(&mut app, "tab tab ctrl-t enter");
        assert_eq!(press(&mut app, "ctrl-s"), []);
        let Some(Screen::Decide(decide)) = app.screens.last() else { panic!("the form") };
        let problem = decide.form.field("departure").unwrap().problem.clone().unwrap();
        assert_eq!((problem.key, &*problem.value), ("form-blank-left", "[court]"));
        assert_eq!(decide.form.current().unwrap().id, "departure");
        assert!(app.last_written.is_empty(), "what was not sent was not written");
    }
}
