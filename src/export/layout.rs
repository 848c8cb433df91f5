//! JSON as a person would write it: what fits on a line stands on one.

use std::io::{self, Write};

/// The longest line, in bytes, that is not broken where it can be.
const WIDTH: usize = 100;
/// How much deeper the inside of something stands.
const INDENT: usize = 2;
/// What stands deeper is not broken: columns of a data set may be nested without end.
const DEEPEST: usize = 32 * INDENT;

/// Writes a JSON text that begins at a column, its lines after the first at an indent.
pub fn write(out: &mut impl Write, json: &str, indent: usize, column: usize) -> io::Result<()> {
    write_spaced(out, &spaced(json), indent, column)
}

fn write_spaced(out: &mut impl Write, json: &str, indent: usize, column: usize) -> io::Result<()> {
    let inner = json.strip_prefix(['{', '[']).and_then(|rest| rest.strip_suffix(['}', ']']));
    let Some(inner) = inner.filter(|_| column + json.len() > WIDTH && indent < DEEPEST) else {
        return out.write_all(json.as_bytes());
    };
    let inside = indent + INDENT;
    out.write_all(&json.as_bytes()[..1])?;
    let mut comma = "";
    for item in items(inner.trim()) {
        write!(out, "{comma}\n{:inside$}", "")?;
        let name = if json.starts_with('{') { end_of_string(item) + ": ".len() } else { 0 };
        out.write_all(&item.as_bytes()[..name])?;
        write_spaced(out, &item[name..], inside, inside + name)?;
        comma = ",";
    }
    write!(out, "\n{:indent$}", "")?;
    out.write_all(&json.as_bytes()[json.len() - 1..])
}

/// The text on one line, with a space after each comma and colon and inside braces.
fn spaced(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + json.len() / 8);
    let mut rest = json;
    while let Some(first) = rest.chars().next() {
        let length = if first == '"' { end_of_string(rest) } else { first.len_utf8() };
        let (token, after) = rest.split_at(length);
        rest = after;
        match token {
            " " | "\t" | "\n" | "\r" => {}
            "," | ":" | "{" => {
                out.push_str(token);
                out.push(' ');
            }
            "}" if out.ends_with("{ ") => {
                out.pop();
                out.push('}');
            }
            "}" => out.push_str(" }"),
            _ => out.push_str(token),
        }
    }
    out
}

/// The items of a list, or the fields of an object, of a spaced text.
fn items(inner: &str) -> impl Iterator<Item = &str> {
    let mut rest = inner;
    std::iter::from_fn(move || {
        let (mut at, mut depth) = (0, 0_usize);
        while at < rest.len() {
            match rest.as_bytes()[at] {
                b'"' => at += end_of_string(&rest[at..]) - 1,
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                b',' if depth == 0 => break,
                _ => {}
            }
            at += 1;
        }
        let item = &rest[..at];
        rest = rest.get(at + ", ".len()..).unwrap_or_default();
        (!item.is_empty()).then_some(item)
    })
}

/// One past the closing quotation mark of the string that a text begins with.
fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    });
    end.map_or(text.len(), |end| end + 2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn laid_out(json: &str) -> String {
        let mut out = Vec::new();
        write(&mut out, json, 0, 0).expect("memory takes all");
        String::from_utf8(out).expect("the text was UTF-8")
    }

    #[test]
    fn what_fits_stands_on_a_line() {
        assert_eq!(
            laid_out(r#"{"a":[1,{}],"b":{"c":"x, y: \"{"}}"#),
            r#"{ "a": [1, {}], "b": { "c": "x, y: \"{" } }"#
        );
        assert_eq!(laid_out("[\n]"), "[]");
    }

    #[test]
    fn what_does_not_fit_is_broken_from_the_outside_in() {
        let long = "x".repeat(70);
        let json = format!(
            r#"{{"quote":"{long}","span":[1,2],"list":[{{"a":"{long}","b":1}},"{long}"]}}"#
        );
        let expected = format!(
            "{{\n  \"quote\": \"{long}\",\n  \"span\": [1, 2],\n  \"list\": [\n    {{ \"a\": \"{long}\", \"b\": 1 }},\n    \"{long}\"\n  ]\n}}"
        );
        assert_eq!(laid_out(&json), expected);
    }

    proptest! {
        #[test]
        fn only_spaces_change(names in prop::collection::vec(any::<String>(), 0..8), number in any::<f64>()) {
            let value = serde_json::json!({ "names": names, "deep": [{ "n": number, "list": [names] }] });
            let again: serde_json::Value = serde_json::from_str(&laid_out(&value.to_string())).expect("JSON");
            prop_assert_eq!(again, value);
        }
    }
}
