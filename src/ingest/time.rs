//! Times of day as people write them.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::when::Time;

/// The time that a text names: `14:30`, `1430`, `2:30:15 pm`, `9 am`, `14:30:00.000Z`. An hour alone
/// is read as the full hour; a fraction of a second is left out. None if it is anything else.
///
/// ```
/// # use demarche::ingest::time::parse;
/// assert_eq!(parse("2:30 p.m.").unwrap().to_string(), "14:30");
/// assert_eq!(parse("noon"), None);
/// ```
#[must_use]
pub fn parse(text: &str) -> Option<Time> {
    static TIME: LazyLock<Regex> = LazyLock::new(|| {
        // What follows the seconds is a fraction of one.
        let clock = r"(\d{1,2})(?:[:.]?(\d\d))?(?:[:.](\d\d)(?:[.,:]\d+)?)?";
        let noon = r"(?:\s*([ap])\.?m\.?)?";
        let offset = r"(?:\s*(z|[+-]\d\d(?::\d\d)?))?";
        Regex::new(&format!("(?i)^{clock}{noon}{offset}$")).expect("the pattern is well formed")
    });
    let found = TIME.captures(text.trim())?;
    let part = |index| found.get(index).map_or("", |part| part.as_str());
    let hour: u8 = part(1).parse().ok()?;
    let hour = match (part(4), hour) {
        ("", hour) => hour,
        ("a" | "A", 1..=12) => hour % 12,
        (_, 1..=12) => hour % 12 + 12,
        _ => return None,
    };
    let second = if part(3).is_empty() { String::new() } else { format!(":{}", part(3)) };
    let minute = if part(2).is_empty() { "00" } else { part(2) };
    Time::parse(&format!("{hour:02}:{minute}{second}{}", part(5).to_uppercase())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        #[track_caller]
        fn check(text: &str, expect: &str) {
            let found = parse(text).map_or("none".to_owned(), |time| time.to_string());
            assert_eq!(found, expect, "{text}");
        }
        check("14:30", "14:30");
        check(" 9:05 ", "09:05");
        check("1430", "14:30");
        check("930", "09:30");
        check("2:30 PM", "14:30");
        check("2:30:15 p.m.", "14:30:15");
        check("12 am", "00:00");
        check("12:15pm", "12:15");
        check("9", "09:00");
        check("14.30", "14:30");
        check("14:30:15.250", "14:30:15");
        check("14:30:15,250 pm", "none");
        check("14:30:00Z", "14:30:00Z");
        check("14:30:00.000+01:00", "14:30:00+01:00");
        for text in
            ["", "25:00", "13 pm", "0 am", "noon", "m", "pm", ":", "é", "1:2:x", "12:61", "éé"]
        {
            check(text, "none");
        }
    }
}
