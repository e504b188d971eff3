//! Who works in the office, what they may do, and which changes of that wait for a second person.
//!
//! A change is weighty if it gives or takes a permission to approve, to approve one's own, to administer or to speak for
//! others, gives another login to somebody who has one of these, or widens the competence of somebody who approves. As soon as the office has a second person, such a
//! change comes into force only when they agree.

use crate::domain::name::{is_office_name, is_officer_name, looks_like};
use crate::domain::{ActError, Competence, Day, MotionId, Office, Officer, Permission, Permissions};
use crate::law::days::in_range;

/// Everybody who is or was an officer, as the newest change in force says, and every motion.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Staff {
    officers: Vec<Officer>,
    motions: Vec<Motion>,
}

/// A change that somebody proposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Motion {
    /// Its number.
    pub id: MotionId,
    /// Who proposed it.
    pub by: String,
    /// What it proposes.
    pub change: Weighty,
    /// What became of it.
    pub state: MotionState,
    /// Who could agree when it was proposed: nobody is made a second person for it afterwards.
    pub seconds: Vec<String>,
}

impl Motion {
    /// A motion as it is made; the staff to which it is put says who can agree.
    pub fn open(id: MotionId, by: &str, change: Weighty) -> Motion {
        Motion { id, by: by.to_owned(), change, state: MotionState::Open, seconds: Vec::new() }
    }

    fn about(&self) -> Option<&str> {
        match &self.change {
            Weighty::Enrol(officer) => Some(&officer.name),
            Weighty::Clock | Weighty::Set(_) => None,
        }
    }
}

/// What a motion proposes.
#[derive(Debug, Clone, PartialEq)]
pub enum Weighty {
    /// Somebody is made an officer, or may do something else than before.
    Enrol(Officer),
    /// The office's time goes back to the true one: an entry was made under a wrong clock.
    Clock,
    /// The office sets something for itself.
    Set(Box<Office>),
}

/// What became of a motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MotionState {
    /// It waits.
    Open,
    /// It is in force.
    Agreed,
    /// It will never be.
    Rejected,
    /// What it would change was changed otherwise.
    Lapsed,
}

/// How a change comes into force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Force {
    /// It is in force with its entry.
    AtOnce,
    /// It waits for a second person.
    WhenAgreed,
}

impl Staff {
    /// An officer by name.
    pub fn officer(&self, name: &str) -> Option<&Officer> {
        self.officers.iter().find(|officer| officer.name == name)
    }

    /// Everybody, in the order in which they came.
    pub fn officers(&self) -> &[Officer] {
        &self.officers
    }

    /// Everybody who can be given work or asked: those to whom a login is bound.
    pub fn at_work(&self) -> impl Iterator<Item = &Officer> {
        self.officers.iter().filter(|officer| !officer.login.is_empty())
    }

    /// Every motion, in the order in which they were made.
    pub fn motions(&self) -> &[Motion] {
        &self.motions
    }

    /// The officer as whom somebody comes, if their login may speak for them.
    pub fn speaker(&self, name: &str, login: &str, fictitious: bool) -> Result<&Officer, ActError> {
        let officer = self.officer(name).ok_or_else(|| ActError::NotEnrolled { officer: name.to_owned() })?;
        speaks_for(officer, login, fictitious || self.is_gateway(login))?;
        Ok(officer)
    }

    /// Whether a login may speak for officers whose login is another.
    pub fn is_gateway(&self, login: &str) -> bool {
        self.officers.iter().any(|officer| officer.login == login && officer.may(Permission::Gateway))
    }

    /// Whether somebody may make this change, and how it comes into force; `frozen`: until when nothing changes by one person.
    pub fn enrol(&self, by: &Officer, new: &Officer, frozen: Option<Day>) -> Result<Force, ActError> {
        needs(by, Permission::Administer)?;
        if by.name == new.name {
            return Err(ActError::OwnPermissions { officer: by.name.clone() });
        }
        self.name(new)?;
        let before = self.officer(&new.name);
        let had = before.map(|officer| officer.permissions).unwrap_or_default();
        for one in [Permission::Administer, Permission::Approve] {
            let others = || self.officers.iter().any(|other| other.name != new.name && other.may(one));
            if had.has(one) && !new.may(one) && !others() {
                return Err(ActError::LastOf { officer: new.name.clone(), permission: one });
            }
        }
        let another_login = before.is_some_and(|before| before.login != new.login);
        let weighty = had.difference(new.permissions).iter().any(Permission::is_weighty)
            || another_login && had.iter().any(Permission::is_weighty)
            || had.has(Permission::Approve)
                && before.is_some_and(|before| widens(&before.competences, &new.competences));
        Ok(if weighty || frozen.is_some() { self.force(&by.name, Some(&new.name)) } else { Force::AtOnce })
    }

    /// A new name must be a name, and not look like one that the office has already; one login is one person's.
    fn name(&self, new: &Officer) -> Result<(), ActError> {
        let looks = looks_like(&new.name);
        let like_another = self.officers.iter().any(|known| known.name != new.name && looks_like(&known.name) == looks);
        if like_another || !is_officer_name(&new.name) {
            return Err(ActError::OfficerName { name: new.name.clone() });
        }
        let taken = self.officers.iter().find(|known| known.name != new.name && known.login == new.login);
        match taken.filter(|_| !new.login.is_empty()) {
            Some(known) => Err(ActError::LoginTaken { login: new.login.clone(), officer: known.name.clone() }),
            None => Ok(()),
        }
    }

    /// Whether somebody may set this for the office, and how it comes into force. To freeze, or to stay frozen for longer, needs
    /// no second person.
    pub fn set(&self, by: &Officer, old: &Office, new: &Office, frozen: Option<Day>) -> Result<Force, ActError> {
        needs(by, Permission::Administer)?;
        if (&old.name, &old.log_id, old.fictitious) != (&new.name, &new.log_id, new.fictitious) {
            return Err(ActError::OfficeName { name: new.name.clone() });
        }
        if old == new {
            return Err(ActError::NothingToChange);
        }
        let within = |setting, value: i64, least: i64, most: i64| match (least..=most).contains(&value) {
            true => Ok(()),
            false => Err(ActError::BadSetting { setting, value: value.to_string() }),
        };
        within("undo_minutes", new.undo_minutes, 0, MOST_MINUTES)?;
        within("lease_minutes", new.lease_minutes, 1, MOST_MINUTES)?;
        within("freeze_days", new.freeze_days.unwrap_or_default(), 0, MOST_DAYS)?;
        if let Some(day) = new.frozen_until.filter(|day| !in_range(*day)) {
            return Err(ActError::DayOutOfRange { day });
        }
        let longer = Office { frozen_until: new.frozen_until, program: new.program.clone(), ..old.clone() };
        let same_program = frozen.is_none() || old.program == new.program;
        let at_once = longer == *new && new.frozen_until > old.frozen_until && same_program;
        Ok(if at_once { Force::AtOnce } else { self.force(&by.name, None) })
    }

    /// Whether somebody may propose that the clock be put right, and how that comes into force.
    pub fn correct_clock(&self, by: &Officer) -> Result<Force, ActError> {
        needs(by, Permission::Administer)?;
        Ok(self.force(&by.name, None))
    }

    /// Whether somebody may say that the clock is right: whoever changes anything at all may.
    pub fn confirm_clock(&self, by: &Officer) -> Result<(), ActError> {
        match by.permissions == Permissions::NONE {
            true => needs(by, Permission::Decide),
            false => Ok(()),
        }
    }

    /// Whether a weighty change waits: it does if anybody is there to agree.
    fn force(&self, by: &str, about: Option<&str>) -> Force {
        if self.seconds(by, about).is_empty() { Force::AtOnce } else { Force::WhenAgreed }
    }

    /// Who can agree to what `by` proposes about `about`: another who has a weighty permission; where there is nobody, any
    /// other officer; where there is nobody either, the one whom it is about.
    fn seconds(&self, by: &str, about: Option<&str>) -> Vec<&Officer> {
        let others: Vec<&Officer> =
            self.officers.iter().filter(|officer| works(officer) && officer.name != by).collect();
        let apart: Vec<&Officer> = others.iter().copied().filter(|officer| Some(&*officer.name) != about).collect();
        let weighs = |officer: &&Officer| officer.permissions.iter().any(Permission::is_weighty);
        let weighty: Vec<&Officer> = apart.iter().copied().filter(weighs).collect();
        [weighty, apart, others].into_iter().find(|some| !some.is_empty()).unwrap_or_default()
    }

    /// The open motion to which somebody may say yes or no.
    pub fn assent(&self, by: &Officer, motion: MotionId) -> Result<&Motion, ActError> {
        let found = self.motions.iter().find(|one| one.id == motion && one.state == MotionState::Open);
        let found = found.ok_or(ActError::NoSuchMotion { motion })?;
        match found.seconds.contains(&by.name) && works(by) {
            true => Ok(found),
            false => Err(ActError::NoSecond { officer: by.name.clone(), motion }),
        }
    }

    /// A change that is in force: of two that say something of one person the later counts.
    pub fn put(&mut self, officer: Officer) {
        match self.officers.iter_mut().find(|known| known.name == officer.name) {
            Some(known) => *known = officer,
            None => self.officers.push(officer),
        }
    }

    /// A change that waits.
    pub fn propose(&mut self, motion: Motion) {
        let seconds = self.seconds(&motion.by, motion.about()).into_iter().map(|second| second.name.clone()).collect();
        self.motions.push(Motion { seconds, ..motion });
    }

    /// The office set something for itself: what was proposed before, against what it set then, is no longer put to anybody.
    pub fn office_changed(&mut self) {
        let sets = |one: &&mut Motion| one.state == MotionState::Open && matches!(one.change, Weighty::Set(_));
        self.motions.iter_mut().filter(sets).for_each(|one| one.state = MotionState::Lapsed);
    }

    /// What the second person said.
    pub fn settle(&mut self, motion: MotionId, agreed: bool) {
        let Some(found) = self.motions.iter_mut().find(|one| one.id == motion) else { return };
        found.state = if agreed { MotionState::Agreed } else { MotionState::Rejected };
        match (agreed, found.change.clone()) {
            (true, Weighty::Enrol(officer)) => self.put(officer),
            (true, Weighty::Set(_)) => self.office_changed(),
            _ => {}
        }
    }
}

/// Whether an office can be founded with this name and these officers.
pub fn found(name: &str, officers: &[Officer]) -> Result<(), ActError> {
    if !is_office_name(name) {
        return Err(ActError::OfficeName { name: name.to_owned() });
    }
    let mut staff = Staff::default();
    for officer in officers {
        staff.name(officer)?;
        staff.put(officer.clone());
    }
    Ok(())
}

/// The longest time for taking a decision back, and the longest hold: a day.
const MOST_MINUTES: i64 = 24 * 60;
/// An office freezes by itself a year before a roll is settled at the earliest.
const MOST_DAYS: i64 = 366;

/// Whether some case is new to the officer. What is not plainly narrower counts as wider: of two codes of territories only
/// equality is asked here, so that no register decides who must agree.
fn widens(before: &[Competence], after: &[Competence]) -> bool {
    let covers = |old: &Competence, new: &Competence| {
        old.regime().is_none_or(|regime| new.regime() == Some(regime))
            && old.place().is_none_or(|place| new.place() == Some(place))
    };
    !before.is_empty() && (after.is_empty() || !after.iter().all(|new| before.iter().any(|old| covers(old, new))))
}

/// Somebody who has a login and may do something.
fn works(officer: &Officer) -> bool {
    !officer.login.is_empty() && officer.permissions != Permissions::NONE
}

/// Whether this login may act as this officer.
pub fn speaks_for(officer: &Officer, login: &str, any_login: bool) -> Result<(), ActError> {
    match any_login || officer.login == login && !login.is_empty() {
        true => Ok(()),
        false => Err(ActError::WrongLogin { login: login.to_owned(), officer: officer.name.clone() }),
    }
}

fn needs(by: &Officer, permission: Permission) -> Result<(), ActError> {
    match by.may(permission) {
        true => Ok(()),
        false => Err(ActError::NotPermitted { officer: by.name.clone(), right: permission.code() }),
    }
}
