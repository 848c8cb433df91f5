//! Text on its way into a page: none of it can become markup, a script or an address.

use crate::base::text::{escape_html, neutralise, neutralise_block, one_line};

/// A text of one line, for elements and for attributes in quotation marks.
pub fn line(text: &str) -> String {
    escape_html(&neutralise(&one_line(text))).into_owned()
}

/// A text of several lines.
pub fn block(text: &str) -> String {
    escape_html(&neutralise_block(text.trim())).into_owned()
}

/// An address that a browser may open: one of the web, with nothing in it that hides or reorders.
pub fn address(url: &str) -> Option<&str> {
    let url = url.trim();
    let is_web = ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    let is_plain = !url.contains(char::is_whitespace) && neutralise(url) == url;
    (is_web && is_plain).then_some(url)
}

/// An address as a link if it can be one, else as text.
pub fn link(url: &str) -> String {
    let words = line(url);
    match address(url) {
        Some(url) => {
            let url = escape_html(url);
            format!("<a href=\"{url}\" rel=\"noreferrer noopener\">{words}</a>")
        }
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        #[track_caller]
        fn check(url: &str, expect: &str) {
            assert_eq!(link(url), expect);
        }
        let rel = "rel=\"noreferrer noopener\"";
        check(
            "https://a.org/?b=1&c",
            &format!("<a href=\"https://a.org/?b=1&amp;c\" {rel}>https://a.org/?b=1&amp;c</a>"),
        );
        check("HTTP://a.org", &format!("<a href=\"HTTP://a.org\" {rel}>HTTP://a.org</a>"));
        check("javascript:alert(1)", "javascript:alert(1)");
        check(" java\nscript:alert(1)", "java script:alert(1)");
        check("data:text/html,<script>", "data:text/html,&lt;script&gt;");
        check("https://a.org/\" onclick=\"x", "https://a.org/&quot; onclick=&quot;x");
        check(
            "https://a.org/'><script>",
            &format!(
                "<a href=\"https://a.org/&#39;&gt;&lt;script&gt;\" {rel}>https://a.org/&#39;&gt;&lt;script&gt;</a>"
            ),
        );
        check("https://a.org/\u{202e}gro", "https://a.org/⟨U+202E⟩gro");
        check("//a.org", "//a.org");
        check("", "");
    }
}
