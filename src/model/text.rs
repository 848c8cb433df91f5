//! Many texts in one allocation.

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
