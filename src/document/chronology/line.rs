//! What a line of a text looks like before its words are read.

use std::ops::Range;

/// A line that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What its marks say that it is.
    pub form: Form,
    /// Its words without marks and spaces around them, in bytes of the text.
    pub words: Range<usize>,
    /// How far it is indented, in bytes.
    pub indent: usize,
    /// Where it begins, marks and spaces included.
    pub start: usize,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A heading, 1 the highest.
    Heading(usize),
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
    /// Quoted words: `> We agreed.`
    Quote,
    /// Any other line.
    Plain,
}

/// The lines of a text that say something.
pub fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut start = 0;
    // A comment that nothing ends is none.
    let last_end = text.rfind("-->").unwrap_or(0);
    let mut in_comment = false;
    // Whether rows of a table follow that need no sign before their first cell.
    let mut in_table = false;
    for whole in text.split_inclusive('\n') {
        let at = start;
        start += whole.len();
        let bare = whole.trim_start_matches(['\u{FEFF}', ' ', '\t']);
        let indent = whole.len() - bare.len();
        let words = bare.trim_end();
        in_comment |= words.starts_with("<!--") && at < last_end;
        if words.is_empty() || in_comment {
            in_comment &= !words.contains("-->");
            in_table = false;
            continue;
        }
        if is_rule(words) {
            if let Some(above) = lines.last_mut().filter(|above| above.form == Form::Plain) {
                above.form = Form::Row;
            }
            in_table = true;
            continue;
        }
        in_table &= words.contains('|');
        if let Some(level) = underline(words) {
            // It makes a heading of the line above, or is a rule.
            if let Some(above) = lines.last_mut().filter(|above| above.form == Form::Plain) {
                above.form = Form::Heading(level);
            }
            continue;
        }
        let (form, marks) = match form(words) {
            (Form::Plain, 0) if in_table => (Form::Row, 0),
            told => told,
        };
        let inner = &words[marks..];
        let body = match form {
            Form::Heading(_) => inner.trim_end_matches(['#', '=', ' ']),
            Form::Row => inner.trim_end_matches(['|', ' ']),
            _ => inner,
        };
        if form == Form::Row && body.is_empty() {
            continue;
        }
        let from = at + indent + marks;
        lines.push(Line { form, words: from..from + body.len(), indent, start: at });
    }
    lines
}

/// Whether a line parts the header of a table from its rows: `|---|:-:|`.
fn is_rule(words: &str) -> bool {
    let all = words.chars().all(|sign| matches!(sign, '-' | ':' | '|' | ' ' | '\t'));
    all && words.contains('|') && words.contains('-')
}

/// The level of the heading above a line of `===` or `---`.
fn underline(words: &str) -> Option<usize> {
    let all = |sign: char| words.len() >= 3 && words.chars().all(|it| it == sign);
    if all('=') { Some(1) } else { all('-').then_some(2) }
}

/// What the first signs say, and how many bytes they take.
fn form(words: &str) -> (Form, usize) {
    let spaces = |after: &str| after.len() - after.trim_start().len();
    let level = words.bytes().take_while(|&byte| byte == b'#').count();
    if (1..=6).contains(&level) && words[level..].starts_with([' ', '\t']) {
        return (Form::Heading(level), level + spaces(&words[level..]));
    }
    // As encyclopaedias write them: `== 2021 ==`.
    let level = words.bytes().take_while(|&byte| byte == b'=').count();
    if level >= 2 && words.len() > 2 * level && words.ends_with(&words[..level]) {
        return (Form::Heading(level), level + spaces(&words[level..]));
    }
    if let Some(rest) = words.strip_prefix('|') {
        return (Form::Row, 1 + spaces(rest));
    }
    for (form, signs) in [
        (Form::Item, &['-', '*', '•', '–', '+', '‣', '▪', '·', '●', ':'][..]),
        (Form::Quote, &['>']),
    ] {
        let after = words.strip_prefix(signs).filter(|after| after.starts_with([' ', '\t']));
        if let Some(after) = after {
            return (form, words.len() - after.len() + spaces(after));
        }
    }
    (Form::Plain, 0)
}

/// How many bytes the number of an item takes: `12. `, `3) `.
pub fn number(words: &str) -> usize {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let after = &words[digits..];
    let rest = after.strip_prefix(['.', ')']).filter(|rest| rest.starts_with(' '));
    match rest {
        Some(rest) if (1..=3).contains(&digits) => words.len() - rest.trim_start().len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_by_their_marks() {
        #[track_caller]
        fn check(text: &str, expect: &[(Form, &str)]) {
            let lines = lines(text);
            let found: Vec<_> =
                lines.iter().map(|line| (line.form, &text[line.words.clone()])).collect();
            assert_eq!(found, expect, "{text}");
        }
        check("# Talks #\n\nOn.\n", &[(Form::Heading(1), "Talks"), (Form::Plain, "On.")]);
        check(
            "Talks\n=====\n2021\n----\n",
            &[(Form::Heading(1), "Talks"), (Form::Heading(2), "2021")],
        );
        check("== 2021 ==\n* A\n", &[(Form::Heading(2), "2021"), (Form::Item, "A")]);
        check("- A\n  – B\n• C", &[(Form::Item, "A"), (Form::Item, "B"), (Form::Item, "C")]);
        check("| a | b |\n|---|:-:|\n", &[(Form::Row, "a | b")]);
        check(
            "a | b\n--|--\nc | d\nc\n",
            &[(Form::Row, "a | b"), (Form::Row, "c | d"), (Form::Plain, "c")],
        );
        check("> words\n", &[(Form::Quote, "words")]);
        check(
            "-5 degrees\n*12 May* A\n",
            &[(Form::Plain, "-5 degrees"), (Form::Plain, "*12 May* A")],
        );
        check("\u{FEFF}A\r\n\r\n", &[(Form::Plain, "A")]);
    }

    #[test]
    fn items_may_be_numbered() {
        for (words, expect) in [("1. A", 3), ("12)  A", 5), ("1994. A", 0), ("1.5 A", 0), ("A", 0)]
        {
            assert_eq!(number(words), expect, "{words}");
        }
    }
}
