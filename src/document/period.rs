//! Prose below headings that are dates: `## 2014`.

use super::{
    Section,
    chronology::{
        line::{Form, Line, lines},
        order,
    },
};
use crate::model::{
    When,
    when::lead::{self, Order},
};

/// The sections of a text with headings that are dates, each with the innermost one; `None` if
/// there are none. O(bytes).
pub fn sections(text: &str) -> Option<Vec<Section>> {
    let lines = lines(text);
    let headings = || lines.iter().filter(|line| matches!(line.form, Form::Heading(_)));
    let (order, _) = order(headings().map(|line| &text[line.words.clone()]));
    // The headings above a line, with what each tells.
    let mut above: Vec<(usize, Option<When>)> = Vec::new();
    let mut sections = vec![Section::default()];
    let mut start = 0;
    for line in headings() {
        let Some(heading) = heading(text, line, &above, order) else { continue };
        above.retain(|(level, _)| *level < heading.0);
        above.push(heading);
        let period = above.iter().rev().find_map(|(_, date)| date.clone());
        let Some(last) = sections.last_mut() else { continue };
        if last.period == period {
            continue;
        }
        last.words = std::iter::once(start..line.start).collect();
        start = line.start;
        sections.push(Section { period, ..Section::default() });
    }
    if let Some(last) = sections.last_mut() {
        last.words = std::iter::once(start..text.len()).collect();
    }
    sections
        .retain(|section| section.words.iter().any(|words| !text[words.clone()].trim().is_empty()));
    sections.iter().any(|section| section.period.is_some()).then_some(sections)
}

/// The level of a heading, and the date that it is.
fn heading(
    text: &str,
    line: &Line,
    above: &[(usize, Option<When>)],
    order: Order,
) -> Option<(usize, Option<When>)> {
    let Form::Heading(level) = line.form else { return None };
    let words = &text[line.words.clone()];
    let mut outer = above.iter().rev().filter(|(above, _)| *above < level);
    let outer = outer.find_map(|(_, date)| date.as_ref());
    let date = lead::lead(words).filter(|lead| lead.rest == words.len());
    let date = date.and_then(|lead| lead::read(&words[lead.words], outer, order));
    Some((level, date.or_else(|| day_at_end(words, order))))
}

/// The day that a heading ends with: `Chapter 3: 12 May 1996`, `The attack (12 May 1996)`.
fn day_at_end(words: &str, order: Order) -> Option<When> {
    /// No day is longer, in bytes.
    const LONGEST: usize = 40;
    let words = words.trim_end_matches([')', ']', '.', ' ']);
    let ends = [": ", ", ", " – ", " — ", " - ", "(", "["].iter();
    let starts = ends.flat_map(|sign| words.match_indices(sign).map(|(at, sign)| at + sign.len()));
    let starts = starts.filter(|start| words.len() - start <= LONGEST);
    // The longest that is one: behind `May 12, ` stands only a year.
    let days = starts.filter_map(|start| Some((start, lead::read(&words[start..], None, order)?)));
    let days = days.filter(|(_, when)| when.as_day().is_some());
    days.min_by_key(|(start, _)| *start).map(|(_, when)| when)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_tell_when_what_is_below_them_happened() {
        #[track_caller]
        fn check(text: &str, expect: &[(&str, &str)]) {
            let sections = sections(text).unwrap_or_default();
            let told = sections.iter().map(|it| {
                let period = it.period.as_ref().map_or_else(|| "-".to_owned(), When::edtf);
                (period, text[it.words[0].clone()].split_whitespace().collect::<Vec<_>>().join(" "))
            });
            let told: Vec<_> = told.collect();
            let told: Vec<_> = told.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            assert_eq!(told, expect, "{text}");
        }
        check(
            "# War\n\nLong.\n\n## 2014\n\nIt began.\n\n### In the north\n\nSnow.\n\n## After\n\nPeace.\n",
            &[
                ("-", "# War Long."),
                ("2014", "## 2014 It began. ### In the north Snow."),
                ("-", "## After Peace."),
            ],
        );
        check(
            "## 2014\n\nA.\n\n### March\n\nB.\n\n### 5 April\n\nC.\n\n## 2015–2016\n\nD.\n",
            &[
                ("2014", "## 2014 A."),
                ("2014-03", "### March B."),
                ("2014-04-05", "### 5 April C."),
                ("2015/2016", "## 2015–2016 D."),
            ],
        );
        check(
            "## Chapter 1: 12 May 1996\n\nA.\n\n## The talks (May 13, 1996)\n\nB.\n",
            &[
                ("1996-05-12", "## Chapter 1: 12 May 1996 A."),
                ("1996-05-13", "## The talks (May 13, 1996) B."),
            ],
        );
        check("# Talks, part 2\n\nA.\n\n# The war: 1996\n\nB.\n", &[]);
        check("# War\n\nIt began in 2014.\n", &[]);
        check("# The war of 2014\n\nIt began.\n", &[]);
        check("", &[]);
    }
}
