//! Where the records of a JSON text are, told by its beginning.

use super::{
    Form,
    walk::{end_of, plain},
};

/// A list stands in no more objects than this.
const DEEPEST: usize = 3;

/// Records, found.
pub struct Found {
    pub path: Vec<String>,
    pub form: Form,
    /// Where the first one may begin.
    pub start: usize,
    /// The address of the next page, which stands beside the list.
    pub next: Option<String>,
}

impl Found {
    fn at(start: usize, form: Form) -> Self {
        Self { path: Vec::new(), form, start, next: None }
    }
}

/// The records of a text that begins so, if it has any. Of several lists that stand in
/// objects it is the longest.
pub fn list(head: &[u8]) -> Option<Found> {
    let start = if head.starts_with(&[0xEF, 0xBB, 0xBF]) { 3 } else { 0 };
    let start = skip(head, start);
    match head.get(start)? {
        b'[' => {
            let first = skip(head, start + 1);
            let is_list = matches!(head.get(first), Some(b'{'));
            is_list.then_some(Found::at(first, Form::List))
        }
        b'{' => {
            let end = end_of(&head[start..]).map(|length| start + length);
            let follows = |end: usize| head.get(skip(head, end)) == Some(&b'{');
            let has_line_end = |end: usize| head[start..end].contains(&b'\n');
            if let Some(end) = end.filter(|&end| follows(end)) {
                let form = if has_line_end(end) { Form::Sequence } else { Form::Lines };
                return Some(Found::at(start, form));
            }
            let mut around = Around { head, path: Vec::new(), lists: Vec::new(), next: None };
            around.look_into(start);
            // `max_by_key` gives the last of equals.
            let longest = around.lists.into_iter().rev().max_by_key(|(length, _)| *length);
            longest.map(|(_, found)| Found { next: around.next, ..found }).or_else(|| {
                let is_line = end.is_some_and(|end| !has_line_end(end));
                is_line.then_some(Found::at(start, Form::Lines))
            })
        }
        _ => None,
    }
}

/// The name with which the first object begins, in its quotation marks.
pub fn first_name(bytes: &[u8]) -> Option<String> {
    let start = bytes.iter().position(|&byte| byte == b'{')? + 1;
    let start = skip(bytes, start);
    let end = start + end_of(&bytes[start..])?;
    let name = String::from_utf8_lossy(&bytes[start..end]).into_owned();
    name.starts_with('"').then_some(name)
}

/// What stands around the records.
struct Around<'h> {
    head: &'h [u8],
    /// The names on the way to where it is.
    path: Vec<String>,
    /// The lists of objects, with their lengths as far as they are there.
    lists: Vec<(usize, Found)>,
    next: Option<String>,
}

impl Around<'_> {
    /// Looks into the object that begins here.
    fn look_into(&mut self, start: usize) {
        let head = self.head;
        let mut at = skip(head, start + 1);
        while head.get(at) == Some(&b'"') {
            let Some(length) = end_of(&head[at..]) else { return };
            let name = String::from_utf8_lossy(&head[at..at + length]);
            self.path.push(plain(&name).into_owned());
            at = skip(head, at + length);
            if head.get(at) != Some(&b':') {
                return;
            }
            at = skip(head, at + 1);
            let end = end_of(&head[at..]).map_or(head.len(), |length| at + length);
            self.look_at(at, end);
            self.path.pop();
            at = skip(head, end);
            if head.get(at) != Some(&b',') {
                return;
            }
            at = skip(head, at + 1);
        }
    }

    /// Looks at the value that stands here, or begins here where the text is cut.
    fn look_at(&mut self, start: usize, end: usize) {
        match self.head.get(start) {
            Some(b'{') if self.path.len() < DEEPEST => self.look_into(start),
            Some(b'[') => {
                let first = skip(self.head, start + 1);
                if self.head.get(first) == Some(&b'{') {
                    let found = Found { path: self.path.clone(), ..Found::at(first, Form::List) };
                    self.lists.push((end - start, found));
                }
            }
            Some(b'"') => {
                let name = self.path.last().map(|name| name.to_ascii_lowercase());
                let value = String::from_utf8_lossy(&self.head[start..end]);
                let value = plain(&value);
                if matches!(name.as_deref(), Some("next" | "nextpageurl" | "next_page_url"))
                    && value.starts_with("http")
                {
                    self.next = Some(value.into_owned());
                }
            }
            _ => {}
        }
    }
}

/// The first byte from a place on that is no white space, nor the mark before records that
/// RFC 7464 has.
fn skip(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    start + rest.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0x1E).count()
}
