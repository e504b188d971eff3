//! Places: what a code may be, and which territory lies inside which, in the registers that the schema declares.

use std::sync::OnceLock;

use proptest::prelude::*;
use suffrage::domain::place::{Alphabet, Places, Register, Side, within};
use suffrage::domain::{Place, PlaceProblem, Schema};
use suffrage::law::LawError;
use suffrage::law::pack::schema;

const CORE: &str = include_str!("../src/law/packs/core.toml");
const COUNTRIES: [&str; 5] = [
    include_str!("../src/law/packs/by/schema.toml"),
    include_str!("../src/law/packs/es/schema.toml"),
    include_str!("../src/law/packs/gb/schema.toml"),
    include_str!("../src/law/packs/pt/schema.toml"),
    include_str!("../src/law/packs/ru/schema.toml"),
];

fn read(countries: &[String]) -> Result<suffrage::domain::Schema, Vec<LawError>> {
    let files: Vec<(&str, &str)> =
        [("core.toml", CORE)].into_iter().chain(countries.iter().map(|text| ("country.toml", &**text))).collect();
    schema::read(&files)
}

fn registers() -> &'static [Register] {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    &SCHEMA.get_or_init(|| read(&COUNTRIES.map(str::to_owned)).unwrap()).registers
}

fn parse(text: &str, host: &str) -> Result<Place, PlaceProblem> {
    Place::parse(text, registers(), Some(host))
}

fn inside(inner: &str, outer: &str) -> Option<bool> {
    within(&parse(inner, "").unwrap(), &parse(outer, "").unwrap(), registers())
}

#[test]
fn a_settlement_lies_in_its_municipality_and_what_is_known_too_roughly_is_unknown() {
    for (inner, outer, want) in [
        ("OKTMO:46701000101", "OKTMO:46701000", Some(true)),
        ("OKTMO:46701000", "OKTMO:46701", Some(true)),
        ("OKTMO:46701000", "OKTMO:46", Some(true)),
        ("OKTMO:20613416152", "OKTMO:20613000", Some(true)),
        ("OKTMO:20613416152", "OKTMO:20613416", Some(true)),
        ("OKTMO:20613416152", "OKTMO:20613417", Some(false)),
        ("OKTMO:46702000", "OKTMO:46701000", Some(false)),
        ("OKTMO:46", "OKTMO:46701000", None),
        ("OKTMO:45", "OKTMO:46701000", Some(false)),
        ("SOATO:1401000000", "SOATO:1000000000", Some(true)),
        ("SOATO:6204810031", "SOATO:6204000000", Some(true)),
        ("SOATO:6204810031", "SOATO:6204811000", Some(false)),
        ("SOATO:1000000000", "SOATO:1401000000", None),
        ("SOATO:1401000000", "OKTMO:14010000", None),
        ("INE:28079", "INE:28", Some(true)),
        ("INE:08019", "INE:28079", Some(false)),
        ("DICOFRE:110601", "DICOFRE:1106", Some(true)),
        ("GSS:E07000008", "GSS:E07000008", Some(true)),
        ("GSS:W06000015", "GSS:E07000008", Some(false)),
        // A ward is numbered apart from its district: the codes do not say whether it lies there.
        ("GSS:E05013050", "GSS:E07000008", None),
    ] {
        assert_eq!(inside(inner, outer), want, "{inner} in {outer}");
    }
}

#[test]
fn a_question_about_several_places_is_answered_by_the_nearest() {
    let place = |text: &str| parse(text, "").unwrap();
    let asked = [place("OKTMO:46701000"), place("OKTMO:20613000")];
    let ask = |side, held: &str| Places { places: &asked, registers: registers(), side }.hold(&place(held));
    assert_eq!(ask(Side::Inside, "OKTMO:20613416152"), Some(true));
    assert_eq!(ask(Side::Outside, "OKTMO:20613416152"), Some(false));
    assert_eq!(ask(Side::Inside, "OKTMO:66701000"), Some(false));
    assert_eq!(ask(Side::Outside, "OKTMO:66701000"), Some(true));
    assert_eq!(ask(Side::Inside, "OKTMO:20"), None);
    assert_eq!(ask(Side::Outside, "SOATO:1401000000"), None);
}

#[test]
fn a_bare_code_is_one_of_the_host_and_blanks_around_it_are_nothing() {
    let told = |text: &str, host: &str| parse(text, host).unwrap().to_string();
    assert_eq!(told(" 46701000\t", "RU"), "OKTMO:46701000");
    assert_eq!(told("1401000000", "BY"), "SOATO:1401000000");
    assert_eq!(told("SOATO:1401000000", "RU"), "SOATO:1401000000");
    assert_eq!(told("E07000008", "GB"), "GSS:E07000008");
    assert_eq!(parse("1401000000", "BY").unwrap().typed(registers(), "BY"), "1401000000");
    assert_eq!(parse("1401000000", "BY").unwrap().typed(registers(), "RU"), "SOATO:1401000000");
}

#[test]
fn what_is_no_place_says_which_slip_it_is() {
    let oktmo = || "OKTMO".to_owned();
    let known = || "SOATO, INE, GSS, DICOFRE, OKTMO".to_owned();
    let sign = |found| PlaceProblem::Sign { register: oktmo(), alphabet: Alphabet::Digits, found };
    let length = |found| PlaceProblem::Length { register: oktmo(), lengths: "2 / 5 / 8 / 11".into(), found };
    let heading = |code: &str| PlaceProblem::Heading { register: oktmo(), code: code.into() };
    for (text, want) in [
        ("", PlaceProblem::Empty),
        ("  ", PlaceProblem::Empty),
        ("OKTMO:", PlaceProblem::Empty),
        ("46701000\u{200b}", PlaceProblem::Hidden('\u{200b}')),
        ("4670\u{7}1000", PlaceProblem::Hidden('\u{7}')),
        ("46 701 000", PlaceProblem::Blank),
        ("46701000\u{a0}", PlaceProblem::Blank),
        ("OKTMO: 46701000", PlaceProblem::Blank),
        ("46-701-000", PlaceProblem::Hyphen),
        ("46\u{2013}701000", PlaceProblem::Hyphen),
        ("OKATO:46701000", PlaceProblem::NoSuchRegister { found: "OKATO".into(), known: known() }),
        ("4670100O", sign('O')),
        ("4670100\u{0663}", sign('\u{0663}')),
        ("Пенза", sign('П')),
        ("4670100", length(7)),
        ("1401000000", length(10)),
        ("46600000", heading("46600000")),
        ("46701400", heading("46701400")),
        ("46701000000", heading("46701000000")),
        ("00000000", heading("00000000")),
    ] {
        assert_eq!(parse(text, "RU"), Err(want), "{text:?}");
    }
    assert_eq!(parse("46701000", "KZ"), Err(PlaceProblem::NeedsRegister { known: known() }));
    let small = PlaceProblem::Sign { register: "GSS".into(), alphabet: Alphabet::Alnum, found: 'e' };
    assert_eq!(parse("e07000008", "GB"), Err(small));
}

#[test]
fn registers_that_do_not_hang_together_do_not_load() {
    let wrong = |from: &str, to: &str, problem: &str| {
        assert!(COUNTRIES.iter().any(|text| text.contains(from)), "{from}");
        let errors: Vec<LawError> = read(&COUNTRIES.map(|text| text.replace(from, to))).unwrap_err();
        assert!(errors.iter().any(|error| error.problem.contains(problem)), "{errors:?}");
    };
    wrong("lengths = [2, 5, 8, 11]", "lengths = [2, 6]", "where a group ends");
    wrong("groups = [2, 3, 3, 3]", "groups = []", "one or more");
    wrong("\"??500000\"", "\"??50000\"", "fits no code");
    wrong("id = \"SOATO\"", "id = \"OKTMO\"", "comes twice");
    wrong("host = \"ES\"", "host = \"RU\"", "would mean either");
}

/// A code of few different groups, so that one often lies inside another.
fn code() -> impl Strategy<Value = Place> {
    let groups = prop::collection::vec(0..3u8, 4);
    (0..registers().len(), any::<prop::sample::Index>(), groups).prop_map(|(register, length, groups)| {
        let register = &registers()[register];
        let length = *length.get(&register.lengths);
        let code: String = register.groups.iter().zip(groups).map(|(size, n)| format!("{n:0size$}")).collect();
        Place { register: register.id.clone(), code: code[..length].to_owned() }
    })
}

/// The code at full length: what it lacks is filled up with zeros.
fn filled(place: &Place) -> String {
    format!("{:0<11}", place.code)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn containment_is_an_order(a in code(), b in code(), c in code()) {
        let within = |inner, outer| within(inner, outer, registers());
        prop_assert_eq!(within(&a, &a), Some(true));
        if within(&a, &b) == Some(true) {
            if within(&b, &c) == Some(true) {
                prop_assert_eq!(within(&a, &c), Some(true));
            }
            if within(&b, &c) == Some(false) {
                prop_assert_eq!(within(&a, &c), Some(false), "what lies outside takes its parts along");
            }
            if within(&b, &a) == Some(true) {
                prop_assert_eq!(filled(&a), filled(&b), "only one place and itself lie inside each other");
            }
        }
        if a.register != b.register {
            prop_assert_eq!(within(&a, &b), None);
        }
    }

    #[test]
    fn a_place_is_read_as_it_is_written(a in code()) {
        if a.check(registers()).is_ok() {
            prop_assert_eq!(Place::parse(&a.to_string(), registers(), None), Ok(a.clone()));
            prop_assert_eq!(Place::recorded(&a.to_string()), Some(a));
        }
    }

    #[test]
    fn no_text_makes_a_panic_or_a_place_that_another_reading_refuses(text in "[ \\PC]{0,12}|[0-9:A-Z-]{0,16}") {
        if let Ok(place) = parse(&text, "RU") {
            prop_assert!(place.check(registers()).is_ok());
        }
    }
}
