//! The text cut into words and signs.
//!
//! A word keeps its inner hyphens, dots and apostrophes (`US-led`, `U.S.`, `don't`), and the dot of
//! an abbreviation; what is joined to it by an apostrophe stands alone (`Russia` `'s`, `they`
//! `'re`). A number keeps its signs and letters (`240,000`, `3.5`, `2015-08-13`, `18:00`, `10th`,
//! `5pm`). Every other sign is a token of its own, but for doubled ones that are one sign (``` `` ```,
//! `''`, `--`, `...`).

use std::ops::Range;

use crate::extract::{
    lexicon::{Class, Lexicon, fold},
    reading::{
        tag::Tag,
        token::{Extent, Gap, Shape, Token},
    },
};

/// Cuts a stretch of a text, which is a paragraph of its own at least. What exceeds 4 GiB is left
/// out.
pub fn cut(text: &str, stretch: Range<usize>, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    tokens.reserve(stretch.len() / 5);
    let mut folded = String::new();
    let (mut at, mut gap) = (stretch.start, Gap::Paragraph);
    let text = &text[..stretch.end];
    let bytes = text.as_bytes();
    while at < bytes.len() {
        if bytes[at] == b' ' {
            (at, gap) = (at + 1, gap.max(Gap::Space));
            continue;
        }
        let (end, shape) = if let Some(end) = small_word_end(bytes, at) {
            (end, Shape::Small)
        } else {
            let Some(first) = text[at..].chars().next() else { break };
            if is_space(first) {
                let (end, lines) = skip_space(text, at);
                at = end;
                gap = gap.max(match lines {
                    0 => Gap::Space,
                    1 => Gap::Line,
                    _ => Gap::Paragraph,
                });
                continue;
            }
            one(text, at, first, lexicon, &mut folded)
        };
        let Ok(end_byte) = u32::try_from(end) else { break };
        let extent = Extent { start: at as u32, end: end_byte };
        let word = lexicon.word(fold(&text[at..end], &mut folded));
        tokens.push(Token { extent, word, shape, gap, tag: Tag::Other });
        (at, gap) = (end, Gap::None);
    }
}

/// The end of a word of small letters with a space, a comma or a line end behind it: most words
/// are such, and need no closer look.
fn small_word_end(bytes: &[u8], start: usize) -> Option<usize> {
    let length = bytes[start..].iter().position(|byte| !byte.is_ascii_lowercase())?;
    let end = start + length;
    (length > 0 && matches!(bytes[end], b' ' | b',' | b'\n') && !bytes[start..].starts_with(b"www"))
        .then_some(end)
}

/// Whether a character stands between words and is nothing itself.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || letter == '\u{FEFF}'
}

/// The end of the spaces from `at` on, and the line ends among them.
fn skip_space(text: &str, mut at: usize) -> (usize, usize) {
    let mut lines = 0;
    while let Some(space) = text[at..].chars().next() {
        if !is_space(space) {
            break;
        }
        lines += usize::from(space == '\n' || space == '\u{2029}');
        at += space.len_utf8();
    }
    (at, lines)
}

/// The end and the shape of the token that begins with `first` at `at`.
fn one(
    text: &str,
    at: usize,
    first: char,
    lexicon: &Lexicon,
    folded: &mut String,
) -> (usize, Shape) {
    if first.is_ascii_digit() {
        return (number_end(text, at), Shape::Number);
    }
    if first.is_alphanumeric() {
        if let Some(end) = address_end(text, at) {
            return (end, Shape::Small);
        }
        let end = word_end(text, at);
        let end = with_dot(text, at, end, lexicon, folded);
        return (end, shape(&text[at..end]));
    }
    let rest = &text[at..];
    let is_joined = || text[..at].ends_with(char::is_alphabetic);
    if matches!(first, '\'' | '’') || is_apostrophe(first) && is_joined() {
        let joined = ["s", "re", "ve", "ll", "m", "d", "S", "RE", "VE", "LL"];
        let tail = &rest[first.len_utf8()..];
        for letters in joined {
            let after = tail.strip_prefix(letters).map(|after| after.chars().next());
            if after.is_some_and(|next| next.is_none_or(|next| !next.is_alphanumeric())) {
                return (at + first.len_utf8() + letters.len(), Shape::Joined);
            }
        }
    }
    for sign in ["``", "''", "--", "..."] {
        if rest.starts_with(sign) {
            let quote = matches!(sign, "``" | "''");
            return (at + sign.len(), if quote { Shape::Quote } else { Shape::Sign });
        }
    }
    let quote =
        matches!(first, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '`' | '‹' | '›');
    (at + first.len_utf8(), if quote { Shape::Quote } else { Shape::Sign })
}

/// The end of a web address that begins here.
fn address_end(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let begins = ["http://", "https://", "www."].iter().any(|lead| rest.starts_with(lead));
    let address = begins.then(|| rest.split(char::is_whitespace).next())??;
    Some(start + address.trim_end_matches(['.', ',', ';', ':', ')', '"', '”', '\'']).len())
}

/// The end of a number: digits and letters, and the signs between them.
fn number_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    loop {
        while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            end += 1;
        }
        let digit_after = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        let joins = match bytes.get(end) {
            Some(b',' | b'.' | b':' | b'/') => digit_after,
            Some(b'-') => bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric),
            _ => false,
        };
        if !joins {
            return end;
        }
        end += 1;
    }
}

/// The end of a word: letters and digits, and hyphens, dots and apostrophes between them, but for
/// an apostrophe before one of the endings that stand alone.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut rest = text[start..].chars();
    while let Some(letter) = rest.next() {
        if letter.is_alphanumeric() || letter == '\u{301}' {
            end += letter.len_utf8();
            continue;
        }
        let next = rest.clone().next();
        let letter_after = next.is_some_and(char::is_alphanumeric);
        let joins = match letter {
            '-' | '\u{2010}' | '\u{2011}' | '&' | '_' => letter_after,
            '.' => {
                letter_after
                    && is_initial(&text[start..end])
                    && next.is_some_and(char::is_alphabetic)
            }
            _ if is_apostrophe(letter) => {
                letter_after && apostrophe_joins(&text[start..end], rest.clone())
            }
            _ => false,
        };
        if !joins {
            break;
        }
        end += letter.len_utf8();
    }
    end
}

/// Whether the last piece of the word so far is a single letter: `U` of `U.S`.
fn is_initial(word: &str) -> bool {
    let last = word.rsplit(['.', '-']).next().unwrap_or(word);
    let mut letters = last.chars();
    letters.next().is_some() && letters.next().is_none()
}

/// Whether a sign between two letters is an apostrophe, rightly typed or not: `couldn‘t`.
fn is_apostrophe(sign: char) -> bool {
    matches!(sign, '\'' | '’' | '‘' | '´' | '`')
}

/// Whether an apostrophe is part of the word: `O'Brien`, `don't`, but not `Russia's`.
fn apostrophe_joins(before: &str, after: std::str::Chars<'_>) -> bool {
    let tail: String = after.take_while(|letter| letter.is_alphanumeric()).take(4).collect();
    let is_not = (before.ends_with('n') || before.ends_with('N')) && tail.eq_ignore_ascii_case("t");
    is_not || !["s", "re", "ve", "ll", "m", "d", "t"].iter().any(|it| tail.eq_ignore_ascii_case(it))
}

/// The end with the dot of an abbreviation (`Mr.`, `U.S.`, `J.`).
fn with_dot(text: &str, start: usize, end: usize, lexicon: &Lexicon, folded: &mut String) -> usize {
    if text.as_bytes().get(end) != Some(&b'.') {
        return end;
    }
    let word = &text[start..end];
    let capital = word.starts_with(char::is_uppercase);
    let class = lexicon.class(lexicon.word(fold(word, folded)));
    let next = text[end + 1..].trim_start_matches([' ', '\u{a0}']).chars().next();
    let number = next.is_some_and(|next| next.is_ascii_digit());
    let is_abbreviation = class.has(Class::ABBREVIATION)
        && (capital || !class.has(Class::CAPITAL))
        && (number || !class.has(Class::BEFORE_NUMBER))
        && (number || next.is_some_and(char::is_lowercase) || !class.has(Class::MIDDLE));
    let is_initials = is_initial(word) && capital && word != "I";
    if is_initials || is_abbreviation { end + 1 } else { end }
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    let capitals = letters.clone().filter(|letter| letter.is_uppercase()).count();
    let small = letters.clone().any(char::is_lowercase);
    if capitals == 0 {
        Shape::Small
    } else if !small && capitals > 1 {
        Shape::Capitals
    } else if letters.next().is_some_and(char::is_uppercase) || is_particle_name(word) {
        Shape::Capital
    } else {
        Shape::Small
    }
}

/// Whether a capital follows a particle: `al-Assad`, `d'Estaing`.
fn is_particle_name(word: &str) -> bool {
    word.split(['-', '\'', '’'])
        .next_back()
        .is_some_and(|last| last.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cuts a text; expects the tokens, each with its shape: `s`mall, `c`apital, `A`ll capitals,
    /// `n`umber, `q`uote, `j`oined, `.` another sign.
    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let mut tokens = Vec::new();
        cut(text, 0..text.len(), Lexicon::built_in(), &mut tokens);
        let shape = |shape| match shape {
            Shape::Small => 's',
            Shape::Capital => 'c',
            Shape::Capitals => 'A',
            Shape::Number => 'n',
            Shape::Quote => 'q',
            Shape::Joined => 'j',
            Shape::Sign => '.',
        };
        let shown = |it: &Token| format!("{} {}", shape(it.shape), &text[it.extent.range()]);
        assert_eq!(tokens.iter().map(shown).collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn words_keep_what_is_inside_them() {
        check("the US-led coalition", &["s the", "c US-led", "s coalition"]);
        check("Adel al-Jubeir, O'Brien", &["c Adel", "c al-Jubeir", ". ,", "c O'Brien"]);
        check("they don't", &["s they", "s don't"]);
        check("Zürich naïve", &["c Zürich", "s naïve"]);
        check("see www.example.org.", &["s see", "s www.example.org", ". ."]);
    }

    #[test]
    fn what_an_apostrophe_joins_stands_alone() {
        check("Russia's", &["c Russia", "j 's"]);
        check("they’re", &["s they", "j ’re"]);
        check("Boeing 's", &["c Boeing", "j 's"]);
        check("the rebels' camp", &["s the", "s rebels", "q '", "s camp"]);
    }

    #[test]
    fn dots_belong_to_abbreviations() {
        check("Mr. J. Smith", &["c Mr.", "c J.", "c Smith"]);
        check("the U.S.", &["s the", "A U.S."]);
        check("in the sun. No. 5", &["s in", "s the", "s sun", ". .", "c No.", "n 5"]);
        check("He said no.", &["c He", "s said", "s no", ". ."]);
        check("AFP.", &["A AFP", ". ."]);
    }

    #[test]
    fn numbers_keep_their_signs() {
        check("240,000 of 3.5", &["n 240,000", "s of", "n 3.5"]);
        check("2015-08-13, 18:00", &["n 2015-08-13", ". ,", "n 18:00"]);
        check("the 10th, 5pm.", &["s the", "n 10th", ". ,", "n 5pm", ". ."]);
        check("$40 or 5%", &[". $", "n 40", "s or", "n 5", ". %"]);
    }

    #[test]
    fn signs_stand_alone() {
        check("“Yes,” she", &["q “", "c Yes", ". ,", "q ”", "s she"]);
        check("``No''--he...", &["q ``", "c No", "q ''", ". --", "s he", ". ..."]);
        check("قال 東京 🙂", &["s قال", "s 東京", ". 🙂"]);
        check(" \u{0}\t\u{feff}", &[]);
    }
}
