//! Of a workbook, one sheet is read.

use crate::{
    base::issue::{self, Issue, Place},
    ingest::{IngestError, Reader, Ready},
    world::{WorldError, load::Arrival},
};

type Guess = Result<Ready, IngestError>;

/// Files with what each is taken for, of each workbook only the sheet with this name, or the first
/// that is in a known format; else the first of all.
pub fn choose<'a>(
    arrivals: Vec<Arrival<'a>>,
    guesses: Vec<Guess>,
    name: Option<&str>,
    issues: &mut Vec<Issue>,
) -> Result<(Vec<Arrival<'a>>, Vec<Guess>), WorldError> {
    let mut chosen = vec![false; arrivals.len()];
    let mut start = 0;
    for book in arrivals.chunk_by(|one, next| one.book().is_some() && one.book() == next.book()) {
        let all = start..start + book.len();
        start = all.end;
        let Some(title) = book[0].book() else {
            chosen[all].fill(true);
            continue;
        };
        let sheets: Vec<&str> = book.iter().map(Arrival::sheet).collect();
        let mut found = sheets.iter().zip(&guesses[all.clone()]);
        let place = match name {
            Some(name) => sheets
                .iter()
                .position(|sheet| sheet.eq_ignore_ascii_case(name))
                .ok_or_else(|| WorldError::NoSheet {
                    book: title.to_owned(),
                    name: name.to_owned(),
                    help: issue::did_you_mean(name, sheets.iter().copied())
                        .unwrap_or_else(|| format!("its sheets are {}", sheets.join(", "))),
                })?,
            None => found.position(|(_, guess)| is_table(guess)).unwrap_or(0),
        };
        chosen[all.start + place] = true;
        let is_left = |number: &usize| *number != place && !book[*number].is_empty();
        let others = (0..sheets.len()).filter(is_left).map(|number| sheets[number]);
        let others: Vec<_> = others.map(|sheet| format!("'{sheet}'")).collect();
        if name.is_none() && !others.is_empty() {
            let place = Place { file: title.to_owned(), ..Place::default() };
            let message = format!("left out: the sheets {}", others.join(", "));
            let help = "--sheet NAME reads another one".to_owned();
            issues.push(Issue::warning(place, message).with_help(help));
        }
    }
    let kept = arrivals.into_iter().zip(guesses).zip(chosen);
    Ok(kept.filter(|(_, chosen)| *chosen).map(|(kept, _)| kept).unzip())
}

/// Whether it is in a known format; any text can be prose.
fn is_table(guess: &Guess) -> bool {
    guess.as_ref().is_ok_and(|ready| !matches!(ready.format.reader, Reader::Prose))
}
