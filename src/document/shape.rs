//! What a page costs to parse, told by its tags before it is: the tree of a page takes memory with
//! the number of its elements, and time with the square of its depth and of the attributes of one
//! element.
//!
//! The figures err upwards. That a table keeps end tags from what is around it, that formatting
//! which is left open goes on in every block that follows, and that in a drawing nothing ends by
//! itself are rules of the HTML standard, by which few tags can become a huge tree.

/// How deep and how large the tree of a page becomes.
#[derive(Debug, Default)]
struct Shape<'p> {
    /// The open elements but those of [`FORMATTING`].
    open: Vec<&'p str>,
    /// The open elements of [`FORMATTING`].
    formatting: Vec<&'p str>,
    /// How many drawings and formulas are open.
    foreign: usize,
    depth: usize,
    elements: usize,
    attributes: usize,
}

/// Pages of news are 20 to 60 deep.
const DEPTH: usize = 512;
/// Pages of news have some thousand tags, long tables some hundred thousand.
const ELEMENTS: usize = 400_000;
/// Elements that are full of data have 50.
const ATTRIBUTES: usize = 512;
/// An end tag ends one of the last few elements or none.
const FEW: usize = 4;

/// What has no end tag, or often none.
const ALONE: &[&str] = &[
    "br", "hr", "img", "input", "link", "meta", "source", "wbr", "area", "col", "p", "li", "dt",
    "dd", "tr", "td", "th", "option",
];
/// What goes on in the next block if it is left open.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];
/// What keeps end tags from the elements around it.
const WALLS: &[&str] = &["table", "caption", "template", "object", "applet", "marquee", "button"];
const FOREIGN: &[&str] = &["svg", "math"];

/// Whether the page is of a shape that somebody has written.
pub fn is_plausible(page: &str) -> bool {
    let mut shape = Shape::default();
    let mut raw: Option<&str> = None;
    let mut in_comment = false;
    for tag in page.split('<').skip(1) {
        in_comment |= raw.is_none() && tag.starts_with("!--");
        if in_comment {
            in_comment = !tag.contains("-->");
            continue;
        }
        let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let end = tag.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let name = &tag[..end];
        // What looks like a tag in a script is none, until its own end.
        if raw.is_some_and(|raw| !is_end || !is(raw, name)) {
            continue;
        }
        raw = None;
        shape.elements += 1;
        if is_end {
            shape.end(name);
        } else if !name.is_empty() {
            shape.start(name, tag);
            let has_no_tags = shape.foreign == 0 && one_of(&["script", "style"], name);
            raw = has_no_tags.then_some(name);
        }
        if shape.depth > DEPTH || shape.elements > ELEMENTS || shape.attributes > ATTRIBUTES {
            return false;
        }
    }
    true
}

impl<'p> Shape<'p> {
    fn start(&mut self, name: &'p str, tag: &str) {
        let (attributes, ends_itself) = attributes(tag);
        self.attributes = self.attributes.max(attributes);
        let in_foreign = self.foreign > 0;
        if one_of(FORMATTING, name) {
            // A link ends the one before it.
            if is("a", name) {
                self.formatting.retain(|open| !is(open, name));
            }
            self.formatting.push(name);
        } else {
            self.elements += self.formatting.len();
            let is_alone = if in_foreign { ends_itself } else { one_of(ALONE, name) };
            if !is_alone {
                self.foreign += usize::from(one_of(FOREIGN, name));
                self.open.push(name);
            }
        }
        self.depth = self.depth.max(self.open.len() + self.formatting.len());
    }

    fn end(&mut self, name: &str) {
        if one_of(FORMATTING, name) {
            if let Some(at) = self.formatting.iter().rposition(|open| is(open, name)) {
                self.formatting.remove(at);
            }
            return;
        }
        self.elements += self.formatting.len();
        let last = self.open.iter().rev().take(FEW);
        let mut reachable = last.take_while(|open| is(open, name) || !one_of(WALLS, open));
        let Some(back) = reachable.position(|open| is(open, name)) else { return };
        for closed in self.open.drain(self.open.len() - 1 - back..) {
            self.foreign -= usize::from(one_of(FOREIGN, closed));
        }
    }
}

/// How many attributes a tag has, and whether it ends with `/>`. Only behind an equals sign does a
/// quotation mark enclose what follows.
fn attributes(tag: &str) -> (usize, bool) {
    let (mut count, mut last, mut last_word, mut quote) = (0, b'<', b'<', None);
    for byte in tag.bytes() {
        match quote {
            Some(open) if open == byte => quote = None,
            Some(_) => continue,
            None if byte == b'>' => return (count, last == b'/'),
            None if last_word == b'=' && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => {
                let parts = |byte: u8| byte.is_ascii_whitespace() || byte == b'/';
                count += usize::from(parts(last) && !parts(byte) && byte != b'=');
            }
        }
        last = byte;
        if !byte.is_ascii_whitespace() {
            last_word = byte;
        }
    }
    (count, false)
}

fn is(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

fn one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|it| is(it, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_as_a_parser_would() {
        #[track_caller]
        fn check(tag: &str, expect: (usize, bool)) {
            assert_eq!(attributes(tag), expect, "{tag}");
        }
        check("p", (0, false));
        check("br/>", (0, true));
        check("p a b=1 c = \"x y z\"  d>e f", (4, false));
        check("p a/b/c/>", (3, true));
        check("p a\" b c\">", (3, false));
        check("p\ta=\'>\' b>", (2, false));
        check("p a=\"x y z", (1, false));
    }

    #[test]
    fn few_tags_can_become_a_huge_tree() {
        #[track_caller]
        fn check(part: &str, count: usize, expect: bool) {
            assert_eq!(is_plausible(&format!("<html>{}", part.repeat(count))), expect, "{part}");
        }
        for deep in [
            "<div>",
            "<ul><li>",
            "<article>",
            "<table><tr><td>",
            "<b>",
            "<x-y>",
            "<div></p></b>",
            "<div><table></div>",
            "<b><div></b>",
            "<svg><tr></svg><svg>",
            "<svg><style><g>",
            "<DIV>",
            "<font color=1><p>",
            "<div><b></div>",
        ] {
            check(deep, 600, false);
        }
        check(&format!("<p {}>", "a ".repeat(600)), 1, false);
        check("<p>x", 500_000, false);
        check(&format!("{}{}", "<b x=1>".repeat(200), "<p>x".repeat(3_000)), 1, false);

        check("<p>x", 300_000, true);
        check("<div><p>x<b>y</b></p></div>", 50_000, true);
        check("<li><a href=x>y</a>", 90_000, true);
        check("<script>for(i=0;i<n;i++){x='<div>'}</script>", 1_000, true);
        check("<svg><path d='a b c'/><path/><path/><path/><path/><path/></svg>", 1_000, true);
        check(&format!("<p data-x='{}'>", "{\"a\": 1} ".repeat(600)), 1, true);
        check("a < b ", 1_000, true);
        check("<!-- <div><p> -->", 1_000, true);
        check("<!-- <b> --><div>", 600, false);
        check("<script><!-- <div> </script>", 1_000, true);
    }
}
