//! The list of texts for a field of the form below: what is typed narrows it, and the one that is chosen goes into the field.

use super::{Came, Face};
use crate::app::form::Label;
use crate::app::key::Key;
use crate::app::keymap::{Command, Context};
use crate::app::line::{Line, Typed};
use crate::app::pane::Pane;
use crate::domain::Lang;
use crate::wording::reasons::{Slot, Template, Templates};

#[derive(Debug, Clone)]
pub struct TemplateList {
    /// What the field is called.
    pub field: Label,
    pub search: Line,
    pub pane: Pane,
    lang: Lang,
    templates: Vec<Template>,
}

impl TemplateList {
    /// The texts for a field.
    pub fn new(slot: Slot, field: Label, templates: &Templates, lang: Lang) -> TemplateList {
        let templates = templates.of(slot).cloned().collect();
        TemplateList { field, search: Line::default(), pane: Pane::default(), lang, templates }
    }

    /// Those that have every word that was typed, in their name, their title or themselves.
    pub fn found(&self) -> impl Iterator<Item = &Template> {
        let wanted = self.search.trimmed().to_lowercase();
        self.templates.iter().filter(move |one| {
            let said = [&*one.name, one.title.get(self.lang), one.text.get(self.lang)].join("\n").to_lowercase();
            wanted.split_whitespace().all(|word| said.contains(word))
        })
    }

    /// A key: most of them are text.
    pub(crate) fn key(&mut self, command: Option<Command>, key: Key) -> Came {
        match command {
            Some(Command::KeepSearch) => {
                let chosen = self.found().nth(self.pane.cursor);
                return chosen.map_or(Came::Nothing, |one| Came::Text(one.text.get(self.lang).to_owned()));
            }
            Some(Command::Cancel) => return Came::Left,
            Some(command) => {
                let count = self.found().count();
                self.pane.on(command, count);
            }
            None => {
                if self.search.on(key) == Typed::Changed {
                    self.pane = Pane::default();
                }
            }
        }
        Came::changed(true)
    }

    /// Text that was pasted is looked for.
    pub fn paste(&mut self, text: &str) {
        self.search.insert(text);
        self.pane = Pane::default();
    }
}

impl Face for TemplateList {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Templates]
    }

    fn pane(&mut self) -> Option<&mut Pane> {
        Some(&mut self.pane)
    }
}
