//! Short names for the heads of columns.

use std::borrow::Cow;

use crate::base::text::{fold, truncate, width};

/// A head of at most so many cells for each of some names, no two alike: the first word that only
/// this name has, else the beginning and the end of the name, else the number of the column.
///
/// ```
/// # use demarche::view::dyads::heads;
/// let names = ["Sinaloa Cartel", "Gulf Cartel", "Los Zetas"];
/// assert_eq!(heads(&names, 5), ["Sinal", "Gulf", "Zetas"]);
/// ```
#[must_use]
pub fn heads(names: &[&str], cells: usize) -> Vec<String> {
    let words: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    let own = |number: usize| {
        let others = || (0..names.len()).filter(|&other| other != number);
        let is_own = |word: &&str| {
            let word = fold(word);
            !others().any(|other| words[other].iter().any(|it| *it == *word))
        };
        let parts = || parts(names[number]);
        // Short words are seldom the name: of, the, al-, Los.
        let word = parts().filter(|word| width(word) > 3).find(is_own);
        word.or_else(|| parts().find(is_own)).unwrap_or(names[number])
    };
    let cut = |word: &str| truncate(word, cells, "").trim_end().to_owned();
    let mut heads: Vec<String> = (0..names.len()).map(|number| cut(own(number))).collect();
    for (number, name) in names.iter().enumerate() {
        if is_repeated(&heads, number) {
            heads[number] = both_ends(name, cells).into_owned();
        }
    }
    let repeated: Vec<usize> = (0..heads.len()).filter(|&it| is_repeated(&heads, it)).collect();
    for number in repeated {
        heads[number] = format!("#{}", number + 1);
    }
    heads
}

fn is_repeated(heads: &[String], number: usize) -> bool {
    let is_same = |(other, head): (usize, &String)| other != number && *head == heads[number];
    heads.iter().enumerate().any(is_same)
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty())
}

fn words(name: &str) -> Vec<String> {
    parts(name).map(|word| fold(word).into_owned()).collect()
}

/// The beginning of a name and its end, as far as they have room.
fn both_ends(name: &str, cells: usize) -> Cow<'_, str> {
    if width(name) <= cells || cells < 3 {
        return truncate(name, cells, "");
    }
    let first = truncate(name, cells / 2, "");
    let rest = cells - width(&first);
    let starts = name.char_indices().rev().map(|(at, _)| at);
    let start = starts.take_while(|&at| width(&name[at..]) <= rest).last().unwrap_or(name.len());
    Cow::Owned(format!("{first}{}", &name[start..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_short_and_apart() {
        #[track_caller]
        fn check(names: &[&str], cells: usize, expect: &[&str]) {
            assert_eq!(heads(names, cells), expect);
        }
        check(&["Sinaloa Cartel", "Gulf Cartel"], 5, &["Sinal", "Gulf"]);
        check(&["Government of Syria", "Government of Iraq"], 6, &["Syria", "Iraq"]);
        check(&["Army", "Army of the North"], 6, &["Army", "North"]);
        check(&["al-Qaida", "al-Shabaab"], 6, &["Qaida", "Shabaa"]);
        check(&["Front 1", "Front 12", "Front 123"], 5, &["1", "12", "123"]);
        check(&["Northern League", "Northern Leagues"], 5, &["Leagu", "Noues"]);
        check(&["A", "A"], 5, &["#1", "#2"]);
        check(&["", "B"], 5, &["", "B"]);
        check(&["大清", "大明帝國"], 5, &["大清", "大明"]);
        check(&["Reformed Khoja", "Khoja"], 6, &["Reform", "Khoja"]);
        check(&[], 5, &[]);
    }
}
