//! The words of a text that is marked up as HTML.

mod charset;

use std::borrow::Cow;

pub use charset::charset;

/// Whether a text is a page of HTML, or a part of one: it begins with a tag, a comment or a style,
/// and elements of HTML stand near its beginning. Other markup is none.
///
/// ```
/// # use demarche::base::html::is_page;
/// assert!(is_page("<!-- a page --><div><p>They met."));
/// assert!(!is_page("<?xml version='1.0'?><timeline><event/></timeline>"));
/// ```
#[must_use]
pub fn is_page(text: &str) -> bool {
    /// Scripts and styles may stand before the first element, so many bytes long.
    const NEAR: usize = 64 << 10;
    const ELEMENTS: &[&str] = &[
        "<!doctype html",
        "<html",
        "<head>",
        "<head ",
        "<body",
        "<article",
        "<main",
        "<section",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<h2",
        "<table",
        "<ul",
        "<ol>",
        "<meta ",
    ];
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if !text.starts_with('<') {
        return false;
    }
    let near = (0..=text.len().min(NEAR)).rev().find(|&at| text.is_char_boundary(at));
    let start = text[..near.unwrap_or(0)].to_ascii_lowercase();
    let has = |element: &&str| start.contains(*element);
    if start.starts_with("<?xml") { has(&"<html") } else { ELEMENTS.iter().any(has) }
}

/// The text without tags: blocks and `<br>` begin a new line, other runs of spaces are one space,
/// character references are the characters. What only looks like a tag ("a < b") stays.
#[must_use]
pub fn plain(html: &str) -> Cow<'_, str> {
    let html = html.trim();
    if !html.contains(['<', '&', '\n', '\t']) && !html.contains("  ") {
        return Cow::Borrowed(html);
    }
    let mut text = Words::default();
    let (mut rest, mut tags) = (html, Tags::default());
    while let Some(at) = rest.find(['<', '&']) {
        text.add(&rest[..at]);
        rest = &rest[at..];
        let length = if rest.starts_with('<') {
            tags.at(rest).map(|tag| {
                text.break_at(tag.name);
                tag.length
            })
        } else {
            reference(rest).map(|(c, length)| {
                text.add(c.encode_utf8(&mut [0; 4]));
                length
            })
        };
        let length = length.unwrap_or_else(|| {
            text.add(&rest[..1]);
            1
        });
        rest = &rest[length..];
    }
    text.add(rest);
    Cow::Owned(text.text)
}

/// The value of an attribute of the first tag that has it, with its references resolved.
#[must_use]
pub fn attribute(html: &str, name: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let at = lower.match_indices(name).map(|(at, _)| at + name.len()).find_map(|at| {
        let rest = html[at..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next()
    });
    at.map(|value| plain(value).into_owned())
}

/// Text in which spaces don't pile up.
#[derive(Default)]
struct Words {
    text: String,
    /// What stands before the next word.
    gap: Gap,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    Nothing,
    Space,
    Line,
}

impl Words {
    fn add(&mut self, words: &str) {
        for c in words.chars() {
            if c.is_whitespace() {
                self.gap = self.gap.max(Gap::Space);
                continue;
            }
            match self.gap {
                _ if self.text.is_empty() => {}
                Gap::Nothing => {}
                Gap::Space => self.text.push(' '),
                Gap::Line => self.text.push('\n'),
            }
            self.gap = Gap::Nothing;
            self.text.push(c);
        }
    }

    /// Begins a new line where a tag does.
    fn break_at(&mut self, name: &str) {
        const BLOCKS: &[&str] = &[
            "article",
            "aside",
            "blockquote",
            "body",
            "br",
            "dd",
            "div",
            "dt",
            "figcaption",
            "figure",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "td",
            "th",
            "title",
            "tr",
            "ul",
        ];
        if BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block)) {
            self.gap = Gap::Line;
        }
    }
}

struct Tag<'a> {
    name: &'a str,
    /// In bytes; of a script, a style or a comment up to its end.
    length: usize,
}

/// The tags of a text, asked for from its beginning to its end, so that none of what has no end is
/// looked through twice.
struct Tags {
    /// Where what follows has at most so many bytes, a tag may have an end.
    closable: usize,
}

impl Default for Tags {
    fn default() -> Self {
        Self { closable: usize::MAX }
    }
}

impl Tags {
    /// The tag or the comment that the rest of the text begins with.
    fn at<'a>(&mut self, rest: &'a str) -> Option<Tag<'a>> {
        if rest.starts_with("<!--") {
            let length = rest.find("-->").map_or(rest.len(), |end| end + 3);
            return Some(Tag { name: "", length });
        }
        let is_end = rest.starts_with("</");
        let inside = &rest[1 + usize::from(is_end)..];
        inside.chars().next().filter(|c| c.is_ascii_alphabetic() || *c == '!')?;
        let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let mut length = self.end(rest)?;
        let is_raw = ["script", "style"].iter().any(|it| name.eq_ignore_ascii_case(it));
        if is_raw && !is_end {
            let content = &rest[length..];
            let closes = |&(at, _): &(usize, &str)| {
                let named = content.get(at + 2..at + 2 + name.len());
                named.is_some_and(|it| it.eq_ignore_ascii_case(name))
            };
            let end = content.match_indices("</").find(closes);
            length += end.map_or(content.len(), |(at, _)| at);
        }
        Some(Tag { name, length })
    }

    /// How long the tag is: its end is not inside quotation marks.
    fn end(&mut self, rest: &str) -> Option<usize> {
        if rest.len() > self.closable {
            return None;
        }
        let mut quote = None;
        for (at, byte) in rest.bytes().enumerate() {
            match (quote, byte) {
                (None, b'>') => return Some(at + 1),
                (None, b'"' | b'\'') => quote = Some((byte, at)),
                (Some((open, _)), byte) if open == byte => quote = None,
                _ => {}
            }
        }
        // None that begins before the mark that nothing closes has an end either.
        self.closable = quote.map_or(0, |(_, at)| rest.len() - at);
        None
    }
}

/// The character that a reference at the beginning of a text stands for, and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    const NAMES: &[(&str, char)] = &[
        ("amp", '&'),
        ("apos", '\''),
        ("gt", '>'),
        ("lt", '<'),
        ("quot", '"'),
        ("nbsp", ' '),
        ("ensp", ' '),
        ("emsp", ' '),
        ("thinsp", ' '),
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("sbquo", '‚'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("bdquo", '„'),
        ("laquo", '«'),
        ("raquo", '»'),
        ("hellip", '…'),
        ("bull", '•'),
        ("middot", '·'),
        ("deg", '°'),
        ("copy", '©'),
        ("reg", '®'),
        ("trade", '™'),
        ("euro", '€'),
        ("pound", '£'),
        ("yen", '¥'),
        ("cent", '¢'),
        ("sect", '§'),
        ("times", '×'),
        ("frac12", '½'),
        ("aacute", 'á'),
        ("agrave", 'à'),
        ("acirc", 'â'),
        ("atilde", 'ã'),
        ("auml", 'ä'),
        ("aring", 'å'),
        ("aelig", 'æ'),
        ("ccedil", 'ç'),
        ("eacute", 'é'),
        ("egrave", 'è'),
        ("ecirc", 'ê'),
        ("euml", 'ë'),
        ("iacute", 'í'),
        ("igrave", 'ì'),
        ("icirc", 'î'),
        ("iuml", 'ï'),
        ("ntilde", 'ñ'),
        ("oacute", 'ó'),
        ("ograve", 'ò'),
        ("ocirc", 'ô'),
        ("otilde", 'õ'),
        ("ouml", 'ö'),
        ("oslash", 'ø'),
        ("szlig", 'ß'),
        ("uacute", 'ú'),
        ("ugrave", 'ù'),
        ("ucirc", 'û'),
        ("uuml", 'ü'),
        ("Aacute", 'Á'),
        ("Agrave", 'À'),
        ("Auml", 'Ä'),
        ("Aring", 'Å'),
        ("Ccedil", 'Ç'),
        ("Eacute", 'É'),
        ("Egrave", 'È'),
        ("Iacute", 'Í'),
        ("Ntilde", 'Ñ'),
        ("Oacute", 'Ó'),
        ("Ouml", 'Ö'),
        ("Oslash", 'Ø'),
        ("Uacute", 'Ú'),
        ("Uuml", 'Ü'),
    ];
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let c = match name.strip_prefix('#') {
        Some(code) => {
            let code = match code.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(code).filter(|&c| c != '\0')?
        }
        None => NAMES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_remain() {
        #[track_caller]
        fn check(html: &str, expect: &str) {
            assert_eq!(plain(html), expect, "{html}");
        }
        check("plain words", "plain words");
        check("  plain\n\twords  ", "plain words");
        check("<p class=\"lead\">One.</p><p>Two.</p>", "One.\nTwo.");
        check("one<br/>two<BR>three", "one\ntwo\nthree");
        check("Take <a href=\"https://x.org/a>b\">Ada</a>: <b>D</b>ear", "Take Ada: Dear");
        check("<ul><li>one</li>\n <li>two</li></ul>", "one\ntwo");
        check("Caf&eacute; &amp; bar &#8211; &#x41;&nbsp;B", "Café & bar – A B");
        check("a < b && c > d", "a < b && c > d");
        check("AT&T; &unknown; &#0; &#xD800; &", "AT&T; &unknown; &#0; &#xD800; &");
        check("x<!-- hidden --><script>alert('<p>')</script><style>p{}</style>y", "xy");
        check("cut <a href=\"x", "cut <a href=\"x");
        check("<p></p>", "");
        check("&lt;b&gt;", "<b>");
        check("&ééééé;", "&ééééé;");
        check("<é>", "<é>");
        check("<SCRIPT>a</é</scriPT><p>b", "b");
        check("<title>a</title><body>b", "a\nb");
        check("<a \"<b>c</b>", "<a \"c");
    }

    #[test]
    fn what_has_no_end_is_looked_through_once() {
        // A minute each, where the work grows with the square of the length.
        for part in ["<a ", "<a \"", "<a '", "<!-- ", "<script>", "</a \"'", "<a \"'\"> ", "&amp"] {
            let text = part.repeat(300_000);
            assert!(plain(&format!("{text}>")).len() <= text.len() + 1, "{part}");
            assert!(plain(&format!("{text}\"'>")).len() <= text.len() + 3, "{part}");
        }
    }

    #[test]
    fn attributes() {
        let html = "<iframe data-src='no' SRC = \"https://x.org/?a=1&amp;b=2\"></iframe>";
        assert_eq!(attribute(html, "src").as_deref(), Some("no"));
        assert_eq!(attribute(html, " src").as_deref(), Some("https://x.org/?a=1&b=2"));
        assert_eq!(attribute("<iframe src=bare>", "src"), None);
    }
}
