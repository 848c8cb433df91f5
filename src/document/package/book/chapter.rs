//! A chapter: a page of XHTML that is nothing but text.

use super::FRONT;
use crate::{
    base::html,
    document::{
        blocks::Blocks,
        markdown::Markdown,
        xml::{Piece, Pieces, Tag},
    },
};

/// The text with that of a chapter behind it, and why the chapter breaks off, if it does.
pub fn read(xml: &str, text: Markdown) -> (Markdown, Option<String>) {
    let mut blocks = Blocks::after(text);
    let mut pieces = Pieces::of(xml);
    for piece in pieces.by_ref() {
        match piece {
            Piece::Start(tag) => {
                let width = tag.attribute("colspan").and_then(|it| it.parse().ok());
                blocks.start(tag.local(), is_left_out(&tag), width);
            }
            Piece::Words(words) => blocks.say(&words),
            Piece::End => blocks.end(),
        }
    }
    let mut text = blocks.finish();
    let problem = pieces.problem().map(str::to_owned);
    if problem.is_some() {
        // The rest is read as the words that it has.
        let rest = html::plain(xml.get(pieces.position()..).unwrap_or_default());
        rest.lines().for_each(|line| text.paragraph(line));
    }
    (text, problem)
}

/// Whether the book says that something is no part of its text.
fn is_left_out(tag: &Tag<'_>) -> bool {
    const NOTES: [&str; 6] =
        ["footnote", "footnotes", "endnote", "endnotes", "noteref", "pagebreak"];
    let sorts = tag.attribute("epub:type").unwrap_or_default();
    sorts.split(' ').any(|sort| NOTES.contains(&sort) || FRONT.contains(&sort))
}
