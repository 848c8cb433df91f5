//! The members of the object that a file is, and the records in its lists, without looking into
//! them: what precedes a break is there.

use rustc_hash::FxHashSet;
use serde_json::value::RawValue;

use super::places::byte_of;

/// What stands at the top of a file.
#[derive(Debug, Default)]
pub struct Members<'a> {
    pub format: Option<&'a str>,
    pub version: Option<&'a str>,
    pub title: Option<&'a str>,
    pub about: Option<&'a str>,
    pub sources: Vec<&'a str>,
    pub actors: Vec<&'a str>,
    pub events: Vec<&'a str>,
    pub statements: Vec<&'a str>,
    /// Names of members that the format does not have, in their quotation marks.
    pub unknown: Vec<&'a str>,
    /// Names of members that stand there for the second time.
    pub repeated: Vec<&'a str>,
    /// Values that should have been lists.
    pub no_list: Vec<&'a str>,
    /// Where the text stops being JSON, and why.
    pub broken: Option<Break>,
}

/// A place in a text from which on it can't be read.
#[derive(Debug, PartialEq, Eq)]
pub struct Break {
    pub byte: usize,
    pub message: String,
}

/// Cuts a text into members and records. O(n), one pass.
pub fn split(text: &str) -> Members<'_> {
    let mut members = Members::default();
    let mut cursor = Cursor::new(text);
    members.broken = cursor.object(&mut members).err();
    members
}

/// A place in a JSON text, moved on value by value.
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// The beginning of a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn object(&mut self, members: &mut Members<'a>) -> Result<(), Break> {
        self.expect(b"{")?;
        let mut end = self.passes(b'}');
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        while !end {
            let name = self.name()?;
            self.expect(b":")?;
            if !seen.insert(name) {
                members.repeated.push(name);
            }
            self.member(name, members)?;
            end = self.expect(b",}")? == b'}';
        }
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.fail("something stands after the end of the timeline")),
        }
    }

    fn member(&mut self, name: &'a str, members: &mut Members<'a>) -> Result<(), Break> {
        let list = match name {
            "\"format\"" => return self.value().map(|value| members.format = Some(value)),
            "\"version\"" => return self.value().map(|value| members.version = Some(value)),
            "\"title\"" => return self.value().map(|value| members.title = Some(value)),
            "\"about\"" => return self.value().map(|value| members.about = Some(value)),
            "\"sources\"" => &mut members.sources,
            "\"actors\"" => &mut members.actors,
            "\"events\"" => &mut members.events,
            "\"statements\"" => &mut members.statements,
            _ => {
                members.unknown.push(name);
                return self.value().map(drop);
            }
        };
        if self.peek() != Some(b'[') {
            let value = self.value()?;
            if value != "null" {
                members.no_list.push(value);
            }
            return Ok(());
        }
        self.at += 1;
        let mut end = self.passes(b']');
        while !end {
            list.push(self.value()?);
            end = self.expect(b",]")? == b']';
        }
        Ok(())
    }

    /// A string, in its quotation marks.
    pub fn name(&mut self) -> Result<&'a str, Break> {
        if self.peek() == Some(b'"') {
            return self.value();
        }
        Err(self.fail("expected the name of a field in quotation marks"))
    }

    /// Any value, as it stands.
    pub fn value(&mut self) -> Result<&'a str, Break> {
        self.peek();
        let rest = &self.text[self.at..];
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        match stream.next() {
            Some(Ok(value)) => {
                self.at += stream.byte_offset();
                Ok(value.get())
            }
            Some(Err(error)) => Err(Break {
                byte: self.at + byte_of(rest, error.line(), error.column()),
                message: super::message(&error),
            }),
            None => Err(self.fail("expected a value")),
        }
    }

    /// Passes one of these signs.
    pub fn expect(&mut self, signs: &[u8]) -> Result<u8, Break> {
        match self.peek() {
            Some(sign) if signs.contains(&sign) => {
                self.at += 1;
                Ok(sign)
            }
            _ => {
                let signs: Vec<_> =
                    signs.iter().map(|&sign| format!("'{}'", char::from(sign))).collect();
                Err(self.fail(&format!("expected {}", signs.join(" or "))))
            }
        }
    }

    /// Passes the sign if it is next.
    pub fn passes(&mut self, sign: u8) -> bool {
        self.expect(&[sign]).is_ok()
    }

    /// The next byte that is no space.
    pub fn peek(&mut self) -> Option<u8> {
        let bytes = &self.text.as_bytes()[self.at..];
        let spaces =
            bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.at += spaces;
        bytes.get(spaces).copied()
    }

    fn fail(&self, message: &str) -> Break {
        let message = if self.at == self.text.len() {
            format!("the file ends too early: {message}")
        } else {
            message.to_owned()
        };
        Break { byte: self.at, message }
    }
}
