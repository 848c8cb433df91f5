//! Records as JSON that drives no terminal.

use std::io::{self, Write};

use serde::{Serialize, Serializer as _};

/// Writes an array, a record a line.
pub fn write_array<T: Serialize>(
    out: &mut impl Write,
    records: impl Iterator<Item = T>,
) -> io::Result<()> {
    let mut before = "[\n";
    for record in records {
        out.write_all(before.as_bytes())?;
        serde_json::to_writer(Escaping(&mut *out), &record)?;
        before = ",\n";
    }
    out.write_all(if before == "[\n" { b"[]\n" } else { b"\n]\n" })
}

/// Writes a record a line.
pub fn write_lines<T: Serialize>(
    out: &mut impl Write,
    records: impl Iterator<Item = T>,
) -> io::Result<()> {
    for record in records {
        serde_json::to_writer(Escaping(&mut *out), &record)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// A record as JSON on one line.
pub fn to_string(record: &impl Serialize) -> io::Result<String> {
    let mut out = Escaping(Vec::new());
    serde_json::to_writer(&mut out, record)?;
    String::from_utf8(out.0).map_err(io::Error::other)
}

/// An object of texts on one line, with its members in this order, even where two have a name in
/// common.
pub fn object<'a>(
    members: impl Iterator<Item = (&'a String, &'a String)>,
) -> serde_json::Result<String> {
    let mut out = Vec::new();
    serde_json::Serializer::new(&mut out).collect_map(members)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

/// JSON on its way out: what stands in its strings and is no plain character is escaped.
///
/// `serde_json` escapes the control characters of ASCII only. A writer can do the rest, because
/// outside of strings JSON has none of these characters. Each write must hold whole characters,
/// which is how `serde_json` writes.
struct Escaping<W>(W);

impl<W: Write> Write for Escaping<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.iter().all(|byte| byte.is_ascii() && *byte != 0x7F) {
            self.0.write_all(bytes)?;
            return Ok(bytes.len());
        }
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        let mut rest = text;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| is_escaped(c)) {
            self.0.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(self.0, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        self.0.write_all(rest.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Whether a character commands, reorders or hides: controls beyond ASCII, what is invisible, and
/// tags. Line ends between records are no part of strings and pass.
fn is_escaped(c: char) -> bool {
    matches!(c,
        '\u{7F}'..='\u{9F}'
        | '\u{AD}'
        | '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}')
}
