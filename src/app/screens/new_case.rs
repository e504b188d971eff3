//! The form in which a case is opened for a person who applies. A machine-readable zone fills what it says of the person;
//! cases that are likely the same person's are named before anything is opened.

use super::form_face;
use crate::app::form::{Field, Form, Input, Label, choice};
use crate::app::line::Line;
use crate::domain::day_words::{Leaning, read_day};
use crate::domain::mrz::Mrz;
use crate::domain::{CaseFile, Day, Lang, Poll, PollId, Right, Schema};
use crate::i18n::date;
use crate::intake::walk_in::{Person, WalkIn};
use crate::law::{Library, term};

#[derive(Debug, Clone)]
pub struct NewCase {
    pub form: Form,
    /// Cases that are likely the same person's as what the fields say now; they have been named.
    pub alike: Vec<CaseFile>,
    polls: Vec<Poll>,
    zone: Option<Mrz>,
    /// What the form itself wrote as the day by which to decide.
    suggested: String,
}

pub const ZONE: &str = "zone";
const NAME: &str = "name";
const LATIN: &str = "latin";
const DOCUMENT: &str = "document";
const PERSONAL: &str = "personal";
const CITIZENSHIP: &str = "citizenship";
const BIRTH: &str = "birth";
const RIGHT: &str = "right";
const POLL: &str = "poll";
const APPLIED: &str = "applied";
const DUE: &str = "due";

impl NewCase {
    /// The form with the polls of the office, the one used last before the others and the newest of those first.
    pub fn new(mut polls: Vec<Poll>, last: Option<PollId>, library: &Library, today: Day, lang: Lang) -> NewCase {
        let schema = &library.schema;
        polls.sort_by_key(|poll| (Some(poll.id) != last, std::cmp::Reverse(poll.id.0)));
        let right = |right: Right| (right.code().to_owned(), Label::key(format!("right-{}", right.code())));
        // A poll is nobody's guess: it is chosen, unless there is no other.
        let unsaid = || (String::new(), Label::key("new-choose"));
        let mut offered: Vec<(String, Label)> =
            polls.iter().map(|poll| (poll.id.0.to_string(), Label::Raw(named(poll, schema, lang)))).collect();
        if offered.len() > 1 {
            offered.insert(0, unsaid());
        }
        let rights = vec![unsaid(), right(Right::Vote), right(Right::Stand)];
        let mut countries = vec![(String::new(), Label::key("new-citizenship-unsaid"))];
        let list = schema.list("country").map(|list| list.codes.as_slice()).unwrap_or_default();
        countries.extend(list.iter().map(|(code, words)| (code.clone(), Label::Words(words.clone()))));
        let line = |id, label: &str| Field::new(id, Label::key(label), Input::Line(Line::default()));
        let day = |id, label: &str, leaning| Field::new(id, Label::key(label), Input::Day(Line::default(), leaning));
        let mut form = Form::new(vec![
            line(ZONE, "new-zone"),
            line(NAME, "new-name"),
            line(LATIN, "new-latin"),
            line(DOCUMENT, "new-document"),
            line(PERSONAL, "new-personal-number"),
            Field::new(CITIZENSHIP, Label::key("new-citizenship"), choice(countries, "")),
            day(BIRTH, "new-birth", Leaning::Past),
            Field::new(RIGHT, Label::key("new-right"), choice(rights, "")),
            Field::new(POLL, Label::key("new-poll"), choice(offered, "")),
            day(APPLIED, "new-applied", Leaning::Past),
            day(DUE, "new-due", Leaning::Coming),
            Field::new("send", Label::key("new-send"), Input::Button),
        ]);
        form.set_text(APPLIED, &date(lang, today));
        let mut new = NewCase { form, alike: Vec::new(), polls, zone: None, suggested: String::new() };
        new.suggest(library, today, lang);
        new
    }

    fn poll(&self) -> Option<&Poll> {
        let chosen = self.form.choice(POLL);
        self.polls.iter().find(|poll| poll.id.0.to_string() == chosen)
    }

    /// The day by which to decide follows poll, right and day of application as long as nobody has written another.
    fn suggest(&mut self, library: &Library, today: Day, lang: Lang) {
        let due = self.form.text(DUE);
        if due.is_empty() || due == self.suggested {
            let applied_on = read_day(&self.form.text(APPLIED), today, Leaning::Past).ok().map(|read| read.day);
            let day = self.poll().map(|poll| self.due_on(poll, applied_on, library));
            self.suggested = day.map(|day| date(lang, day)).unwrap_or_default();
            let suggested = self.suggested.clone();
            self.form.set_text(DUE, &suggested);
        }
    }

    /// By law, else the polling day.
    fn due_on(&self, poll: &Poll, applied_on: Option<Day>, library: &Library) -> Day {
        let right = Right::parse(self.form.choice(RIGHT));
        let pack = right.and_then(|right| library.pack_for(&poll.host, right));
        pack.map_or(poll.day, |pack| term::due_on(pack, applied_on, poll))
    }

    /// After a change: what was said of other cases holds no more.
    pub fn changed(&mut self, library: &Library, today: Day, lang: Lang) {
        self.alike.clear();
        if self.form.current().is_some_and(|field| [POLL, RIGHT, APPLIED].contains(&field.id)) {
            self.suggest(library, today, lang);
        }
    }

    /// Fills the fields with what a zone says; what it does not say stays as it is.
    pub fn take_zone(&mut self, zone: Mrz, lang: Lang) {
        let read = Person::of(&zone);
        let birth = read.birth.map(|day| date(lang, day)).unwrap_or_default();
        let texts = [(NAME, read.name), (LATIN, read.latin), (DOCUMENT, read.document), (BIRTH, birth)];
        for (field, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
            self.form.set_text(field, text);
        }
        self.form.choose(CITIZENSHIP, read.citizenship.as_deref().unwrap_or_default());
        self.form.set_text(ZONE, "");
        self.form.clear_problems();
        self.form.dirty = true;
        self.alike.clear();
        self.zone = Some(zone);
    }

    /// The application, or the form complains.
    pub fn send(&mut self, library: &Library, today: Day) -> Option<WalkIn> {
        self.form.clear_problems();
        if !self.form.text(ZONE).is_empty() {
            self.form.complain(ZONE, "new-not-a-zone");
        }
        let person = Person {
            name: self.form.text(NAME),
            latin: self.form.text(LATIN),
            document: self.form.text(DOCUMENT),
            personal_number: self.form.text(PERSONAL),
            citizenship: Some(self.form.text(CITIZENSHIP)).filter(|code| !code.is_empty()),
            birth: self.form.read_day(BIRTH, today),
        };
        if person.name.is_empty() {
            self.form.complain(NAME, "new-needs-name");
        }
        let (applied_on, due_on) = (self.form.read_day(APPLIED, today), self.form.read_day(DUE, today));
        let (right, poll) = (Right::parse(self.form.choice(RIGHT)), self.poll().cloned());
        for (field, is_said, problem) in
            [(RIGHT, right.is_some(), "new-needs-right"), (POLL, poll.is_some(), "new-needs-poll")]
        {
            if !is_said {
                self.form.complain(field, problem);
            }
        }
        let pack = right.zip(poll.as_ref()).map(|(right, poll)| library.pack_for(&poll.host, right));
        if let (Some(None), Some(poll)) = (pack, &poll) {
            self.form.complain_of(RIGHT, "new-no-pack", poll.host.clone());
        }
        let pack = pack.flatten().map(|pack| pack.edition.id.clone());
        if self.form.stop_at_problem() {
            return None;
        }
        let (right, poll) = (right?, poll?);
        // A zone shows nothing of whoever has another document.
        let due_on = due_on.unwrap_or_else(|| self.due_on(&poll, applied_on, library));
        let zone = self.zone.clone().filter(|zone| zone.number == person.document);
        Some(WalkIn { person, zone, poll, right, pack: pack?, applied_on, due_on })
    }
}

/// A poll by its day, what is elected and where.
fn named(poll: &Poll, schema: &Schema, lang: Lang) -> String {
    let codes = schema.list("level").map(|list| list.codes.as_slice()).unwrap_or_default();
    let level = codes.iter().find(|(code, _)| *code == poll.level).map_or(&*poll.level, |(_, words)| words.get(lang));
    let place = if poll.place.is_empty() { &poll.municipality.code } else { &poll.place };
    format!("{} · {level} · {place}", date(lang, poll.day))
}

form_face!(NewCase);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;
    use crate::domain::Place;

    fn polls() -> Vec<Poll> {
        let place = Place { register: "OKTMO".to_owned(), code: "46701000".to_owned() };
        let poll = |id: i64, day: &str| Poll {
            id: PollId(id),
            ..Poll::bare("RU", fixture::day(day), "municipal_council", place.clone())
        };
        vec![poll(1, "2026-09-20"), poll(2, "2027-03-14"), poll(3, "2027-09-19")]
    }

    #[test]
    fn the_poll_used_last_comes_first_then_the_newest() {
        let library = Library::embedded().unwrap();
        let order = |last| {
            let new = NewCase::new(polls(), last, &library, fixture::day("2026-09-01"), Lang::En);
            new.polls.iter().map(|poll| poll.id.0).collect::<Vec<_>>()
        };
        assert_eq!(order(None), [3, 2, 1]);
        assert_eq!(order(Some(PollId(2))), [2, 3, 1]);
    }

    #[test]
    fn right_and_poll_are_chosen_by_the_officer_and_named_where_they_were_not() {
        let library = Library::embedded().unwrap();
        let today = fixture::day("2026-09-01");
        let mut new = NewCase::new(polls(), Some(PollId(2)), &library, today, Lang::En);
        new.form.set_text(NAME, "Няхай Ігар");
        assert!(new.send(&library, today).is_none());
        let problem = |new: &NewCase, id| new.form.field(id).unwrap().problem.as_ref().map(|problem| problem.key);
        assert_eq!(problem(&new, RIGHT), Some("new-needs-right"));
        assert_eq!(problem(&new, POLL), Some("new-needs-poll"));
        new.form.choose(RIGHT, "vote");
        new.form.choose(POLL, "1");
        assert_eq!(new.send(&library, today).map(|sent| sent.poll.id), Some(PollId(1)));
        let mut one = NewCase::new(polls().split_off(2), None, &library, today, Lang::En);
        one.form.set_text(NAME, "Няхай Ігар");
        assert!(one.send(&library, today).is_none(), "the right is still to be chosen");
        assert_eq!((problem(&one, RIGHT), problem(&one, POLL)), (Some("new-needs-right"), None));
    }

    #[test]
    fn the_day_to_decide_is_the_laws_until_somebody_writes_another() {
        let library = Library::embedded().unwrap();
        let today = fixture::day("2026-09-01");
        let mut new = NewCase::new(polls(), None, &library, fixture::day("2026-09-01"), Lang::En);
        assert_eq!(new.form.text(DUE), "", "nothing was chosen from which it follows");
        new.form.choose(RIGHT, "vote");
        new.form.choose(POLL, "3");
        new.suggest(&library, today, Lang::En);
        assert_eq!(new.form.text(DUE), "2026-09-02", "24 hours");
        new.form.set_text(APPLIED, "2027-09-19");
        new.suggest(&library, today, Lang::En);
        assert_eq!(new.form.text(DUE), "2027-09-19", "on polling day the same day");
        // The program knows no term for those who stand.
        new.form.choose(RIGHT, "stand");
        new.form.choose(POLL, "1");
        new.suggest(&library, today, Lang::En);
        assert_eq!(new.form.text(DUE), "2026-09-20");
        new.form.set_text(DUE, "2026-09-10");
        new.form.choose(POLL, "2");
        new.suggest(&library, today, Lang::En);
        assert_eq!(new.form.text(DUE), "2026-09-10");
    }
}
