//! Cases and windows for tests of the screens.

use crate::domain::*;

pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

pub fn words(text: &str) -> Words {
    Words { en: text.to_owned(), ru: format!("{text} ру"), be: format!("{text} бе") }
}

pub fn row(n: i64) -> (RowKey, QueueRow) {
    let due_on = day("2026-09-01") + chrono::Days::new(n as u64 / 10);
    let key = RowKey { term: String::new(), due: n / 10, case: CaseId(1001 + n) };
    let outcomes = Outcome::ALL;
    let row = QueueRow {
        case: CaseId(1001 + n),
        name: format!("Іваноў Алесь {n}"),
        right: if n % 2 == 0 { Right::Vote } else { Right::Stand },
        poll_day: day("2026-09-20"),
        level: "municipal_council".to_owned(),
        place: "Город Тверь".to_owned(),
        status: Status::ALL[n as usize % Status::ALL.len()],
        due_on,
        holder: (n % 5 == 1).then(|| "anna".to_owned()),
        outcome: outcomes[n as usize % outcomes.len()],
    };
    (key, row)
}

/// What a store with `n` cases answers.
pub fn window(n: i64, query: &QueueQuery) -> QueueWindow {
    let place = |key: &RowKey| key.case.0 - 1001;
    let limit = query.limit as i64;
    let (from, to) = match &query.anchor {
        Anchor::First => (0, limit),
        Anchor::Last => (n - limit, n),
        Anchor::After(key) => (place(key) + 1, place(key) + 1 + limit),
        Anchor::Before(key) => (place(key) - limit, place(key)),
        Anchor::From(key) => (place(key), place(key) + limit),
    };
    let (from, to) = (from.clamp(0, n), to.clamp(0, n));
    QueueWindow { rows: (from..to).map(row).collect(), more_before: from > 0, more_after: to < n, search_cut: false }
}
