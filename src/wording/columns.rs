//! Which of the chosen columns of the queue a line has room for, and how wide each is: on the screen and in the table of
//! the command.

use crate::domain::filter::Column;

/// A name is not cut shorter than this for the columns beside it.
const NAME: usize = 12;
/// What says that columns are left out, with the blank before it.
pub(crate) const CUT: &str = " …";

/// The columns that fit into a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fitted {
    /// Each with its width; a blank stands between two.
    pub(crate) columns: Vec<(Column, usize)>,
    pub(crate) left_out: LeftOut,
}

/// Whether the line has room for every column that was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LeftOut {
    Nothing,
    /// The last ones are not there.
    Some,
}

/// Lays columns into a line, each with the width that it would like. The name gives way first, and takes what is left;
/// then columns are left out from the right. The first one always stays.
pub(crate) fn fit(chosen: &[(Column, usize)], room: usize) -> Fitted {
    let least = |(column, width): &(Column, usize)| if *column == Column::Name { NAME.min(*width) } else { *width };
    let needed = |count: usize| {
        let widths: usize = chosen[..count].iter().map(least).sum();
        let sign = if count < chosen.len() { CUT.chars().count() } else { 0 };
        widths + count.saturating_sub(1) + sign
    };
    let first = chosen.len().min(1);
    let count = (first..=chosen.len()).rev().find(|count| needed(*count) <= room).unwrap_or(first);
    let left = room.saturating_sub(needed(count));
    let width = |wanted: &(Column, usize)| match wanted.0 {
        Column::Name => wanted.1.min(least(wanted).saturating_add(left)).min(room),
        _ => wanted.1.min(room),
    };
    Fitted {
        columns: chosen[..count].iter().map(|wanted| (wanted.0, width(wanted))).collect(),
        left_out: if count < chosen.len() { LeftOut::Some } else { LeftOut::Nothing },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_name_gives_way_and_then_the_columns_from_the_right() {
        let chosen = [(Column::Due, 10), (Column::Name, 40), (Column::Status, 9), (Column::Held, 12)];
        let widths = |room| fit(&chosen, room).columns.iter().map(|(_, width)| *width).collect::<Vec<_>>();
        assert_eq!(widths(200), [10, 40, 9, 12]);
        assert_eq!(widths(60), [10, 26, 9, 12]);
        assert_eq!(widths(46), [10, 12, 9, 12]);
        assert_eq!(widths(45), [10, 22, 9], "what a column leaves goes to the name");
        assert_eq!((widths(12), fit(&chosen, 12).left_out), (vec![10], LeftOut::Some));
        assert_eq!(widths(4), [4]);
        assert_eq!(fit(&[], 80).columns, []);
    }

    proptest! {
        #[test]
        fn what_is_laid_fits_and_begins_what_was_chosen(
            chosen in proptest::sample::subsequence(Column::ALL.to_vec(), 0..=Column::ALL.len()).prop_shuffle(),
            width in 1_usize..30,
            room in 1_usize..250,
        ) {
            let wanted: Vec<(Column, usize)> = chosen.iter().map(|column| (*column, width)).collect();
            let Fitted { columns, left_out } = fit(&wanted, room);
            let shown: Vec<Column> = columns.iter().map(|(column, _)| *column).collect();
            prop_assert_eq!(&shown[..], &chosen[..shown.len()]);
            prop_assert_eq!(left_out == LeftOut::Some, shown.len() < chosen.len());
            let taken: usize = columns.iter().map(|(_, width)| width).sum::<usize>() + columns.len().saturating_sub(1);
            prop_assert!(taken <= room, "{columns:?} in {room}");
        }
    }
}
