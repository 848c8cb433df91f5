//! Documents, one a line of JSON, become lines of annotations, in their order.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read as _, Write},
    path::Path,
    slice,
};

use anyhow::{Context as _, bail};
use rayon::prelude::*;

use crate::{
    base::{
        bytes::{self, Input},
        issue::{Issue, Place},
        progress::Progress,
    },
    cli::{Outcome, args::Files, load, tell},
    extract::{
        Lexicon,
        tell::annotation::{self, Document},
    },
    ingest::article,
    world::lexicon,
};

/// The most bytes of a line: escaped, a text takes up to six times its own.
const LINE: u64 = 6 * article::LONGEST;
/// How many bytes of lines are read before they are worked on.
const BATCH: usize = 4 << 20;

/// Prints a line for each document; lines that can't be read are told on standard error.
pub fn run(path: &Path, files: &Files, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let (lexicon, wrong) = lexicon(&load::tables(files)?);
    tell(&wrong);
    let mut outcome = if wrong.is_empty() { Outcome::Fine } else { Outcome::Nothing };
    let input = Input::from_arg(path);
    let mut reader: Box<dyn BufRead> = match &input {
        Input::Path(path) if input.is_pipe() => {
            let open = |progress: &Progress| {
                progress.set_waiting(true);
                File::open(path)
            };
            let file = load::watched(slice::from_ref(&input), open);
            Box::new(BufReader::new(file.with_context(|| format!("can't open {input}"))?))
        }
        Input::Path(path) => Box::new(BufReader::new(bytes::open_file(path)?.1)),
        _ => Box::new(io::stdin().lock()),
    };
    let mut first = 1;
    loop {
        let lines = batch(&mut reader).with_context(|| format!("can't read {input}"))?;
        if lines.is_empty() {
            return Ok(outcome);
        }
        let done = lines.par_iter().map(|line| annotate(line, &lexicon));
        for (number, done) in (first..).zip(done.collect::<Vec<_>>()) {
            match done {
                Ok(annotations) => out.write_all(&annotations)?,
                Err(message) => {
                    let place = Place { file: input.to_string(), line: Some(number), column: None };
                    tell(&[Issue::error(place, message)]);
                    outcome = Outcome::Nothing;
                }
            }
        }
        first += lines.len() as u64;
    }
}

/// The next lines, as many as a batch has bytes; none at the end.
fn batch(reader: &mut impl BufRead) -> anyhow::Result<Vec<Vec<u8>>> {
    let (mut lines, mut bytes) = (Vec::new(), 0);
    while bytes < BATCH {
        let mut line = Vec::new();
        if reader.take(LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.len() as u64 == LINE {
            bail!("a line has more than {LINE} bytes");
        }
        bytes += line.len();
        lines.push(line);
    }
    Ok(lines)
}

/// The line of a document; nothing for an empty one.
fn annotate(line: &[u8], lexicon: &Lexicon) -> Result<Vec<u8>, String> {
    if line.trim_ascii().is_empty() {
        return Ok(Vec::new());
    }
    let document: Document = serde_json::from_slice(line).map_err(|error| {
        let error = error.to_string();
        let message = error.split(" at line ").next().unwrap_or_default().replace('`', "'");
        format!("no document with 'id', 'dct' and 'text': {message}")
    })?;
    if document.text.len() as u64 > article::LONGEST {
        return Err(format!("the text has more than {} MB; split it", article::LONGEST >> 20));
    }
    let annotations = annotation::annotate(&document, lexicon);
    let mut line = serde_json::to_vec(&annotations).map_err(|error| error.to_string())?;
    line.push(b'\n');
    Ok(line)
}
