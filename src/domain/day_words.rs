//! Days as people write them: `13.3.80`, `24 ноября`, `yesterday`, `+3`. The day comes before the month, and a year or a
//! century that was not written is filled in by a rule and reported, never in silence.

use chrono::Datelike;

use super::time::{Day, in_range};

/// A day that was read, and what of it was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// What was meant.
    pub day: Day,
    /// What of it was guessed, to be said to whoever wrote it.
    pub filled: Filled,
}

/// What had to be filled in to make a day of what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// All of it was written.
    Nothing,
    /// Day and month were written.
    Year,
    /// The year was written with two digits.
    Century,
}

/// Where a day lies whose year or century was not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaning {
    /// Today or before, as late as can be: births, documents that were issued.
    Past,
    /// As close to today as can be, before or after: terms, polls.
    Near,
    /// The same for a day that is to come: until when, by when.
    Coming,
}

/// Why a text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DayProblem {
    /// No form that is read has this shape.
    #[error("this is not written as a day")]
    NotADay,
    /// The month or the year lacks it.
    #[error("there is no such day")]
    NoSuchDay,
    /// Written as in America.
    #[error("the month stands before the day")]
    MonthFirst,
    /// Before 1800 or after 2200.
    #[error("the day lies outside the range of the record")]
    OutOfRange,
}

impl DayProblem {
    /// Key of the sentence that says what to do.
    pub fn key(self) -> &'static str {
        match self {
            DayProblem::NotADay => "form-not-a-day",
            DayProblem::NoSuchDay => "form-no-such-day",
            DayProblem::MonthFirst => "form-month-first",
            DayProblem::OutOfRange => "form-day-out-of-range",
        }
    }
}

/// Days that have a word, as distances from today.
const WORDS: [(i64, &[&str]); 3] = [
    (0, &["today", "сегодня", "сёння", "сення"]),
    (-1, &["yesterday", "вчера", "учора"]),
    (1, &["tomorrow", "завтра", "заўтра"]),
];

/// The months from January on. A beginning of three letters or more is enough.
const MONTHS: [&[&str]; 12] = [
    &["january", "январь", "января", "студзень", "студзеня"],
    &["february", "февраль", "февраля", "люты", "лютага"],
    &["march", "март", "марта", "сакавік", "сакавіка"],
    &["april", "апрель", "апреля", "красавік", "красавіка"],
    &["may", "май", "мая", "травень", "траўня"],
    &["june", "июнь", "июня", "чэрвень", "чэрвеня"],
    &["july", "июль", "июля", "ліпень", "ліпеня"],
    &["august", "август", "августа", "жнівень", "жніўня"],
    &["september", "сентябрь", "сентября", "верасень", "верасня"],
    &["october", "октябрь", "октября", "кастрычнік", "кастрычніка"],
    &["november", "ноябрь", "ноября", "лістапад", "лістапада"],
    &["december", "декабрь", "декабря", "снежань", "снежня"],
];

/// What people put after a year.
const AFTER_YEAR: [&str; 4] = ["г", "года", "год", "годзе"];

/// The year as far as it was written.
#[derive(Debug, Clone, Copy)]
enum Year {
    Full(i32),
    TwoDigits(i32),
    Absent,
}

/// Reads a day in any language of the office. What was not written of the year is filled in by the leaning.
pub fn read_day(text: &str, today: Day, leaning: Leaning) -> Result<Written, DayProblem> {
    let text = text.trim().to_lowercase();
    let distance = WORDS.iter().find(|(_, words)| words.contains(&text.as_str())).map(|(distance, _)| *distance);
    if let Some(distance) = distance.or_else(|| signed(&text)) {
        let day = today.checked_add_signed(chrono::Duration::days(distance)).ok_or(DayProblem::OutOfRange)?;
        return in_record(Written { day, filled: Filled::Nothing });
    }
    let (day, month, year) = parts(&text)?;
    in_record(settle(day, month, year, today, leaning)?)
}

/// `+3`, `-10`: days from today.
fn signed(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-'])?;
    let count: i64 = Some(number(digits)?).filter(|_| digits.len() <= 6)?.into();
    Some(if text.starts_with('-') { -count } else { count })
}

fn in_record(written: Written) -> Result<Written, DayProblem> {
    in_range(written.day).then_some(written).ok_or(DayProblem::OutOfRange)
}

/// Only digits, at most eight of them: a sign is no part of a day.
fn number(text: &str) -> Option<u32> {
    let digits = (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Day, month and year in the order in which they were written.
fn parts(text: &str) -> Result<(u32, u32, Year), DayProblem> {
    if text.len() == 8 && number(text).is_some() {
        return packed(text);
    }
    let separators = ['.', '/', '-'];
    if let Some(separator) = text.chars().find(|c| separators.contains(c)) {
        let numbers: Vec<&str> = text.split(separator).map(str::trim).collect();
        if numbers.iter().all(|part| number(part).is_some()) {
            return numeric(&numbers);
        }
    }
    named(text)
}

/// `13031980` or `19800313`. Both cannot be days: the years of the record begin with 18 to 22, and no month does.
fn packed(text: &str) -> Result<(u32, u32, Year), DayProblem> {
    let digits = |from: usize, to: usize| text.get(from..to).and_then(number).ok_or(DayProblem::NotADay);
    let (front, middle, back) = (digits(0, 4)?, digits(4, 6)?, digits(6, 8)?);
    if (1800..=2200).contains(&front) && (1..=12).contains(&middle) {
        return Ok((back, middle, year_of(front)));
    }
    Ok((digits(0, 2)?, digits(2, 4)?, year_of(digits(4, 8)?)))
}

fn numeric(parts: &[&str]) -> Result<(u32, u32, Year), DayProblem> {
    let read = |text: &str, most: usize| number(text).filter(|_| text.len() <= most).ok_or(DayProblem::NotADay);
    let (day, month, year) = match parts {
        [year, month, day] if year.len() == 4 => (read(day, 2)?, read(month, 2)?, year_of(read(year, 4)?)),
        [day, month, year] => (read(day, 2)?, read(month, 2)?, written_year(year)?),
        [day, month] => (read(day, 2)?, read(month, 2)?, Year::Absent),
        _ => return Err(DayProblem::NotADay),
    };
    // Only a month can be 12 at most: with 13 in its place, the order is the other one.
    if month > 12 && month <= 31 && (1..=12).contains(&day) {
        Err(DayProblem::MonthFirst)
    } else {
        Ok((day, month, year))
    }
}

/// `24 ноября 2026 г.`, `24 nov`; with the month first it is the other order.
fn named(text: &str) -> Result<(u32, u32, Year), DayProblem> {
    let words = text.split(|c: char| c.is_whitespace() || ".,-".contains(c)).filter(|word| !word.is_empty());
    let mut words: Vec<&str> = words.collect();
    if words.len() == 4 && AFTER_YEAR.contains(&words[3]) {
        words.pop();
    }
    let (day, name, year) = match words[..] {
        [day, name] => (day, name, Year::Absent),
        [day, name, year] => (day, name, written_year(year)?),
        _ => return Err(DayProblem::NotADay),
    };
    if month(day).is_some() && number(name).is_some() {
        return Err(DayProblem::MonthFirst);
    }
    let number = number(day).filter(|_| day.len() <= 2).ok_or(DayProblem::NotADay)?;
    Ok((number, month(name).ok_or(DayProblem::NotADay)?, year))
}

fn written_year(text: &str) -> Result<Year, DayProblem> {
    match (text.len(), number(text)) {
        (4, Some(year)) => Ok(year_of(year)),
        (2, Some(year)) => Ok(Year::TwoDigits(i32::try_from(year).unwrap_or_default())),
        _ => Err(DayProblem::NotADay),
    }
}

fn year_of(year: u32) -> Year {
    Year::Full(i32::try_from(year).unwrap_or_default())
}

/// The number of the month whose name begins so; `None` where two do.
fn month(name: &str) -> Option<u32> {
    if name.chars().count() < 3 {
        return None;
    }
    let mut found = (1..).zip(MONTHS).filter(|(_, names)| names.iter().any(|full| full.starts_with(name)));
    let (number, _) = found.next()?;
    found.next().is_none().then_some(number)
}

/// The day, with what of its year was not written filled in. A leap day waits for a year that has one.
fn settle(day: u32, month: u32, year: Year, today: Day, leaning: Leaning) -> Result<Written, DayProblem> {
    let (years, filled): (Vec<i32>, Filled) = match year {
        Year::Full(year) => (vec![year], Filled::Nothing),
        Year::TwoDigits(year) => ((18..=22).map(|century| century * 100 + year).collect(), Filled::Century),
        Year::Absent => ((-8..=8).map(|distance| today.year() + distance).collect(), Filled::Year),
    };
    let mut days: Vec<Day> = years.into_iter().filter_map(|year| Day::from_ymd_opt(year, month, day)).collect();
    if filled != Filled::Nothing {
        days.retain(|day| in_range(*day) && (leaning != Leaning::Past || *day <= today));
        days.sort_by_key(|day| (*day - today).num_days().abs());
    }
    days.first().map(|day| Written { day: *day, filled }).ok_or(DayProblem::NoSuchDay)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TODAY: &str = "2026-11-25";

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn read(text: &str, leaning: Leaning) -> Result<(String, Filled), DayProblem> {
        read_day(text, day(TODAY), leaning).map(|written| (written.day.to_string(), written.filled))
    }

    #[test]
    fn days_as_people_write_them() {
        for text in ["13.03.1980", "13031980", "19800313", "13/3/1980", "1980-03-13", "13-3-1980", " 13 марта 1980 г. "]
        {
            assert_eq!(read(text, Leaning::Near), Ok(("1980-03-13".to_owned(), Filled::Nothing)), "{text}");
        }
        for text in
            ["24 ноября 2026", "24 лістапада 2026", "24 nov 2026", "24-Nov-2026", "-1", "вчера", "Учора", "yesterday"]
        {
            assert_eq!(read(text, Leaning::Past), Ok(("2026-11-24".to_owned(), Filled::Nothing)), "{text}");
        }
        for (text, found) in [("today", 25), ("сёння", 25), ("tomorrow", 26), ("заўтра", 26), ("+3", 28), ("-10", 15)]
        {
            assert_eq!(read(text, Leaning::Past), Ok((format!("2026-11-{found}"), Filled::Nothing)), "{text}");
        }
    }

    #[test]
    fn what_was_not_written_of_a_year_is_filled_in_and_said() {
        for (text, leaning, found, filled) in [
            ("13.3.80", Leaning::Past, "1980-03-13", Filled::Century),
            ("13.3.30", Leaning::Past, "1930-03-13", Filled::Century),
            ("13.3.30", Leaning::Near, "2030-03-13", Filled::Century),
            ("29.2.00", Leaning::Past, "2000-02-29", Filled::Century),
            ("24.11", Leaning::Near, "2026-11-24", Filled::Year),
            ("26.11", Leaning::Past, "2025-11-26", Filled::Year),
            ("3 студзеня", Leaning::Near, "2027-01-03", Filled::Year),
            ("29.2", Leaning::Near, "2028-02-29", Filled::Year),
            ("29 feb", Leaning::Past, "2024-02-29", Filled::Year),
        ] {
            assert_eq!(read(text, leaning), Ok((found.to_owned(), filled)), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused_with_its_reason() {
        for (problem, texts) in [
            (DayProblem::MonthFirst, &["3/13/1980", "11.24", "nov 24 2026", "March 13, 1980", "ноябрь 24"][..]),
            (
                DayProblem::NoSuchDay,
                &["30.2.2026", "2026-02-30", "31.4", "32.1.2026", "30 feb", "0.1.2026", "29.2.2025"],
            ),
            (DayProblem::OutOfRange, &["1799-12-31", "31.12.1799", "01.01.2201", "-999999"]),
            (
                DayProblem::NotADay,
                &[
                    "",
                    "+",
                    "+12026-01-01",
                    "12026-01-01",
                    "20.+9.2026",
                    "1.2/2026",
                    "1.2.202",
                    "130380",
                    "ма",
                    "24 ма 2026",
                ],
            ),
            (
                DayProblem::NotADay,
                &["soon", "1.2.3.4", "٣.٣.1980", "24 юня 2026", "2026", "+1234567", "24 nov 2026 bc"],
            ),
        ] {
            for text in texts {
                assert_eq!(read(text, Leaning::Near), Err(problem), "{text}");
            }
        }
    }

    proptest! {
        #[test]
        fn every_day_comes_back_from_every_full_writing(offset in 0u64..146_000, names in 0usize..5) {
            let day = crate::domain::time::FIRST_DAY + chrono::Days::new(offset);
            let (d, m, y) = (day.day(), day.month(), day.year());
            let name = MONTHS[m as usize - 1][names];
            let short: String = name.chars().take(4).collect();
            let distance = (day - self::day(TODAY)).num_days();
            let writings = [
                day.to_string(), format!("{d}.{m}.{y}"), format!("{d:02}/{m:02}/{y}"), format!("{d:02}{m:02}{y}"),
                format!("{y}{m:02}{d:02}"), format!("{y}.{m}.{d}"), format!("{d}-{m}-{y}"), format!("{d} {name} {y}"),
                format!("{d} {}. {y} г.", short.to_uppercase()), format!("{distance:+}"),
            ];
            for text in writings {
                for leaning in [Leaning::Past, Leaning::Near] {
                    let read = read_day(&text, self::day(TODAY), leaning);
                    prop_assert_eq!(read, Ok(Written { day, filled: Filled::Nothing }), "{}", text);
                }
            }
        }

        #[test]
        fn a_year_that_is_filled_in_lies_where_it_leans(offset in -18_000i64..18_000, today in 0u64..40_000) {
            let today = self::day("1950-01-01") + chrono::Days::new(today);
            let day = today + chrono::Duration::days(offset);
            let short = format!("{}.{}.{:02}", day.day(), day.month(), day.year().rem_euclid(100));
            let read = |leaning| read_day(&short, today, leaning).unwrap();
            // Within fifty years the nearest is the day itself.
            prop_assert_eq!(read(Leaning::Near), Written { day, filled: Filled::Century });
            let past = read(Leaning::Past).day;
            prop_assert!(past <= today && (day > today || past == day), "{} {}", past, day);
        }

        #[test]
        fn no_text_breaks_it(text in ".{0,20}", digits in "[0-9./ +-]{0,12}") {
            for text in [text, digits] {
                let read = read_day(&text, self::day(TODAY), Leaning::Near);
                prop_assert!(read.is_err() || in_range(read.unwrap().day));
            }
        }
    }
}
