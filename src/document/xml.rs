//! XML as its tags and its words, one by one. Nothing outside of the text is ever fetched, and no
//! entity stands for anything but a character.

use std::borrow::Cow;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

use crate::base::html;

/// A piece of XML.
#[derive(Clone, Debug)]
pub enum Piece<'x> {
    /// The begin of an element.
    Start(Tag<'x>),
    /// The end of the innermost element that is open.
    End,
    /// Words between tags.
    Words(Cow<'x, str>),
}

/// The begin of an element.
#[derive(Clone, Debug)]
pub struct Tag<'x>(BytesStart<'x>);

impl Tag<'_> {
    /// Its name as it is written: `dc:date`.
    pub fn name(&self) -> &str {
        self.0.name().0
    }

    /// Its name without the prefix: `date`.
    pub fn local(&self) -> &str {
        let name = self.0.name().0;
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The value of an attribute, by its name as it is written, or by its name behind the prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        attributes.with_checks(false);
        let found = attributes.flatten().find(|it| {
            let key = it.key.0;
            key == name || key.rsplit_once(':').is_some_and(|(_, local)| local == name)
        })?;
        let value = found.normalized_value(XmlVersion::default());
        Some(value.map_or_else(|_| found.value.clone().into_owned(), Cow::into_owned))
    }
}

/// The pieces of a text of XML.
pub struct Pieces<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
    /// Whether an element without content waits for its end.
    is_closing: bool,
    problem: Option<String>,
}

/// No element is deeper.
const DEEPEST: usize = 256;

impl<'x> Pieces<'x> {
    /// Of a text. End tags that don't fit are taken as ends.
    pub fn of(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0, is_closing: false, problem: None }
    }

    /// How many bytes of the text have been read.
    pub fn position(&self) -> usize {
        self.reader.buffer_position() as usize
    }

    /// Why it broke off, once there are no more pieces.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    fn open(&mut self, tag: BytesStart<'x>) -> Option<Piece<'x>> {
        self.depth += 1;
        if self.depth > DEEPEST {
            self.problem = Some(format!("its elements are more than {DEEPEST} deep"));
            return None;
        }
        Some(Piece::Start(Tag(tag)))
    }
}

impl<'x> Iterator for Pieces<'x> {
    type Item = Piece<'x>;

    fn next(&mut self) -> Option<Piece<'x>> {
        if std::mem::take(&mut self.is_closing) {
            self.depth -= 1;
            return Some(Piece::End);
        }
        while self.problem.is_none() {
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => return self.open(tag),
                Ok(Event::Empty(tag)) => {
                    self.is_closing = self.depth < DEEPEST;
                    return self.open(tag);
                }
                Ok(Event::End(_)) if self.depth > 0 => {
                    self.depth -= 1;
                    return Some(Piece::End);
                }
                Ok(Event::Text(text)) => return Some(Piece::Words(text.into_inner())),
                Ok(Event::CData(text)) => return Some(Piece::Words(text.into_inner())),
                Ok(Event::GeneralRef(reference)) => return Some(Piece::Words(meant(&reference))),
                Ok(Event::Eof) if self.depth == 0 => return None,
                Ok(Event::Eof) => self.problem = Some("an element has no end".to_owned()),
                Ok(_) => {}
                Err(error) => self.problem = Some(error.to_string()),
            }
        }
        None
    }
}

/// The character that a reference stands for; the reference itself if it stands for anything else.
fn meant(reference: &BytesRef<'_>) -> Cow<'static, str> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Cow::Owned(character.to_string());
    }
    let written = format!("&{};", &**reference);
    match &*written {
        "&nbsp;" => Cow::Borrowed("\u{A0}"),
        _ => Cow::Owned(html::plain(&written).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_comes_piece_by_piece() {
        #[track_caller]
        fn check(text: &str, expect: &str) {
            let mut pieces = Pieces::of(text);
            let mut told = String::new();
            for piece in pieces.by_ref() {
                let piece = match piece {
                    Piece::Start(tag) => {
                        let id = tag.attribute("id").map(|id| format!("={id}"));
                        format!("<{}{}", tag.local(), id.unwrap_or_default())
                    }
                    Piece::End => ">".to_owned(),
                    Piece::Words(words) => words.into_owned(),
                };
                told.push_str(&piece);
            }
            let problem = pieces.problem().map(|_| "!").unwrap_or_default();
            assert_eq!(told + problem, expect, "{text}");
        }
        check("", "");
        check("<a><w:b w:id=\"1 &amp; 2\"/>x</a>", "<a<b=1 & 2>x>");
        check("<?xml version=\"1.0\"?><!DOCTYPE a><a><!-- no --><![CDATA[<b>]]></a>", "<a<b>>");
        check("<a>R&amp;D &#233;&nbsp;&ndash; &unknown; & b</a>", "<aR&D é\u{A0}– &unknown; & b>");
        check("<!DOCTYPE a [<!ENTITY x \"&y;&y;\">]><a>&x;</a>", "<a&x;>");
        check("<a>x</b>y</a></a>", "<ax>y");
        check("<a>x<b", "<ax!");
        check("<a>x<b>y", "<ax<by!");
        check(&"<a>".repeat(300), &format!("{}!", "<a".repeat(256)));
    }
}
