//! What the office must be like, by rules written down a second time and without the program's: a few maps that hold what
//! was acknowledged. It judges each act before it is tried; the program must say the same, yes or no.

use std::collections::{BTreeMap, BTreeSet};

use suffrage::domain::{
    Act, CaseAct, CaseId, Command, DecisionId, FactId, Hold, MotionId, Office, OfficeAct, Officer, Permission,
    Permissions, Receipt, Stamp, State, Status, Verdict,
};

const MINUTE: i64 = 60_000;
const SLACK: i64 = 5 * MINUTE;
const REST: i64 = 30 * 24 * 60 * MINUTE;
/// What must be on record before anybody is eligible.
const NEEDED: [&str; 6] =
    ["birth_date", "citizenship", "residence_permit", "registration", "incapacity", "imprisonment"];

#[derive(Debug, Clone)]
pub struct Decided {
    pub id: DecisionId,
    pub by: String,
    pub at: i64,
    pub verdict: Verdict,
}

#[derive(Debug, Clone)]
pub struct Case {
    pub key: String,
    pub person: String,
    pub status: Status,
    pub version: i64,
    pub standing: Option<Decided>,
    pub decisions: usize,
    pub approvals: usize,
    pub asked: bool,
    /// The names of those who act for the person.
    pub representatives: BTreeSet<String>,
    pub appealed: bool,
    /// Whose decision somebody else makes anew.
    pub barred: Option<String>,
    /// It was put aside, until a day after the simulation, and nothing was learnt or decided since.
    pub rests: bool,
}

/// What is known of a person, as far as the law of the simulation asks.
#[derive(Debug, Clone, Default)]
pub struct Person {
    pub shown: Vec<String>,
    pub facts: Vec<FactSeen>,
}

/// A fact that was recorded by an act; what an application brings is not corrected here.
#[derive(Debug, Clone)]
pub struct FactSeen {
    pub id: FactId,
    pub kind: String,
    pub at: i64,
    pub corrected: bool,
    /// What these corrections change: all of them say the same of the person.
    pub note: String,
}

/// What a motion is about.
#[derive(Debug, Clone, PartialEq)]
pub enum About {
    Clock,
    Enrol(Officer),
    Set(Box<Office>),
}

#[derive(Debug, Clone)]
pub struct Motion {
    pub id: MotionId,
    pub by: String,
    pub about: About,
    pub open: bool,
    /// Who could agree when it was proposed.
    pub seconds: Vec<String>,
}

/// One line of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub by: String,
    pub action: &'static str,
    pub case: Option<CaseId>,
}

#[derive(Debug, Clone)]
pub struct Model {
    pub office: Office,
    pub officers: Vec<Officer>,
    pub motions: Vec<Motion>,
    pub cases: BTreeMap<CaseId, Case>,
    pub people: BTreeMap<String, Person>,
    pub lines: Vec<Line>,
    /// Cases that were approved by who had leave to approve their own.
    pub own: Vec<(CaseId, String)>,
    pub last_at: i64,
}

impl Model {
    pub fn officer(&self, name: &str) -> Option<&Officer> {
        self.officers.iter().find(|officer| officer.name == name)
    }

    fn speaks(&self, officer: &Officer, login: &str) -> bool {
        let gateway = |other: &Officer| other.login == login && other.may(Permission::Gateway);
        self.office.fictitious || officer.login == login && !login.is_empty() || self.officers.iter().any(gateway)
    }

    fn clock(&self, at: i64) -> bool {
        at + SLACK >= self.last_at && (self.office.fictitious || at <= self.last_at + REST)
    }

    /// Whether somebody can speak of a wrong clock without moving it: by one that is not far ahead.
    fn stands(&self, at: i64) -> bool {
        self.office.fictitious || at <= self.last_at + REST
    }

    /// Whether somebody can do something to a case, and so may hold it.
    pub fn may_hold(&self, name: &str, case: CaseId) -> bool {
        let (Some(officer), Some(case)) = (self.officer(name), self.cases.get(&case)) else { return false };
        let judged = matches!(case.status, Status::Decided | Status::AwaitingApproval);
        let mine = case.standing.as_ref().is_some_and(|standing| standing.by == name);
        let approves = officer.may(Permission::Approve) && judged && (!mine || officer.may(Permission::ApproveOwn));
        officer.may(Permission::Decide) || approves
    }

    /// Whether nothing changes by one person at this moment.
    fn frozen(&self, at: i64) -> bool {
        self.office.frozen_until.is_some_and(|until| Stamp(at.max(self.last_at)).day() <= until)
    }

    /// Whether what is set for the office waits for a second person.
    fn set_waits(&self, by: &str, new: &Office) -> bool {
        let longer = Office { frozen_until: new.frozen_until, ..self.office.clone() };
        let stricter = longer == *new && new.frozen_until > self.office.frozen_until;
        !stricter && !self.seconds(by, None).is_empty()
    }

    /// When an act at this moment goes on record.
    fn entry_time(&self, at: Stamp) -> i64 {
        at.0.max(self.last_at)
    }

    /// Whether cases may be opened so.
    pub fn may_open(&self, officer: &str, login: &str, at: Stamp) -> bool {
        let Some(known) = self.officer(officer) else { return false };
        let new_rules = !self.lines.iter().any(|line| line.action == "case.opened");
        let may = self.speaks(known, login) && known.may(Permission::Open) && self.clock(at.0);
        may && !(new_rules && self.frozen(at.0))
    }

    /// Whether the law says yes.
    pub fn eligible(&self, person: &str) -> bool {
        let shown = &self.people[person].shown;
        NEEDED.iter().all(|kind| shown.iter().any(|one| one == kind))
    }

    /// Whether the office must accept the command.
    pub fn judge(&self, command: &Command, hold: Option<&Hold>) -> bool {
        let Some(officer) = self.officer(&command.officer) else { return false };
        if !self.speaks(officer, &command.login) {
            return false;
        }
        match &command.act {
            Act::Case { case, version, act } => {
                let Some(found) = self.cases.get(case) else { return false };
                let at = self.entry_time(command.at);
                let held = hold.is_some_and(|hold| hold.by != officer.name && hold.until.0 > at);
                self.clock(command.at.0)
                    && found.version == *version
                    && !held
                    && self.judge_case(officer, found, act, at)
            }
            Act::Office(act) => self.judge_office(officer, act, command.at.0),
        }
    }

    fn judge_case(&self, officer: &Officer, case: &Case, act: &CaseAct, at: i64) -> bool {
        let open = matches!(case.status, Status::New | Status::InReview | Status::AwaitingEvidence);
        let judged = matches!(case.status, Status::Decided | Status::AwaitingApproval);
        let given = matches!(case.status, Status::Decided | Status::Final | Status::Noticed);
        let mine = case.standing.as_ref().is_some_and(|standing| standing.by == officer.name);
        let fresh =
            case.standing.as_ref().is_some_and(|standing| at <= standing.at + self.office.undo_minutes * MINUTE);
        match act {
            CaseAct::RecordFact { fact } => {
                let facts = &self.people[&case.person].facts;
                let fits = |one: &&FactSeen| one.kind == fact.kind && !one.corrected && one.at <= at;
                let known = |old| facts.iter().filter(fits).any(|one| one.id == old && one.note != fact.note);
                officer.may(Permission::Decide) && fact.supersedes.is_none_or(known)
            }
            CaseAct::RequestEvidence { .. } => officer.may(Permission::Decide) && open,
            CaseAct::Decide { verdict, reasons, departure } => {
                let reasoned = *verdict == Verdict::Grant || !reasons.is_empty();
                let departs = self.departs(case, *verdict);
                let barred = case.barred.as_ref() == Some(&officer.name) && !officer.may(Permission::ApproveOwn);
                officer.may(Permission::Decide) && open && reasoned && (!departs || !departure.is_empty()) && !barred
            }
            CaseAct::Undo { .. } => officer.may(Permission::Decide) && judged && mine && fresh,
            CaseAct::Approve { decision, note } | CaseAct::Return { decision, note, .. } => {
                let approve = matches!(act, CaseAct::Approve { .. });
                let own = !mine || officer.may(Permission::ApproveOwn);
                let same = case.standing.as_ref().is_some_and(|standing| standing.id == *decision);
                officer.may(Permission::Approve) && judged && own && same && (approve || !note.is_empty())
            }
            CaseAct::RecordNotice { .. } => {
                let late = case.status == Status::Final || case.status == Status::Decided && !fresh;
                officer.may(Permission::Decide) && late
            }
            CaseAct::RecordUndelivered { reason, .. } => {
                officer.may(Permission::Decide) && case.status == Status::Noticed && !reason.is_empty()
            }
            CaseAct::RecordAppeal { appeal } => officer.may(Permission::Decide) && given && !appeal.grounds.is_empty(),
            CaseAct::DismissAppeal { ruling } => {
                officer.may(Permission::Decide) && given && case.appealed && !ruling.reasons.is_empty()
            }
            CaseAct::SetAside { ruling } => {
                let own = !mine || officer.may(Permission::ApproveOwn);
                officer.may(Permission::Approve) && given && own && !ruling.reasons.is_empty()
            }
            CaseAct::Reopen { reason } => {
                let own = !mine || officer.may(Permission::ApproveOwn);
                let over = matches!(case.status, Status::Final | Status::Noticed);
                officer.may(Permission::Approve) && over && own && !reason.is_empty()
            }
            CaseAct::Assign { to } => {
                let able = [Permission::Decide, Permission::Approve].iter().any(|one| self.works(to, *one));
                officer.may(Permission::Decide) && case.status != Status::Noticed && able
            }
            CaseAct::Snooze { reason, .. } => {
                let rests = open || case.status == Status::AwaitingApproval;
                officer.may(Permission::Decide) && rests && !reason.is_empty()
            }
            CaseAct::Ask { whom, question } => {
                officer.may(Permission::Decide) && self.works(whom, Permission::Decide) && !question.is_empty()
            }
            CaseAct::Attach { file } => officer.may(Permission::Decide) && !file.name.is_empty(),
            CaseAct::Represent { representative } => officer.may(Permission::Decide) && !representative.name.is_empty(),
            CaseAct::EndRepresentation { name, .. } => {
                officer.may(Permission::Decide) && case.representatives.contains(name)
            }
            CaseAct::Answer { answer } => officer.may(Permission::Decide) && case.asked && !answer.is_empty(),
        }
    }

    fn works(&self, name: &str, by: Permission) -> bool {
        self.officer(name).is_some_and(|officer| !officer.login.is_empty() && officer.may(by))
    }

    pub fn departs(&self, case: &Case, verdict: Verdict) -> bool {
        !(self.eligible(&case.person) && verdict == Verdict::Grant)
    }

    fn judge_office(&self, by: &Officer, act: &OfficeAct, at: i64) -> bool {
        match act {
            OfficeAct::Enrol { officer } => self.clock(at) && self.may_enrol(by, officer),
            OfficeAct::Set { office } => {
                self.clock(at) && by.may(Permission::Administer) && **office != self.office && office.undo_minutes >= 0
            }
            OfficeAct::ConfirmClock => by.permissions != Permissions::NONE && at >= self.last_at,
            OfficeAct::CorrectClock => {
                let at_once = self.seconds(&by.name, None).is_empty();
                by.may(Permission::Administer) && (at_once || self.stands(at))
            }
            OfficeAct::Assent { motion, agree, .. } => {
                let Some(found) = self.motions.iter().find(|one| one.id == *motion && one.open) else { return false };
                let works = !by.login.is_empty() && by.permissions != Permissions::NONE;
                let second = found.seconds.contains(&by.name) && works;
                let possible = |officer| self.officer(&found.by).is_some_and(|mover| self.may_enrol(mover, officer));
                let fits = match &found.about {
                    About::Clock => return second && (*agree || self.stands(at)),
                    About::Enrol(officer) => !agree || possible(officer),
                    About::Set(_) => true,
                };
                second && self.clock(at) && fits
            }
        }
    }

    fn may_enrol(&self, by: &Officer, new: &Officer) -> bool {
        let had = self.officer(&new.name).map(|known| known.permissions).unwrap_or_default();
        let last = [Permission::Administer, Permission::Approve].into_iter().any(|one| {
            let another = self.officers.iter().any(|other| other.name != new.name && other.may(one));
            had.has(one) && !new.may(one) && !another
        });
        let taken = |known: &&Officer| known.name != new.name && known.login == new.login;
        let taken = !new.login.is_empty() && self.officers.iter().any(|known| taken(&known));
        by.may(Permission::Administer) && by.name != new.name && !last && !taken
    }

    /// Whether a change to somebody's permissions needs a second person.
    fn is_weighty(&self, new: &Officer) -> bool {
        let before = self.officer(&new.name);
        let had = before.map(|known| known.permissions).unwrap_or_default();
        let other_login = before.is_some_and(|known| known.login != new.login);
        Permission::ALL
            .iter()
            .filter(|one| one.is_weighty())
            .any(|one| had.has(*one) != new.may(*one) || other_login && had.has(*one))
    }

    /// Those who can be the second person for a change.
    pub fn seconds(&self, by: &str, about: Option<&str>) -> Vec<String> {
        let works = |one: &&Officer| one.name != by && !one.login.is_empty() && one.permissions != Permissions::NONE;
        let others: Vec<&Officer> = self.officers.iter().filter(works).collect();
        let apart: Vec<&Officer> = others.iter().copied().filter(|one| Some(&*one.name) != about).collect();
        let weigh = |one: &&Officer| Permission::ALL.iter().any(|some| some.is_weighty() && one.may(*some));
        let heavy: Vec<&Officer> = apart.iter().copied().filter(weigh).collect();
        let found = if !heavy.is_empty() {
            heavy
        } else if !apart.is_empty() {
            apart
        } else {
            others
        };
        found.into_iter().map(|one| one.name.clone()).collect()
    }

    /// An application that was acknowledged.
    pub fn opened(&mut self, officer: &str, at: Stamp, id: CaseId, key: String, person: String, shown: Vec<String>) {
        self.last_at = self.entry_time(at);
        let known = self.people.entry(person.clone()).or_default();
        let new: Vec<String> = shown.into_iter().filter(|kind| !known.shown.contains(kind)).collect();
        known.shown.extend(new.iter().cloned());
        if !new.is_empty() {
            self.cases.values_mut().filter(|case| case.person == person).for_each(|case| case.version += 1);
        }
        let (status, version) = (Status::New, 1);
        let case = Case {
            key,
            person,
            status,
            version,
            standing: None,
            decisions: 0,
            approvals: 0,
            asked: false,
            representatives: BTreeSet::new(),
            appealed: false,
            barred: None,
            rests: false,
        };
        self.cases.insert(id, case);
        self.lines.push(Line { by: officer.into(), action: "case.opened", case: Some(id) });
    }

    /// An act that was acknowledged, or that is in the record after a death: what it must have come to.
    pub fn done(&mut self, command: &Command, receipt: &Receipt) {
        let at = self.entry_time(command.at);
        let action = match &command.act {
            Act::Case { case, act, .. } => {
                self.last_at = at;
                self.done_case(*case, &command.officer, at, act, receipt)
            }
            Act::Office(act) => self.done_office(&command.officer, command.at.0, act, receipt),
        };
        self.lines.push(Line { by: command.officer.clone(), action, case: command.act.case() });
    }

    fn done_case(&mut self, id: CaseId, by: &str, at: i64, act: &CaseAct, receipt: &Receipt) -> &'static str {
        let person = self.cases[&id].person.clone();
        if self.officer(by).is_some_and(|officer| officer.may(Permission::ApproveOwn)) {
            self.own.push((id, by.to_owned()));
        }
        let departs = matches!(act, CaseAct::Decide { verdict, .. } if self.departs(&self.cases[&id], *verdict));
        if let CaseAct::RecordFact { fact } = act {
            for (other, case) in &mut self.cases {
                case.version += i64::from(*other != id && case.person == person);
            }
            let known = self.people.entry(person).or_default();
            known.facts.iter_mut().filter(|one| Some(one.id) == fact.supersedes).for_each(|one| one.corrected = true);
            let (kind, note, corrected) = (fact.kind.clone(), fact.note.clone(), false);
            known.facts.extend(receipt.fact.map(|id| FactSeen { id, kind, at, corrected, note }));
            if matches!(fact.state, State::None | State::Known(_)) {
                known.shown.push(fact.kind.clone());
            }
        }
        let Some(case) = self.cases.get_mut(&id) else { return "no case" };
        case.version += 1;
        let wakes = matches!(
            act,
            CaseAct::RecordFact { .. }
                | CaseAct::Decide { .. }
                | CaseAct::Return { .. }
                | CaseAct::SetAside { .. }
                | CaseAct::Reopen { .. }
        );
        case.rests = !wakes && (case.rests || matches!(act, CaseAct::Snooze { .. }));
        let (status, action) = case.moved(by, at, act, receipt, departs);
        case.status = status;
        action
    }

    fn done_office(&mut self, by: &str, at: i64, act: &OfficeAct, receipt: &Receipt) -> &'static str {
        let forward = at.max(self.last_at);
        match act {
            OfficeAct::Enrol { officer } => {
                self.last_at = forward;
                let weighty = self.is_weighty(officer) || self.frozen(at);
                if weighty && !self.seconds(by, Some(&officer.name)).is_empty() {
                    return self.propose(by, About::Enrol(officer.clone()), receipt);
                }
                self.put(officer.clone());
                "officer.enrolled"
            }
            OfficeAct::Set { office } if self.set_waits(by, office) => {
                self.last_at = forward;
                self.propose(by, About::Set(office.clone()), receipt)
            }
            OfficeAct::Set { office } => {
                self.last_at = forward;
                self.office = (**office).clone();
                self.lapse();
                "office.changed"
            }
            OfficeAct::ConfirmClock => {
                self.last_at = at;
                "clock.confirmed"
            }
            OfficeAct::CorrectClock if self.seconds(by, None).is_empty() => {
                self.last_at = at;
                "clock.corrected"
            }
            OfficeAct::CorrectClock => {
                self.last_at = forward;
                self.propose(by, About::Clock, receipt)
            }
            OfficeAct::Assent { motion, agree, .. } => {
                let about = self.motions.iter_mut().find(|one| one.id == *motion).map(|found| {
                    found.open = false;
                    found.about.clone()
                });
                self.last_at = if about == Some(About::Clock) && *agree { at } else { forward };
                match about.filter(|_| *agree) {
                    Some(About::Enrol(officer)) => self.put(officer),
                    Some(About::Set(office)) => {
                        self.office = *office;
                        self.lapse();
                    }
                    _ => {}
                }
                if *agree { "change.agreed" } else { "change.rejected" }
            }
        }
    }

    fn propose(&mut self, by: &str, about: About, receipt: &Receipt) -> &'static str {
        // A clock's motion has no number in its receipt: motions are numbered in their order.
        let id = receipt.motion.unwrap_or(MotionId(self.motions.len() as i64 + 1));
        let name = match &about {
            About::Enrol(officer) => Some(officer.name.as_str()),
            About::Clock | About::Set(_) => None,
        };
        let seconds = self.seconds(by, name);
        self.motions.push(Motion { id, by: by.into(), about, open: true, seconds });
        "change.proposed"
    }

    /// What was proposed against what the office set before is put to nobody any more.
    fn lapse(&mut self) {
        self.motions.iter_mut().filter(|one| matches!(one.about, About::Set(_))).for_each(|one| one.open = false);
    }

    fn put(&mut self, officer: Officer) {
        match self.officers.iter_mut().find(|known| known.name == officer.name) {
            Some(known) => *known = officer,
            None => self.officers.push(officer),
        }
    }
}
