//! Times of day as people write them.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::when::Time;

/// The time that a text names: `14:30`, `1430`, `2:30:15 pm`, `9 am`, `14:30:00.000Z`, `14-30-15`,
/// `14:30 UTC`. An hour alone is read as the full hour; a fraction of a second is left out. None if
/// it is anything else.
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
        // Names of files have no colons.
        let clock = format!(r"(?:{clock}|(\d\d)-(\d\d)-(\d\d))");
        let noon = r"(?:\s*([ap])\.?m\.?)?";
        let offset = r"(?:\s*(z|utc|gmt|[+-]\d\d(?::?\d\d)?))?";
        Regex::new(&format!("(?i)^{clock}{noon}{offset}$")).expect("the pattern is well formed")
    });
    let found = TIME.captures(text.trim())?;
    let part = |index| found.get(index).map_or("", |part| part.as_str());
    let either = |index| if part(index).is_empty() { part(index + 3) } else { part(index) };
    let hour: u8 = either(1).parse().ok()?;
    let hour = match (part(7), hour) {
        ("", hour) => hour,
        ("a" | "A", 1..=12) => hour % 12,
        (_, 1..=12) => hour % 12 + 12,
        _ => return None,
    };
    let second = if either(3).is_empty() { String::new() } else { format!(":{}", either(3)) };
    let minute = if either(2).is_empty() { "00" } else { either(2) };
    let offset = match part(8) {
        zone if zone.starts_with(|c: char| c.is_alphabetic()) => "Z".to_owned(),
        offset if offset.len() == 5 => format!("{}:{}", &offset[..3], &offset[3..]),
        offset => offset.to_owned(),
    };
    Time::parse(&format!("{hour:02}:{minute}{second}{offset}")).ok()
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
        check("14:30:00+0100", "14:30:00+01:00");
        check("14:30 UTC", "14:30Z");
        check("05-07-28+00:00", "05:07:28+00:00");
        check("05-07-28", "05:07:28");
        check("14-05:00", "14:00-05:00");
        for text in
            ["", "25:00", "13 pm", "0 am", "noon", "m", "pm", ":", "é", "1:2:x", "12:61", "éé"]
        {
            check(text, "none");
        }
    }
}
