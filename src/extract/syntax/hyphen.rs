//! Whether a word that the end of a line breaks has a hyphen: as it is written elsewhere in the text,
//! else as the lexicon has it, else if both parts are words.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::{
    base::text::fold,
    document::{Broken, Flow, Joint, Section},
    extract::Lexicon,
    extract::reading::token::Word,
};

/// A text with whole words; `None` if no line end breaks one. What stands between its sections is not
/// read, and breaks none. O(bytes).
#[must_use]
pub fn join(text: &str, sections: &[Section], lexicon: &Lexicon) -> Option<Flow> {
    let mut written: Option<FxHashSet<String>> = None;
    let stretches: Vec<_> = sections.iter().flat_map(|section| &section.words).collect();
    let is_prose = |gap: &Range<usize>| {
        let next = stretches.partition_point(|stretch| stretch.end < gap.end);
        stretches.get(next).is_some_and(|stretch| stretch.start <= gap.start)
    };
    Flow::of_prose(text, is_prose, |broken| {
        let written = written.get_or_insert_with(|| words(text));
        joint(broken, written, lexicon)
    })
}

/// The words of a text, folded.
fn words(text: &str) -> FxHashSet<String> {
    let inner = |word: &str| word.trim_matches(|sign: char| !sign.is_alphanumeric()).to_owned();
    let words = text.split_whitespace().map(inner).filter(|word| !word.is_empty());
    words.map(|word| fold(&word).into_owned()).collect()
}

fn joint(broken: Broken<'_>, written: &FxHashSet<String>, lexicon: &Lexicon) -> Joint {
    let Broken { left, hyphen, right } = broken;
    if !matches!(hyphen, '-' | '\u{2010}') {
        return Joint::Nothing;
    }
    let (left, lower) = (fold(left), fold(right));
    let (bare, hyphened) = (format!("{left}{lower}"), format!("{left}-{lower}"));
    let known = |word: &str| lexicon.word(word) != Word::UNKNOWN;
    let is_name = right.starts_with(char::is_uppercase) && right.contains(char::is_lowercase);
    let has_hyphen = match (written.contains(&bare), written.contains(&hyphened)) {
        (true, false) => false,
        (false, true) => true,
        _ if is_name => true,
        _ if known(&bare) => false,
        _ => known(&hyphened) || known(&left) && known(&lower),
    };
    if has_hyphen { Joint::Hyphen } else { Joint::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_as_they_are_written() {
        #[track_caller]
        fn check(text: &str, expect: &str) {
            let whole =
                Section { words: std::iter::once(0..text.len()).collect(), ..Section::default() };
            let flow = join(text, &[whole], Lexicon::built_in());
            let read = flow.as_ref().map_or(text, Flow::text);
            assert_eq!(read.split_whitespace().collect::<Vec<_>>().join(" "), expect, "{text}");
        }
        check("told that Mos-\ncow would", "told that Moscow would");
        check("a vil-\nlage near", "a village near");
        check("the Franco-\nGerman plan", "the Franco-German plan");
        check("a cease-\nfire was signed", "a ceasefire was signed");
        check("a cease-\nfire, as the cease-fire of May", "a cease-fire, as the cease-fire of May");
        check("Minister Lav-\nrov met her. Lavrov said", "Minister Lavrov met her. Lavrov said");
        check("Minister Zyx-\nwvut met", "Minister Zyxwvut met");
        check("a well-\nknown man", "a well-known man");
        check("a US-\nled force", "a US-led force");
        check("PETRO-\nGRAD is", "PETROGRAD is");
        check("al-\nAssad said", "al-Assad said");
        check("the gov\u{AD}\nernment fell", "the government fell");
        check("They left.", "They left.");
        let sections =
            [0..6, 7..11].map(|words| Section { words: vec![words], ..Section::default() });
        assert!(join("at Zu-\nLake", &sections, Lexicon::built_in()).is_none());
    }
}
