//! The state machine of the screens: a message comes in, the state changes, effects go out.
//!
//! Pure: no IO, no clock, no sentences. What is to be said is a key of the texts with its values; what is to be done is
//! an `Effect`, whose outcome comes back as an `Answer`.

pub(crate) mod deeds;
pub(crate) mod form;
pub mod key;
pub mod keymap;
pub(crate) mod layout;
pub(crate) mod line;
pub(crate) mod lists;
pub(crate) mod offered;
mod offers;
mod opening;
pub(crate) mod pane;
pub(crate) mod remap;
pub mod screens;
pub(crate) mod space;

mod answers;
mod commands;
mod correspondence;
mod desk;
mod drafts;
#[cfg(test)]
pub(crate) mod fixture;
mod forms;
mod news;
mod questions;
mod reasons;
#[cfg(test)]
mod tests;
mod zones;

use std::rc::Rc;

use crate::domain::counts::{Counts, CountsQuery};
use crate::domain::draft::Draft;
use crate::domain::filter::Over;
use crate::domain::tally::Tally;
use crate::domain::{
    Act, ActError, CaseFile, CaseId, Day, DecisionId, Lang, LedgerRow, Office, Officer, Poll, PollId, QueueQuery,
    QueueRow, QueueWindow, Receipt, RowKey, Stamp, Unshown, View,
};
use crate::i18n::Arg;
use crate::intake::walk_in::WalkIn;
use crate::law::{Library, PackStatus};
use crate::office::{ActKind, Staff};
use crate::wording::letter::Basis;
use crate::wording::reasons::{Slot, Templates};

use deeds::Deed;
use form::Form;
use key::Key;
use keymap::{Command, Context, Keymap};
pub(crate) use lists::Lists;
use pane::{Extent, Pane};
pub use questions::Question;
pub use screens::Screen;
use screens::case::CaseView;
use screens::fact_form::zone::Difference;
use screens::help::Help;
use screens::ledger::Verified;
use screens::queue::{Place, Queue};
use space::Size;

/// Something that happened.
#[derive(Debug)]
#[allow(clippy::large_enum_variant, reason = "one message exists at a time, and is moved once")]
pub(crate) enum Msg {
    /// The program has started.
    Start,
    Key(Key),
    Paste(String),
    Resize(Size),
    Answer(Answer),
    /// Another process has changed the office; `news`: so many entries about cases have come since the queue was read.
    Outdated {
        news: usize,
    },
    /// What the officer was typing when their line was cut.
    Resumed(Draft),
}

/// Something to be done by whoever holds the store and the terminal.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Effect {
    LoadQueue {
        query: QueueQuery,
        place: Place,
    },
    /// The rows that are shown, as they are now.
    Refresh(Vec<RowKey>),
    LoadCase(CaseId),
    LoadPolls,
    /// What the decision of a case rests on, for its letter.
    LoadBasis {
        case: CaseId,
        decision: DecisionId,
    },
    LoadLists,
    /// Everything that a view shows, to be marked.
    MarkAll(QueueQuery),
    /// The cases that are marked, for an act on all of them.
    LoadMarked {
        cases: Vec<CaseId>,
        kind: ActKind,
    },
    /// Acts on several cases, each by itself: what is refused is told, the others are done.
    PerformEach(Vec<Act>),
    /// Takes the first case of a view on which nobody works.
    ClaimNext(QueueQuery),
    KeepView {
        view: View,
        over: Over,
    },
    ForgetView(View),
    /// Opens a case for a person who applies.
    OpenCase {
        new: Box<WalkIn>,
        alike: Alike,
    },
    Count(CountsQuery),
    /// What the search of a query finds that its filter hides.
    LookBehind(QueueQuery),
    Perform(Act),
    Claim(CaseId),
    /// Takes a case from the officer who holds it.
    TakeOver(CaseId),
    Release,
    LoadEntries {
        before: Option<u64>,
        limit: usize,
    },
    /// What the officer did today.
    LoadToday,
    Verify,
    /// Puts a number of the office into the clipboard of the terminal; never a text that came from elsewhere.
    Copy(u64),
    Suspend,
    Quit,
}

/// Whether cases that are likely the same person's have been looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alike {
    /// If there are any, they are named and nothing is opened.
    AskFirst,
    /// They were named, and it is another person or another application.
    Accepted,
}

/// What came of an effect.
#[derive(Debug)]
pub(crate) enum Answer {
    Queue {
        query: QueueQuery,
        place: Place,
        window: QueueWindow,
    },
    Refreshed(Vec<QueueRow>),
    Counted {
        query: CountsQuery,
        counts: Counts,
    },
    /// Cases that the filter of a query hides, by status.
    Behind {
        query: QueueQuery,
        hidden: Vec<(Unshown, usize)>,
    },
    /// `None`: there is no such case.
    Case {
        id: CaseId,
        file: Option<Box<CaseFile>>,
    },
    Done {
        act: Act,
        receipt: Receipt,
    },
    Polls(Vec<Poll>),
    /// `None`: there is no such decision.
    Basis {
        decision: DecisionId,
        basis: Option<Box<Basis>>,
    },
    Lists(Box<Lists>),
    MarkAll(Vec<CaseId>),
    Marked {
        kind: ActKind,
        files: Vec<CaseFile>,
    },
    /// What became of each of several acts.
    Each(Vec<(Act, Result<Receipt, ActError>)>),
    /// The case that was taken; `None`: there is none on which nobody works.
    ClaimedNext(Option<CaseId>),
    /// The views as they are now.
    Views(Vec<View>),
    /// Nothing was kept: the office has another view of this name.
    ViewTaken(View),
    /// What is being typed could not be kept.
    DraftNotKept,
    /// What was being typed fits nothing any more; it is kept in the file of this name.
    DraftAside(String),
    /// Nothing was opened: these cases are likely the same person's.
    Alike(Vec<CaseFile>),
    /// The case that was opened.
    Opened(Box<CaseFile>),
    Claimed(CaseId),
    Released,
    Entries {
        before: Option<u64>,
        rows: Vec<LedgerRow>,
    },
    /// The officer's acts of this day; `cut`: there may be more.
    Today {
        deeds: Vec<Deed>,
        cut: bool,
    },
    Verified(Verified),
    /// The office refuses; nothing has changed.
    Refused(ActError),
    /// It could not be done: the store's own words.
    Failed(String),
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "colour and mark of each stand with the drawing")]
pub enum Tone {
    Good,
    Note,
    Bad,
}

/// What the message line says.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "a sentence by its key, why the office refused, what the store met")]
pub enum Notice {
    Say {
        key: &'static str,
        args: Vec<(&'static str, Arg)>,
        tone: Tone,
    },
    Refused(ActError),
    Failed(String),
    /// What became of several cases.
    Tally(Tally),
}

/// The state of the screens: the queue, what stands on top of it, and what the person is to be told.
pub struct App {
    pub(crate) library: Rc<Library>,
    pub(crate) lang: Lang,
    pub(crate) officer: Officer,
    /// Everybody who works here, as far as whoever holds the store has said.
    pub staff: Staff,
    pub(crate) office: Office,
    /// Until when nothing about people, rules or the program changes by one person, if it is so.
    pub frozen: Option<Day>,
    pub(crate) size: Size,
    /// The moment of the newest message.
    pub now: Stamp,
    /// What the message line says; `None`: nothing.
    pub notice: Option<Notice>,
    /// What is asked before anything else goes on; `None`: nothing.
    pub question: Option<Question>,
    /// The view that the question is about.
    pub view_asked: Option<View>,
    /// What the first screen shows; it stays while others stand on top.
    pub queue: Queue,
    /// The keys that hold.
    pub keymap: Keymap,
    /// The open case, or beside the queue the one at its cursor.
    pub case: Option<CaseView>,
    /// What stands on top of the queue, the topmost last.
    pub screens: Vec<Screen>,
    /// Whether the figures of the last frame are shown.
    pub stats: bool,
    /// Bytes and microseconds of the last frame, where whoever drew it said so.
    pub figures: Option<(usize, u64)>,
    /// What shall be done once the case that was asked for is there.
    then: Option<Command>,
    /// The cases decided in this session, the last one at the end, for taking them back one by one.
    decided: Vec<CaseId>,
    /// What the office has that can be listed whole; empty before somebody asked for it.
    pub lists: Lists,
    /// When a form was refused, or a letter that was typed for it was dropped last.
    deaf_since: Option<Stamp>,
    /// A key that does nothing, said beside a refusal that stays to be read.
    pub unheard: Option<Key>,
    /// A draft whose form is being opened.
    resuming: Option<Draft>,
    /// The poll of the case opened last in this session.
    last_poll: Option<PollId>,
    /// A zone that waits for an answer, and in what it differs from the case.
    zone: Option<(crate::domain::mrz::Mrz, Vec<Difference>)>,
    /// Texts for reasons and notes.
    pub templates: Rc<Templates>,
    /// What the officer wrote last in each field for reasons or a note in this session.
    last_written: Vec<(Slot, String)>,
}

impl App {
    pub(crate) fn new(library: Rc<Library>, officer: Officer, office: Office, lang: Lang) -> App {
        App {
            library,
            lang,
            officer,
            staff: Staff::default(),
            office,
            frozen: None,
            size: Size::default(),
            now: Stamp(0),
            notice: None,
            question: None,
            view_asked: None,
            queue: Queue::default(),
            keymap: Keymap::default(),
            case: None,
            screens: Vec::new(),
            stats: false,
            figures: None,
            then: None,
            decided: Vec::new(),
            lists: Lists::default(),
            deaf_since: None,
            unheard: None,
            resuming: None,
            last_poll: None,
            zone: None,
            // A test reads them all: there is no fault in them.
            templates: Rc::new(Templates::own().unwrap_or_default()),
            last_written: Vec::new(),
        }
    }

    /// Takes a message in and says what is to be done.
    pub(crate) fn on(&mut self, msg: Msg, now: Stamp) -> Vec<Effect> {
        self.now = now;
        let mut effects = match msg {
            // What cannot be seen cannot be done.
            Msg::Key(key) if self.size.is_too_small() => return self.key_unseen(key),
            Msg::Paste(_) if self.size.is_too_small() => return Vec::new(),
            Msg::Start => vec![self.first_view()],
            Msg::Key(key) if self.is_for_a_refused_form(key) => Vec::new(),
            Msg::Key(key) => {
                (self.notice, self.unheard) = (None, None);
                self.key(key)
            }
            Msg::Paste(text) => self.paste(&text),
            Msg::Resize(size) => self.resize(size),
            Msg::Answer(answer) => self.answer(answer),
            Msg::Outdated { news } => self.outdated(news),
            Msg::Resumed(draft) => self.resume(draft),
        };
        self.follow_cursor(&mut effects);
        effects
    }

    /// What drawing found out about the document on top; keeps its pane within it.
    pub fn laid_out(&mut self, extent: Extent) {
        if let Some(pane) = self.pane() {
            pane.extent = extent;
        }
    }

    /// The day in the office.
    pub fn today(&self) -> Day {
        self.office.zone.day(self.now)
    }

    /// The contexts in which a key is looked up now, the nearest first.
    pub fn contexts(&self) -> &'static [Context] {
        match (self.question, self.screens.last()) {
            (Some(_), _) => &[Context::Ask],
            (None, None) => self.queue.contexts(),
            (None, Some(screen)) => screen.contexts(),
        }
    }

    /// The form on top, where there is one.
    pub fn form(&self) -> Option<&Form> {
        self.screens.last()?.form()
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        self.screens.last_mut()?.form_mut()
    }

    /// The pane on top, where there is one.
    fn pane(&mut self) -> Option<&mut Pane> {
        self.screens.last_mut()?.pane(self.case.as_mut())
    }

    /// Whether letters are text now.
    fn is_typing(&self) -> bool {
        let searches = self.screens.is_empty() && (self.queue.searching || self.queue.typing.is_some())
            || matches!(self.screens.last(), Some(Screen::Help(Help { searching: true, .. }) | Screen::Templates(_)));
        self.question.is_none() && (searches || self.form().is_some_and(Form::is_typing))
    }

    /// What the screens will soon ask for; for a moment in which nobody waits.
    pub(crate) fn look_ahead(&self) -> Option<Effect> {
        if self.screens.is_empty() { self.queue.look_ahead() } else { None }
    }

    /// The cases that the next key is likely to show, the likeliest first.
    pub fn likely(&self) -> Vec<CaseId> {
        match (&self.case, self.screens.is_empty()) {
            (_, true) => self.queue.likely().collect(),
            (Some(case), false) => self.queue.neighbour(case.id(), true).into_iter().collect(),
            (None, false) => Vec::new(),
        }
    }

    /// Whether a line with a standing warning is shown above the body.
    pub fn has_banner(&self) -> bool {
        self.office.fictitious || self.frozen.is_some() || self.shows_draft()
    }

    /// Whether what is on the screen rests on a pack that no lawyer has confirmed. A case rests on its own pack; the
    /// queue proposes by all of them, and a row of it does not say by which, so that one draft is enough.
    pub fn shows_draft(&self) -> bool {
        let determination = self.case.as_ref().and_then(|case| case.determination.as_ref());
        match determination {
            Some(one) => one.edition.status == PackStatus::Draft,
            None => self.library.has_draft(),
        }
    }

    fn say(&mut self, key: &'static str, args: Vec<(&'static str, Arg)>, tone: Tone) {
        self.notice = Some(Notice::Say { key, args, tone });
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        self.notice = None;
        if self.question.is_none() && self.screens.is_empty() && self.queue.searching {
            self.queue.drop_spent();
            self.queue.search.insert(text);
            return self.queue.search_changed();
        }
        if let Some(Screen::Help(Help { searching: true, search, .. })) = self.screens.last_mut() {
            search.insert(text);
            return Vec::new();
        }
        if let Some(Screen::Templates(list)) = self.screens.last_mut() {
            list.paste(text);
            return Vec::new();
        }
        if self.question.is_none() && self.screens.is_empty() && self.paste_filter(text) {
            return Vec::new();
        }
        if self.question.is_none() && self.meet_zone(text) {
            return Vec::new();
        }
        if self.question.is_none()
            && let Some(form) = self.form_mut()
        {
            let touched = form.paste(text);
            if touched != form::Touched::Nothing {
                return self.touched(touched);
            }
        }
        self.say("message-paste-dropped", Vec::new(), Tone::Note);
        Vec::new()
    }

    fn resize(&mut self, size: Size) -> Vec<Effect> {
        self.size = size;
        // The banner may come and go with the case; the page is counted as if it stood, so that rows stay put.
        self.queue.resize(size.queue_page(true))
    }

    /// Beside the queue stands the case at its cursor.
    fn follow_cursor(&mut self, effects: &mut Vec<Effect>) {
        if !self.screens.is_empty() || !self.size.is_side_by_side() || self.then.is_some() {
            return;
        }
        let wanted = self.queue.current_case();
        if effects.iter().any(|effect| matches!(effect, Effect::LoadQueue { place: Place::Instead, .. })) {
            // Another window is on its way; its answer decides.
            return;
        }
        if wanted != self.case.as_ref().map(CaseView::id) {
            effects.retain(|effect| !matches!(effect, Effect::LoadCase(_)));
            match wanted {
                Some(case) => effects.push(Effect::LoadCase(case)),
                None => self.case = None,
            }
        }
    }
}
