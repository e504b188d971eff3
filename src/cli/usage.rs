//! A command line that cannot be read: what is wrong with it and what to write instead, in the language of whoever typed it.
//!
//! The parser says what kind of mistake it met and which words are part of it; the sentences are ours. A kind that is not
//! known here is said in the parser's own words.

use std::error::Error as _;
use std::ffi::OsString;
use std::num::ParseIntError;

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::shape::Shape;
use crate::domain::{Clean, Lang};
use crate::i18n::{Arg, Texts};

/// What can be known of a command line before it is read: it may be wrong, and must still be answered as it asks.
pub struct Asked {
    /// What `--lang` says, if it says a language.
    pub lang: Option<Lang>,
    pub json: bool,
    /// The names of the command, as far as it exists: `law show`.
    pub path: Vec<String>,
    /// Whether nothing was written after the name of the program.
    pub bare: bool,
}

impl Asked {
    /// Looks over the words, the first of which is the name of the program. What stands after `--` is no option.
    pub fn of(args: &[OsString], command: &Command) -> Asked {
        let words = args.iter().skip(1).map(|arg| arg.to_string_lossy()).take_while(|word| *word != "--");
        let mut asked = Asked { lang: None, json: false, path: Vec::new(), bare: args.len() <= 1 };
        let (mut at, mut before) = (Some(command), String::new());
        for word in words {
            let of_lang = if before == "--lang" { Some(&*word) } else { word.strip_prefix("--lang=") };
            if let Some(lang) = of_lang {
                asked.lang = asked.lang.or_else(|| Lang::parse(lang));
            } else if word == "--json" {
                asked.json = true;
            } else if !word.starts_with('-') {
                at = at.and_then(|at| at.find_subcommand(&*word));
                asked.path.extend(at.map(|found| found.get_name().to_owned()));
            }
            before = word.into_owned();
        }
        asked
    }
}

/// What is wrong, what may be meant, how it is written and where more is said. Nothing for a kind of mistake that has no
/// sentence.
pub fn text(error: &Error, asked: &Asked, command: &Command, texts: &Texts) -> Option<String> {
    let mut text = mistake(error, asked, command, texts)?.to_string();
    for (kind, key) in [
        (ContextKind::ValidValue, "usage-valid"),
        (ContextKind::ValidSubcommand, "usage-commands"),
        (ContextKind::SuggestedSubcommand, "usage-near"),
        (ContextKind::SuggestedArg, "usage-near"),
        (ContextKind::SuggestedValue, "usage-near"),
    ] {
        if let Some(words) = words(error, kind) {
            text.push('\n');
            text.push_str(texts.say(key, &[("words", Arg::from(words))]).as_str());
        }
    }
    if let Some(value) = words(error, ContextKind::InvalidArg).filter(|_| may_be_a_value(error)) {
        text.push('\n');
        text.push_str(texts.say("usage-after-dashes", &[("arg", Arg::from(value))]).as_str());
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        text.push_str("\n\n");
        text.push_str(&written(&usage.to_string(), texts));
    }
    let help = ["suffrage"].into_iter().chain(asked.path.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
    text.push_str("\n\n");
    text.push_str(texts.say("usage-help", &[("command", Arg::from(help))]).as_str());
    Some(text)
}

/// The sentence for a kind of mistake.
fn mistake(error: &Error, asked: &Asked, command: &Command, texts: &Texts) -> Option<Clean> {
    let part = |kind| words(error, kind).map(Arg::from);
    let arg = || part(ContextKind::InvalidArg).map(|arg| ("arg", arg));
    let said = match error.kind() {
        ErrorKind::UnknownArgument => texts.say("usage-unknown", &[arg()?]),
        ErrorKind::InvalidSubcommand => {
            texts.say("usage-no-such-command", &[("arg", part(ContextKind::InvalidSubcommand)?)])
        }
        ErrorKind::MissingRequiredArgument => texts.say("usage-missing", &[arg()?]),
        ErrorKind::MissingSubcommand => texts.get("usage-missing-command"),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if !asked.bare => {
            texts.say("usage-missing-command-of", &[("words", Arg::from(names(asked, command)))])
        }
        ErrorKind::InvalidValue if part(ContextKind::InvalidValue) == Some(Arg::from("")) => {
            texts.say("usage-no-value", &[arg()?])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let args = [arg()?, ("value", part(ContextKind::InvalidValue)?)];
            match shape(error) {
                Some(shape) => {
                    let [arg, value] = args;
                    texts.say("usage-value-shape", &[arg, value, ("shape", Arg::from(shape.say(texts)))])
                }
                None => texts.say("usage-value", &args),
            }
        }
        ErrorKind::TooManyValues => texts.say("usage-too-many", &[arg()?, ("value", part(ContextKind::InvalidValue)?)]),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            let wanted = part(ContextKind::ExpectedNumValues).or_else(|| part(ContextKind::MinValues))?;
            let given = part(ContextKind::ActualNumValues)?;
            texts.say("usage-values", &[arg()?, ("wanted", wanted), ("given", given)])
        }
        ErrorKind::NoEquals => texts.say("usage-equals", &[arg()?]),
        ErrorKind::ArgumentConflict => {
            let one = arg().or_else(|| part(ContextKind::InvalidSubcommand).map(|arg| ("arg", arg)))?;
            match part(ContextKind::PriorArg).filter(|prior| *prior != one.1) {
                Some(other) => texts.say("usage-conflict", &[one, ("other", other)]),
                None => texts.say("usage-twice", &[one]),
            }
        }
        ErrorKind::InvalidUtf8 => texts.get("usage-not-utf8"),
        _ => return None,
    };
    Some(said)
}

/// Why a value was refused, where it was refused by a rule of ours or as a number.
fn shape(error: &Error) -> Option<Shape> {
    let source = error.source()?;
    let number = source.is::<ParseIntError>().then_some(Shape::Number);
    source.downcast_ref::<Shape>().cloned().or(number)
}

/// Whether the parser thinks that what it took for an option may be meant as a value.
fn may_be_a_value(error: &Error) -> bool {
    let tips = match error.get(ContextKind::Suggested) {
        Some(ContextValue::StyledStrs(tips)) => tips.as_slice(),
        _ => &[],
    };
    error.kind() == ErrorKind::UnknownArgument && tips.iter().any(|tip| tip.to_string().contains(" -- "))
}

/// The words that the parser gives for a part of the mistake.
fn words(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => Some(words.join(", ")).filter(|words| !words.is_empty()),
        ContextValue::Number(n) => Some(n.to_string()),
        _ => None,
    }
}

/// The names of the commands below the one that was written.
fn names(asked: &Asked, command: &Command) -> String {
    let at = asked.path.iter().try_fold(command, |at, name| at.find_subcommand(name));
    let below = at.into_iter().flat_map(Command::get_subcommands).filter(|below| !below.is_hide_set());
    below.map(Command::get_name).filter(|name| *name != "help").collect::<Vec<_>>().join(", ")
}

/// The line that shows how a command is written. Names of values are the same in every language, as they are in the help.
fn written(usage: &str, texts: &Texts) -> String {
    let line = usage.trim().strip_prefix("Usage:").unwrap_or(usage).trim();
    let line = line
        .replace("[OPTIONS]", &format!("[{}]", texts.get("usage-options")))
        .replace("<COMMAND>", &format!("<{}>", texts.get("usage-command")))
        .replace("[COMMAND]", &format!("[{}]", texts.get("usage-command")));
    let lines: Vec<&str> = line.lines().map(str::trim).collect();
    format!("{} {}", texts.get("usage-written"), lines.join("\n  "))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Args;

    #[test]
    fn every_command_line_of_the_help_is_one() {
        for one in &crate::app::screens::help::LINES {
            let typed = one.line.replace("CASE", "1001").replace("KIND", "citizenship");
            let parsed = Args::command().try_get_matches_from(typed.split(' '));
            assert!(parsed.is_ok(), "{typed}: {:?}", parsed.err().map(|error| error.to_string()));
            assert!(one.line.starts_with(&format!("suffrage {}", one.command)), "{}", one.line);
        }
    }

    /// Every command with its path, the ones without commands below them.
    fn leaves<'c>(command: &'c Command, path: &[&'c str], found: &mut Vec<(Vec<String>, &'c Command)>) {
        for below in command.get_subcommands() {
            let path = [path, &[below.get_name()]].concat();
            leaves(below, &path, found);
            if !below.has_subcommands() {
                found.push((path.iter().map(|name| (*name).to_owned()).collect(), below));
            }
        }
    }

    /// What a command line comes to in a language.
    fn said(words: &[String], lang: Lang) -> Option<String> {
        let command = Args::command();
        let args: Vec<OsString> = words.iter().map(OsString::from).collect();
        let asked = Asked::of(&args, &command);
        let error = command.clone().try_get_matches_from(args).err()?;
        Some(text(&error, &asked, &command, &Texts::new(lang)).unwrap_or_else(|| panic!("{words:?}: {error}")))
    }

    #[test]
    fn every_option_that_refuses_a_value_says_what_it_wants() {
        let command = Args::command();
        let mut all = Vec::new();
        leaves(&command, &[], &mut all);
        let mut refused = 0;
        for (path, leaf) in all {
            for arg in leaf.get_arguments().filter(|arg| arg.get_action().takes_values()) {
                let Some(long) = arg.get_long() else { continue };
                let line = ["suffrage".to_owned()].into_iter().chain(path.clone()).chain([format!("--{long}=?!")]);
                let line: Vec<String> = line.collect();
                for lang in Lang::ALL {
                    let Some(text) = said(&line, lang) else { continue };
                    if !text.contains("?!") {
                        continue;
                    }
                    refused += 1;
                    let first = text.lines().next().unwrap_or_default();
                    let reason = first.contains(": ") || text.lines().nth(1).is_some_and(|line| line.contains(": "));
                    assert!(reason, "{line:?} in {lang:?} gives no reason: {text}");
                }
            }
        }
        assert!(refused > 20 * 3, "{refused}");
    }

    #[test]
    fn what_a_command_line_asks_for_is_seen_although_it_is_wrong() {
        let see = |words: &[&str]| {
            let args: Vec<OsString> = words.iter().map(OsString::from).collect();
            let asked = Asked::of(&args, &Args::command());
            (asked.lang, asked.json, asked.path.join(" "))
        };
        assert_eq!(see(&["suffrage", "--lang", "ru", "queue", "--no"]), (Some(Lang::Ru), false, "queue".to_owned()));
        assert_eq!(see(&["suffrage", "law", "show", "--lang=be"]), (Some(Lang::Be), false, "law show".to_owned()));
        assert_eq!(see(&["suffrage", "queue", "--json", "law"]), (None, true, "queue".to_owned()));
        assert_eq!(see(&["suffrage", "queue", "--", "--json", "--lang=ru"]), (None, false, "queue".to_owned()));
        assert_eq!(see(&["suffrage", "--lang", "xx", "queue", "--lang", "ru"]).0, Some(Lang::Ru));
        assert_eq!(see(&["suffrage", "--lang"]).0, None);
    }
}
