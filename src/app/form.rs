//! Forms: fields of a few sorts, one of them at the cursor. The forms of the screens differ only in their fields.

use super::key::{Key, KeyCode};
use super::keymap::Command;
use super::line::{Area, Line, Typed};
use crate::domain::day_words::{self, DayProblem, Filled, Leaning, Written};
use crate::domain::{Day, Lang, Words};
use crate::i18n::date;

/// A text that is shown, without being a sentence of the state machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// Key of the texts.
    Key(String),
    /// A text of a pack or the schema.
    Words(Words),
    /// A value: a number, a code, a date, what somebody wrote.
    Raw(String),
}

impl Label {
    pub fn key(key: impl Into<String>) -> Label {
        Label::Key(key.into())
    }
}

/// What is wrong with a field: a key of the texts, with at most one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub key: &'static str,
    pub value: String,
}

impl Problem {
    pub fn new(key: &'static str) -> Problem {
        Problem { key, value: String::new() }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// One of several; the value is the code.
    Choice {
        options: Vec<(String, Label)>,
        at: usize,
    },
    /// Any of several.
    Checks {
        options: Vec<(String, Label, bool)>,
        at: usize,
    },
    Line(Line),
    /// A day, as people write it, and where it lies if they leave the year out.
    Day(Line, Leaning),
    Area(Area),
    /// Sends the form.
    Button,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub id: &'static str,
    pub label: Label,
    pub input: Input,
    /// Not every field is shown in every state of a form.
    pub shown: bool,
    pub problem: Option<Problem>,
}

impl Field {
    pub fn new(id: &'static str, label: Label, input: Input) -> Field {
        Field { id, label, input, shown: true, problem: None }
    }
}

/// What a key did to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touched {
    /// The value of a field is another one.
    Changed,
    Moved,
    /// The button was pressed, or the key that sends the form.
    Sent,
    /// The person wants to leave.
    Left,
    /// Text was typed where none can stand: it changes nothing.
    Typed,
    Nothing,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Form {
    pub fields: Vec<Field>,
    pub at: usize,
    /// Something was changed since it was opened.
    pub dirty: bool,
}

impl Form {
    /// A form with the cursor on its first field.
    pub fn new(fields: Vec<Field>) -> Form {
        Form { fields, at: 0, dirty: false }
    }

    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    pub fn field_mut(&mut self, id: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.id == id)
    }

    /// The chosen code of a choice.
    pub fn choice(&self, id: &str) -> &str {
        match self.field(id).map(|field| &field.input) {
            Some(Input::Choice { options, at }) => options.get(*at).map_or("", |(code, _)| code),
            _ => "",
        }
    }

    /// The text of a field, without the spaces around it; of a choice its code.
    pub fn text(&self, id: &str) -> String {
        match self.field(id).map(|field| &field.input) {
            Some(Input::Line(line) | Input::Day(line, _)) => line.trimmed().to_owned(),
            Some(Input::Area(area)) => area.text(),
            _ => self.choice(id).to_owned(),
        }
    }

    pub fn checked(&self, id: &str) -> Vec<String> {
        match self.field(id).map(|field| &field.input) {
            Some(Input::Checks { options, .. }) => {
                options.iter().filter(|(_, _, on)| *on).map(|(code, ..)| code.clone()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Every field with what stands in it: texts, the code of a choice, the checked codes by commas.
    pub fn values(&self) -> Vec<(String, String)> {
        let value = |field: &Field| match &field.input {
            Input::Checks { .. } => self.checked(field.id).join(","),
            Input::Button => String::new(),
            _ => self.text(field.id),
        };
        let fields = self.fields.iter().filter(|field| !matches!(field.input, Input::Button));
        fields.map(|field| (field.id.to_owned(), value(field))).collect()
    }

    /// Puts the values of fields back; those of fields that are not there are passed over.
    pub fn fill(&mut self, values: &[(String, String)]) {
        for (id, value) in values {
            match self.field_mut(id).map(|field| &mut field.input) {
                Some(Input::Checks { options, .. }) => {
                    let checked: Vec<&str> = value.split(',').collect();
                    options.iter_mut().for_each(|(code, _, on)| *on = checked.contains(&code.as_str()));
                }
                Some(Input::Choice { .. }) => self.choose(id, value),
                _ => self.set_text(id, value),
            }
        }
    }

    pub fn choose(&mut self, id: &str, code: &str) {
        if let Some(Field { input: Input::Choice { options, at }, .. }) = self.field_mut(id) {
            *at = options.iter().position(|(c, _)| c == code).unwrap_or(*at);
        }
    }

    pub fn set_text(&mut self, id: &str, text: &str) {
        match self.field_mut(id).map(|field| &mut field.input) {
            Some(Input::Line(line) | Input::Day(line, _)) => line.set(text),
            Some(Input::Area(area)) => *area = Area::new(text),
            _ => {}
        }
    }

    pub fn show(&mut self, id: &str, shown: bool) {
        if let Some(field) = self.field_mut(id) {
            field.shown = shown;
        }
    }

    pub fn complain(&mut self, id: &str, key: &'static str) {
        if let Some(field) = self.field_mut(id) {
            field.problem = Some(Problem::new(key));
        }
    }

    /// The same with the value that its sentence names.
    pub fn complain_of(&mut self, id: &str, key: &'static str, value: String) {
        if let Some(field) = self.field_mut(id) {
            field.problem = Some(Problem { key, value });
        }
    }

    /// The day that stands in the field at a place; `None` where it is empty or takes none.
    fn day_at(&self, at: usize, today: Day) -> Option<(String, Result<Written, DayProblem>)> {
        match self.fields.get(at).map(|field| &field.input) {
            Some(Input::Day(line, leaning)) if !line.trimmed().is_empty() => {
                Some((line.trimmed().to_owned(), day_words::read_day(line.trimmed(), today, *leaning)))
            }
            _ => None,
        }
    }

    /// The day in a field; empty is none, what is no day is a problem.
    pub fn read_day(&mut self, id: &'static str, today: Day) -> Option<Day> {
        let at = self.fields.iter().position(|field| field.id == id)?;
        let (_, read) = self.day_at(at, today)?;
        read.map(|written| written.day).map_err(|problem| self.complain(id, problem.key())).ok()
    }

    /// What of the day at the cursor was not written, if anything: the text, and how it is read.
    pub fn filled_here(&self, today: Day) -> Option<(String, Day)> {
        let (text, read) = self.day_at(self.at, today)?;
        read.ok().filter(|written| written.filled != Filled::Nothing).map(|written| (text, written.day))
    }

    /// Writes every day in full as it will be recorded, but for the field that is still typed in. Says of which days a part
    /// had to be filled in.
    pub fn settle_days(&mut self, typing: Option<usize>, today: Day, lang: Lang) -> Vec<(String, Day)> {
        let mut filled = Vec::new();
        for at in (0..self.fields.len()).filter(|at| Some(*at) != typing) {
            let Some((text, read)) = self.day_at(at, today) else { continue };
            let field = &mut self.fields[at];
            match (read, &mut field.input) {
                (Ok(written), Input::Day(line, _)) => {
                    let full = date(lang, written.day);
                    if full != text {
                        line.set(&full);
                    }
                    if written.filled != Filled::Nothing {
                        filled.push((text, written.day));
                    }
                }
                (Err(problem), _) => field.problem = Some(Problem::new(problem.key())),
                _ => {}
            }
        }
        filled
    }

    pub fn clear_problems(&mut self) {
        self.fields.iter_mut().for_each(|field| field.problem = None);
    }

    /// Puts the cursor on the first field that has a problem. `true`: there is one.
    pub fn stop_at_problem(&mut self) -> bool {
        let at = self.fields.iter().position(|field| field.shown && field.problem.is_some());
        self.at = at.unwrap_or(self.at);
        at.is_some()
    }

    pub fn current(&self) -> Option<&Field> {
        self.fields.get(self.at)
    }

    /// Whether letters go into the field at the cursor.
    pub fn is_typing(&self) -> bool {
        self.current().is_some_and(|field| !matches!(field.input, Input::Button))
    }

    pub fn paste(&mut self, text: &str) -> Touched {
        let typed = match self.fields.get_mut(self.at).map(|field| &mut field.input) {
            Some(Input::Line(line) | Input::Day(line, _)) => line.insert(text),
            Some(Input::Area(area)) => area.insert(text),
            _ => return Touched::Nothing,
        };
        self.typed(typed)
    }

    /// Puts a text into the area at the cursor, apart from what stands there.
    pub fn put_in(&mut self, text: &str) -> Touched {
        match self.fields.get_mut(self.at).map(|field| &mut field.input) {
            Some(Input::Area(area)) => {
                let typed = area.insert_apart(text);
                self.typed(typed)
            }
            _ => Touched::Nothing,
        }
    }

    /// A key that the keymap may know (`command`) or not.
    pub fn on(&mut self, command: Option<Command>, key: Key) -> Touched {
        let input = self.fields.get_mut(self.at).map(|field| &mut field.input);
        match (input, command) {
            (_, Some(Command::Submit)) => Touched::Sent,
            (_, Some(Command::Cancel)) => Touched::Left,
            (_, Some(Command::NextField)) if key.code == KeyCode::Tab => self.step(true),
            (_, Some(Command::PreviousField)) if key.code == KeyCode::BackTab => self.step(false),
            (Some(Input::Button), Some(Command::Press)) => Touched::Sent,
            (Some(Input::Area(area)), _) => match area.on(key) {
                Typed::Ignored => self.travel(command),
                typed => self.typed(typed),
            },
            (Some(Input::Line(line) | Input::Day(line, _)), _) => match line.on(key) {
                Typed::Ignored => self.travel(command),
                typed => self.typed(typed),
            },
            (Some(Input::Choice { options, at }), _) => match choose(options.len(), *at, command) {
                Some(to) if to != *at => {
                    *at = to;
                    self.changed()
                }
                Some(_) => Touched::Moved,
                None if command.is_none() && is_text(key) => Touched::Typed,
                None => self.travel(command),
            },
            (Some(Input::Checks { options, at }), _) => match (command, key.code) {
                (Some(Command::PreviousField), _) if *at > 0 => {
                    *at -= 1;
                    Touched::Moved
                }
                (Some(Command::NextField), _) if *at + 1 < options.len() => {
                    *at += 1;
                    Touched::Moved
                }
                (_, KeyCode::Char(' ')) if !options.is_empty() => {
                    options[*at].2 = !options[*at].2;
                    self.changed()
                }
                _ if command.is_none() && is_text(key) => Touched::Typed,
                _ => self.travel(command),
            },
            _ => self.travel(command),
        }
    }

    fn travel(&mut self, command: Option<Command>) -> Touched {
        match command {
            Some(Command::NextField | Command::Press) => self.step(true),
            Some(Command::PreviousField) => self.step(false),
            _ => Touched::Nothing,
        }
    }

    fn step(&mut self, forward: bool) -> Touched {
        let count = self.fields.len();
        for n in 1..=count {
            let at = (self.at + if forward { n } else { count - n }) % count;
            if self.fields[at].shown {
                self.at = at;
                break;
            }
        }
        Touched::Moved
    }

    fn typed(&mut self, typed: Typed) -> Touched {
        match typed {
            Typed::Changed => self.changed(),
            Typed::Moved => Touched::Moved,
            Typed::Ignored => Touched::Nothing,
        }
    }

    fn changed(&mut self) -> Touched {
        self.dirty = true;
        if let Some(field) = self.fields.get_mut(self.at) {
            field.problem = None;
        }
        Touched::Changed
    }
}

/// The option that an arrow chooses. Typed text never chooses: it was meant for another field.
fn choose(count: usize, at: usize, command: Option<Command>) -> Option<usize> {
    match command {
        _ if count == 0 => None,
        Some(Command::NextOption) => Some((at + 1) % count),
        Some(Command::PreviousOption) => Some((at + count - 1) % count),
        _ => None,
    }
}

fn is_text(key: Key) -> bool {
    matches!(key, Key { code: KeyCode::Char(_), ctrl: false, alt: false })
}

/// A choice with the option of this code chosen, or the first.
pub fn choice(options: Vec<(String, Label)>, code: &str) -> Input {
    let at = options.iter().position(|(c, _)| c == code).unwrap_or(0);
    Input::Choice { options, at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::{Context, Keymap};

    fn press(form: &mut Form, words: &str) -> Touched {
        let mut last = Touched::Nothing;
        for word in words.split(' ') {
            let key = Key::parse(word).unwrap();
            last = form.on(Keymap::default().command(&[Context::Form], key, form.is_typing()), key);
        }
        last
    }

    fn form() -> Form {
        let options = ["BY", "RU", "KZ"].map(|code| (code.to_owned(), Label::Raw(format!("страна {code}"))));
        let mut hidden = Field::new("hidden", Label::key("x"), Input::Line(Line::default()));
        hidden.shown = false;
        Form::new(vec![
            Field::new("country", Label::key("x"), choice(options.to_vec(), "RU")),
            hidden,
            Field::new("note", Label::key("x"), Input::Area(Area::default())),
            Field::new("send", Label::key("x"), Input::Button),
        ])
    }

    #[test]
    fn fields_that_are_not_shown_are_stepped_over() {
        let mut form = form();
        assert_eq!(press(&mut form, "tab"), Touched::Moved);
        assert_eq!(form.current().unwrap().id, "note");
        press(&mut form, "shift-tab shift-tab");
        assert_eq!(form.current().unwrap().id, "send");
        assert_eq!(press(&mut form, "enter"), Touched::Sent);
    }

    #[test]
    fn a_choice_is_made_by_arrows_and_never_by_typed_text() {
        let mut form = form();
        assert_eq!(press(&mut form, "right"), Touched::Changed);
        assert_eq!(form.choice("country"), "KZ");
        for typed in ["b", "B", "space", "9", "я"] {
            assert_eq!(press(&mut form, typed), Touched::Typed, "{typed}");
            assert_eq!(form.choice("country"), "KZ", "{typed}");
        }
        press(&mut form, "left");
        assert_eq!(form.choice("country"), "RU");
        assert!(form.dirty);
    }

    #[test]
    fn enter_and_letters_are_text_in_an_area_and_never_send_it() {
        let mut form = form();
        press(&mut form, "tab d enter y");
        assert_eq!(form.text("note"), "d\ny");
        assert_eq!(press(&mut form, "ctrl-s"), Touched::Sent);
        assert_eq!(press(&mut form, "esc"), Touched::Left);
    }
}
