//! Keys of one's own: the table with other keys for some of its commands, whole or not at all.
//!
//! A command is called by the name of its sentence in the help. Esc, Enter and Ctrl-C stay where they are, and so does all
//! that is pressed while a text is typed: whoever sits down at a strange desk must be able to leave.

use super::key::{Key, KeyCode};
use super::keymap::{Binding, Context, Keymap, TABLE};
use super::layout::fold;

/// The contexts in which keys are looked up together, the nearest first: all places where letters are commands.
const PLACES: [&[Context]; 10] = [
    &[Context::Queue, Context::Move, Context::Everywhere, Context::Case],
    &[Context::Case, Context::Move, Context::Everywhere],
    &[Context::Ledger, Context::Move, Context::Everywhere],
    &[Context::Today, Context::Move, Context::Everywhere],
    &[Context::Help, Context::Read, Context::Move, Context::Everywhere],
    &[Context::Read, Context::Move, Context::Everywhere],
    &[Context::Views, Context::Choose, Context::Move, Context::Everywhere],
    &[Context::Choose, Context::Move, Context::Everywhere],
    &[Context::Form, Context::Move],
    &[Context::Everywhere],
];

/// Why a map of keys is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// There is no command of this name.
    NoSuchCommand { name: String, near: Option<String> },
    /// The command stays on its keys.
    Fixed { name: String },
    /// This is not the name of a key that a terminal can send.
    NoSuchKey { name: String, key: String },
    /// The key stays with its own commands.
    FixedKey { name: String, key: String },
    /// Two commands would have one key where both can be meant.
    Taken { name: String, key: String, other: String },
}

/// The name of the command of a binding: kebab-case, the same in every language.
pub fn name(binding: &Binding) -> &'static str {
    binding.help.strip_prefix("key-").unwrap_or(binding.help)
}

fn is_typed_in(context: Context) -> bool {
    use Context::{Ask, Filter, Form, Palette, Search, Templates};
    matches!(context, Ask | Search | Palette | Filter | Form | Templates)
}

/// Whether a binding can have other keys: it is the only one of its name where letters are commands.
fn can_move(binding: &Binding) -> bool {
    let alike = |other: &&Binding| name(other) == name(binding) && !is_typed_in(other.context);
    !is_typed_in(binding.context) && TABLE.iter().filter(alike).count() == 1
}

/// The commands that can have other keys, and the keys that they have.
pub fn movable(keymap: Keymap) -> impl Iterator<Item = &'static Binding> {
    keymap.all().iter().filter(|binding| can_move(binding))
}

/// The table with these keys for these commands; or what is wrong, each with its place in `wanted`.
pub fn remap(wanted: &[(&str, &str)]) -> Result<Keymap, Vec<(usize, Refused)>> {
    let mut table = TABLE.to_vec();
    let mut faults = Vec::new();
    for (place, (name, keys)) in wanted.iter().enumerate() {
        match place_of(name).and_then(|at| Ok((at, read(&TABLE[at], keys)?))) {
            Ok((at, keys)) => table[at].keys = String::leak(keys),
            Err(refused) => faults.push((place, refused)),
        }
    }
    if faults.is_empty() {
        faults = clashes(&table, wanted);
    }
    if faults.is_empty() { Ok(Keymap::new(table)) } else { Err(faults) }
}

/// Where the command of this name stands in the table.
fn place_of(wanted: &str) -> Result<usize, Refused> {
    if let Some(at) = TABLE.iter().position(|binding| name(binding) == wanted && can_move(binding)) {
        return Ok(at);
    }
    if TABLE.iter().any(|binding| name(binding) == wanted) {
        return Err(Refused::Fixed { name: wanted.to_owned() });
    }
    let near = crate::law::expr::names::nearest(wanted, TABLE.iter().filter(|b| can_move(b)).map(name));
    Err(Refused::NoSuchCommand { name: wanted.to_owned(), near: near.map(str::to_owned) })
}

/// The keys for a binding in the notation of the table: those that are wanted, then those that cannot be taken from it.
fn read(binding: &Binding, wanted: &str) -> Result<String, Refused> {
    let name = name(binding).to_owned();
    let stay: Vec<Key> = binding.keys.split(' ').filter_map(Key::parse).filter(|key| stays(*key)).collect();
    let mut keys: Vec<Key> = Vec::new();
    let words: Vec<&str> = wanted.split_whitespace().collect();
    if words.is_empty() {
        return Err(Refused::NoSuchKey { name, key: wanted.to_owned() });
    }
    for word in words {
        let key = Key::parse(word).map(fold).filter(|key| can_be_sent(*key));
        let Some(key) = key else { return Err(Refused::NoSuchKey { name, key: word.to_owned() }) };
        if stays(key) && !stay.contains(&key) {
            return Err(Refused::FixedKey { name, key: word.to_owned() });
        }
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let rest: Vec<Key> = stay.into_iter().filter(|key| !keys.contains(key)).collect();
    Ok(keys.iter().chain(&rest).map(Key::to_string).collect::<Vec<_>>().join(" "))
}

fn stays(key: Key) -> bool {
    key == Key::plain(KeyCode::Esc) || key == Key::plain(KeyCode::Enter) || key == Key::ctrl('c')
}

/// A terminal sends Ctrl with a letter only as a small one, and some of those as Tab, Enter, Backspace and Esc.
fn can_be_sent(key: Key) -> bool {
    match key.code {
        KeyCode::Char(c) if key.ctrl => c.is_ascii_lowercase() && !matches!(c, 'h' | 'i' | 'j' | 'm'),
        KeyCode::Char(c) => !c.is_control(),
        _ => !key.ctrl,
    }
}

/// The commands that have one key in one place, as (the nearer, the other, the key).
fn pairs(table: &[Binding]) -> Vec<(&'static str, &'static str, Key)> {
    let mut pairs = Vec::new();
    for place in PLACES {
        let mut seen: Vec<(Key, &'static str)> = Vec::new();
        for binding in place.iter().flat_map(|context| table.iter().filter(move |b| b.context == *context)) {
            for key in binding.keys.split(' ').filter_map(Key::parse) {
                let taken = seen.iter().filter(|(other, _)| *other == key);
                pairs.extend(taken.map(|(_, nearer)| (*nearer, name(binding), key)));
                seen.push((key, name(binding)));
            }
        }
    }
    pairs
}

/// What the table itself lets a nearer place mean by a key is no fault; everything else is. It is told of the line that is
/// at fault, with the name of the other command.
fn clashes(table: &[Binding], wanted: &[(&str, &str)]) -> Vec<(usize, Refused)> {
    let meant = pairs(TABLE);
    let mut faults: Vec<(usize, Refused)> = Vec::new();
    for (nearer, other, key) in pairs(table).into_iter().filter(|pair| !meant.contains(pair)) {
        let line = |name: &str| wanted.iter().rposition(|(wanted, _)| *wanted == name);
        let (place, name, other) = match (line(nearer), line(other)) {
            (Some(one), Some(two)) if two < one => (one, nearer, other),
            (_, Some(two)) => (two, other, nearer),
            (Some(one), None) => (one, nearer, other),
            (None, None) => continue,
        };
        let fault = (place, Refused::Taken { name: name.to_owned(), key: key.to_string(), other: other.to_owned() });
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    faults.sort_by_key(|(place, _)| *place);
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::Command;

    fn refused(wanted: &[(&str, &str)]) -> Vec<(usize, Refused)> {
        remap(wanted).err().unwrap_or_default()
    }

    #[test]
    fn a_key_of_ones_own_means_the_command_and_the_old_one_nothing() {
        let keymap = remap(&[("decide", "D"), ("claim-next", "ctrl-n в")]).unwrap();
        let case = [Context::Case, Context::Move, Context::Everywhere];
        let queue = [Context::Queue, Context::Move, Context::Everywhere, Context::Case];
        let means = |place: &[Context], key: &str| keymap.command(place, Key::parse(key).unwrap(), false);
        assert_eq!(means(&case, "D"), Some(Command::Decide));
        assert_eq!(means(&case, "В"), Some(Command::Decide), "the same key of another layout");
        assert_eq!(means(&case, "d"), None);
        assert_eq!(means(&queue, "ctrl-n"), Some(Command::ClaimNext));
        assert_eq!(means(&queue, "d"), Some(Command::ClaimNext));
        assert_eq!(means(&queue, "C"), None);
    }

    #[test]
    fn two_commands_may_change_keys() {
        let keymap = remap(&[("ledger", "P"), ("packs", "L ctrl-p")]);
        // In the ledger its own key closes it; there L would now be two things.
        assert!(keymap.is_err());
        let keymap = remap(&[("decide", "a"), ("approve", "d")]).unwrap();
        assert_eq!(keymap.command(&[Context::Case], Key::char('a'), false), Some(Command::Decide));
    }

    #[test]
    fn what_cannot_be_moved_keeps_its_keys() {
        let keymap = remap(&[("quit", "Q"), ("open-case", "x")]).unwrap();
        let keys = |name: &str| movable(keymap).find(|b| super::name(b) == name).map(|b| b.keys);
        assert_eq!((keys("quit"), keys("open-case")), (Some("Q ctrl-c"), Some("x enter")));
    }

    #[test]
    fn each_refusal_names_the_commands() {
        let (name, other) = (|name: &str| name.to_owned(), |name: &str| name.to_owned());
        let near = Some(name("decide"));
        assert_eq!(refused(&[("decid", "D")]), [(0, Refused::NoSuchCommand { name: name("decid"), near })]);
        assert_eq!(refused(&[("back", "b")]), [(0, Refused::Fixed { name: name("back") })]);
        assert_eq!(refused(&[("submit", "ctrl-x")]), [(0, Refused::Fixed { name: name("submit") })]);
        for key in ["hyper-x", "f13", "ctrl-m", "ctrl-D", "ctrl-up", "dd", ""] {
            let fault = Refused::NoSuchKey { name: name("decide"), key: key.to_owned() };
            assert_eq!(refused(&[("claim", "z"), ("decide", key)]), [(1, fault)]);
        }
        for key in ["esc", "enter", "ctrl-c", "ctrl-с"] {
            let fault = Refused::FixedKey { name: name("decide"), key: key.to_owned() };
            assert_eq!(refused(&[("decide", key)]), [(0, fault)]);
        }
        let taken = |one: &str, key: &str, two: &str| Refused::Taken {
            name: name(one),
            key: key.to_owned(),
            other: other(two),
        };
        assert_eq!(refused(&[("decide", "a")]), [(0, taken("decide", "a", "approve"))]);
        assert_eq!(refused(&[("decide", "z"), ("fact", "z")]), [(1, taken("fact", "z", "decide"))]);
        // Across contexts of one place: it would hide a key that is valid everywhere, or movement.
        assert_eq!(refused(&[("decide", "P")]), [(0, taken("decide", "P", "packs"))]);
        assert_eq!(refused(&[("packs", "W")]), [(0, taken("packs", "W", "what-if"))]);
    }

    #[test]
    fn what_is_printed_of_the_table_reads_back_as_the_table() {
        let all: Vec<(&str, &str)> = movable(Keymap::default()).map(|b| (super::name(b), b.keys)).collect();
        assert!(all.len() > 40, "{}", all.len());
        let again = remap(&all).unwrap();
        let keys = |keymap: Keymap| keymap.all().iter().map(|b| b.keys).collect::<Vec<_>>();
        assert_eq!(keys(again), keys(Keymap::default()));
    }
}
