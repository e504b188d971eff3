//! Keys: what each command does on the screen that is on top.

use super::key::{Key, KeyCode};
use super::keymap::{Binding, Command, Context};
use super::line::Typed;
use super::pane::Pane;
use super::screens::Came;
use super::screens::approve::Approve;
use super::screens::case::Section;
use super::screens::decide::Decide;
use super::screens::explain::Explain;
use super::screens::fact_form::FactForm;
use super::screens::help::Help;
use super::screens::ledger::Ledger;
use super::screens::packs::Packs;
use super::screens::request::Request;
use super::screens::today::Today;
use super::screens::whatif::WhatIf;
use super::{App, Effect, Notice, Question, Screen, Tone};
use crate::domain::CaseId;
use crate::i18n::Arg;
use crate::office;

/// Keys that come within so many milliseconds are typed in one go.
const BURST: i64 = 600;

impl App {
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        let command = self.keymap.command(self.contexts(), key, self.is_typing());
        if let Some(question) = self.question {
            return self.reply(question, command);
        }
        match command {
            Some(Command::Quit) => return self.quit(),
            Some(Command::Suspend) => return vec![Effect::Suspend],
            Some(Command::Stats) => {
                self.stats = !self.stats;
                return Vec::new();
            }
            _ => {}
        }
        if self.form().is_some() {
            return self.form_key(command, key);
        }
        match self.screens.last_mut() {
            None if self.queue.typing.is_some() => self.filter_key(command, key),
            None if self.queue.searching => self.search_key(command, key),
            Some(Screen::Help(help)) if help.searching => {
                let came = help.search_key(command, key);
                self.came(came, command)
            }
            Some(Screen::Templates(list)) => {
                let came = list.key(command, key);
                self.came(came, command)
            }
            _ => match command {
                Some(command) => self.command(command),
                None => {
                    self.say("message-unknown-key", vec![("key", Arg::Text(key.to_string()))], Tone::Note);
                    Vec::new()
                }
            },
        }
    }

    /// While the window shows nothing but that it is too small, a key can leave or suspend the program, and nothing else.
    /// A form that is not saved asks first, once it is seen again.
    pub(super) fn key_unseen(&mut self, key: Key) -> Vec<Effect> {
        match self.keymap.command(&[Context::Everywhere], key, false) {
            Some(Command::Quit) if self.question.is_none() => self.quit(),
            Some(Command::Suspend) => vec![Effect::Suspend],
            _ => Vec::new(),
        }
    }

    fn quit(&mut self) -> Vec<Effect> {
        if self.holds_unsaved() {
            self.question = Some(Question::Quit);
            return Vec::new();
        }
        vec![Effect::Release, Effect::Quit]
    }

    /// What-if stores nothing, so nothing of it is lost.
    pub(super) fn holds_unsaved(&self) -> bool {
        let screen = self.under_letter().filter(|screen| !matches!(screen, Screen::WhatIf(_)));
        screen.and_then(Screen::form).is_some_and(|form| form.dirty)
    }

    fn search_key(&mut self, command: Option<Command>, key: Key) -> Vec<Effect> {
        if let Some(command) = command {
            return self.queue.on(command).unwrap_or_default();
        }
        if self.queue.begin_anew(key, self.keymap) {
            return self.queue.search_changed();
        }
        match self.queue.search.on(key) {
            Typed::Changed => self.queue.search_changed(),
            _ => Vec::new(),
        }
    }

    fn command(&mut self, command: Command) -> Vec<Effect> {
        match command {
            Command::Language => self.lang = self.lang.next(),
            Command::Help => self.screens.push(Screen::Help(Help::over(self.contexts(), self.keymap))),
            Command::Palette => self.screens.push(Screen::Help(Help::palette(self.contexts(), self.keymap))),
            Command::Packs => self.screens.push(Screen::Packs(Packs::default())),
            Command::Ledger => {
                let (ledger, effect) = Ledger::open();
                self.screens.push(Screen::Ledger(ledger));
                return vec![effect];
            }
            Command::Today => {
                let (today, effect) = Today::open();
                self.screens.push(Screen::Today(today));
                return vec![effect];
            }
            _ => return self.screen_command(command),
        }
        Vec::new()
    }

    fn screen_command(&mut self, command: Command) -> Vec<Effect> {
        let came = match self.screens.last_mut() {
            None => return self.queue_command(command),
            Some(Screen::Case) => return self.case_command(command),
            Some(screen) => screen.keys(command, &self.library),
        };
        self.came(came, Some(command))
    }

    /// What a key came to on the screen on top.
    fn came(&mut self, came: Came, command: Option<Command>) -> Vec<Effect> {
        match came {
            Came::Changed(effects) => return effects,
            Came::Forget(view) => self.ask_view(Question::ForgetView, view),
            Came::Chosen(kind) => self.fill_fact(&kind, None),
            Came::View((name, line)) => return self.choose_view(name, &line),
            Came::Case(case) => return self.open(case, None),
            Came::TakeBack { case, until } if self.now < until => return self.open(case, Some(Command::Undo)),
            Came::TakeBack { .. } => self.say("today-no-undo", Vec::new(), Tone::Note),
            Came::Say(key) => self.say(key, Vec::new(), Tone::Note),
            Came::Run(binding, times) => return self.run(binding, times),
            Came::Line(line) => {
                self.screens.pop();
                self.say("message-command-line", vec![("line", Arg::from(line))], Tone::Note);
            }
            Came::Text(text) => return self.take_text(&text),
            Came::Left => drop(self.screens.pop()),
            Came::Nothing if command == Some(Command::Back) => drop(self.screens.pop()),
            Came::Nothing => {}
        }
        Vec::new()
    }

    /// Does what a key of the help would do at the place over which the help was opened, if it does something there; so many
    /// times, if it is something that one does more than once.
    fn run(&mut self, binding: &Binding, times: usize) -> Vec<Effect> {
        self.screens.pop();
        if self.contexts().contains(&binding.context) {
            let times = if binding.command.repeats() { times } else { 1 };
            return (0..times).flat_map(|_| self.command(binding.command)).collect();
        }
        let key = binding.keys.split(' ').next().unwrap_or_default();
        self.say("message-key-elsewhere", vec![("key", Arg::from(key))], Tone::Note);
        Vec::new()
    }

    fn queue_command(&mut self, command: Command) -> Vec<Effect> {
        if let Some(effects) = self.queue.on(command) {
            return effects;
        }
        if let Some(effects) = self.bulk(command) {
            return effects;
        }
        let at = self.queue.current_case();
        match command {
            Command::NewCase => self.new_case(),
            Command::FilterLine => self.type_filter(),
            Command::Views => self.open_views(),
            Command::Copy => self.copy(at),
            Command::Mine => self.show_mine(),
            Command::ClaimNext => self.claim_next(),
            // What takes back the last decision is offered beside a list of cases, not over an empty one.
            Command::Undo if at.is_some() && !self.offers(Command::Undo) && !self.decided.is_empty() => {
                self.undo_last()
            }
            Command::Open
            | Command::Decide
            | Command::Approve
            | Command::Fact
            | Command::Request
            | Command::Undo
            | Command::Notice
            | Command::Undelivered
            | Command::Appeal
            | Command::Ruling
            | Command::Reopen
            | Command::Represent
            | Command::Letter
            | Command::WhatIf
            | Command::Snooze
            | Command::Assign
            | Command::AskColleague
            | Command::AnswerColleague
            | Command::Claim => match at {
                Some(case) => self.open(case, Some(command).filter(|c| *c != Command::Open)),
                None => {
                    self.say("message-no-case-shown", Vec::new(), Tone::Note);
                    Vec::new()
                }
            },
            _ => Vec::new(),
        }
    }

    /// Opens a case, and does something there once it is loaded.
    pub(super) fn open(&mut self, case: CaseId, then: Option<Command>) -> Vec<Effect> {
        self.then = then;
        if !matches!(self.screens.last(), Some(Screen::Case)) {
            self.screens.push(Screen::Case);
        }
        if self.case.as_ref().is_some_and(|view| view.id() != case) {
            self.case = None;
        }
        vec![Effect::LoadCase(case)]
    }

    fn undo_last(&mut self) -> Vec<Effect> {
        match self.decided.last().copied() {
            Some(case) => self.open(case, Some(Command::Undo)),
            None => Vec::new(),
        }
    }

    pub(super) fn case_command(&mut self, command: Command) -> Vec<Effect> {
        let library = self.library.clone();
        let Some(case) = &mut self.case else {
            return if command == Command::Back { self.leave_case() } else { Vec::new() };
        };
        let id = case.id();
        let items = case.items(&library.schema);
        match command {
            _ if case.pane().on(command, items) => {}
            Command::NextSection => case.section = case.section.next(),
            Command::PreviousSection => case.section = case.section.previous(),
            Command::NextCase => return self.step_case(id, true),
            Command::PreviousCase => return self.step_case(id, false),
            Command::Open => self.open_item(),
            Command::Back => return self.leave_case(),
            Command::Claim => return self.claim(),
            Command::Copy => return self.copy(Some(id)),
            Command::Undo if !self.offers(command) && self.decided.last().is_some_and(|last| *last != id) => {
                return self.undo_last();
            }
            _ if !self.offers(command) => self.refuse(command),
            Command::Letter => return self.load_letter(),
            _ => self.open_form(command),
        }
        Vec::new()
    }

    /// Says why an act is not possible now.
    fn refuse(&mut self, command: Command) {
        self.notice = self.refusal(command).map(Notice::Refused);
        self.deaf_since = self.notice.is_some().then_some(self.now);
    }

    /// Whether a letter was typed for a form that has been refused: it came too soon to be meant for what is shown instead. The
    /// refusal stays to be read; a pause, or any other key, ends it.
    pub(super) fn is_for_a_refused_form(&mut self, key: Key) -> bool {
        let Some(since) = self.deaf_since.take() else { return false };
        let letter = matches!(key, Key { code: KeyCode::Char(_), ctrl: false, alt: false });
        let dropped = letter && (0..BURST).contains(&(self.now.0 - since.0));
        if dropped {
            self.deaf_since = Some(self.now);
            self.unheard = Some(key).filter(|key| self.keymap.command(self.contexts(), *key, false).is_none());
        }
        dropped
    }

    fn open_form(&mut self, command: Command) {
        let Some(case) = &self.case else { return };
        let screen = match command {
            Command::Decide => Some(Screen::Decide(Decide::new(case, &self.library.schema, self.lang))),
            Command::Approve => Approve::new(case).map(Screen::Approve),
            Command::Fact => Some(Screen::Fact(FactForm::choose(case, &self.library))),
            Command::Request => Some(Screen::Request(Request::evidence(case, &self.library))),
            Command::Undo => Some(Screen::Request(Request::undo(case))),
            Command::Notice => Some(Screen::Request(Request::notice(case, self.today(), self.lang))),
            Command::Snooze => Some(Screen::Request(Request::snooze(case))),
            Command::Undelivered => Some(Screen::Request(Request::undelivered(case))),
            Command::Appeal => Some(Screen::Request(Request::appeal(case))),
            Command::Ruling => Some(Screen::Request(Request::ruling(case))),
            Command::Reopen => Some(Screen::Request(Request::reopen(case))),
            Command::Represent => Some(Screen::Request(Request::represent(case))),
            Command::Assign => Some(Screen::Request(Request::assign(case, &self.staff, &self.officer))),
            Command::AskColleague => Some(Screen::Request(Request::ask(case, &self.staff, &self.officer))),
            Command::AnswerColleague => Some(Screen::Request(Request::answer(case))),
            Command::WhatIf => Some(Screen::WhatIf(WhatIf::new(case, &self.library, self.today()))),
            _ => None,
        };
        self.screens.extend(screen);
    }

    /// Opens the finding or the fact at the cursor.
    fn open_item(&mut self) {
        let library = self.library.clone();
        let Some(case) = &self.case else { return };
        let cursor = case.panes[case.section as usize].cursor;
        match case.section {
            Section::Findings if cursor < case.findings().len() => {
                self.screens.push(Screen::Explain(Explain { finding: cursor, pane: Pane::default() }));
            }
            Section::Facts => {
                let items = case.fact_items(&library.schema);
                let Some(item) = items.get(cursor) else { return };
                match (item.fact, item.corrected_by) {
                    (_, Some(newer)) => {
                        let args = vec![("fact", Arg::Text(newer.to_string()))];
                        self.say("message-already-corrected", args, Tone::Note);
                    }
                    (fact, None) => {
                        let (kind, id) = (item.kind.to_owned(), fact.map(|fact| fact.id));
                        self.fill_fact(&kind, id);
                    }
                }
            }
            _ => {}
        }
    }

    pub(super) fn fill_fact(&mut self, kind: &str, corrects: Option<crate::domain::FactId>) {
        let (Some(case), Some(kind)) = (&self.case, self.library.schema.kind(kind)) else { return };
        let form = FactForm::fill(case, &self.library.schema, kind, corrects, self.lang);
        if matches!(self.screens.last(), Some(Screen::Fact(_))) {
            self.screens.pop();
        }
        self.screens.push(Screen::Fact(form));
    }

    fn step_case(&mut self, from: CaseId, after: bool) -> Vec<Effect> {
        match self.queue.neighbour(from, after) {
            Some(next) => {
                let mut effects = self.release_if_held();
                effects.extend(self.queue.focus_on(next));
                effects.extend(self.open(next, None));
                effects
            }
            None => {
                self.say("message-no-more-cases", Vec::new(), Tone::Note);
                Vec::new()
            }
        }
    }

    /// Puts the number of a case into the clipboard of the terminal.
    fn copy(&mut self, case: Option<CaseId>) -> Vec<Effect> {
        let Some(case) = case else { return Vec::new() };
        self.say("message-copied", vec![("number", Arg::Text(case.to_string()))], Tone::Note);
        vec![Effect::Copy(case.0.unsigned_abs())]
    }

    fn claim(&mut self) -> Vec<Effect> {
        let Some(case) = &self.case else { return Vec::new() };
        if case.file.is_held_by(&self.officer.name) {
            return vec![Effect::Release];
        }
        // Nobody is asked about what would be refused.
        let may_hold = || case.may_hold(&self.officer, self.office.undo_minutes, self.now, &self.library.schema);
        if case.file.hold.is_some() && office::may_take_over(&self.officer).and_then(|()| may_hold()).is_ok() {
            self.question = Some(Question::TakeOver);
            return Vec::new();
        }
        vec![Effect::Claim(case.id())]
    }

    /// Back to the queue; a lease of one's own ends.
    fn leave_case(&mut self) -> Vec<Effect> {
        let mut effects = self.release_if_held();
        self.then = None;
        self.screens.pop();
        effects.extend(self.reload_today());
        effects.extend(self.reload_news());
        effects
    }

    pub(super) fn release_if_held(&self) -> Vec<Effect> {
        let held = self.case.as_ref().is_some_and(|case| case.file.is_held_by(&self.officer.name));
        if held { vec![Effect::Release] } else { Vec::new() }
    }

    /// The bindings that the foot of the screen hints at, the most useful first: keys, and the key of their words.
    pub fn hints(&self) -> Vec<(&'static str, &'static str)> {
        let contexts = self.contexts();
        let on_queue = contexts.contains(&Context::Queue);
        let known = contexts.iter().flat_map(|context| self.keymap.of(*context).map(move |b| (*context, b)));
        let mut hints: Vec<(&'static str, &'static str)> = if on_queue { self.bulk_hints() } else { Vec::new() };
        for (context, binding) in known {
            let Some(words) = binding.hint else { continue };
            // In the queue the foot stays as it is while the cursor moves: what a case offers is said when it is open.
            if (on_queue && context == Context::Case) || !self.offers(binding.command) {
                continue;
            }
            let key = binding.keys.split(' ').next().unwrap_or_default();
            // A nearer context may give the key another meaning.
            let meant = Key::parse(key).and_then(|key| self.keymap.command(contexts, key, false));
            if meant == Some(binding.command) && hints.iter().all(|(seen, _)| *seen != key) {
                hints.push((key, words));
            }
        }
        hints
    }
}
