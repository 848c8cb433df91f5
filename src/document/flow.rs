//! A text as it is read: words that the end of a line broke in two are whole.
//!
//! The second part of such a word is moved up to the first, and spaces take its place, so that all
//! other words stand where they do in the file.

use std::ops::Range;

/// A text with whole words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// The text, as long as the one in the file.
    text: String,
    /// What was moved, in the order of the text.
    moved: Vec<Moved>,
}

/// The second part of a word, moved up to the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Where it stands now, with the signs behind it, in bytes.
    pub part: Range<usize>,
    /// How far it was moved, in bytes.
    pub by: usize,
}

/// A word that the end of a line breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken<'t> {
    /// Its letters before the line end.
    pub left: &'t str,
    /// The hyphen.
    pub hyphen: char,
    /// Its letters behind the line end.
    pub right: &'t str,
}

/// What joins the parts of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// Nothing: `Mos-` `cow`.
    Nothing,
    /// A hyphen: `Franco-` `German`.
    Hyphen,
}

impl Flow {
    /// The text with the words that line ends break made whole, as told for each; `None` if there
    /// are none. O(bytes).
    pub fn new(text: &str, joint: impl FnMut(Broken<'_>) -> Joint) -> Option<Self> {
        Self::of_prose(text, |_| true, joint)
    }

    /// The same of those alone of which the gap between their parts is prose.
    pub fn of_prose(
        text: &str,
        is_prose: impl Fn(&Range<usize>) -> bool,
        mut joint: impl FnMut(Broken<'_>) -> Joint,
    ) -> Option<Self> {
        let mut flow = Self::default();
        let mut done = 0;
        for newline in memchr::memchr_iter(b'\n', text.as_bytes()) {
            let found = broken(text, newline);
            let found = found.filter(|(_, gap)| gap.start > done && is_prose(gap));
            let Some((broken, gap)) = found else { continue };
            let joint = joint(broken);
            let rest = &text[gap.end..];
            let end = gap.end + rest.find(char::is_whitespace).unwrap_or(rest.len());
            flow.text.push_str(&text[done..gap.start]);
            if joint == Joint::Hyphen {
                flow.text.push('-');
            }
            let start = flow.text.len();
            flow.text.push_str(&text[gap.end..end]);
            let part = start..flow.text.len();
            let by = end - part.end;
            flow.text.extend(std::iter::repeat_n(' ', by));
            flow.moved.push(Moved { part, by });
            done = end;
        }
        flow.text.push_str(&text[done..]);
        (!flow.moved.is_empty()).then_some(flow)
    }

    /// The text with whole words.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where in the file the words of a range stand.
    #[must_use]
    pub fn place(&self, words: Range<usize>) -> Range<usize> {
        let start = self.moved_at(words.start).filter(|it| words.start < it.part.end);
        let end = words.end.checked_sub(1).and_then(|last| self.moved_at(last));
        let end = end.filter(|it| words.end <= it.part.end);
        let by = |moved: Option<&Moved>| moved.map_or(0, |moved| moved.by);
        words.start + by(start)..words.end + by(end)
    }

    /// The part that begins within a word.
    #[must_use]
    pub fn moved_in(&self, word: Range<usize>) -> Option<&Moved> {
        self.moved_at(word.end).filter(|moved| word.start < moved.part.start)
    }

    /// The last part that begins at a byte or before it.
    fn moved_at(&self, at: usize) -> Option<&Moved> {
        let behind = self.moved.partition_point(|moved| moved.part.start <= at);
        self.moved.get(behind.checked_sub(1)?)
    }
}

/// The word that a line end breaks, and what stands between its parts, from the hyphen on.
fn broken(text: &str, newline: usize) -> Option<(Broken<'_>, Range<usize>)> {
    const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{AD}', '¬'];
    let line = text[..newline].trim_end_matches([' ', '\t', '\r']);
    let hyphen = line.chars().next_back().filter(|sign| HYPHENS.contains(sign))?;
    let before = &line[..line.len() - hyphen.len_utf8()];
    let left = &before[before.trim_end_matches(char::is_alphabetic).len()..];
    let below = text[newline + 1..].trim_start_matches([' ', '\t']);
    let right = &below[..below.len() - below.trim_start_matches(char::is_alphabetic).len()];
    let is_word = |part: &str| !part.is_empty();
    let gap = before.len()..text.len() - below.len();
    (is_word(left) && is_word(right)).then_some((Broken { left, hyphen, right }, gap))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn broken_words_become_whole_where_they_begin() {
        #[track_caller]
        fn check(text: &str, expect: &str, asked: &[&str]) {
            let mut words = Vec::new();
            let flow = Flow::new(text, |Broken { left, right, .. }| {
                words.push(format!("{left}|{right}"));
                if right.starts_with(char::is_uppercase) { Joint::Hyphen } else { Joint::Nothing }
            });
            assert_eq!(flow.as_ref().map_or(text, Flow::text), expect, "{text}");
            assert_eq!(words, asked, "{text}");
            assert_eq!(expect.len(), text.len());
        }
        check("in Mos-\ncow now", "in Moscow   now", &["Mos|cow"]);
        check("in Mos- \r\n  cow,\nnow", "in Moscow,      \nnow", &["Mos|cow"]);
        check("a Franco-\nGerman plan", "a Franco-German  plan", &["Franco|German"]);
        check("a vil\u{AD}\nlage.", "a village.   ", &["vil|lage"]);
        check("vice-presi-\ndent", "vice-president  ", &["presi|dent"]);
        for whole in
            ["they -\nthe two", "1914-\n18 war", "Mos-\n\ncow", "x-", "- a\n- b\n", "", "-\na"]
        {
            check(whole, whole, &[]);
        }
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text = "The vil-\nlage, far away.";
        let flow = Flow::new(text, |_| Joint::Nothing).unwrap();
        let place = |words: &str| {
            let at = flow.text().find(words).unwrap();
            &text[flow.place(at..at + words.len())]
        };
        assert_eq!(place("village"), "vil-\nlage");
        assert_eq!(place("The village,"), "The vil-\nlage,");
        assert_eq!(place(","), ",");
        assert_eq!(place("far away"), "far away");
        assert_eq!(place("The"), "The");
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "([a-cé]{0,3}[- .\n]){0,20}") {
            let Some(flow) = Flow::new(&text, |_| Joint::Hyphen) else { return Ok(()) };
            prop_assert_eq!(flow.text().len(), text.len());
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(flow.text()), letters(&text));
            for moved in &flow.moved {
                let part = moved.part.clone();
                prop_assert_eq!(&text[flow.place(part.clone())], &flow.text()[part]);
            }
        }
    }
}
