//! Zip archives that are one document: what word processors write, and books.
//!
//! Of a document's date nothing is told: its properties know when the file was made and changed.

mod book;
mod open_text;
mod word;

use super::{
    Envelope, Form, Packed,
    markdown::Markdown,
    xml::{Piece, Pieces},
};
use crate::base::bytes::{self, BytesError, Limits, Package, Parts};

/// How much of a document is unpacked; ratios as everywhere.
fn limits() -> Limits {
    Limits { member: 128 << 20, ..Limits::default() }
}

/// The document in these bytes.
pub fn open(package: Package, bytes: &[u8]) -> Result<Vec<Packed>, String> {
    let open = || {
        let mut parts = Parts::open(bytes, "it", &limits()).map_err(said)?;
        match package {
            Package::Word => word::read(&mut parts),
            Package::OpenText => open_text::read(&mut parts),
            Package::Book => book::read(&mut parts),
        }
    };
    open().map(|document| vec![document])
}

/// A document of this text, title and author, which says how many of its notes were left out and why
/// it broke off.
fn finish(
    text: Markdown,
    [title, author]: [String; 2],
    notes: usize,
    problem: Option<&str>,
) -> Result<Packed, String> {
    if text.is_empty() {
        return Err("it has no text".to_owned());
    }
    let ending = if notes == 1 { "" } else { "s" };
    let left_out =
        (notes > 0).then(|| format!("left out: {notes} note{ending} at its foot or its end"));
    let broken = problem.map(|problem| format!("the document breaks off: {problem}"));
    let notes = left_out.into_iter().chain(broken).collect();
    let envelope = Envelope { form: Form::Text, title, author, notes, ..Envelope::default() };
    Ok(Packed { name: String::new(), text: text.finish(), envelope })
}

/// The error without the name that the file does not have here.
fn said(error: BytesError) -> String {
    match error {
        BytesError::Archive { reason, .. } => reason,
        error => error.to_string().trim_start_matches("it/").to_owned(),
    }
}

/// The text of a part.
fn text(parts: &mut Parts<'_>, name: &str) -> Result<Option<String>, String> {
    let bytes = parts.read(name).map_err(said)?;
    Ok(bytes.map(|bytes| bytes::decode(bytes, name).0))
}

/// The words of the first elements of these names in a part with properties, in the order of the
/// names. Of dates only that of the publication counts.
fn properties<const N: usize>(xml: &str, names: [&str; N]) -> [String; N] {
    let mut found = names.map(|_| String::new());
    let mut open: Option<usize> = None;
    for piece in Pieces::of(xml) {
        match piece {
            Piece::Start(tag) => {
                let is_other = tag.attribute("event").is_some_and(|event| event != "publication");
                let which = names.iter().position(|name| *name == tag.local());
                open = which.filter(|&which| !is_other && found[which].is_empty());
            }
            Piece::End => open = None,
            Piece::Words(words) => {
                if let Some(open) = open {
                    found[open] += &words;
                }
            }
        }
    }
    found.map(|words| words.trim().to_owned())
}

#[cfg(test)]
mod tests;
