//! Days as small ordered numbers: `year << 9 | month << 5 | day`. Whole years are a shift, comparisons are comparisons.

use chrono::{Datelike, Days};

use crate::domain::Day;

/// The day after which nothing ends: "no run of this value", "no end".
pub const NEVER: Day = match Day::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => Day::MAX,
};

/// Reads `2026-09-20` between the years 1800 and 9999.
pub fn parse(text: &str) -> Option<Day> {
    let day = Day::parse_from_str(text, "%Y-%m-%d").ok()?;
    (text.len() == 10 && in_range(day)).then_some(day)
}

/// The years that the law and the record know.
pub fn in_range(day: Day) -> bool {
    (1800..=9999).contains(&day.year())
}

pub fn pack(day: Day) -> i32 {
    (day.year().clamp(1, 9999) << 9) | ((day.month() as i32) << 5) | day.day() as i32
}

/// `None` for a number that is no day.
pub fn unpack(packed: i32) -> Option<Day> {
    Day::from_ymd_opt(packed >> 9, ((packed >> 5) & 15) as u32, (packed & 31) as u32)
}

/// Whole years from one day to a later one. A person born on 29 February comes of age on 1 March.
pub fn age(born: i32, on: i32) -> i32 {
    (on - born) >> 9
}

/// The same day `years` later; 29 February becomes 1 March in a year that has none.
pub fn years_after(packed: i32, years: i32) -> i32 {
    let year = ((packed >> 9) + years).clamp(1, 9999);
    let moved = (year << 9) | (packed & 511);
    let (feb_29, mar_1) = ((2 << 5) | 29, (3 << 5) | 1);
    if packed & 511 == feb_29 && unpack(moved).is_none() { (year << 9) | mar_1 } else { moved }
}

/// So many days later, or earlier; stays within the years 1 to 9999.
pub fn days_after(packed: i32, days: i32) -> i32 {
    let Some(day) = unpack(packed) else { return packed };
    let count = Days::new(u64::from(days.unsigned_abs()));
    let moved = if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) };
    moved.map_or(packed, pack)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> i32 {
        pack(text.parse().unwrap())
    }

    #[test]
    fn ages_turn_on_the_birthday() {
        assert_eq!(age(day("2009-09-20"), day("2027-09-19")), 17);
        assert_eq!(age(day("2009-09-20"), day("2027-09-20")), 18);
        assert_eq!(age(day("2000-02-29"), day("2018-02-28")), 17);
        assert_eq!(age(day("2000-02-29"), day("2018-03-01")), 18);
    }

    #[test]
    fn leap_days_go_up_and_days_count() {
        assert_eq!(years_after(day("2000-02-29"), 18), day("2018-03-01"));
        assert_eq!(years_after(day("2000-02-29"), 4), day("2004-02-29"));
        assert_eq!(days_after(day("2028-02-27"), -70), day("2027-12-19"));
        assert_eq!(days_after(day("2027-12-31"), 1), day("2028-01-01"));
        assert_eq!(unpack(day("2026-11-23")).unwrap().to_string(), "2026-11-23");
        assert_eq!(parse("2026-2-3"), None);
        assert_eq!(parse("2026-02-30"), None);
    }
}
