//! What people do, by chance: commands with all their slips, and keys.

use std::collections::BTreeSet;

use suffrage::app::key::Key;
use suffrage::domain::{
    Act, Appeal, Attached, CaseAct, CaseId, CmdId, Command, DecisionId, FactDraft, FactId, Ground, Letter, MotionId,
    OfficeAct, Officer, Permission, Receipt, Representative, Role, Ruling, Scope, Stamp, State, Status, Verdict, Why,
};
use suffrage::session::Session;

use crate::town::{Found, Hand, Step, Town};

/// Whoever acts for others.
const REPRESENTATIVES: [&str; 2] = ["Вера Пугач", "Карп"];

impl Town {
    /// One thing happens.
    pub fn step(&mut self) -> Step {
        self.time_goes_by();
        let what = self.dice.below(24);
        let seat = self.somebody(what);
        match what {
            0..=2 => self.import(seat),
            3 => self.enrol(seat),
            4 | 5 => self.assent(seat),
            6 => self.about_the_clock(seat),
            9 => self.set(seat),
            7 => self.repeat(seat),
            8 => match self.some_case() {
                Some(case) => {
                    self.claim(seat, case)?;
                    // Whoever comes upon a case that another has just taken is the one whom a hold is for.
                    let comes_upon = self.dice.one_in(2).then(|| self.somebody(what));
                    comes_upon.map_or(Ok(()), |other| self.on_case(other, case))
                }
                None => self.import(seat),
            },
            _ => match self.some_case() {
                Some(case) => self.on_case(seat, case),
                None => self.import(seat),
            },
        }
    }

    /// Mostly somebody who may do what comes next, sometimes anybody.
    fn somebody(&mut self, what: usize) -> usize {
        let needed = match what {
            0..=2 => Permission::Open,
            3..=6 | 9 => Permission::Administer,
            _ => Permission::Decide,
        };
        let may = |name: &str| self.model.officer(name).is_some_and(|one| one.may(needed));
        let fit: Vec<usize> = (0..self.seats.len()).filter(|seat| may(&self.seats[*seat].name)).collect();
        if fit.is_empty() || self.dice.one_in(4) { self.dice.below(self.seats.len()) } else { *self.dice.pick(&fit) }
    }

    fn some_case(&mut self) -> Option<CaseId> {
        let cases: Vec<CaseId> = self.model.cases.keys().copied().collect();
        // A few cases see most of the life: people meet there.
        let few = if self.dice.one_in(3) { cases.len() } else { cases.len().min(4) };
        (!cases.is_empty()).then(|| cases[self.dice.below(few)])
    }

    fn time_goes_by(&mut self) {
        const MINUTE: i64 = 60_000;
        if self.time_stands {
            return;
        }
        self.now +=
            *self.dice.pick(&[0, 0, 1_000, MINUTE, MINUTE, 3 * MINUTE, 5 * MINUTE, 12 * MINUTE, 24 * 60 * MINUTE]);
        if self.dice.one_in(15) {
            let off = [0, 2, -2, -4, -6, -60, 60, 60 * 24 * 45];
            // Far ahead seldom: it may cost the office a long rest.
            let many = if self.dice.one_in(4) { off.len() } else { 6 };
            let minutes = off[self.dice.below(many)];
            let seat = self.dice.below(self.seats.len());
            self.seats[seat].off = minutes * MINUTE;
            let name = self.seats[seat].name.clone();
            self.say(format!("the clock of {name} is {minutes} minutes off"));
        } else if self.dice.one_in(8) {
            self.seats.iter_mut().for_each(|seat| seat.off = 0);
        }
        // An office whose time was spoilt comes back by waiting, where nobody mends it.
        if self.model.last_at > self.now && self.dice.one_in(5) {
            self.now = self.model.last_at;
        }
    }

    fn command(&mut self, seat: usize, act: Act) -> Command {
        let (officer, at) = (self.seats[seat].name.clone(), self.clock(seat));
        let login = if self.dice.one_in(20) { "stranger".to_owned() } else { officer.clone() };
        let officer = if self.dice.one_in(40) { "nobody".to_owned() } else { officer };
        Command { id: self.id(), officer, login, at, act }
    }

    fn on_case(&mut self, seat: usize, case: CaseId) -> Step {
        if matches!(self.seats[seat].hand, Hand::Screens(..)) && !self.dice.one_in(4) {
            return self.by_keys(seat, case);
        }
        let current = self.model.cases[&case].version;
        // Most people look first; some act on what they saw some time ago.
        let seen = self.seats[seat].seen.entry(case).or_insert(current);
        if !self.dice.one_in(5) {
            *seen = current;
        }
        let version = *seen;
        let act = self.case_act(case);
        let command = self.command(seat, act.on(case, version));
        self.try_to(seat, command)
    }

    fn case_act(&mut self, case: CaseId) -> CaseAct {
        let known = self.model.cases[&case].clone();
        let standing = known.standing.as_ref().map_or(DecisionId(1), |standing| standing.id);
        let says =
            |dice: &mut crate::dice::Dice, text: &str| if dice.one_in(8) { String::new() } else { text.to_owned() };
        let judged = matches!(known.status, Status::Decided | Status::AwaitingApproval);
        let kind = if judged && self.dice.one_in(2) { 7 + self.dice.below(5) } else { self.dice.below(24) };
        let dice = &mut self.dice;
        match kind {
            0..=2 => CaseAct::RecordFact { fact: self.fact(&known.person) },
            3 => CaseAct::RequestEvidence {
                kinds: vec!["citizenship".into()],
                note: says(dice, "bring it"),
                answer_by: None,
            },
            4..=6 => {
                let verdict = *dice.pick(&[Verdict::Grant, Verdict::Grant, Verdict::Refuse]);
                CaseAct::Decide {
                    verdict,
                    reasons: says(dice, "not shown"),
                    departure: says(dice, "the original was seen"),
                }
            }
            7 => CaseAct::Undo { reason: says(dice, "a slip") },
            8 | 9 => {
                let off = i64::from(dice.one_in(8));
                CaseAct::Approve { decision: DecisionId(standing.0 - off), note: says(dice, "so it is") }
            }
            10 => {
                let ground = *dice.pick(Ground::ALL);
                CaseAct::Return { decision: standing, ground, note: says(dice, "look again") }
            }
            13 => CaseAct::Assign { to: (*dice.pick(&["nobody", "anna", "boris", "vera"])).into() },
            14 => CaseAct::Snooze { until: "2150-01-01".parse().unwrap(), reason: says(dice, "abroad until then") },
            15 => CaseAct::Ask { whom: "anna".into(), question: says(dice, "is this the original?") },
            17 => CaseAct::RecordUndelivered { came_back_on: None, reason: says(dice, "gone away") },
            18 => {
                let (to, number, lodged_on) = ("the court".into(), String::new(), None);
                let answer_by = "2150-01-01".parse().unwrap();
                let grounds = says(dice, "the stamp is genuine");
                CaseAct::RecordAppeal { appeal: Appeal { to, number, lodged_on, answer_by, grounds } }
            }
            19 => {
                let (by, number, day) = ("the court".into(), "2-17".into(), None);
                let ruling = Ruling { by, number, day, reasons: says(dice, "as the law is") };
                if dice.one_in(2) { CaseAct::DismissAppeal { ruling } } else { CaseAct::SetAside { ruling } }
            }
            20 => CaseAct::Reopen { reason: says(dice, "the register was wrong") },
            21 => {
                let (name, sha256) = (says(dice, "passport.pdf"), [dice.below(256) as u8; 32]);
                CaseAct::Attach { file: Attached { name, size: dice.below(9000) as u64, sha256, note: String::new() } }
            }
            22 => {
                let who = *dice.pick(&REPRESENTATIVES);
                let name = says(dice, who);
                let (scope, until) = (BTreeSet::from([*dice.pick(Scope::ALL)]), "2150-01-01".parse().ok());
                CaseAct::Represent { representative: Representative { name, scope, until, ..Default::default() } }
            }
            23 => {
                let name = (*dice.pick(&REPRESENTATIVES)).into();
                CaseAct::EndRepresentation { name, reason: "withdrawn".into() }
            }
            16 => CaseAct::Answer { answer: says(dice, "yes, it is") },
            _ => CaseAct::RecordNotice { letter: Letter::default() },
        }
    }

    fn fact(&mut self, person: &str) -> FactDraft {
        let facts = self.model.people[person].facts.clone();
        if self.dice.one_in(4) && !facts.is_empty() {
            let old = self.dice.pick(&facts).clone();
            let state = if old.kind == "foreign_agent" { State::Unknown(Why::Refused) } else { State::None };
            let supersedes = if self.dice.one_in(6) { FactId(999_999) } else { old.id };
            // Now and then a correction that changes nothing.
            let note =
                if self.dice.one_in(4) { old.note.clone() } else { format!("looked at again, {}", self.dice.below(9)) };
            return FactDraft { note, supersedes: Some(supersedes), ..FactDraft::bare(&old.kind, state) };
        }
        match self.dice.below(4) {
            0 => FactDraft::bare("foreign_agent", State::Unknown(Why::Refused)),
            1 => FactDraft::bare("foreign_permit", State::None),
            2 => FactDraft::bare("incapacity", State::None),
            _ => FactDraft::bare("imprisonment", State::None),
        }
    }

    fn enrol(&mut self, seat: usize) -> Step {
        let known: Vec<String> = self.model.officers.iter().map(|one| one.name.clone()).collect();
        let name =
            if self.dice.one_in(3) { format!("new{}", self.dice.below(4)) } else { self.dice.pick(&known).clone() };
        let role = *self.dice.pick(Role::ALL);
        let mut officer = Officer::in_role(&name, role);
        if self.dice.one_in(5) {
            officer = officer.and(*self.dice.pick(Permission::ALL));
        }
        match self.dice.below(8) {
            0 => officer.login = self.dice.pick(&known).clone(),
            1 => officer.login = String::new(),
            _ => {}
        }
        let command = self.command(seat, Act::Office(OfficeAct::Enrol { officer }));
        self.try_to(seat, command)
    }

    fn assent(&mut self, seat: usize) -> Step {
        let motions: Vec<MotionId> = self.model.motions.iter().filter(|one| one.open).map(|one| one.id).collect();
        let motion = if motions.is_empty() || self.dice.one_in(10) { MotionId(99) } else { *self.dice.pick(&motions) };
        let agree = !self.dice.one_in(4);
        let command = self.command(seat, Act::Office(OfficeAct::Assent { motion, agree, note: String::new() }));
        self.try_to(seat, command)
    }

    /// Something is set for the office: the time for taking a decision back, a freeze or its end.
    fn set(&mut self, seat: usize) -> Step {
        let mut office = self.model.office.clone();
        let today = self.clock(seat).day();
        match self.dice.below(4) {
            0 => office.undo_minutes = *self.dice.pick(&[5, 10, -1]),
            1 => office.frozen_until = None,
            _ => office.frozen_until = Some(today + chrono::Days::new(self.dice.below(3) as u64)),
        }
        let command = self.command(seat, Act::Office(OfficeAct::Set { office: Box::new(office) }));
        self.try_to(seat, command)
    }

    fn about_the_clock(&mut self, seat: usize) -> Step {
        let act = if self.dice.one_in(2) { OfficeAct::ConfirmClock } else { OfficeAct::CorrectClock };
        let command = self.command(seat, Act::Office(act));
        self.try_to(seat, command)
    }

    /// An act by keys, perhaps on a screen that was opened before others acted.
    fn by_keys(&mut self, seat: usize, case: CaseId) -> Step {
        let now = self.clock(seat);
        let judged =
            matches!(self.model.cases[&case].status, Status::Decided | Status::AwaitingApproval | Status::Final);
        let many = self.dice.below(4);
        let (word, keys): (&str, &[&str]) = match if judged { 3 + many } else { many } {
            0 => ("decides", &["d", "ctrl-s"]),
            1 | 3 if !judged => ("decides against", &["d", "right", "tab", "'not shown", "tab", "'seen", "ctrl-s"]),
            2 => ("asks", &["r", "ctrl-s"]),
            3 => ("takes back", &["u", "'a slip", "ctrl-s"]),
            4 | 5 => ("approves", &["a", "ctrl-s"]),
            _ => ("sends the letter", &["N", "ctrl-s"]),
        };
        let look_again = !self.dice.one_in(4);
        let idle = self.dice.one_in(4);
        let Sat { name, shown, left } = {
            let seat = &mut self.seats[seat];
            let Hand::Screens(session, clock) = &mut seat.hand else { return Ok(()) };
            clock.set(now);
            let number = format!("'{case}");
            if look_again {
                leave(session);
                ["9", "/", "ctrl-u", &number, "enter", "enter"].iter().for_each(|word| press(session, word));
            }
            // Whoever looks again has waited a second.
            if idle || look_again {
                session.poll();
            }
            // What counts is what stands on the screen when the last key is pressed.
            let (last, before) = keys.split_last().unwrap();
            before.iter().for_each(|word| press(session, word));
            let shown = session.app().case.as_ref().map(|view| (view.id(), view.file.case.version));
            press(session, last);
            let left = format!("{:?} {:?}", session.app().question, session.app().notice);
            Sat { name: seat.name.clone(), shown, left }
        };
        let before = self.model.clone();
        let done = self.what_keys_did(seat, &name, shown, now);
        self.say(format!("{name} {word} by keys at {now}; on the screen was {shown:?}, wanted {case} -> {done:?}"));
        // Whoever looked, gave reasons and may decide has decided.
        let (reasons, departure) = ("x".to_owned(), "x".to_owned());
        let act = CaseAct::Decide { verdict: Verdict::Refuse, reasons, departure };
        let version = before.cases[&case].version;
        let id = CmdId([0; 16]);
        let wanted = Command { id, officer: name.clone(), login: name.clone(), at: now, act: act.on(case, version) };
        let must = look_again && word == "decides against" && before.judge(&wanted, self.hold(case, now)?.as_ref());
        match done? {
            None if must => Err(format!("{name} wanted to decide {case} by keys, might, and did not: {left}")),
            _ => Ok(()),
        }
    }

    /// What the keys have put on record: nothing, or one entry of this officer about the case on the screen.
    fn what_keys_did(
        &mut self,
        seat: usize,
        name: &str,
        shown: Option<(CaseId, i64)>,
        now: Stamp,
    ) -> Result<Option<String>, Found> {
        let known = self.model.lines.len() as u64;
        let rows = self.eye.entries(None, 2).map_err(|error| error.to_string())?;
        let new: Vec<_> = rows.into_iter().filter(|row| row.seq >= known).collect();
        let Some(entry) = new.first() else { return Ok(None) };
        let (Some((case, version)), true) = (shown, new.len() == 1) else {
            return Err(format!("keys of {name} made {new:?} while the screen showed {shown:?}"));
        };
        if entry.actor != name || entry.case != Some(case) {
            return Err(format!("keys of {name} on case {case} made {entry:?}"));
        }
        let file = self.eye.case(case, now).map_err(|error| error.to_string())?.ok_or("the case is gone")?;
        let made = file.decisions.last();
        let standing = made.map_or(DecisionId(0), |made| made.id);
        let note = || "seen".to_owned();
        let act = match entry.action.as_str() {
            "decision.made" => {
                let made = made.ok_or("a decision without its row")?;
                let (reasons, departure) = (made.reasons.clone(), made.departure.clone());
                CaseAct::Decide { verdict: made.verdict, reasons, departure }
            }
            "evidence.requested" => {
                CaseAct::RequestEvidence { kinds: Vec::new(), note: String::new(), answer_by: None }
            }
            "decision.undone" => CaseAct::Undo { reason: note() },
            "decision.approved" => CaseAct::Approve { decision: standing, note: note() },
            "decision.returned" => CaseAct::Return { decision: standing, ground: Ground::Correction, note: note() },
            "notice.sent" => CaseAct::RecordNotice { letter: Letter::default() },
            // What was typed where no form had opened is keys: a letter of a reason opens the question to a colleague.
            "question.asked" => {
                let asked = file.events.iter().rev().find(|event| event.seq == entry.seq);
                let asked = asked.ok_or("a question without its row")?;
                CaseAct::Ask { whom: asked.more.about.clone(), question: asked.text.clone() }
            }
            other => return Err(format!("keys of {name} made {other}")),
        };
        let mut id = CmdId([254; 16]);
        id.0[..8].copy_from_slice(&entry.seq.to_be_bytes());
        let command = Command { id, officer: name.into(), login: name.into(), at: now, act: act.on(case, version) };
        let hold = file.hold.clone();
        if !self.model.judge(&command, hold.as_ref()) {
            let known = self.model.cases.get(&case);
            return Err(format!("the screens let {name} do {command:?}; hold {hold:?}, model {known:?}"));
        }
        let receipt = Receipt {
            seq: entry.seq,
            version: file.case.version,
            status: Some(file.case.status),
            fact: None,
            decision: made.map(|made| made.id),
            motion: None,
            repeated: false,
        };
        self.model.done(&command, &receipt);
        self.seats[seat].seen.insert(case, receipt.version);
        self.by_keys += 1;
        Ok(Some(entry.action.clone()))
    }
}

/// A key by its name, or a text behind an apostrophe.
fn press(session: &mut Session, word: &str) {
    match word.strip_prefix('\'') {
        Some(text) => text.chars().for_each(|c| session.key(Key::char(c))),
        None => session.key(Key::parse(word).unwrap()),
    }
}

/// Back to the queue, whatever is open and half written.
fn leave(session: &mut Session) {
    for _ in 0..8 {
        let word = if session.app().question.is_some() { "y" } else { "esc" };
        press(session, word);
    }
}

/// Who pressed the keys, and the case and version that they saw then.
struct Sat {
    name: String,
    shown: Option<(CaseId, i64)>,
    /// The session knows that they may decide.
    /// The question and the notice afterwards.
    left: String,
}
