//! Words of a command line that a person will paste into a shell.

use std::{ffi::OsStr, fmt::Write as _};

use unicode_normalization::UnicodeNormalization as _;

use crate::base::text;

/// A word for a shell, as it is where that is safe, else in single quotes. What would not survive a
/// terminal or a clipboard (control characters, bytes that are no text, accents apart from their
/// letters, spaces of other sorts) is written as bytes, `$'caf\303\251'`, which bash,
/// zsh and ksh read.
#[must_use]
pub fn quoted(word: &OsStr) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./:,=+@%".contains(c);
    let survives = |text: &&str| {
        text::neutralise(text) == *text
            && !text.chars().any(|c| c.is_whitespace() && c != ' ')
            && text.nfc().eq(text.chars())
    };
    match word.to_str().filter(survives) {
        Some(text) if !text.is_empty() && text.chars().all(plain) => text.to_owned(),
        Some(text) => format!("'{}'", text.replace('\'', r"'\''")),
        None => {
            let mut bytes = String::from("$'");
            for &byte in word.as_encoded_bytes() {
                match byte {
                    b'\'' | b'\\' => bytes.extend(['\\', byte.into()]),
                    b' '..=b'~' => bytes.push(byte.into()),
                    _ => drop(write!(bytes, "\\{byte:03o}")),
                }
            }
            bytes + "'"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_safe_in_a_shell() {
        #[track_caller]
        fn check(word: &str, expect: &str) {
            assert_eq!(quoted(word.as_ref()), expect);
        }
        check("actor:khoja", "actor:khoja");
        check("dyad:russia>usa", "'dyad:russia>usa'");
        check("it's", r"'it'\''s'");
        check("-actor:khoja", "-actor:khoja");
        check("", "''");
        check("Sjöstedt.txt", "'Sjöstedt.txt'");
        check("北京.txt", "'北京.txt'");
        check("cafe\u{301}.txt", r"$'cafe\314\201.txt'");
        check("two\u{a0}words.txt", r"$'two\302\240words.txt'");
        check("a\tb\nc", r"$'a\011b\012c'");
        check("\u{1b}]0;it's\\", r"$'\033]0;it\'s\\'");
        check("a\u{2028}b", r"$'a\342\200\250b'");
        check("a\u{202e}b", r"$'a\342\200\256b'");
    }
}
