//! The text of markup that is nothing but the document: a letter, an entry of a feed.

use dom_smoothie::Readability;

use super::tidy;
use crate::{
    base::{html, text},
    document::shape,
};

/// What is no text.
const UNSEEN: &str = "head, script, style, noscript, template, img, svg, object, iframe, form";

/// What programs for letters put around the letter that is answered.
const QUOTED: &str = "blockquote[type='cite'], blockquote.gmail_quote, .yahoo_quoted blockquote, \
                      .moz-cite-prefix + blockquote, .protonmail_quote blockquote";

/// So many quotations of a letter are told as such: one stands in another, or between answers.
const MOST_QUOTED: usize = 64;

/// The text of some markup, a paragraph a block. Quoted letters become lines that begin with `>`.
pub fn content(markup: &str) -> String {
    if !shape::is_plausible(markup) {
        return html::plain(markup).replace('\n', "\n\n");
    }
    let Ok(page) = Readability::new(markup, None, None) else {
        return html::plain(markup).replace('\n', "\n\n");
    };
    page.doc.select(UNSEEN).remove();
    for _ in 0..MOST_QUOTED {
        let quoted = page.doc.select_single(QUOTED);
        if !quoted.exists() {
            break;
        }
        let words = quoted.formatted_text();
        let lines: Vec<String> =
            words.trim().lines().map(|line| format!("&gt; {}", text::escape_html(line))).collect();
        quoted.replace_with_html(format!("<pre>{}</pre>", lines.join("\n")));
    }
    tidy(&page.doc.formatted_text())
}
