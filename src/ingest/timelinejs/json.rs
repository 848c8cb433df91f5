//! Slides out of JSON, in the names of version 3 or of versions 1 and 2.

use std::borrow::Cow;

use serde_json::Value;

use super::{
    Role, Slide, Stated, Story,
    date::{Date, Parts},
};
use crate::{
    base::{issue::Issue, places::Places},
    ingest::{
        Document,
        native::members::{Break, Cursor},
    },
    model::native::Extra,
};

/// Whether a text is a script that assigns an object or calls a function with one: what pages load
/// from other servers.
pub fn is_script(text: &str) -> bool {
    let name = text.trim_start_matches("var ").trim_start_matches(|c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '.' | ' ')
    });
    name.len() < text.len()
        && name.strip_prefix(['=', '(']).is_some_and(|rest| rest.trim_start().starts_with('{'))
}

/// Reads all slides; where the text stops being JSON, those that precede.
pub fn read(document: &Document<'_>, story: &mut Story<'_>) {
    let (text, commas) = without_trailing_commas(document.text);
    let places = Places::new(document.name, &text);
    if let Some(&first) = commas.first() {
        let more = match commas.len() {
            1 => String::new(),
            count => format!("; there are {count} of them"),
        };
        let message = format!("JSON has no comma before a closing bracket{more}");
        story.issues.push(Issue::warning(places.of_byte(first), message));
    }
    let mut reader =
        Reader { places: &places, story, headline: String::new(), text: String::new() };
    let broken = reader.object(&mut Cursor::new(&text)).err();
    let Reader { headline, text, .. } = reader;
    if story.is_unnamed() {
        story.name(&headline, &text);
    }
    if let Some(broken) = broken {
        let message = format!("{}; what precedes this is loaded", broken.message);
        story.issues.push(Issue::error(places.of_byte(broken.byte), message));
    }
}

/// The text with a space for each comma that a closing bracket follows, as scripts may have it and
/// JSON may not; and where these commas are.
fn without_trailing_commas(text: &str) -> (Cow<'_, str>, Vec<usize>) {
    let (mut commas, mut comma) = (Vec::new(), None);
    let (mut in_string, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_string,
            b'"' => (in_string, comma) = (!in_string, None),
            _ if in_string => {}
            b',' => comma = Some(at),
            b']' | b'}' => commas.extend(comma.take()),
            b' ' | b'\t' | b'\n' | b'\r' => {}
            _ => comma = None,
        }
    }
    let Some(last) = commas.last() else { return (Cow::Borrowed(text), commas) };
    let mut tidy = String::with_capacity(text.len());
    let mut start = 0;
    for &comma in &commas {
        tidy += &text[start..comma];
        tidy.push(' ');
        start = comma + 1;
    }
    tidy += &text[last + 1..];
    (Cow::Owned(tidy), commas)
}

struct Reader<'r, 'a, 'd> {
    places: &'r Places<'a>,
    story: &'r mut Story<'d>,
    /// The title slide of versions 1 and 2, whose fields stand beside the list of slides.
    headline: String,
    text: String,
}

impl<'a> Reader<'_, 'a, '_> {
    /// Reads the object that is next: the file's, or in versions 1 and 2 that of its `timeline`.
    fn object(&mut self, cursor: &mut Cursor<'a>) -> Result<(), Break> {
        cursor.expect(b"{")?;
        let mut end = cursor.passes(b'}');
        while !end {
            let name = cursor.name()?;
            cursor.expect(b":")?;
            match (name, cursor.peek()) {
                ("\"timeline\"", Some(b'{')) => self.object(cursor)?,
                ("\"events\"" | "\"date\"", Some(b'[')) => self.slides(Role::Event, cursor)?,
                ("\"eras\"" | "\"era\"", Some(b'[')) => self.slides(Role::Era, cursor)?,
                ("\"title\"", Some(b'{')) => self.slide(Role::Title, cursor.value()?),
                ("\"headline\"", _) => self.headline = text(cursor.value()?),
                ("\"text\"", _) => self.text = text(cursor.value()?),
                ("\"events\"" | "\"date\"" | "\"eras\"" | "\"era\"", _) => {
                    let place = self.places.of(cursor.value()?);
                    self.story.issues.push(Issue::error(place, "expected a list of slides"));
                }
                _ => drop(cursor.value()?),
            }
            end = cursor.expect(b",}")? == b'}';
        }
        Ok(())
    }

    fn slides(&mut self, role: Role, cursor: &mut Cursor<'a>) -> Result<(), Break> {
        cursor.expect(b"[")?;
        let mut end = cursor.passes(b']');
        while !end && !self.story.document.progress.is_cancelled() {
            self.slide(role, cursor.value()?);
            end = cursor.expect(b",]")? == b']';
        }
        Ok(())
    }

    fn slide(&mut self, role: Role, json: &'a str) {
        let place = || self.places.of(json);
        let (Ok(value @ Value::Object(_)), Ok(Extra(fields))) =
            (serde_json::from_str(json), serde_json::from_str(json))
        else {
            return self.story.issues.push(Issue::error(place(), "expected a slide"));
        };
        let slide = slide(&value, fields.into_owned());
        self.story.add(role, &slide, place().line.unwrap_or(1));
    }
}

/// The slide that an object describes.
fn slide(value: &Value, fields: String) -> Slide<'_> {
    let media = if value["media"].is_object() { &value["media"] } else { &value["asset"] };
    // Of version 3 it is an object with both, of version 1 only the words.
    let text = &value["text"];
    Slide {
        id: words(&value["unique_id"]),
        start: date(&value["start_date"], &value["startDate"]),
        end: date(&value["end_date"], &value["endDate"]),
        headline: first(&text["headline"], &value["headline"]),
        text: first(&text["text"], text),
        group: first(&value["group"], &value["tag"]),
        media: first(&media["url"], &media["media"]),
        caption: words(&media["caption"]),
        credit: words(&media["credit"]),
        fields,
    }
}

fn date<'v>(parts: &'v Value, text: &'v Value) -> Stated<'v> {
    let [year, month, day, hour, minute, second] =
        ["year", "month", "day", "hour", "minute", "second"].map(|name| words(&parts[name]));
    if !parts.is_object() {
        return Stated::Text(first(parts, text));
    }
    Stated::Parts(Date::of(Parts {
        year: &year,
        month: &month,
        day: &day,
        hour: &hour,
        minute: &minute,
        second: &second,
    }))
}

/// The words of the first of two fields that has some.
fn first<'v>(one: &'v Value, two: &'v Value) -> Cow<'v, str> {
    let found = words(one);
    if found.trim().is_empty() { words(two) } else { found }
}

/// A string, or a number as it is written; empty for anything else.
fn words(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Number(number) => Cow::Owned(number.to_string()),
        _ => Cow::Borrowed(""),
    }
}

fn text(json: &str) -> String {
    serde_json::from_str(json).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_commas_before_brackets_are_passed_over() {
        #[track_caller]
        fn check(text: &str, expect: &str) {
            assert_eq!(without_trailing_commas(text).0, expect);
        }
        check("{\"a\": [1, 2,], }", "{\"a\": [1, 2 ]  }");
        check("[\"é,]\\\",]\",\n]", "[\"é,]\\\",]\" \n]");
        check("[1,,]", "[1, ]");
        check("[,]", "[ ]");
        check("{\"a\": 1}", "{\"a\": 1}");
        check("[1, \"x\"]", "[1, \"x\"]");
        check("[\"cut,", "[\"cut,");
    }

    #[test]
    fn scripts_are_told_from_json() {
        for script in [
            "storyjs_jsonp_data = {\"timeline\": {}}",
            "var timeline_data={\n",
            "callback({\"events\": []})",
            "window.data = {",
        ] {
            assert!(is_script(script), "{script}");
        }
        for text in ["{\"events\": []}", "[{}]", "Year,Month", "a = b", "", "({})"] {
            assert!(!is_script(text), "{text}");
        }
    }
}
