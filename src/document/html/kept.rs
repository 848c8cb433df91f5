//! What belongs to the text of a page though it looks like a list of links, and what was left out of
//! the article though it looks like text.

use std::sync::LazyLock;

use dom_query::{Document, Matcher, NodeRef};

use crate::{base::text, document::chronology};

/// So many words at least make a sentence that is missed.
const LEAST: usize = 6;

/// Takes away the links of paragraphs that are one link and a sentence: they are text, not teasers.
pub fn unlink_sentences(page: &Document) {
    for block in blocks(page) {
        let links: Vec<_> = inner(&block).filter(|it| it.has_name("a")).take(2).collect();
        let [link] = links.as_slice() else { continue };
        let words = text::one_line(&block.text()).into_owned();
        if is_sentence(&words) && text::one_line(&link.text()) == words {
            link.rename("span");
        }
    }
}

/// Writes what is laid out by dates as a chronology reads it: the rows of tables that have a column of
/// dates, and lists of definitions, whose parts would else run into each other.
pub fn write_out(page: &Document) {
    for list in page.select("dl").nodes() {
        let parts = list.descendants_it().filter(|it| it.has_name("dt") || it.has_name("dd"));
        parts.collect::<Vec<_>>().into_iter().for_each(|part| part.rename("p"));
        list.rename("div");
    }
    // A table with another in it only lays out the page.
    let is_inner = |table: &&NodeRef<'_>| {
        !table.descendants_it().any(|it| it.id != table.id && it.has_name("table"))
    };
    for table in page.select("table").nodes().iter().filter(is_inner) {
        let text = super::content::blocks(table);
        if chronology::is_dated_table(&text) {
            let rows = text.lines().map(|row| format!("<p>{}</p>", text::escape_html(row)));
            table.replace_with_html(format!("<div>{}</div>", rows.collect::<String>()));
        }
    }
}

/// The sentences of a page that are no teasers, a paragraph each.
pub fn sentences(page: &Document) -> Vec<String> {
    let is_text = |block: &NodeRef<'_>| !inner(block).any(|it| is_block(&it) || it.has_name("a"));
    let texts = blocks(page).into_iter().filter(is_text).map(|it| it.text());
    texts.map(|it| text::one_line(&it).into_owned()).filter(|it| is_sentence(it)).collect()
}

/// The paragraphs and items of the article, but those that tell of other articles or belong to
/// readers. O(elements).
fn blocks(page: &Document) -> Vec<NodeRef<'_>> {
    static ELSEWHERE: LazyLock<Option<Matcher>> = LazyLock::new(|| {
        let selector = "nav, footer, form, [hidden], .teaser, .related, .comment, .comments, \
                        .recommended, #comments, #respond";
        Matcher::new(selector).ok()
    });
    let is_elsewhere =
        |element: &NodeRef<'_>| ELSEWHERE.as_ref().is_some_and(|it| element.is_match(it));
    let mut blocks = Vec::new();
    // The elements that are looked at next, and whether they are within the article.
    let mut next = vec![(page.root(), false)];
    while let Some((element, is_within)) = next.pop() {
        let children = element.children_it(true).filter(NodeRef::is_element);
        for child in children.filter(|child| !is_elsewhere(child)) {
            let opens = ["article", "main"].iter().any(|name| child.has_name(name));
            next.push((child, is_within || opens));
        }
        if is_within && is_block(&element) {
            blocks.push(element);
        }
    }
    blocks
}

fn is_block(element: &NodeRef<'_>) -> bool {
    ["p", "li", "blockquote"].iter().any(|name| element.has_name(name))
}

/// What stands in a paragraph, up to the elements that a written one has.
fn inner<'b, 'p>(block: &'b NodeRef<'p>) -> impl Iterator<Item = NodeRef<'p>> + use<'b, 'p> {
    const MOST: usize = 256;
    block.descendants_it().take(MOST)
}

/// Those of some sentences that are not in a text, in words; empty if all are.
pub fn missing(sentences: &[String], text: &str) -> String {
    /// So many letters of the first are told.
    const SHOWN: usize = 60;
    let text = text::one_line(text);
    let mut missing = sentences.iter().filter(|it| !text.contains(it.as_str()));
    let Some(first) = missing.next() else { return String::new() };
    let shown: String = first.chars().take(SHOWN).collect();
    let dots = if shown.len() < first.len() { "…" } else { "" };
    match missing.count() {
        0 => format!("the paragraph '{shown}{dots}'"),
        more => format!("{} paragraphs, the first '{shown}{dots}'", more + 1),
    }
}

fn is_sentence(words: &str) -> bool {
    words.ends_with(['.', '!', '?', '"', '”', '’', '»', '…']) && words.split(' ').count() >= LEAST
}
