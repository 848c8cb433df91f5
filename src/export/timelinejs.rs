//! Events as slides of TimelineJS 3, as its "JSON data format" describes them.
//!
//! A date has a year, perhaps a month, a day and a time; what is less exact takes the days on which
//! it may have been and is said in words in `display_date`. Text is HTML there: it is escaped.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::{Excerpt, LeftOut, citation, excerpt, html::address, json as safe_json, layout};
use crate::{
    base::{
        once::each_once,
        text::{escape_html, neutralise_block, one_line},
    },
    model::{
        Basis, Event, Fatalities, Status, When,
        day::Day,
        when::{Precision, Shape},
    },
};

/// An event with this tag is an era.
const ERA: &str = "era";

/// A day as TimelineJS has it: the parts that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct Date {
    /// Below 0 BCE: -44 is 44 BCE.
    year: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hour: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minute: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<u8>,
}

/// Writes the events that have a beginning or an end; gives what was left out.
pub fn write(out: &mut impl Write, excerpt: &Excerpt<'_>) -> io::Result<LeftOut> {
    let mut left_out = LeftOut::default();
    let title = text(&excerpt.title(), &paragraphs(&opening(excerpt)));
    write!(out, "{{\n  \"title\": ")?;
    value(out, &json!({ "text": title, "autolink": false }), 2)?;
    for (name, eras) in [("events", false), ("eras", true)] {
        write!(out, ",\n  \"{name}\": [")?;
        let mut before = "";
        for event in excerpt.events().filter(|event| is_era(*event) == eras) {
            let Some((start, end)) = ends(event.when()) else {
                left_out.add("events without a date that it can draw", 1);
                continue;
            };
            let held = is_held(&start, end.as_ref(), event.when());
            left_out.add_if(!held, "uncertain dates, but in words");
            write!(out, "{before}\n    ")?;
            before = ",";
            if eras {
                value(out, &era(event, &start, end.as_ref()), 4)?;
            } else {
                value(out, &slide(excerpt, event, &start, end.as_ref(), held), 4)?;
            }
        }
        write!(out, "{}]", if before.is_empty() { "" } else { "\n  " })?;
    }
    writeln!(out, "\n}}")?;
    left_out.add("statements without an event", excerpt.said_apart().count() as u32);
    Ok(left_out)
}

/// Writes a value whose lines begin so many columns in.
fn value(out: &mut impl Write, value: &Value, indent: usize) -> io::Result<()> {
    layout::write(out, &safe_json::to_string(value)?, indent, indent)
}

fn is_era(event: Event<'_>) -> bool {
    event.tags().any(|tag| tag.eq_ignore_ascii_case(ERA))
}

fn slide(
    excerpt: &Excerpt<'_>,
    event: Event<'_>,
    start: &Date,
    end: Option<&Date>,
    held: bool,
) -> Value {
    let mut slide = json!({
        "unique_id": neutralise_block(&event.id()),
        "start_date": start,
        "text": text(&event.title(), &told(excerpt, event)),
        "group": html_line(event.kind_word()),
        "autolink": false,
    });
    if let Some(end) = end {
        slide["end_date"] = json!(end);
    }
    if !held {
        slide["display_date"] = event.when().words().into();
    }
    slide
}

/// A stretch behind the slides; TimelineJS wants both of its ends.
fn era(event: Event<'_>, start: &Date, end: Option<&Date>) -> Value {
    json!({
        "start_date": start,
        "end_date": end.unwrap_or(start),
        "text": text(&event.title(), &paragraphs(&[event.summary().to_owned()])),
    })
}

/// How the events were chosen, and when that was.
fn opening(excerpt: &Excerpt<'_>) -> [String; 3] {
    let note = excerpt.note;
    [note.counts.clone(), note.asked(), format!("Exported {}", note.made())]
}

/// All that is known of an event but its date and its title, as HTML.
fn told(excerpt: &Excerpt<'_>, event: Event<'_>) -> String {
    let timeline = excerpt.timeline;
    let mut facts = vec![event.summary().to_owned(), excerpt::parties(event)];
    facts.extend(event.place().map(|place| {
        let parts = [&*place.name, &*place.country];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        Basis::with(place.basis, parts.join(", "))
    }));
    if event.status() != Status::Occurred {
        facts.push(format!("Status: {}", event.status()));
    }
    let killed = event.fatalities().and_then(Fatalities::words);
    facts.extend(killed.map(|killed| format!("Killed: {killed}")));
    let tags: Vec<&str> = event.tags().collect();
    facts.extend((!tags.is_empty()).then(|| format!("Tags: {}", tags.join(", "))));
    let mut told = vec![paragraphs(&facts)];
    for (_, statement) in excerpt.said_in(event) {
        let words = html_block(&citation::attributed(timeline, statement));
        told.push(format!("<blockquote>{words}</blockquote>"));
    }
    for id in each_once(event.evidence().map(|entry| entry.source)) {
        let source = html_line(&citation::source(timeline, id));
        told.push(match address(&timeline.source(id).url) {
            Some(url) => {
                format!("<p>Source: <a href=\"{}\">{source}</a></p>", escape_html(url))
            }
            None => format!("<p>Source: {source}</p>"),
        });
    }
    told.concat()
}

fn text(headline: &str, text: &str) -> Value {
    json!({ "headline": html_line(headline), "text": text })
}

fn paragraphs(texts: &[String]) -> String {
    let texts = texts.iter().filter(|text| !text.is_empty());
    let texts: Vec<String> = texts.map(|text| format!("<p>{}</p>", html_block(text))).collect();
    texts.concat()
}

fn html_line(text: &str) -> String {
    escape_html(&neutralise_block(&one_line(text))).into_owned()
}

fn html_block(text: &str) -> String {
    escape_html(&neutralise_block(text)).replace('\n', "<br>")
}

/// The beginning and, where it is another day, the end; of what has only one of them that one.
/// `None` where there is neither, or a year that TimelineJS can't draw.
fn ends(when: &When) -> Option<(Date, Option<Date>)> {
    let (first, last) = (when.earliest_start(), when.latest_end());
    let is_part = matches!(
        when.precision(),
        Precision::Year | Precision::Month | Precision::Day | Precision::Time
    );
    if when.shape() == Shape::Date && is_part {
        return Some((Date::of(first, when.precision(), when)?, None));
    }
    let [start, end] = precisions(when);
    match (first.is_known(), last.is_known()) {
        (true, true) => Some((Date::of(first, start, when)?, Some(Date::of(last, end, when)?))),
        (true, false) => Some((Date::of(first, start, when)?, None)),
        (false, true) => Some((Date::of(last, end, when)?, None)),
        (false, false) => None,
    }
}

/// To what precision the first and the last day are known: whole months and years count as such.
fn precisions(when: &When) -> [Precision; 2] {
    let of = |first: Day, last: Day| {
        if first == first.first_of_year() && last == last.last_of_year() {
            Precision::Year
        } else if first == first.first_of_month() && last == last.last_of_month() {
            Precision::Month
        } else {
            Precision::Day
        }
    };
    match when.shape() {
        Shape::Lasted => [
            of(when.earliest_start(), when.latest_start()),
            of(when.earliest_end(), when.latest_end()),
        ],
        _ => [of(when.earliest_start(), when.latest_end()); 2],
    }
}

impl Date {
    /// A day to a precision, with the time of a date that has one. `None` beyond the years that a
    /// browser's calendar has.
    fn of(day: Day, precision: Precision, when: &When) -> Option<Self> {
        const DRAWN: std::ops::RangeInclusive<i32> = -271_820..=275_759;
        let (year, month, day) = day.date();
        if !DRAWN.contains(&year) {
            return None;
        }
        let time = when.time().filter(|_| precision >= Precision::Day);
        Some(Self {
            year: if year <= 0 { year - 1 } else { year },
            month: (precision >= Precision::Month).then_some(month),
            day: (precision >= Precision::Day).then_some(day),
            hour: time.map(|time| time.hour),
            minute: time.map(|time| time.minute),
            second: time.and_then(|time| time.second),
        })
    }

    /// The same as EDTF, without the time; with a year of any size.
    fn edtf(&self) -> String {
        let year = if self.year < 0 { self.year + 1 } else { self.year };
        let year = match year {
            0..=9999 => format!("{year:04}"),
            -9999..0 => format!("-{:04}", -year),
            _ => format!("Y{year}"),
        };
        let parts = [self.month, self.day].into_iter().flatten();
        let parts = parts.map(|part| format!("{part:02}"));
        std::iter::once(year).chain(parts).collect::<Vec<_>>().join("-")
    }
}

/// Whether the parts of a date say all that is known of it: whether reading them gives it again.
fn is_held(start: &Date, end: Option<&Date>, when: &When) -> bool {
    let read = match (end, when.time()) {
        (Some(end), _) => format!("{}/{}", start.edtf(), end.edtf()),
        (None, Some(time)) => {
            let time = crate::model::when::Time { offset: None, ..time };
            format!("{}T{time}", start.edtf())
        }
        (None, None) => start.edtf(),
    };
    When::parse(&read).is_ok_and(|read| read == *when)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        #[track_caller]
        fn check(edtf: &str, expect: &str, held: bool) {
            let when = When::parse(edtf).unwrap();
            let found = ends(&when).map(|(start, end)| {
                let held = is_held(&start, end.as_ref(), &when);
                let end = end.map(|end| format!(" to {}", end.edtf())).unwrap_or_default();
                (format!("{}{end}", start.edtf()), held)
            });
            let expect = (!expect.is_empty()).then(|| (expect.to_owned(), held));
            assert_eq!(found, expect, "{edtf}");
        }
        check("2015-08-13", "2015-08-13", true);
        check("2015-08-13T18:00", "2015-08-13", true);
        check("2015-08-13T18:00+05:30", "2015-08-13", false);
        check("2015-08", "2015-08", true);
        check("2015", "2015", true);
        check("-0043-03-15", "-0043-03-15", true);
        check("2015-08~", "2015-08", false);
        check("2015-08-01/2015-08-10", "2015-08-01 to 2015-08-10", true);
        check("1943-07/1946", "1943-07 to 1946", true);
        check("[2015-08-01..2015-08-10]", "2015-08-01 to 2015-08-10", false);
        check("2015-21", "2015-03 to 2015-05", false);
        check("156X", "1560 to 1569", false);
        check("2011/..", "2011", false);
        check("2011-03/..", "2011-03", false);
        check("../2011", "2011", false);
        check("XXXX", "", false);
        check("Y-13800000000", "", false);
    }
}
