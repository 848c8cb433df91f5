//! What people type that other programs would understand: signs of other query languages, and
//! characters that only look like those of this one. Each is told, with what to write instead, so
//! that no query finds nothing because of how it was typed.
//!
//! Quotation marks of every sort and every dash are understood and do not come here.

use crate::{
    base::{
        issue,
        text::{fold, is_ignorable},
    },
    query::{error::QueryError, field::Field, lex::is_separator},
};

/// Whether it is a hyphen, a dash or a minus sign.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Whether it only looks like a colon.
fn is_like_colon(c: char) -> bool {
    matches!(
        c,
        '\u{FF1A}' | '\u{FE55}' | '\u{FE13}' | '\u{2236}' | '\u{A789}' | '\u{2D0}' | '\u{5C3}'
    )
}

/// The signs with which other languages compare, the longer ones first.
const COMPARISONS: [&str; 14] =
    ["!==", "===", "==", "!=", "<>", "<=", ">=", "!~", "=~", "=", "<", ">", "\u{2260}", "~"];
const AT_MOST: [&str; 2] = ["\u{2264}", "\u{2265}"];

/// The joints of other languages, and what to write here.
const JOINTS: [(&str, &str); 8] = [
    ("&&", "leave it out: a space means and"),
    ("\u{2227}", "leave it out: a space means and"),
    ("||", "write OR between the terms"),
    ("|", "write OR between the terms"),
    ("\u{2228}", "write OR between the terms"),
    ("!", "write - before what to exclude"),
    ("\u{ac}", "write - before what to exclude"),
    ("+", "leave it out: all terms must hold"),
];

/// What is wrong with the term that begins here, `at` characters into the query, if it would be
/// read as something else than what is meant.
pub(super) fn find(rest: &[char], at: usize) -> Option<QueryError> {
    joint(rest, at).or_else(|| bracket(rest, at)).or_else(|| head(rest, at))
}

/// The word as a joint of the query: `and`, `or` and `not` in any case but that of `OR`.
pub(super) fn joint_word(word: &str) -> Option<&'static str> {
    match word.to_ascii_lowercase().as_str() {
        "and" => Some("leave it out: a space means and; quote it to search for the word"),
        "or" => Some("write OR; quote it to search for the word"),
        "not" => Some("write - before what to exclude; quote it to search for the word"),
        _ => None,
    }
}

/// Whether words without quotation marks hold signs by which others search, and what to write.
pub(super) fn in_words(words: &str) -> Option<&'static str> {
    if words.contains('|') {
        return Some("write a comma for or; quote it to search for it");
    }
    if words.contains("&&") {
        return Some("write a space for and; quote it to search for it");
    }
    let is_wild =
        words.len() > 1 && (words.starts_with('*') || words.ends_with('*')) || words == "*";
    is_wild.then_some("leave * out: words are found inside of words; or write /a.*b/")
}

fn joint(rest: &[char], at: usize) -> Option<QueryError> {
    let (sign, help) = JOINTS.iter().find(|(sign, _)| begins_with(rest, sign))?;
    let length = sign.chars().count();
    let message = format!("{sign} is not a sign of the query language");
    Some(
        QueryError::new(at..at + length, message)
            .with_help(format!("{help}; quote it to search for it")),
    )
}

/// A name with a sign behind it that is meant as a field.
fn head(rest: &[char], at: usize) -> Option<QueryError> {
    let is_of_name = |c: &&char| {
        !c.is_whitespace()
            && !c.is_ascii_digit()
            && (!c.is_ascii_punctuation() || **c == '_')
            && !is_like_colon(**c)
            && !"\u{FF08}\u{FE59}\u{FF09}\u{FE5A}".contains(**c)
            && !COMPARISONS.iter().chain(&AT_MOST).any(|sign| sign.starts_with(**c))
    };
    let length = rest.iter().take_while(is_of_name).count();
    if length == 0 {
        return None;
    }
    let name: String = rest[..length].iter().collect();
    let spaces = rest[length..].iter().take_while(|c| c.is_whitespace()).count();
    let after = &rest[length + spaces..];
    let first = *after.first()?;
    let is_colon = begins_with(after, ":") || begins_with(after, "=:") || begins_with(after, "!:");
    let sign = COMPARISONS.iter().chain(&AT_MOST).find(|sign| begins_with(after, sign));
    if !is_colon && sign.is_none() && !is_like_colon(first) {
        return None;
    }
    let plain = plain(&name);
    let whole = at..at + length + spaces + 1;
    let Some(field) = Field::named(&plain) else {
        let looks_plain = !name.is_ascii() && plain.is_ascii();
        let is_meant = spaces == 0 && (looks_plain || !is_colon && !is_like_colon(first));
        let known = Field::all().map(Field::name).filter(|name| !name.is_empty());
        let help = issue::did_you_mean(&plain, known).filter(|_| is_meant)?;
        return Some(
            QueryError::new(at..at + length, format!("unknown field '{name}'")).with_help(help),
        );
    };
    let value: String =
        after.iter().skip_while(|c| is_sign(**c)).take_while(|c| !is_separator(**c)).collect();
    let own = field.name();
    if !name.is_ascii() {
        let message = if name.chars().any(is_ignorable) {
            format!("there is a hidden character in '{plain}'")
        } else {
            format!("'{name}' only looks like '{plain}'")
        };
        return Some(QueryError::new(whole, message).with_help(format!("write {plain}:{value}")));
    }
    if is_like_colon(first) {
        let message = format!("'{first}' only looks like a colon");
        return Some(QueryError::new(whole, message).with_help(format!("write {plain}:{value}")));
    }
    let Some(sign) = sign.filter(|_| !is_colon) else {
        return (spaces > 0).then(|| {
            QueryError::new(whole, format!("there is a space between '{name}' and its colon"))
                .with_help(format!("write {name}:{value}"))
        });
    };
    let written = match *sign {
        "!=" | "!==" | "<>" | "!~" | "\u{2260}" => format!("-{own}:{value}"),
        "<" | ">" | "<=" | ">=" => format!("{own}:{sign}{value}"),
        "\u{2264}" => format!("{own}:<={value}"),
        "\u{2265}" => format!("{own}:>={value}"),
        _ => format!("{own}:{value}"),
    };
    let at = at..at + length + spaces + sign.chars().count();
    let message = format!("a colon stands behind a field, not {sign}");
    Some(QueryError::new(at, message).with_help(format!("write {written}")))
}

/// A bracket that only looks like one of ours.
fn bracket(rest: &[char], at: usize) -> Option<QueryError> {
    let (its, ours) = match rest.first()? {
        c @ ('\u{FF08}' | '\u{FE59}') => (c, '('),
        c @ ('\u{FF09}' | '\u{FE5A}') => (c, ')'),
        _ => return None,
    };
    Some(
        QueryError::new(at..at + 1, format!("'{its}' only looks like a parenthesis"))
            .with_help(format!("write {ours}")),
    )
}

/// Whether it may follow the name of a field as a sign.
pub(super) fn is_sign(c: char) -> bool {
    c.is_whitespace() || is_like_colon(c) || ":=!<>~\u{2260}\u{2264}\u{2265}".contains(c)
}

fn begins_with(chars: &[char], sign: &str) -> bool {
    let mut chars = chars.iter();
    sign.chars().all(|c| chars.next() == Some(&c))
}

/// A name in the letters that it seems to be written in.
fn plain(name: &str) -> String {
    let like = |c: char| match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'һ' | 'н' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' => 'm',
        'ո' | 'η' => 'n',
        'о' | 'ο' | 'օ' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' | 'ս' => 'u',
        'ν' => 'v',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        _ => c,
    };
    fold(name).chars().map(like).collect()
}
