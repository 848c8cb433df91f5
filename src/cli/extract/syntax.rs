//! The syntax trees of articles in CoNLL-U, the form of treebanks: a word a line.

use std::io::{self, Write};

use crate::{
    base::text,
    cli::{Outcome, args::Files, load, tell},
    extract::{
        Lexicon, Reading,
        reading::tree::{Penn, Rel},
        syntax::{self, Tree},
    },
    world,
};

/// Prints the trees of all sentences in the order of their texts.
pub fn run(files: &Files, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let (lexicon, wrong) = world::lexicon(&load::tables(files)?);
    tell(&wrong);
    let (mut sentences, mut written) = (0, Ok(()));
    let issues = load::read_articles(files, &mut |name, _, reading| {
        if written.is_ok() {
            written = article(name, reading, &lexicon, &mut sentences, out);
        }
    })?;
    written?;
    tell(&issues);
    Ok(Outcome::of(sentences > 0, "no sentence was found"))
}

/// Prints the trees of one article.
fn article(
    name: &str,
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    sentences: &mut usize,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "# newdoc id = {name}")?;
    let mut written = Ok(());
    syntax::trees(reading, lexicon, |tree| {
        *sentences += 1;
        if written.is_ok() {
            written = sentence(reading, tree, *sentences, out);
        }
    });
    written
}

fn sentence(
    reading: &Reading<'_>,
    tree: &Tree,
    number: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let (Some(first), Some(last)) = (tree.words.first(), tree.words.last()) else { return Ok(()) };
    let text = &reading.text[first.extent.start as usize..last.extent.end as usize];
    writeln!(out, "# sent_id = {number}")?;
    writeln!(out, "# text = {}", text::one_line(text).into_owned())?;
    for (at, word) in tree.words.iter().enumerate() {
        let (tag, rel) = (tree.tags[at], tree.rels[at]);
        let head = tree.heads[at] as usize;
        let head = if head == at { 0 } else { head + 1 };
        let joined = tree.words.get(at + 1).is_some_and(|it| it.extent.start == word.extent.end);
        let misc = if joined { "SpaceAfter=No" } else { "_" };
        let form = reading.slice(word.extent);
        let (upos, tag, rel) = (universal(form, tag, rel), tag.as_str(), rel.as_str());
        writeln!(out, "{}\t{form}\t_\t{upos}\t{tag}\t_\t{head}\t{rel}\t_\t{misc}", at + 1)?;
    }
    writeln!(out)
}

/// The part of speech of Universal Dependencies.
fn universal(form: &str, tag: Penn, rel: Rel) -> &'static str {
    let negation = ["not", "n't", "n’t"].iter().any(|it| form.eq_ignore_ascii_case(it));
    match tag {
        Penn::Rb if negation => "PART",
        Penn::Nn | Penn::Nns => "NOUN",
        Penn::Nnp | Penn::Nnps => "PROPN",
        Penn::Md => "AUX",
        Penn::Vb | Penn::Vbd | Penn::Vbg | Penn::Vbn | Penn::Vbp | Penn::Vbz => match rel {
            Rel::Aux | Rel::AuxPass | Rel::Cop => "AUX",
            _ => "VERB",
        },
        Penn::Jj | Penn::Jjr | Penn::Jjs | Penn::Afx => "ADJ",
        Penn::Rb if rel == Rel::Cc => "CCONJ",
        Penn::Rb | Penn::Rbr | Penn::Rbs | Penn::Wrb | Penn::In | Penn::Rp if rel == Rel::Mark => {
            "SCONJ"
        }
        Penn::Rb | Penn::Rbr | Penn::Rbs | Penn::Wrb => "ADV",
        Penn::In | Penn::Rp => "ADP",
        Penn::To if rel == Rel::Case => "ADP",
        Penn::To | Penn::Pos => "PART",
        Penn::Dt | Penn::Pdt | Penn::Wdt | Penn::Wp if rel == Rel::Det => "DET",
        Penn::Dt | Penn::Wdt | Penn::Wp | Penn::WpS | Penn::Prp | Penn::PrpS | Penn::Ex => "PRON",
        Penn::Pdt => "DET",
        Penn::Cd => "NUM",
        Penn::Cc => "CCONJ",
        Penn::Uh => "INTJ",
        Penn::Dollar | Penn::Hash | Penn::Sym => "SYM",
        Penn::Fw | Penn::Ls | Penn::Add | Penn::Gw | Penn::Xx => "X",
        Penn::Comma
        | Penn::Stop
        | Penn::Colon
        | Penn::OpenQuote
        | Penn::CloseQuote
        | Penn::OpenBracket
        | Penn::CloseBracket
        | Penn::Hyph
        | Penn::Nfp => "PUNCT",
    }
}
