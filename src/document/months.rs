//! Days told with the name of a month, in many languages.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::model::day::Day;

/// The numbers of the months by their names in lower case.
static MONTHS: LazyLock<FxHashMap<&str, u8>> = LazyLock::new(|| {
    let table = include_str!("../../data/document/months.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let names = rows
        .filter_map(|row| row.split_once('\t'))
        .flat_map(|(_, names)| (1..).zip(names.split(' ')).map(|(number, name)| (name, number)));
    names.collect()
});

/// Whether a word is the name of a month.
pub fn is_month(word: &str) -> bool {
    MONTHS.contains_key(word.to_lowercase().as_str())
}

/// The first day in a text: `13 août 2015`, `13. August 2015`.
pub fn in_words(value: &str) -> Option<Day> {
    let value = value.to_lowercase();
    let words = value.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !matches!(*word, "" | "de")).collect();
    words.windows(3).find_map(|words| {
        let month = *MONTHS.get(words[1])?;
        let day =
            words[0].trim_end_matches(|letter: char| !letter.is_ascii_digit()).parse().ok()?;
        let year: i64 = words[2].parse().ok().filter(|year| (1500..=2200).contains(year))?;
        Day::of(year, month, day)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_names_in_other_languages() {
        for (value, expect) in [
            ("13 août 2015", Some("2015-08-13")),
            ("Donnerstag, 13. August 2015, 10 Uhr", Some("2015-08-13")),
            ("13 de agosto de 2015", Some("2015-08-13")),
            ("13 августа 2015 г.", Some("2015-08-13")),
            ("août 2015", None),
        ] {
            assert_eq!(in_words(value).map(|day| day.to_string()).as_deref(), expect, "{value}");
        }
    }
}
