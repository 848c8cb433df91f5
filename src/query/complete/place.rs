//! Where the cursor is in an unfinished query.

use std::ops::Range;

use crate::query::{
    field::{Field, Takes},
    lex::{self, Cursor, Quotes},
    slip,
};

/// The term that the cursor stands in, and what of it is typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The bytes of the whole term with its minus sign; empty between two terms.
    pub term: Range<usize>,
    /// The bytes of the name or the value under the cursor.
    pub replaces: Range<usize>,
    /// What stands before the cursor in it.
    pub typed: Typed,
}

/// What is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// The name of a field, or a bare word.
    Field(String),
    /// A value.
    Value {
        field: Field,
        /// The value without its quotation marks.
        text: String,
        /// What makes it a term by itself: the field, a sign, half of a dyad.
        head: String,
    },
}

/// A character of the text.
struct Char {
    at: usize,
    c: char,
    /// Whether it is a sign: outside of quotes, brackets and regular expressions.
    is_sign: bool,
}

impl Place {
    /// Finds what is under the cursor, a byte of the text; one inside of a character counts as
    /// before it.
    pub fn find(text: &str, cursor: usize) -> Self {
        let cursor =
            (0..=cursor.min(text.len())).rfind(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let chars = scan(text);
        let is_separator =
            |char: &&Char| char.is_sign && (char.c.is_whitespace() || "()".contains(char.c));
        let before = chars.iter().filter(is_separator).rfind(|char| char.at < cursor);
        let start = before.map_or(0, |char| char.at + char.c.len_utf8());
        let after = chars.iter().filter(is_separator).find(|char| char.at >= cursor);
        let end = after.map_or(text.len(), |char| char.at);

        let name_start = end - text[start..end].trim_start_matches(slip::is_dash).len();
        let signs =
            || chars.iter().filter(|char| char.is_sign && (name_start..end).contains(&char.at));
        let colon = signs().find(|char| char.c == ':').map(|char| char.at);
        let field = colon.and_then(|colon| {
            Some((Field::named(text[name_start..colon].trim_end_matches(['=', '!']))?, colon + 1))
        });
        let (replaces, typed) = match field {
            Some((field, values)) if values <= cursor => {
                let splits = |char: &&Char| match field.takes() {
                    Takes::Pair => ",+>".contains(char.c),
                    Takes::Compare => ",<>=".contains(char.c),
                    _ => char.c == ',',
                };
                let signs: Vec<&Char> = signs().filter(|char| char.at >= values).collect();
                let before = |splits: &dyn Fn(&&Char) -> bool| {
                    let last = signs.iter().copied().filter(splits).rfind(|char| char.at < cursor);
                    last.map_or(values, |char| char.at + 1)
                };
                let (from, piece) = (before(&splits), before(&|char| char.c == ','));
                let to = signs.iter().copied().filter(splits).find(|char| char.at >= cursor);
                let head = format!("{}{}", &text[name_start..values], &text[piece..from]);
                let typed = Typed::Value { field, text: unquoted(&text[from..cursor]), head };
                (from..to.map_or(end, |char| char.at), typed)
            }
            _ => {
                let from = name_start.min(cursor);
                let to = colon.map_or(end, |colon| colon + 1).max(cursor);
                (from..to, Typed::Field(unquoted(&text[from..cursor])))
            }
        };
        Self { term: start..end, replaces, typed }
    }
}

/// A value without its quotation marks, of which the last may not be typed yet.
fn unquoted(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut cursor = Cursor::new(&chars);
    match cursor.piece() {
        Ok(piece) if cursor.is_at_end() => piece.text(),
        _ => text.replace("\\\"", "\u{0}").replace(lex::is_mark, "").replace('\u{0}', "\""),
    }
}

/// The characters of a text, told apart as the parser would.
fn scan(text: &str) -> Vec<Char> {
    let all: Vec<char> = text.chars().collect();
    let quotes = Quotes::of(&all);
    let (mut chars, mut start) = (Vec::with_capacity(all.len()), 0);
    let (mut brackets, mut close, mut escaped) = (0_u32, None, false);
    for (number, (at, c)) in text.char_indices().enumerate() {
        if let Some(marks) = close {
            chars.push(Char { at, c, is_sign: false });
            if !escaped && Quotes::closes(&all, number, marks) {
                close = None;
            }
            escaped = !escaped && c == '\\';
            continue;
        }
        let term = text[start..at].trim_start_matches(slip::is_dash);
        let opens_regex = c == '/' && {
            let field =
                term.split_once(':').map_or(Some(Field::Text), |(name, _)| Field::named(name));
            (term.is_empty() || term.ends_with([':', ',']))
                && field.is_some_and(|field| field.takes() == Takes::Words)
        };
        let begins = term.is_empty() || term.ends_with([':', ',', '+', '>', '<', '=']);
        close = if opens_regex { Some("/") } else { quotes.opened(&all, number, begins) };
        match c {
            '[' | '{' => brackets += 1,
            ']' | '}' => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        let is_sign = brackets == 0 && close.is_none();
        if is_sign && (c.is_whitespace() || matches!(c, '(' | ')')) {
            start = at + c.len_utf8();
        }
        chars.push(Char { at, c, is_sign });
    }
    chars
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks what is typed before the cursor `|` and, between `<` and `>`, what is replaced.
    #[track_caller]
    fn check(marked: &str, term: &str, replaced: &str, typed: &Typed) {
        let cursor = marked.find('|').expect("a cursor");
        let text = marked.replace('|', "");
        let place = Place::find(&text, cursor);
        assert_eq!((&text[place.term], &text[place.replaces]), (term, replaced));
        assert_eq!(&place.typed, typed);
    }

    #[test]
    fn the_value_under_the_cursor_is_found() {
        let field = |name: &str| Typed::Field(name.to_owned());
        let value = |field, head: &str, text: &str| Typed::Value {
            field,
            text: text.to_owned(),
            head: head.to_owned(),
        };
        check("|", "", "", &field(""));
        check("act|", "act", "act", &field("act"));
        check("kind:a -act|", "-act", "act", &field("act"));
        check("act|or:x", "actor:x", "actor:", &field("act"));
        check("a | b", "", "", &field(""));
        check("(lav|)", "lav", "lav", &field("lav"));
        check("actor:|", "actor:", "", &value(Field::Actor, "actor:", ""));
        check("actor=:la|v x", "actor=:lav", "lav", &value(Field::Actor, "actor=:", "la"));
        check("by:a,kh|oja,b", "by:a,khoja,b", "khoja", &value(Field::Speaker, "by:", "kh"));
        check(
            "actor:\"saudi ar|",
            "actor:\"saudi ar",
            "\"saudi ar",
            &value(Field::Actor, "actor:", "saudi ar"),
        );
        check(
            "dyad:russia>sy| x",
            "dyad:russia>sy",
            "sy",
            &value(Field::Dyad, "dyad:russia>", "sy"),
        );
        check(
            "precision:<=d|",
            "precision:<=d",
            "d",
            &value(Field::Precision, "precision:<=", "d"),
        );
        check(
            "date:[2015-08-01,2015|]",
            "date:[2015-08-01,2015]",
            "[2015-08-01,2015]",
            &value(Field::Date, "date:", "[2015-08-01,2015"),
        );
        check("/a b|/ c", "/a b/", "/a b/", &field("/a b"));
        check("nobody:x|", "nobody:x", "nobody:x", &field("nobody:x"));
        check("é|", "é", "é", &field("é"));
    }
}
