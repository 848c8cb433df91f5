//! Where the first key or control sequence of what a terminal sends ends.

/// What an escape sequence begins with.
pub(super) const ESCAPE: u8 = 0x1b;
/// What stands before and behind pasted text.
pub(super) const PASTE: &[u8] = b"\x1b[200~";
pub(super) const PASTE_END: &[u8] = b"\x1b[201~";

/// No sequence is longer than so many bytes.
const LONGEST: usize = 1 << 16;

/// What stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A character or a sequence of so many bytes.
    Whole(usize),
    /// So many bytes that tell nothing.
    Junk(usize),
    /// The mark behind which pasted text begins.
    Paste,
    /// More must come, or nothing is there.
    Unfinished,
}

/// The first piece of what has come.
pub(super) fn first(bytes: &[u8]) -> Piece {
    match bytes {
        [] | [ESCAPE] => Piece::Unfinished,
        _ if bytes.starts_with(PASTE) => Piece::Paste,
        [ESCAPE, b'[', ..] => control(bytes),
        [ESCAPE, b'O', ..] => of_length(bytes, 3),
        [ESCAPE, b']' | b'P' | b'X' | b'^' | b'_', ..] => string(bytes),
        // The key was pressed twice.
        [ESCAPE, ESCAPE, ..] => Piece::Whole(1),
        [ESCAPE, rest @ ..] => match character(rest) {
            Piece::Whole(length) => Piece::Whole(1 + length),
            Piece::Junk(length) => Piece::Junk(1 + length),
            other => other,
        },
        _ => character(bytes),
    }
}

fn of_length(bytes: &[u8], length: usize) -> Piece {
    if bytes.len() < length { Piece::Unfinished } else { Piece::Whole(length) }
}

/// `ESC [`, parameters, and a final byte.
fn control(bytes: &[u8]) -> Piece {
    match bytes.get(2) {
        // A function key of the Linux console; a click as X10 tells it, with three bytes behind.
        Some(b'[') => return of_length(bytes, 4),
        Some(b'M') => return of_length(bytes, 6),
        _ => {}
    }
    let end = bytes.iter().skip(2).position(|byte| !(0x20..=0x3f).contains(byte));
    match end.map(|end| (2 + end, bytes[2 + end])) {
        Some((end, 0x40..=0x7e)) => Piece::Whole(end + 1),
        // Cut off by something else.
        Some((end, _)) => Piece::Junk(end),
        None => unfinished(bytes),
    }
}

/// A terminal's answer in words, to the string terminator or a bell.
fn string(bytes: &[u8]) -> Piece {
    match memchr::memchr2(0x07, ESCAPE, &bytes[2..]).map(|at| (2 + at, &bytes[2 + at..])) {
        Some((at, [0x07, ..])) => Piece::Junk(at + 1),
        Some((at, [ESCAPE, b'\\', ..])) => Piece::Junk(at + 2),
        // Cut off by another sequence. A chord of Alt has the same beginning.
        Some((2, [ESCAPE, _, ..])) => Piece::Whole(2),
        Some((at, [ESCAPE, _, ..])) => Piece::Junk(at),
        _ => unfinished(bytes),
    }
}

fn unfinished(bytes: &[u8]) -> Piece {
    if bytes.len() > LONGEST { Piece::Junk(bytes.len()) } else { Piece::Unfinished }
}

/// A character in UTF-8.
fn character(bytes: &[u8]) -> Piece {
    let known = &bytes[..bytes.len().min(4)];
    match std::str::from_utf8(known) {
        Ok(text) => Piece::Whole(text.chars().next().map_or(1, char::len_utf8)),
        Err(error) if error.valid_up_to() > 0 => character(&known[..error.valid_up_to()]),
        Err(error) => error.error_len().map_or(Piece::Unfinished, Piece::Junk),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_piece_ends_where_its_form_says() {
        use Piece::{Junk, Paste, Unfinished, Whole};
        #[track_caller]
        fn check(bytes: &str, expect: Piece) {
            assert_eq!(first(bytes.as_bytes()), expect, "{bytes:?}");
        }
        check("", Unfinished);
        check("a", Whole(1));
        check("ab", Whole(1));
        check("é\u{1b}", Whole(2));
        check("北京", Whole(3));
        check("\r\n", Whole(1));
        // Escape, twice, and with a letter.
        check("\u{1b}", Unfinished);
        check("\u{1b}\u{1b}", Whole(1));
        check("\u{1b}x", Whole(2));
        check("\u{1b}ß", Whole(3));
        // Keys and clicks.
        check("\u{1b}[A", Whole(3));
        check("\u{1b}[1;5Cj", Whole(6));
        check("\u{1b}OPj", Whole(3));
        check("\u{1b}O", Unfinished);
        check("\u{1b}[[A", Whole(4));
        check("\u{1b}[M !!", Whole(6));
        check("\u{1b}[M !", Unfinished);
        check("\u{1b}[<0;10;20Mj", Whole(11));
        // Answers to questions that somebody else asked.
        check("\u{1b}[?2026;2$yj", Whole(11));
        check("\u{1b}[?2026;2$", Unfinished);
        check("\u{1b}[?2026;2\u{1b}[A", Junk(9));
        check("\u{1b}[12é", Junk(4));
        check("\u{1b}]11;rgb:0000/0000/0000\u{7}j", Junk(24));
        check("\u{1b}P1+r5443\u{1b}\\j", Junk(11));
        check("\u{1b}P1+r\u{1b}", Unfinished);
        check("\u{1b}P1+r\u{1b}[A", Junk(5));
        check("\u{1b}P", Unfinished);
        check("\u{1b}P\u{1b}[A", Whole(2));
        check("\u{1b}[200~words", Paste);
        check("\u{1b}[200", Unfinished);
        check(&format!("\u{1b}[{}", "1".repeat(LONGEST)), Junk(LONGEST + 2));
    }

    #[test]
    fn broken_characters_are_left_out() {
        assert_eq!(first(b"\xff"), Piece::Junk(1));
        assert_eq!(first(b"\xe4\xb8"), Piece::Unfinished);
        assert_eq!(first(b"\xe4j"), Piece::Junk(1));
        assert_eq!(first(b"j\xe4j"), Piece::Whole(1));
        assert_eq!(first(b"\x1b\xff"), Piece::Junk(2));
    }

    /// Whatever comes is told or left out in the end, piece by piece.
    #[test]
    fn every_piece_has_a_length() {
        proptest::proptest!(|(bytes in proptest::collection::vec(
            proptest::sample::select(b"\x1b[]PO\\200~;?M<\x07\xe4\xb8j".as_slice()), 1..24))| {
            match first(&bytes) {
                Piece::Whole(length) | Piece::Junk(length) => {
                    assert!((1..=bytes.len()).contains(&length));
                }
                Piece::Paste => assert!(bytes.starts_with(PASTE)),
                Piece::Unfinished => {}
            }
        });
    }
}
