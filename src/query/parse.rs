//! Text → [`Expr`].
//!
//! ```text
//! query = all { "OR" all }
//! all   = part { part }
//! part  = "-" part | "(" query ")" | term
//! term  = [ field (":" | "=:" | "!:") ] [ value { "," value } ]
//! value = text | "quoted" | /regex/ | <text | text..text | text+text | text>text
//! ```

use crate::{
    base::issue,
    query::{
        error::{At, QueryError},
        expr::{Colon, Comparison, Expr, Term, Value, What},
        field::{Field, Takes},
        lex::{self, Cursor, Piece},
        slip,
    },
};

/// How deep parentheses and minus signs may nest.
const DEPTH: usize = 50;

/// Reads a query; nothing but spaces is `And` of nothing.
pub(super) fn parse(text: &str) -> Result<Expr, QueryError> {
    let chars: Vec<char> = text.chars().collect();
    let mut cursor = Cursor::new(&chars);
    cursor.skip_spaces();
    if cursor.is_at_end() {
        return Ok(Expr::And(Vec::new()));
    }
    let expr = alternatives(&mut cursor, 0)?;
    if cursor.is_at_end() {
        return joint_word(&chars, &expr).map_or(Ok(expr), Err);
    }
    let at = cursor.at();
    Err(QueryError::new(at..at + 1, "this parenthesis was not opened")
        .with_help("quote it to search for it"))
}

/// A bare `and`, `or` or `not` beside a field: it is meant as a joint, and would be searched for as
/// a word.
fn joint_word(chars: &[char], expr: &Expr) -> Option<QueryError> {
    expr.terms().find(|term| term.field != Field::Text)?;
    expr.terms().filter(|term| term.field == Field::Text).find_map(|term| {
        let At { start, end } = term.at;
        let word: String = chars.get(start..end)?.iter().collect();
        let help = slip::joint_word(&word)?;
        let message = format!("{word} is not a word of the query language");
        Some(QueryError::new(start..end, message).with_help(help))
    })
}

/// Parts with `OR` between them, up to a closing parenthesis or the end.
fn alternatives(cursor: &mut Cursor<'_>, depth: usize) -> Result<Expr, QueryError> {
    let mut all = vec![conjunction(cursor, depth)?];
    while cursor.eat_word("OR") {
        all.push(conjunction(cursor, depth)?);
    }
    Ok(if all.len() == 1 { all.remove(0) } else { Expr::Or(all) })
}

/// Parts side by side.
fn conjunction(cursor: &mut Cursor<'_>, depth: usize) -> Result<Expr, QueryError> {
    let mut parts = Vec::new();
    loop {
        cursor.skip_spaces();
        let at = cursor.at();
        let is_or = cursor.clone().eat_word("OR");
        if cursor.is_at_end() || cursor.peek() == Some(')') || is_or {
            return match parts.len() {
                0 if is_or => Err(QueryError::new(at..at + 2, "OR needs a term on both sides")
                    .with_help("quote it to search for the word")),
                0 => Err(QueryError::new(at..at + 1, "a term is missing here")),
                1 => Ok(ungrouped(parts.remove(0))),
                _ => Ok(Expr::And(parts)),
            };
        }
        for (word, help) in [
            ("AND", "leave it out: a space means and; quote it to search for the word"),
            ("NOT", "write - before what to exclude; quote it to search for the word"),
        ] {
            if cursor.clone().eat_word(word) {
                let message = format!("{word} is not a word of the query language");
                return Err(QueryError::new(at..at + word.len(), message).with_help(help));
            }
        }
        parts.push(part(cursor, depth)?);
    }
}

fn part(cursor: &mut Cursor<'_>, depth: usize) -> Result<Expr, QueryError> {
    let at = cursor.at();
    if depth > DEPTH {
        return Err(QueryError::new(at..at + 1, "the query is nested too deeply"));
    }
    if cursor.eat_dash() {
        if cursor.peek().is_none_or(|c| c.is_whitespace() || c == ')') {
            return Err(QueryError::new(at..at + 1, "what to exclude is missing after -")
                .with_help("quote it to search for it"));
        }
        return Ok(Expr::Not(Box::new(ungrouped(part(cursor, depth + 1)?))));
    }
    if cursor.eat('(') {
        let inner = alternatives(cursor, depth + 1)?;
        if !cursor.eat(')') {
            return Err(QueryError::new(at..at + 1, "this parenthesis is not closed"));
        }
        // In parentheses a term is no alternative to another one of its field.
        return Ok(match inner {
            Expr::Term(Term { field: Field::Text, .. }) => inner,
            Expr::Term(_) | Expr::Not(_) => Expr::And(vec![inner]),
            _ => inner,
        });
    }
    term(cursor).map(Expr::Term)
}

/// A term without its parentheses, where it stands alone.
fn ungrouped(expr: Expr) -> Expr {
    match expr {
        Expr::And(mut parts) if parts.len() == 1 => parts.remove(0),
        expr => expr,
    }
}

fn term(cursor: &mut Cursor<'_>) -> Result<Term, QueryError> {
    let start = cursor.at();
    if let Some(error) = slip::find(cursor.rest(), start) {
        return Err(error);
    }
    let (field, colon) = match cursor.field() {
        None => (Field::Text, Colon::Plain),
        Some((name, mark)) => {
            let at = At::from(start..start + name.len());
            let field = Field::named(&name).ok_or_else(|| unknown_field(at, &name))?;
            (field, colon_of(field, mark, at)?)
        }
    };
    let values = match field.takes() {
        Takes::Nothing => nothing(cursor, field)?,
        Takes::Near => near(cursor, field)?,
        takes => values(cursor, field, |cursor| value(cursor, takes))?,
    };
    Ok(Term { field, colon, values, at: (start..cursor.at()).into() })
}

fn unknown_field(at: At, name: &str) -> QueryError {
    let names =
        Field::all().flat_map(|field| field.aliases().iter().copied().chain([field.name()]));
    let help = issue::did_you_mean(name, names.filter(|name| !name.is_empty()));
    QueryError::new(at.start..at.end, format!("unknown field '{name}'"))
        .with_help(help.unwrap_or_else(|| "quote it to search for words with a colon".to_owned()))
}

fn colon_of(field: Field, mark: Option<char>, at: At) -> Result<Colon, QueryError> {
    match mark {
        None => Ok(Colon::Plain),
        Some('=') if field.may_be_exact() => Ok(Colon::Exact),
        Some('!') if field.may_be_sure() => Ok(Colon::Surely),
        Some(mark) => {
            let name = field.name();
            let message = format!("'{name}' does not go with {mark}:");
            Err(QueryError::new(at.start..at.end + 2, message)
                .with_help(format!("write {name}: as in {}", field.example())))
        }
    }
}

fn nothing(cursor: &Cursor<'_>, field: Field) -> Result<Vec<Value>, QueryError> {
    let at = cursor.at();
    let name = field.name();
    match cursor.peek() {
        Some(c) if !c.is_whitespace() && c != ')' => {
            let help = match field {
                Field::Candidates => format!("write {name}:"),
                _ => format!("write {name}: or, for all others, -{name}:"),
            };
            Err(QueryError::new(at..at + 1, format!("'{name}:' takes no value")).with_help(help))
        }
        _ => Ok(Vec::new()),
    }
}

/// Values with commas between them.
fn values(
    cursor: &mut Cursor<'_>,
    field: Field,
    mut value: impl FnMut(&mut Cursor<'_>) -> Result<Value, QueryError>,
) -> Result<Vec<Value>, QueryError> {
    let mut values = Vec::new();
    loop {
        let at = cursor.at();
        let next = value(cursor)?;
        if cursor.at() == at {
            return Err(missing(at, field, values.is_empty()));
        }
        values.push(next);
        if !cursor.eat(',') {
            return Ok(values);
        }
    }
}

fn missing(at: usize, field: Field, is_first: bool) -> QueryError {
    let (place, message) = match (field, is_first) {
        (Field::Text, true) => (at..at + 1, "a term is missing here".to_owned()),
        (_, true) => (at..at + 1, format!("a value is missing after '{}:'", field.name())),
        (_, false) => (at.saturating_sub(1)..at, "a value is missing after the comma".to_owned()),
    };
    let help = match field {
        Field::Text => "a comma means or; quote it to search for it".to_owned(),
        _ => format!("for example {}", field.example()),
    };
    QueryError::new(place, message).with_help(help)
}

fn value(cursor: &mut Cursor<'_>, takes: Takes) -> Result<Value, QueryError> {
    if takes == Takes::Words && cursor.peek() == Some('/') {
        let piece = cursor.regex()?;
        return Ok(Value { what: What::Regex(piece.text()), at: (piece.start..piece.end).into() });
    }
    let piece = cursor.piece()?;
    let at = At::from(piece.start..piece.end);
    let is_bare = takes == Takes::Words && piece.chars.iter().all(|c| !c.quoted);
    if let Some(help) = is_bare.then(|| slip::in_words(&piece.text())).flatten() {
        let message = format!("'{}' would be searched for letter for letter", piece.text());
        return Err(QueryError::new(piece.start..piece.end, message).with_help(help));
    }
    let what = match takes {
        Takes::Pair => pair(&piece)?,
        Takes::Compare => compared(&piece)?,
        _ => What::Text(piece.text()),
    };
    Ok(Value { what, at })
}

fn pair(piece: &Piece) -> Result<What, QueryError> {
    let signs = [piece.find("+").map(|at| (at, false)), piece.find(">").map(|at| (at, true))];
    let sign = signs.into_iter().flatten().min();
    match sign {
        Some((sign, directed)) if sign > 0 && sign + 1 < piece.chars.len() => {
            let (first, second) = (&piece.chars[..sign], &piece.chars[sign + 1..]);
            Ok(What::Pair { first: lex::text(first), second: lex::text(second), directed })
        }
        _ if piece.chars.is_empty() => Ok(What::Text(String::new())),
        _ => Err(QueryError::new(piece.start..piece.end, "a dyad needs two actors")
            .with_help("as in dyad:russia+usa, both take part, or dyad:russia>usa, the first acts on the second")),
    }
}

fn compared(piece: &Piece) -> Result<What, QueryError> {
    let rest = |length| lex::text(&piece.chars[length..]);
    let signs = [Comparison::AtMost, Comparison::AtLeast, Comparison::Less, Comparison::More];
    let what = if let Some(sign) = signs.into_iter().find(|sign| piece.begins_with(sign.sign())) {
        What::Compared(sign, rest(sign.sign().len()))
    } else if let Some(dots) = piece.find("..") {
        What::Between(lex::text(&piece.chars[..dots]), rest(dots + 2))
    } else {
        What::Text(piece.text())
    };
    let is_missing = match &what {
        What::Compared(_, value) => value.is_empty(),
        What::Between(from, to) => from.is_empty() || to.is_empty(),
        _ => false,
    };
    if is_missing {
        return Err(QueryError::new(piece.start..piece.end, "a value to compare with is missing"));
    }
    Ok(what)
}

/// Pairs of an event and a length of time: here the comma belongs to the value.
fn near(cursor: &mut Cursor<'_>, field: Field) -> Result<Vec<Value>, QueryError> {
    values(cursor, field, |cursor| {
        let event = cursor.piece()?;
        if event.chars.is_empty() {
            return Ok(Value::text(""));
        }
        let comma = cursor.eat(',');
        let span = cursor.piece()?;
        if !comma || span.chars.is_empty() {
            return Err(QueryError::new(
                event.start..cursor.at(),
                "a length of time is missing after the event",
            )
            .with_help(format!("for example {}", field.example())));
        }
        let what = What::Near { event: event.text(), span: span.text() };
        Ok(Value { what, at: (event.start..span.end).into() })
    })
}
