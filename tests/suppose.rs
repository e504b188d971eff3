//! What would follow if a fact were another one: by command, marked, and stored nowhere.

// Each test uses its own part of what they share.
#[allow(dead_code)]
mod scratch;

use scratch::Scratch;

fn office() -> Scratch {
    let scratch = Scratch::new();
    scratch.done(&["sample", "o.db", "--cases", "20"]);
    scratch
}

#[test]
fn a_supposition_takes_the_place_of_what_is_on_record_and_is_marked() {
    let scratch = office();
    let actual = scratch.json(&["determine", "o.db", "1002"]);
    assert_eq!((&actual["outcome"], &actual["supposed"]), (&"ineligible".into(), &serde_json::Value::Null));
    let other = scratch.json(&["determine", "o.db", "1002", "--suppose", "birth_date=1990-01-01"]);
    assert_eq!((&other["outcome"], &other["supposed"][0]["value"]), (&"eligible".into(), &"1990-01-01".into()));
    assert!(other["facts_read"].as_array().unwrap().contains(&(-1).into()), "{other}");
    let said = scratch.done(&["determine", "o.db", "1002", "--suppose", "birth_date=1990-01-01"]).out;
    for part in ["As it is: not eligible. Under the supposition: eligible.", "#-1 date of birth: 1990-01-01; SUPPOSED"]
    {
        assert!(said.contains(part), "{said}");
    }
    let gone = scratch.json(&["determine", "o.db", "1002", "--suppose", "birth_date=unknown:requested"]);
    assert_eq!((&gone["outcome"], &gone["needs"][0]["why"]), (&"undetermined".into(), &"requested".into()), "{gone}");
    assert_eq!(scratch.json(&["determine", "o.db", "1002"]), actual, "nothing is stored");
}

#[test]
fn when_it_holds_is_part_of_a_supposition() {
    let scratch = office();
    let outcome = |said: &str| {
        let answer =
            scratch.json(&["determine", "o.db", "1002", "--suppose", "birth_date=1990-01-01", "--suppose", said]);
        answer["outcome"].as_str().unwrap().to_owned()
    };
    assert_eq!(outcome("incapacity=none"), "eligible");
    assert_eq!(outcome("incapacity=yes,from=2020-01-01"), "ineligible");
    // Of the time behind the end nothing is said.
    assert_eq!(outcome("incapacity=yes,from=2020-01-01,to=2021-01-01"), "undetermined");
}

#[test]
fn what_cannot_be_supposed_is_said() {
    let scratch = office();
    let refused = |exit, said: &str, parts: &[&str]| {
        scratch.refused(exit, &["determine", "o.db", "1002", "--suppose", said], parts);
    };
    refused(2, "birth_dat=1990-01-01", &["birth_dat", "birth_date"]);
    refused(2, "birth_date", &["KIND=none"]);
    refused(2, "incapacity=yes,since=2020-01-01", &["KIND=none", "from=DAY"]);
    refused(2, "citizenship=unknown:lost", &["lost", "not_asked"]);
    refused(4, "citizenship=ZQ", &["citizenship", "ZQ"]);
    refused(4, "incapacity=yes,from=2021-01-01,to=2020-01-01", &[]);
}
