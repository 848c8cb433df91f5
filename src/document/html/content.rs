//! The text of markup that is nothing but the document: a letter, an entry of a feed.

use dom_query::NodeRef;
use dom_smoothie::Readability;

use crate::{
    base::{html, text},
    document::{blocks::Blocks, mail, shape},
};

/// What programs for letters put around the letter that is answered.
const QUOTED: &str = "blockquote[type='cite'], blockquote.gmail_quote, .yahoo_quoted blockquote, \
                      .moz-cite-prefix + blockquote, .gmail_attr + blockquote, \
                      .gmail_attr + br + blockquote, .protonmail_quote blockquote";

/// The line that introduces a letter where nothing else marks it: all behind it is that letter.
const INTRODUCED: &str = ".gmail_attr";

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
    for _ in 0..MOST_QUOTED {
        let quoted = page.doc.select_single(QUOTED);
        if !quoted.exists() {
            break;
        }
        quoted.replace_with_html(quotation(&quoted.formatted_text()));
    }
    for introduction in page.doc.select(INTRODUCED).nodes() {
        let said = introduction.formatted_text();
        let is_known = mail::is_introduction(&said);
        let mut words = if is_known { String::new() } else { said.to_string() };
        let mut next = introduction.next_sibling();
        while let Some(node) = next {
            next = node.next_sibling();
            if node.is_element() && node.text().trim_start().starts_with('>') {
                break;
            }
            words.push('\n');
            words += &node.formatted_text();
            node.remove_from_parent();
        }
        let said =
            if is_known { format!("<p>{}</p>", text::escape_html(&said)) } else { String::new() };
        introduction.replace_with_html(said + &quotation(&words));
    }
    blocks(&page.doc.root())
}

/// Words of another letter, as plain text marks them.
fn quotation(words: &str) -> String {
    if words.trim().is_empty() {
        return String::new();
    }
    let lines = words.trim().lines();
    let lines: Vec<String> =
        lines.map(|line| format!("&gt; {}", text::escape_html(line))).collect();
    format!("<pre>{}</pre>", lines.join("\n"))
}

/// The text of an element, in its order: headings, items and rows have the marks of
/// Markdown.
pub fn blocks(root: &NodeRef<'_>) -> String {
    let mut blocks = Blocks::default();
    if root.is_element() {
        blocks.start(&root.node_name().unwrap_or_default(), false, None);
    }
    let mut next = root.first_child();
    // The elements that are open.
    let mut open = vec![*root];
    loop {
        let Some(node) = next else {
            let Some(ended) = open.pop() else { break };
            if ended.is_element() {
                blocks.end();
            }
            if open.is_empty() {
                break;
            }
            next = ended.next_sibling();
            continue;
        };
        if node.is_element() {
            let width = node.attr("colspan").and_then(|it| it.parse().ok());
            blocks.start(&node.node_name().unwrap_or_default(), false, width);
            next = node.first_child();
            open.push(node);
        } else {
            if node.is_text() {
                blocks.say(&node.text());
            }
            next = node.next_sibling();
        }
    }
    blocks.finish().finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_blocks() {
        #[track_caller]
        fn check(markup: &str, expect: &str) {
            assert_eq!(content(markup), expect, "{markup}");
        }
        check("", "");
        check("They <b>met</b> &amp; left.", "They met & left.\n");
        check("<p>One.</p><p>Two<br>lines.</p>", "One.\n\nTwo\nlines.\n");
        check("<div>One.</div><div>Two.</div>", "One.\n\nTwo.\n");
        check(
            "<h2>1998</h2><ul><li>3 March: Attack.</li><li>4 March: Talks.</li></ul>",
            "## 1998\n\n- 3 March: Attack.\n- 4 March: Talks.\n",
        );
        check(
            "<table><tr><td>3 March</td><td>Attack.</td></tr><tr><td>4 March</td><td>Talks.</td></tr></table>",
            "| 3 March | Attack. |\n| 4 March | Talks. |\n",
        );
        check(
            "<table><tr><td><p>They met.</p><p>They left.</p></td></tr></table>",
            "They met.\n\nThey left.\n",
        );
        check(
            "<p>Yes.</p><div class='gmail_attr'>2019: Ana:</div><blockquote>No.</blockquote>",
            "Yes.\n\n> 2019: Ana:\n\n> No.\n",
        );
        check(
            "<p>Yes.</p><div class='gmail_quote'><div class='gmail_attr'>2019: Ana:</div><p>No.</p>\
             <p>Why?</p></div>",
            "Yes.\n\n> 2019: Ana:\n> No.\n> Why?\n",
        );
        check("<p>a</p><style>p{}</style><script>x</script><img alt='b'>", "a\n");
    }
}
