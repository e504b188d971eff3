//! The figures above the queue are those that one would get by walking through it.

use std::rc::Rc;

use suffrage::domain::counts::CountsQuery;
use suffrage::domain::{Anchor, Day, QueueQuery, Stamp, Status, StatusFilter};
use suffrage::law::Library;
use suffrage::sample::SAMPLE;
use suffrage::store::Store;

#[test]
fn the_figures_are_those_of_the_rows() {
    let folder = std::env::temp_dir().join(format!("suffrage-counts-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("office.db"), SAMPLE).unwrap();
    let library = Rc::new(Library::embedded().unwrap());
    let store = Store::open(&folder.join("office.db"), library, Box::new(|_| {})).unwrap();
    let now = Stamp::parse("2026-11-23T09:00:00Z").unwrap();
    let day = |text: &str| text.parse::<Day>().unwrap();
    let (today, soon) = (day("2026-11-23"), day("2026-11-27"));
    let rows = |filter: StatusFilter| {
        let query = QueueQuery { filter: filter.into(), search: String::new(), anchor: Anchor::First, limit: 1_000 };
        store.queue(&query, now).unwrap().rows
    };
    let to_do = rows(StatusFilter::ToDo);
    let due = |from: Day, until: Day| to_do.iter().filter(|(_, row)| from <= row.due_on && row.due_on <= until).count();
    let open = rows(StatusFilter::All).into_iter().filter(|(_, row)| row.status.is_open());
    let returned = open.filter(|(_, row)| {
        let file = store.case(row.case, now).unwrap().unwrap();
        let newest = file.decisions.last().map(|one| one.id);
        file.approvals.iter().any(|one| one.returned.is_some() && Some(one.decision) == newest)
    });
    let returned = returned.count();
    for filter in [StatusFilter::ToDo, StatusFilter::All, StatusFilter::One(Status::New)] {
        let view = rows(filter);
        let query = CountsQuery { filter: filter.into(), row: Some(view[7].0.clone()), today, soon };
        let counts = store.counts(&query, now).unwrap();
        assert_eq!(
            (counts.to_do, counts.view, counts.before),
            (Some(to_do.len()), Some(view.len()), Some(7)),
            "{filter:?}"
        );
        assert_eq!(counts.late, Some(due(Day::MIN, today.pred_opt().unwrap())));
        assert_eq!(counts.soon, Some(due(today, soon)));
        assert_eq!(counts.returned, Some(returned));
        assert!(
            counts.late > Some(0) && counts.soon > Some(0) && returned > 0 && counts.view < Some(1_000),
            "{counts:?}"
        );
    }
    let _ = std::fs::remove_dir_all(&folder);
}
