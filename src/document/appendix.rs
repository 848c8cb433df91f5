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

/// The text without the sections that are appendices, and their headings. Headings have the marks of
/// Markdown.
pub fn left_out(text: &str) -> (String, Vec<&str>) {
    let (mut kept, mut left_out) = (String::with_capacity(text.len()), Vec::new());
    // The level of the appendix that a line is in.
    let mut inside: Option<usize> = None;
    for line in text.lines() {
        let level = line.bytes().take_while(|&byte| byte == b'#').count();
        let heading = line[level..].strip_prefix(' ').filter(|_| level > 0);
        if let Some(heading) = heading {
            inside = inside.filter(|&above| level > above);
            if inside.is_none() && is_appendix(heading) {
                inside = Some(level);
                left_out.push(heading);
            }
        }
        if inside.is_none() {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept.truncate(kept.trim_end().len());
    kept.push('\n');
    (kept, left_out)
}
