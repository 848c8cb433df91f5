//! Strings and values that occur often, stored once and named by a number.

use std::hash::{BuildHasher, Hash};

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// The number of a string in one [`Interner`]; meaningless in another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(pub u32);

impl Symbol {
    /// The empty string, which every interner holds first.
    pub const EMPTY: Self = Self(0);

    /// The symbol as an index into columns that run parallel to the interner.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether this is the symbol of the empty string.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::EMPTY
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
    /// The symbols by the hash of their strings, which stay in `text`: none is owned twice.
    table: HashTable<Symbol>,
}

impl Default for Interner {
    fn default() -> Self {
        let mut interner =
            Self { text: String::new(), ends: Vec::new(), table: HashTable::default() };
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
        if let Some(symbol) = self.lookup(text) {
            return symbol;
        }
        let symbol = Symbol(self.ends.len() as u32);
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).expect("distinct strings fit in 4 GiB"));
        let (texts, ends) = (&self.text, &self.ends);
        self.table.insert_unique(hash(text), symbol, |&old| hash(slice(texts, ends, old)));
        symbol
    }

    /// The symbol of `text` if it is already here.
    #[must_use]
    pub fn lookup(&self, text: &str) -> Option<Symbol> {
        if text.is_empty() && !self.ends.is_empty() {
            return Some(Symbol::EMPTY);
        }
        self.table.find(hash(text), |&symbol| self.get(symbol) == text).copied()
    }

    /// The string of a symbol of this interner.
    #[must_use]
    pub fn get(&self, symbol: Symbol) -> &str {
        slice(&self.text, &self.ends, symbol)
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

fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    FxBuildHasher.hash_one(value)
}

fn slice<'a>(text: &'a str, ends: &[u32], symbol: Symbol) -> &'a str {
    let index = symbol.index();
    let start = if index == 0 { 0 } else { ends[index - 1] as usize };
    &text[start..ends[index] as usize]
}

/// A set of values, each stored once and named by its number in order of arrival.
///
/// ```
/// # use demarche::base::intern::Pool;
/// let mut pool = Pool::default();
/// assert_eq!([pool.intern("a".to_owned()), pool.intern("b".into()), pool.intern("a".into())], [0, 1, 0]);
/// assert_eq!(pool[1], "b");
/// ```
#[derive(Clone, Debug)]
pub struct Pool<T> {
    values: Vec<T>,
    table: HashTable<u32>,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { values: Vec::new(), table: HashTable::default() }
    }
}

impl<T: Hash + Eq> From<Vec<T>> for Pool<T> {
    /// Different values, each with its place as its number.
    fn from(values: Vec<T>) -> Self {
        let mut pool = Self::default();
        for value in values {
            pool.add(value);
        }
        pool
    }
}

impl<T: Hash + Eq> Pool<T> {
    /// The number of `value`, added if it is new.
    pub fn intern(&mut self, value: T) -> u32 {
        match self.table.find(hash(&value), |&number| self.values[number as usize] == value) {
            Some(&number) => number,
            None => self.add(value),
        }
    }

    /// The number of the value that `key` describes, made and added if it is new: for values that
    /// own text and keys that borrow it. Key and value must hash alike.
    pub fn intern_with<K: Hash>(
        &mut self,
        key: &K,
        same: impl Fn(&K, &T) -> bool,
        make: impl FnOnce(&K) -> T,
    ) -> u32 {
        match self.table.find(hash(key), |&number| same(key, &self.values[number as usize])) {
            Some(&number) => number,
            None => self.add(make(key)),
        }
    }

    fn add(&mut self, value: T) -> u32 {
        let number = self.values.len() as u32;
        let values = &self.values;
        self.table.insert_unique(hash(&value), number, |&old| hash(&values[old as usize]));
        self.values.push(value);
        number
    }

    /// The values in the order of their numbers, without the means to find one by value.
    #[must_use]
    pub fn into_values(self) -> Vec<T> {
        self.values
    }
}

impl<T> std::ops::Deref for Pool<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.values
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
