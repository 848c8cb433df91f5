//! The words of an element of a page, with the marks of Markdown where structure would be lost:
//! `## ` before headings, `- ` before the items of a list, `| ` before the cells of a row. What goes
//! on below an item is indented.

use dom_query::NodeRef;

/// The text of an element. Recursive: of no page whose shape is not plausible.
pub fn marked(element: &NodeRef<'_>) -> String {
    let mut writer = Writer::default();
    writer.inside(element);
    writer.text
}

/// What stands before the next word.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    Nothing,
    Space,
    Line,
    Paragraph,
}

#[derive(Default)]
struct Writer {
    text: String,
    gap: Gap,
    /// The mark before the next word, indent included.
    mark: Option<String>,
    /// How many lists are open.
    lists: usize,
    /// Whether a cell of a table is open, which is one line.
    in_cell: bool,
}

impl Writer {
    fn inside(&mut self, element: &NodeRef<'_>) {
        for child in element.children_it(false) {
            if child.is_text() {
                self.add(&child.text());
            } else if let Some(name) = child.node_name() {
                self.element(&name, &child);
            }
        }
    }

    fn element(&mut self, name: &str, element: &NodeRef<'_>) {
        match name {
            "script" | "style" | "noscript" | "template" | "head" | "svg" | "math" => {}
            "br" => self.part(Gap::Line),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !self.in_cell => {
                self.part(Gap::Paragraph);
                let level = name[1..].parse().unwrap_or(1);
                self.mark = Some(format!("{} ", "#".repeat(level)));
                self.inside(element);
                self.mark = None;
                self.part(Gap::Paragraph);
            }
            "ul" | "ol" | "dl" => {
                let around = if self.lists == 0 { Gap::Paragraph } else { Gap::Line };
                self.part(around);
                self.lists += 1;
                self.inside(element);
                self.lists -= 1;
                self.part(around);
            }
            "li" | "dt" | "dd" => {
                self.part(Gap::Line);
                if !self.in_cell {
                    let indent = "  ".repeat(self.lists.saturating_sub(1));
                    let mark = if name == "dt" { "" } else { "- " };
                    self.mark = Some(format!("{indent}{mark}"));
                }
                self.inside(element);
                self.mark = None;
                self.part(Gap::Line);
            }
            "tr" if !self.in_cell => {
                self.part(Gap::Line);
                self.mark = Some("| ".to_owned());
                self.inside(element);
                self.mark = None;
                self.part(Gap::Line);
            }
            "td" | "th" if !self.in_cell => {
                // The mark of the row stands before its first cell.
                if self.mark.is_none() {
                    self.mark = Some(" | ".to_owned());
                    self.gap = Gap::Nothing;
                }
                self.in_cell = true;
                self.inside(element);
                self.in_cell = false;
            }
            "p" | "div" | "section" | "article" | "main" | "blockquote" | "pre" | "table"
            | "caption" | "figure" | "figcaption" => {
                self.part(Gap::Paragraph);
                self.inside(element);
                self.part(Gap::Paragraph);
            }
            _ => self.inside(element),
        }
    }

    /// Begins a new line or paragraph; not before the first word of an item.
    fn part(&mut self, gap: Gap) {
        if self.in_cell {
            self.gap = self.gap.max(Gap::Space);
        } else if self.mark.is_none() {
            self.gap = self.gap.max(gap);
        }
    }

    fn add(&mut self, words: &str) {
        for (number, word) in words.split(char::is_whitespace).enumerate() {
            if number > 0 {
                self.gap = self.gap.max(Gap::Space);
            }
            if word.is_empty() {
                continue;
            }
            let mark = self.mark.take();
            match self.gap {
                _ if self.text.is_empty() => {}
                Gap::Space if mark.is_none() => self.text.push(' '),
                Gap::Nothing | Gap::Space => {}
                Gap::Line => self.text.push('\n'),
                Gap::Paragraph => self.text.push_str("\n\n"),
            }
            match mark {
                Some(mark) => self.text.push_str(&mark),
                None if self.gap >= Gap::Line => self.text.push_str(&"  ".repeat(self.lists)),
                None => {}
            }
            self.gap = Gap::Nothing;
            self.text.push_str(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    #[test]
    fn structure_shows() {
        #[track_caller]
        fn check(html: &str, expect: &str) {
            let document = Document::from(html);
            assert_eq!(marked(&document.root()), expect, "{html}");
        }
        check("<p>One <b>wo</b>rd.</p>\n<p>Two.<br>Three.", "One word.\n\nTwo.\nThree.");
        check("<h2>A</h2><div><h3><span>B</span></h3></div>c", "## A\n\n### B\n\nc");
        check("<ul><li>a<li><p>b</p><p>c</p><ul><li>d</ul></ul>e", "- a\n- b\n\n  c\n\n  - d\n\ne");
        check("x<ol>\n<li> a </li>\n</ol>", "x\n\n- a");
        check(
            "<table><tr><th>Day<th>What<tr><td>1 May<td><p>a</p><ul><li>b</ul></table>c",
            "| Day | What\n| 1 May | a b\n\nc",
        );
        check("<table><tr><td><td>b</table>", "| b");
        check("<dl><dt>1 May<dd>a</dl>", "1 May\n- a");
        check("a<script>b</script><style>c</style>", "a");
        check("<h2></h2>a", "a");
        check("<ul><li></ul>a", "a");
    }
}
