//! The lines of a calendar as properties (RFC 5545, section 3.1).

use std::borrow::Cow;

/// The lines of a calendar, each with the number of its first one: a line that begins with a space
/// goes on from the one before.
pub fn lines(text: &str) -> impl Iterator<Item = (u64, Cow<'_, str>)> {
    let mut rest = text.trim_start_matches('\u{FEFF}').lines().zip(1_u64..).peekable();
    std::iter::from_fn(move || {
        let (line, number) = rest.find(|(line, _)| !line.trim().is_empty())?;
        let mut whole = Cow::Borrowed(line);
        while let Some((more, _)) = rest.next_if(|(line, _)| line.starts_with([' ', '\t'])) {
            whole.to_mut().push_str(&more[1..]);
        }
        Some((number, whole))
    })
}

/// A property: `DTSTART;VALUE=DATE:20150813`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// In capitals.
    pub name: String,
    /// Names in capitals, and values without quotation marks.
    pub parameters: Vec<(String, String)>,
    /// As it stands there.
    pub value: String,
}

impl Property {
    pub fn parse(line: &str) -> Option<Self> {
        let mut quoted = false;
        let colon = line.find(|c| {
            quoted ^= c == '"';
            c == ':' && !quoted
        })?;
        let (head, value) = (&line[..colon], &line[colon + 1..]);
        let mut parts = head.split(';');
        let name = parts.next()?.trim().to_ascii_uppercase();
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let parameters = parts
            .filter_map(|part| part.split_once('='))
            .map(|(name, value)| (name.to_ascii_uppercase(), value.trim_matches('"').to_owned()));
        (!name.is_empty() && name.chars().all(is_name)).then(|| Self {
            name,
            parameters: parameters.collect(),
            value: value.to_owned(),
        })
    }

    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A text with its escapes undone.
pub fn plain(value: &str) -> Cow<'_, str> {
    if !value.contains('\\') {
        return Cow::Borrowed(value);
    }
    let (mut text, mut escaped) = (String::with_capacity(value.len()), false);
    for c in value.chars() {
        match (escaped, c) {
            (false, '\\') => escaped = true,
            (true, 'n' | 'N') => {
                escaped = false;
                text.push('\n');
            }
            (_, c) => {
                escaped = false;
                text.push(c);
            }
        }
    }
    Cow::Owned(text)
}

/// The entries between commas, of which one may be escaped.
pub fn list(value: &str) -> Vec<String> {
    let mut entries = vec![String::new()];
    let mut escaped = false;
    for c in value.chars() {
        if c == ',' && !escaped {
            entries.push(String::new());
        } else if let Some(entry) = entries.last_mut() {
            entry.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    let plain = entries.iter().map(|entry| plain(entry.trim()).into_owned());
    plain.filter(|entry| !entry.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_unfolded() {
        let found: Vec<_> = lines("A:1\r\n  2\r\n\t3\r\n\r\nB:4\n").collect();
        assert_eq!(found, [(1, "A:1 23".into()), (5, "B:4".into())]);
    }

    #[test]
    fn values_are_unescaped() {
        assert_eq!(plain(r"a\, b\; c\\n\nd"), "a, b; c\\n\nd");
        assert_eq!(list(r"a, b\, c,,d"), ["a", "b, c", "d"]);
    }
}
