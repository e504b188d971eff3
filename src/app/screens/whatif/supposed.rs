//! The fields of "what if" for facts: of each kind that the case can need, what is supposed of it.

use crate::app::form::{Field, Form, Input, Label, choice};
use crate::app::line::Line;
use crate::app::offered;
use crate::app::screens::case::CaseView;
use crate::domain::day_words::Leaning;
use crate::domain::{Day, FactType, Interval, Kind, Many, Schema, State, Value, Why};
use crate::law::Library;
use crate::law::facts_json::read_value;
use crate::law::suppose::Supposed;

/// Ids of the fields of a kind.
#[derive(Debug, Clone, Copy)]
struct Ids {
    state: &'static str,
    value: &'static str,
    from: &'static str,
    to: &'static str,
}

macro_rules! ids {
    ($($n:literal)*) => {
        [$(Ids {
            state: concat!("state_", $n),
            value: concat!("value_", $n),
            from: concat!("from_", $n),
            to: concat!("to_", $n),
        }),*]
    };
}

/// As many kinds as a case is offered at most; those that are needed stand first.
const IDS: [Ids; 32] = ids!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31);

/// A kind with its fields.
#[derive(Debug, Clone)]
pub struct Row {
    pub kind: Kind,
    ids: Ids,
    /// The fields have taken over what is on record, so that one thing of it can be changed.
    begun: bool,
}

/// The kinds that the determination asks for, then the others that the case can need.
pub fn rows(case: &CaseView, library: &Library) -> Vec<Row> {
    let place = |kind: &Kind| case.needs().iter().position(|need| *need.kind == *kind.id).unwrap_or(usize::MAX);
    let mut kinds = offered::kinds(case, library);
    kinds.sort_by_key(|kind| place(kind));
    kinds.into_iter().zip(IDS).map(|(kind, ids)| Row { kind: kind.clone(), ids, begun: false }).collect()
}

impl Row {
    pub fn fields(&self, case: &CaseView, schema: &Schema) -> Vec<Field> {
        let keys = match self.kind.ty {
            FactType::Flag => ["fact-flag-known", "fact-flag-none", "fact-state-unknown"],
            _ => ["fact-state-known", "fact-state-none", "fact-state-unknown"],
        };
        let mut states = vec![(String::new(), Label::key("what-if-as-is"))];
        states.extend(
            ["none", "known", "unknown"]
                .into_iter()
                .zip([1, 0, 2])
                .map(|(code, at)| (code.to_owned(), Label::key(keys[at]))),
        );
        let day = |leaning| Input::Day(Line::default(), leaning);
        let value = match &self.kind.ty {
            FactType::Date => day(Leaning::Past),
            FactType::Code(list) => {
                let codes = schema.list(list).map(|list| offered::values(case, list, &self.kind)).unwrap_or_default();
                let codes = codes.into_iter().map(|(code, words)| (code.clone(), Label::Words(words.clone())));
                let nothing = (String::new(), Label::key("fact-choose-value"));
                choice(std::iter::once(nothing).chain(codes).collect(), "")
            }
            FactType::Flag | FactType::Int | FactType::Place => Input::Line(Line::default()),
        };
        let hidden = |id, key: &str, input| Field { shown: false, ..Field::new(id, Label::key(key), input) };
        vec![
            Field::new(self.ids.state, Label::Words(self.kind.label.clone()), choice(states, "")),
            hidden(self.ids.value, "fact-value", value),
            hidden(self.ids.from, "fact-from", day(Leaning::Near)),
            hidden(self.ids.to, "fact-to", day(Leaning::Near)),
        ]
    }

    /// Shows the fields that the state needs, and says what is supposed; what cannot be read is complained of.
    pub fn read(&mut self, form: &mut Form, case: &CaseView, schema: &Schema, today: Day) -> Option<Supposed> {
        let state = form.choice(self.ids.state).to_owned();
        let known = state == "known";
        if known && !self.begun {
            self.begun = true;
            self.take_over(form, case, schema);
        }
        form.show(self.ids.value, known && self.kind.ty != FactType::Flag);
        for id in [self.ids.from, self.ids.to] {
            form.show(id, known && self.kind.many != Many::Scalar);
        }
        let state = match state.as_str() {
            "none" => State::None,
            "unknown" => State::Unknown(Why::NotAsked),
            "known" => State::Known(self.value(form, case, schema, today)?),
            _ => return None,
        };
        let sides = [self.ids.from, self.ids.to].map(|id| if known { form.read_day(id, today) } else { None });
        let holds = Interval::new(sides[0], sides[1]);
        if holds.is_none() {
            form.complain(self.ids.to, "fact-interval-turned");
        }
        Some(Supposed { kind: self.kind.id.clone(), state, holds: holds? })
    }

    fn value(&self, form: &mut Form, case: &CaseView, schema: &Schema, today: Day) -> Option<Value> {
        let text = form.text(self.ids.value);
        let value = match &self.kind.ty {
            FactType::Flag => Some(Value::Bool(true)),
            _ if text.is_empty() => None,
            FactType::Date => return form.read_day(self.ids.value, today).map(Value::Date),
            ty => read_value(&text, ty, schema, Some(&case.file.poll.host)).ok(),
        };
        if value.is_none() {
            let problem = if text.is_empty() { "fact-needs-value" } else { "what-if-no-value" };
            form.complain(self.ids.value, problem);
        }
        value
    }

    /// Begins with what is on record, where one thing is.
    fn take_over(&self, form: &mut Form, case: &CaseView, schema: &Schema) {
        let standing = case.standing(&self.kind.id);
        let [fact] = standing[..] else { return };
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        match &fact.state {
            State::Known(Value::Code(code)) => form.choose(self.ids.value, code),
            State::Known(Value::Int(n)) => form.set_text(self.ids.value, &n.to_string()),
            State::Known(Value::Date(date)) => form.set_text(self.ids.value, &date.to_string()),
            State::Known(Value::Place(place)) => {
                form.set_text(self.ids.value, &place.typed(&schema.registers, &case.file.poll.host));
            }
            _ => {}
        }
        form.set_text(self.ids.from, &day(fact.holds.from));
        form.set_text(self.ids.to, &day(fact.holds.to));
    }
}
