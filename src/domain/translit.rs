//! One form in which the spellings of a name meet, in Cyrillic and in every usual transliteration of it.
//!
//! The form is made of few Latin letters, one for each sound that some scheme does not tell from another: г, ґ and х are
//! `h` (`h` is г in a Belarusian passport and х in ISO 9), ш and щ are `s`, ж is `z`, ч is `c` like ц (marks are often
//! left out), и, й and ы are `i`, and what makes a vowel soft is left out: я is `a`. Doubled letters count once.
//!
//! Pairs of letters melt by the letters of the form, not of the text, so that it does not matter which script they come
//! from: `Схимник` loses its х, because `Shimnik` would. What a pair of Latin letters can stand for in different schemes
//! is told by [`readings`].

use super::fold;

/// How ambiguous letters are read.
#[derive(Clone, Copy, Default)]
struct Reading {
    /// `ch` is х, as in `Njachaj`; else ч.
    ch_is_kh: bool,
    /// `x` is х; else кс.
    x_is_kh: bool,
    /// `w` is ў, as BGN/PCGN has it; else в.
    w_is_u: bool,
    /// ъ is written `ie`, as in Russian passports; else it is left out.
    hard_is_ie: bool,
}

/// The forms of a name, the likeliest reading first; its words stay apart.
pub fn readings(name: &str) -> Vec<String> {
    let folded = fold(name);
    let also = |possible: bool| if possible { &[false, true][..] } else { &[false][..] };
    let mut forms = Vec::new();
    for &hard_is_ie in also(folded.contains('ъ')) {
        for &w_is_u in also(folded.contains('w')) {
            for &x_is_kh in also(folded.contains('x')) {
                for &ch_is_kh in also(folded.contains("ch")) {
                    let form = form(&folded, Reading { ch_is_kh, x_is_kh, w_is_u, hard_is_ie });
                    if !forms.contains(&form) {
                        forms.push(form);
                    }
                }
            }
        }
    }
    forms
}

/// The forms with which the form of some name can begin that begins with this text: its last letter may melt with the
/// one that was not typed yet.
pub fn beginnings(text: &str) -> Vec<String> {
    let more: &[&str] = match fold(text).chars().rfind(|c| *c != 'ь') {
        Some('i' | 'j' | 'y' | 'и' | 'й' | 'ы' | 'і' | 'ї') => &["", "a", "e", "u"],
        Some('k' | 'к' | 'c') => &["", "h"],
        Some('t' | 'т') => &["", "s"],
        Some('ъ') => &["", "e"],
        _ => &[""],
    };
    let mut forms: Vec<String> = Vec::new();
    for form in more.iter().flat_map(|more| readings(&format!("{}{more}", text.trim_end()))) {
        if !form.is_empty() && !forms.iter().any(|known| form.starts_with(known.as_str())) {
            forms.push(form);
        }
    }
    forms
}

/// Whether a word of a name, in some transliteration, begins with the text: closer than that their forms do. Both are
/// folded.
pub fn spells(name: &str, text: &str) -> bool {
    let starts = name.char_indices().filter(|(at, _)| *at == 0 || name[..*at].ends_with(' '));
    starts.into_iter().any(|(at, _)| spelt(&name[at..], text))
}

fn spelt(name: &str, text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    let Some(letter) = name.chars().next() else { return false };
    let rest = &name[letter.len_utf8()..];
    let goes_on = |spelling: &str| match text.strip_prefix(spelling) {
        Some(text) => spelt(rest, text),
        None => !spelling.is_empty() && spelling.starts_with(text),
    };
    goes_on(letter.encode_utf8(&mut [0; 4])) || spelling(letter).iter().any(|one| goes_on(one))
}

/// What schemes write for a Cyrillic letter, marks left out.
fn spelling(letter: char) -> &'static [&'static str] {
    match letter {
        'а' => &["a"],
        'б' => &["b"],
        'в' => &["v", "w"],
        'г' | 'ґ' => &["g", "h"],
        'д' => &["d"],
        'е' | 'є' => &["e", "ye", "ie", "je", "yo", "io", "jo"],
        'ж' => &["zh", "z"],
        'з' => &["z"],
        'и' | 'і' | 'ї' => &["i"],
        'й' => &["i", "j", "y"],
        'к' => &["k"],
        'л' => &["l"],
        'м' => &["m"],
        'н' => &["n"],
        'о' => &["o"],
        'п' => &["p"],
        'р' => &["r"],
        'с' => &["s"],
        'т' => &["t"],
        'у' => &["u", "w"],
        'ф' => &["f"],
        'х' => &["kh", "h", "ch", "x"],
        'ц' => &["ts", "c", "tc", "cz"],
        'ч' => &["ch", "c", "cz"],
        'ш' => &["sh", "s", "sz"],
        'щ' => &["shch", "s", "sc", "shh", "szcz"],
        'ъ' => &["", "ie"],
        'ы' => &["y"],
        'ь' => &[""],
        'э' => &["e"],
        'ю' => &["iu", "yu", "ju", "u"],
        'я' => &["ia", "ya", "ja", "a"],
        _ => &[],
    }
}

fn form(folded: &str, reading: Reading) -> String {
    sounds(folded, reading).text
}

/// Whether a sound goes on for longer than in any name, as in `zzzzq`: what is left of such a text when its letters have
/// melted would be the beginning of many names that have nothing to do with it.
pub fn is_drawn_out(text: &str) -> bool {
    sounds(&fold(text), Reading::default()).is_drawn_out
}

fn sounds(folded: &str, reading: Reading) -> Form {
    let mut form = Form { text: String::with_capacity(folded.len()), ..Form::default() };
    let mut letters = folded.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            'c' if reading.ch_is_kh && letters.peek() == Some(&'h') => {}
            'x' if reading.x_is_kh => form.push('h'),
            'x' => form.push_all("ks"),
            'w' if reading.w_is_u => form.push('u'),
            'ъ' if reading.hard_is_ie => form.push_all("ie"),
            _ => form.push_letter(letter),
        }
    }
    form.text.truncate(form.text.trim_end().len());
    form
}

/// A form while it is made.
#[derive(Default)]
struct Form {
    text: String,
    /// How often the last sound came again, and the one before it, which is last again when an `i` melts.
    again: usize,
    again_before: usize,
    is_drawn_out: bool,
}

impl Form {
    fn push_letter(&mut self, letter: char) {
        let sound = match letter {
            'а' => 'a',
            'б' => 'b',
            'в' | 'w' => 'v',
            'г' | 'ґ' | 'х' | 'g' => 'h',
            'д' | 'đ' | 'ð' => 'd',
            'е' | 'э' | 'є' | 'æ' | 'œ' => 'e',
            'ж' | 'з' => 'z',
            'и' | 'й' | 'ы' | 'і' | 'ї' | 'ј' | 'j' | 'y' | 'ı' => 'i',
            'к' | 'q' => 'k',
            'л' | 'ł' => 'l',
            'м' => 'm',
            'н' => 'n',
            'о' | 'ø' => 'o',
            'п' => 'p',
            'р' => 'r',
            'с' | 'ш' | 'щ' | 'ß' => 's',
            'т' => 't',
            'у' => 'u',
            'ф' => 'f',
            'ц' | 'ч' => 'c',
            'ю' => return self.push_all("iu"),
            'я' => return self.push_all("ia"),
            'ь' | 'ъ' => return,
            other => other,
        };
        self.push(sound);
    }

    fn push_all(&mut self, sounds: &str) {
        sounds.chars().for_each(|sound| self.push(sound));
    }

    /// Adds a sound, which may melt with the one before it.
    fn push(&mut self, sound: char) {
        match (self.text.chars().last(), sound) {
            // Numbers in a name stay what they are.
            (Some(last), _) if last == sound && !sound.is_numeric() => {
                self.again += 1;
                // Three letters can be one `i`: Андріїв is Andriyiv.
                self.is_drawn_out |= self.again > if sound == 'i' { 2 } else { 1 };
            }
            (None, ' ') => {}
            // я, ю, ё, е after the sign that they are soft; ё is е in most papers.
            (Some('i'), 'a' | 'e' | 'o' | 'u') => {
                self.text.pop();
                self.again = self.again_before;
                self.push(if sound == 'o' { 'e' } else { sound });
            }
            // sh, zh, ch; shch, šč, sz, szcz, cz, tch.
            (Some('s' | 'z' | 'c'), 'h') | (Some('s'), 'c' | 'z') | (Some('c'), 'z' | 's') => {}
            // kh; ts, tc.
            (Some('k'), 'h') => self.instead('h'),
            (Some('t'), 's' | 'c') => self.instead('c'),
            _ => {
                self.text.push(sound);
                self.again_before = std::mem::take(&mut self.again);
            }
        }
    }

    fn instead(&mut self, sound: char) {
        self.text.pop();
        self.push(sound);
    }
}

#[cfg(test)]
mod tests {
    use super::{beginnings, is_drawn_out, readings, spells};

    #[test]
    fn transliterations_of_one_name_meet() {
        for spellings in [
            &["Няхай", "Niakhai", "Nyakhai", "Nyakhay", "Njachaj", "Niachaj", "Nâhaj", "Njaxaj"][..],
            &["Соловьёв", "Solovev", "Solov'ev", "Solovʹëv", "Solovyov", "Solovjov", "Solovyev", "SOLOVIOV"],
            &["Салаўёў", "Salauyou", "Salaŭjoŭ", "Salaŭëŭ", "Salauiou"],
            &["Щукин", "Shchukin", "Ŝukin", "Ščukin", "Shhukin", "Szczukin", "Schtschukin", "Scukin"],
            &["Схимник", "Skhimnik", "Shimnik", "Schimnik"],
            &["Подъячев", "Podieiachev", "Podʺâčev", "Podyachev"],
            &["Мсціслаў", "Mstsislau", "Mscisłaŭ", "Mscislaŭ"],
            &["Цыганков", "Tsygankov", "Cygankov", "Tcygankov", "Czygankov"],
            &["Мария", "Mariia", "Mariya", "Marija", "Mariâ", "Maria"],
            &["Максим", "Maksim", "Maxim"],
            &["Юрий", "Iurii", "Yuriy", "Yury", "Jurij", "Ûrij"],
        ] {
            let first = readings(spellings[0]);
            for other in spellings {
                assert!(
                    readings(other).iter().any(|form| first.contains(form)),
                    "{other}: {:?}, {first:?}",
                    readings(other)
                );
            }
        }
    }

    #[test]
    fn a_spelling_is_closer_than_a_form() {
        assert!(spells("нцющук ігар", "ntsi") && spells("нцющук ігар", "iha") && !spells("нцыган", "ntsi"));
        assert!(spells("подъячев", "podieia") && spells("подъячев", "podya") && !spells("няхай", "hai"));
    }

    #[test]
    fn a_sound_that_goes_on_and_on_is_no_name() {
        for text in ["zzzzq", "яяяяй", "yayayab", "ssshi", "Иванннн", "йййй"] {
            assert!(is_drawn_out(text), "{text}");
        }
        for name in ["Andriyiv", "Szczukin", "Schtschukin", "Аннаа", "Няхай", "Anna 2222", "Groß Schmidt"] {
            assert!(!is_drawn_out(name), "{name}");
        }
    }

    #[test]
    fn a_beginning_says_what_its_last_letter_may_become() {
        assert_eq!(beginnings("Няк"), ["nak", "nah"]);
        assert_eq!(beginnings("mari"), ["mari", "mara", "mare", "maru"]);
        assert_eq!(beginnings("njac"), ["nac", "nah"]);
        assert!(beginnings("ь").is_empty());
    }
}
