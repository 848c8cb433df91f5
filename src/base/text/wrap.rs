//! Text broken into lines.

use std::{borrow::Cow, ops::Range};

use unicode_segmentation::UnicodeSegmentation;

use super::cells::cluster_width;

/// The lines of a neutralised text at most `cells` wide, as ranges of its bytes.
///
/// Lines end at `\n`, else after a space, a hyphen between letters, a dash or a slash, or beside
/// a wide character; a longer word is cut between grapheme clusters. A range leaves out the
/// spaces and the `\n` around the break, and keeps the spaces that indent a paragraph. An empty
/// paragraph is an empty range; an empty text has no lines. Only a single cluster wider than
/// `cells` makes a wider line.
///
/// ```
/// # use demarche::base::text::wrap;
/// let text = "Russia is not clinging";
/// let lines: Vec<_> = wrap(text, 10).into_iter().map(|line| &text[line]).collect();
/// assert_eq!(lines, ["Russia is", "not", "clinging"]);
/// ```
#[must_use]
pub fn wrap(text: &str, cells: usize) -> Vec<Range<usize>> {
    wrap_first(text, cells, usize::MAX)
}

/// The first lines as by [`wrap`]. O(their text), besides a paragraph's end.
#[must_use]
pub fn wrap_first(text: &str, cells: usize, most: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut offset = 0;
    for paragraph in text.split_inclusive('\n') {
        wrap_paragraph(paragraph.trim_end_matches('\n'), offset, cells.max(1), &mut lines, most);
        offset += paragraph.len();
        if lines.len() >= most {
            break;
        }
    }
    lines.truncate(most);
    lines
}

/// A place where the line may end.
struct Break {
    /// Where its words end.
    end: usize,
    /// Where the next line begins.
    resume: usize,
    /// How wide the line is up to `resume`.
    width: usize,
}

fn wrap_paragraph(
    text: &str,
    offset: usize,
    cells: usize,
    lines: &mut Vec<Range<usize>>,
    most: usize,
) {
    let (mut start, mut end, mut width) = (0, 0, 0);
    let mut last_break: Option<Break> = None;
    let mut before = "";
    for (at, cluster) in text.grapheme_indices(true) {
        let (next, wide) = (at + cluster.len(), cluster_width(cluster));
        if is_blank(cluster) {
            width += wide;
            if end > start {
                last_break = Some(Break { end, resume: next, width });
            }
            before = cluster;
            continue;
        }
        if end == at && end > start && may_part(before, cluster) {
            last_break = Some(Break { end, resume: at, width });
        }
        while width + wide > cells && at > start {
            if let Some(place) = last_break.take() {
                lines.push(offset + start..offset + place.end);
                start = place.resume;
                width -= place.width;
            } else {
                // A long word is cut; an indent with no room for a word beside it is dropped.
                if end > start {
                    lines.push(offset + start..offset + end);
                }
                (start, width) = (at, 0);
            }
        }
        if lines.len() >= most {
            return;
        }
        width += wide;
        end = next;
        before = cluster;
    }
    lines.push(offset + start..offset + end.max(start));
}

fn is_blank(cluster: &str) -> bool {
    cluster.chars().all(char::is_whitespace)
}

/// Whether a line may end between two neighbours that no space parts.
fn may_part(left: &str, right: &str) -> bool {
    const OPENING: &str = "（「『【〈《〔［｛“‘(";
    const CLOSING: &str = "、。，．）」』】〉》〕］｝！？：；ー”’…,.;:!?)";
    match left {
        "-" | "‐" => right.starts_with(char::is_alphabetic),
        "–" | "—" | "/" => right.starts_with(char::is_alphanumeric),
        _ => {
            (cluster_width(left) > 1 || cluster_width(right) > 1)
                && !OPENING.contains(left)
                && !CLOSING.contains(right)
        }
    }
}

/// Text in one line, with single spaces between its words.
///
/// ```
/// # use demarche::base::text::one_line;
/// assert_eq!(one_line(" Sergei\n  Lavrov "), "Sergei Lavrov");
/// ```
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    let is_space = |byte: u8| byte.is_ascii_whitespace() || byte >= 0x80;
    let bytes = text.as_bytes();
    let is_one = bytes.first().is_none_or(|byte| !is_space(*byte))
        && bytes.last().is_none_or(|byte| !is_space(*byte))
        && bytes.iter().all(|byte| *byte == b' ' || !is_space(*byte))
        && !text.contains("  ");
    if is_one {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::text::{neutralise_block, width};

    #[track_caller]
    fn check(text: &str, cells: usize, expected: &[&str]) {
        let lines: Vec<_> = wrap(text, cells).into_iter().map(|line| &text[line]).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn lines_end_at_spaces() {
        check("", 5, &[]);
        check("one", 5, &["one"]);
        check("one two", 7, &["one two"]);
        check("one two", 6, &["one", "two"]);
        check("one  two ", 6, &["one", "two"]);
        check("one   two", 9, &["one   two"]);
        check("one two three", 7, &["one two", "three"]);
    }

    #[test]
    fn paragraphs_keep_their_ends_and_indents() {
        check("one\ntwo", 9, &["one", "two"]);
        check("one\n\ntwo\n", 9, &["one", "", "two"]);
        check("  one two", 5, &["  one", "two"]);
        check("        one", 5, &["one"]);
        check("   \nx", 5, &["", "x"]);
    }

    #[test]
    fn long_words_are_cut_and_hyphens_part() {
        check("abcdefgh", 3, &["abc", "def", "gh"]);
        check("a bcdefgh", 3, &["a", "bcd", "efg", "h"]);
        check("al-Jubeir", 5, &["al-", "Jubei", "r"]);
        check("al-Jubeir", 6, &["al-", "Jubeir"]);
        check("on 2015-08-13", 11, &["on", "2015-08-13"]);
        check("yes—no", 4, &["yes—", "no"]);
        check("a -7 b", 3, &["a", "-7", "b"]);
        check("x", 0, &["x"]);
    }

    #[test]
    fn wide_characters_part_anywhere_but_before_a_stop() {
        check("北京东京", 4, &["北京", "东京"]);
        check("北京东京", 5, &["北京", "东京"]);
        check("北京。东京", 4, &["北", "京。", "东京"]);
        check("北京", 1, &["北", "京"]);
    }

    proptest! {
        #[test]
        fn lines_hold_every_word_once_and_fit(text in "(\\PC|[ a-c\n-]){0,60}", cells in 1_usize..30) {
            let text = neutralise_block(&text);
            let lines = wrap(&text, cells);
            let mut shown = String::new();
            let mut end = 0;
            for line in lines {
                prop_assert!(line.start >= end && line.end >= line.start);
                end = line.end;
                let line = &text[line];
                prop_assert!(
                    width(line) <= cells || line.graphemes(true).filter(|c| !is_blank(c)).count() == 1,
                    "{:?} is wider than {}", line, cells
                );
                shown.push_str(line);
            }
            let all = wrap(&text, cells);
            for most in 0..all.len() + 2 {
                let first = wrap_first(&text, cells, most);
                prop_assert_eq!(&first, &all[..most.min(all.len())]);
            }
            let words = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(words(&shown), words(&text));
        }
    }
}
