//! Through a JSON value, without building it.

use std::borrow::Cow;

/// What is nested deeper is one text.
const DEEPEST: usize = 16;

/// Where a value stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// What should stand there.
    pub expected: &'static str,
    /// The byte.
    pub at: usize,
}

/// Calls `found` for every string, number and word in an object with the path to it, `a.b`, and
/// the text as it stands there. The entries of a list have the path of the list. O(n).
pub fn walk<'t>(object: &'t str, found: &mut impl FnMut(&str, &'t str)) -> Result<(), Flaw> {
    let mut walk = Walk { text: object, at: 0, path: String::new() };
    if walk.peek() != Some(b'{') {
        return Err(walk.expected("an object"));
    }
    walk.value(0, found)?;
    match walk.peek() {
        None | Some(b',') => Ok(()),
        Some(_) => Err(walk.expected("the next record")),
    }
}

/// Where the value ends that the bytes begin with; `None` if they end before. Brackets are counted
/// outside of strings, and a string ends with its line at the latest: JSON has no line end in one,
/// so a quotation mark too many harms one record.
pub fn end_of(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => {
                at += end_of_string(&bytes[at..])?;
                if depth == 0 {
                    return Some(at);
                }
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' | b',' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => return Some(at - 1),
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// How long a string is with the mark that closes it, behind the one that opens it.
fn end_of_string(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr3(b'"', b'\\', b'\n', &bytes[at..])? + 1;
        if bytes[at - 1] != b'\\' {
            return Some(at);
        }
        at += 1;
        if at > bytes.len() {
            return None;
        }
    }
}

/// What a string, a number or a word says; `null` is nothing.
pub fn plain(value: &str) -> Cow<'_, str> {
    let Some(inner) = value.strip_prefix('"') else {
        return Cow::Borrowed(if value == "null" { "" } else { value });
    };
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    serde_json::from_str(value).map_or(Cow::Borrowed(inner), Cow::Owned)
}

struct Walk<'t> {
    text: &'t str,
    at: usize,
    path: String,
}

impl<'t> Walk<'t> {
    fn value(&mut self, depth: usize, found: &mut impl FnMut(&str, &'t str)) -> Result<(), Flaw> {
        match self.peek() {
            Some(b'{') if depth < DEEPEST => self.object(depth, found),
            Some(b'[') if depth < DEEPEST => self.each(b']', |it| it.value(depth + 1, found)),
            Some(b'}' | b']' | b',' | b':') | None => Err(self.expected("a value")),
            Some(_) => {
                let value = self.take("the end of the value")?;
                found(&self.path, value);
                Ok(())
            }
        }
    }

    fn object(&mut self, depth: usize, found: &mut impl FnMut(&str, &'t str)) -> Result<(), Flaw> {
        let own = self.path.len();
        self.each(b'}', |it| {
            if it.peek() != Some(b'"') {
                return Err(it.expected("a name in quotation marks"));
            }
            let name = it.take("the end of the name")?;
            if !it.passes(b':') {
                return Err(it.expected("a colon"));
            }
            if own > 0 {
                it.path.push('.');
            }
            it.path += &plain(name);
            it.value(depth + 1, found)?;
            it.path.truncate(own);
            Ok(())
        })
    }

    /// Goes through what stands in brackets, of which the first is next.
    fn each(
        &mut self,
        close: u8,
        mut entry: impl FnMut(&mut Self) -> Result<(), Flaw>,
    ) -> Result<(), Flaw> {
        self.at += 1;
        if self.passes(close) {
            return Ok(());
        }
        loop {
            entry(self)?;
            if self.passes(close) {
                return Ok(());
            }
            if !self.passes(b',') {
                return Err(self.expected("a comma or a closing bracket"));
            }
        }
    }

    /// The value that is next, as it stands.
    fn take(&mut self, end: &'static str) -> Result<&'t str, Flaw> {
        let rest = &self.text[self.at..];
        // What is no string, list or object may be the last that there is.
        let is_word = !rest.starts_with(['"', '[', '{']);
        let length = end_of(rest.as_bytes()).or(is_word.then_some(rest.len()));
        let value = length.map(|length| &rest[..length]);
        let value = value.filter(|it| !it.starts_with('"') || it.len() > 1 && it.ends_with('"'));
        let value = value.ok_or(Flaw { expected: end, at: self.at })?;
        self.at += value.len();
        Ok(value)
    }

    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes past a byte, if it is next.
    fn passes(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn expected(&self, expected: &'static str) -> Flaw {
        Flaw { expected, at: self.at }
    }
}
