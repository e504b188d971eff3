//! Conditions as sentences: what a pack demands, with its days, places, codes and numbers in words.
//!
//! Values come from whoever asks: in an explanation those of the case ("polling day (2026-09-20)"), in a document of a
//! pack only what the law itself says. The sentences name kinds and values side by side, so that they read in every
//! language without declension.

use super::{Wording, fact};
use crate::domain::{Clean, Day, FactType, Place};
use crate::i18n::Arg;
use crate::law::answer::explain::Shown;
use crate::law::days::NEVER;
use crate::law::{Ask, Cmp, Expr, Given, History, Node, Pack, ParamValue, Step, StepKind, Ty};

/// What the case and the law say of the names in a condition.
pub trait Values {
    /// The day to which a day expression comes, where it is known.
    fn day(&self, expr: &Expr) -> Option<Day>;
    /// The value of a parameter.
    fn param(&self, id: &str) -> Option<&ParamValue>;
}

/// A step of an explanation says what the case and its law say.
impl Values for Step<'_> {
    fn day(&self, expr: &Expr) -> Option<Day> {
        self.day_of(expr)
    }

    fn param(&self, id: &str) -> Option<&ParamValue> {
        Step::param(self, id)
    }
}

/// A pack by itself knows no case; of a parameter it says the newest value.
impl Values for Pack {
    fn day(&self, _: &Expr) -> Option<Day> {
        None
    }

    fn param(&self, id: &str) -> Option<&ParamValue> {
        let param = self.params.iter().find(|param| param.id == id)?;
        param.values.last().map(|(_, value, _)| value)
    }
}

impl Wording<'_> {
    /// One step of an explanation in words: what was asked, and for a name its value.
    pub fn step(&self, step: &Step) -> Clean {
        match step.kind() {
            StepKind::All => self.texts.get("explain-all"),
            StepKind::Any => self.texts.get("explain-any"),
            StepKind::Not => self.texts.get("explain-not"),
            StepKind::Member(member) => Clean::new(member.say.get(self.texts.lang())),
            StepKind::Exception(exception) => {
                let args = [
                    ("exception", Arg::from(exception.say.get(self.texts.lang()))),
                    ("applies", self.texts.word("tri", step.value().code()).into()),
                    ("effect", self.texts.word("effect", exception.effect.code()).into()),
                ];
                self.texts.say("explain-exception", &args)
            }
            StepKind::Parameter | StepKind::Given => self.named(step),
            StepKind::Fact { .. } if matches!(step.expr().node, Node::Fact(_)) => self.named(step),
            StepKind::Test | StepKind::Fact { .. } => self.condition(step.expr(), step),
        }
    }

    /// A name with its value: `polling day: 2026-09-20`, `date of birth: 1990-05-01`.
    fn named(&self, step: &Step) -> Clean {
        let expr = step.expr();
        let name = match &expr.node {
            Node::Given(given) => self.texts.word("given", given.name()),
            Node::Fact(kind) => self.kind(kind),
            _ => return self.thing(expr, step),
        };
        let value = match step.shown() {
            None => return name,
            Some(Shown::Day(day)) => self.date(day),
            Some(Shown::Number(number)) => Clean::new(&self.texts.number(i64::from(number))),
            Some(Shown::Text(code)) => match &expr.ty {
                Ty::Code(list) => self.code(list, code),
                _ => Clean::new(code),
            },
        };
        self.texts.say("cond-named", &[("name", name.into()), ("value", value.into())])
    }

    /// A condition as a sentence, without sign and without full stop.
    pub fn condition(&self, expr: &Expr, values: &dyn Values) -> Clean {
        let say = |key: &str, args: &[(&str, Arg)]| self.texts.say(key, args);
        match &expr.node {
            Node::Bool(true) => self.texts.get("cond-always"),
            Node::Bool(false) => self.texts.get("cond-never"),
            Node::All(parts) => self.joined("cond-and", parts, values),
            Node::Any(parts) => self.joined("cond-or", parts, values),
            Node::Not(inner) => say("cond-not", &[("test", self.condition(inner, values).into())]),
            Node::Compare(cmp, a, b) => self.compare(*cmp, a, b, values),
            Node::In(one, set) => {
                let args = [("what", self.thing(one, values).into()), ("values", self.codes(set, values).into())];
                say("cond-one-of", &args)
            }
            Node::PollIn(places) => say("cond-poll-in", &[("places", self.asked(None, places, values).into())]),
            Node::History(history) => self.history(history, values),
            _ => self.thing(expr, values),
        }
    }

    fn joined(&self, key: &str, parts: &[Expr], values: &dyn Values) -> Clean {
        let parts = parts.iter().map(|part| self.condition(part, values));
        fact::join(&format!(" {} ", self.texts.get(key)), parts)
    }

    fn compare(&self, cmp: Cmp, a: &Expr, b: &Expr, values: &dyn Values) -> Clean {
        let days = a.ty == Ty::Date;
        let key = match (cmp, days) {
            (Cmp::Ge, true) => "cond-not-earlier",
            (Cmp::Le, true) => "cond-not-later",
            (Cmp::Lt, true) => "cond-earlier",
            (Cmp::Gt, true) => "cond-later",
            (Cmp::Ge, false) => "cond-at-least",
            (Cmp::Le, false) => "cond-at-most",
            (Cmp::Lt, false) => "cond-less",
            (Cmp::Gt, false) => "cond-more",
            (Cmp::Eq, _) => "cond-is",
            (Cmp::Ne, _) => "cond-is-not",
        };
        let args = [("what", self.thing(a, values).into()), ("value", self.thing(b, values).into())];
        self.texts.say(key, &args)
    }

    /// A day, a number, a code, a place, or the name of what holds one.
    fn thing(&self, expr: &Expr, values: &dyn Values) -> Clean {
        match (&expr.node, &expr.ty) {
            (Node::Int(number), _) => Clean::new(&self.texts.number(*number)),
            (Node::Text(code), Ty::Code(list)) => self.code(list, code),
            (Node::Text(text), _) => self.place_of(text),
            (Node::Texts(_), _) => self.codes(expr, values),
            (Node::Param(id), _) if expr.ty != Ty::Date => self.param(id, &expr.ty, values),
            (Node::AsOf(_, on), _) => self.as_of(on, values),
            (Node::AgeOn(_, on), _) => self.texts.say("cond-age", &[("day", self.day(on, values).into())]),
            (Node::Given(given), ty) if *ty != Ty::Date => self.texts.word("given", given.name()),
            (Node::Fact(kind), ty) if *ty != Ty::Date => self.kind(kind),
            (Node::TableKey, _) => self.texts.get("cond-table-key"),
            (Node::TableValue, _) => self.texts.get("cond-table-value"),
            (_, Ty::Date) => self.day(expr, values),
            _ => self.condition(expr, values),
        }
    }

    /// A parameter in the version of another day.
    fn as_of(&self, on: &Expr, values: &dyn Values) -> Clean {
        self.texts.say("cond-as-of", &[("day", self.day(on, values).into())])
    }

    fn param(&self, id: &str, ty: &Ty, values: &dyn Values) -> Clean {
        let list = match ty {
            Ty::Code(list) | Ty::Codes(list) | Ty::Table(list) => list.as_str(),
            _ => "",
        };
        values.param(id).map_or_else(Clean::default, |value| self.param_value(value, list))
    }

    /// The value of a parameter; `list` is that of its codes.
    pub fn param_value(&self, value: &ParamValue, list: &str) -> Clean {
        match value {
            ParamValue::Int(number) => Clean::new(&self.texts.number(*number)),
            ParamValue::Date(day) => self.date(*day),
            ParamValue::Code(code) => self.code(list, code),
            ParamValue::Codes(codes) => fact::join(", ", codes.iter().map(|code| self.code(list, code))),
            ParamValue::Table(rows) => {
                let row = |(code, number): &(String, i64)| {
                    fact::join(" ", [self.code(list, code), Clean::new(&self.texts.number(*number))])
                };
                fact::join(", ", rows.iter().map(row))
            }
        }
    }

    fn codes(&self, set: &Expr, values: &dyn Values) -> Clean {
        match (&set.node, &set.ty) {
            (Node::Texts(codes), Ty::Codes(list)) => fact::join(", ", codes.iter().map(|code| self.code(list, code))),
            (Node::Texts(places), _) => fact::join(", ", places.iter().map(|place| self.place_of(place))),
            (Node::Param(id), ty) => self.param(id, ty, values),
            _ => self.thing(set, values),
        }
    }

    fn place_of(&self, text: &str) -> Clean {
        Place::recorded(text).map_or_else(|| Clean::new(text), |place| self.place(&place))
    }

    fn date(&self, day: Day) -> Clean {
        if day == NEVER { self.texts.get("cond-no-end") } else { Clean::new(&self.texts.date(day)) }
    }

    /// A day by its name, with the date to which it comes: `polling day (2026-09-20)`.
    pub fn day(&self, expr: &Expr, values: &dyn Values) -> Clean {
        let name = self.day_name(expr, values);
        let named = !matches!(expr.node, Node::Date(_) | Node::Param(_) | Node::AsOf(..));
        match values.day(expr).filter(|_| named) {
            Some(day) => self.texts.say("cond-dated", &[("name", name.into()), ("day", self.date(day).into())]),
            None => name,
        }
    }

    fn day_name(&self, expr: &Expr, values: &dyn Values) -> Clean {
        let moved = |key: &str, day: &Expr, count: i64| {
            self.texts.say(key, &[("day", self.day_name(day, values).into()), ("count", Arg::Count(count))])
        };
        let number = |expr: &Expr| match &expr.node {
            Node::Int(number) => Some(*number),
            Node::Param(id) => match values.param(id) {
                Some(ParamValue::Int(number)) => Some(*number),
                _ => None,
            },
            _ => None,
        };
        match &expr.node {
            Node::Date(day) => self.date(*day),
            Node::Given(given) => self.texts.word("given", given.name()),
            Node::Fact(kind) => self.kind(kind),
            Node::RowFrom => self.texts.get("cond-row-from"),
            Node::RowTo => self.texts.get("cond-row-to"),
            Node::AsOf(_, on) => self.as_of(on, values),
            Node::Param(id) => match values.param(id) {
                Some(ParamValue::Date(day)) => self.date(*day),
                _ => Clean::default(),
            },
            Node::Milestone(first, second) => {
                let args =
                    [("first", self.day_name(first, values).into()), ("second", self.day_name(second, values).into())];
                self.texts.say("cond-or-else", &args)
            }
            Node::YearsAfter(day, years) => match number(years) {
                Some(count) => moved("cond-years-after", day, count),
                None => self.by_table("cond-years-after-table", day, values),
            },
            Node::YearsBefore(day, years) => match number(years) {
                Some(count) => moved("cond-years-before", day, count),
                None => self.by_table("cond-years-before-table", day, values),
            },
            Node::DaysAfter(day, days) => match number(days) {
                Some(count) if count < 0 => moved("cond-days-before", day, -count),
                Some(count) => moved("cond-days-after", day, count),
                None => self.by_table("cond-days-after-table", day, values),
            },
            _ => Clean::default(),
        }
    }

    /// A day moved by the number of a table's row.
    fn by_table(&self, key: &str, day: &Expr, values: &dyn Values) -> Clean {
        self.texts.say(key, &[("day", self.day_name(day, values).into())])
    }

    fn history(&self, history: &History, values: &dyn Values) -> Clean {
        let kind = self.kind(&history.kind);
        let what = match &history.value {
            None => self.any_value(&history.kind, kind),
            Some(value) => {
                let key = if history.ask == Ask::HeldOther { "cond-kind-other" } else { "cond-kind-value" };
                let asked = self.asked(Some(&history.kind), value, values);
                self.texts.say(key, &[("kind", kind.into()), ("value", asked.into())])
            }
        };
        let day = |at: usize| history.days.get(at).map(|day| self.day(day, values)).unwrap_or_default();
        let test = |key: &str| {
            let test = history.row.as_deref().map(|row| self.condition(row, values)).unwrap_or_default();
            self.texts.say(key, &[("what", what.clone().into()), ("test", test.into())])
        };
        let run = |key: &str| {
            self.texts.say(key, &[("what", what.clone().into()), ("first", day(0).into()), ("last", day(1).into())])
        };
        match history.ask {
            Ask::Held | Ask::HeldOther => {
                self.texts.say("cond-on", &[("what", what.clone().into()), ("day", day(0).into())])
            }
            Ask::HeldThroughout => run("cond-every-day"),
            Ask::HeldWithin => run("cond-some-day"),
            Ask::SomeRow => test("cond-some-row"),
            Ask::EachRow => test("cond-each-row"),
        }
    }

    fn any_value(&self, id: &str, kind: Clean) -> Clean {
        match self.schema.kind(id).map(|kind| &kind.ty) {
            Some(FactType::Flag) => kind,
            _ => self.texts.say("cond-kind-any", &[("kind", kind.into())]),
        }
    }

    /// What a history is asked for: codes, places, the municipality of the poll.
    fn asked(&self, kind: Option<&str>, value: &Expr, values: &dyn Values) -> Clean {
        match &value.node {
            Node::Given(Given::PollMunicipality) => match self.poll {
                Some(poll) => {
                    let here = self.place(&poll.municipality);
                    self.texts.say("cond-inside-poll", &[("place", here.into())])
                }
                None => self.texts.get("cond-municipality"),
            },
            Node::Text(text) if value.ty == Ty::Place => {
                self.texts.say("cond-inside", &[("place", self.place_of(text).into())])
            }
            Node::Texts(_) if kind.is_none() || value.ty == Ty::Texts => {
                self.texts.say("cond-inside", &[("place", self.codes(value, values).into())])
            }
            _ => self.thing(value, values),
        }
    }
}
