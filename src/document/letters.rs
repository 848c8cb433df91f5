//! Several letters or telegrams in one text: each stands below the line that says where and when it
//! was written, `Vienna, 28 July 1914`, and tells of its own day.

use super::{Section, head};
use crate::model::When;

/// No such line is longer, in bytes.
const LONGEST: usize = 80;

/// So many letters are several.
const LEAST: usize = 2;

/// What was printed so many days later has a letter of another time in it.
const LATER: i32 = 62;

/// The sections of a text with several letters, each with its day; `None` if the text is no more than
/// one of the time in which it was published. O(bytes).
pub fn sections(text: &str, published: Option<&When>) -> Option<Vec<Section>> {
    let mut sections = vec![Section::default()];
    let (mut at, mut start) = (0, 0);
    for line in text.split_inclusive('\n') {
        let words = line.trim().trim_matches(['*', '_', '[', ']', '#', ' ']);
        let day = (words.len() <= LONGEST).then(|| head::written_at(words)).flatten();
        if let Some(day) = day {
            sections.last_mut()?.words = std::iter::once(start..at).collect();
            sections.push(Section { period: Some(day), ..Section::default() });
            start = at;
        }
        at += line.len();
    }
    sections.last_mut()?.words = std::iter::once(start..text.len()).collect();
    let letters = sections.iter().filter(|section| section.period.is_some()).count();
    let is_old = |section: &Section| {
        let days = section.period.as_ref().zip(published);
        days.is_some_and(|(day, published)| {
            published.earliest_start().0.saturating_sub(day.latest_end().0) > LATER
        })
    };
    let least = if sections.iter().any(is_old) { 1 } else { LEAST };
    sections.retain(|it| it.words.iter().any(|words| !text[words.clone()].trim().is_empty()));
    (letters >= least).then_some(sections)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_has_its_day() {
        #[track_caller]
        fn check(text: &str, expect: &[(&str, &str)]) {
            let sections = sections(text, None).unwrap_or_default();
            let told = sections.iter().map(|it| {
                let day = it.period.as_ref().map_or_else(|| "-".to_owned(), When::edtf);
                (day, text[it.words[0].clone()].split_whitespace().collect::<Vec<_>>().join(" "))
            });
            let told: Vec<_> = told.collect();
            let told: Vec<_> = told.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            assert_eq!(told, expect, "{text}");
        }
        check(
            "Papers\n\nBern, 28 July 1914\n\nSir, we met today.\n\nBasel, August 4, 1914, 7 p.m.\n\nWe left.\n",
            &[
                ("-", "Papers"),
                ("1914-07-28", "Bern, 28 July 1914 Sir, we met today."),
                ("1914-08-04", "Basel, August 4, 1914, 7 p.m. We left."),
            ],
        );
        check(
            "*Bern, 28 July 1914*\nOne.\n[Bern, 30 July 1914]\nTwo.\n",
            &[
                ("1914-07-28", "*Bern, 28 July 1914* One."),
                ("1914-07-30", "[Bern, 30 July 1914] Two."),
            ],
        );
        check("Bern, 28 July 1914\n\nSir, we met today.\n", &[]);
        let is_parted = |published: &str| {
            let published = When::parse(published).ok();
            sections("Bern, 28 July 1914\n\nWe met.\n", published.as_ref()).is_some()
        };
        assert!(is_parted("1998") && !is_parted("1914-08-01"), "a book is of another time");
        check("We met in Bern, 28 July 1914.\nIn Bern, 30 July 1914, we left the town.\n", &[]);
    }
}
