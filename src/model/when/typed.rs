//! What people type for a date: `13 aug`, `aug 2015`, `+3d`, `next tue`, `13.8.2015`, EDTF, and
//! what the screen writes for one.
//!
//! What is left out is taken from the nearest: `13 aug` is the 13 August that is nearest to the
//! anchor, `tue` the nearest Tuesday. The anchor is the day of the selected event; no clock is
//! read, so `yesterday` is the day before it.

mod fields;

use chrono::Weekday;

use crate::model::{
    day::Day,
    when::{Mark, Span, Time, When, WhenError, typed::fields::Fields},
};

/// A date that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The date.
    pub when: When,
    /// How it was read, where it might have been meant otherwise.
    pub note: Option<String>,
}

/// Why a text is no date.
#[derive(Debug)]
enum Trouble {
    /// It is nothing that is understood here.
    Unknown,
    /// It is nearly a date.
    Because(String),
}

impl From<WhenError> for Trouble {
    fn from(error: WhenError) -> Self {
        Self::Because(error.message)
    }
}

/// What an error says of a text that is no date at all.
const FORMS: &str =
    "not a date: write 13 aug 2015, aug 2015, 2015-08-13, 13.8.2015, +3d, next month or EDTF";
/// What stands before a date that is not exact.
const CIRCA: &[&str] =
    &["c.", "ca.", "ca ", "c ", "circa ", "about ", "around ", "approximately ", "approx. ", "~"];
/// What stands before a date of which only a part is meant.
const PARTS: &[&str] = &["early", "middle", "mid", "late", "beginning", "start", "end"];
const NO_ANCHOR: &str = "counts from the selected event, and none with a date is selected";

/// Reads what was typed. Without an anchor, what needs one is an error.
///
/// ```
/// # use demarche::model::{day::Day, when::typed};
/// let anchor = Day::of(2015, 8, 13);
/// assert_eq!(typed::parse("aug", anchor).unwrap().when.edtf(), "2015-08");
/// assert_eq!(typed::parse("+3d", anchor).unwrap().when.edtf(), "2015-08-16");
/// assert_eq!(typed::parse("since 2011", None).unwrap().when.edtf(), "2011/..");
/// ```
pub fn parse(text: &str, anchor: Option<Day>) -> Result<Typed, WhenError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(WhenError::new(text, 0, FORMS));
    }
    // An `x` or `t` is as good as an `X` or `T` here.
    let upper = |error| When::parse(&text.to_ascii_uppercase()).or(Err(error));
    let error = match When::parse(text).or_else(upper) {
        Ok(when) => return Ok(Typed { when, note: None }),
        Err(error) => error,
    };
    let words = text.to_lowercase();
    let typed = match (relative(&words, anchor.unwrap_or(Day(0))), anchor) {
        (Some(typed), Some(_)) => Ok(typed),
        (Some(_), None) => Err(Trouble::Because(NO_ANCHOR.to_owned())),
        (None, _) => parse_range(&words, anchor),
    };
    typed.map_err(|trouble| match trouble {
        Trouble::Because(message) => WhenError::new(text, 0, message),
        Trouble::Unknown if is_like_edtf(text) => error,
        Trouble::Unknown => WhenError::new(text, 0, FORMS),
    })
}

/// Whether EDTF was meant, so that its error is the one to show.
fn is_like_edtf(text: &str) -> bool {
    let digits = text.trim_start_matches('-').bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 || text.starts_with(['[', '{', '/', '.'])
}

/// `+3d`, `yesterday`, `tue`, `last tue`, `next month`; `None` if it is none of these.
fn relative(words: &str, anchor: Day) -> Option<Typed> {
    let day = |day| Some(Typed { when: When::day(day), note: None });
    if let Some(span) = words.strip_prefix('+') {
        return day(Span::parse(span)?.after(anchor));
    }
    if let Some(span) = words.strip_prefix(['-', '−']) {
        return day(Span::parse(span)?.before(anchor));
    }
    if let Ok(weekday) = words.parse() {
        return day(nearest_weekday(anchor, weekday));
    }
    let near = [("yesterday", -1), ("today", 0), ("tomorrow", 1)];
    if let Some((_, days)) = near.into_iter().find(|&(word, _)| word == words) {
        let when = When::day(anchor.plus_days(days));
        let note = format!("counted from {}; the clock is not read", When::day(anchor).words());
        return Some(Typed { when, note: Some(note) });
    }
    let (which, unit) = words.split_once(' ')?;
    let count = match which {
        "last" | "previous" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let when = match unit.trim_start() {
        "day" => When::day(anchor.plus_days(count)),
        "week" => When::day(anchor.plus_days(7 * count)),
        "month" => When::month_of(anchor.plus_months(count)),
        "year" => When::year_of(anchor.plus_years(count)),
        // Four days away, so that the anchor's own weekday is a week away.
        weekday => When::day(nearest_weekday(anchor.plus_days(4 * count), weekday.parse().ok()?)),
    };
    Some(Typed { when, note: None })
}

/// At most three days away.
fn nearest_weekday(day: Day, weekday: Weekday) -> Day {
    (-3..=3).map(|days| day.plus_days(days)).find(|day| day.weekday() == weekday).unwrap_or(day)
}

/// `since 2011`, `1 to 10 aug 2015`, `between 1 and 10 aug`, `1760 or earlier`, `1618-1648`,
/// `19-20 january 1970`, or one date.
///
/// What is `after 1914` or `before 1914` is read with that year: it may be a part of it.
fn parse_range(words: &str, anchor: Option<Day>) -> Result<Typed, Trouble> {
    let one = |words: &str, pattern: &str| {
        let typed = One::parse(words)?.resolve(anchor)?;
        let when = When::parse(&pattern.replace('_', &typed.when.edtf()))?;
        Ok(Typed { when, ..typed })
    };
    let two = |(first, last): (&str, &str), pattern: [&str; 3]| {
        let (first, last) = (One::parse(first)?, One::parse(last)?);
        let first = first.filled_from(&last).resolve(anchor)?;
        // Half a cycle after the first, the nearest is the next.
        let half = last.fields.cycle() / 2;
        let last = last.resolve(first.when.listing_day().map(|day| day.plus_days(half)))?;
        let [before, between, after] = pattern;
        let when = When::parse(&format!("{before}{}{between}{}{after}", first.when, last.when))?;
        Ok(Typed { when, note: first.note.or(last.note) })
    };
    if let Some(rest) = words.strip_prefix("since ") {
        return one(rest, "_/..");
    }
    if let Some(rest) = words.strip_suffix("..").filter(|rest| !rest.is_empty()) {
        return one(rest, "_/..");
    }
    if let Some(rest) = words.strip_prefix("..").filter(|rest| !rest.is_empty()) {
        return one(rest, "../_");
    }
    if let Some(rest) = words.strip_prefix("until ") {
        return one(rest, "../_");
    }
    let before = words.strip_suffix(" or earlier").or_else(|| words.strip_prefix("before "));
    if let Some(rest) = before.or_else(|| words.strip_prefix("by ")) {
        return one(rest, "[.._]");
    }
    let after = words.strip_suffix(" or later").or_else(|| words.strip_prefix("after "));
    if let Some(rest) = after {
        return one(rest, "[_..]");
    }
    if let Some(ends) = words.split_once(" or ") {
        return two(ends, ["[", ",", "]"]);
    }
    if let Some(rest) = words.strip_prefix("between ") {
        return two(rest.split_once(" and ").ok_or(Trouble::Unknown)?, ["[", "..", "]"]);
    }
    let from = words.strip_prefix("from ").unwrap_or(words);
    if let Some(ends) =
        [" to ", " - ", " – ", ".."].into_iter().find_map(|joint| from.split_once(joint))
    {
        return two(ends, ["", "/", ""]);
    }
    match hyphenated(words) {
        Some([first, last]) => two((&first, &last), ["", "/", ""]),
        None => One::parse(words)?.resolve(anchor),
    }
}

/// The two dates of `1618-1648`, `1914-18`, `1640s-1650s`, `19-20 january 1970`,
/// `27 may-5 june 1970`; none if a hyphen joins the parts of one date.
fn hyphenated(words: &str) -> Option<[String; 2]> {
    let words = words.replace(['–', '—'], "-");
    let hyphen = words.match_indices('-').map(|(at, _)| at).find(|at| *at > 0)?;
    if words[hyphen + 1..].contains('-') {
        return None;
    }
    let start = words[..hyphen].rfind(' ').map_or(0, |space| space + 1);
    let end = words[hyphen..].find([' ', ',']).map_or(words.len(), |space| hyphen + space);
    let (first, last) = (&words[start..hyphen], &words[hyphen + 1..end]);
    let digits = |word: &str| word.trim_end_matches('s').parse::<u32>().ok();
    match (digits(first), digits(last)) {
        // `1914-18`
        (Some(year), Some(short)) if first.len() == 4 && last.len() == 2 => {
            let last = year / 100 * 100 + short;
            (last > year).then(|| [words[..hyphen].to_owned(), format!("{last}{}", &words[end..])])
        }
        (Some(_), Some(_)) if first.len() > 2 && last.len() > 2 => {
            Some([words[..hyphen].to_owned(), words[hyphen + 1..].to_owned()])
        }
        (Some(_), Some(_)) if first.len() <= 2 && last.len() <= 2 => {
            let one = |day| [&words[..start], day, &words[end..]].concat();
            words.contains(char::is_alphabetic).then(|| [one(first), one(last)])
        }
        // `27 may-5 june 1970`, but not `27-may 1970`
        (None, Some(_)) if start > 0 && end < words.len() => {
            Some([words[..hyphen].to_owned(), words[hyphen + 1..].to_owned()])
        }
        _ => None,
    }
}

/// One date: what of it was typed, and its mark and time.
struct One {
    fields: Fields,
    mark: Mark,
    time: Option<Time>,
}

impl One {
    fn parse(words: &str) -> Result<Self, Trouble> {
        let mut mark = Mark::Sure;
        let mut words = words.trim();
        for circa in CIRCA {
            if let Some(rest) = words.strip_prefix(circa) {
                (words, mark) = (rest.trim_start(), Mark::Approximate);
                break;
            }
        }
        // Which part of a year, a decade or a century it is, EDTF can't say.
        let plain = words.strip_prefix("the ").unwrap_or(words);
        let rest = PARTS.iter().find_map(|part| plain.strip_prefix(part));
        if let Some(rest) = rest.and_then(|rest| rest.strip_prefix([' ', '-'])) {
            words = rest.strip_prefix("of ").unwrap_or(rest);
        }
        if let Some(rest) = words.strip_suffix('?') {
            (words, mark) = (rest, mark.and(Mark::Uncertain));
        }
        let (words, time) = match words.find(':') {
            Some(colon) => {
                let start = words[..colon].rfind(' ').map_or(0, |space| space + 1);
                // `18:00 utc` and `18:00 +05:30` as the screen writes them.
                let time = words[start..].replace(" utc", "z").replace(' ', "").to_uppercase();
                let time =
                    Time::parse(&time).map_err(|(_, why)| Trouble::Because(why.to_owned()))?;
                (&words[..start], Some(time))
            }
            None => (words, None),
        };
        Ok(Self { fields: Fields::parse(words)?, mark, time })
    }

    /// The first of two dates says only what the second does not repeat.
    fn filled_from(self, last: &Self) -> Self {
        Self { fields: self.fields.filled_from(&last.fields), ..self }
    }

    fn resolve(self, anchor: Option<Day>) -> Result<Typed, Trouble> {
        let Typed { mut when, note } = self.fields.resolve(anchor, self.time.is_some())?;
        if let Some(time) = self.time {
            if when != When::day(when.earliest_start()) {
                return Err(Trouble::Because("a time stands only with a whole day".to_owned()));
            }
            when = When::at(when.earliest_start(), time);
        }
        Ok(Typed { when: when.marked(self.mark), note })
    }
}

#[cfg(test)]
mod tests;
