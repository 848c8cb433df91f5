//! News whose words are marked with what they tell.
//!
//! A marked text has a sentence a line; behind a word stands its kind in braces: `was
//! seized{coerce}`. `{yield}` is `concede` or `retreat`; `{~coerce}` is what is only feared, asked
//! for, denied or told before, and no event of a timeline. In a treebank the kind is a fifth column.

use std::{collections::HashMap, fs, path::Path};

use anyhow::{Context, bail};
use demarche::{extract::find::event::kinds::class, model::Kind};

/// A text with the kinds of its words, by their first byte.
pub struct Marked {
    pub text: String,
    pub told: HashMap<u32, Classes>,
}

/// What may be right: a class, or one of two.
pub type Classes = Vec<usize>;

/// The marked texts of a file, parted by empty lines.
pub fn of_marks(path: &Path) -> anyhow::Result<Vec<Marked>> {
    let whole = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let mut texts = Vec::new();
    for (number, part) in whole.split("\n\n").enumerate() {
        let mut text = Marked { text: String::new(), told: HashMap::new() };
        for line in part.lines().filter(|line| !line.trim().is_empty()) {
            let at = || format!("{}: text {}: {line}", path.display(), number + 1);
            let mut rest = line;
            while let Some((before, behind)) = rest.split_once('{') {
                let (kind, behind) = behind.split_once('}').with_context(at)?;
                text.text += before;
                let start = text.text.rfind(|letter: char| !is_of_word(letter));
                let start = start.map_or(0, |start| start + 1);
                text.told.insert(start as u32, of_name(kind).with_context(at)?);
                rest = behind;
            }
            text.text += rest;
            text.text += "\n\n";
        }
        texts.push(text);
    }
    Ok(texts)
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '-' | '\'' | '’')
}

/// What a mark means.
fn of_name(name: &str) -> anyhow::Result<Classes> {
    Ok(match name {
        _ if name.starts_with('~') => vec![0],
        "yield" => vec![class(Kind::Concede), class(Kind::Retreat)],
        _ => match Kind::from_name(name).map(class) {
            Some(class) if class > 0 => vec![class],
            _ => bail!("'{name}' is no kind"),
        },
    })
}

/// The sentences of a treebank as texts of some paragraphs.
pub fn of_treebank(path: &Path) -> anyhow::Result<Vec<Marked>> {
    /// How many sentences make a text.
    const SENTENCES: usize = 20;
    let whole = fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let sentences: Vec<&str> = whole.split("\n\n").collect();
    let mut texts = Vec::new();
    for sentences in sentences.chunks(SENTENCES) {
        let mut text = Marked { text: String::new(), told: HashMap::new() };
        for sentence in sentences {
            let mut opens = true;
            for line in sentence.lines() {
                let cells: Vec<&str> = line.split('\t').collect();
                let &[form, tag, ..] = &cells[..] else { bail!("{}: {line:?}", path.display()) };
                let closes = matches!(tag, "," | "." | ":" | "POS" | "''" | "-RRB-" | "HYPH")
                    || form.starts_with(['\'', '’'])
                    || form == "n't"
                    || form == "%";
                if !opens && (!closes || form == "-" && tag == ":") {
                    text.text.push(' ');
                }
                if let Some(kind) = cells.get(4) {
                    text.told.insert(text.text.len() as u32, of_name(kind)?);
                }
                text.text += form;
                opens = matches!(tag, "``" | "-LRB-" | "$" | "HYPH");
            }
            text.text += "\n\n";
        }
        texts.push(text);
    }
    Ok(texts)
}
