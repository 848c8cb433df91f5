//! Text reduced to what a person means when typing it: no case, no accents, plain punctuation.

use std::borrow::Cow;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::neutral::is_ignorable;

/// Whether folding keeps upper case apart from lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Folded,
    Kept,
}

/// The text in lower case, without accents and hidden characters, in compatibility form, with
/// one kind of apostrophe, quotation mark, hyphen and space.
///
/// Letters that carry their accent inside become the letters they are written with elsewhere
/// (`ø` o, `ł` l, `ß` ss, `æ` ae, `ə` a). Vowel signs of Indic scripts and the voicing marks of
/// kana are not accents and stay; the points of Hebrew and Arabic go, with the tatweel. Folding
/// goes character by character and twice is the same as once.
///
/// ```
/// # use demarche::base::text::fold;
/// assert_eq!(fold("Erdoğan’s"), "erdogan's");
/// assert_eq!(fold("al\u{2011}ʿAbādī"), "al-'abadi");
/// ```
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    // Chunks without an early exit compile to vector instructions.
    let is_folded = |byte: u8| byte.is_ascii() && fold_ascii(byte, Case::Folded) == byte;
    let mut chunks = text.as_bytes().chunks(32);
    if chunks.all(|chunk| chunk.iter().fold(true, |all, &byte| all & is_folded(byte))) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, Case::Folded, |c| out.push(c));
    }
    Cow::Owned(out)
}

/// Gives the characters that one character folds to, if any.
pub(super) fn fold_char(c: char, case: Case, mut emit: impl FnMut(char)) {
    match fold_common(c, case) {
        Some(folded) => emit(folded),
        None => fold_rare(c, case, emit),
    }
}

/// ASCII and the letters of common scripts that fold to one character without a look into
/// Unicode's tables: text of these folds ten times as fast.
fn fold_common(c: char, case: Case) -> Option<char> {
    match c {
        '\0'..='\x7f' => Some(char::from(fold_ascii(c as u8, case))),
        'Й' | 'й' => None,
        'А'..='Я' if case == Case::Folded => char::from_u32(u32::from(c) + 32),
        'А'..='я' | '\u{627}'..='\u{63A}' | '\u{641}'..='\u{64A}' | '\u{4E00}'..='\u{9FFF}' => {
            Some(c)
        }
        _ => None,
    }
}

fn fold_rare(c: char, case: Case, mut emit: impl FnMut(char)) {
    decompose_compatible(c, |part| {
        if is_accent(part) {
            return;
        }
        let mut lower = part.to_lowercase();
        let first = lower.next().unwrap_or(part);
        match spelled(first) {
            Some(plain) if case == Case::Kept && first != part => {
                plain.chars().for_each(|c| emit(c.to_ascii_uppercase()));
            }
            Some(plain) => plain.chars().for_each(&mut emit),
            None if part.is_ascii() => emit(char::from(fold_ascii(part as u8, case))),
            None if part.is_whitespace() => emit(' '),
            None if is_ignorable(part) => {}
            None if case == Case::Kept => emit(part),
            None => {
                emit(first);
                lower.filter(|&c| !is_accent(c)).for_each(&mut emit);
            }
        }
    });
}

/// What an ASCII character folds to: always one.
pub(super) fn fold_ascii(byte: u8, case: Case) -> u8 {
    match (byte, case) {
        (b'\t'..=b'\r', _) => b' ',
        (b'`', _) => b'\'',
        (_, Case::Folded) => byte.to_ascii_lowercase(),
        (_, Case::Kept) => byte,
    }
}

/// The plain spelling of a lower-case letter that does not decompose, or of punctuation.
fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ı' => "i",
        'ə' => "a",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "ng",
        'ς' => "σ",
        '\u{2018}'..='\u{201B}'
        | '\u{2B9}'
        | '\u{2BB}'..='\u{2BF}'
        | '\u{2C8}'
        | '\u{2032}'
        | '\u{55A}'
        | '\u{5F3}'
        | '\u{A78C}'
        | '´' => "'",
        '\u{201C}'..='\u{201F}' | '«' | '»' | '\u{2033}' | '\u{5F4}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{5BE}' => "-",
        _ => return None,
    })
}

/// Marks that are left out when people type: diacritics of Latin, Greek and Cyrillic, points and
/// cantillation of Hebrew, vowel signs of Arabic with its tatweel.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{5BF}'
        | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' | '\u{610}'..='\u{61A}'
        | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}'
        | '\u{FE20}'..='\u{FE2F}')
}

/// The words of a folded text, in order: runs of letters, digits and marks.
///
/// An apostrophe inside a word is left out, and what follows it is a word of its own as well:
/// `sana'a` gives `sanaa` and `a`, `d'ivoire` gives `divoire` and `ivoire`. An ideograph or a
/// hiragana sign, which is written without spaces, is a word by itself. A text has a word that
/// starts with a one-word value exactly when [`is_word_prefix`] says so.
///
/// ```
/// # use demarche::base::text::words;
/// let all: Vec<_> = words("sergei lavrov, sana'a").collect();
/// assert_eq!(all, ["sergei", "lavrov", "sanaa", "a"]);
/// ```
pub fn words(folded: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut starts = word_starts(folded);
    std::iter::from_fn(move || starts.next().map(|start| word_at(&folded[start..])))
}

/// Whether words of `folded` begin with `value`, which may be several words: all but its last
/// must be there whole.
///
/// Both are folded. `lavrov` matches `sergei lavrov` and `union` does not match `reunion`.
/// Apostrophes count on neither side, and any run of spaces and hyphens is as good as another.
/// A value without a letter or digit matches nothing.
///
/// ```
/// # use demarche::base::text::is_word_prefix;
/// assert!(is_word_prefix("sergei lavrov", "lav"));
/// assert!(is_word_prefix("islamic state", "islamic st"));
/// assert!(is_word_prefix("adel al-jubeir", "al jub"));
/// assert!(!is_word_prefix("reunion", "union"));
/// ```
#[must_use]
pub fn is_word_prefix(folded: &str, value: &str) -> bool {
    word_match(folded, value).is_some()
}

/// How a text has a value: the closest way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    /// It is the value.
    Equal,
    /// It has the value as whole words.
    Words,
    /// Words of it begin with the value.
    Beginning,
}

/// How `folded` has `value`, if words of it begin so (see [`is_word_prefix`]).
///
/// ```
/// # use demarche::base::text::{Closeness, word_match};
/// assert_eq!(word_match("sergei lavrov", "lavrov"), Some(Closeness::Words));
/// assert_eq!(word_match("sergei lavrov", "lavro"), Some(Closeness::Beginning));
/// ```
#[must_use]
pub fn word_match(folded: &str, value: &str) -> Option<Closeness> {
    let trimmed = value.trim_matches(|c| !is_word_char(c));
    let first = trimmed.chars().next()?;
    if folded == value {
        return Some(Closeness::Equal);
    }
    word_starts(folded)
        .filter(|&start| folded[start..].starts_with(first))
        .filter_map(|start| after_value(&folded[start..], trimmed))
        .map(|is_whole| if is_whole { Closeness::Words } else { Closeness::Beginning })
        .min()
}

/// Whether a word ends behind the value that `text` begins with, gaps and apostrophes aside;
/// `None` if it begins otherwise.
fn after_value(text: &str, value: &str) -> Option<bool> {
    let mut text = text.chars().filter(|&c| c != '\'').peekable();
    let mut value = value.chars().filter(|&c| c != '\'').peekable();
    let mut last = None;
    while let Some(wanted) = value.next() {
        last = Some(wanted);
        if !is_word_char(wanted) && is_gap(wanted) {
            while value.next_if(|&c| is_gap(c)).is_some() {}
            text.next_if(|&c| is_gap(c))?;
            while text.next_if(|&c| is_gap(c)).is_some() {}
        } else if text.next() != Some(wanted) {
            return None;
        }
    }
    let goes_on = text.peek().is_some_and(|&c| is_word_char(c) && !is_ideograph(c));
    Some(!goes_on || last.is_some_and(is_ideograph))
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '-')
}

/// Where words begin, in bytes.
fn word_starts(folded: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    folded.char_indices().filter_map(move |(at, c)| {
        let is_word = is_word_char(c);
        let starts = is_word && (!inside || is_ideograph(c));
        inside = is_word && !is_ideograph(c);
        starts.then_some(at)
    })
}

/// The word that `text` begins with.
fn word_at(text: &str) -> Cow<'_, str> {
    if let Some(c) = text.chars().next().filter(|&c| is_ideograph(c)) {
        return Cow::Borrowed(&text[..c.len_utf8()]);
    }
    let end = text.find(|c| !is_word_char(c) && c != '\'' || is_ideograph(c)).unwrap_or(text.len());
    let word = &text[..end];
    if word.contains('\'') { Cow::Owned(word.replace('\'', "")) } else { Cow::Borrowed(word) }
}

fn is_word_char(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        'а'..='я' | '\u{627}'..='\u{63A}' => true,
        _ => c.is_alphanumeric() || is_combining_mark(c),
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn folds(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
    }

    #[test]
    fn names_fold_to_what_people_type() {
        assert!(matches!(fold("lavrov 2015"), Cow::Borrowed(_)));
        folds("Lavrov", "lavrov");
        folds("Recep Tayyip Erdoğan", "recep tayyip erdogan");
        folds("İstanbul ısı", "istanbul isi");
        folds("Søren Łukasz Đorđe", "soren lukasz dorde");
        folds("Weiß Æthel Œuvre Þór", "weiss aethel oeuvre thor");
        folds("İlham Əliyev", "ilham aliyev");
        folds("Sana’a Baʿath Qurʾan", "sana'a ba'ath qur'an");
        folds("“al‑Jubeir” – «Рейтер»", "\"al-jubeir\" - \"реитер\"");
        folds("Ёлка Київ", "елка киів");
        folds("ΑΘΉΝΑΣ", "αθηνασ");
        folds("ﬁnal Ⅳ ½ №", "final iv 1⁄2 no");
        folds("Ｌａｖｒｏｖ", "lavrov");
        folds("｀\u{1fef}", "''");
        folds("مُحَمَّـد", "محمد");
        folds("שָׁלוֹם", "שלום");
        folds("हिन्दी が", "हिन्दी か\u{3099}");
        folds("Lav\u{ad}rov\u{200b} \u{202e}x", "lavrov x");
        folds("a\u{a0}b\nc\td\u{2028}e", "a b c d e");
        folds("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}");
    }

    #[test]
    fn common_letters_fold_as_by_the_tables() {
        for c in ('\u{80}'..=char::MAX).filter(|&c| fold_common(c, Case::Folded).is_some()) {
            for case in [Case::Folded, Case::Kept] {
                let mut slow = Vec::new();
                fold_rare(c, case, |c| slow.push(c));
                assert_eq!(slow, [fold_common(c, case).expect("common in both cases")]);
            }
        }
    }

    #[track_caller]
    fn splits(text: &str, expected: &[&str]) {
        assert_eq!(words(&fold(text)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_are_runs_of_letters() {
        splits("", &[]);
        splits("  --  ", &[]);
        splits("Sergei Lavrov", &["sergei", "lavrov"]);
        splits("Adel al-Jubeir (2015)", &["adel", "al", "jubeir", "2015"]);
        splits("U.S.-led", &["u", "s", "led"]);
        splits("Côte d’Ivoire", &["cote", "divoire", "ivoire"]);
        splits("'quoted'", &["quoted"]);
        splits("हिन्दी", &["हिन्दी"]);
        splits("北京 ab", &["北", "京", "ab"]);
    }

    #[track_caller]
    fn matches(name: &str, value: &str, expected: bool) {
        assert_eq!(is_word_prefix(&fold(name), &fold(value)), expected, "{name} / {value}");
    }

    #[test]
    fn values_match_at_word_starts() {
        matches("Sergei Lavrov", "lavrov", true);
        matches("Sergei Lavrov", "LAV", true);
        matches("Sergei Lavrov", "sergei l", true);
        matches("Sergei Lavrov", "serg lavrov", false);
        matches("Sergei Lavrov", "avrov", false);
        matches("Réunion", "union", false);
        matches("European Union", "union", true);
        matches("Sana'a", "sanaa", true);
        matches("Sanaa", "sana'a", true);
        matches("Côte d'Ivoire", "ivoire", true);
        matches("Côte d'Ivoire", "cote d'iv", true);
        matches("Adel al-Jubeir", "al jubeir", true);
        matches("Adel al Jubeir", "al-jubeir", true);
        matches("Adel aljubeir", "al-jubeir", false);
        matches("U.S. forces", "u.s", true);
        matches("AT&T", "at&t", true);
        matches("中华人民共和国", "人民", true);
        matches("anything", "", false);
        matches("anything", " - ", false);
        matches("", "a", false);
    }

    #[test]
    fn whole_words_are_told_from_beginnings() {
        use Closeness::{Beginning, Equal, Words};
        #[track_caller]
        fn check(name: &str, value: &str, expected: impl Into<Option<Closeness>>) {
            assert_eq!(word_match(&fold(name), &fold(value)), expected.into(), "{name} / {value}");
        }
        check("Lavrov", "lavrov", Equal);
        check("Sergei Lavrov", "LAVROV", Words);
        check("Sergei Lavrov", "sergei", Words);
        check("Sergei Lavrov", "sergei lav", Beginning);
        check("Syrian Army, Syria", "syria", Words);
        check("Syrian Army", "syria", Beginning);
        check("Côte d'Ivoire", "ivoire", Words);
        check("Sana'a", "sana", Beginning);
        check("Al-Jubeir (minister)", "al jubeir", Words);
        check("U.S. forces", "u.s.", Words);
        check("中华人民共和国", "人民", Words);
        check("Lavrov", "-lavrov-", Words);
        check("reunion", "union", None);
        check("anything", "-", None);
        check("-", "-", None);
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(&fold(&once), &once);
        }

        #[test]
        fn every_word_is_found_by_its_beginning(text in "[a-c' éК北-]{0,20}|\\PC{0,20}") {
            let folded = fold(&text);
            for word in words(&folded) {
                let start: String = word.chars().take(2).collect();
                prop_assert!(is_word_prefix(&folded, &start), "{} in {}", start, folded);
            }
        }

        #[test]
        fn words_and_prefixes_agree(text in "[a-b' é北-]{0,12}", value in "[ab北]{1,2}") {
            let folded = fold(&text);
            let by_words = words(&folded).any(|word| word.starts_with(&value));
            prop_assert!(!by_words || is_word_prefix(&folded, &value));
            if !value.contains('北') {
                prop_assert_eq!(by_words, is_word_prefix(&folded, &value));
            }
        }
    }
}
