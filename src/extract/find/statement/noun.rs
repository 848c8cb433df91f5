//! Reports without a verb: `his claim that`, `according to X`, `X: ...`, `“...” — X`.

use std::ops::Range;

use super::{
    content::holds_clause,
    report::{CLEAR, Report},
    scene::Scene,
};
use crate::extract::{
    lexicon::cues::Takes,
    reading::{
        token::{Gap, Shape},
        tree::{Penn, Rel},
    },
    syntax::dateline,
};

/// The rule of what stands behind a name in capitals and a colon, word for word.
pub const TRANSCRIPT: &str = "transcript";

/// The rule of `according to`.
pub const SOURCE: &str = "according to";

/// `his claim that`, `opposition to`.
pub fn noun(scene: &Scene<'_, '_>, at: usize) -> Option<Report> {
    if !scene.tag(at).is_noun() {
        return None;
    }
    let cue = scene.cue(at, Takes::NOUN)?;
    let end = at + 1 + cue.rest.len();
    let (source, speaker) = owner(scene, at)?;
    let takes = cue.takes;
    let content = scene.children(at).find_map(|child| {
        let span = scene.span(child);
        if child < end || span.start + 1 < end {
            return None;
        }
        let fits = match scene.node(child).rel {
            Rel::Acl | Rel::Ccomp | Rel::AclRelcl | Rel::Xcomp | Rel::Advcl => {
                let that = scene.is(span.start, &["that", "whether"]);
                let to = scene.tag(span.start) == Penn::To;
                takes.has(Takes::CLAUSE) && that || takes.has(Takes::INFINITIVE) && to
            }
            Rel::Nmod | Rel::Obl => takes.has(Takes::OBJECT) && span.start < end,
            _ => false,
        };
        fits.then(|| scene.trimmed(span.start.max(end)..span.end))
    });
    let that = takes.has(Takes::CLAUSE) && end < scene.reading.tokens.len();
    let that = (that && scene.is(end, &["that"])).then(|| scene.sentence(end));
    let content = content.or(that.map(|sentence| scene.trimmed(end..sentence.end)))?;
    (!content.is_empty()).then(|| Report {
        source: Some(source),
        speaker: Some(speaker),
        cue: at..end,
        clause: scene.reading.clause_of(at),
        content: vec![content],
        confidence: cue.weight,
        rule: "noun cue",
        ..Report::default()
    })
}

/// Whose it is: `his`, `Mr. Lavrov's`, `by the ministry`.
fn owner(scene: &Scene<'_, '_>, at: usize) -> Option<(Range<usize>, usize)> {
    let case = |head: usize, words: &[&str]| {
        scene.children(head).any(|it| scene.node(it).rel == Rel::Case && scene.is(it, words))
    };
    scene.children(at).find_map(|child| {
        let is_genitive =
            child < at && (scene.tag(child) == Penn::PrpS || case(child, &["'s", "’s", "'", "’"]));
        if is_genitive {
            let mut run = scene.phrase(child, at);
            if scene.tag(run.end - 1) == Penn::Pos {
                run.end -= 1;
            }
            return (!run.is_empty()).then_some((run, child));
        }
        let by = child > at && scene.node(child).rel == Rel::Nmod && case(child, &["by", "from"]);
        by.then(|| (scene.phrase(child, at), child))
    })
}

/// `according to X`.
pub fn according(scene: &Scene<'_, '_>, at: usize) -> Option<Report> {
    let cue = scene.cue(at, Takes::SOURCE)?;
    let sentence = scene.sentence(at);
    let start = at + 1 + cue.rest.len();
    if start >= sentence.end {
        return None;
    }
    let speaker = scene.noun_head(start, sentence.end)?;
    let phrase = scene.phrase(speaker, at);
    let mut source = start.max(phrase.start)..phrase.end;
    let told = scene.told_start(&sentence).min(at);
    let mut before = scene.trimmed(scene.behind_semicolon(told..at));
    // `..., but, according to X,`
    if before.len() > 1 && scene.tag(before.end - 1) == Penn::Cc {
        before = scene.trimmed(before.start..before.end - 1);
    }
    let mut content = Vec::new();
    let quoted = !scene.quotations_in(&before).is_empty();
    let says = holds_clause(scene, &before) || quoted;
    if let Some(around) = inserted(scene, at, source.end).filter(|_| says && !quoted) {
        content = around;
    } else if !before.is_empty() && (says || before.len() > 1) {
        content.push(scene.with_marks(before));
    } else if let Some(comma) = source.clone().find(|&it| scene.text(it) == ",")
        && (source.end + 1 >= sentence.end || (comma..source.end).any(|it| scene.is_finite(it)))
    {
        // `According to a poll, the minister leads`: what looks like an apposition is said.
        source.end = comma;
    }
    if !says && source.end < sentence.end && scene.text(source.end) == "," {
        let rest = scene.trimmed(scene.before_semicolon(source.end..sentence.end));
        if holds_clause(scene, &rest) || !scene.quotations_in(&rest).is_empty() {
            content.push(scene.with_marks(rest));
        } else {
            content.clear();
        }
    } else if !says {
        content.clear();
    }
    (!content.is_empty() && !source.is_empty()).then(|| Report {
        source: Some(source),
        speaker: Some(speaker),
        cue: at..start,
        clause: scene.reading.clause_of(at),
        content,
        is_asserted: true,
        confidence: cue.weight,
        rule: SOURCE,
        ..Report::default()
    })
}

/// `said that Oman, according to X, is ready`: the clause around, and no more of what stands before.
fn inserted(scene: &Scene<'_, '_>, at: usize, end: usize) -> Option<Vec<Range<usize>>> {
    let sentence = scene.sentence(at);
    let verb = end + 1;
    let fits = scene.text(at.checked_sub(1)?) == ","
        && verb < sentence.end
        && scene.text(end) == ","
        && scene.is_finite(verb);
    let clause = &scene.reading.clauses[scene.reading.clause_of(verb).filter(|_| fits)?];
    let subject = clause.subject.filter(|&it| it < at)?;
    let left = scene.trimmed(scene.opening(subject)..at);
    let right = scene.trimmed(verb..scene.span(clause.predicate).end.clamp(verb + 1, sentence.end));
    (!left.is_empty() && left.end + 1 == at).then(|| vec![left, right])
}

/// How long a name beside a colon or a dash can be, in tokens.
const NAME_REACH: usize = 12;

/// `Lavrov: Talks will go on`: a name and a colon at the beginning of a paragraph. In capitals it is
/// a transcript, and all of its paragraph is said.
pub fn named(scene: &Scene<'_, '_>, sentence: &Range<usize>) -> Option<Report> {
    // `Said Lind: “We will go.”`
    let says = scene.cue(sentence.start, Takes::default()).is_some_and(|cue| {
        let base = scene.lemma(sentence.start) == scene.word(sentence.start);
        cue.takes.has(Takes::QUOTE) && cue.weight >= CLEAR && !base
    });
    if !(says || scene.begins_paragraph(sentence.start))
        || scene.quotation(sentence.start).is_some()
    {
        return None;
    }
    let start = sentence.start + usize::from(says);
    let reach = sentence.end.min(sentence.start + NAME_REACH);
    let colon = (start + 1..reach).find(|&at| scene.text(at) == ":")?;
    // `KARACHI: Police arrested two men.`
    if dateline::end(scene.reading, scene.lexicon, sentence) > colon {
        return None;
    }
    let source = start..colon;
    let rest = scene.trimmed(colon..sentence.end);
    let quoted = !scene.quotations_in(&rest).is_empty();
    if says && !quoted {
        return None;
    }
    let capitals =
        |at: usize| matches!(scene.reading.tokens[at].shape, Shape::Capitals | Shape::Sign);
    let transcript = source.clone().all(capitals) && rest.len() > 2;
    let says = transcript || quoted || holds_clause(scene, &rest);
    let named = name_head(scene, &source).or(Some(source.start).filter(|_| transcript));
    let speaker = named.filter(|_| says)?;
    // `Haddad's curt reply: “Never.”`
    let speaker = owner(scene, speaker).map_or(speaker, |(_, owner)| owner);
    let run = if transcript { colon + 1..sentence.end } else { rest };
    Some(Report {
        source: Some(source),
        speaker: Some(speaker),
        cue: colon..colon + 1,
        clause: scene.reading.clause_of(speaker),
        content: vec![run],
        is_asserted: true,
        confidence: 0.7,
        rule: if transcript { TRANSCRIPT } else { "name and colon" },
        ..Report::default()
    })
}

/// The head of words that are nothing but somebody's name and office.
fn name_head(scene: &Scene<'_, '_>, source: &Range<usize>) -> Option<usize> {
    let other = |at: usize| {
        let tag = scene.tag(at);
        let cues = scene.lexicon.cues.of(scene.lemma(at));
        tag.is_verb() && !scene.is_noun_of(at, Takes::VENUE)
            || tag == Penn::Md
            || scene.quotation(at).is_some()
            || scene.is_time(at)
            || matches!(tag, Penn::In | Penn::To) && !scene.is(at, &["of", "for"])
            || at == source.start && cues.iter().any(|cue| cue.takes.has(Takes::LABEL))
    };
    if source.is_empty() || source.clone().any(other) {
        return None;
    }
    let evidence = source.clone().find(|&at| scene.is_noun_of(at, Takes::EVIDENCE));
    let name = |at: &usize| matches!(scene.tag(*at), Penn::Nnp | Penn::Nnps);
    let first = scene.tag(source.start) != Penn::Dt;
    evidence.or_else(|| source.clone().rev().find(name).filter(|_| first)).map(|at| {
        let head = scene.node(at).head as usize;
        let flat = matches!(scene.node(at).rel, Rel::Flat | Rel::Compound);
        if flat && source.contains(&head) { head } else { at }
    })
}

/// `“...” — Ambassador Lund`: the name behind a dash that nothing else follows.
pub fn signed(scene: &Scene<'_, '_>, number: usize) -> Option<(Range<usize>, usize)> {
    let dash = scene.quotations[number].marked.end;
    if dash + 1 >= scene.reading.tokens.len()
        || !matches!(scene.text(dash), "-" | "--" | "–" | "—" | "―")
    {
        return None;
    }
    let tokens = &scene.reading.tokens;
    let ends = |at: usize| tokens.get(at).is_none_or(|token| token.gap >= Gap::Line);
    let end = (dash + 1..dash + 1 + NAME_REACH).find(|&at| ends(at))?;
    let source = scene.trimmed(dash + 1..end);
    let speaker = name_head(scene, &source)?;
    // Of a name with an office behind a comma the name speaks.
    let comma = source.clone().find(|&at| scene.text(at) == ",");
    let first = source.start..comma.unwrap_or(source.end);
    let speaker = name_head(scene, &first).unwrap_or(speaker);
    Some((source, speaker))
}
