//! What somebody wrote in a chronology that is not what he meant: a slip in a word of ours, a date
//! that no calendar has, a source that is not listed.

use crate::{
    base::{
        issue::{brief_value, did_you_mean, nearest},
        places::offset,
    },
    document::chronology::{Entry, Reference},
    model::Kind,
};

/// Something that is not what was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where it stands, in bytes of the text.
    pub at: usize,
    /// What is wrong.
    pub message: String,
    /// What to do; often the nearest word.
    pub help: Option<String>,
}

/// Whether a word is nearly one of these: prose that has a colon, too, is none of ours.
pub(super) fn is_typo(word: &str, known: impl Iterator<Item = &'static str>) -> bool {
    let is_word =
        word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_word && nearest(word, known).is_some()
}

/// A key that is not known, and what becomes of it.
pub(super) fn of_key(
    text: &str,
    key: &str,
    becomes: &str,
    known: impl Iterator<Item = &'static str>,
) -> Flaw {
    Flaw {
        at: offset(text, key),
        message: format!("unknown key '{}': {becomes}", brief_value(key)),
        help: did_you_mean(&key.to_lowercase(), known),
    }
}

/// A word of a closed list that is not in it.
pub(super) fn unknown(text: &str, what: &str, word: &str, known: &[&'static str]) -> Flaw {
    unknown_at(offset(text, word), what, word, known)
}

/// The same of a word that stands at a byte of the text.
pub(super) fn unknown_at(at: usize, what: &str, word: &str, known: &[&'static str]) -> Flaw {
    let help = did_you_mean(&word.to_lowercase(), known.iter().copied());
    Flaw {
        at,
        message: format!("unknown {what} '{}'", brief_value(word)),
        help: help.or_else(|| Some(format!("one of: {}", known.join(", ")))),
    }
}

/// A kind that is nearly one of ours; any other word is a label, and no flaw.
pub(super) fn of_kind(text: &str, word: &str) -> Option<Flaw> {
    let help = did_you_mean(&word.to_lowercase(), Kind::NAMES.iter().copied())?;
    let message = format!("unknown kind '{}' is kept as a label of the event", brief_value(word));
    Some(Flaw { at: offset(text, word), message, help: Some(help) })
}

/// A date that can't be read.
pub(super) fn of_date(text: &str, entry: &Entry) -> Option<Flaw> {
    let date = &text[entry.date.clone()];
    let is_unread = entry.when.is_undated() && date != "XXXX";
    is_unread.then(|| Flaw {
        at: entry.date.start,
        message: format!("the date '{}' can't be read: its entry is undated", brief_value(date)),
        help: None,
    })
}

/// Sources of entries that are not listed, where somebody lists some.
pub(super) fn of_sources<'a>(
    text: &str,
    entries: impl Iterator<Item = &'a Entry>,
    listed: &[Reference],
) -> Vec<Flaw> {
    if listed.is_empty() {
        return Vec::new();
    }
    let names = || listed.iter().map(|reference| reference.key.as_str());
    let missing = entries.flat_map(|entry| {
        let missing = entry.written.sources.iter().filter(|key| names().all(|name| name != *key));
        missing.map(|key| (entry.date.start, key))
    });
    let flaw = |(start, key): (usize, &String)| {
        // The key stands behind the date, most often in brackets.
        let behind = &text[start..];
        let bracket = behind.find(&format!("[{key}]"));
        let at = bracket.or_else(|| behind.find(key.as_str())).unwrap_or(0);
        Flaw {
            at: start + at,
            message: format!("the source '{}' is not listed below Sources", brief_value(key)),
            help: did_you_mean(key, names()),
        }
    };
    missing.map(flaw).collect()
}
