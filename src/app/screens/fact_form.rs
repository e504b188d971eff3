//! Recording or correcting a fact: first its kind, those that are missing before the others, then a form made from the
//! schema.

pub(crate) mod fields;
pub(crate) mod zone;

use super::case::CaseView;
use super::{Came, Face};
use crate::app::form::{Field, Form, Input, Label, choice};
use crate::app::keymap::{Command, Context};
use crate::app::line::Line;
use crate::app::offered;
use crate::app::pane::Pane;
use crate::domain::check_digit;
use crate::domain::day_words::Leaning;
use crate::domain::mrz::Mrz;
use crate::domain::{
    Act, CaseAct, CaseId, Day, Evidence, Fact, FactDraft, FactId, FactProblem, FactType, Interval, Kind, Lang, Many,
    Place, Poll, Schema, State, Value, Why, Words,
};
use crate::i18n::date;
use crate::law::Library;
use fields::{DATED, EVIDENCE, FROM, NOTE, REFERENCE, REPLACES, STATE, TO, VALUE, WHY};
use zone::Zone;

/// A kind that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindRow {
    pub kind: String,
    /// Why the determination asks for it, where it does.
    pub needed: Option<Why>,
}

#[derive(Debug, Clone)]
pub enum Stage {
    Choosing { rows: Vec<KindRow>, pane: Pane },
    Filling { kind: Box<Kind>, form: Form },
}

#[derive(Debug, Clone)]
pub struct FactForm {
    pub case: CaseId,
    pub stage: Stage,
}

/// An option that stands for nothing.
const NOTHING: &str = "";

impl FactForm {
    /// The choice of a kind: what the determination asks for comes first, deciding needs before others; then what else the
    /// case can need.
    pub fn choose(case: &CaseView, library: &Library) -> FactForm {
        let mut rows: Vec<KindRow> = Vec::new();
        for need in case.needs().iter().filter(|need| library.schema.kind(&need.kind).is_some()) {
            if rows.iter().all(|row| *row.kind != *need.kind) {
                rows.push(KindRow { kind: need.kind.to_string(), needed: Some(need.why) });
            }
        }
        let others =
            offered::kinds(case, library).into_iter().filter(|kind| rows.iter().all(|row| row.kind != kind.id));
        let others: Vec<_> = others.map(|kind| KindRow { kind: kind.id.clone(), needed: None }).collect();
        rows.extend(others);
        FactForm { case: case.id(), stage: Stage::Choosing { rows, pane: Pane::default() } }
    }

    /// The form of one kind; `corrects` is the fact to be corrected.
    pub fn fill(case: &CaseView, schema: &Schema, kind: &Kind, corrects: Option<FactId>, lang: Lang) -> FactForm {
        let mut form = Form::new(fields(case, schema, kind, corrects, lang));
        match corrects.and_then(|id| case.file.facts.iter().find(|fact| fact.id == id)) {
            Some(fact) => prefill(&mut form, fact, schema, &case.file.poll.host, lang),
            None => refresh(&mut form, kind),
        }
        refresh(&mut form, kind);
        form.dirty = false;
        FactForm { case: case.id(), stage: Stage::Filling { kind: Box::new(kind.clone()), form } }
    }

    /// After a change: another fact to correct fills the form, other fields follow the state.
    pub fn changed(&mut self, case: &CaseView, schema: &Schema, lang: Lang) {
        let Stage::Filling { kind, form } = &mut self.stage else { return };
        if form.current().is_some_and(|field| field.id == REPLACES) {
            let chosen = form.choice(REPLACES).to_owned();
            if let Some(fact) = case.file.facts.iter().find(|fact| fact.id.to_string() == chosen) {
                prefill(form, fact, schema, &case.file.poll.host, lang);
            }
        }
        refresh(form, kind);
    }

    /// Fills the form from a machine-readable zone.
    pub fn take_zone(&mut self, read: &Mrz, lang: Lang) -> Option<Zone> {
        let Stage::Filling { kind, form } = &mut self.stage else { return None };
        let taken = zone::fill(form, kind, read, lang);
        refresh(form, kind);
        form.dirty = true;
        Some(taken)
    }

    /// A zone that was typed into the reference. While it is typed, only one whose every check digit matches is taken:
    /// the beginning of a long zone looks like a short one.
    pub fn typed_zone(&self, today: Day, complete: bool) -> Option<String> {
        let text = self.form()?.text(REFERENCE);
        let read = zone::of(&text, today)?;
        (complete || read.warnings.is_empty()).then_some(text)
    }

    /// The act, or the form complains.
    pub fn send(&mut self, case: &CaseView, schema: &Schema, today: Day) -> Option<Act> {
        let Stage::Filling { kind, form } = &mut self.stage else { return None };
        form.clear_problems();
        let fact = read(form, kind, schema, &case.file.poll.host, today);
        if form.stop_at_problem() {
            return None;
        }
        Some(CaseAct::RecordFact { fact: fact? }.on(self.case, case.file.case.version))
    }
}

impl Face for FactForm {
    fn contexts(&self) -> &'static [Context] {
        match self.stage {
            Stage::Choosing { .. } => &[Context::Choose, Context::Move, Context::Everywhere],
            Stage::Filling { .. } => &[Context::Form],
        }
    }

    fn form(&self) -> Option<&Form> {
        match &self.stage {
            Stage::Filling { form, .. } => Some(form),
            Stage::Choosing { .. } => None,
        }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        match &mut self.stage {
            Stage::Filling { form, .. } => Some(form),
            Stage::Choosing { .. } => None,
        }
    }

    fn pane(&mut self) -> Option<&mut Pane> {
        match &mut self.stage {
            Stage::Choosing { pane, .. } => Some(pane),
            Stage::Filling { .. } => None,
        }
    }

    fn keys(&mut self, command: Command, _library: &Library) -> Came {
        let Stage::Choosing { rows, pane } = &mut self.stage else { return Came::Nothing };
        match (command, rows.get(pane.cursor)) {
            (Command::Open, Some(row)) => Came::Chosen(row.kind.clone()),
            _ => Came::changed(pane.on(command, rows.len())),
        }
    }
}

fn fields(case: &CaseView, schema: &Schema, kind: &Kind, corrects: Option<FactId>, lang: Lang) -> Vec<Field> {
    let mut fields = Vec::new();
    let standing = case.standing(&kind.id);
    if !standing.is_empty() {
        let mut options = vec![(NOTHING.to_owned(), Label::key("fact-replaces-nothing"))];
        options.extend(
            standing
                .iter()
                .map(|fact| (fact.id.to_string(), Label::Raw(brief(fact, &case.file.poll, schema, kind, lang)))),
        );
        let chosen = corrects.map(|id| id.to_string()).unwrap_or_default();
        fields.push(Field::new(REPLACES, Label::key("fact-replaces"), choice(options, &chosen)));
    }
    let states = match kind.ty {
        FactType::Flag => ["fact-flag-known", "fact-flag-none", "fact-state-unknown"],
        _ => ["fact-state-known", "fact-state-none", "fact-state-unknown"],
    };
    let states = ["known", "none", "unknown"].into_iter().zip(states);
    let mut states: Vec<_> = states.map(|(code, key)| (code.to_owned(), Label::key(key))).collect();
    // "Known" alone is the yes of a yes/no, so nothing is chosen beforehand; of another kind the value still is to come.
    if kind.ty == FactType::Flag {
        states.insert(0, (NOTHING.to_owned(), Label::key("fact-choose-value")));
    }
    let start = states[0].0.clone();
    fields.push(Field::new(STATE, Label::key("fact-state"), choice(states, &start)));
    let whys = Why::ALL.map(|why| (why.code().to_owned(), Label::key(format!("why-{}", why.code()))));
    fields.push(Field::new(WHY, Label::key("fact-why"), choice(whys.to_vec(), Why::Requested.code())));
    let line = || Input::Line(Line::default());
    let day = |leaning| Input::Day(Line::default(), leaning);
    let value = match &kind.ty {
        FactType::Flag => None,
        // A birth lies in the past; the other days of a life at the polls lie near today.
        FactType::Date if kind.id == "birth_date" => Some(day(Leaning::Past)),
        FactType::Date => Some(day(Leaning::Near)),
        FactType::Code(list) => {
            // No code is chosen beforehand: a value that nobody meant is worse than one more key.
            let mut codes = vec![(NOTHING.to_owned(), Label::key("fact-choose-value"))];
            codes.extend(schema.list(list).map(|list| options(offered::values(case, list, kind))).unwrap_or_default());
            Some(choice(codes, NOTHING))
        }
        FactType::Int | FactType::Place => Some(line()),
    };
    fields.extend(value.map(|input| Field::new(VALUE, Label::key("fact-value"), input)));
    if kind.many != Many::Scalar {
        fields.push(Field::new(FROM, Label::key("fact-from"), day(Leaning::Near)));
        fields.push(Field::new(TO, Label::key("fact-to"), day(Leaning::Near)));
    }
    fields.push(Field::new(
        EVIDENCE,
        Label::key("fact-evidence"),
        choice(evidence_options(case, schema, kind), NOTHING),
    ));
    fields.push(Field::new(REFERENCE, Label::key("fact-reference"), line()));
    fields.push(Field::new(DATED, Label::key("fact-dated"), day(Leaning::Past)));
    fields.push(Field::new(NOTE, Label::key("fact-note"), line()));
    fields.push(Field::new("send", Label::key("fact-send"), Input::Button));
    fields
}

fn options(codes: Vec<&(String, Words)>) -> Vec<(String, Label)> {
    codes.into_iter().map(|(code, words)| (code.clone(), Label::Words(words.clone()))).collect()
}

/// Nothing, then what can show this kind of fact.
fn evidence_options(case: &CaseView, schema: &Schema, kind: &Kind) -> Vec<(String, Label)> {
    let mut known = options(offered::evidence(case, schema, kind));
    known.insert(0, (NOTHING.to_owned(), Label::key("fact-no-evidence")));
    known
}

/// A fact on record in a few words: its number, value and interval.
fn brief(fact: &Fact, poll: &Poll, schema: &Schema, kind: &Kind, lang: Lang) -> String {
    let value = match (&fact.state, &kind.ty) {
        (State::Known(Value::Bool(_)), _) => "+".to_owned(),
        (State::Known(Value::Int(n)), _) => n.to_string(),
        (State::Known(Value::Date(day)), _) => date(lang, *day),
        (State::Known(Value::Code(code)), FactType::Code(list)) => {
            let words = schema.list(list).and_then(|list| list.label(code));
            words.map_or_else(|| code.clone(), |words| words.get(lang).to_owned())
        }
        (State::Known(Value::Code(code)), _) => code.clone(),
        (State::Known(Value::Place(place)), _) => poll.place_text(place, schema, lang),
        (State::None, _) => "-".to_owned(),
        (State::Unknown(_), _) => "?".to_owned(),
    };
    let side = |day: Option<Day>| day.map(|day| date(lang, day)).unwrap_or_default();
    match fact.holds {
        Interval::ALWAYS => format!("#{} {value}", fact.id),
        Interval { from, to } => format!("#{} {value} {}..{}", fact.id, side(from), side(to)),
    }
}

fn prefill(form: &mut Form, fact: &Fact, schema: &Schema, host: &str, lang: Lang) {
    let (state, why, value) = match &fact.state {
        State::Known(value) => ("known", None, Some(value)),
        State::None => ("none", None, None),
        State::Unknown(why) => ("unknown", Some(*why), None),
    };
    form.choose(STATE, state);
    if let Some(why) = why {
        form.choose(WHY, why.code());
    }
    match value {
        Some(Value::Int(n)) => form.set_text(VALUE, &n.to_string()),
        Some(Value::Date(day)) => form.set_text(VALUE, &date(lang, *day)),
        Some(Value::Code(code)) => {
            form.choose(VALUE, code);
            form.set_text(VALUE, code);
        }
        Some(Value::Place(place)) => form.set_text(VALUE, &place.typed(&schema.registers, host)),
        Some(Value::Bool(_)) | None => {}
    }
    let text = |day: Option<Day>| day.map(|d| date(lang, d)).unwrap_or_default();
    form.set_text(FROM, &text(fact.holds.from));
    form.set_text(TO, &text(fact.holds.to));
    let evidence = fact.evidence.as_ref();
    form.choose(EVIDENCE, evidence.map_or(NOTHING, |e| &e.kind));
    form.set_text(REFERENCE, evidence.map_or("", |e| &e.reference));
    form.set_text(DATED, &text(evidence.and_then(|e| e.dated)));
    form.set_text(NOTE, &fact.note);
}

fn refresh(form: &mut Form, kind: &Kind) {
    let state = form.choice(STATE).to_owned();
    form.show(WHY, state == "unknown");
    form.show(VALUE, state == "known" && kind.ty != FactType::Flag);
    let shown_by_something = state != "unknown";
    for id in [EVIDENCE, REFERENCE, DATED] {
        form.show(id, shown_by_something);
    }
}

/// Reads the fields; problems stay with them.
fn read(form: &mut Form, kind: &Kind, schema: &Schema, host: &str, today: Day) -> Option<FactDraft> {
    let state = match form.choice(STATE) {
        "known" => read_value(form, kind, schema, host, today).map(State::Known),
        "none" => Some(State::None),
        "unknown" => Why::parse(form.choice(WHY)).map(State::Unknown),
        _ => {
            form.complain(STATE, "fact-needs-state");
            None
        }
    };
    let (from, to) = (form.read_day(FROM, today), form.read_day(TO, today));
    let holds = Interval::new(from, to);
    if holds.is_none() {
        form.complain(TO, "fact-interval-turned");
    }
    let evidence = if form.choice(STATE) == "unknown" { None } else { read_evidence(form, today) };
    let supersedes = form.choice(REPLACES).parse().ok().map(FactId);
    let mut note = form.text(NOTE);
    // A wrong check digit never refuses a fact; it stays beside it.
    let doubt = evidence.as_ref().and_then(|evidence| check_digit::doubt(&evidence.reference));
    if let Some(doubt) = doubt.filter(|doubt| !note.contains(doubt.as_str())) {
        note = if note.is_empty() { doubt } else { format!("{note}; {doubt}") };
    }
    let draft = FactDraft { kind: kind.id.clone(), state: state?, holds: holds?, evidence, note, supersedes };
    match kind.accepts(&draft) {
        Err(problem @ FactProblem::NeedsEvidence) => form.complain(EVIDENCE, problem.key()),
        // What is written and is no day has been complained of.
        Err(problem @ FactProblem::NeedsEvidenceDay) if form.text(DATED).is_empty() => {
            form.complain(DATED, problem.key())
        }
        _ => {}
    }
    Some(draft)
}

fn read_value(form: &mut Form, kind: &Kind, schema: &Schema, host: &str, today: Day) -> Option<Value> {
    let text = form.text(VALUE);
    let (value, problem) = match &kind.ty {
        FactType::Flag => (Some(Value::Bool(true)), ""),
        FactType::Int => (text.parse().ok().map(Value::Int), "fact-not-a-number"),
        FactType::Date if !text.is_empty() => return form.read_day(VALUE, today).map(Value::Date),
        FactType::Date => (None, ""),
        FactType::Place => return read_place(form, schema, host),
        FactType::Code(_) => (Some(Value::Code(text.clone())).filter(|_| !text.is_empty()), "fact-needs-value"),
    };
    if value.is_none() {
        form.complain(VALUE, if text.is_empty() { "fact-needs-value" } else { problem });
    }
    value
}

fn read_place(form: &mut Form, schema: &Schema, host: &str) -> Option<Value> {
    match Place::parse(&form.text(VALUE), &schema.registers, Some(host)) {
        Ok(place) => Some(Value::Place(place)),
        Err(problem) => {
            form.complain_of(VALUE, problem.key(), problem.value());
            None
        }
    }
}

fn read_evidence(form: &mut Form, today: Day) -> Option<Evidence> {
    let (kind, reference, dated) = (form.text(EVIDENCE), form.text(REFERENCE), form.read_day(DATED, today));
    if kind.is_empty() && !(reference.is_empty() && dated.is_none()) {
        form.complain(EVIDENCE, "fact-needs-evidence");
    }
    Some(Evidence { kind, reference, dated }).filter(|evidence| !evidence.kind.is_empty())
}
