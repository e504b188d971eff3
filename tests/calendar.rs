//! The calendar of working days as scripts see it.

#[allow(dead_code)]
mod scratch;

use scratch::Scratch;
use serde_json::Value as Json;

#[test]
fn working_days_are_counted_and_what_is_not_known_is_said() {
    let scratch = Scratch::new();
    let by = scratch.done(&["calendar", "by", "--year", "2026"]).out;
    assert!(by.contains("No. 397") && by.contains("Worked Saturdays and Sundays: 2026-04-25"), "{by}");
    let ru = scratch.done(&["calendar", "RU", "--year", "2025", "--lang", "ru"]).out;
    assert!(ru.contains("не прочитан") && ru.contains("03.11.2025"), "{ru}");
    let counted = |args: &[&str]| -> Json {
        let all = [&["calendar", "BY", "--json", "--from", "2026-04-17", "--working", "5"], args].concat();
        serde_json::from_str(&scratch.done(&all).out).unwrap()
    };
    // 20 and 21 April are off, Saturday 25 April is worked.
    assert_eq!(counted(&[])["day"], "2026-04-27");
    assert_eq!(counted(&["--also-off", "2026-04-25", "--also-working", "2026-04-18"])["day"], "2026-04-27");
    assert_eq!(counted(&["--also-off", "2026-04-25"])["day"], "2026-04-28");
    let late = scratch.done(&["calendar", "BY", "--from", "2026-12-30", "--working", "3"]).out;
    assert!(late.contains("2027") && late.contains("not published yet"), "{late}");
    scratch.refused(4, &["calendar", "RU", "--from", "2027-12-30", "--working", "3"], &["not known", "2027"]);
    scratch.refused(4, &["calendar", "RU", "--year", "2023"], &["2023", "2024"]);
    scratch.refused(2, &["calendar", "XX"], &["XX", "BY, RU"]);
    scratch.refused(
        2,
        &["calendar", "BY", "--also-off", "2026-05-04", "--also-working", "2026-05-04"],
        &["2026-05-04"],
    );
}
