//! Documents are taken out of the files that hold them.

use rustc_hash::FxHashMap;

use crate::{
    base::text,
    document::{Packed, feed, mail, package, saved_page},
    ingest::{Container, IngestError, Ready, article},
};

/// The documents in a container, each ready to be read, with what the container says of it.
pub fn unpack(ready: &Ready) -> Option<Result<Vec<(Ready, Packed)>, IngestError>> {
    let (container, content) = ready.container()?;
    let unpack = || {
        let bytes = content.read_all()?;
        let packed = match container {
            Container::Mail => mail::open(&bytes),
            Container::SavedPage => saved_page::open(&bytes),
            Container::Feed => feed::open(bytes),
            Container::Package(package) => package::open(package, &bytes),
        };
        packed.map_err(|reason| ready.refused(reason))
    };
    Some(unpack().and_then(|packed| named(ready, packed)))
}

/// The documents with names of their own, which are the same when the file is read again with more
/// in it, unless two have the same title and day.
fn named(ready: &Ready, packed: Vec<Packed>) -> Result<Vec<(Ready, Packed)>, IngestError> {
    let mut taken: FxHashMap<String, usize> = FxHashMap::default();
    let mut documents = Vec::with_capacity(packed.len());
    let mut left_out = Vec::new();
    for mut packed in packed {
        if packed.text.len() as u64 > article::LONGEST {
            left_out.push(format!(
                "left out: '{}', which has {} MB of text, and at most {} are read",
                packed.name,
                packed.text.len().div_ceil(1 << 20),
                article::LONGEST >> 20
            ));
            continue;
        }
        let name = match file_name(&packed.name) {
            name if name.is_empty() && packed.name.is_empty() => ready.name.clone(),
            name => format!("{}/{name}", ready.name),
        };
        let number = taken.entry(name.clone()).or_default();
        *number += 1;
        let name = if *number == 1 { name } else { format!("{name} {number}") };
        let text = std::mem::take(&mut packed.text);
        documents.push((ready.document_in(name, text), packed));
    }
    match (documents.first_mut(), left_out.first()) {
        (Some((_, packed)), _) => packed.envelope.notes.append(&mut left_out),
        (None, Some(_)) => {
            let most = article::LONGEST >> 20;
            return Err(ready.refused(format!("it has more than {most} MB of text; split it")));
        }
        (None, None) => {}
    }
    Ok(documents)
}

/// A title as a name in a path: one line without slashes, not too long.
fn file_name(title: &str) -> String {
    /// No name is longer, in cells.
    const LONGEST: usize = 80;
    let name = title.replace(['/', '\\'], "-");
    text::truncate(text::one_line(&name).trim_matches('.'), LONGEST, "…").into_owned()
}
