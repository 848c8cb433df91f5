//! Text from bytes of unknown encoding.

use crate::base::issue::{Issue, Place};

/// The text in some bytes, without its byte order mark.
///
/// UTF-8 as a rule, UTF-16 after its byte order mark. Where neither holds: UTF-8 with `U+FFFD` in
/// place of what is broken if most characters beyond ASCII are sound, else Windows-1252, which
/// loses no byte. Both give an issue that names the first place. `name` is the file in issues.
#[must_use]
pub fn decode(mut bytes: Vec<u8>, name: &str) -> (String, Vec<Issue>) {
    match bytes[..] {
        [0xEF, 0xBB, 0xBF, ..] => drop(bytes.drain(..3)),
        [0xFF, 0xFE, ..] => return decode_utf16(&bytes[2..], u16::from_le_bytes, name),
        [0xFE, 0xFF, ..] => return decode_utf16(&bytes[2..], u16::from_be_bytes, name),
        _ => {}
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, Vec::new()),
        Err(error) => error.into_bytes(),
    };
    let (mut sound, mut broken) = (0, 0);
    let mut valid_up_to = None;
    for chunk in bytes.utf8_chunks() {
        valid_up_to.get_or_insert(chunk.valid().len());
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    let at = valid_up_to.unwrap_or(0);
    let (text, reading) = if sound > broken {
        (String::from_utf8_lossy(&bytes).into_owned(), "read as UTF-8 with U+FFFD for what is not")
    } else {
        (bytes.iter().map(|&byte| windows_1252(byte)).collect(), "read as Windows-1252")
    };
    let message = format!("byte 0x{:02X} is not UTF-8: {reading}", bytes[at]);
    (text, vec![Issue::warning(place_of(&bytes[..at], name), message)])
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, name: &str) -> (String, Vec<Issue>) {
    let (pairs, odd) = bytes.as_chunks();
    let mut broken = odd.len();
    let mut text: String = char::decode_utf16(pairs.iter().copied().map(unit))
        .map(|unit| {
            unit.unwrap_or_else(|_| {
                broken += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    text.extend(odd.iter().map(|_| char::REPLACEMENT_CHARACTER));
    let place = Place { file: name.to_owned(), ..Place::default() };
    let issue = (broken > 0)
        .then(|| Issue::warning(place, format!("{broken} places are not UTF-16: read as U+FFFD")));
    (text, issue.into_iter().collect())
}

/// The place after these bytes.
fn place_of(before: &[u8], name: &str) -> Place {
    let start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
    let line = 1 + memchr::memchr_iter(b'\n', before).count();
    let column = 1 + String::from_utf8_lossy(&before[start..]).chars().count();
    Place { file: name.to_owned(), line: Some(line as u64), column: Some(column as u64) }
}

/// The character of a byte in Windows-1252, by the WHATWG table: the five bytes without a character are the C1 controls of that number.
#[must_use]
pub fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte) - 0x80],
        _ => char::from(byte),
    }
}

/// What a file that is not text is, in words with an article; `None` for text.
///
/// Told by its first bytes, or by a zero byte among the first 8,192 that no UTF-16 mark explains.
#[must_use]
pub fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let head = &bytes[..bytes.len().min(8192)];
    Some(match () {
        () if starts(&[0xFF, 0xFE]) || starts(&[0xFE, 0xFF]) => return None,
        () if starts(b"PK\x03\x04") => "a zip archive in an archive",
        () if starts(b"%PDF-") => "a PDF document",
        () if starts(b"SQLite format 3\0") => "an SQLite data base",
        () if starts(b"PAR1") => "a Parquet file",
        () if starts(&[0x28, 0xB5, 0x2F, 0xFD]) => "a zstd archive",
        () if starts(&[0xFD, b'7', b'z', b'X', b'Z', 0]) => "an xz archive",
        () if starts(b"BZh") && head.contains(&0) => "a bzip2 archive",
        () if starts(&[0xD0, 0xCF, 0x11, 0xE0]) => "an old office document",
        () if starts(&[0x89, b'P', b'N', b'G']) || starts(&[0xFF, 0xD8, 0xFF]) => "an image",
        () if head.contains(&0) => "a binary file",
        () => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str, issue: &str) {
        let (text, issues) = decode(bytes.to_vec(), "f");
        let issues: Vec<_> = issues.iter().map(ToString::to_string).collect();
        assert_eq!((text.as_str(), issues.join("; ").as_str()), (expected, issue));
    }

    #[test]
    fn text_is_utf8_or_marked_utf16_or_windows_1252() {
        check(b"", "", "");
        check("Zürich".as_bytes(), "Zürich", "");
        check(b"\xEF\xBB\xBFid", "id", "");
        check(b"\xFF\xFEZ\0\xFC\0", "Zü", "");
        check(b"\xFE\xFF\0Z\0\xFC", "Zü", "");
        check(
            b"a\ncommuniqu\xE9 \x93x\x94",
            "a\ncommuniqué “x”",
            "f:2:10: warning: byte 0xE9 is not UTF-8: read as Windows-1252",
        );
        check(
            "é\x01é"
                .as_bytes()
                .iter()
                .map(|&b| if b == 1 { 0xFF } else { b })
                .collect::<Vec<_>>()
                .as_slice(),
            "é\u{FFFD}é",
            "f:1:2: warning: byte 0xFF is not UTF-8: read as UTF-8 with U+FFFD for what is not",
        );
        check(
            b"\xFF\xFEZ\0\x00\xD8!",
            "Z\u{FFFD}\u{FFFD}",
            "f: warning: 2 places are not UTF-16: read as U+FFFD",
        );
    }

    #[test]
    fn binary_files_have_names() {
        assert_eq!(binary_kind(b"{\"format\": 1}"), None);
        assert_eq!(binary_kind(b"\xFF\xFEZ\0"), None);
        assert_eq!(binary_kind(b""), None);
        assert_eq!(binary_kind(b"PK\x03\x04rest"), Some("a zip archive in an archive"));
        assert_eq!(binary_kind(b"%PDF-1.7"), Some("a PDF document"));
        assert_eq!(binary_kind(b"ab\0c"), Some("a binary file"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_text(bytes in any::<Vec<u8>>()) {
            let (text, issues) = decode(bytes.clone(), "f");
            prop_assert!(issues.len() <= 1);
            if let Ok(utf8) = std::str::from_utf8(&bytes) {
                prop_assert_eq!(text, utf8.strip_prefix('\u{FEFF}').unwrap_or(utf8));
            }
            prop_assert!(binary_kind(&bytes).is_none() || !bytes.is_empty());
        }
    }
}
