//! Short names for the heads of columns.

use std::borrow::Cow;

use crate::base::text::{fold, truncate, width};

/// A head of at most so many cells for each of some names, no two alike: the whole name where it has
/// room, the beginning of a word that only this name has, else of another one, else the beginning and the end of the name, else a
/// number.
///
/// ```
/// # use demarche::view::dyads::heads;
/// let names = ["Sinaloa Cartel", "Gulf Cartel", "Los Zetas"];
/// assert_eq!(heads(&names, 5), ["Sinal", "Gulf", "Zetas"]);
/// ```
#[must_use]
pub fn heads(names: &[&str], cells: usize) -> Vec<String> {
    let words: Vec<Vec<String>> = names.iter().map(|name| words(name)).collect();
    let mut heads: Vec<String> = Vec::with_capacity(names.len());
    for (number, name) in names.iter().enumerate() {
        let is_own = |word: &&str| {
            let word = fold(word);
            let mut others = words.iter().enumerate().filter(|&(other, _)| other != number);
            !others.any(|(_, words)| words.iter().any(|it| *it == *word))
        };
        let own = || parts(name).filter(is_own);
        // Short words are seldom the name: of, the, al-, Los.
        let long = own().filter(|word| width(word) > 3);
        let short = own().filter(|word| width(word) <= 3);
        let cut = long.chain(short).map(|word| truncate(word, cells, "").into_owned());
        let whole = (width(name) <= cells).then(|| (*name).to_owned());
        let ends = std::iter::once(both_ends(name, cells).into_owned());
        let numbers = (number + 1..).map(|number| format!("#{number}"));
        let shared = parts(name).filter(|word| width(word) > 3);
        let shared = shared.map(|word| truncate(word, cells, "").into_owned());
        let mut all = whole.into_iter().chain(cut).chain(shared).chain(ends).chain(numbers);
        let head = all.find(|head| !heads.contains(head));
        heads.extend(head);
    }
    heads
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
        check(&["Saudi Arabia", "Bashar al-Assad"], 14, &["Saudi Arabia", "Bashar"]);
        check(&["Army", "Army of the North"], 6, &["Army", "North"]);
        check(&["al-Qaida", "al-Shabaab"], 6, &["Qaida", "Shabaa"]);
        check(&["Front 1", "Front 12", "Front 123"], 5, &["1", "12", "123"]);
        check(&["Northern League", "Northern Leagues"], 5, &["Leagu", "North"]);
        check(&["League North", "North League", "North's League"], 5, &["Leagu", "North", "Nogue"]);
        check(&["La Familia", "Gulf, La Familia"], 6, &["Famili", "Gulf"]);
        check(&["Syria", "Syrian opposition"], 5, &["Syria", "oppos"]);
        check(&["A", "A", "A"], 5, &["A", "#2", "#3"]);
        check(&["", "B"], 5, &["", "B"]);
        check(&["大清", "大明帝國"], 5, &["大清", "大明"]);
        check(&["Reformed Khoja", "Khoja"], 6, &["Reform", "Khoja"]);
        check(&[], 5, &[]);
    }
}
