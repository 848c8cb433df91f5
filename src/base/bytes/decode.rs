//! Text from bytes of unknown encoding.

use crate::base::issue::{Issue, Place};

/// The text in some bytes, without its byte order mark.
///
/// UTF-8 as a rule, UTF-16 after its byte order mark or where [`is_utf16`] tells it. Where neither
/// holds: UTF-8 with `U+FFFD` in place of what is broken if most characters beyond ASCII are sound,
/// else Windows-1252, which loses no byte. Both give an issue that names the first place. `name` is
/// the file in issues.
#[must_use]
pub fn decode(mut bytes: Vec<u8>, name: &str) -> (String, Vec<Issue>) {
    if let Some((mark, unit)) = utf16(&bytes) {
        return decode_utf16(&bytes[mark..], unit, name);
    }
    if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
        bytes.drain(..3);
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

/// Whether bytes that begin so are UTF-16: by their byte order mark; or by a zero among the first
/// 8,192, if read as UTF-16 all of these are characters of text and some are ASCII, as the spaces
/// and line ends of any script are.
#[must_use]
pub fn is_utf16(bytes: &[u8]) -> bool {
    utf16(bytes).is_some()
}

/// Two bytes as one unit.
type Unit = fn([u8; 2]) -> u16;

/// The length of the byte order mark, and how units are read, of what is UTF-16.
fn utf16(bytes: &[u8]) -> Option<(usize, Unit)> {
    const BOTH: [Unit; 2] = [u16::from_le_bytes, u16::from_be_bytes];
    let [little, big] = BOTH;
    match bytes {
        [0xFF, 0xFE, ..] => return Some((2, little)),
        [0xFE, 0xFF, ..] => return Some((2, big)),
        _ => {}
    }
    let (head, _) = bytes[..bytes.len().min(SIGHT)].as_chunks();
    if !head.as_flattened().contains(&0) || is_plain(head.as_flattened()) {
        return None;
    }
    // How many characters are ASCII, unless one of them can't stand in a text.
    let ascii = |unit: Unit| {
        let mut ascii = 0;
        for c in char::decode_utf16(head.iter().copied().map(unit)) {
            match c {
                Ok('\t' | '\n' | '\r') => ascii += 1,
                Ok(c)
                    if c.is_control()
                        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}') =>
                {
                    return None;
                }
                Ok(c) => ascii += usize::from(c.is_ascii()),
                // The last one may be cut.
                Err(_) if head.len() == SIGHT / 2 => {}
                Err(_) => return None,
            }
        }
        let is_text = ascii == head.len() || head.len() >= 16 && ascii * 50 >= head.len();
        is_text.then_some(ascii)
    };
    let told = BOTH.into_iter().filter_map(|unit| Some((ascii(unit)?, unit)));
    let (_, unit) = told.max_by_key(|&(ascii, _)| ascii)?;
    Some((0, unit))
}

/// Whether it is text but for a few zeros in it: UTF-8 without control characters, or more than
/// three quarters ASCII. Of UTF-16, one byte in two is an ASCII character at most in letters, and
/// few more in ideographs.
fn is_plain(bytes: &[u8]) -> bool {
    let zeros = memchr::memchr_iter(0, bytes).count();
    let is_space = |byte: &u8| b"\t\n\r".contains(byte);
    let ascii = bytes.iter().filter(|byte| matches!(byte, b' '..=b'~') || is_space(byte)).count();
    let is_odd = |byte: &u8| byte.is_ascii_control() && *byte != 0 && !is_space(byte);
    let is_sound = || std::str::from_utf8(bytes).is_ok() && !bytes.iter().any(is_odd);
    zeros * 4 < bytes.len() && (ascii * 4 > bytes.len() * 3 || is_sound())
}

/// So many bytes are looked at to tell what a file is.
pub(super) const SIGHT: usize = 8192;

fn decode_utf16(bytes: &[u8], unit: Unit, name: &str) -> (String, Vec<Issue>) {
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
pub(super) fn place_of(before: &[u8], name: &str) -> Place {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::bytes::Binary;

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
        check(b"Z\0u\0", "Zu", "");
        check(b"\0Z\0u", "Zu", "");
        let texts = [
            "Переговоры прошли в Женеве, сказал он.",
            "اجتمع المبعوثون يوم الخميس",
            "一九四九年十月一日，中央人民政府在北京成立。 毛泽东",
            "{\"title\": \"\u{1F600} Zürich\"}\r\n",
        ];
        for text in texts {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            check(&little, text, "");
            check(&big, text, "");
            assert_eq!([&little, &big].map(|it| Binary::of(it)), [None, None]);
        }
        check(
            b"id,type\0side_a,side\xE9\x0Ce_start,date_end,best\n1,2,Hi",
            "id,type\0side_a,sideé\u{C}e_start,date_end,best\n1,2,Hi",
            "f:1:20: warning: byte 0xE9 is not UTF-8: read as Windows-1252",
        );
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

    proptest! {
        #[test]
        fn any_bytes_are_text(bytes in any::<Vec<u8>>()) {
            let (text, issues) = decode(bytes.clone(), "f");
            prop_assert!(issues.len() <= 1);
            if let Ok(utf8) = std::str::from_utf8(&bytes) && !is_utf16(&bytes) {
                prop_assert_eq!(text, utf8.strip_prefix('\u{FEFF}').unwrap_or(utf8));
            }
            prop_assert!(Binary::of(&bytes).is_none() || !bytes.is_empty());
        }
    }
}
