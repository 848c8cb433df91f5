//! The words of a noun phrase by what they are in a name: known names, offices, capitalised words.

use std::ops::Range;

use crate::extract::{
    Reading,
    lexicon::{
        Class, Lexicon, Word,
        names::{Facts, Head, Known, Sort, Title, TitleClass},
    },
    reading::{
        token::Shape,
        tree::{Penn, Rel},
    },
};

/// A piece of a noun phrase.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its tokens.
    pub run: Range<usize>,
    /// What it is.
    pub part: Part,
}

/// What a piece of a noun phrase can be in a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Part {
    /// A name that the lexicon has.
    Known(Known),
    /// An office, with the words that belong to it: `deputy foreign minister`.
    Title(Title),
    /// One more word of a name.
    Name,
    /// The last words of the phrase, where they say what sort of group it is.
    Head(Head),
    /// Anything else.
    Other,
}

impl Piece {
    /// The known name that it is.
    pub fn known(&self) -> Option<Known> {
        if let Part::Known(known) = self.part { Some(known) } else { None }
    }

    /// The title that it is.
    pub fn title(&self) -> Option<Title> {
        if let Part::Title(title) = self.part { Some(title) } else { None }
    }
}

/// Cuts a run of tokens into pieces. O(its length).
pub fn cut(reading: &Reading<'_>, lexicon: &Lexicon, run: &Range<usize>, pieces: &mut Vec<Piece>) {
    pieces.clear();
    let mut at = run.start;
    while at < run.end {
        let (end, part) = one(reading, lexicon, at..run.end, pieces.last());
        let end = end.clamp(at + 1, run.end);
        pieces.push(Piece { run: at..end, part });
        at = end;
    }
    join_titles(reading, lexicon, pieces);
    surname_of_a_place(reading, pieces);
}

/// `General George Washington`, `President Lincoln`: a place behind an office or a given name is a
/// surname.
fn surname_of_a_place(reading: &Reading<'_>, pieces: &mut [Piece]) {
    let [.., before, last] = pieces else { return };
    let place = last.known().is_some_and(|known| matches!(known.sort, Sort::Capital | Sort::Place));
    let at = last.run.start;
    let titled = before.title().is_some_and(|title| title.class != TitleClass::Kin);
    let named = before.part == Part::Name && reading.nodes[at].rel == Rel::Flat;
    if place && last.run.len() == 1 && (titled || named) {
        last.part = Part::Name;
    }
}

fn one(
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    run: Range<usize>,
    before: Option<&Piece>,
) -> (usize, Part) {
    let at = run.start;
    let token = reading.tokens[at];
    let names = &lexicon.names;
    let words = reading.tokens[run.clone()].iter().map(|token| token.word);
    let capital = |at: usize| matches!(reading.tokens[at].shape, Shape::Capital | Shape::Capitals);
    if token.word != Word::UNKNOWN {
        let known = names.name(words.clone()).filter(|&(count, known)| {
            let run = at..at + count;
            let small = run
                .clone()
                .filter(|&at| !capital(at) && reading.tokens[at].shape != Shape::Number)
                .count();
            let acronym = !known.capitals
                || run.clone().all(|at| reading.tokens[at].shape == Shape::Capitals);
            known.fits(small)
                && acronym
                && !is_given(reading, lexicon, &run, run_end(&run, reading), before)
        });
        // `Park Son Gwon`: what looks like a title is a word of the name.
        let inside = before.is_some_and(|before| before.part == Part::Name)
            && capital(at)
            && reading.nodes[at].rel == Rel::Flat;
        let title = names.title(words.clone()).filter(|_| !inside);
        let head = names.head(words).filter(|&(count, _)| at + count == run.end && !inside);
        let longest = [
            known.map_or(0, |found| found.0),
            title.map_or(0, |found| found.0),
            head.map_or(0, |found| found.0),
        ];
        let most = longest.into_iter().max().unwrap_or_default();
        if let Some((count, title)) = title.filter(|title| title.0 == most) {
            return (at + count, Part::Title(title));
        }
        if let Some((count, known)) = known.filter(|known| known.0 == most) {
            return (at + count, Part::Known(known));
        }
        if let Some((count, head)) = head {
            return (at + count, Part::Head(head));
        }
    }
    let capital_word = is_name(reading, at) && !lexicon.class(token.word).has(Class::CALENDAR);
    let particle = || {
        before.is_some_and(|before| before.part == Part::Name)
            && names.facts(token.word).has(Facts::PARTICLE)
            && run.len() > 1
    };
    (at + 1, if capital_word || particle() { Part::Name } else { Part::Other })
}

fn run_end(run: &Range<usize>, reading: &Reading<'_>) -> usize {
    run.end.min(reading.tokens.len())
}

/// Whether a token is a word of a name: tagged so, or a foreign or unknown word with a capital.
fn is_name(reading: &Reading<'_>, at: usize) -> bool {
    let node = reading.nodes[at];
    let capital = matches!(reading.tokens[at].shape, Shape::Capital | Shape::Capitals);
    match node.tag {
        Penn::Nnp | Penn::Nnps => capital,
        Penn::Fw => capital || node.rel == Rel::Flat,
        Penn::Jj | Penn::Nn | Penn::Nns => capital && node.rel == Rel::Flat,
        // `King Hassan II`
        Penn::Cd => reading.tokens[at].shape == Shape::Capitals && node.rel == Rel::Flat,
        _ => false,
    }
}

/// Whether a known name is a given name here: `Jordan Smith`, `Israel Katz`.
fn is_given(
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    run: &Range<usize>,
    end: usize,
    before: Option<&Piece>,
) -> bool {
    let after = reading.tokens.get(end);
    let name_after = after.is_some_and(|after| {
        is_name(reading, end)
            && lexicon.class(after.word).is_none()
            && lexicon.names.title(std::iter::once(after.word)).is_none()
            && lexicon.names.head(std::iter::once(after.word)).is_none()
            && lexicon.names.name(std::iter::once(after.word)).is_none()
    });
    let given = lexicon.names.facts(reading.tokens[run.start].word).has(Facts::GIVEN);
    let after_name = before.is_some_and(|before| before.part == Part::Name);
    run.len() == 1 && given && name_after || after_name && run.len() == 1 && given
}

/// The words before an office that are a part of it, and a second office behind it, become one
/// piece with it: `deputy` `foreign minister`.
fn join_titles(reading: &Reading<'_>, lexicon: &Lexicon, pieces: &mut Vec<Piece>) {
    let mut at = 1;
    while at < pieces.len() {
        let joins = |piece: &Piece| {
            let portfolio =
                lexicon.names.facts(reading.tokens[piece.run.start].word).has(Facts::PORTFOLIO);
            let office = matches!(piece.part, Part::Title(_));
            piece.run.len() == 1
                && portfolio
                && !matches!(piece.part, Part::Known(Known { sort: Sort::Demonym, .. }))
                || office
        };
        if matches!(pieces[at].part, Part::Title(_)) && joins(&pieces[at - 1]) {
            let start = pieces[at - 1].run.start;
            pieces[at].run.start = start;
            pieces.remove(at - 1);
            at = at.max(2) - 1;
        } else {
            at += 1;
        }
    }
}
