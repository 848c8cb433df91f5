//! What belongs to the text of a page though it looks like a list of links, and what was left out of
//! the article though it looks like text.

use std::sync::LazyLock;

use dom_query::{Document, Matcher, NodeRef};

use crate::base::text;

/// So many words at least make a sentence that is missed.
const LEAST: usize = 6;

/// Takes away the links of paragraphs that are one link and a sentence: they are text, not teasers.
pub fn unlink_sentences(page: &Document) {
    for block in page.select("article p, article li, main p, main li, article blockquote").nodes() {
        let links: Vec<_> = block.descendants_it().filter(|it| it.has_name("a")).collect();
        let [link] = links.as_slice() else { continue };
        let words = text::one_line(&block.text()).into_owned();
        if is_sentence(&words) && text::one_line(&link.text()) == words && !is_elsewhere(block) {
            link.rename("span");
        }
    }
}

/// The sentences of a page that are no teasers, a paragraph each.
pub fn sentences(page: &Document) -> Vec<String> {
    let blocks = page.select("article p, article li, article blockquote, main p, main li");
    let is_text = |block: &&NodeRef<'_>| {
        let mut inner = block.descendants_it();
        !inner.any(|it| ["p", "li", "a"].iter().any(|name| it.has_name(name)))
            && !is_elsewhere(block)
    };
    let texts = blocks.nodes().iter().filter(is_text).map(NodeRef::text);
    texts.map(|it| text::one_line(&it).into_owned()).filter(|it| is_sentence(it)).collect()
}

/// Whether an element tells of other articles, or belongs to readers.
fn is_elsewhere(element: &NodeRef<'_>) -> bool {
    static ELSEWHERE: LazyLock<Option<Matcher>> = LazyLock::new(|| {
        let selector = "nav, footer, form, [hidden], .teaser, .related, .comment, .comments, \
                        .recommended, #comments, #respond";
        Matcher::new(selector).ok()
    });
    let Some(elsewhere) = ELSEWHERE.as_ref() else { return false };
    element.is_match(elsewhere) || element.ancestors_it(None).any(|it| it.is_match(elsewhere))
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
