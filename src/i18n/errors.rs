//! Why the office refuses an act, as a sentence that also says what to do.

use super::{Arg, Texts};
use crate::domain::{ActError, Clean, Lack, Stamp};

impl Texts {
    /// The sentence for a refusal. The same on every screen and on the command line.
    pub fn refusal(&self, error: &ActError) -> Clean {
        let when = |stamp: &Stamp| Arg::from(self.moment(*stamp));
        let case = |case: &crate::domain::CaseId| ("case", Arg::from(case.to_string()));
        match error {
            ActError::NoSuchCase { case: id } => self.say("error-no-such-case", &[case(id)]),
            ActError::NotPermitted { officer, right } => self.say(
                "error-not-permitted",
                &[("officer", Arg::from(officer.as_str())), ("permission", self.word("permission", right).into())],
            ),
            ActError::Stale { case: id, by, at, action } => {
                let (by, action) = (Arg::from(by.as_str()), self.word("action", action).into());
                self.say("error-stale", &[case(id), ("officer", by), ("moment", when(at)), ("action", action)])
            }
            ActError::Held { case: id, by, until } => {
                self.say("error-held", &[case(id), ("officer", Arg::from(by.as_str())), ("moment", when(until))])
            }
            ActError::WrongStatus { case: id, status } => {
                self.say("error-wrong-status", &[case(id), ("status", self.word("status", status.code()).into())])
            }
            ActError::UnknownPack { pack } => self.say("error-unknown-pack", &[("pack", Arg::from(pack.as_str()))]),
            ActError::NeedsReasons => self.get("error-needs-reasons"),
            ActError::NeedsDeparture { proposed } => {
                self.say("error-needs-departure", &[("outcome", self.word("outcome", proposed.code()).into())])
            }
            ActError::UndoOver { ended } => self.say("error-undo-over", &[("moment", when(ended))]),
            ActError::UndoStillOpen { until } => self.say("error-undo-still-open", &[("moment", when(until))]),
            ActError::ClockWentBack { last, now } => {
                self.say("error-clock-went-back", &[("last", when(last)), ("now", when(now))])
            }
            ActError::FrozenRules { .. }
            | ActError::FrozenProgram { .. }
            | ActError::NeedsSecondEntry { .. }
            | ActError::EntriesDiffer { .. }
            | ActError::BadSetting { .. }
            | ActError::NothingToChange => self.against_settings(error),
            ActError::BadFact { .. }
            | ActError::FactNotAccepted { .. }
            | ActError::NoSuchFact { .. }
            | ActError::KeyTaken { .. }
            | ActError::DayIsToCome { .. }
            | ActError::DayIsPast { .. }
            | ActError::DayTooEarly { .. }
            | ActError::DayOutOfRange { .. }
            | ActError::NeedsText { .. }
            | ActError::NothingAsked { .. }
            | ActError::NothingAppealed { .. }
            | ActError::NoSuchRepresentative { .. }
            | ActError::Unprintable { .. }
            | ActError::NeedsNote
            | ActError::TooLong { .. } => self.refusal_of_what_was_typed(error),
            ActError::NotEnrolled { .. }
            | ActError::DecidedBefore { .. }
            | ActError::SameOfficer { .. }
            | ActError::ClockFarAhead { .. }
            | ActError::LastOf { .. }
            | ActError::LoginTaken { .. }
            | ActError::NoSecond { .. }
            | ActError::NotCompetent { .. }
            | ActError::NoSuchMotion { .. }
            | ActError::NoSuchOfficer { .. }
            | ActError::OfficeName { .. }
            | ActError::OfficerName { .. }
            | ActError::OwnPermissions { .. }
            | ActError::WrongLogin { .. } => self.refusal_about_people(error),
        }
    }

    /// The sentence for a refusal of a fact, a text or a day.
    fn refusal_of_what_was_typed(&self, error: &ActError) -> Clean {
        let case = |case: &crate::domain::CaseId| ("case", Arg::from(case.to_string()));
        let day = |day: &crate::domain::Day| ("day", Arg::from(self.date(*day)));
        match error {
            ActError::BadFact { kind, problem } => self
                .say("error-bad-fact", &[("kind", Arg::from(kind.as_str())), ("problem", Arg::from(problem.as_str()))]),
            ActError::FactNotAccepted { kind, problem } => {
                let problem = self.get(problem.key()).into();
                self.say("error-bad-fact", &[("kind", Arg::from(kind.as_str())), ("problem", problem)])
            }
            ActError::NoSuchFact { fact } => self.say("error-no-such-fact", &[("fact", Arg::from(fact.to_string()))]),
            ActError::NoSuchRepresentative { name } => {
                self.say("error-no-such-representative", &[("name", Arg::from(name.as_str()))])
            }
            ActError::NothingAppealed { case: id } => self.say("error-nothing-appealed", &[case(id)]),
            ActError::KeyTaken { key, case: id } => {
                self.say("error-key-taken", &[("key", Arg::from(key.as_str())), case(id)])
            }
            ActError::DayTooEarly { day: on, first } => {
                self.say("error-day-too-early", &[day(on), ("first", Arg::from(self.date(*first)))])
            }
            ActError::DayIsToCome { day: on } => self.say("error-day-is-to-come", &[day(on)]),
            ActError::DayIsPast { day: on } => self.say("error-day-is-past", &[day(on)]),
            ActError::NeedsText { text } => self.say("error-needs-text", &[("text", Arg::from(*text))]),
            ActError::NothingAsked { case: id } => self.say("error-nothing-asked", &[case(id)]),
            ActError::Unprintable { text } => self.say("error-unprintable", &[("text", Arg::from(*text))]),
            ActError::NeedsNote => self.get("error-needs-note"),
            ActError::TooLong { text, limit } => self.say(
                "error-too-long",
                &[("text", Arg::from(*text)), ("limit", Arg::Count(i64::try_from(*limit).unwrap_or(i64::MAX)))],
            ),
            ActError::DayOutOfRange { day: on } => self.say("error-day-out-of-range", &[day(on)]),
            other => Clean::new(&other.to_string()),
        }
    }

    /// The sentence for a refusal that follows from what the office sets for itself.
    fn against_settings(&self, error: &ActError) -> Clean {
        match error {
            ActError::FrozenRules { pack, until } => self.say(
                "error-frozen-rules",
                &[("pack", Arg::from(pack.as_str())), ("until", Arg::from(self.date(*until)))],
            ),
            ActError::FrozenProgram { version, this, until } => {
                let args = [
                    ("version", Arg::from(version.as_str())),
                    ("this", Arg::from(this.as_str())),
                    ("until", Arg::from(self.date(*until))),
                ];
                self.say("error-frozen-program", &args)
            }
            ActError::NeedsSecondEntry { kind, fact } => {
                let args = [("kind", Arg::from(kind.as_str())), ("fact", Arg::from(fact.to_string()))];
                self.say("error-needs-second-entry", &args)
            }
            ActError::EntriesDiffer { kind, first, second } => {
                let args = [
                    ("kind", Arg::from(kind.as_str())),
                    ("first", Arg::from(first.as_str())),
                    ("second", Arg::from(second.as_str())),
                ];
                self.say("error-entries-differ", &args)
            }
            ActError::BadSetting { setting, value } => {
                self.say("error-bad-setting", &[("setting", Arg::from(*setting)), ("value", Arg::from(value.as_str()))])
            }
            ActError::NothingToChange => self.get("error-nothing-to-change"),
            other => Clean::new(&other.to_string()),
        }
    }

    /// The sentence for a refusal that is about officers or the clock.
    fn refusal_about_people(&self, error: &ActError) -> Clean {
        let when = |stamp: &Stamp| Arg::from(self.moment(*stamp));
        let who = |login: &str, officer: &str| {
            [("login", Arg::from(login.to_owned())), ("officer", Arg::from(officer.to_owned()))]
        };
        match error {
            ActError::DecidedBefore { officer } => {
                self.say("error-decided-before", &[("officer", Arg::from(officer.as_str()))])
            }
            ActError::ClockFarAhead { last, now } => {
                self.say("error-clock-far-ahead", &[("last", when(last)), ("now", when(now))])
            }
            ActError::WrongLogin { login, officer } => self.say("error-wrong-login", &who(login, officer)),
            ActError::LoginTaken { login, officer } => self.say("error-login-taken", &who(login, officer)),
            ActError::OwnPermissions { officer } => {
                self.say("error-own-permissions", &[("officer", Arg::from(officer.as_str()))])
            }
            ActError::LastOf { officer, permission } => self.say(
                "error-last-of",
                &[
                    ("officer", Arg::from(officer.as_str())),
                    ("permission", self.word("permission", permission.code()).into()),
                ],
            ),
            ActError::NoSuchMotion { motion } => {
                self.say("error-no-such-motion", &[("motion", Arg::from(motion.to_string()))])
            }
            ActError::NoSecond { officer, motion } => self.say(
                "error-no-second",
                &[("officer", Arg::from(officer.as_str())), ("motion", Arg::from(motion.to_string()))],
            ),
            ActError::NotCompetent { officer, competence, case, matter, lack } => {
                let args = [
                    ("officer", Arg::from(officer.as_str())),
                    ("competence", Arg::from(competence.as_str())),
                    ("case", Arg::from(case.to_string())),
                    ("matter", Arg::from(matter.as_str())),
                ];
                match lack {
                    Lack::Outside => self.say("error-not-competent", &args),
                    Lack::NotTold => self.say("error-competence-not-told", &args),
                }
            }
            ActError::OfficeName { name } => self.say("error-office-name", &[("name", Arg::from(name.as_str()))]),
            ActError::OfficerName { name } => self.say("error-officer-name", &[("name", Arg::from(name.as_str()))]),
            ActError::NoSuchOfficer { name } => {
                self.say("error-no-such-officer", &[("officer", Arg::from(name.as_str()))])
            }
            ActError::NotEnrolled { officer } => {
                self.say("error-not-enrolled", &[("officer", Arg::from(officer.as_str()))])
            }
            ActError::SameOfficer { officer } => {
                self.say("error-same-officer", &[("officer", Arg::from(officer.as_str()))])
            }
            // Those that `refusal` says itself.
            _ => Clean::default(),
        }
    }

    /// A moment to the minute, by the office's clock where that is known: `2026-03-02 09:30 UTC`, `02.03.2026 12:30 MSK`.
    pub fn moment(&self, stamp: Stamp) -> String {
        let there = self.zone().local(stamp);
        format!("{} {} {}", self.date(there.date()), there.format("%H:%M"), self.zone().called(stamp))
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::{ActError, CaseId, Lang, Stamp, Status};
    use crate::i18n::Texts;

    #[test]
    fn a_refusal_names_the_other_officer_and_the_moment() {
        let stale = ActError::Stale {
            case: CaseId(1007),
            by: "Анна".into(),
            at: Stamp::parse("2026-03-02T09:30:59Z").unwrap(),
            action: "decision.made".into(),
        };
        let said = Texts::new(Lang::Ru).refusal(&stale);
        for part in ["1007", "Анна", "02.03.2026 09:30 UTC", "решение принято"] {
            assert!(said.as_str().contains(part), "{part} is missing in: {said}");
        }
        let wrong = ActError::WrongStatus { case: CaseId(1), status: Status::Noticed };
        assert!(Texts::new(Lang::En).refusal(&wrong).as_str().contains("noticed"));
    }
}
