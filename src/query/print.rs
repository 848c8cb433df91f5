//! [`Expr`] → the text that reads as it.

use std::fmt::{self, Display, Write};

use crate::query::{
    expr::{Colon, Expr, Term, What},
    field::{Field, Takes},
    lex::{self, Cursor},
    slip,
};

impl Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { " " })?;
                    Inner(part).fmt(f)?;
                }
                Ok(())
            }
            Self::Or(parts) => {
                for (index, part) in parts.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { " OR " })?;
                    match part {
                        Self::Or(_) => Inner(part).fmt(f)?,
                        _ => part.fmt(f)?,
                    }
                }
                Ok(())
            }
            Self::Not(part) => {
                f.write_char('-')?;
                Inner(part).fmt(f)
            }
            Self::Term(term) => term.fmt(f),
        }
    }
}

/// A part as it stands in a conjunction, or behind a minus sign.
pub(super) struct Inner<'a>(pub &'a Expr);

impl Display for Inner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Expr::And(_) | Expr::Or(_) => write!(f, "({})", self.0),
            _ => self.0.fmt(f),
        }
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.field != Field::Text {
            let colon = match self.colon {
                Colon::Plain => ":",
                Colon::Exact => "=:",
                Colon::Surely => "!:",
            };
            write!(f, "{}{colon}", self.field.name())?;
        }
        for (index, value) in self.values.iter().enumerate() {
            if index > 0 {
                f.write_char(',')?;
            }
            let text = |text: &str| quoted(text, self.field, index == 0);
            match &value.what {
                What::Text(value) => f.write_str(&text(value))?,
                What::Regex(pattern) => write_regex(f, pattern)?,
                What::Compared(sign, than) => write!(f, "{}{}", sign.sign(), text(than))?,
                What::Between(from, to) => write!(f, "{}..{}", text(from), text(to))?,
                What::Pair { first, second, directed } => {
                    let sign = if *directed { '>' } else { '+' };
                    write!(f, "{}{sign}{}", text(first), text(second))?;
                }
                What::Near { event, span } => write!(f, "{},{}", text(event), text(span))?,
            }
        }
        Ok(())
    }
}

/// The text as a value, in quotes where it would not be read so.
pub(super) fn quoted(text: &str, field: Field, is_first: bool) -> String {
    let has = |signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
    let is_read_otherwise = match field.takes() {
        Takes::Pair => has(&["+", ">"]),
        Takes::Compare => {
            has(&["<", ">", ".."]) || text.starts_with(['.', '=']) || text.ends_with('.')
        }
        Takes::Words if text.starts_with('/') || slip::in_words(text).is_some() => true,
        Takes::Words if field == Field::Text && is_first => {
            let chars: Vec<char> = text.chars().collect();
            text.starts_with(slip::is_dash)
                || text.starts_with(slip::is_sign)
                || slip::joint_word(text).is_some()
                || slip::find(&chars, 0).is_some()
                || Cursor::new(&chars).field().is_some()
        }
        _ => false,
    };
    let ends_early = text.chars().any(|c| c.is_whitespace() || "\",()[]{}".contains(c));
    if text.is_empty()
        || is_read_otherwise
        || lex::has_marks(text)
        || (ends_early && !is_bracketed(text))
    {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        text.to_owned()
    }
}

/// Whether it is an EDTF set, whose brackets protect its spaces and commas.
fn is_bracketed(text: &str) -> bool {
    let inner = match text.as_bytes() {
        [b'[', .., b']'] | [b'{', .., b'}'] => &text[1..text.len() - 1],
        _ => return false,
    };
    !inner.contains(['[', ']', '{', '}', '"'])
}

fn write_regex(f: &mut fmt::Formatter<'_>, pattern: &str) -> fmt::Result {
    f.write_char('/')?;
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '/' => f.write_str("\\/")?,
            '\\' => {
                f.write_char(c)?;
                if let Some(c) = chars.next() {
                    f.write_char(c)?;
                }
            }
            _ => f.write_char(c)?,
        }
    }
    f.write_char('/')
}
