//! What a person searches for, and where it is in a text.

use std::ops::Range;

use memchr::memchr2;
use regex::{Regex, RegexBuilder};

use super::fold::{Case, fold_ascii, fold_char};

/// A search: words to be found as they were typed, or a regular expression.
///
/// Smart case: a search without an upper-case letter finds both cases, one with such a letter
/// finds exactly it. Words are found with accents and punctuation folded as by
/// [`fold()`](super::fold()), whichever side has them, and a space in them stands for any run of
/// spaces and line ends. Regular expressions see the text as it is.
///
/// Looking through ASCII text allocates nothing; texts without the search's rarest letter are
/// passed over at the speed of `memchr`.
///
/// ```
/// # use demarche::base::text::Pattern;
/// assert!(Pattern::new("erdogan").is_match("Recep Tayyip Erdoğan"));
/// assert!(!Pattern::new("Us").is_match("Russia, us"));
/// assert_eq!(Pattern::new("is").find_all("This is"), [2..4, 5..7]);
/// ```
#[derive(Clone, Debug)]
pub struct Pattern(Matcher);

#[derive(Clone, Debug)]
enum Matcher {
    Literal(Literal),
    Regex(Regex),
}

/// A regular expression that can't be searched for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It is not one, or uses what is not supported.
    #[error("can't read the regular expression: {message}")]
    Syntax {
        /// What is wrong with it.
        message: String,
        /// The code point where it goes wrong, if that is known.
        at: Option<usize>,
    },
    /// It would take too much memory.
    #[error("the regular expression is too large: it would take more than 1 MiB")]
    TooLarge,
}

const REGEX_LIMIT: usize = 1 << 20;

impl Pattern {
    /// A search for these words. One without anything to see in it finds nothing.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self(Matcher::Literal(Literal::new(words)))
    }

    /// A search by a regular expression in the syntax of the `regex` crate, without its slashes;
    /// `^` and `$` match at each line.
    pub fn regex(pattern: &str) -> Result<Self, PatternError> {
        RegexBuilder::new(pattern)
            .case_insensitive(!has_upper(&without_escapes(pattern)))
            .multi_line(true)
            .size_limit(REGEX_LIMIT)
            .build()
            .map(|regex| Self(Matcher::Regex(regex)))
            .map_err(|error| explain(&error))
    }

    /// Whether the text has a match.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        match &self.0 {
            Matcher::Literal(literal) if text.is_ascii() => {
                literal.find(text.as_bytes(), 0).is_some()
            }
            Matcher::Literal(literal) => {
                literal.find(folded(text, literal.case).as_bytes(), 0).is_some()
            }
            Matcher::Regex(regex) => regex.find_iter(text).any(|found| !found.is_empty()),
        }
    }

    /// Whether it is in a text if it is in a part of it: what words are, and a regular expression,
    /// which may ask where the text begins, is not.
    #[must_use]
    pub fn is_in_parts(&self) -> bool {
        matches!(self.0, Matcher::Literal(_))
    }

    /// The matches in order, as bytes of the text; none is empty and none overlaps another.
    #[must_use]
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        match &self.0 {
            Matcher::Literal(literal) if text.is_ascii() => {
                literal.find_iter(text.as_bytes()).collect()
            }
            Matcher::Literal(literal) => find_folded(literal, text),
            Matcher::Regex(regex) => regex
                .find_iter(text)
                .map(|found| found.range())
                .filter(|range| !range.is_empty())
                .collect(),
        }
    }
}

fn has_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
}

/// The pattern without its classes and escapes, whose capitals are no letters to be found.
fn without_escapes(pattern: &str) -> String {
    let mut rest = pattern.chars().peekable();
    let mut letters = String::new();
    while let Some(c) = rest.next() {
        if c != '\\' {
            letters.push(c);
        } else if matches!(rest.next(), Some('p' | 'P' | 'x' | 'u' | 'U'))
            && rest.next() == Some('{')
        {
            rest.by_ref().find(|&c| c == '}');
        }
    }
    letters
}

fn explain(error: &regex::Error) -> PatternError {
    let regex::Error::Syntax(report) = error else { return PatternError::TooLarge };
    // The report quotes the pattern, points at the place below it, and ends in the reason; for
    // patterns of several lines it points with numbers instead.
    let lines: Vec<_> = report.lines().collect();
    let last = lines.last().copied().unwrap_or(report);
    let at = match lines[..] {
        [_, quoted, pointer, _] => pointer
            .chars()
            .position(|c| c == '^')
            .and_then(|at| at.checked_sub(quoted.len() - quoted.trim_start().len())),
        _ => None,
    };
    PatternError::Syntax { message: last.trim_start_matches("error: ").to_owned(), at }
}

/// Folded words and the byte of them to look for first.
#[derive(Clone, Debug)]
struct Literal {
    /// In folded form, with single spaces.
    needle: Box<[u8]>,
    case: Case,
    /// The place of the rarest byte before the first space.
    anchor: usize,
}

/// The letters of English from the most to the least frequent; what is not among them is rarer,
/// but for the signs that more than one byte folds to, which `memchr` can't look for.
const FREQUENT: &[u8] = b" 'etaoinsrhldcumfpgwybvkxjqz";

impl Literal {
    fn new(words: &str) -> Self {
        let case = if has_upper(words) { Case::Kept } else { Case::Folded };
        let mut needle = folded(words, case).into_bytes();
        needle.dedup_by(|next, before| *next == b' ' && *before == b' ');
        let needle: Box<[u8]> = needle.into();
        let first_word = needle.iter().position(|&byte| byte == b' ').unwrap_or(needle.len());
        let rarity = |byte: u8| FREQUENT.iter().position(|&frequent| frequent == byte);
        let anchor = (0..first_word)
            .max_by_key(|&at| rarity(needle[at]).unwrap_or(FREQUENT.len()))
            .unwrap_or(0);
        Self { needle, case, anchor }
    }

    fn find_iter<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            let found = self.find(text, from)?;
            from = found.end;
            Some(found)
        })
    }

    /// The first match at or after `from` in a text that is ASCII or folded.
    fn find(&self, text: &[u8], from: usize) -> Option<Range<usize>> {
        let &wanted = self.needle.get(self.anchor)?;
        let other = match (self.case, wanted) {
            (Case::Folded, _) => wanted.to_ascii_uppercase(),
            (Case::Kept, _) => wanted,
        };
        let mut from = from + self.anchor;
        loop {
            let rest = text.get(from..)?;
            let hit = if matches!(wanted, b' ' | b'\'') {
                rest.iter().position(|&byte| fold_ascii(byte, self.case) == wanted)?
            } else {
                memchr2(wanted, other, rest)?
            };
            let start = from + hit - self.anchor;
            if let Some(end) = self.end_of_match(text, start) {
                return Some(start..end);
            }
            from += hit + 1;
        }
    }

    /// Where the match that begins at `start` ends, if one begins there.
    fn end_of_match(&self, text: &[u8], start: usize) -> Option<usize> {
        let mut at = start;
        for &wanted in &self.needle {
            if fold_ascii(*text.get(at)?, self.case) != wanted {
                return None;
            }
            at += 1;
            if wanted == b' ' {
                let more = text[at..].iter().take_while(|&&b| fold_ascii(b, self.case) == b' ');
                at += more.count();
            }
        }
        Some(at)
    }
}

fn folded(text: &str, case: Case) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, case, |c| out.push(c));
    }
    out
}

/// Matches in the folded form of a text, brought back to the places they come from: a match
/// takes with it the whole of each character it touches and the accents after it.
fn find_folded(literal: &Literal, text: &str) -> Vec<Range<usize>> {
    let mut out = String::with_capacity(text.len());
    // For each byte of the folded form, where the character it comes from begins.
    let mut origins = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        fold_char(c, literal.case, |c| out.push(c));
        origins.resize(out.len(), at);
    }
    let mut matches: Vec<Range<usize>> = Vec::new();
    for found in literal.find_iter(out.as_bytes()) {
        let (start, last) = (origins[found.start], origins[found.end - 1]);
        let beyond = origins[found.end..].iter().find(|&&origin| origin > last);
        let end = beyond.copied().unwrap_or(text.len());
        if matches.last().is_none_or(|before| before.end <= start) {
            matches.push(start..end);
        }
    }
    matches
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Checks which parts of the text are found.
    #[track_caller]
    fn finds(pattern: &Pattern, text: &str, expected: &[&str]) {
        let found: Vec<_> = pattern.find_all(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
        assert_eq!(pattern.is_match(text), !expected.is_empty());
    }

    #[track_caller]
    fn words(words: &str, text: &str, expected: &[&str]) {
        finds(&Pattern::new(words), text, expected);
    }

    #[test]
    fn words_are_found_in_any_case_unless_one_is_upper() {
        words("lavrov", "Sergei Lavrov, LAVROV", &["Lavrov", "LAVROV"]);
        words("Lavrov", "Sergei Lavrov, LAVROV, lavrov", &["Lavrov"]);
        words("US", "the US and us and Russia", &["US"]);
        words("us", "the US and us and Russia", &["US", "us", "us"]);
        words("лавров", "Лавров", &["Лавров"]);
        words("Лавров", "лавров Лавров", &["Лавров"]);
        words("aa", "aaaaa", &["aa", "aa"]);
        words("", "text", &[]);
        words("\u{200b}", "text", &[]);
        words("long needle", "short", &[]);
        words("x", "", &[]);
    }

    #[test]
    fn accents_and_punctuation_are_folded_on_both_sides() {
        words("erdogan", "Erdoğan", &["Erdoğan"]);
        words("Erdogan", "erdoğan Erdoğan", &["Erdoğan"]);
        words("erdoğan", "Erdogan", &["Erdogan"]);
        words("cafe", "cafe\u{301}!", &["cafe\u{301}"]);
        words("ae", "Æthel, Æ", &["Æ", "Æ"]);
        words("a", "Æthel", &["Æ"]);
        words("s", "ß", &["ß"]);
        words("sana'a", "Sana’a", &["Sana’a"]);
        words("Sana’a", "Sana'a and Sana`a", &["Sana'a", "Sana`a"]);
        words("lavrov", "Lav\u{ad}rov\u{200b}!", &["Lav\u{ad}rov\u{200b}"]);
        words("\"not", "he said “not", &["“not"]);
        words("Øl", "øl Øl", &["Øl"]);
    }

    #[test]
    fn a_space_stands_for_any() {
        words("not clinging", "not  clinging", &["not  clinging"]);
        words("not clinging", "not\r\nclinging", &["not\r\nclinging"]);
        words("not clinging", "nicht — not\u{a0}clinging", &["not\u{a0}clinging"]);
        words("not  clinging", "not clinging", &["not clinging"]);
        words(" is", "this is", &[" is"]);
        words(" ", "a\tb", &["\t"]);
        words("not clinging", "notclinging", &[]);
    }

    #[track_caller]
    fn regex(pattern: &str, text: &str, expected: &[&str]) {
        finds(&Pattern::regex(pattern).expect("a good pattern"), text, expected);
    }

    #[test]
    fn regular_expressions_see_the_text_itself() {
        regex(r"lav\w+", "Lavrov LAVAL", &["Lavrov", "LAVAL"]);
        regex(r"Lav\w+", "Lavrov LAVAL", &["Lavrov"]);
        regex(r"\Srov\W", "Lavrov ROV LAVROV.", &["vrov ", "VROV."]);
        regex(r"\p{Lu}b", "AB ab Ab", &["AB", "ab", "Ab"]);
        regex("a*", "baab", &["aa"]);
        regex("^two$", "one\ntwo\nthree", &["two"]);
    }

    #[track_caller]
    fn refuses(pattern: &str, message: &str, at: Option<usize>) {
        let error = Pattern::regex(pattern).expect_err("a bad pattern");
        assert_eq!(error, PatternError::Syntax { message: message.into(), at });
    }

    #[test]
    fn bad_expressions_say_where() {
        refuses("a(b", "unclosed group", Some(1));
        refuses("é(b", "unclosed group", Some(1));
        refuses("*", "repetition operator missing expression", Some(0));
        refuses("a\n(", "unclosed group", None);
        assert!(matches!(Pattern::regex(r"\w{9999}"), Err(PatternError::TooLarge)));
    }

    proptest! {
        #[test]
        fn ascii_and_other_texts_are_searched_alike(
            text in "[ab' \n`AB\u{1}]{0,20}",
            needle in "[ab' A]{1,3}",
        ) {
            let pattern = Pattern::new(&needle);
            let plain = pattern.find_all(&text);
            let other = format!("{text}\u{5317}");
            prop_assert_eq!(&pattern.find_all(&other), &plain);
            prop_assert_eq!(pattern.is_match(&text), !plain.is_empty());
            prop_assert_eq!(pattern.is_match(&other), !plain.is_empty());
        }

        #[test]
        fn matches_are_parts_of_any_text(text in any::<String>(), needle in any::<String>()) {
            for needle in [needle.as_str(), text.chars().next().map_or("", |c| &text[..c.len_utf8()])] {
                let mut end = 0;
                let pattern = Pattern::new(needle);
                for range in pattern.find_all(&text) {
                    prop_assert!(range.start >= end && !text[range.clone()].is_empty());
                    end = range.end;
                }
                prop_assert_eq!(pattern.is_match(&text), end > 0);
            }
        }

        #[test]
        fn no_expression_panics(pattern in "\\PC{0,20}|[a(|)*+?{}\\\\pPLux1,]{0,12}", text in any::<String>()) {
            if let Ok(pattern) = Pattern::regex(&pattern) {
                prop_assert_eq!(pattern.is_match(&text), !pattern.find_all(&text).is_empty());
            }
        }
    }
}
