//! How people and papers spell a name: the schemes of transliteration, and the other keyboard layout.

/// Letters and what a scheme writes for them.
pub type Scheme = (&'static str, &'static [(&'static str, &'static str)]);

const BASE: &[(&str, &str)] = &[
    ("а", "a"),
    ("б", "b"),
    ("в", "v"),
    ("г", "g"),
    ("д", "d"),
    ("е", "e"),
    ("з", "z"),
    ("и", "i"),
    ("і", "i"),
    ("к", "k"),
    ("л", "l"),
    ("м", "m"),
    ("н", "n"),
    ("о", "o"),
    ("п", "p"),
    ("р", "r"),
    ("с", "s"),
    ("т", "t"),
    ("у", "u"),
    ("ф", "f"),
    ("ы", "y"),
    ("э", "e"),
    ("ь", ""),
    ("ъ", ""),
    ("’", ""),
    ("-", "-"),
];
pub const RUSSIAN: &[Scheme] = &[
    (
        "ISO 9",
        &[
            ("ё", "ë"),
            ("ж", "ž"),
            ("й", "j"),
            ("х", "h"),
            ("ц", "c"),
            ("ч", "č"),
            ("ш", "š"),
            ("щ", "ŝ"),
            ("ъ", "ʺ"),
            ("ь", "ʹ"),
            ("э", "è"),
            ("ю", "û"),
            ("я", "â"),
        ],
    ),
    (
        "passport",
        &[
            ("ё", "e"),
            ("ж", "zh"),
            ("й", "i"),
            ("х", "kh"),
            ("ц", "ts"),
            ("ч", "ch"),
            ("ш", "sh"),
            ("щ", "shch"),
            ("ъ", "ie"),
            ("ю", "iu"),
            ("я", "ia"),
        ],
    ),
    (
        "passport of 2010",
        &[
            ("ё", "e"),
            ("ж", "zh"),
            ("й", "i"),
            ("х", "kh"),
            ("ц", "tc"),
            ("ч", "ch"),
            ("ш", "sh"),
            ("щ", "shch"),
            ("ю", "iu"),
            ("я", "ia"),
        ],
    ),
    (
        "passport of 1997",
        &[
            ("ё", "yo"),
            ("ж", "zh"),
            ("й", "y"),
            ("х", "kh"),
            ("ц", "ts"),
            ("ч", "ch"),
            ("ш", "sh"),
            ("щ", "shch"),
            ("ю", "yu"),
            ("я", "ya"),
            ("ье", "ye"),
        ],
    ),
    (
        "GOST 7.79 B",
        &[
            ("ё", "yo"),
            ("ж", "zh"),
            ("й", "j"),
            ("х", "x"),
            ("ц", "cz"),
            ("ч", "ch"),
            ("ш", "sh"),
            ("щ", "shh"),
            ("ъ", "``"),
            ("ь", "`"),
            ("ы", "y`"),
            ("э", "e`"),
            ("ю", "yu"),
            ("я", "ya"),
        ],
    ),
    (
        "scholarly",
        &[
            ("ё", "ë"),
            ("ж", "ž"),
            ("й", "j"),
            ("х", "ch"),
            ("ц", "c"),
            ("ч", "č"),
            ("ш", "š"),
            ("щ", "šč"),
            ("ь", "'"),
            ("ю", "ju"),
            ("я", "ja"),
        ],
    ),
];
pub const BELARUSIAN: &[Scheme] = &[
    ("ISO 9", RUSSIAN[0].1),
    (
        "passport",
        &[
            ("г", "h"),
            ("ґ", "g"),
            ("ё", "io"),
            ("ж", "zh"),
            ("й", "i"),
            ("ў", "u"),
            ("х", "kh"),
            ("ц", "ts"),
            ("ч", "ch"),
            ("ш", "sh"),
            ("ю", "iu"),
            ("я", "ia"),
            ("’я", "ya"),
            ("’ё", "yo"),
            ("’е", "ye"),
        ],
    ),
    (
        "BGN",
        &[
            ("г", "h"),
            ("е", "ye"),
            ("ё", "yo"),
            ("ж", "zh"),
            ("й", "y"),
            ("ў", "w"),
            ("х", "kh"),
            ("ц", "ts"),
            ("ч", "ch"),
            ("ш", "sh"),
            ("ю", "yu"),
            ("я", "ya"),
        ],
    ),
    (
        "national",
        &[
            ("г", "h"),
            ("е", "ie"),
            ("ё", "io"),
            ("ж", "ž"),
            ("й", "j"),
            ("ў", "ŭ"),
            ("х", "ch"),
            ("ц", "c"),
            ("ч", "č"),
            ("ш", "š"),
            ("ю", "iu"),
            ("я", "ia"),
        ],
    ),
    (
        "with j",
        &[
            ("г", "h"),
            ("е", "je"),
            ("ё", "jo"),
            ("ж", "ž"),
            ("й", "j"),
            ("ў", "u"),
            ("х", "ch"),
            ("ц", "c"),
            ("ч", "č"),
            ("ш", "š"),
            ("ю", "ju"),
            ("я", "ja"),
        ],
    ),
];

pub fn spell(word: &str, scheme: &Scheme) -> String {
    let lower = word.to_lowercase();
    let (mut rest, mut spelt) = (lower.as_str(), String::new());
    while let Some(c) = rest.chars().next() {
        let tables = [scheme.1, BASE];
        // The longest that the scheme knows.
        let pair = tables.iter().flat_map(|table| table.iter()).filter(|(from, _)| rest.starts_with(from));
        let pair = pair.reduce(|best, one| if one.0.len() > best.0.len() { one } else { best });
        match pair {
            Some((from, to)) => {
                spelt.push_str(to);
                rest = &rest[from.len()..];
            }
            None => {
                spelt.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    spelt
}

pub fn schemes(name: &str) -> &'static [Scheme] {
    if name.to_lowercase().contains(['і', 'ў', '’']) { BELARUSIAN } else { RUSSIAN }
}

/// Every spelling of a word that is tried.
pub fn spellings(name: &str, word: &str) -> Vec<(&'static str, String)> {
    let latin = schemes(name).iter().map(|scheme| (scheme.0, spell(word, scheme)));
    let mut all: Vec<_> = latin.collect();
    all.push(("as it is", word.to_lowercase()));
    all
}

/// What the keys of a text give on the other layout.
pub fn other_layout(text: &str, belarusian: bool) -> String {
    let russian = "йцукенгшщзхъфывапролджэячсмитьбюё";
    let keys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
    let cyrillic: Vec<char> =
        if belarusian { russian.replace('щ', "ў").replace('и', "і").replace('ъ', "’") } else { russian.into() }
            .chars()
            .collect();
    let keys: Vec<char> = keys.chars().collect();
    let swap = |c: char| {
        let there = |from: &[char], to: &[char]| from.iter().position(|one| *one == c).map(|at| to[at]);
        there(&cyrillic, &keys).or_else(|| there(&keys, &cyrillic)).unwrap_or(c)
    };
    text.chars().map(swap).collect()
}
