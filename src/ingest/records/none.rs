//! Why a JSON text has no records.

use serde_json::Value;

use crate::base::issue;

/// The names under which answers say what went wrong.
const ERRORS: [&str; 7] =
    ["error", "errors", "message", "detail", "error_message", "error_description", "reason"];

/// What an answer without records says of itself, or which of its lists is empty; empty where it
/// says nothing.
#[must_use]
pub fn why_none(text: &str) -> String {
    let Ok(answer) = serde_json::from_str::<Value>(text.trim_start_matches('\u{FEFF}')) else {
        return String::new();
    };
    if let Some(words) = said(&answer, 0) {
        return format!("it is an answer that says '{}'", issue::brief_value(words));
    }
    match &answer {
        Value::Array(list) if list.is_empty() => "its list is empty".to_owned(),
        Value::Object(members) => {
            let is_empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
            let empty = members.iter().find(|(_, value)| is_empty(value));
            empty.map_or_else(String::new, |(name, _)| {
                format!("its list '{}' is empty", issue::brief_value(name))
            })
        }
        _ => String::new(),
    }
}

/// The words of an error, which may stand in an object or a list of its own.
fn said(answer: &Value, depth: usize) -> Option<&str> {
    let of_error = |value: &'_ Value| match value {
        Value::String(words) if !words.trim().is_empty() => true,
        Value::Object(_) | Value::Array(_) => depth < 3,
        _ => false,
    };
    match answer {
        Value::Object(members) => ERRORS
            .iter()
            .filter_map(|name| members.get(*name))
            .filter(|value| of_error(value))
            .find_map(|value| value.as_str().or_else(|| said(value, depth + 1))),
        Value::Array(list) if depth > 0 => {
            list.iter().find_map(|it| it.as_str().or_else(|| said(it, depth + 1)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_say_why_they_have_nothing() {
        for (text, expect) in [
            (
                r#"{"status": 403, "error": "Access denied"}"#,
                "it is an answer that says 'Access denied'",
            ),
            (
                r#"{"success": false, "error": {"status": 1, "message": "No such key"}, "data": []}"#,
                "it is an answer that says 'No such key'",
            ),
            (r#"{"errors": [{"detail": "Too many"}]}"#, "it is an answer that says 'Too many'"),
            (r#"{"error": null, "count": 0, "data": []}"#, "its list 'data' is empty"),
            ("[]", "its list is empty"),
            (r#"{"a": 1}"#, ""),
            ("a,b", ""),
            ("{", ""),
            ("", ""),
        ] {
            assert_eq!(why_none(text), expect, "{text}");
        }
    }
}
