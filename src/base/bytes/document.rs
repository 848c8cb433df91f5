//! The text of a document, in the encoding that it names or that its letters look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8};

use super::decode::{decode, is_utf16, place_of, windows_1252};
use crate::base::{
    html,
    issue::{Issue, Place},
};

/// The text of a document, without its byte order mark.
///
/// UTF-16 and UTF-8 where the bytes are, as in [`decode`]; else in the encoding that a page or an
/// XML file names, else in the one that the bytes look like. Guessed, broken or misnamed, it is an
/// issue that says what the text was read as and why. `name` is the file in issues.
#[must_use]
pub fn decode_document(bytes: Vec<u8>, name: &str) -> (String, Vec<Issue>) {
    // Japanese mail is ASCII to the eye, with escapes.
    let is_escaped = memchr::memmem::find(&bytes, b"\x1b$").is_some();
    if is_utf16(&bytes) || std::str::from_utf8(&bytes).is_ok() && !is_escaped {
        return decode(bytes, name);
    }
    let named = named(&bytes);
    let (sound, broken) = utf8_share(&bytes);
    let is_utf8 = |least: usize| sound > broken * least;
    let (text, wrong, place, message) = match named.filter(|it| *it != UTF_8 && !is_utf8(SURELY)) {
        Some(encoding) => {
            let (text, wrong) = in_encoding(encoding, &bytes);
            if wrong == 0 {
                return (text, Vec::new());
            }
            // A wrong name shows in what can't be read by it.
            let other = guessed(&bytes);
            let (better, fewer) = in_encoding(other, &bytes);
            let (said, looks) = (encoding.name(), other.name());
            let place = Place { file: name.to_owned(), ..Place::default() };
            if fewer < wrong {
                let message = format!("not {said}, as it says: its letters look like {looks}");
                (better, fewer, place, message)
            } else {
                (text, wrong, place, format!("read as {said}, as it says"))
            }
        }
        None if !is_escaped && is_utf8(1) => return decode(bytes, name),
        None => {
            let encoding = guessed(&bytes);
            let (text, wrong) = in_encoding(encoding, &bytes);
            let looks = encoding.name();
            let sound = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
            let place = place_of(&bytes[..sound], name);
            let message = match bytes.get(sound) {
                Some(byte) => {
                    let said =
                        if named.is_some() { "as it says" } else { "and it names no encoding" };
                    format!(
                        "byte 0x{byte:02X} is not UTF-8, {said}: read as {looks}, which its \
                         letters look like"
                    )
                }
                None => format!("read as {looks}, which its escapes look like"),
            };
            (text, wrong, place, message)
        }
    };
    let message = match wrong {
        0 => message,
        1 => format!("{message}; one place is not, and has U+FFFD"),
        _ => format!("{message}; {wrong} places are not, and have U+FFFD"),
    };
    (text, vec![Issue::warning(place, message)])
}

/// With so many sound characters for one broken byte a document is UTF-8, whatever it says.
const SURELY: usize = 4;

/// The encoding that a page or an XML file names, as browsers read the name.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    /// Scripts may stand before the name.
    const NEAR: usize = 64 << 10;
    let head: String = bytes.iter().take(NEAR).map(|&byte| windows_1252(byte)).collect();
    let encoding = Encoding::for_label(html::charset(&head)?.as_bytes())?;
    // Who can name UTF-16 in ASCII does not write it.
    Some(encoding.output_encoding()).filter(|_| encoding != REPLACEMENT)
}

/// The encoding that the bytes look like, other than UTF-8.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// The text of bytes in an encoding, and how many places are not in it.
fn in_encoding(encoding: &'static Encoding, bytes: &[u8]) -> (String, usize) {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let wrong = if had_errors { text.matches(char::REPLACEMENT_CHARACTER).count() } else { 0 };
    (text.into_owned(), wrong)
}

/// How many characters beyond ASCII are sound UTF-8, and how many bytes are not.
fn utf8_share(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(sound, broken), chunk| {
        let beyond = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        (sound + beyond, broken + chunk.invalid().len())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RUSSIAN: &str = "Послы двух стран встретились в среду в Женеве и говорили о мире.";
    const POLISH: &str = "Źródła w Łodzi mówią, że rozmowy się toczą, choć świat o nich nie wie.";
    const JAPANESE: &str = "両国の外相は水曜日にジュネーブで会談し、停戦について話し合った。";
    const CHINESE: &str = "两国外长星期三在日内瓦举行会谈，讨论停火问题。";
    const KOREAN: &str = "양국 외무장관은 수요일 제네바에서 만나 휴전을 논의했다.";
    const FRENCH: &str = "Les envoyés se sont rencontrés à Genève, où la délégation était déjà.";

    /// The bytes of a text in the encoding with this name.
    fn bytes(encoding: &str, text: &str) -> Vec<u8> {
        let encoding = Encoding::for_label(encoding.as_bytes()).unwrap();
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable, "{encoding:?} has not all letters of {text}");
        bytes.into_owned()
    }

    #[track_caller]
    fn check(bytes: Vec<u8>, expect: &str, issue: &str) {
        let (text, issues) = decode_document(bytes, "f");
        let issues: Vec<_> = issues.iter().map(ToString::to_string).collect();
        assert_eq!((text.as_str(), issues.join("; ").as_str()), (expect, issue));
    }

    #[test]
    fn pages_are_read_in_the_encoding_that_they_name() {
        for (label, text) in [
            ("windows-1251", RUSSIAN),
            ("koi8-r", RUSSIAN),
            ("iso-8859-5", RUSSIAN),
            ("windows-1250", POLISH),
            ("iso-8859-2", POLISH),
            ("Shift_JIS", JAPANESE),
            ("euc-jp", JAPANESE),
            ("gb2312", CHINESE),
            ("gb18030", CHINESE),
            ("euc-kr", KOREAN),
            ("iso-8859-1", FRENCH),
            ("iso-8859-15", "Ils ont payé 5 € à l’œuvre."),
        ] {
            let text = text.replace('’', "'");
            for page in [
                format!("<html><head><meta charset=\"{label}\"><p>{text}"),
                format!(
                    "<meta http-equiv=Content-Type content='text/html; charset={label}'><p>{text}"
                ),
                format!("<?xml version=\"1.0\" encoding=\"{label}\"?><html><p>{text}"),
            ] {
                check(bytes(label, &page), &page, "");
                // What is UTF-8 is UTF-8, whatever it says.
                check(page.clone().into_bytes(), &page, "");
            }
        }
        let page = format!("<html><meta charset=utf-16><p>{RUSSIAN}");
        check(page.clone().into_bytes(), &page, "");
        let page = format!("<html><meta charset=iso-2022-jp><p>{JAPANESE}");
        check(bytes("iso-2022-jp", &page), &page, "");
    }

    #[test]
    fn what_names_no_encoding_is_read_as_its_letters_look() {
        for (encoding, text) in [
            ("windows-1251", RUSSIAN),
            ("KOI8-U", RUSSIAN),
            ("windows-1250", POLISH),
            ("Shift_JIS", JAPANESE),
            ("EUC-JP", JAPANESE),
            ("GBK", CHINESE),
            ("EUC-KR", KOREAN),
            ("windows-1252", FRENCH),
        ] {
            let text = [text; 4].join("\n");
            for (head, said) in
                [("", "and it names no encoding"), ("<html><meta charset=utf-8><p>", "as it says")]
            {
                let page = format!("{head}{text}");
                let (read, issues) = decode_document(bytes(encoding, &page), "f");
                assert_eq!(read, page, "{encoding}");
                let why = format!("{said}: read as {encoding}, which its letters look like");
                assert!(issues[0].message.ends_with(&why), "{}", issues[0]);
            }
        }
        let escaped = bytes("iso-2022-jp", JAPANESE);
        let why = "f:1:71: warning: read as ISO-2022-JP, which its escapes look like";
        check(escaped, JAPANESE, why);
    }

    #[test]
    fn a_wrong_name_and_broken_letters_are_said() {
        let text = [RUSSIAN; 4].join("\n");
        let page = format!("<html><meta charset=shift_jis><p>{text}");
        check(
            bytes("windows-1251", &page),
            &page,
            "f: warning: not Shift_JIS, as it says: its letters look like windows-1251",
        );
        let mut broken = bytes("euc-kr", &format!("<html><meta charset=euc-kr><p>{KOREAN}"));
        broken.extend(b"\xFF!");
        check(
            broken,
            &format!("<html><meta charset=euc-kr><p>{KOREAN}\u{FFFD}!"),
            "f: warning: read as EUC-KR, as it says; one place is not, and has U+FFFD",
        );
        let mut page = format!("<html><meta charset=iso-8859-1><p>{FRENCH}").into_bytes();
        page.push(0xFF);
        check(
            page,
            &format!("<html><meta charset=iso-8859-1><p>{FRENCH}\u{FFFD}"),
            "f:1:104: warning: byte 0xFF is not UTF-8: read as UTF-8 with U+FFFD for what is not",
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_text(bytes in any::<Vec<u8>>(), named in 0..3_usize) {
            let names = ["", "<meta charset=big5>", "<?xml encoding='utf-7'?>"];
            let all = [names[named].as_bytes(), &bytes].concat();
            let (text, issues) = decode_document(all.clone(), "f");
            prop_assert!(issues.len() <= 1);
            if let Ok(utf8) = std::str::from_utf8(&all) && !is_utf16(&all) && !utf8.contains("\x1b$") {
                prop_assert_eq!(text, utf8.strip_prefix('\u{FEFF}').unwrap_or(utf8));
            }
        }
    }
}
