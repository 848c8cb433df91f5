//! One row of a table, as a format reads it.

/// The fields of one row, borrowed while it is read.
#[derive(Clone, Copy, Debug)]
pub struct Record<'r> {
    text: &'r str,
    /// Where each field ends in `text`, and its delimiter of one byte begins.
    ends: &'r [usize],
    number: u64,
}

impl<'r> Record<'r> {
    /// The row with this number whose fields stand in `text`, each ending where `ends` says and
    /// a byte before the next.
    pub(super) fn new(text: &'r str, ends: &'r [usize], number: u64) -> Self {
        Self { text, ends, number }
    }

    /// The row's number in its stretch of the file, counted from 1; lines without anything are no
    /// rows.
    #[must_use]
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// How many fields it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no field.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Whether there is nothing in a column and in those behind it.
    #[must_use]
    pub fn is_empty_from(&self, column: usize) -> bool {
        (column..self.len()).all(|column| self.raw(column).trim_ascii().is_empty())
    }

    /// A field as it stands in the file, without quotes; empty where the row is too short.
    #[must_use]
    pub fn raw(&self, column: usize) -> &'r str {
        let Some(&end) = self.ends.get(column) else { return "" };
        let start = column.checked_sub(1).map_or(0, |before| self.ends[before] + 1);
        &self.text[start..end]
    }

    /// A field without spaces around it; empty for the words that stand for nothing in tables.
    #[must_use]
    pub fn value(&self, column: usize) -> &'r str {
        meant(self.raw(column))
    }

    /// All fields as they stand in the file.
    #[must_use]
    pub fn fields(&self) -> impl ExactSizeIterator<Item = &'r str> + use<'r> {
        let row = *self;
        (0..row.len()).map(move |column| row.raw(column))
    }
}

/// A field without spaces around it; empty for the words that stand for nothing in tables: `NULL`,
/// `NA`, `N/A`, `None`, `nan`.
pub(super) fn meant(field: &str) -> &str {
    // Most fields have no space at their ends, and do not begin as these words do.
    let [first, ..] = field.as_bytes() else { return field };
    let may_mean_nothing = field.len() <= 4 && matches!(first, b'N' | b'n' | b'\\');
    let is_bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if is_bare(Some(first)) && is_bare(field.as_bytes().last()) && !may_mean_nothing {
        return field;
    }
    match field.trim() {
        "NULL" | "null" | "NA" | "N/A" | "None" | "nan" | "NaN" | "\\N" => "",
        value => value,
    }
}
