//! The standard's own samples (see tests/data/vri/LICENSE.md), and documents that must be refused.

use super::record::RecordError;
use super::request::VriError;
use super::{ReadError, read};
use crate::domain::{Against, CodeList, FactType, Kind, Many, Place, Schema, State, Value, Words};

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/vri/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn schema() -> Schema {
    let words = || Words { en: "x".into(), ru: "x".into(), be: "x".into() };
    let kind = |id: &str, ty: FactType| Kind {
        id: id.into(),
        host: None,
        ty,
        many: Many::One,
        prevails: Vec::new(),
        against: if id == "incapacity" { Against::Everything } else { Against::Nothing },
        label: words(),
        question: words(),
        evidence: vec!["own_statement".into()],
    };
    let codes = |id: &str, codes: &[&str]| CodeList {
        id: id.into(),
        codes: codes.iter().map(|code| (code.to_string(), words())).collect(),
        ..CodeList::default()
    };
    Schema {
        id: "test/1".into(),
        kinds: vec![
            kind("birth_date", FactType::Date),
            kind("citizenship", FactType::Code("country".into())),
            kind("incapacity", FactType::Flag),
            kind("residence_permit", FactType::Code("permit".into())),
            kind("registration", FactType::Place),
            kind("workplace", FactType::Place),
        ],
        lists: vec![codes("country", &["BY", "US"]), codes("permit", &["permanent"])],
        registers: crate::law::Library::embedded().unwrap().schema.registers.clone(),
    }
}

#[test]
fn the_json_sample_reads_and_warns_of_both_of_its_dates() {
    let request = read(&sample("ohio_registration.json"), &schema(), Some("RU")).unwrap();
    assert_eq!(request.name, "DOE JANE A");
    assert_eq!(request.transaction, "0bb1bfd7-4316-42be-99d5-9c9e3bb9ccc0");
    assert_eq!(request.document, "AA999888");
    let fields: Vec<_> =
        request.warnings.iter().map(|w| (w.field.as_str(), w.value.as_str(), w.taken_as.as_str())).collect();
    assert_eq!(
        fields,
        [("GeneratedDate", "2017-7-30", "2017-07-30"), ("Subject.DateOfBirth", "1993-11-12T00:00:00", "1993-11-12")]
    );
    let kinds: Vec<_> = request.facts.iter().map(|fact| fact.kind.as_str()).collect();
    assert_eq!(kinds, ["birth_date", "citizenship"], "nothing that it does not assert, no permit, no capacity");
    assert!(request.facts.iter().all(|fact| fact.evidence.as_ref().unwrap().kind == "own_statement"));
}

#[test]
fn a_date_outside_the_range_is_refused_by_its_field() {
    let text = String::from_utf8(sample("ohio_registration.json")).unwrap();
    for bad in ["+12026-01-01", "12026-01-01", "1799-12-31", "2201-01-01", "2201-1-1T00:00:00"] {
        for (usual, name) in [("2017-7-30", "GeneratedDate"), ("1993-11-12T00:00:00", "Subject.DateOfBirth")] {
            let request = read(text.replace(usual, bad).as_bytes(), &schema(), Some("RU"));
            let Err(ReadError::Request(VriError::BadDate { field, value })) = request else {
                panic!("{name} {bad}: {request:?}")
            };
            assert_eq!((field.as_str(), value.as_str()), (name, bad));
        }
    }
}

#[test]
fn every_xml_request_of_the_standard_reads() {
    for (file, name, born, poll) in [
        ("ohio_registration_in_state_mailing.xml", "DAVIS JENNY NANCY", Some("1985-11-05"), None),
        ("va_absentee_annual.xml", "Smith Donnie", None, None),
        ("va_absentee_excuse_1a.xml", "Smith Patty Sarah", Some("1957-08-13"), Some("2018-11-06")),
        ("va_absentee_excuse_2a.xml", "", None, None),
    ] {
        let request = read(&sample(file), &schema(), Some("RU")).unwrap_or_else(|error| panic!("{file}: {error}"));
        if name.is_empty() {
            assert!(!request.name.is_empty(), "{file}");
            continue;
        }
        assert_eq!(request.name, name, "{file}");
        let birth = request.facts.iter().find(|fact| fact.kind == "birth_date").map(|fact| fact.state.clone());
        assert_eq!(birth, born.map(|day: &str| State::Known(Value::Date(day.parse().unwrap()))), "{file}");
        assert_eq!(request.poll_day.map(|day| day.to_string()).as_deref(), poll, "{file}");
        assert_eq!(request.warnings, [], "{file}");
    }
}

#[test]
fn an_acknowledgement_is_refused_by_name() {
    let error = read(&sample("ohio_registration_acknowledgement.xml"), &schema(), Some("RU")).unwrap_err();
    assert_eq!(error, ReadError::Request(VriError::NotARequest { found: "RequestSuccess".into() }));
    let error = read(br#"{"@type":"VRI.RequestRejection"}"#, &schema(), Some("RU")).unwrap_err();
    assert!(error.to_string().starts_with("this is a RequestRejection, not a VoterRecordsRequest"));
}

#[test]
fn an_assertion_about_a_fact_of_the_schema_is_the_applicants_own_statement() {
    let text = r#"{"@type":"VRI.VoterRecordsRequest","GeneratedDate":"2026-11-02","Type":["registration"],
      "Subject":{"@type":"VRI.Voter","Name":{"FullName":"Ян"},"VoterClassification":[
        {"Type":"other","OtherType":"residence-permit","Assertion":"other","OtherAssertion":"permanent"},
        {"Type":"other","OtherType":"citizenship","Assertion":"other","OtherAssertion":"Narnia"},
        {"Type":"other","OtherType":"registration","Assertion":"other","OtherAssertion":"46701000101"},
        {"Type":"other","OtherType":"workplace","Assertion":"other","OtherAssertion":"46-701-000"},
        {"Type":"declared-incompetent","Assertion":"no"}]}}"#;
    let request = read(text.as_bytes(), &schema(), Some("RU")).unwrap();
    let states: Vec<_> = request.facts.iter().map(|fact| (fact.kind.as_str(), fact.state.clone())).collect();
    let permanent = State::Known(Value::Code("permanent".into()));
    let home = State::Known(Value::Place(Place { register: "OKTMO".into(), code: "46701000101".into() }));
    assert_eq!(states, [("residence_permit", permanent), ("registration", home), ("incapacity", State::None)]);
    assert_eq!(request.warnings[0].field, "Subject.VoterClassification[citizenship]");
    assert_eq!(request.warnings[1].field, "Subject.VoterClassification[workplace]", "a hyphen in a code of a place");
}

#[test]
fn what_weighs_against_the_person_is_taken_only_from_a_dated_record() {
    let of = |day: &str| {
        let text = format!(
            r#"{{"@type":"VRI.VoterRecordsRequest",{day}"Type":["registration"],"Subject":{{"@type":"VRI.Voter",
              "Name":{{"FullName":"Ян"}},"VoterClassification":[{{"Type":"declared-incompetent","Assertion":"yes"}},
              {{"Type":"other","OtherType":"residence-permit","Assertion":"other","OtherAssertion":"permanent"}}]}}}}"#
        );
        read(text.as_bytes(), &schema(), Some("RU")).unwrap().not_accepted(&schema())
    };
    assert_eq!(of(r#""GeneratedDate":"2026-11-02","#), []);
    let refused = of("");
    let said: Vec<_> = refused.iter().map(|one| (one.field.as_str(), one.key)).collect();
    assert_eq!(said, [("Subject.VoterClassification[incapacity]", "import-record-undated")]);
}

#[test]
fn hostile_documents_are_refused_with_their_place() {
    let refused = |bytes: &[u8]| match read(bytes, &schema(), Some("RU")).unwrap_err() {
        ReadError::Record(error) => error,
        ReadError::Request(error) => panic!("{error}"),
    };
    let whole = sample("va_absentee_annual.xml");
    assert!(matches!(refused(&whole[..whole.len() / 2]), RecordError::Malformed { line, .. } if line > 10));
    let deep = "<a>".repeat(100_000);
    assert_eq!(refused(deep.as_bytes()), RecordError::TooDeep { line: 1 });
    let deep_json = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(refused(deep_json.as_bytes()), RecordError::Malformed { .. }));
    let bomb = b"<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>";
    assert_eq!(refused(bomb), RecordError::Doctype { line: 2 });
    assert_eq!(refused(b"<a>&secret;</a>"), RecordError::Entity { line: 1, name: "secret".into() });
    assert_eq!(refused(b"<a>\xcf\xf0</a>"), RecordError::NotUtf8 { at: 3 });
    assert_eq!(
        refused(&vec![b' '; super::record::BYTES + 1]),
        RecordError::TooLong { found: super::record::BYTES + 1 }
    );
    assert_eq!(refused(b""), RecordError::Empty);
    assert_eq!(refused("\u{feff} \n".as_bytes()), RecordError::Empty);
    let cut = refused(b"{\"a\":\n [1,").to_string();
    assert_eq!(cut, "line 2, column 4: EOF while parsing a value");
    let nested = format!("{{\"a\":{}1{}}}", "[".repeat(100), "]".repeat(100));
    assert_eq!(refused(nested.as_bytes()).to_string(), "line 1, column 69: more than 64 levels deep");
    assert!(matches!(refused(b"{} {}"), RecordError::Malformed { line: 1, column: 4, .. }));
}
