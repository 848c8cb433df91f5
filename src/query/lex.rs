//! The characters of a query, and the pieces between its separators.

use crate::query::error::QueryError;

/// Where a reader is in the text of a query.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    chars: &'a [char],
    at: usize,
}

/// One value as written, up to a comma, a space or a parenthesis.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    pub chars: Vec<Char>,
    pub start: usize,
    pub end: usize,
}

/// A character of a piece.
#[derive(Clone, Copy, Debug)]
pub(super) struct Char {
    pub c: char,
    /// Whether it stood in quotes and so is no sign.
    pub quoted: bool,
}

impl Piece {
    pub fn text(&self) -> String {
        text(&self.chars)
    }

    /// Whether it begins with these signs, outside of quotes.
    pub fn begins_with(&self, signs: &str) -> bool {
        let mut chars = self.chars.iter();
        signs.chars().all(|sign| chars.next().is_some_and(|c| !c.quoted && c.c == sign))
    }

    /// The place in `chars` of the first of these signs, outside of quotes.
    pub fn find(&self, signs: &str) -> Option<usize> {
        let (first, rest) = (signs.chars().next()?, signs.chars().count());
        (0..self.chars.len()).find(|&at| {
            let here = self.chars.get(at..at + rest).unwrap_or_default();
            !here.is_empty()
                && here[0].c == first
                && here.iter().zip(signs.chars()).all(|(c, sign)| !c.quoted && c.c == sign)
        })
    }
}

/// The characters without what is known of them.
pub(super) fn text(chars: &[Char]) -> String {
    chars.iter().map(|c| c.c).collect()
}

impl<'a> Cursor<'a> {
    pub fn new(chars: &'a [char]) -> Self {
        Self { chars, at: 0 }
    }

    pub fn at(&self) -> usize {
        self.at
    }

    pub fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub fn is_at_end(&self) -> bool {
        self.at == self.chars.len()
    }

    /// Goes past this character if it is the next one.
    pub fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    pub fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// Goes past a word that stands alone: between spaces, parentheses and the ends.
    pub fn eat_word(&mut self, word: &str) -> bool {
        let end = self.at + word.chars().count();
        let stands_alone = self.chars.get(end).is_none_or(|&c| is_separator(c));
        let found = stands_alone
            && self
                .chars
                .get(self.at..end)
                .is_some_and(|here| here.iter().copied().eq(word.chars()));
        if found {
            self.at = end;
        }
        found
    }

    /// The letters before a colon, and its mark (`=`, `!` or none), if that is what comes next;
    /// goes past them.
    pub fn field(&mut self) -> Option<(String, Option<char>)> {
        let rest = &self.chars[self.at..];
        let name: String =
            rest.iter().take_while(|c| c.is_ascii_alphabetic() || **c == '_').collect();
        let after = &rest[name.len()..];
        let (mark, length) = match after {
            [':', ..] => (None, 1),
            [mark @ ('=' | '!'), ':', ..] => (Some(*mark), 2),
            _ => return None,
        };
        if name.is_empty() {
            return None;
        }
        self.at += name.len() + length;
        Some((name, mark))
    }

    /// What stands between this slash and the next one that has no backslash before it.
    pub fn regex(&mut self) -> Result<Piece, QueryError> {
        let start = self.at;
        let mut piece = Piece { start, ..Piece::default() };
        self.at += 1;
        loop {
            let c = self.peek().ok_or_else(|| {
                QueryError::new(start..start + 1, "this regular expression does not end")
                    .with_help("end it with a slash, or quote the slash")
            })?;
            self.at += 1;
            match c {
                '/' => break,
                '\\' if self.peek() == Some('/') => {
                    self.at += 1;
                    piece.chars.push(Char { c: '/', quoted: true });
                }
                '\\' => {
                    piece.chars.push(Char { c, quoted: true });
                    if let Some(c) = self.peek() {
                        piece.chars.push(Char { c, quoted: true });
                        self.at += 1;
                    }
                }
                _ => piece.chars.push(Char { c, quoted: true }),
            }
        }
        piece.end = self.at;
        if self.peek().is_some_and(|c| c != ',' && !is_separator(c)) {
            return Err(QueryError::new(
                self.at..self.at + 1,
                "a space, a comma or the end must follow a regular expression",
            )
            .with_help("write \\/ for a slash in it"));
        }
        Ok(piece)
    }

    /// The characters up to the next comma, space or parenthesis outside of quotes and brackets.
    pub fn piece(&mut self) -> Result<Piece, QueryError> {
        let mut piece = Piece { start: self.at, ..Piece::default() };
        let mut open: Vec<(char, usize)> = Vec::new();
        while let Some(c) = self.peek() {
            let at = self.at;
            let is_end = open.is_empty() && (c == ',' || is_separator(c));
            if is_end {
                break;
            }
            self.at += 1;
            if c == '"' {
                self.quoted(at, &mut piece)?;
                continue;
            }
            match c {
                '[' => open.push((']', at)),
                '{' => open.push(('}', at)),
                _ if open.last().is_some_and(|&(close, _)| close == c) => {
                    open.pop();
                }
                _ => {}
            }
            piece.chars.push(Char { c, quoted: false });
        }
        if let Some((close, at)) = open.pop() {
            return Err(QueryError::new(at..at + 1, "this bracket is not closed")
                .with_help(format!("close it with {close}, or quote it")));
        }
        piece.end = self.at;
        Ok(piece)
    }

    /// What follows an opening quotation mark, up to and with the closing one.
    fn quoted(&mut self, start: usize, piece: &mut Piece) -> Result<(), QueryError> {
        loop {
            let c = self.peek().ok_or_else(|| {
                QueryError::new(start..start + 1, "this quotation mark is not closed")
            })?;
            self.at += 1;
            match c {
                '"' => return Ok(()),
                '\\' if matches!(self.peek(), Some('"' | '\\')) => {
                    piece.chars.push(Char { c: self.chars[self.at], quoted: true });
                    self.at += 1;
                }
                _ => piece.chars.push(Char { c, quoted: true }),
            }
        }
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')')
}
