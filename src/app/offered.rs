//! What the forms of a case offer of the schema. The schema holds what every country needs; an officer is shown what this
//! case can need, and what is on record already.

use std::collections::BTreeSet;

use super::screens::case::CaseView;
use crate::domain::{CodeList, Kind, Schema, State, Value, Words};
use crate::law::{Condition, Library, Node, Pack};

/// The kinds of fact that a case can need: first what its law asks about, then what every state has, then what its own
/// state adds. A kind that is on record can be corrected, whoever declares it, and comes last.
pub fn kinds<'a>(case: &CaseView, library: &'a Library) -> Vec<&'a Kind> {
    let pack = library.pack(&case.file.case.pack);
    let host = pack.map_or(&*case.file.poll.host, |pack| &*pack.host);
    let asked = |kind: &Kind| pack.is_some_and(|pack| asks(pack, &kind.id));
    let on_record = |kind: &Kind| case.file.facts.iter().any(|fact| fact.kind == kind.id);
    let place = |kind: &Kind| match &kind.host {
        _ if asked(kind) => Some(0),
        None => Some(1),
        Some(_) if kind.is_of(host) => Some(2),
        Some(_) => on_record(kind).then_some(3),
    };
    let mut offered: Vec<_> = library.schema.kinds.iter().filter_map(|kind| Some((place(kind)?, kind))).collect();
    offered.sort_by_key(|(place, _)| *place);
    offered.into_iter().map(|(_, kind)| kind).collect()
}

/// Whether some condition of the pack, in whatever version of its law, reads facts of the kind.
fn asks(pack: &Pack, kind: &str) -> bool {
    let reads = |condition: &Condition| {
        condition.expr.any(&|node| match node {
            Node::Fact(read) => read == kind,
            Node::History(history) => history.kind == kind,
            _ => false,
        })
    };
    pack.criteria.iter().any(|one| {
        one.clause.conditions().into_iter().any(reads) || one.exceptions.iter().any(|exception| reads(&exception.when))
    })
}

/// The codes of a kind's own list that a case can need.
pub fn values<'a>(case: &CaseView, list: &'a CodeList, kind: &Kind) -> Vec<&'a (String, Words)> {
    let on_record = recorded(case, kind, |state, _| match state {
        State::Known(Value::Code(code)) => Some(code.as_str()),
        _ => None,
    });
    codes(case, list, kind, &on_record)
}

/// What a case can show a fact of the kind by: what the schema names for the kind first.
pub fn evidence<'a>(case: &CaseView, schema: &'a Schema, kind: &Kind) -> Vec<&'a (String, Words)> {
    let Some(list) = schema.list("evidence") else { return Vec::new() };
    let on_record = recorded(case, kind, |_, evidence| evidence);
    let mut offered = codes(case, list, kind, &on_record);
    offered.sort_by_key(|(code, _)| kind.evidence.iter().position(|shows| shows == code).unwrap_or(usize::MAX));
    offered
}

/// A code of the state of the poll or of the kind, or one that a correction must be able to leave as it is.
fn codes<'a>(case: &CaseView, list: &'a CodeList, kind: &Kind, on_record: &BTreeSet<&str>) -> Vec<&'a (String, Words)> {
    let needed = |code: &str| {
        list.is_of(code, &case.file.poll.host)
            || kind.host.as_deref().is_some_and(|host| list.is_of(code, host))
            || on_record.contains(code)
    };
    list.codes.iter().filter(|(code, _)| needed(code)).collect()
}

/// A code of each fact of the kind that is on record.
fn recorded<'a>(
    case: &'a CaseView,
    kind: &Kind,
    code: impl Fn(&'a State, Option<&'a str>) -> Option<&'a str>,
) -> BTreeSet<&'a str> {
    let facts = case.file.facts.iter().filter(|fact| fact.kind == kind.id);
    facts.filter_map(|fact| code(&fact.state, fact.evidence.as_ref().map(|evidence| &*evidence.kind))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;
    use crate::app::form::Input;
    use crate::app::screens::Face;
    use crate::app::screens::fact_form::{FactForm, Stage};
    use crate::app::screens::request::Request;
    use crate::domain::{CaseFile, FactId, Lang};

    /// A case of a pack of which nothing is on record.
    fn empty(pack: &Pack) -> CaseFile {
        let mut file = fixture::file(1001);
        file.case.pack = pack.edition.id.clone();
        file.case.right = pack.right;
        file.poll.host = pack.host.clone();
        file.facts.clear();
        file
    }

    fn offered(file: CaseFile, library: &Library) -> Vec<String> {
        let form = FactForm::choose(&CaseView::new(file, library), library);
        let Stage::Choosing { rows, .. } = form.stage else { panic!("a choice") };
        rows.into_iter().map(|row| row.kind).collect()
    }

    /// The kinds whose names stand in the conditions of a pack as they are written, codes in quotes left out.
    fn written<'a>(pack: &Pack, schema: &'a Schema) -> Vec<&'a str> {
        let mut words = BTreeSet::new();
        for one in &pack.criteria {
            let conditions = one.clause.conditions().into_iter().chain(one.exceptions.iter().map(|one| &one.when));
            for text in conditions.flat_map(|condition| condition.source.split('\'').step_by(2)) {
                words.extend(text.split(|c: char| !c.is_alphanumeric() && c != '_'));
            }
        }
        schema.kinds.iter().map(|kind| &*kind.id).filter(|kind| words.contains(kind)).collect()
    }

    #[test]
    fn a_case_is_offered_what_its_pack_asks_then_the_core_then_its_state_and_nothing_of_another() {
        let library = Library::embedded().unwrap();
        let schema = &library.schema;
        for pack in library.packs() {
            let (id, offered) = (&pack.edition.id, offered(empty(pack), &library));
            let written = written(pack, schema);
            let missing: Vec<_> = written.iter().filter(|kind| offered.iter().all(|one| one != *kind)).collect();
            assert!(written.len() > 3 && missing.is_empty(), "{id} asks about {missing:?}");
            let host = |kind: &String| schema.kind(kind).unwrap().host.as_deref();
            let foreign: Vec<_> =
                offered.iter().filter(|kind| host(kind).is_some_and(|host| host != pack.host)).collect();
            assert!(foreign.is_empty(), "{id} of {} offers {foreign:?}", pack.host);
            let all = schema.kinds.iter().filter(|kind| kind.is_of(&pack.host));
            assert_eq!(offered.iter().collect::<BTreeSet<_>>(), all.map(|kind| &kind.id).collect(), "{id}: each once");
            let (asked, others) = offered.split_at(written.len());
            assert_eq!(asked.iter().map(|one| &**one).collect::<BTreeSet<_>>(), written.into_iter().collect(), "{id}");
            assert!(others.is_sorted_by_key(|kind| host(kind).is_some()), "{id}: the core first: {others:?}");
        }
    }

    #[test]
    fn what_is_on_record_can_be_corrected_though_another_state_declares_it() {
        let library = Library::embedded().unwrap();
        let (schema, pack) = (&library.schema, library.pack("ru-by-vote").unwrap());
        let foreign = |kind: &Kind| !kind.is_of("RU");
        let post = schema.kind("incompatible_post").filter(|kind| foreign(kind)).unwrap();
        let mut file = empty(pack);
        file.facts.push(fixture::fact(21, &post.id, State::Known(Value::Code("judge".into()))));
        let offered = offered(file.clone(), &library);
        assert_eq!(offered.last(), Some(&post.id));
        assert_eq!(offered.iter().filter(|kind| foreign(schema.kind(kind).unwrap())).count(), 1, "{offered:?}");
        let case = CaseView::new(file, &library);
        let filled = FactForm::fill(&case, schema, post, Some(FactId(21)), Lang::En);
        let form = filled.form().unwrap();
        assert_eq!(form.choice("value"), "judge");
        let Input::Choice { options, .. } = &form.field("value").unwrap().input else { panic!("a choice") };
        assert!(options.iter().any(|(code, _)| code == "deputy"), "another post of that state: {options:?}");
        let request = Request::evidence(&case, &library).form;
        let Input::Checks { options, .. } = &request.field("kinds").unwrap().input else { panic!("boxes") };
        let requested: BTreeSet<_> = options.iter().map(|(kind, ..)| kind).collect();
        assert_eq!(requested, offered.iter().collect(), "a request offers the same kinds");
    }

    #[test]
    fn evidence_that_another_state_adds_is_offered_only_where_a_fact_on_record_is_shown_by_it() {
        let library = Library::embedded().unwrap();
        let schema = &library.schema;
        let offers = |pack: &str, shown_by: Option<&str>| {
            let mut file = empty(library.pack(pack).unwrap());
            if let Some(code) = shown_by {
                let mut fact = fixture::fact(21, "citizenship", State::Known(Value::Code("BY".into())));
                fact.evidence.as_mut().unwrap().kind = code.to_owned();
                file.facts.push(fact);
            }
            let (case, kind) = (CaseView::new(file, &library), schema.kind("citizenship").unwrap());
            let filled = FactForm::fill(&case, schema, kind, shown_by.map(|_| FactId(21)), Lang::En);
            let form = filled.form().unwrap();
            assert_eq!(form.choice("evidence"), shown_by.unwrap_or_default(), "a correction begins with what there is");
            let Input::Choice { options, .. } = &form.field("evidence").unwrap().input else { panic!("a choice") };
            options.iter().any(|(code, _)| code == "police_certificate")
        };
        assert!(offers("es-vote", None) && !offers("ru-by-vote", None));
        assert!(offers("ru-by-vote", Some("police_certificate")));
        assert!(!offers("ru-by-vote", Some("passport")));
    }

    #[test]
    fn a_person_can_come_from_a_state_that_only_another_file_names() {
        let library = Library::embedded().unwrap();
        let case = CaseView::new(empty(library.pack("ru-by-vote").unwrap()), &library);
        let (kind, countries) = (library.schema.kind("citizenship").unwrap(), library.schema.list("country").unwrap());
        assert!(values(&case, countries, kind).iter().any(|(code, _)| code == "BO"), "Bolivia");
    }
}
