//! Several letters or telegrams in one text: each stands below the line that says where and when it
//! was written, `Vienna, 28 July 1914`, and tells of its own day.

use super::{Section, head};

/// No such line is longer, in bytes.
const LONGEST: usize = 80;

/// So many letters are several.
const LEAST: usize = 2;

/// The sections of a text with several letters, each with its day; `None` if the text is no more than
/// one. O(bytes).
pub fn sections(text: &str) -> Option<Vec<Section>> {
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
    sections.retain(|it| it.words.iter().any(|words| !text[words.clone()].trim().is_empty()));
    (letters >= LEAST).then_some(sections)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::When;

    #[test]
    fn each_letter_has_its_day() {
        #[track_caller]
        fn check(text: &str, expect: &[(&str, &str)]) {
            let sections = sections(text).unwrap_or_default();
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
        check("We met in Bern, 28 July 1914.\nIn Bern, 30 July 1914, we left the town.\n", &[]);
    }
}
