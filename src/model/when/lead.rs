//! The date that a line of a chronology begins with: `12 May 2021:`, `**2014-03-03**`,
//! `May 12–14 –`, `3.3.14`.

use std::ops::Range;

use crate::model::{When, day::Day, when::typed};

/// A date at the beginning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// Its words, in bytes of the line.
    pub words: Range<usize>,
    /// Where what it dates begins, in bytes of the line; its length if nothing stands behind it.
    pub rest: usize,
}

/// Which of two numbers is the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// `13.8.2015`
    #[default]
    DayFirst,
    /// `8/13/2015`
    MonthFirst,
}

/// A year in which every day of a month and year can be read.
const LEAP: i64 = 2000;

/// No date has more bytes.
const LONGEST: usize = 96;

/// What stands in the place of a date that is not known: EDTF with nothing but open digits.
const UNDATED: &str = "XXXX";

/// The date that a line begins with, the longest there is. Behind the name of a month or a number
/// alone a sign must stand: `May says`, `1945 was` are no dates.
#[must_use]
pub fn lead(line: &str) -> Option<Lead> {
    let marks = |text: &str| text.len() - text.trim_start_matches(['*', '_', '(', ' ']).len();
    let start = marks(line);
    let text = &line[start..];
    let most = (0..=LONGEST.min(text.len())).rev().find(|&at| text.is_char_boundary(at))?;
    let mut ends = (1..=most).rev().filter(|&end| text.is_char_boundary(end));
    ends.find_map(|end| {
        let (gap, is_parted) = parted(&text[end..])?;
        let words = &text[..end];
        let is_bare = words.bytes().all(|byte| byte.is_ascii_digit())
            || !words.contains(|letter: char| letter.is_ascii_digit());
        let is_date = (is_parted || !is_bare || words == UNDATED) && is_date(words);
        is_date.then(|| Lead { words: start..start + end, rest: start + end + gap })
    })
}

/// How many bytes part a date from what follows, and whether they are more than a space; nothing
/// if no date can end here.
fn parted(behind: &str) -> Option<(usize, bool)> {
    const SIGNS: &[char] = &[':', '–', '—', '-', '|', '\t', '*', '_', ')', '.', ',', '•'];
    let rest = behind.trim_start_matches(|sign: char| SIGNS.contains(&sign) || sign == ' ');
    let gap = &behind[..behind.len() - rest.len()];
    if rest.is_empty() {
        return Some((behind.len(), true));
    }
    // `12-14 May`: the sign belongs to the date. `12 May. Talks`: a stop parts only sentences.
    let is_begin = rest.starts_with(|first: char| !first.is_lowercase() && !first.is_numeric());
    let has_sign = gap.contains([':', '–', '—', '|', '\t', '*', '_', '•']) || gap.contains(" - ");
    if has_sign {
        let joins = gap.trim() == "–" || gap.trim() == "-";
        return (!joins || gap.len() > gap.trim().len() || is_begin).then_some((gap.len(), true));
    }
    (gap.ends_with(' ') && is_begin).then_some((gap.len(), false))
}

/// Whether words are a date, if the year or the month may stand elsewhere.
fn is_date(words: &str) -> bool {
    if words == UNDATED {
        return true;
    }
    let is_counted = words.starts_with(['+', '-', '−', '.', '/']) && When::parse(words).is_err();
    let has_digit = words.contains(|letter: char| letter.is_ascii_digit());
    let around = Day::of(LEAP, 7, 15).map(When::day);
    // `9999` is hardly a year, what is written as a date is one.
    let is_written = || words.contains(['-', 'Y']) && When::parse(words).is_ok();
    let is_plausible = |when: &When| when.earliest_start().year() <= 2200 || is_written();
    // `C. May:` is somebody's name.
    let is_initial = !has_digit && words.starts_with("C. ");
    !is_counted
        && !is_initial
        && words.ends_with(|last: char| last.is_alphanumeric() || ".]}~?%/".contains(last))
        && (has_digit || is_month(words))
        && (words.len() > 2 || has_digit)
        && (is_no_day(words)
            || [Order::DayFirst, Order::MonthFirst]
                .into_iter()
                .find_map(|order| read(words, around.as_ref(), order))
                .is_some_and(|when| is_plausible(&when)))
}

/// Whether words are a date but for the calendar, which has no such day: `31 April`, `2015-13-40`.
fn is_no_day(words: &str) -> bool {
    let is_dated = |it: Numbers| it.year_first && (1000..=2200).contains(&it.parts[0]);
    if numbers(words).is_some_and(is_dated) {
        return true;
    }
    let words = numeric(words, Order::DayFirst).unwrap_or_else(|| words.to_owned());
    let error = typed::parse(&words, Day::of(LEAP, 7, 15)).err();
    error.is_some_and(|error| error.message.contains(" has ") && error.message.ends_with(" days"))
}

/// Whether a word names a month or a season, and no day that is counted from today.
fn is_month(words: &str) -> bool {
    let words = words.to_lowercase();
    let bare = fuzzy(&words).unwrap_or(&words);
    !bare.contains(' ') && !bare.ends_with("day") && bare.len() > 2 && {
        let around = Day::of(LEAP, 1, 1);
        typed::parse(bare, around)
            .is_ok_and(|typed| typed.when.earliest_start() != typed.when.latest_end())
    }
}

/// What words mean, with what they leave out taken from the date around them.
#[must_use]
pub fn read(words: &str, around: Option<&When>, order: Order) -> Option<When> {
    let words = words.trim().trim_end_matches(',');
    let around = around.filter(|around| !around.is_undated());
    if let Ok(when) = When::parse(words) {
        return Some(when);
    }
    let lower = words.to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
    let (rest, is_about) = fuzzy(&lower).map_or((&*lower, false), |rest| (rest, true));
    // A lone number is a day only within a month, a lone time one only on a day.
    let within = |days: i32| {
        around.is_some_and(|it| it.latest_end().0.saturating_sub(it.earliest_start().0) < days)
    };
    if is_number(rest) && !within(31) || is_clock(rest) && !within(1) {
        return None;
    }
    let anchor = around.map(middle);
    let text = numeric(rest, order).unwrap_or_else(|| spread(&clock(rest)));
    let when = typed::parse(&text, anchor).ok()?.when;
    Some(if is_about { when.approximate() } else { when })
}

/// Whether words are a lone number: a day, if they are a date at all.
#[must_use]
pub fn is_number(words: &str) -> bool {
    let digits = words.trim_end_matches('.');
    digits.len() <= 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether words are a time of day alone.
#[must_use]
pub fn is_clock(words: &str) -> bool {
    let words = clock(words);
    words.contains(':') && words.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
}

/// The day in the middle of a date: what is nearest to it lies within it. Of what is open on one
/// side it is the middle of the other.
fn middle(around: &When) -> Day {
    let (first, last) = match (around.earliest_start(), around.latest_end()) {
        (first, Day::FUTURE) => (first, around.latest_start()),
        (Day::PAST, last) => (around.earliest_end(), last),
        both => both,
    };
    Day(i32::midpoint(first.0, last.0))
}

/// What stands behind `early`, `mid-`, `late`, `c.`: about then.
fn fuzzy(words: &str) -> Option<&str> {
    const ABOUT: &[&str] = &[
        "early in ",
        "late in ",
        "early ",
        "mid-",
        "mid–",
        "mid ",
        "late ",
        "end of ",
        "the end of ",
        "beginning of ",
        "the beginning of ",
        "start of ",
        "middle of ",
        "around ",
        "about ",
        "circa ",
        "ca. ",
        "ca ",
        "c. ",
        "approx. ",
        "approximately ",
    ];
    ABOUT.iter().find_map(|about| words.strip_prefix(about)).map(str::trim_start)
}

/// `03.03.2014`, `3/9/14`, `2014/03/09` as ISO 8601 writes them.
fn numeric(words: &str, order: Order) -> Option<String> {
    let numbers = numbers(words)?;
    let [a, b, c] = numbers.parts;
    // A month beyond the twelfth is a day.
    let order = match (a, b) {
        (13.., ..=12) => Order::DayFirst,
        (..=12, 13..) => Order::MonthFirst,
        _ => order,
    };
    Some(match (numbers.year_first, order) {
        (true, _) => format!("{a:04}-{b:02}-{c:02}"),
        (false, Order::DayFirst) => format!("{c:04}-{b:02}-{a:02}"),
        (false, Order::MonthFirst) => format!("{c:04}-{a:02}-{b:02}"),
    })
}

/// Three numbers that are a date, in the order in which they are written.
#[derive(Clone, Copy, Debug)]
pub struct Numbers {
    /// The numbers; a year of two digits has its century.
    pub parts: [u32; 3],
    /// Whether the first is the year, and not the last.
    pub year_first: bool,
}

/// The numbers of `03.03.2014`, `3/9/14`, `2014/03/09`; nothing if it is no such date.
#[must_use]
pub fn numbers(words: &str) -> Option<Numbers> {
    let sign = words.chars().find(|letter| !letter.is_ascii_digit())?;
    if !matches!(sign, '.' | '/' | '-') {
        return None;
    }
    let parts: Vec<&str> = words.split(sign).map(str::trim).collect();
    let [first, _, last] = parts[..] else { return None };
    let is_number = |part: &&str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !parts.iter().all(is_number) {
        return None;
    }
    let year_first = first.len() == 4;
    let mut values = [0; 3];
    for (value, part) in values.iter_mut().zip(&parts) {
        *value = part.parse().ok()?;
    }
    if !year_first {
        values[2] = match last.len() {
            4 => values[2],
            // No chronology is of the future.
            2 if values[2] < 70 => 2000 + values[2],
            2 => 1900 + values[2],
            _ => return None,
        };
    }
    Some(Numbers { parts: values, year_first })
}

/// `12–14 may 2021` and `may 12-14, 2021` as `12 - 14 may 2021`.
fn spread(words: &str) -> String {
    let words = words.replace(" and ", "–").replace(['–', '—'], "-");
    let Some((first, last)) = words.split_once('-') else { return words };
    let (first, last) = (first.trim(), last.trim());
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let begins_with_number = last.starts_with(|letter: char| letter.is_ascii_digit());
    if last.contains('-') || !begins_with_number && !first.contains(' ') {
        return words;
    }
    let day = last.split([' ', ',']).next().unwrap_or_default();
    match first.rsplit_once(' ') {
        // The month stands before the first day, and not behind the second.
        Some((month, start))
            if is_number(start.trim_end_matches(char::is_alphabetic))
                && day.len() <= 4
                && !last[day.len()..].contains(char::is_alphabetic) =>
        {
            format!("{start} - {day} {month}{}", &last[day.len()..])
        }
        _ => format!("{first} - {last}"),
    }
}

/// `7 p.m.` and `2:30pm` as `19:00` and `14:30`.
fn clock(words: &str) -> String {
    let text =
        words.replace("a.m.", "am").replace("p.m.", "pm").replace(" am", "am").replace(" pm", "pm");
    let parts = text.split(' ').map(|word| {
        let bare = word.trim_end_matches(',');
        let (time, shift) = match (bare.strip_suffix("am"), bare.strip_suffix("pm")) {
            (Some(time), _) => (time, 0),
            (_, Some(time)) => (time, 12),
            _ => return word.to_owned(),
        };
        let (hour, minute) = time.split_once(':').unwrap_or((time, "00"));
        match hour.parse::<u8>() {
            Ok(hour @ 1..=12) => format!("{:02}:{minute}", hour % 12 + shift),
            _ => word.to_owned(),
        }
    });
    parts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_a_line_is_told_from_the_rest() {
        #[track_caller]
        fn check(line: &str, expect: Option<(&str, &str)>) {
            let found = lead(line).map(|lead| (&line[lead.words], &line[lead.rest..]));
            assert_eq!(found, expect, "{line}");
        }
        check("May 12, 2021: Norland joins.", Some(("May 12, 2021", "Norland joins.")));
        check("Feb 25: Norland joins.", Some(("Feb 25", "Norland joins.")));
        check("**2014-03-03** Russia attacks.", Some(("2014-03-03", "Russia attacks.")));
        check("2014-03-12: Talks.", Some(("2014-03-12", "Talks.")));
        check("03.03.2014: Talks.", Some(("03.03.2014", "Talks.")));
        check("3/9/14 – Talks", Some(("3/9/14", "Talks")));
        check("12 May 2021 Norland joins.", Some(("12 May 2021", "Norland joins.")));
        check("Monday, 12 May – Norland joins.", Some(("Monday, 12 May", "Norland joins.")));
        check("12–14 May 2021: Talks.", Some(("12–14 May 2021", "Talks.")));
        check("May 12-14, 2021: Talks.", Some(("May 12-14, 2021", "Talks.")));
        check("28 February – 3 March 2021: Talks.", Some(("28 February – 3 March 2021", "Talks.")));
        check("1914–1918: The war.", Some(("1914–1918", "The war.")));
        check("1994 – Genocide", Some(("1994", "Genocide")));
        check("1994", Some(("1994", "")));
        check("March 2021", Some(("March 2021", "")));
        check("early May 2021: Talks", Some(("early May 2021", "Talks")));
        check("2021-05-12, 14:30: Talks", Some(("2021-05-12, 14:30", "Talks")));
        check("(12 May 2021) Talks", Some(("12 May 2021", "Talks")));
        check("| 3 March 2014 | Talks |", None);
        check("3 March 2014 | Talks |", Some(("3 March 2014", "Talks |")));
        check("44 BCE: Caesar is killed.", Some(("44 BCE", "Caesar is killed.")));
        check("1990s: The wars.", Some(("1990s", "The wars.")));
        check("c. 1700: The war.", Some(("c. 1700", "The war.")));
        check("c. May: Talks.", Some(("c. May", "Talks.")));
        check("ca. July 1970: Talks.", Some(("ca. July 1970", "Talks.")));
        check("circa August: Talks.", Some(("circa August", "Talks.")));
        check("C. May: We shall leave.", None);
        // Not dates, or not of an entry.
        check("May says that she will leave.", None);
        check("March on Washington", None);
        check("1945 was a bad year.", None);
        check("1945 The year", None);
        check("400 people were killed.", None);
        check("May 2014 saw heavy fighting.", None);
        check("12 rockets hit the town.", None);
        check("12 Ministers met.", None);
        check("Monday: the talks go on.", None);
        check("Yesterday: the talks go on.", None);
        check("Second round", None);
        check("2021-22: Talks", Some(("2021-22", "Talks")));
        check("Y12000: Talks", Some(("Y12000", "Talks")));
        check("2301-05-01: Talks", Some(("2301-05-01", "Talks")));
        check("9999: Talks", None);
        check("", None);
        // The calendar has no such day.
        check("31 April: Talks", Some(("31 April", "Talks")));
        check("30.02.2014: Talks", Some(("30.02.2014", "Talks")));
    }

    #[test]
    fn what_a_date_leaves_out_stands_around_it() {
        #[track_caller]
        fn check(words: &str, around: &str, expect: Option<&str>) {
            let around = When::parse(around).ok();
            let read = read(words, around.as_ref(), Order::DayFirst).map(|when| when.edtf());
            assert_eq!(read.as_deref(), expect, "{words}");
        }
        check("3 March", "2021", Some("2021-03-03"));
        check("Dec 30", "2021", Some("2021-12-30"));
        check("March", "2021", Some("2021-03"));
        check("3", "2021-03", Some("2021-03-03"));
        check("31", "2021-03", Some("2021-03-31"));
        check("3", "2021", None);
        check("14:30", "2021-03-03", Some("2021-03-03T14:30"));
        check("2:30 p.m.", "2021-03-03", Some("2021-03-03T14:30"));
        check("3 March", "", None);
        check("May 12-14, 2021", "", Some("2021-05-12/2021-05-14"));
        check("12 and 13 May", "2021", Some("2021-05-12/2021-05-13"));
        check("28 February – 3 March 2021", "", Some("2021-02-28/2021-03-03"));
        check("1914–1918", "", Some("1914/1918"));
        check("early May", "2021", Some("2021-05~"));
        check("3 July", "2011/..", Some("2011-07-03"));
        check("3 July", "2014-06-01/", Some("2014-07-03"));
        check("3 July", "../2011", Some("2011-07-03"));
        check("mid-2021", "", Some("2021~"));
        check("03.04.2014", "", Some("2014-04-03"));
        check("3/4/98", "", Some("1998-04-03"));
        check("2014/04/03", "", Some("2014-04-03"));
        check("31 February 2021", "", None);
    }
}
