//! The filter while it is typed: its text, what may stand at the cursor, what is wrong with it.

use crate::app::form::Label;
use crate::app::key::Key;
use crate::app::keymap::Command;
use crate::app::line::{Line, Typed};
use crate::app::lists::Lists;
use crate::domain::filter::{Column, FLAGS, FilterProblem, KEYS, Order, STATUS_WORDS};
use crate::domain::{Day, Filter, Outcome, Schema, fold};

/// A word that may stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// As it would stand in the line.
    pub word: String,
    /// What it means.
    pub says: Label,
}

impl Offer {
    /// The word as it is listed; of a list what it would gain, because the rest stands in the line above.
    pub fn listed(&self) -> String {
        match self.word.rsplit_once(',').filter(|_| self.word.starts_with(LIST)) {
            Some((_, gained)) => format!("…,{gained}"),
            None => self.word.clone(),
        }
    }
}

/// The word that takes a list.
const LIST: &str = "columns:";

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FilterLine {
    pub line: Line,
    pub offers: Vec<Offer>,
    /// The place of the offer that Tab takes.
    pub at: usize,
    pub problem: Option<FilterProblem>,
}

/// What a key came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Came {
    Typing,
    Left,
    Chosen(Filter),
}

/// Offers that are shown at most.
const MOST: usize = 40;

impl FilterLine {
    /// The line of the filter in force, to go on with.
    pub fn of(filter: &Filter, me: &str, lists: &Lists, schema: &Schema) -> FilterLine {
        let mut text = filter.line(me);
        if !text.is_empty() {
            text.push(' ');
        }
        let mut typing = FilterLine { line: Line::new(&text), ..FilterLine::default() };
        typing.offer(lists, schema);
        typing
    }

    /// A key while the line is typed.
    pub fn key(
        &mut self,
        command: Option<Command>,
        key: Key,
        me: &str,
        today: Day,
        (lists, schema): (&Lists, &Schema),
    ) -> Came {
        match command {
            Some(Command::Cancel) => return Came::Left,
            Some(Command::Press) => match Filter::parse(self.line.text(), me, today, &lists.known(schema)) {
                Ok(filter) => return Came::Chosen(filter),
                Err(problem) => self.problem = Some(problem),
            },
            Some(Command::Complete) => self.complete(lists, schema),
            Some(Command::Down) => self.at = (self.at + 1) % self.offers.len().max(1),
            Some(Command::Up) => self.at = (self.at + self.offers.len().max(1) - 1) % self.offers.len().max(1),
            _ => {
                if self.line.on(key) == Typed::Changed {
                    self.problem = None;
                }
                self.offer(lists, schema);
            }
        }
        Came::Typing
    }

    /// The beginning of a word before the cursor; blanks between quotes are part of it.
    fn begun(&self) -> &str {
        let before = self.line.before();
        let (mut start, mut inside) = (0, false);
        for (at, sign) in before.char_indices() {
            inside ^= sign == '"';
            if sign.is_whitespace() && !inside {
                start = at + sign.len_utf8();
            }
        }
        &before[start..]
    }

    /// What follows the word at the cursor.
    fn after_word(&self) -> &str {
        let after = &self.line.text()[self.line.before().len()..];
        let mut inside = self.begun().matches('"').count() % 2 == 1;
        let end = after.find(|sign: char| {
            inside ^= sign == '"';
            sign.is_whitespace() && !inside
        });
        end.map_or("", |end| after[end..].trim_start())
    }

    /// Puts the chosen offer in the place of the whole word at the cursor.
    fn complete(&mut self, lists: &Lists, schema: &Schema) {
        let Some(offer) = self.offers.get(self.at).cloned() else { return };
        let kept = self.line.before().len() - self.begun().len();
        let after = self.after_word().to_owned();
        // A word that waits for its value, or a list, is gone on with; any other is done.
        let waits = offer.word.ends_with([':', '<']) || offer.word.starts_with(LIST);
        let before = format!("{}{}{}", &self.line.text()[..kept], offer.word, if waits { "" } else { " " });
        let after = if waits && !after.is_empty() { format!(" {after}") } else { after };
        self.line = Line::around(&before, &after);
        self.problem = None;
        self.offer(lists, schema);
    }

    /// Finds what may stand at the cursor.
    pub fn offer(&mut self, lists: &Lists, schema: &Schema) {
        let begun = self.begun();
        let offers = match begun.split_once(':') {
            Some((key, value)) => values(&key.to_lowercase(), value, lists, schema),
            None => words(begun),
        };
        self.offers = offers.into_iter().take(MOST).collect();
        self.at = 0;
    }
}

/// The words that begin so: those that stand alone, then those that take a value.
fn words(begun: &str) -> Vec<Offer> {
    let typed = fold(begun);
    let alone = FLAGS.iter().map(|word| ((*word).to_owned(), *word));
    let keys = KEYS.iter().map(|key| (format!("{key}{}", if *key == "due" { "<" } else { ":" }), *key));
    let all = alone.chain(keys.filter(|(_, key)| !FLAGS.contains(key)));
    let all = all.map(|(word, key)| Offer { word, says: Label::key(format!("filter-word-{key}")) });
    all.filter(|offer| offer.word.starts_with(&typed)).collect()
}

/// The values of a key that begin so, or whose meaning has the text.
fn values(key: &str, begun: &str, lists: &Lists, schema: &Schema) -> Vec<Offer> {
    let offer = |value: &str, says: Label| {
        let plain = !value.contains(char::is_whitespace);
        let value = if plain { value.to_owned() } else { format!("\"{value}\"") };
        Offer { word: format!("{key}:{value}"), says }
    };
    let coded = |group: &str, code: &str| offer(code, Label::key(format!("{group}-{}", code.replace('_', "-"))));
    let people = || {
        let names = lists.officers.iter().map(|name| offer(name, Label::Raw(String::new())));
        let words = ["me", "anybody", "nobody"].map(|word| coded("filter-whose", word));
        words.into_iter().chain(names).collect()
    };
    let all: Vec<Offer> = match key {
        "status" => STATUS_WORDS
            .iter()
            .map(|word| match *word {
                "todo" | "all" => coded("filter", word),
                _ => coded("status", word),
            })
            .collect(),
        "right" => ["vote", "stand"].map(|code| coded("right", code)).into(),
        "proposed" => Outcome::ALL.iter().map(|one| coded("outcome", one.code())).collect(),
        "columns" => return columns(begun),
        "sort" => Order::ALL.iter().map(|one| coded("filter-order", one.code())).collect(),
        "assigned" | "held" | "asked" => people(),
        "needs" => schema.kinds.iter().map(|kind| offer(&kind.id, Label::Words(kind.label.clone()))).collect(),
        "host" => lists.hosts.iter().map(|host| offer(host, Label::Raw(String::new()))).collect(),
        "poll" => {
            let says = |poll: &crate::domain::Poll| Label::Raw(format!("{} · {}", poll.day, poll.place));
            lists.polls.iter().map(|poll| offer(&poll.id.0.to_string(), says(poll))).collect()
        }
        "place" => {
            let mut places: Vec<(String, &str)> =
                lists.polls.iter().map(|poll| (poll.municipality.code.clone(), poll.place.as_str())).collect();
            places.sort();
            places.dedup();
            places.into_iter().map(|(code, name)| offer(&code, Label::Raw(name.to_owned()))).collect()
        }
        _ => Vec::new(),
    };
    let typed = fold(begun.trim_matches('"'));
    let begins = |offer: &Offer| fold(&offer.word[key.len() + 1..]).trim_matches('"').starts_with(&typed);
    let says = |offer: &Offer| match &offer.says {
        Label::Raw(text) => fold(text).contains(&typed),
        Label::Words(words) => [&words.en, &words.ru, &words.be].iter().any(|text| fold(text).contains(&typed)),
        Label::Key(_) => false,
    };
    let (mut first, rest): (Vec<Offer>, Vec<Offer>) = all.into_iter().partition(begins);
    first.extend(rest.into_iter().filter(says));
    first
}

/// Lists of columns that go on with one more, after the last comma of what is typed.
fn columns(begun: &str) -> Vec<Offer> {
    let at = begun.rfind(',').map_or(0, |comma| comma + 1);
    let (kept, typed) = (begun[..at].to_lowercase(), fold(&begun[at..]));
    let there: Vec<&str> = kept.split(',').collect();
    let more = Column::ALL.iter().map(|column| column.code()).filter(|code| !there.contains(code));
    let offer =
        |code: &str| Offer { word: format!("{LIST}{kept}{code}"), says: Label::key(format!("filter-column-{code}")) };
    more.filter(|code| code.starts_with(&typed)).map(offer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;
    use crate::app::keymap::{Context, Keymap};

    fn lists() -> Lists {
        let library = crate::law::Library::embedded().unwrap();
        let place = |code: &str| crate::domain::Place::parse(code, &library.schema.registers, Some("RU")).unwrap();
        let poll = |code: &str, name: &str| crate::domain::Poll {
            place: name.into(),
            ..crate::domain::Poll::bare("RU", fixture::day("2026-09-20"), "municipal_council", place(code))
        };
        let polls = vec![poll("28701000", "Город Тверь"), poll("46701000", "Город Балашиха")];
        Lists { officers: vec!["anna".into(), "vera".into()], polls, hosts: vec!["RU".into()], views: Vec::new() }
    }

    fn press(typing: &mut FilterLine, words: &str) -> Came {
        let (lists, schema) = (lists(), fixture::schema());
        let mut came = Came::Typing;
        for word in words.split(' ') {
            let key = Key::parse(word).unwrap();
            let command = Keymap::default().command(&[Context::Filter], key, true);
            came = typing.key(command, key, "anna", fixture::day("2026-11-25"), (&lists, &schema));
        }
        came
    }

    fn typing() -> FilterLine {
        FilterLine::of(&Filter::default(), "anna", &lists(), &fixture::schema())
    }

    #[test]
    fn tab_completes_words_and_values_from_the_office() {
        let mut line = typing();
        press(&mut line, "p l tab");
        assert_eq!(line.line.text(), "place:");
        press(&mut line, "т в tab");
        assert_eq!(line.line.text(), "place:28701000 ", "a place is found by its name");
        press(&mut line, "a s s tab v tab");
        assert_eq!(line.line.text(), "place:28701000 assigned:vera ");
        let Came::Chosen(filter) = press(&mut line, "enter") else { panic!("{line:?}") };
        assert_eq!(filter.line("anna"), "place:28701000 assigned:vera");
    }

    #[test]
    fn a_list_of_columns_is_completed_one_by_one() {
        let mut line = typing();
        press(&mut line, "c o tab d u tab");
        assert_eq!(line.line.text(), "columns:due");
        press(&mut line, ", n tab , d");
        let offered: Vec<&str> = line.offers.iter().map(|offer| &*offer.word).collect();
        assert_eq!(offered, ["columns:due,name,days"], "none is offered twice");
        let Came::Chosen(filter) = press(&mut line, "tab space m i tab enter") else { panic!("{line:?}") };
        assert_eq!(filter.line("anna"), "mine columns:due,name,days");
    }

    #[test]
    fn tab_inside_a_word_replaces_the_whole_word() {
        for (typed, back, whole) in [
            ("right:stand", 2, "right:stand "),
            ("right:stand mine", 8, "right:stand mine"),
            ("mine assigned:vera late", 8, "mine assigned:vera late"),
            ("place:\"Город Тверь\" mine", 8, "place:28701000 mine"),
        ] {
            let mut line = typing();
            line.line = Line::new(typed);
            press(&mut line, &vec!["left"; back].join(" "));
            press(&mut line, "tab");
            assert_eq!(line.line.text(), whole, "{typed}");
        }
        let mut line = typing();
        line.line = Line::new("mine late");
        press(&mut line, "left left left left left left tab");
        assert_eq!((line.line.before(), line.line.text()), ("mine ", "mine late"), "the cursor stays at its word");
    }

    #[test]
    fn a_word_that_nobody_knows_is_named_and_the_line_stays() {
        let mut line = typing();
        assert_eq!(press(&mut line, "x y z enter"), Came::Typing);
        assert_eq!(line.problem.as_ref().map(|problem| problem.word.as_str()), Some("xyz"));
        assert_eq!(line.line.text(), "xyz");
        press(&mut line, "backspace");
        assert_eq!(line.problem, None);
    }
}
