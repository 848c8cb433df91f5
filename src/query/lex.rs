//! The characters of a query, and the pieces between its separators.

use crate::query::{error::QueryError, slip};

/// Where a reader is in the text of a query.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    chars: &'a [char],
    at: usize,
    quotes: Quotes,
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
        Self { chars, at: 0, quotes: Quotes::of(chars) }
    }

    pub fn at(&self) -> usize {
        self.at
    }

    pub fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// What is left to read.
    pub fn rest(&self) -> &'a [char] {
        &self.chars[self.at..]
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

    /// Goes past a hyphen, a dash or a minus sign.
    pub fn eat_dash(&mut self) -> bool {
        let found = self.peek().is_some_and(slip::is_dash);
        self.at += usize::from(found);
        found
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
            let begins = piece.chars.last().is_none_or(|c| !c.quoted && BEFORE_VALUE.contains(c.c));
            if let Some(close) = self.quotes.opened(self.chars, at, begins) {
                self.at += 1;
                self.quoted(at, close, &mut piece)?;
                continue;
            }
            self.at += 1;
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
    fn quoted(&mut self, start: usize, close: &str, piece: &mut Piece) -> Result<(), QueryError> {
        let mut inner = Vec::new();
        loop {
            let c = self.peek().ok_or_else(|| {
                QueryError::new(start..start + 1, "this quotation mark is not closed")
            })?;
            self.at += 1;
            match c {
                _ if Quotes::closes(self.chars, self.at - 1, close) => break,
                '\\' if self.peek().is_some_and(|c| c == '\\' || close.contains(c)) => {
                    inner.push(Char { c: self.chars[self.at], quoted: true });
                    self.at += 1;
                }
                _ => inner.push(Char { c, quoted: true }),
            }
        }
        // French marks stand apart from the words by spaces that are not part of them.
        if GUILLEMETS.contains(self.chars[start]) {
            let spaces = inner.iter().take_while(|c| c.c.is_whitespace()).count();
            inner.drain(..spaces);
            while inner.last().is_some_and(|c| c.c.is_whitespace()) {
                inner.pop();
            }
        }
        piece.chars.append(&mut inner);
        Ok(())
    }
}

/// The signs behind which another value begins.
const BEFORE_VALUE: &str = "+><=";
const SINGLE: &str = "'\u{2018}\u{2019}\u{201A}\u{201B}";
const GUILLEMETS: &str = "\u{ab}\u{bb}\u{2039}\u{203A}";

/// Where quotations may open in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quotes {
    /// The last place at which a single mark closes one.
    last_single: usize,
}

impl Quotes {
    pub fn of(chars: &[char]) -> Self {
        let closes =
            |&at: &usize| SINGLE.contains(chars[at]) && ends_value(chars.get(at + 1).copied());
        Self { last_single: (0..chars.len()).rfind(closes).unwrap_or(0) }
    }

    /// The marks that close the quotation that opens at a place. A single mark opens one only where
    /// a value `begins`, and only if another one closes it where a value ends: elsewhere it is an
    /// apostrophe.
    pub fn opened(self, chars: &[char], at: usize, begins: bool) -> Option<&'static str> {
        let mark = *chars.get(at)?;
        let is_meant = !SINGLE.contains(mark) || begins && at + 1 < self.last_single;
        closing(mark).filter(|_| is_meant)
    }

    /// Whether the mark at a place closes a quotation by one of these marks.
    pub fn closes(chars: &[char], at: usize, close: &str) -> bool {
        let is_apostrophe = SINGLE.contains(chars[at]) && !ends_value(chars.get(at + 1).copied());
        close.contains(chars[at]) && !is_apostrophe
    }
}

/// Whether a value ends before this character.
fn ends_value(next: Option<char>) -> bool {
    next.is_none_or(|c| is_separator(c) || ",+>".contains(c))
}

/// The marks that close a quotation opened by this one.
fn closing(mark: char) -> Option<&'static str> {
    match mark {
        '"' => Some("\""),
        '\u{FF02}' | '\u{201C}'..='\u{201F}' | '\u{301D}'..='\u{301F}' => {
            Some("\u{201C}\u{201D}\u{201F}\u{FF02}\u{301D}\u{301E}\u{301F}")
        }
        _ if GUILLEMETS.contains(mark) => Some(GUILLEMETS),
        _ if SINGLE.contains(mark) => Some("'\u{2018}\u{2019}\u{201B}"),
        _ => None,
    }
}

/// Whether it is a quotation mark wherever it stands.
pub(super) fn is_mark(c: char) -> bool {
    !SINGLE.contains(c) && closing(c).is_some()
}

/// Whether a text must stand in quotation marks to be read as it is, for the marks in it.
pub(super) fn has_marks(text: &str) -> bool {
    let mut before = '=';
    text.chars().any(|c| {
        let begins = BEFORE_VALUE.contains(std::mem::replace(&mut before, c));
        is_mark(c) || begins && SINGLE.contains(c)
    })
}

pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')')
}
