//! The end of a treaty: `Done at Geneva on 9 November 2020`, and below it the parties that signed, as
//! `For the Republic of Armenia: A. Sol`. It is an entry: who signed, where and when.

use std::ops::Range;

use super::{Entry, Section, Written, head};
use crate::model::{Kind, Role, When};

/// How the clause begins.
const BEGINNINGS: &[&str] = &[
    "Done at ",
    "Done in ",
    "DONE at ",
    "DONE in ",
    "DONE AT ",
    "DONE IN ",
    "Signed at ",
    "Signed in ",
];

/// How the line of a party begins, the longest first.
const PARTIES: &[&str] = &[
    "For the Government of the ",
    "For the Government of ",
    "On behalf of the Government of the ",
    "On behalf of the Government of ",
    "On behalf of the ",
    "On behalf of ",
    "For the ",
    "For ",
    "FOR THE GOVERNMENT OF THE ",
    "FOR THE GOVERNMENT OF ",
    "FOR THE ",
    "FOR ",
];

/// So many lines below the clause name the parties, at most.
const REACH: usize = 60;

/// The sections of a treaty with its signing as an entry, and when that was; `None` if the text tells
/// none. O(bytes).
pub fn sections(text: &str) -> Option<(Vec<Section>, When)> {
    let mut at = 0;
    let (start, line) = text.split_inclusive('\n').find_map(|line| {
        let start = at;
        at += line.len();
        let bare = line.trim_start();
        let is_it = BEGINNINGS.iter().any(|begin| bare.starts_with(begin));
        is_it.then(|| (start + line.len() - bare.len(), bare.trim_end()))
    })?;
    // The clause may go on in the next line.
    let paragraph = text[start..].find("\n\n").map_or(text.len(), |end| start + end);
    let sentence = text[start..paragraph].find(". ").map_or(paragraph, |end| start + end + 1);
    let clause = text[start..sentence].trim_end();
    let clause = clause.trim_end_matches('.');
    let (place, date, when) = place_and_date(clause)?;
    let below = &text[start + line.len()..];
    let parties = below.lines().take(REACH).filter_map(|line| party(line.trim()));
    let actors: Vec<_> = parties.map(|name| (name, Role::Participant)).collect();
    let written = Written { actors, kind: Some(Kind::Support), place, ..Written::default() };
    let date = start + date.start..start + date.end;
    let end = start + clause.len();
    let one = |words: Range<usize>, entry| Section {
        words: std::iter::once(words).collect(),
        entry,
        ..Section::default()
    };
    let entry = Entry { when: when.clone(), date, written };
    let mut sections =
        vec![one(0..start, None), one(start..end, Some(entry)), one(end..text.len(), None)];
    sections.retain(|section| !text[section.words[0].clone()].trim().is_empty());
    Some((sections, when))
}

/// The place and the day of a clause, and where the day stands in it.
fn place_and_date(clause: &str) -> Option<(String, Range<usize>, When)> {
    let rest = BEGINNINGS.iter().find_map(|begin| clause.strip_prefix(begin))?.trim_start();
    let from = clause.len() - rest.len();
    let ends = [" on ", ", ", " this ", " the ", "\n"];
    let (end, sign) = ends.iter().filter_map(|sign| Some((rest.find(sign)?, *sign))).min()?;
    let place = rest[..end].trim().to_owned();
    let date = from + end + sign.len();
    let words = clause[date..].split_whitespace();
    // `this 9th day of November 2020`
    let told: Vec<&str> =
        words.filter(|word| !["this", "day", "of", "the", "on"].contains(word)).collect();
    let when = head::any_date(&told.join(" "))?;
    let year = when.earliest_start().year().to_string();
    let date_end = clause[date..].find(&year).map_or(clause.len(), |at| date + at + year.len());
    (!place.is_empty() && place.starts_with(char::is_uppercase)).then_some((
        place,
        date..date_end,
        when,
    ))
}

/// The party that a line signs for.
fn party(line: &str) -> Option<String> {
    const LONGEST: usize = 80;
    let rest = PARTIES.iter().find_map(|begin| line.strip_prefix(begin))?;
    let name = rest.split([':', ',', '(']).next().unwrap_or(rest).trim();
    let is_name = name.starts_with(char::is_uppercase) && name.len() <= LONGEST;
    (is_name && !name.ends_with('.') && !name.ends_with(" of")).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn treaties_are_signed() {
        #[track_caller]
        fn check(text: &str, expect: &str) {
            let told = sections(text).and_then(|(sections, when)| {
                let entry = sections.iter().find_map(|section| section.entry.as_ref())?;
                let parties: Vec<&str> =
                    entry.written.actors.iter().map(|(name, _)| name.as_str()).collect();
                let date =
                    text[entry.date.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
                Some(format!(
                    "{} {} [{date}] {}",
                    when.edtf(),
                    entry.written.place,
                    parties.join(", ")
                ))
            });
            assert_eq!(told.as_deref().unwrap_or_default(), expect, "{text}");
        }
        check(
            "Article 1\n\nPeace.\n\nDone at Bern on 9 November 2020 in two copies.\n\n\
             For the Republic of Norway: A. SOL\nFor the Kingdom of Denmark: B. HOLM\n",
            "2020-11-09 Bern [9 November 2020] Republic of Norway, Kingdom of Denmark",
        );
        check(
            "DONE at Bern, this 9th day of November 2020, in two originals.\n\nFor the Government of\n\
             \nFor the Government of Norway:\n\nOn behalf of Denmark\n",
            "2020-11-09 Bern [this 9th day of November 2020] Norway, Denmark",
        );
        check(
            "Signed in New York on November 9, 2020.\n",
            "2020-11-09 New York [November 9, 2020] ",
        );
        check("Done in\nBern on 9 November\n2020.", "");
        check("Done at Bern on 9 November\n2020.", "2020-11-09 Bern [9 November 2020] ");
        check("Done at last.\n", "");
        check("He said it was done at Bern on 9 November 2020.\n", "");
    }
}
