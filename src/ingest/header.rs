//! The names of a table's columns.

/// The columns of a table by name. Case, a byte order mark, and what stands between words don't
/// count: people write `Actor 1` for `actor1`, R and pandas make a dot or an underscore of a space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    names: Vec<String>,
}

impl Header {
    /// A column that no row has: all its fields are empty.
    pub const NOWHERE: usize = usize::MAX;

    /// Columns with these names.
    #[must_use]
    pub fn new<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Self {
        let plain = |name: S| name.as_ref().trim_start_matches('\u{FEFF}').trim().to_owned();
        Self { names: names.into_iter().map(plain).collect() }
    }

    /// The names in the order of the columns.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The column with this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|it| is_same(it, name))
    }

    /// The column with this name, or with its first ten letters, to which a shapefile cuts it; or
    /// [`Header::NOWHERE`].
    #[must_use]
    pub fn column(&self, name: &str) -> usize {
        self.find_any(&[name]).unwrap_or(Self::NOWHERE)
    }

    /// The column with the first of these names that is there, whole or cut to ten letters: for a
    /// column whose name changed from release to release.
    #[must_use]
    pub fn find_any(&self, names: &[&str]) -> Option<usize> {
        const CUT: usize = 10;
        let cut = |name: &&str| name.get(..CUT).and_then(|name| self.find(name));
        names.iter().find_map(|name| self.find(name)).or_else(|| names.iter().find_map(cut))
    }

    /// The column with this name, or the words that it is missing.
    pub fn need(&self, name: &str) -> Result<usize, String> {
        self.find_any(&[name]).ok_or_else(|| format!("there is no column '{name}'"))
    }

    /// Whether all these names are there.
    #[must_use]
    pub fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.find_any(&[name]).is_some())
    }

    /// The columns of latitude and longitude, or [`Header::NOWHERE`].
    #[must_use]
    pub fn coordinates(&self) -> [usize; 2] {
        const NAMES: [&[&str]; 2] =
            [&["latitude", "lat", "y"], &["longitude", "long", "lon", "lng", "x"]];
        NAMES.map(|names| self.find_any(names).unwrap_or(Self::NOWHERE))
    }

    /// How many of these names are there.
    #[must_use]
    pub fn count(&self, names: &[&str]) -> usize {
        names.iter().filter(|name| self.find_any(&[name]).is_some()).count()
    }

    /// What is to be said where a column of these names is missing: what it costs.
    #[must_use]
    pub fn lack(&self, names: &[&str], cost: &str) -> Option<String> {
        let is_lacking = self.find_any(names).is_none();
        is_lacking.then(|| format!("there is no column '{}': {cost}", names[0]))
    }
}

fn is_same(one: &str, other: &str) -> bool {
    fn plain(name: &str) -> impl Iterator<Item = u8> {
        let letters = name.bytes().filter(|byte| !matches!(byte, b' ' | b'.' | b'_' | b'-'));
        letters.map(|byte| byte.to_ascii_lowercase())
    }
    plain(one).eq(plain(other)) && one.is_empty() == other.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_spelled() {
        let header = Header::new(["\u{FEFF}Event ID", " SIDE_A", "where.prec", ""]);
        assert_eq!(header.find("event_id"), Some(0));
        assert_eq!(header.find("Side A"), Some(1));
        assert_eq!(header.find("sidea"), Some(1));
        assert_eq!(header.column("where_prec"), 2);
        assert_eq!(header.column("side_b"), Header::NOWHERE);
        assert_eq!(header.find_any(&["side_b", "SIDE.A"]), Some(1));
        assert!(header.has(&["EVENT_ID", "side_a"]) && !header.has(&["event_id", "id"]));
    }
}
