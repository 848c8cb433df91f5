//! Events as a calendar (iCalendar, RFC 5545): what other calendars show, and what our own reader
//! gives back on the same days.
//!
//! A day or a stretch of days is an event of whole days; a time of day is the beginning of one,
//! without a zone, in UTC or at a fixed distance from it, as it is known. iCalendar has no uncertain
//! dates: such an event takes all the days on which it may have been, its description says so in
//! words, and `X-DEMARCHE-EDTF` says it exactly.

use std::io::{self, Write};

use super::{Excerpt, LeftOut, citation, excerpt};
use crate::{
    base::{
        once::each_once,
        text::{neutralise_block, one_line},
    },
    model::{
        Event, Status, When,
        day::Day,
        when::{Mark, Offset, Shape, Time},
    },
};

/// The longest line, in octets without its end.
const WIDTH: usize = 75;

/// Writes the events that have days; gives what was left out.
pub fn write(out: &mut impl Write, excerpt: &Excerpt<'_>) -> io::Result<LeftOut> {
    let mut lines = Lines(out);
    let (title, note) = (excerpt.title(), excerpt.note);
    lines.raw("BEGIN", "VCALENDAR")?;
    lines.raw("VERSION", "2.0")?;
    lines.raw("PRODID", concat!("-//demarche//demarche ", env!("CARGO_PKG_VERSION"), "//EN"))?;
    lines.raw("CALSCALE", "GREGORIAN")?;
    lines.text("X-WR-CALNAME", &title)?;
    lines.text("X-WR-CALDESC", &note.line())?;
    let times = excerpt.events().filter_map(|event| event.when().time());
    for offset in each_once(times.filter_map(|time| time.offset)) {
        zone(&mut lines, offset)?;
    }
    let stamp = note.made.as_day().zip(note.made.time());
    let stamp = stamp.map_or_else(String::new, |(day, time)| moment(day, time));
    let mut left_out = LeftOut::default();
    for event in excerpt.events() {
        match Span::of(event.when()) {
            Ok(span) => entry(&mut lines, excerpt, event, span, (&title, &stamp))?,
            Err(why) => left_out.add(why, 1),
        }
        let is_inexact = !event.when().is_undated() && !is_exact(event.when());
        left_out.add_if(is_inexact, "uncertain dates, but in words");
    }
    left_out.add("statements without an event", excerpt.said_apart().count() as u32);
    lines.raw("END", "VCALENDAR")?;
    Ok(left_out)
}

/// What a calendar shows of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Span {
    /// From the first day to the last, which is in it.
    Days(Day, Day),
    At(Day, Time),
}

impl Span {
    /// The days on which it may have been; where it has no end, those on which it may have begun,
    /// and the other way round. The error says why there are none.
    fn of(when: &When) -> Result<Self, &'static str> {
        if when.is_undated() {
            return Err("undated events");
        }
        let (first, last) = match (when.earliest_start(), when.latest_end()) {
            (first, Day::FUTURE) if when.latest_start().is_known() => (first, when.latest_start()),
            (first, Day::FUTURE) => (first, first),
            (Day::PAST, last) if when.earliest_end().is_known() => (when.earliest_end(), last),
            (Day::PAST, last) => (last, last),
            ends => ends,
        };
        if first.year() < 1 || last.plus_days(1).year() > 9999 {
            return Err("events outside of the years 1 to 9999");
        }
        Ok(match when.time() {
            Some(time) if first == last => Self::At(first, time),
            _ => Self::Days(first, last),
        })
    }
}

/// Whether the days of a calendar say all that is known of a date.
fn is_exact(when: &When) -> bool {
    let starts = [when.earliest_start(), when.latest_start()];
    let ends = [when.earliest_end(), when.latest_end()];
    let is_of_days = [starts, ends].iter().all(|[one, other]| one == other && one.is_known());
    is_of_days && when.mark() == Mark::Sure && when.shape() != Shape::AllOf
}

fn entry<W: Write>(
    lines: &mut Lines<'_, W>,
    excerpt: &Excerpt<'_>,
    event: Event<'_>,
    span: Span,
    (title, stamp): (&str, &str),
) -> io::Result<()> {
    lines.raw("BEGIN", "VEVENT")?;
    lines.text("UID", &format!("{}@{}", event.id(), slug(title)))?;
    lines.raw("DTSTAMP", stamp)?;
    match span {
        Span::Days(first, last) => {
            lines.raw("DTSTART;VALUE=DATE", &compact(first))?;
            lines.raw("DTEND;VALUE=DATE", &compact(last.plus_days(1)))?;
        }
        Span::At(day, time) => {
            let name = match time.offset {
                None | Some(Offset::Utc) => "DTSTART".to_owned(),
                Some(offset) => format!("DTSTART;TZID=\"{offset}\""),
            };
            lines.raw(&name, &moment(day, time))?;
        }
    }
    lines.text("X-DEMARCHE-EDTF", &event.when().edtf())?;
    lines.text("SUMMARY", &event.title())?;
    lines.text("DESCRIPTION", &description(excerpt, event))?;
    if let Some(place) = event.place() {
        let parts = [&*place.name, &*place.country];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        lines.text("LOCATION", &parts.join(", "))?;
        if let Some((lat, lon)) = place.coordinates {
            lines.raw("GEO", &format!("{lat};{lon}"))?;
        }
    }
    let tags: Vec<String> = event.tags().map(escaped).collect();
    if !tags.is_empty() {
        lines.raw("CATEGORIES", &tags.join(","))?;
    }
    let happened = matches!(event.status(), Status::Occurred | Status::Ongoing);
    lines.raw("STATUS", if happened { "CONFIRMED" } else { "TENTATIVE" })?;
    lines.raw("TRANSP", "TRANSPARENT")?;
    lines.raw("END", "VEVENT")
}

/// The date where the days don't say it all, who, what and how sure, the summary, what was said,
/// and the sources.
fn description(excerpt: &Excerpt<'_>, event: Event<'_>) -> String {
    let timeline = excerpt.timeline;
    let mut lines = Vec::new();
    if !is_exact(event.when()) {
        lines.push(format!("Date: {}", event.when().words()));
    }
    let parties = excerpt::parties(event);
    let kind = event.kind_word();
    lines.push(if parties.is_empty() { kind.to_owned() } else { format!("{kind}: {parties}") });
    if event.status() != Status::Occurred {
        lines.push(format!("Status: {}", event.status()));
    }
    let killed = event.fatalities().and_then(crate::model::Fatalities::words);
    lines.extend(killed.map(|killed| format!("Killed: {killed}")));
    lines.push(event.summary().to_owned());
    let said = excerpt.said_in(event);
    lines.extend(said.map(|(_, statement)| citation::attributed(timeline, statement)));
    let sources = each_once(event.evidence().map(|entry| entry.source));
    let sources =
        sources.into_iter().map(|id| format!("Source: {}", citation::source(timeline, id)));
    lines.extend(sources);
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// A zone that is always so far from UTC.
fn zone<W: Write>(lines: &mut Lines<'_, W>, offset: Offset) -> io::Result<()> {
    if offset == Offset::Utc {
        return Ok(());
    }
    let distance = match offset {
        Offset::Utc => 0,
        Offset::Hours(hours) => i16::from(hours) * 60,
        Offset::Minutes(minutes) => minutes,
    };
    let sign = if distance < 0 { '-' } else { '+' };
    let distance = distance.abs();
    let distance = format!("{sign}{:02}{:02}", distance / 60, distance % 60);
    for (name, value) in [
        ("BEGIN", "VTIMEZONE"),
        ("TZID", &*offset.to_string()),
        ("BEGIN", "STANDARD"),
        ("DTSTART", "19700101T000000"),
        ("TZOFFSETFROM", &distance),
        ("TZOFFSETTO", &distance),
        ("END", "STANDARD"),
        ("END", "VTIMEZONE"),
    ] {
        lines.raw(name, value)?;
    }
    Ok(())
}

/// `20150813`
fn compact(day: Day) -> String {
    let (year, month, day) = day.date();
    format!("{year:04}{month:02}{day:02}")
}

/// `20150813T180000`, with `Z` where it is UTC.
fn moment(day: Day, time: Time) -> String {
    let zone = if time.offset == Some(Offset::Utc) { "Z" } else { "" };
    let (hour, minute, second) = (time.hour, time.minute, time.second.unwrap_or(0));
    format!("{}T{hour:02}{minute:02}{second:02}{zone}", compact(day))
}

/// The title as a part of an id: `moscow-talks-2015`.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// A text as a value: safe to show, with what would end it escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in neutralise_block(text).chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// The lines of a calendar on their way out.
struct Lines<'a, W>(&'a mut W);

impl<W: Write> Lines<'_, W> {
    /// A property with a text for its value; of one line, but for descriptions. Without a text there
    /// is no property.
    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        let text = if name == "DESCRIPTION" { text.into() } else { one_line(text) };
        if text.is_empty() { Ok(()) } else { self.raw(name, &escaped(&text)) }
    }

    /// A property, folded where it is too long: never within a character.
    fn raw(&mut self, name: &str, value: &str) -> io::Result<()> {
        let line = format!("{name}:{value}");
        let (mut rest, mut room) = (line.as_str(), WIDTH);
        while rest.len() > room {
            let end = (0..=room).rfind(|&end| rest.is_char_boundary(end)).unwrap_or(0);
            write!(self.0, "{}\r\n ", &rest[..end])?;
            // The space in front counts.
            (rest, room) = (&rest[end..], WIDTH - 1);
        }
        write!(self.0, "{rest}\r\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        #[track_caller]
        fn check(value: &str, lines: usize) {
            let mut out = Vec::new();
            Lines(&mut out).raw("SUMMARY", value).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert!(text.ends_with("\r\n"));
            assert!(text.split("\r\n").all(|line| line.len() <= WIDTH), "{text}");
            assert_eq!(text.matches("\r\n").count(), lines, "{text}");
            assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
        }
        check("short", 1);
        check(&"x".repeat(67), 1);
        check(&"x".repeat(68), 2);
        check(&"é".repeat(80), 3);
        check(&"👍".repeat(40), 3);
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("a;b,c\\d\r\ne\u{202e}"), "a\\;b\\,c\\\\d\\ne⟨U+202E⟩");
        assert_eq!(slug("Moscow talks, August 2015"), "moscow-talks-august-2015");
    }

    #[test]
    fn days() {
        #[track_caller]
        fn check(edtf: &str, expect: &str, exact: bool) {
            let when = When::parse(edtf).unwrap();
            let found = match Span::of(&when) {
                Ok(Span::Days(first, last)) => format!("{first} to {last}"),
                Ok(Span::At(day, time)) => format!("{day} at {time}"),
                Err(why) => why.to_owned(),
            };
            assert_eq!((found.as_str(), is_exact(&when)), (expect, exact), "{edtf}");
        }
        check("2015-08-13", "2015-08-13 to 2015-08-13", true);
        check("2015-08-13T18:00", "2015-08-13 at 18:00", true);
        check("2015-08-13T18:00~", "2015-08-13 at 18:00", false);
        check("2015-08", "2015-08-01 to 2015-08-31", false);
        check("2015-08-01/2015-08-10", "2015-08-01 to 2015-08-10", true);
        check("[2015-08-01..2015-08-10]", "2015-08-01 to 2015-08-10", false);
        check("2015-08-13?", "2015-08-13 to 2015-08-13", false);
        check("2011/..", "2011-01-01 to 2011-12-31", false);
        check("2011-03-15/..", "2011-03-15 to 2011-03-15", false);
        check("../2011", "2011-01-01 to 2011-12-31", false);
        check("[2011-03-15..]", "2011-03-15 to 2011-03-15", false);
        check("[..2011-03-15]", "2011-03-15 to 2011-03-15", false);
        check("XXXX", "undated events", false);
        check("-0043-03-15", "events outside of the years 1 to 9999", true);
        check("9999-12-31", "events outside of the years 1 to 9999", true);
    }
}
