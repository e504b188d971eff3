//! The one place that joins the screens and the store: it performs effects until none is left.
//!
//! The terminal loop and the headless fixtures drive this same object. Time and randomness are handed in; nothing here
//! reads a clock or an environment, and nothing draws except through `ui`.

mod check;
pub(crate) mod fault;
mod holds;
mod news;
mod own;
#[cfg(test)]
mod tests;
mod today;

use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use ratatui::Frame;
use ratatui::layout::Position;

use crate::app::key::Key;
use crate::app::screens::ledger::Verified;
use crate::app::space::Size;
use crate::app::{Alike, Answer, App, Effect, Lists, Msg};
use crate::domain::draft::Draft;
use crate::domain::filter::Over;
use crate::domain::{Act, CaseFile, CaseId, CmdId, Command, Lang, Stamp, Unshown, View, hex};
use crate::i18n::Texts;
use crate::intake::walk_in::WalkIn;
use crate::law::Library;
use crate::office::second_entry::keep_from_view;
use crate::store::{Bringing, DraftSeat, From, Kept, Store, StoreError};
use crate::ui;
use check::Check;

/// What is typed is kept at the latest after so many milliseconds.
const KEEP: i64 = 1_000;

/// Cases that are taken to be in memory still; some ten pages each, of the thousand that the engine keeps.
const READ_AHEAD: usize = 48;

/// What only the host of the session can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostEffect {
    /// The person is done.
    Quit,
    /// The person wants their shell back for a while.
    Suspend,
    /// A number for the clipboard of the terminal.
    Copy(u64),
}

/// Where time comes from.
pub type Clock = Box<dyn Fn() -> Stamp>;
/// Where the ids of commands come from: fills a buffer with random bytes.
pub type Entropy = Box<dyn FnMut(&mut [u8])>;

/// Who works: the officer, and the account of the operating system by which they do.
#[derive(Debug, Clone)]
pub struct Who {
    pub(crate) officer: String,
    pub(crate) login: String,
}

impl Who {
    /// Somebody whose login is their name.
    pub fn named(name: &str) -> Who {
        Who { officer: name.to_owned(), login: name.to_owned() }
    }
}

/// Something that is said once in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Warning {
    Due,
    Given,
}

/// Screens and store of one person at work.
pub struct Session {
    app: App,
    store: Store,
    texts: Texts,
    clock: Clock,
    entropy: Entropy,
    host: Vec<HostEffect>,
    /// The case on which this session holds a lease, and when it was last renewed.
    held: Option<(CaseId, Stamp)>,
    /// A verification that is under way.
    check: Option<Check>,
    /// How far it was when it was shown last.
    percent: u8,
    /// Cases whose pages were read lately.
    read_ahead: VecDeque<CaseId>,
    /// Nothing is left to read ahead until something happens.
    at_rest: bool,
    /// How long a lease lasts without activity, in minutes.
    lease: i64,
    /// What [`Store::data_version`] said last: another process has written when it says something else.
    seen: i64,
    /// How many entries the ledger had when the queue was read last.
    read_at: u64,
    /// The account of the operating system by which the officer works.
    login: String,
    /// What was typed, as it was kept last, and when.
    kept: Option<Draft>,
    kept_at: Stamp,
    /// Where it is kept.
    seat: DraftSeat,
    /// That it cannot be kept.
    warning: Warning,
    /// Something may look different since it was last drawn.
    changed: bool,
}

impl Session {
    /// A session of one officer on one office. The first screen is loaded once its size is known ([`Session::resize`]).
    pub fn new(
        store: Store,
        library: Rc<Library>,
        who: &Who,
        lang: Lang,
        clock: Clock,
        entropy: Entropy,
    ) -> Result<Session, StoreError> {
        let office = store.office()?;
        let staff = store.staff()?;
        let officer = staff.speaker(&who.officer, &who.login, office.fictitious)?.clone();
        let seen = store.data_version()?;
        let lease = office.lease_minutes;
        let mut app = App::new(library, officer, office, lang);
        app.staff = staff;
        let mut session = Session {
            app,
            store,
            texts: Texts::new(lang),
            clock,
            entropy,
            host: Vec::new(),
            held: None,
            check: None,
            percent: 0,
            read_ahead: VecDeque::new(),
            at_rest: false,
            lease,
            seen,
            read_at: 0,
            login: who.login.clone(),
            kept: None,
            kept_at: Stamp(0),
            seat: DraftSeat::default(),
            warning: Warning::Due,
            changed: true,
        };
        session.learn_office()?;
        session.take(Msg::Start);
        session.resume();
        Ok(session)
    }

    /// Takes up what was being typed in a session that lives no more. What fits nothing any more is said once.
    fn resume(&mut self) {
        let Some((seat, draft)) = self.store.adopt_draft(&self.app.officer.name) else { return };
        self.take(Msg::Resumed(draft));
        self.kept = self.app.draft();
        if self.kept.is_some() {
            self.seat = seat;
        } else if let Some(path) = self.store.set_draft_aside(seat) {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            self.take(Msg::Answer(Answer::DraftAside(name)));
        }
    }

    /// The state of the screens as it is drawn.
    pub fn app(&self) -> &App {
        &self.app
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    #[cfg(test)]
    pub(crate) fn lang(&self) -> Lang {
        self.app.lang
    }

    /// The moment that the session's clock shows.
    pub fn now(&self) -> Stamp {
        (self.clock)()
    }

    /// Does what the key asks for, until nothing is left to do.
    pub fn key(&mut self, key: Key) {
        self.take(Msg::Key(key));
        self.renew();
        self.keep_draft(KEEP);
    }

    pub(crate) fn paste(&mut self, text: &str) {
        self.take(Msg::Paste(text.to_owned()));
    }

    /// In columns and rows.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.take(Msg::Resize(Size { width, height }));
    }

    /// Looks whether another process has changed the office; `true`: yes, and what is on the screen was loaded anew. What
    /// this session writes does not count. Cheap enough for every idle tick.
    pub fn poll(&mut self) -> bool {
        self.keep_draft(0);
        let verdict = self.check.as_ref().and_then(Check::now);
        if let Some(verdict) = verdict {
            self.check = None;
            self.hear(verdict);
        }
        if let Some(percent) = self.check.as_ref().map(Check::percent).filter(|percent| *percent != self.percent) {
            self.percent = percent;
            self.take(Msg::Answer(Answer::Verified(Verified::UnderWay { percent })));
        }
        // A file that cannot be read now says so at the next key.
        let Ok(version) = self.store.data_version() else { return false };
        let outdated = version != self.seen;
        self.seen = version;
        if outdated {
            // A file that cannot be read now says so at the next key.
            let _ = self.learn_office();
            // What the officer may do can have changed, too. Whoever may do nothing any more is told at the next act.
            if let Ok(staff) = self.store.staff() {
                if let Some(officer) = staff.officer(&self.app.officer.name) {
                    self.app.officer = officer.clone();
                }
                self.app.staff = staff;
            }
            let news = self.news().unwrap_or(0);
            self.take(Msg::Outdated { news });
        }
        outdated
    }

    /// Reads one piece of what the next keys are likely to show, while nobody waits; `false`: nothing is left to read.
    /// Where the file is not in memory yet, its pages then come between two keys and not after the second.
    pub fn look_ahead(&mut self) -> bool {
        if self.at_rest {
            return false;
        }
        if let Some(effect) = self.app.look_ahead() {
            self.perform_all(vec![effect.clone()], self.now());
            // What brought nothing, because the file cannot be read now, is not asked for again and again.
            self.at_rest = self.app.look_ahead() == Some(effect);
            return true;
        }
        let Some(case) = self.app.likely().into_iter().find(|case| !self.read_ahead.contains(case)) else {
            self.at_rest = true;
            return false;
        };
        if self.read_ahead.len() == READ_AHEAD {
            self.read_ahead.pop_front();
        }
        self.read_ahead.push_back(case);
        // Only the pages matter. A file that cannot be read says so at the next key.
        let _ = self.store.case(case, self.now());
        true
    }

    /// Draws the screen as it is now; says where the chosen line stands, if one is chosen.
    pub fn draw(&mut self, frame: &mut Frame) -> Option<Position> {
        if self.texts.lang() != self.app.lang {
            self.texts = Texts::new(self.app.lang).in_zone(self.app.office.zone);
        }
        let (extent, chosen) = ui::view(&self.app, &self.texts, frame);
        self.app.laid_out(extent);
        self.changed = false;
        chosen
    }

    /// Whether anything may look different since it was last drawn.
    pub fn is_changed(&self) -> bool {
        self.changed
    }

    /// Tells what the last frame cost; shown where the officer asked for it.
    pub fn frame_drawn(&mut self, bytes: usize, took: Duration) {
        self.app.figures = Some((bytes, u64::try_from(took.as_micros()).unwrap_or(u64::MAX)));
    }

    /// What the host has to do, once.
    pub fn take_host_effects(&mut self) -> Vec<HostEffect> {
        std::mem::take(&mut self.host)
    }

    /// Gives the lease back; for the end of a session that did not end by the quit key.
    pub fn close(&mut self) {
        if self.app.draft().is_some() {
            self.keep_draft(0);
        }
        if self.held.take().is_some() {
            // The lease runs out by itself if this fails; nobody is left to be told.
            let _ = self.store.release(&self.app.officer.name);
        }
    }

    /// Keeps what is being typed, if it was not kept for so many milliseconds; what was sent or thrown away, at once no more.
    fn keep_draft(&mut self, after: i64) {
        let (draft, now) = (self.app.draft(), self.now());
        if draft == self.kept || draft.is_some() && now.0 - self.kept_at.0 < after {
            return;
        }
        let done = self.store.keep_draft(&self.app.officer.name, &mut self.seat, draft.as_ref());
        (self.kept, self.kept_at) = (draft, now);
        // Where nothing can be written beside the office one types as before, and knows it.
        if done.is_err() && self.warning == Warning::Due {
            self.warning = Warning::Given;
            self.take(Msg::Answer(Answer::DraftNotKept));
        }
    }

    fn take(&mut self, msg: Msg) {
        let now = self.now();
        self.at_rest = false;
        let effects = self.app.on(msg, now);
        self.perform_all(effects, now);
    }

    fn perform_all(&mut self, effects: Vec<Effect>, now: Stamp) {
        self.changed = true;
        let mut effects: VecDeque<Effect> = effects.into();
        while let Some(effect) = effects.pop_front() {
            if let Some(answer) = self.perform(effect, now) {
                effects.extend(self.app.on(Msg::Answer(answer), now));
            }
        }
    }

    fn perform(&mut self, effect: Effect, now: Stamp) -> Option<Answer> {
        let done = match effect {
            Effect::LoadQueue { query, place } => self.load_queue(query, place, now),
            Effect::Refresh(keys) => self.store.rows_at(&keys, now).map(Answer::Refreshed),
            Effect::Count(query) => self.store.counts(&query, now).map(|counts| Answer::Counted { query, counts }),
            Effect::LookBehind(query) => self.store.hidden_matches(&query, now).map(|found| {
                let statuses = found.by_status.into_iter().map(|(status, count)| (Unshown::Status(status), count));
                let resting = found.resting.into_iter().map(|(day, count)| (Unshown::Rests(day), count));
                Answer::Behind { query, hidden: statuses.chain(resting).collect() }
            }),
            Effect::LoadCase(id) => self.case(id, now).map(|file| Answer::Case { id, file: file.map(Box::new) }),
            Effect::LoadBasis { case, decision } => {
                self.store.basis(case, decision).map(|basis| Answer::Basis { decision, basis: basis.map(Box::new) })
            }
            Effect::LoadPolls => self.store.polls().map(Answer::Polls),
            Effect::LoadLists => self.lists().map(|lists| Answer::Lists(Box::new(lists))),
            Effect::MarkAll(query) => self
                .store
                .queue(&query, now)
                .map(|window| Answer::MarkAll(window.rows.into_iter().map(|(_, row)| row.case).collect())),
            Effect::LoadMarked { cases, kind } => {
                let files = cases.into_iter().map(|case| self.case(case, now));
                let files: Result<Vec<_>, _> = files.collect();
                files.map(|files| Answer::Marked { kind, files: files.into_iter().flatten().collect() })
            }
            Effect::PerformEach(acts) => self.apply_each(acts, now),
            Effect::ClaimNext(query) => self.claim_next(&query, now),
            Effect::KeepView { view, over } => self.keep_view(view, over),
            Effect::ForgetView(view) => self.forget_view(&view),
            Effect::OpenCase { new, alike } => self.open_case(*new, alike, now),
            Effect::Perform(act) => self.apply(act, now),
            Effect::Claim(case) => self.claim(case, now, From::Oneself),
            Effect::TakeOver(case) => self.claim(case, now, From::Anybody),
            Effect::Release => {
                let held = self.held.take();
                self.store.release(&self.app.officer.name).map(|()| Answer::Released).inspect_err(|_| self.held = held)
            }
            Effect::LoadEntries { before, limit } => {
                self.store.entries(before, limit).map(|rows| Answer::Entries { before, rows })
            }
            Effect::LoadToday => self.today(now),
            Effect::Verify => self.verify(),
            Effect::Copy(number) => return self.tell(HostEffect::Copy(number)),
            Effect::Suspend => return self.tell(HostEffect::Suspend),
            Effect::Quit => return self.tell(HostEffect::Quit),
        };
        Some(done.unwrap_or_else(|error| match error {
            StoreError::Refused(error) => Answer::Refused(error),
            other => self.failed(&other),
        }))
    }

    /// A case as this officer sees it.
    fn case(&self, id: CaseId, now: Stamp) -> Result<Option<CaseFile>, StoreError> {
        let mut file = self.store.case(id, now)?;
        if let Some(file) = &mut file {
            keep_from_view(file, &self.app.officer.name, &self.app.office.second_entry);
        }
        Ok(file)
    }

    fn failed(&self, error: &StoreError) -> Answer {
        let texts = Texts::new(self.app.lang);
        Answer::Failed(fault::sentence(&texts, &self.app.office.name, error).to_string())
    }

    /// Starts a verification, or answers that one is under way.
    fn verify(&mut self) -> Result<Answer, StoreError> {
        let check = self.check.take().unwrap_or_else(|| Check::start(self.store.path()));
        match check.at_once() {
            Some(verdict) => verdict.map(Answer::Verified),
            None => {
                let percent = check.percent();
                self.check = Some(check);
                self.percent = percent;
                Ok(Answer::Verified(Verified::UnderWay { percent }))
            }
        }
    }

    /// Waits for what goes on beside the session; for transcripts, where nothing may depend on how fast it was.
    pub fn finish(&mut self) {
        while self.app.queue.is_looking() && self.look_ahead() {}
        if let Some(check) = self.check.take() {
            self.hear(check.wait());
        }
    }

    fn hear(&mut self, verdict: Result<Verified, StoreError>) {
        let answer = verdict.map(Answer::Verified).unwrap_or_else(|error| self.failed(&error));
        self.take(Msg::Answer(answer));
    }

    fn tell(&mut self, effect: HostEffect) -> Option<Answer> {
        self.host.push(effect);
        None
    }

    fn apply(&mut self, act: Act, now: Stamp) -> Result<Answer, StoreError> {
        let id = CmdId::new(now, &mut self.entropy);
        let command = Command { id, officer: self.app.officer.name.clone(), login: self.login.clone(), at: now, act };
        let receipt = self.store.apply(&command)?;
        Ok(Answer::Done { act: command.act, receipt })
    }

    fn apply_each(&mut self, acts: Vec<Act>, now: Stamp) -> Result<Answer, StoreError> {
        let (officer, login) = (self.app.officer.name.clone(), self.login.clone());
        let mut command = |act| {
            let id = CmdId::new(now, &mut self.entropy);
            Command { id, officer: officer.clone(), login: login.clone(), at: now, act }
        };
        let commands: Vec<Command> = acts.into_iter().map(&mut command).collect();
        let outcomes = self.store.apply_each(&commands)?;
        Ok(Answer::Each(commands.into_iter().map(|command| command.act).zip(outcomes).collect()))
    }

    fn lists(&self) -> Result<Lists, StoreError> {
        let officers = self.app.staff.at_work().map(|officer| officer.name.clone()).collect();
        let (polls, views) = (self.store.polls()?, self.store.views(&self.app.officer.name)?);
        let hosts = self.app.library.hosts_with(&polls);
        Ok(Lists { officers, polls, hosts, views })
    }

    fn keep_view(&mut self, view: View, over: Over) -> Result<Answer, StoreError> {
        if let Kept::Taken { .. } = self.store.keep_view(&self.app.officer.name, &view, over)? {
            return Ok(Answer::ViewTaken(view));
        }
        self.store.views(&self.app.officer.name).map(Answer::Views)
    }

    fn forget_view(&mut self, view: &View) -> Result<Answer, StoreError> {
        self.store.forget_view(&self.app.officer.name, &view.name, view.shared)?;
        self.store.views(&self.app.officer.name).map(Answer::Views)
    }

    fn open_case(&mut self, new: WalkIn, alike: Alike, now: Stamp) -> Result<Answer, StoreError> {
        let key = format!("case:{}", hex(&CmdId::new(now, &mut self.entropy).0));
        let new = new.case(key);
        if alike == Alike::AskFirst {
            let found = self.store.likely(&new, now)?;
            if !found.is_empty() {
                return Ok(Answer::Alike(found));
            }
        }
        let id = CmdId::new(now, &mut self.entropy);
        let (officer, login) = (self.app.officer.name.clone(), self.login.clone());
        let (ids, progress) = (&mut || id, &mut |_| ());
        let bringing = Bringing { officer: &officer, login: &login, at: now, ids, progress };
        self.store.open_case(new, bringing).map(|file| Answer::Opened(Box::new(file)))
    }
}
