//! Fictitious people: Russian and Belarusian spellings, passport Latin, long names, people with one name.

use super::dice::Dice;
use crate::domain::NewApplicant;

/// Russian, Belarusian and passport spelling of one name.
type Spelling = (&'static str, &'static str, &'static str);

const MEN: &[Spelling] = &[
    ("Алексей", "Аляксей", "Aliaksei"),
    ("Андрей", "Андрэй", "Andrei"),
    ("Дмитрий", "Дзмітрый", "Dzmitry"),
    ("Фёдор", "Фёдар", "Fiodar"),
    ("Игорь", "Ігар", "Ihar"),
    ("Михаил", "Міхаіл", "Mikhail"),
    ("Николай", "Мікалай", "Mikalai"),
    ("Пётр", "Пётр", "Piotr"),
    ("Сергей", "Сяргей", "Siarhei"),
    ("Владимир", "Уладзімір", "Uladzimir"),
    ("Юрий", "Юрый", "Yury"),
    ("Ян", "Ян", "Yan"),
];
const WOMEN: &[Spelling] = &[
    ("Алёна", "Алёна", "Aliona"),
    ("Анна", "Ганна", "Hanna"),
    ("Дарья", "Дар’я", "Darya"),
    ("Екатерина", "Кацярына", "Katsiaryna"),
    ("Елена", "Алена", "Alena"),
    ("Ирина", "Ірына", "Iryna"),
    ("Мария", "Марыя", "Maryia"),
    ("Наталья", "Наталля", "Natallia"),
    ("Ольга", "Вольга", "Volha"),
    ("Светлана", "Святлана", "Sviatlana"),
    ("Татьяна", "Таццяна", "Tatsiana"),
    ("Ульяна", "Ульяна", "Ulyana"),
];
/// Father's name: Russian and Belarusian patronymic for a man, then for a woman.
const FATHERS: &[(&str, &str, &str, &str)] = &[
    ("Алексеевич", "Аляксеевіч", "Алексеевна", "Аляксееўна"),
    ("Викторович", "Віктаравіч", "Викторовна", "Віктараўна"),
    ("Григорьевич", "Рыгоравіч", "Григорьевна", "Рыгораўна"),
    ("Иванович", "Іванавіч", "Ивановна", "Іванаўна"),
    ("Леонидович", "Леанідавіч", "Леонидовна", "Леанідаўна"),
    ("Михайлович", "Міхайлавіч", "Михайловна", "Міхайлаўна"),
    ("Николаевич", "Мікалаевіч", "Николаевна", "Мікалаеўна"),
    ("Петрович", "Пятровіч", "Петровна", "Пятроўна"),
    ("Семёнович", "Сямёнавіч", "Семёновна", "Сямёнаўна"),
    ("Степанович", "Сцяпанавіч", "Степановна", "Сцяпанаўна"),
];
/// Surnames that have one form for men and women.
const SURNAMES: &[Spelling] = &[
    ("Бондаренко", "Бандарэнка", "Bandarenka"),
    ("Быковец", "Быкавец", "Bykavets"),
    ("Василевич", "Васілевіч", "Vasilevich"),
    ("Гончар", "Ганчар", "Hanchar"),
    ("Гуринович", "Гурыновіч", "Hurynovich"),
    ("Дубовик", "Дубавік", "Dubavik"),
    ("Жук", "Жук", "Zhuk"),
    ("Зенькевич", "Зянькевіч", "Ziankevich"),
    ("Кравченко", "Краўчанка", "Krauchanka"),
    ("Лукьяненко", "Лук’яненка", "Lukyanenka"),
    ("Мицкевич", "Міцкевіч", "Mitskevich"),
    ("Мороз", "Мароз", "Maroz"),
    ("Нехай", "Няхай", "Niakhai"),
    ("Прокопчук", "Пракапчук", "Prakapchuk"),
    ("Радкевич", "Радкевіч", "Radkevich"),
    ("Савченко", "Саўчанка", "Sauchanka"),
    ("Сидорович", "Сідаровіч", "Sidarovich"),
    ("Тышкевич", "Тышкевіч", "Tyshkevich"),
    ("Федорук", "Федарук", "Fedaruk"),
    ("Шевчик", "Шаўчык", "Shauchyk"),
];
/// Surnames with a form for men and one for women: stems, and the two endings in each spelling.
const SURNAMES_BY_SEX: &[(Spelling, Spelling)] = &[
    (("Ковалёв", "Кавалёў", "Kavaliou"), ("Ковалёва", "Кавалёва", "Kavaliova")),
    (("Иванов", "Іваноў", "Ivanou"), ("Иванова", "Іванова", "Ivanova")),
    (("Соловьёв", "Салаўёў", "Salauyou"), ("Соловьёва", "Салаўёва", "Salauyova")),
    (("Воробьёв", "Вераб’ёў", "Verabyou"), ("Воробьёва", "Вераб’ёва", "Verabyova")),
    (("Киселёв", "Кісялёў", "Kisialiou"), ("Киселёва", "Кісялёва", "Kisialiova")),
    (("Новиков", "Новікаў", "Novikau"), ("Новикова", "Новікава", "Novikava")),
    (("Орлов", "Арлоў", "Arlou"), ("Орлова", "Арлова", "Arlova")),
    (("Попов", "Папоў", "Papou"), ("Попова", "Папова", "Papova")),
    (
        ("Черняк-Залесский", "Чарняк-Залескі", "Charniak-Zaleski"),
        ("Черняк-Залесская", "Чарняк-Залеская", "Charniak-Zaleskaya"),
    ),
    (("Дорофеев", "Дарафееў", "Darafeyeu"), ("Дорофеева", "Дарафеева", "Darafeyeva")),
];
/// Names that test a screen: very long, one word, no patronymic, an apostrophe, a hyphen.
const UNUSUAL: &[(&str, &str)] = &[
    ("Константинопольская-Белозёрская Александра-Виктория Всеволодовна", "KANSTANTSINOPALSKAYA-BELAZIORSKAYA"),
    ("Мадина", "MADINA"),
    ("Ян", "YAN"),
    ("О’Дэлі Патрык", "O'DALY PATRICK"),
    ("Нгуен Тхи Минь Кхай", "NGUYEN THI MINH KHAI"),
    ("Ўладзіслаў Ёдкаўскі", "ULADZISLAU YODKAUSKI"),
];

/// What is written in a person's papers, apart from what the law asks.
pub fn person(dice: &mut Dice, number: usize, belarusian: bool, born: chrono::NaiveDate) -> NewApplicant {
    let (name, latin) = names(dice, number);
    let (document, personal_number) = if belarusian {
        let series = *dice.pick(&["MP", "AB", "BM", "HB", "KH", "MC", "PP"]);
        (format!("{series}{:07}", 1_000_000 + dice.below(9_000_000)), belarus_number(dice, born))
    } else {
        (format!("{:04} {:06}", 4000 + dice.below(2000), dice.below(1_000_000)), String::new())
    };
    NewApplicant { key: format!("sample/{number}"), name, latin, document, personal_number }
}

fn names(dice: &mut Dice, number: usize) -> (String, String) {
    let unusual = match number.checked_sub(40) {
        Some(nth) if nth < UNUSUAL.len() => Some(UNUSUAL[nth]),
        _ if dice.percent(2) => Some(*dice.pick(UNUSUAL)),
        _ => None,
    };
    if let Some((name, latin)) = unusual {
        return (name.to_owned(), latin.to_owned());
    }
    let man = dice.percent(50);
    let first = *dice.pick(if man { MEN } else { WOMEN });
    let father = *dice.pick(FATHERS);
    let last = if dice.percent(60) {
        *dice.pick(SURNAMES)
    } else {
        let (his, hers) = *dice.pick(SURNAMES_BY_SEX);
        if man { his } else { hers }
    };
    let (father_ru, father_be) = if man { (father.0, father.1) } else { (father.2, father.3) };
    let latin = format!("{} {}", last.2, first.2).to_uppercase();
    match dice.below(10) {
        0..=5 => (format!("{} {} {}", last.0, first.0, father_ru), latin),
        6..=8 => (format!("{} {} {}", last.1, first.1, father_be), latin),
        _ => (format!("{} {}", last.2, first.2), latin),
    }
}

/// A personal number of Belarus with a check digit that is right: weights 7-3-1 over the first 13 signs.
fn belarus_number(dice: &mut Dice, born: chrono::NaiveDate) -> String {
    use chrono::Datelike;
    let sex_and_century = if born.year() < 2000 { 3 + dice.below(2) } else { 5 + dice.below(2) };
    let region = *dice.pick(&["A", "B", "C", "E", "H", "K", "M"]);
    let body = format!("{sex_and_century}{}{region}{:03}PB", born.format("%d%m%y"), dice.below(1000));
    let digit = body
        .chars()
        .zip([7, 3, 1].into_iter().cycle())
        .map(|(c, weight)| c.to_digit(36).unwrap_or(0) * weight)
        .sum::<u32>()
        % 10;
    format!("{body}{digit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_personal_number_has_fourteen_signs_and_the_known_check_digit() {
        let number = belarus_number(&mut Dice::new(1), "1990-05-01".parse().unwrap());
        assert_eq!(number.len(), 14);
        assert_eq!(&number[1..7], "010590");
        let digit = |body: &str| {
            let weights = [7, 3, 1].into_iter().cycle();
            body.chars().zip(weights).map(|(c, w)| c.to_digit(36).unwrap() * w).sum::<u32>() % 10
        };
        assert_eq!(digit("0000000A000PB"), 2, "the published vector 0000000A000PB2");
    }
}
