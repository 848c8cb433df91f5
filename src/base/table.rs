//! Tables that are built into the program: lines of fields between tabs, under a header.

/// The rows of a built-in table, without its header.
///
/// # Panics
/// When a row is narrower than `N`: the table itself is wrong.
pub fn table<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines().skip(1).map(|line| {
        let mut fields = line.split('\t');
        let row = std::array::from_fn(|_| fields.next().expect("rows are as wide as the header"));
        debug_assert_eq!(fields.next(), None, "{line}");
        row
    })
}
