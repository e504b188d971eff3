//! A list that somebody reads, while others work.

use super::*;

#[test]
fn what_others_do_moves_no_row_and_is_counted_until_the_list_is_read_anew() {
    let town = Town::new("news");
    let (mut ira, mut oleg) = (town.sit("ira", 1), town.sit("oleg", 2));
    let cases = |desk: &Seat| desk.session.app().queue.rows.iter().map(|(_, row)| row.case).collect::<Vec<_>>();
    let news = |desk: &Seat| desk.session.app().queue.news;
    let before = cases(&ira);
    oleg.press("enter d ctrl-s");
    assert!(ira.session.poll());
    assert_eq!((cases(&ira), news(&ira)), (before.clone(), 1));
    ira.sees(&["1 new (f5)", "decided"]);
    // What was told stays told, whatever comes.
    oleg.press("c");
    assert!(ira.session.poll());
    assert_eq!((cases(&ira), news(&ira)), (before.clone(), 1), "a hold is no entry");
    ira.press("ctrl-l");
    assert_eq!((cases(&ira).len(), news(&ira)), (before.len() - 1, 0));
    // One's own acts are never news.
    ira.press("d ctrl-s esc");
    ira.session.poll();
    assert_eq!(news(&ira), 0);
}
