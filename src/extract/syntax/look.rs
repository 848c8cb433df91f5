//! What a word looks like: all that the models see of its letters.

use super::feature::letters;
use crate::extract::{
    lexicon::{Class, names::Named},
    reading::tree::Penn,
};

/// A word as the models see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Its letters, small, digits as zeros.
    pub form: u32,
    /// Those of the verb or noun whose form the lexicon has it for.
    base: u32,
    /// Its first letters.
    pub prefix: u32,
    /// Its last one, two, three and four letters.
    pub suffixes: [u32; 4],
    /// What parts of speech the lexicon has for it.
    pub class: u32,
    /// What the lexicon names by it.
    pub named: Named,
    /// Capitals, digits, hyphens; see [`Look::of`].
    pub shape: u8,
}

impl Look {
    /// What stands before the first word and behind the last.
    pub const NONE: Self = Self {
        form: 1,
        base: 1,
        prefix: 1,
        suffixes: [1; 4],
        class: 1 << 30,
        named: Named::Nothing,
        shape: 255,
    };
    /// What the root of a sentence depends on.
    pub const ROOT: Self = Self {
        form: 2,
        base: 2,
        prefix: 2,
        suffixes: [2; 4],
        class: 1 << 30,
        named: Named::Nothing,
        shape: 254,
    };

    /// The look of a word.
    #[must_use]
    pub fn of(word: &str, class: u32) -> Self {
        /// Longer words are cut.
        const LONGEST: usize = 32;
        let mut buffer = [0; LONGEST];
        let mut length = 0;
        let (mut capitals, mut small, mut digits, mut inner) = (0, 0, 0, 0);
        let first_capital = word.starts_with(char::is_uppercase);
        let signs = match word {
            "“" | "”" | "``" | "''" | "’’" | "‘‘" | "«" | "»" | "„" => "\"",
            "‘" | "’" | "`" => "'",
            "–" | "—" => "--",
            "…" => "...",
            "[" | "{" => "(",
            "]" | "}" => ")",
            _ => word,
        };
        for byte in signs.bytes() {
            let byte = match byte {
                b'A'..=b'Z' => {
                    capitals += 1;
                    byte.to_ascii_lowercase()
                }
                b'0'..=b'9' => {
                    digits += 1;
                    b'0'
                }
                b'a'..=b'z' | 0x80.. => {
                    small += 1;
                    byte
                }
                _ => {
                    inner += 1;
                    byte
                }
            };
            if length < LONGEST {
                buffer[length] = byte;
                length += 1;
            }
        }
        let form = &buffer[..length];
        let case = match () {
            () if first_capital && small > 0 => 1,
            () if first_capital && capitals > 1 => 2,
            () if first_capital => 3,
            () if small > 0 && capitals > 0 => 4,
            () if small > 0 => 5,
            () if digits > 0 => 6,
            () => 7,
        };
        let shape = case | u8::from(digits > 0) << 3 | u8::from(inner > 0) << 4;
        let suffix = |letters_of: usize| letters(&form[length.saturating_sub(letters_of)..]);
        let opens = matches!(word, "“" | "``" | "‘" | "«" | "„" | "‘‘");
        let closes = matches!(word, "”" | "''" | "’" | "»" | "’’");
        let prefix = if opens {
            3
        } else if closes {
            4
        } else {
            letters(&form[..length.min(3)])
        };
        Self {
            form: letters(form),
            base: letters(form),
            prefix,
            suffixes: [suffix(1), suffix(2), suffix(3), suffix(4)],
            class,
            named: Named::Nothing,
            shape,
        }
    }

    /// The same for a form of another word, given small: `met` of `meet`.
    #[must_use]
    pub fn with_base(self, base: &str) -> Self {
        Self { base: letters(base.as_bytes()), ..self }
    }

    /// The letters that tell what it means where it has this tag: those of the base form of a verb
    /// and of a noun in the plural, for `meets` and `met` take the same subjects and objects.
    #[must_use]
    pub fn meaning(&self, tag: Penn) -> u32 {
        if tag.is_verb() || tag == Penn::Nns { self.base } else { self.form }
    }

    /// Whether the lexicon has it as a finite verb and nothing else.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        const ONLY: u32 = Class::AUXILIARY.bits() | Class::MODAL.bits();
        self.class & ONLY != 0
    }

    /// Whether the lexicon has it as a finite verb.
    #[must_use]
    pub fn may_be_finite(&self) -> bool {
        const VERBS: u32 = Class::PAST.bits() | Class::PRESENT.bits();
        self.class & VERBS != 0 || self.is_finite()
    }

    /// Whether the lexicon has it as the begin of a clause.
    #[must_use]
    pub fn opens_clause(&self) -> bool {
        const OPENS: u32 = Class::RELATIVE.bits() | Class::SUBORDINATOR.bits();
        self.class & OPENS != 0
    }
}
