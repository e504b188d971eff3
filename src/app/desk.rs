//! Work on more than one case: the filter line, views with names, marks and what is done to all marked cases, the next case
//! that is free.

use super::form::{Label, Touched};
use super::key::Key;
use super::keymap::Command;
use super::screens::bulk::{Asking, Bulk, kind_of};
use super::screens::queue::{Came, FilterLine, MOST_MARKED};
use super::screens::views::Views;
use super::{App, Effect, Lists, Notice, Question, Screen, Tone};
use crate::domain::filter::{Over, Whose};
use crate::domain::tally::{Left, Tally};
use crate::domain::{Act, ActError, CaseAct, CaseFile, CaseId, Condition, Filter, Receipt, View};
use crate::i18n::Arg;
use crate::office::ActKind;

impl App {
    /// Begins to type the filter; what may stand in it comes from the office.
    pub(super) fn type_filter(&mut self) -> Vec<Effect> {
        let line = FilterLine::of(&self.queue.filter, &self.officer.name, &self.lists, &self.library.schema);
        self.queue.typing = Some(line);
        vec![Effect::LoadLists]
    }

    pub(super) fn filter_key(&mut self, command: Option<Command>, key: Key) -> Vec<Effect> {
        let (library, today) = (self.library.clone(), self.today());
        let Some(typing) = &mut self.queue.typing else { return Vec::new() };
        match typing.key(command, key, &self.officer.name, today, (&self.lists, &library.schema)) {
            Came::Typing => Vec::new(),
            Came::Left => {
                self.queue.typing = None;
                Vec::new()
            }
            Came::Chosen(filter) => self.queue.show(filter, None),
        }
    }

    /// Takes pasted text into the filter line; `false`: none is typed.
    pub(super) fn paste_filter(&mut self, text: &str) -> bool {
        let library = self.library.clone();
        let Some(typing) = &mut self.queue.typing else { return false };
        typing.line.insert(text);
        typing.offer(&self.lists, &library.schema);
        true
    }

    pub(super) fn take_lists(&mut self, lists: Lists) {
        self.lists = lists;
        let library = self.library.clone();
        if let Some(typing) = &mut self.queue.typing {
            typing.offer(&self.lists, &library.schema);
        }
        let line = self.queue.filter.line(&self.officer.name);
        if let Some(Screen::Views(views)) = self.screens.last_mut() {
            views.saved = self.lists.views.clone();
            views.line = line;
        }
    }

    /// Whoever works on some cases only begins with those; any other view shows the rest.
    pub(super) fn first_view(&mut self) -> Effect {
        if !self.officer.competences.is_empty() {
            self.queue.filter.conditions = vec![Condition::Own(self.officer.name.clone())];
        }
        self.queue.reload(None)
    }

    pub(super) fn show_mine(&mut self) -> Vec<Effect> {
        let mine = Condition::Assigned(Whose::Named(self.officer.name.clone()));
        let filter = Filter { conditions: vec![mine], ..Filter::default() };
        self.queue.show(filter, None)
    }

    pub(super) fn open_views(&mut self) -> Vec<Effect> {
        let line = self.queue.filter.line(&self.officer.name);
        self.screens.push(Screen::Views(Views::new(&self.lists, line)));
        vec![Effect::LoadLists]
    }

    /// Shows a view by its line. One that was kept before a word changed its meaning is said to be wrong, and stays.
    pub(super) fn choose_view(&mut self, name: Label, line: &str) -> Vec<Effect> {
        let known = self.lists.known(&self.library.schema);
        match Filter::parse(line, &self.officer.name, self.today(), &known) {
            Ok(filter) => {
                self.screens.pop();
                self.queue.show(filter, Some(name))
            }
            Err(problem) => {
                self.say(
                    problem.key,
                    vec![("word", problem.word.into()), ("instead", problem.instead.into())],
                    Tone::Bad,
                );
                Vec::new()
            }
        }
    }

    /// After the form in which a view is named was touched.
    pub(super) fn touched_view(&mut self, touched: Touched) -> Vec<Effect> {
        let Some(Screen::Views(views)) = self.screens.last_mut() else { return Vec::new() };
        match touched {
            Touched::Left => views.naming = None,
            Touched::Sent => {
                if let Some(view) = views.named() {
                    views.naming = None;
                    return vec![Effect::KeepView { view, over: Over::Ask }];
                }
                self.say("message-mend-fields", Vec::new(), Tone::Bad);
            }
            Touched::Typed => self.say("message-choose-by-arrows", Vec::new(), Tone::Note),
            Touched::Changed | Touched::Moved | Touched::Nothing => {}
        }
        Vec::new()
    }

    pub(super) fn take_views(&mut self, views: Vec<View>) {
        self.lists.views = views;
        if let Some(Screen::Views(screen)) = self.screens.last_mut() {
            screen.saved = self.lists.views.clone();
        }
    }

    /// Takes the first case of the view on which nobody works.
    pub(super) fn claim_next(&mut self) -> Vec<Effect> {
        let query = self.queue.whole_view();
        let mut effects = self.release_if_held();
        effects.push(Effect::ClaimNext(query));
        effects
    }

    pub(super) fn claimed_next(&mut self, case: Option<CaseId>) -> Vec<Effect> {
        match case {
            Some(case) => {
                let mut effects = self.queue.focus_on(case);
                effects.extend(self.open(case, None));
                self.say("message-claimed", vec![("case", Arg::Text(case.to_string()))], Tone::Good);
                effects
            }
            None => {
                self.say("message-none-free", Vec::new(), Tone::Note);
                Vec::new()
            }
        }
    }

    /// All cases of the view are marked, as far as one can mark.
    pub(super) fn mark_all(&mut self, cases: Vec<CaseId>) {
        let more = cases.len() >= MOST_MARKED;
        cases.into_iter().for_each(|case| self.queue.marks.put(case));
        let count = Arg::Count(i64::try_from(self.queue.marks.len()).unwrap_or(i64::MAX));
        self.say(if more { "message-marked-most" } else { "message-marked" }, vec![("count", count)], Tone::Note);
    }

    /// An act on all marked cases, where the command is one and cases are marked.
    pub(super) fn bulk(&mut self, command: Command) -> Option<Vec<Effect>> {
        let kind = kind_of(command).filter(|_| !self.queue.marks.is_empty())?;
        Some(vec![Effect::LoadMarked { cases: self.queue.marks.iter().collect(), kind }])
    }

    /// The marked cases are there: what the act would do to each is shown.
    pub(super) fn take_marked(&mut self, kind: ActKind, files: Vec<CaseFile>) {
        // The cases of a draft may be in no file any more.
        if files.is_empty() {
            self.resuming = None;
            return;
        }
        let library = self.library.clone();
        let asking = Asking {
            officer: &self.officer,
            staff: &self.staff,
            undo_minutes: self.office.undo_minutes,
            now: self.now,
            today: self.today(),
            lang: self.lang,
            library: &library,
        };
        let bulk = Bulk::new(kind, files, &asking);
        self.screens.push(Screen::Bulk(bulk));
        self.put_draft();
    }

    /// After the form of an act on all marked cases was touched.
    pub(super) fn touched_bulk(&mut self, touched: Touched) -> Vec<Effect> {
        let (unsaved, today) = (self.form().is_some_and(|form| form.dirty), self.today());
        let Some(Screen::Bulk(bulk)) = self.screens.last_mut() else { return Vec::new() };
        match touched {
            Touched::Left if unsaved => self.question = Some(Question::Discard),
            Touched::Left => drop(self.screens.pop()),
            Touched::Typed => self.say("message-choose-by-arrows", Vec::new(), Tone::Note),
            Touched::Sent => match bulk.send(today) {
                Some(acts) if acts.is_empty() => self.say("bulk-nothing-to-do", Vec::new(), Tone::Note),
                Some(acts) => return vec![Effect::PerformEach(acts)],
                None => self.say("message-mend-fields", Vec::new(), Tone::Bad),
            },
            Touched::Changed | Touched::Moved | Touched::Nothing => {}
        }
        Vec::new()
    }

    /// What became of each marked case. What was left stays marked; what was done can be taken back one by one.
    pub(super) fn each_done(&mut self, outcomes: Vec<(Act, Result<Receipt, ActError>)>) -> Vec<Effect> {
        let mut tally = Tally::default();
        if let Some(Screen::Bulk(bulk)) = self.screens.last() {
            for item in bulk.items.iter().filter(|item| item.plan.is_left()) {
                let left = match &item.plan {
                    super::screens::bulk::Plan::Refused(error) => Left::because(error),
                    _ => Left::Refused,
                };
                tally.left.push((item.case, left));
            }
            self.screens.pop();
        }
        for (act, outcome) in outcomes {
            let Act::Case { case, act, .. } = act else { continue };
            match outcome {
                Ok(_) => {
                    tally.done += 1;
                    self.queue.marks.take(case);
                    if matches!(act, CaseAct::Decide { .. }) {
                        self.decided.push(case);
                    }
                }
                Err(error) => tally.left.push((case, Left::because(&error))),
            }
        }
        self.notice = Some(Notice::Tally(tally));
        let mut effects = vec![self.queue.reload(None)];
        effects.extend(self.case.as_ref().map(|case| Effect::LoadCase(case.id())));
        effects
    }
}
