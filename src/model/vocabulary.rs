//! How the closed lists of the data model are spelled: one word each, the same in files, in the
//! query language, in machine output and on the screen.

/// Declares a closed list: an enum whose variants have one word each.
macro_rules! vocabulary {
    (
        $(#[$list_doc:meta])*
        $list:ident {
            $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)?
        }
    ) => {
        $(#[$list_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $list {
            $($(#[$doc])* $variant),+
        }

        impl $list {
            /// Every entry, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The words of all entries, in the order of the list.
            pub const NAMES: &'static [&'static str] = &[$($word),+];

            /// The word for this entry.
            #[must_use]
            pub const fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }

            /// The entry with this word.
            #[must_use]
            pub fn from_name(word: &str) -> Option<Self> {
                Self::NAMES.iter().position(|&name| name == word).map(|index| Self::ALL[index])
            }
        }

        impl std::fmt::Display for $list {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

pub(crate) use vocabulary;
