//! Many texts in one allocation.

use std::borrow::Cow;

use rayon::prelude::*;

/// A text's number in its [`Texts`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(pub u32);

impl TextId {
    /// The empty text, which takes no room.
    pub const EMPTY: Self = Self(0);

    /// Whether this is the empty text.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::EMPTY
    }
}

/// The id of an event: a number where the id is one, else the number of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EventId(u32);

impl EventId {
    /// The empty id.
    pub const EMPTY: Self = Self(Self::TEXT);
    /// Set where the rest is the number of a text.
    const TEXT: u32 = 1 << 31;

    /// The id that is this number as it is written; none if it is no number below 2^31, or
    /// written in another way (`007`).
    fn of_number(text: &str) -> Option<Self> {
        let is_plain = text.bytes().all(|byte| byte.is_ascii_digit())
            && (!text.starts_with('0') || text == "0");
        text.parse().ok().filter(|&number| is_plain && number < Self::TEXT).map(Self)
    }

    /// The number that the id is.
    #[must_use]
    pub fn number(self) -> Option<u32> {
        (self.0 < Self::TEXT).then_some(self.0)
    }

    /// The id with the numbers of texts grown by `shift`.
    pub(super) fn shifted(self, shift: u32) -> Self {
        if self.0 > Self::TEXT { Self(self.0 + shift) } else { self }
    }
}

/// Texts that seldom repeat (titles, summaries, quotes), end to end in one string.
///
/// ```
/// # use demarche::model::text::{TextId, Texts};
/// let mut texts = Texts::default();
/// let id = texts.push("Lavrov meets Khoja");
/// assert_eq!((texts.get(id), texts.get(TextId::EMPTY)), ("Lavrov meets Khoja", ""));
/// assert_eq!(texts.push(""), TextId::EMPTY);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Texts {
    text: String,
    /// Where each text but the empty one ends.
    ends: Vec<u64>,
}

impl Texts {
    /// Adds a text.
    pub fn push(&mut self, text: &str) -> TextId {
        if text.is_empty() {
            return TextId::EMPTY;
        }
        self.text.push_str(text);
        self.ends.push(self.text.len() as u64);
        TextId(self.ends.len() as u32)
    }

    /// Adds the id of an event, which takes no room if it is a number.
    ///
    /// # Panics
    /// When there are 2^31 texts.
    pub fn push_id(&mut self, id: &str) -> EventId {
        EventId::of_number(id).unwrap_or_else(|| {
            let TextId(number) = self.push(id);
            assert!(number < EventId::TEXT, "2^31 texts");
            EventId(number | EventId::TEXT)
        })
    }

    /// The id as it was added.
    #[must_use]
    pub fn get_id(&self, EventId(id): EventId) -> Cow<'_, str> {
        match id & EventId::TEXT {
            0 => Cow::Owned(id.to_string()),
            _ => Cow::Borrowed(self.get(TextId(id & !EventId::TEXT))),
        }
    }

    /// The ids for which `get_id` gives this text. O(1) for a number, else O(texts) on all cores,
    /// looking only into those of the same length.
    #[must_use]
    pub fn ids(&self, text: &str) -> Vec<EventId> {
        if let Some(number) = EventId::of_number(text) {
            return vec![number];
        }
        if text.is_empty() {
            return vec![EventId::EMPTY];
        }
        let start = |index: usize| index.checked_sub(1).map_or(0, |before| self.ends[before]);
        let texts = self.ends.par_iter().enumerate().with_min_len(1 << 16);
        let alike = texts.filter(|&(index, end)| {
            end - start(index) == text.len() as u64 && self.get(TextId(index as u32 + 1)) == text
        });
        alike.map(|(index, _)| EventId((index as u32 + 1) | EventId::TEXT)).collect()
    }

    /// The text with this number.
    #[must_use]
    pub fn get(&self, id: TextId) -> &str {
        match id.0 as usize {
            0 => "",
            1 => &self.text[..self.ends[0] as usize],
            number => &self.text[self.ends[number - 2] as usize..self.ends[number - 1] as usize],
        }
    }

    /// How many texts there are, without the empty one.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    /// Whether no text was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Moves all texts of `other` to the end of this; their numbers grow by what [`Texts::len`]
    /// was before.
    pub fn append(&mut self, other: Self) {
        if self.is_empty() {
            *self = other;
            return;
        }
        let shift = self.text.len() as u64;
        self.text.push_str(&other.text);
        self.ends.extend(other.ends.into_iter().map(|end| end + shift));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_as_they_were() {
        let mut texts = Texts::default();
        let written = ["0", "7", "007", "2147483647", "2147483648", "", "SYR12", "-1", "+1"];
        let ids = written.map(|id| texts.push_id(id));
        assert_eq!(texts.len(), 5, "numbers take no room");
        for (id, written) in ids.into_iter().zip(written) {
            assert_eq!(texts.get_id(id), written);
            for other in written.chars().map(String::from).chain([written.to_owned()]) {
                let is_known = texts.ids(&other).contains(&id);
                assert_eq!(is_known, other == written, "{written} {other}");
            }
        }
    }
}
