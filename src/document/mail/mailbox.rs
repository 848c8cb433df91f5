//! A mailbox is letters behind each other, each below a line that begins with `From `.

use std::borrow::Cow;

/// Whether these bytes begin as a mailbox does.
pub fn is_mailbox(bytes: &[u8]) -> bool {
    bytes.starts_with(b"From ")
}

/// The letters of a mailbox. A line of a letter that began with `From ` was written as `>From `.
pub fn letters(bytes: &[u8]) -> impl Iterator<Item = Cow<'_, [u8]>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let letter = first(rest);
        rest = &rest[letter.len()..];
        let header = memchr::memchr(b'\n', letter).map_or(letter.len(), |end| end + 1);
        Some(without_marks(&letter[header..]))
    })
}

/// The first letter with the line above it. Only behind an empty line the next one can begin, with
/// a line that ends with a year or a clock.
fn first(bytes: &[u8]) -> &[u8] {
    let starts = memchr::memmem::find_iter(bytes, b"\nFrom ").map(|at| at + 1);
    let mut starts = starts.filter(|&at| {
        let before = &bytes[..at];
        let line = bytes[at..].split(|&byte| byte == b'\n').next().unwrap_or_default();
        let is_apart = before.ends_with(b"\n\n") || before.ends_with(b"\n\r\n");
        is_apart && line.trim_ascii_end().last().is_some_and(u8::is_ascii_digit)
    });
    &bytes[..starts.next().unwrap_or(bytes.len())]
}

fn without_marks(letter: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memmem::find(letter, b">From ").is_none() {
        return Cow::Borrowed(letter);
    }
    let mut plain = Vec::with_capacity(letter.len());
    for line in letter.split_inclusive(|&byte| byte == b'\n') {
        let marks = line.iter().take_while(|&&byte| byte == b'>').count();
        let is_marked = marks > 0 && line[marks..].starts_with(b"From ");
        plain.extend_from_slice(&line[usize::from(is_marked)..]);
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_begin_behind_empty_lines() {
        #[track_caller]
        fn check(mailbox: &str, expect: &[&str]) {
            let letters: Vec<_> = letters(mailbox.as_bytes())
                .map(|letter| String::from_utf8_lossy(&letter).into_owned())
                .collect();
            assert_eq!(letters, expect, "{mailbox}");
        }
        let line = "From ana@example.org Wed May 12 18:00:00 2021\n";
        check("", &[]);
        check(&format!("{line}A: b\n\nx\n"), &["A: b\n\nx\n"]);
        check(&format!("{line}A: b\n\nx\n\n{line}C: d\n"), &["A: b\n\nx\n\n", "C: d\n"]);
        check(&format!("{line}a\n{line}b\n"), &[&*format!("a\n{line}b\n")]);
        check(&format!("{line}\nFrom there we went\n"), &["\nFrom there we went\n"]);
        check(&format!("{line}\n>From there\n>>From\n"), &["\nFrom there\n>>From\n"]);
        check(&format!("{line}>>From a\n> b\n"), &[">From a\n> b\n"]);
    }
}
