//! Strings that occur often, stored once and named by a number.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// The number of a string in one [`Interner`]; meaningless in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(pub u32);

impl Symbol {
    /// The empty string, which every interner holds first.
    pub const EMPTY: Self = Self(0);

    /// The symbol as an index into columns that run parallel to the interner.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A set of strings in one allocation; looking one up by number is O(1), by text expected O(1).
///
/// ```
/// # use demarche::base::intern::{Interner, Symbol};
/// let mut names = Interner::default();
/// let doha = names.intern("Doha");
/// assert_eq!(names.intern("Doha"), doha);
/// assert_eq!(names.get(doha), "Doha");
/// assert_eq!(names.get(Symbol::EMPTY), "");
/// ```
#[derive(Clone, Debug)]
pub struct Interner {
    text: String,
    ends: Vec<u32>,
    /// Hash of a string → the symbols with that hash; strings are compared in `text`, so that
    /// none is owned twice.
    by_hash: FxHashMap<u64, Bucket>,
}

/// Nearly always one symbol; the second variant keeps collisions correct.
#[derive(Clone, Debug)]
enum Bucket {
    One(Symbol),
    Many(Vec<Symbol>),
}

impl Default for Interner {
    fn default() -> Self {
        let mut interner =
            Self { text: String::new(), ends: Vec::new(), by_hash: FxHashMap::default() };
        interner.intern("");
        interner
    }
}

impl Interner {
    /// The symbol of `text`, added if it is new.
    ///
    /// # Panics
    /// When the distinct strings together exceed 4 GiB.
    pub fn intern(&mut self, text: &str) -> Symbol {
        let hash = FxBuildHasher.hash_one(text);
        if let Some(symbol) = self.find(hash, text) {
            return symbol;
        }
        let symbol = Symbol(self.ends.len() as u32);
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).expect("distinct strings fit in 4 GiB"));
        self.by_hash
            .entry(hash)
            .and_modify(|bucket| match bucket {
                Bucket::One(first) => *bucket = Bucket::Many(vec![*first, symbol]),
                Bucket::Many(all) => all.push(symbol),
            })
            .or_insert(Bucket::One(symbol));
        symbol
    }

    /// The symbol of `text` if it is already here.
    #[must_use]
    pub fn lookup(&self, text: &str) -> Option<Symbol> {
        self.find(FxBuildHasher.hash_one(text), text)
    }

    fn find(&self, hash: u64, text: &str) -> Option<Symbol> {
        match self.by_hash.get(&hash)? {
            Bucket::One(symbol) => (self.get(*symbol) == text).then_some(*symbol),
            Bucket::Many(all) => all.iter().copied().find(|&symbol| self.get(symbol) == text),
        }
    }

    /// The string of a symbol of this interner.
    #[must_use]
    pub fn get(&self, symbol: Symbol) -> &str {
        let index = symbol.index();
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        &self.text[start..self.ends[index] as usize]
    }

    /// How many distinct strings there are, the empty one included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether only the empty string is here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 1
    }

    /// All strings in the order of their symbols.
    pub fn iter(&self) -> impl Iterator<Item = (Symbol, &str)> {
        (0..self.ends.len() as u32).map(|index| (Symbol(index), self.get(Symbol(index))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_come_back_by_symbol_and_by_text() {
        let mut interner = Interner::default();
        assert!(interner.is_empty());
        let symbols: Vec<_> = ["a", "b", "", "a", "ab"].map(|text| interner.intern(text)).into();
        assert_eq!(symbols, [1, 2, 0, 1, 3].map(Symbol));
        assert_eq!(interner.lookup("ab"), Some(Symbol(3)));
        assert_eq!(interner.lookup("c"), None);
        let all: Vec<_> = interner.iter().map(|(_, text)| text).collect();
        assert_eq!(all, ["", "a", "b", "ab"]);
    }
}
