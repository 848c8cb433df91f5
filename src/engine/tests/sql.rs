//! The few words of SQL that are asked, evaluated as databases do: NULL is neither true nor false.

/// A value, which may be NULL.
pub type Value<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Whether a condition holds.
pub fn holds(condition: &str, value: Value<'_>) -> bool {
    let tokens = tokens(condition);
    let mut parser = Parser { tokens: &tokens, value };
    let holds = parser.either();
    assert!(parser.tokens.is_empty(), "left of '{condition}': {:?}", parser.tokens);
    holds == Some(true)
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Sign(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            ' ' => {}
            '\'' => tokens.push(Token::Text(rest.by_ref().take_while(|c| *c != '\'').collect())),
            '(' | ')' | ',' | '=' => tokens.push(Token::Sign(c)),
            c => {
                let mut word = String::from(c);
                while let Some(c) = rest.next_if(|c| c.is_alphanumeric() || "_-*".contains(*c)) {
                    word.push(c);
                }
                tokens.push(Token::Word(word));
            }
        }
    }
    tokens
}

struct Parser<'a> {
    tokens: &'a [Token],
    value: Value<'a>,
}

impl Parser<'_> {
    fn takes(&mut self, word: &str) -> bool {
        let is_it = match self.tokens.first() {
            Some(Token::Word(own)) => own == word,
            Some(Token::Sign(sign)) => word == sign.to_string(),
            _ => false,
        };
        self.tokens = &self.tokens[usize::from(is_it)..];
        is_it
    }

    fn needs(&mut self, word: &str) {
        assert!(self.takes(word), "'{word}' before {:?}", self.tokens);
    }

    fn either(&mut self) -> Option<bool> {
        let mut found = self.both();
        while self.takes("OR") {
            found = match (found, self.both()) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            };
        }
        found
    }

    fn both(&mut self) -> Option<bool> {
        let mut found = self.one();
        while self.takes("AND") {
            found = match (found, self.one()) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            };
        }
        found
    }

    fn one(&mut self) -> Option<bool> {
        if self.takes("(") {
            let found = if self.takes("CASE") {
                self.needs("WHEN");
                let holds = self.either() == Some(true);
                for word in ["THEN", "0", "ELSE", "1", "END", ")", "=", "1"] {
                    self.needs(word);
                }
                return Some(!holds);
            } else {
                self.either()
            };
            self.needs(")");
            return found;
        }
        let Token::Word(name) = self.next() else { panic!("a column before {:?}", self.tokens) };
        if name == "1" {
            self.needs("=");
            let Token::Word(other) = self.next() else { panic!("a number") };
            return Some(other == "1");
        }
        let value = (self.value)(&name);
        if self.takes("IS") {
            self.needs("NULL");
            return Some(value.is_none());
        }
        if self.takes("IN") {
            self.needs("(");
            let mut found = false;
            loop {
                found |= value == Some(self.literal());
                if !self.takes(",") {
                    break;
                }
            }
            self.needs(")");
            return value.map(|_| found);
        }
        if self.takes("BETWEEN") {
            let first = self.literal();
            self.needs("AND");
            let last = self.literal();
            let number = |text: &str| text.parse::<i64>().ok();
            let is_between = |value: String| match (number(&value), number(&first), number(&last)) {
                (Some(value), Some(first), Some(last)) => (first..=last).contains(&value),
                _ => (first..=last).contains(&value),
            };
            return value.map(is_between);
        }
        if self.takes("LIKE") {
            let pattern = self.literal();
            return value.map(|value| is_like(&value, &pattern));
        }
        self.needs("=");
        let literal = self.literal();
        value.map(|value| value == literal)
    }

    fn next(&mut self) -> Token {
        let (first, rest) = self.tokens.split_first().expect("more of the condition");
        self.tokens = rest;
        first.clone()
    }

    fn literal(&mut self) -> String {
        match self.next() {
            Token::Word(text) | Token::Text(text) => text,
            Token::Sign(sign) => panic!("'{sign}' is not a value"),
        }
    }
}

/// `%` stands for any text.
fn is_like(value: &str, pattern: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('%') else { return value == pattern };
    let Some(value) = value.strip_prefix(start) else { return false };
    let ends = value.char_indices().map(|(at, _)| at).chain([value.len()]);
    ends.into_iter().any(|at| is_like(&value[at..], rest))
}
