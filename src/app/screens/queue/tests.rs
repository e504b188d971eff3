//! The list of the queue: what keys do to it, and what a store must answer.

use super::*;
use crate::app::fixture;

/// A store of `n` rows that answers as the contract says.
fn serve(queue: &mut Queue, n: i64, effects: Vec<Effect>) {
    let mut effects: std::collections::VecDeque<_> = effects.into();
    while let Some(effect) = effects.pop_front() {
        let Effect::LoadQueue { query, place } = effect else { panic!("{effect:?}") };
        effects.extend(queue.take(&query, place, fixture::window(n, &query)));
    }
}

fn queue(n: i64, page: usize) -> Queue {
    let mut queue = Queue { page, ..Queue::default() };
    let effect = queue.reload(None);
    serve(&mut queue, n, vec![effect]);
    queue
}

fn press(queue: &mut Queue, n: i64, command: Command) {
    let effects = queue.on(command).expect("a command of the queue");
    serve(queue, n, effects);
}

#[test]
fn walking_down_a_long_queue_meets_every_case_once_and_keeps_few_rows() {
    let mut queue = queue(1_000, 10);
    for n in 0..1_000 {
        assert_eq!(queue.current_case(), Some(CaseId(1001 + n)));
        assert!(queue.rows.len() <= 100, "{} rows kept", queue.rows.len());
        assert!((queue.top..queue.top + 10).contains(&queue.cursor));
        press(&mut queue, 1_000, Command::Down);
    }
    for n in (0..1_000).rev() {
        assert_eq!(queue.current_case(), Some(CaseId(1001 + n)));
        press(&mut queue, 1_000, Command::Up);
    }
    assert_eq!((queue.cursor, queue.top), (0, 0));
}

#[test]
fn the_place_in_the_list_is_right_wherever_one_has_walked() {
    let mut queue = queue(1_000, 10);
    let query = CountsQuery {
        filter: queue.filter.clone(),
        row: Some(queue.rows[0].0.clone()),
        today: fixture::day("2026-09-01"),
        soon: fixture::day("2026-09-04"),
    };
    queue.counted(&query, Counts { view: Some(1_000), before: Some(0), ..Counts::default() });
    for (command, times) in [(Command::Down, 300), (Command::PageUp, 20), (Command::Up, 60), (Command::PageDown, 9)] {
        for _ in 0..times {
            press(&mut queue, 1_000, command);
            let first = queue.shown()[0].1.case.0 as usize - 1_000;
            assert_eq!(queue.position(), Some((first, first + 9)));
        }
    }
}

#[test]
fn at_the_edge_the_list_moves_by_half_a_page() {
    let mut queue = queue(100, 10);
    for _ in 0..10 {
        press(&mut queue, 100, Command::Down);
    }
    assert_eq!((queue.top, queue.cursor), (5, 10));
    press(&mut queue, 100, Command::Down);
    assert_eq!((queue.top, queue.cursor), (5, 11));
}

#[test]
fn pages_ends_and_few_rows() {
    let mut queue = queue(95, 10);
    press(&mut queue, 95, Command::Last);
    assert_eq!(queue.current_case(), Some(CaseId(1095)));
    assert_eq!(queue.shown().len(), 10);
    press(&mut queue, 95, Command::PageUp);
    assert_eq!(queue.current_case(), Some(CaseId(1085)));
    press(&mut queue, 95, Command::First);
    assert_eq!(queue.current_case(), Some(CaseId(1001)));
    press(&mut queue, 95, Command::PageDown);
    assert_eq!(queue.current_case(), Some(CaseId(1011)));
    let mut empty = self::queue(0, 10);
    for command in [Command::Down, Command::Last, Command::PageUp, Command::First] {
        press(&mut empty, 0, command);
        assert_eq!(empty.current_case(), None);
    }
}

#[test]
fn the_cursor_stays_on_its_case_when_rows_come_and_go() {
    let mut queue = queue(100, 10);
    for _ in 0..4 {
        press(&mut queue, 100, Command::Down);
    }
    let effect = queue.reload(None);
    let Effect::LoadQueue { query, place } = effect else { panic!() };
    let mut window = fixture::window(100, &query);
    window.rows.remove(1);
    queue.take(&query, place, window);
    assert_eq!(queue.current_case(), Some(CaseId(1005)));
    assert_eq!(queue.cursor, 3);
}

#[test]
fn a_dropped_search_returns_to_where_it_began() {
    let mut queue = queue(100, 10);
    for _ in 0..3 {
        press(&mut queue, 100, Command::PageDown);
    }
    press(&mut queue, 100, Command::Search);
    queue.search.insert("ив");
    let effects = queue.search_changed();
    serve(&mut queue, 3, effects);
    assert_eq!(queue.current_case(), Some(CaseId(1001)));
    press(&mut queue, 100, Command::Cancel);
    assert_eq!(queue.current_case(), Some(CaseId(1031)));
}

#[test]
fn hits_that_the_view_hides_are_shown_for_the_search_alone() {
    let mut queue = queue(100, 10);
    queue.view = Some(Label::key("context-queue"));
    press(&mut queue, 100, Command::PageDown);
    press(&mut queue, 100, Command::Mark);
    let (filter, case) = (queue.filter.clone(), queue.current_case());
    press(&mut queue, 100, Command::Search);
    queue.search.insert("ив");
    let effects = queue.search_changed();
    serve(&mut queue, 0, effects);
    queue.hidden = vec![(Unshown::Status(crate::domain::Status::Final), 1)];
    press(&mut queue, 1, Command::KeepSearch);
    assert_eq!((queue.filter.status, &queue.view), (StatusFilter::All, &None));
    press(&mut queue, 100, Command::Back);
    assert_eq!((&queue.filter, queue.current_case(), queue.marks.len()), (&filter, case, 1));
    assert!(queue.view.is_some());
}
