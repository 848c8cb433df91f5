//! What stands behind an article or a chronology and is no part of it.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Whether a heading is that of an appendix: `References`, `See also:`.
pub fn is_appendix(heading: &str) -> bool {
    static HEADINGS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
        let table = include_str!("../../data/document/appendices.txt");
        table.lines().filter(|line| !line.starts_with('#')).collect()
    });
    let heading = heading.trim().trim_end_matches(':').to_lowercase();
    HEADINGS.contains(heading.as_str())
}
