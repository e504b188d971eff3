//! The views that have a name: those that everybody knows, one's own, and the office's.

use super::{Came, Face};
use crate::app::Lists;
use crate::app::form::{Field, Form, Input, Label, choice};
use crate::app::keymap::{Command, Context};
use crate::app::line::Line;
use crate::app::pane::Pane;
use crate::domain::View;
use crate::law::Library;

/// Views that every office has: the key of their name, and their line.
pub const KNOWN: [(&str, &str); 10] = [
    ("view-mine", "mine"),
    ("view-late", "late"),
    ("view-this-week", "due<7d"),
    ("view-returned", "returned"),
    ("view-appealed", "appealed"),
    ("view-asked", "asked status:all"),
    ("view-overdue", "overdue"),
    ("view-unassigned", "unassigned status:new"),
    ("view-resting", "resting"),
    ("view-to-approve", "status:awaiting_approval"),
];

#[derive(Debug, Clone, Default)]
pub struct Views {
    pub list: Pane,
    pub saved: Vec<View>,
    /// The line of the filter that was in force.
    pub line: String,
    /// The filter that was in force is being given a name.
    pub naming: Option<Form>,
}

/// What is at a place of the list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Entry<'a> {
    Known { name: &'static str, line: &'static str },
    Saved(&'a View),
}

const NAME: &str = "name";
const FOR: &str = "for";

impl Views {
    pub fn new(lists: &Lists, line: String) -> Views {
        Views { saved: lists.views.clone(), line, ..Views::default() }
    }

    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let known = KNOWN.iter().map(|(name, line)| Entry::Known { name, line });
        self.saved.iter().map(Entry::Saved).chain(known)
    }

    pub fn chosen(&self) -> Option<Entry<'_>> {
        self.entries().nth(self.list.cursor)
    }

    /// Begins to give the filter that was in force a name.
    fn name(&mut self) {
        let whose = [("mine", "view-for-me"), ("shared", "view-for-all")];
        let whose = whose.map(|(code, key)| (code.to_owned(), Label::key(key)));
        self.naming = Some(Form::new(vec![
            Field::new(NAME, Label::key("view-name"), Input::Line(Line::default())),
            Field::new(FOR, Label::key("view-for"), choice(whose.to_vec(), "mine")),
            Field::new("send", Label::key("view-send"), Input::Button),
        ]));
    }

    /// The view as it was named, or the form complains.
    pub fn named(&mut self) -> Option<View> {
        let form = self.naming.as_mut()?;
        form.clear_problems();
        let name = form.text(NAME);
        if !View::is_name(&name) {
            form.complain(NAME, "view-needs-name");
            form.stop_at_problem();
            return None;
        }
        let shared = form.choice(FOR) == "shared";
        Some(View { name, line: self.line.clone(), shared })
    }
}

impl Face for Views {
    fn contexts(&self) -> &'static [Context] {
        match self.naming {
            Some(_) => &[Context::Form],
            None => &[Context::Views, Context::Choose, Context::Move, Context::Everywhere],
        }
    }

    fn form(&self) -> Option<&Form> {
        self.naming.as_ref()
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        self.naming.as_mut()
    }

    fn pane(&mut self) -> Option<&mut Pane> {
        Some(&mut self.list)
    }

    fn keys(&mut self, command: Command, _library: &Library) -> Came {
        if self.naming.is_some() {
            return Came::Nothing;
        }
        match (command, self.chosen()) {
            (Command::KeepView, _) => {
                self.name();
                Came::changed(true)
            }
            (Command::ForgetView, Some(Entry::Saved(view))) => Came::Forget(view.clone()),
            (Command::ForgetView, _) => Came::changed(true),
            (Command::Open, Some(entry)) => Came::View(match entry {
                Entry::Known { name, line } => (Label::key(name), line.to_owned()),
                Entry::Saved(view) => (Label::Raw(view.name.clone()), view.line.clone()),
            }),
            _ => {
                let count = self.entries().count();
                Came::changed(self.list.on(command, count))
            }
        }
    }
}
