//! Who speaks: the subject of a cue, before or behind it, and where the parser lost it who is named beside
//! the cue.

use std::ops::Range;

use super::{report::group, scene::Scene};
use crate::{
    extract::lexicon::cues::Takes,
    extract::reading::{
        clause::{Clause, Form, Link},
        tree::{Penn, Rel},
    },
    model::ActorKind,
};

/// Whether a token heads the mention of a person.
fn is_person(scene: &Scene<'_, '_>, head: usize) -> bool {
    let mention = scene.reading.mention_headed(head);
    let actor = mention.and_then(|mention| scene.reading.actors.get(mention.actor));
    actor.is_some_and(|actor| actor.kind == ActorKind::Person)
}

/// So many clauses upwards a speaker is looked for.
pub const LEVELS: usize = 4;

/// So many signs stand between a conjunct and what is before it.
const SIBLINGS: usize = 8;

/// Who speaks: the words before or behind the cue, and the token that heads who is meant; perhaps who
/// speaks in the clause above, and so on for so many levels.
pub fn speaker(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    cue: &Range<usize>,
    levels: usize,
) -> Option<(Range<usize>, usize)> {
    let at = clause.predicate;
    if let Some(head) = said_by(scene, cue) {
        return Some((scene.phrase(head, at), head));
    }
    // `the rebels, who he said`: nothing but a subject stands there.
    if let Some(head) = cue.start.checked_sub(1)
        && clause.form == Form::Finite
        && scene.is(head, &["he", "she", "they", "we", "i"])
        && is_outside(scene, head)
    {
        return Some((head..cue.start, head));
    }
    if clause.form == Form::Gerund
        && let Some(named) = named_with(scene, cue)
    {
        return Some(named);
    }
    if let Some(head) = own_subject(scene, clause, cue) {
        let mut source = scene.phrase(head, at);
        source.start = source.start.max(scene.told_start(&scene.sentence(at)).min(head));
        let meant = clause.noun.filter(|_| {
            matches!(scene.tag(head), Penn::Wp | Penn::Wdt) || scene.is(head, &["that"])
        });
        return Some((source, meant.unwrap_or(head)));
    }
    if let Some(head) = before_aside(scene, clause, cue) {
        return Some((scene.phrase(head, at), head));
    }
    if let Some(named) = joined(scene, clause, cue) {
        return Some(named);
    }
    let outside = |it: &usize| is_outside(scene, *it);
    if clause.passive
        && let Some(noun) = clause.noun
    {
        // `X, a historian, recalled`
        let is_other = scene.node(noun).rel == Rel::Appos;
        let head = if is_other { scene.node(noun).head as usize } else { noun };
        return Some((scene.phrase(head, at), head));
    }
    if clause.form == Form::Gerund
        && clause.link == Link::Adnominal
        && let Some(governor) = clause.governor.map(|it| &scene.reading.clauses[it])
        && governor.subject.is_some_and(|it| Some(it) != clause.noun && outside(&it))
        && governor.predicate < at
        && misplaced(scene, clause, cue).is_none()
    {
        // `sent supporters a message saying`
        let above = group(scene, governor.predicate);
        return speaker(scene, governor, &above, levels.saturating_sub(1));
    }
    if let Some(head) = misplaced(scene, clause, cue) {
        return Some((scene.phrase(head, at), head));
    }
    if let Some(above) = past_beside_infinitive(scene, clause) {
        return speaker(scene, above, &group(scene, above.predicate), levels.checked_sub(1)?);
    }
    let shared = clause.subject.filter(|_| clause.is_shared)?;
    let names = scene.tag(shared).is_noun() || scene.tag(shared) == Penn::Prp;
    if !names || !outside(&shared) || shared >= cue.start && clause.link != Link::Adverbial {
        return None;
    }
    if clause.link == Link::Relative
        && let Some(pronoun) = cue.start.checked_sub(1)
        && matches!(scene.tag(pronoun), Penn::Wp | Penn::Wdt)
    {
        return Some((pronoun..cue.start, shared));
    }
    let mut of = at;
    // `the minister accused them, adding that`: the subject of the clause above.
    if let Some(governor) = clause.governor.map(|it| &scene.reading.clauses[it])
        && governor.subject == Some(shared)
    {
        of = governor.predicate;
        if !governor.is_shared && governor.predicate < at {
            return speaker(scene, governor, &group(scene, of), levels.saturating_sub(1));
        }
    }
    let mut source = scene.phrase(shared, of);
    if source.contains(&at) {
        source = scene.phrase(shared, at);
    }
    Some((source, shared))
}

/// `a doctor, who gave no name, said`: the noun that is described between two commas, the second of
/// them right before the cue.
pub fn before_aside(scene: &Scene<'_, '_>, clause: &Clause, cue: &Range<usize>) -> Option<usize> {
    /// So many tokens describe somebody.
    const REACH: usize = 30;
    /// So many tokens stand between a verb and another one joined to it.
    const JOINED: usize = 6;
    /// So many nouns stand between the last word and the head: `the spokesman for the army of Chad`.
    const NOUNS: usize = 4;
    let start = scene.told_start(&scene.sentence(clause.predicate));
    let before = cue.start.checked_sub(1)?;
    // `Lind, asked whether he would go, smiled and said`
    let joined = || {
        let verb = |&it: &usize| scene.text(it) == "," && scene.is_finite(it + 1);
        let near = before.saturating_sub(JOINED)..before;
        near.rev().find(verb).filter(|_| scene.tag(before) == Penn::Cc)
    };
    let second = if scene.text(before) == "," { Some(before) } else { joined() };
    let second = second.filter(|&it| it > start)?;
    let near = second.saturating_sub(REACH).max(start + 1)..second;
    let first = near.rev().find(|&it| {
        let opens = match scene.tag(it + 1) {
            Penn::Wp | Penn::Wdt | Penn::WpS => true,
            Penn::Vbn | Penn::Vbg | Penn::Vbd => nothing_but(scene, start..it).is_some(),
            _ => false,
        };
        scene.text(it) == "," && opens && scene.quotation(it).is_none()
    })?;
    let plain = (first..cue.start).all(|it| scene.quotation(it).is_none() && scene.text(it) != ";");
    let last = first - 1;
    if !plain || !(scene.tag(last).is_noun() || scene.looks_a_name(last)) {
        return None;
    }
    let above = |at: &usize| {
        let node = scene.node(*at);
        let inner = matches!(node.rel, Rel::Flat | Rel::Compound | Rel::Nmod);
        let head = node.head as usize;
        (inner && head < *at && head >= start && scene.tag(head).is_noun()).then_some(head)
    };
    std::iter::successors(Some(last), above).take(NOUNS).last()
}

/// `urged them to stay but blamed the mayor`: the clause above the infinitive that the parser joined a
/// past to.
fn past_beside_infinitive<'s>(scene: &'s Scene<'_, '_>, clause: &Clause) -> Option<&'s Clause> {
    let at = clause.predicate;
    let clauses = &scene.reading.clauses;
    let infinitive = clause.governor.map(|it| &clauses[it]);
    let infinitive = infinitive.filter(|it| it.form == Form::Infinitive && it.predicate < at)?;
    let past = matches!(scene.tag(at), Penn::Vbd | Penn::Vbn) && clause.link == Link::Conjunct;
    let above = infinitive.governor.map(|it| &clauses[it]);
    above.filter(|it| past && it.form == Form::Finite && it.predicate < infinitive.predicate)
}

/// `..., and the food programme said`: the noun phrase between a comma with a conjunction and the cue,
/// if the parser has no subject there.
fn joined(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    cue: &Range<usize>,
) -> Option<(Range<usize>, usize)> {
    /// So many tokens name somebody.
    const REACH: usize = 16;
    let start = scene.told_start(&scene.sentence(clause.predicate));
    let near = cue.start.saturating_sub(REACH).max(start + 1)..cue.start;
    let opening = near.rev().find(|&it| {
        scene.text(it - 1) == "," && (scene.is(it, &["and", "but"]) || scene.contrasts(it))
    })?;
    let fits = clause.form == Form::Finite && opening + 1 < cue.start;
    fits.then(|| nothing_but(scene, opening + 1..cue.start)).flatten()
}

/// Whether a token is in no quotation that is said as a sentence.
fn is_outside(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.quotation(at).is_none_or(|it| !scene.is_whole(it))
}

/// The subject of a cue: before it, or behind it where nothing else can be one.
fn own_subject(scene: &Scene<'_, '_>, clause: &Clause, cue: &Range<usize>) -> Option<usize> {
    let at = clause.predicate;
    let sentence = scene.sentence(at);
    let told = scene.told_start(&sentence);
    let is_subject = |it: &usize| {
        matches!(scene.node(*it).rel, Rel::Nsubj | Rel::NsubjPass)
            && *it >= told
            && !scene.is_time(*it)
            && is_outside(scene, *it)
    };
    let mut own = scene.children(at).rev().filter(is_subject);
    let mut before = own.clone().filter(|&it| it < at);
    let nearest = before.next().map(|mut head| {
        // Of two that touch, the parser has torn the second from the first.
        // So is a description behind a name whose comma has no second one.
        for first in before {
            let start = scene.opening(head);
            let touch = scene.span(first).end >= start && !scene.is_sign(start.saturating_sub(1));
            // `who he said`: a pronoun is torn from nothing.
            let alone = scene.tag(head) == Penn::Prp;
            let described = is_person(scene, first)
                && !scene.is_name(head)
                && scene.text(start.saturating_sub(1)) == ",";
            if alone || !touch && !described {
                break;
            }
            head = first;
            if described {
                break;
            }
        }
        head
    });
    // `“...,” said X`
    let before_cue = cue.start.checked_sub(1);
    let is_joined =
        clause.is_shared || scene.children(at).any(|it| it < at && scene.node(it).rel == Rel::Cc);
    let inverted = before_cue.is_some_and(|it| scene.is_sign(it)) && !is_joined;
    let first = scene.noun_head(cue.end, sentence.end);
    let behind = own.find(|&it| it > at && scene.opening(it) == cue.end).or(first);
    nearest.or_else(|| {
        let quoted = before_cue.is_some_and(|it| scene.quotation(it).is_some());
        behind.filter(|_| inverted && (quoted || clause.subject.is_some()))
    })
}

/// Who is named behind a cue that follows a quotation: `“...,” said X`, whatever stands before it.
fn said_by(scene: &Scene<'_, '_>, cue: &Range<usize>) -> Option<usize> {
    let number = scene.quotation(cue.start.checked_sub(1)?)?;
    let quotation = &scene.quotations[number];
    let ends = quotation.marked.end == cue.start
        && matches!(scene.text(quotation.inner.end - 1), "," | "!" | "?");
    let sentence = scene.sentence(cue.start);
    let head = scene.noun_head(cue.end, sentence.end).filter(|_| ends)?;
    // `“...,” told reporters`: whom it is told to is no speaker.
    let person =
        scene.cue(cue.end - 1, Takes::default()).is_some_and(|it| it.takes.has(Takes::PERSON));
    (!person && quotation.marked.start > sentence.start).then_some(head)
}

/// Who is named before a gerund: `, with spokesman Karim Saleh saying`.
fn named_with(scene: &Scene<'_, '_>, cue: &Range<usize>) -> Option<(Range<usize>, usize)> {
    const REACH: usize = 12;
    let near = scene.sentence(cue.start).start.max(cue.start.saturating_sub(REACH))..cue.start;
    let with =
        near.rev().take_while(|&it| !scene.is_break(it)).find(|&it| scene.is(it, &["with"]))?;
    nothing_but(scene, with + 1..cue.start)
}

/// Who is named between a quotation and a cue: `“...,” X said`. Whatever the parser makes of such a
/// sentence, nothing else stands there.
pub fn between(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    cue: &Range<usize>,
) -> Option<(Range<usize>, usize)> {
    let mut number = scene.last_quotation(cue.start)?;
    // `“...!” shouted Marcia “Cia” Price`: a name in marks among the words.
    let short = |it: usize| !scene.is_whole(it) && scene.quotations[it].inner.len() <= 2;
    if short(number)
        && let Some(before) = number.checked_sub(1)
        && scene.is_one_paragraph(scene.quotations[before].marked.end, cue.start)
    {
        number = before;
    }
    let quotation = &scene.quotations[number];
    let open = scene.is_whole(number) || scene.text(quotation.inner.end - 1) == ",";
    if !open || clause.form != Form::Finite {
        return None;
    }
    nothing_but(scene, quotation.marked.end..cue.start)
}

/// Who is named from the beginning of the sentence to the cue, if nothing else stands there.
pub fn from_start(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    cue: &Range<usize>,
) -> Option<(Range<usize>, usize)> {
    let sentence = scene.sentence(cue.start);
    let told = scene.told_start(&sentence);
    let is_adverb =
        |at: &usize| scene.is_sign(*at) || matches!(scene.tag(*at), Penn::Rb | Penn::Cc | Penn::Uh);
    let start = (told..cue.start).find(|at| !is_adverb(at)).unwrap_or(told);
    if clause.form != Form::Finite || start >= cue.start {
        return None;
    }
    nothing_but(scene, start..cue.start).or_else(|| {
        // `Addressing the council, the envoy said`
        let comma = (start..cue.start).find(|&at| scene.text(at) == ",")?;
        let opens = only_opens(scene, &(start..comma));
        opens.then(|| nothing_but(scene, comma + 1..cue.start)).flatten()
    })
}

/// The noun phrase that a run is, and its head.
pub fn nothing_but(scene: &Scene<'_, '_>, run: Range<usize>) -> Option<(Range<usize>, usize)> {
    /// So many tokens name a speaker.
    const LONGEST: usize = 60;
    if run.len() > LONGEST {
        return None;
    }
    let gap = scene.trimmed(run.clone());
    if gap.is_empty() {
        return None;
    }
    let first = scene.tag(gap.start);
    let opens = first.is_noun()
        || scene.looks_a_name(gap.start)
        || matches!(first, Penn::Dt | Penn::Prp | Penn::PrpS | Penn::Jj | Penn::Cd | Penn::Pdt)
        || matches!(first, Penn::Jjs | Penn::Vbn);
    // `an appeal that Norway`: a clause has begun.
    let opens_clause =
        |at: usize| at > gap.start && scene.is(at, &["that", "which", "whom", "whose", "who"]);
    let ends = |at: usize| is_stop(scene, at) || at > run.start && scene.begins_paragraph(at);
    let clauses = &scene.reading.clauses;
    let next = clauses.partition_point(|it| it.predicate < gap.start);
    let mut within = clauses[next..].iter().take_while(|it| it.predicate < gap.end);
    let tells = |it: &Clause| it.noun.is_none() && scene.tag(it.predicate).is_verb();
    if let Some(opening) = gap.clone().rev().find(|&it| opens_clause(it))
        && !(opening..gap.end).any(|it| scene.tag(it).is_verb())
    {
        return None;
    }
    let is_finite = |at: usize| matches!(scene.tag(at), Penn::Md | Penn::Vbz | Penn::Vbp);
    let apart = |at: usize| {
        let clause = scene.reading.clause_of(at).map(|it| &clauses[it]);
        is_finite(at) && clause.is_none_or(|it| it.noun.is_none())
    };
    let begins = scene.begins_paragraph(run.start)
        && run.start > 0
        && scene.quotation(run.start - 1).is_some();
    if !opens || begins || run.clone().any(ends) || within.any(tells) || gap.clone().any(apart) {
        return None;
    }
    let mut end = gap.end;
    while end > gap.start + 1 && (scene.is_time(end - 1) || scene.tag(end - 1) == Penn::Rb) {
        end -= 1;
    }
    let source = scene.trimmed(gap.start..end);
    let head = scene.base_head(&source)?;
    Some((source, head))
}

/// Whether a sentence ends with a token: not with the dot of `(D-Wis.)`.
fn is_stop(scene: &Scene<'_, '_>, at: usize) -> bool {
    let next = scene.reading.tokens.get(at + 1).map_or("", |_| scene.text(at + 1));
    scene.tag(at) == Penn::Stop && !matches!(next, ")" | "]" | ",")
}

/// The subject that the parser hung elsewhere: `with spokesman Karim Saleh saying`, and the name
/// between two verbs that no conjunction joins.
fn misplaced(scene: &Scene<'_, '_>, clause: &Clause, cue: &Range<usize>) -> Option<usize> {
    let last = (cue.start.saturating_sub(2)..cue.start).rev().find(|&it| !scene.is_sign(it))?;
    let head = scene.name_head(last);
    match clause.link {
        Link::Adnominal if clause.form == Form::Gerund => {
            let name = matches!(scene.tag(head), Penn::Nnp | Penn::Nnps);
            let other = name && Some(head) != clause.noun && !scene.is_time(head);
            (last + 1 == cue.start && other).then_some(head)
        }
        Link::Conjunct if clause.form == Form::Finite => {
            let at = clause.predicate;
            if scene.children(at).any(|it| scene.node(it).rel == Rel::Cc) {
                return None;
            }
            let governor = scene.node(at).head as usize;
            let siblings = scene.reading.branches.children_before(governor, at);
            let before = siblings.rev().take(SIBLINGS).find(|&it| !scene.is_sign(it))?;
            let bare = scene.children(before).all(|it| scene.node(it).rel != Rel::Case);
            let named = scene.tag(before).is_noun() && bare && before > governor;
            (named && scene.span(before).contains(&last)).then_some(before)
        }
        Link::Relative | Link::Open => None,
        _ if clause.form == Form::Finite && clause.subject.is_none() => {
            let named = matches!(scene.tag(head), Penn::Nnp | Penn::Nnps | Penn::Prp)
                && !scene.is_time(head);
            (named && last + 1 == cue.start).then_some(head).or_else(|| joined_before(scene, cue))
        }
        _ => None,
    }
}

/// `The bill is dead and officials here say`: people whom the parser joined to a noun of the clause
/// before.
fn joined_before(scene: &Scene<'_, '_>, cue: &Range<usize>) -> Option<usize> {
    const NEAR: usize = 3;
    let near = cue.start.saturating_sub(NEAR)..cue.start;
    let people = near.rev().find(|&it| scene.tag(it) != Penn::Rb)?;
    let before = scene.opening(people).checked_sub(1)?;
    let joined = scene.node(people).rel == Rel::Conj && scene.tag(people) == Penn::Nns;
    (joined && (scene.tag(before) == Penn::Cc || scene.tag(scene.opening(people)) == Penn::Cc))
        .then_some(people)
}

/// `When asked, Lind said`, `Yet as they left, he said`: words before a comma that only open the sentence.
pub fn only_opens(scene: &Scene<'_, '_>, left: &Range<usize>) -> bool {
    /// So many words are looked at.
    const REACH: usize = 60;
    let mut near = left.clone().take(REACH);
    let first = near.find(|&at| !matches!(scene.tag(at), Penn::Rb | Penn::Cc));
    // `At least two men died`, `In the north a bridge fell`: a preposition opens no clause.
    // `At the time the pact was signed,` has no verb of its own.
    let clauses = &scene.reading.clauses;
    let first_clause = clauses.partition_point(|it| it.predicate < left.start);
    let tells = |it: &Clause| {
        let link = matches!(it.link, Link::Root | Link::Complement | Link::Conjunct | Link::Beside);
        it.form == Form::Finite && it.noun.is_none() && it.mark.is_none() && link
    };
    let told =
        || clauses[first_clause..].iter().take_while(|it| it.predicate < left.end).any(tells);
    let phrase = |at: usize| scene.node(at).rel != Rel::Mark && told();
    let opens = first.is_some_and(|at| match scene.tag(at) {
        Penn::In => !phrase(at),
        tag => matches!(tag, Penn::Wrb | Penn::Vbg | Penn::Vbn),
    });
    opens && !near.any(|at| scene.text(at) == ",")
}

/// What stands around `, X said,` in one clause, and who X is: `The claim, Lind said, was false.` Also
/// what stands before it at the end of a sentence, where the parser finds no clause in it.
pub fn inserted(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    cue: &Range<usize>,
    attribution: usize,
) -> Option<(Vec<Range<usize>>, Range<usize>, usize)> {
    /// So many tokens name a speaker between two commas, and as many tell of what.
    const NAME: usize = 14;
    const LEFT: usize = 40;
    let sentence = scene.sentence(cue.start);
    let start = scene.told_start(&sentence);
    if let Some(inverted) = inverted(scene, &(start..sentence.end), cue) {
        return Some(inverted);
    }
    let comma_before = |at: usize| {
        let near = start.max(at.saturating_sub(NAME))..at;
        near.rev().find(|&it| scene.text(it) == ",")
    };
    // `..., the council, now in control, announced`
    let name_end = match cue.start.checked_sub(1) {
        Some(last) if scene.text(last) == "," => comma_before(last)?,
        _ => cue.start,
    };
    let comma = comma_before(name_end)?;
    let left = scene.trimmed(scene.behind_semicolon(start..comma));
    let told = left.clone().any(|it| scene.is_finite(it));
    let mut end = if told { cue.end.max(attribution) } else { cue.end };
    let on =
        |at: usize| scene.tag(at) == Penn::In && at + 1 < sentence.end && scene.is_time(at + 1);
    let when = |at: usize| scene.is_time(at) || scene.tag(at) == Penn::Rb || on(at);
    while end < sentence.end && when(end) {
        end += 1;
    }
    if left.is_empty() || left.len() > LEFT || clause.form != Form::Finite && !clause.passive {
        return None;
    }
    let quoted = !scene.quotations_in(&(start..cue.start)).is_empty();
    let (source, head) = nothing_but(scene, comma + 1..name_end).filter(|_| !quoted)?;
    let last = end >= sentence.end || scene.tag(end) == Penn::Stop;
    if name_end < cue.start && !(last && told) {
        return None;
    }
    if last {
        let is_said = left.len() > 1 && !only_opens(scene, &left);
        return is_said.then(|| (vec![left], source, head));
    }
    let goes_on = !told
        && scene.text(end) == ","
        && end + 1 < sentence.end
        && scene.is_finite(end + 1)
        && scene.tag(left.end - 1).is_noun();
    let right = scene.trimmed(scene.before_semicolon(end..sentence.end));
    goes_on.then(|| (vec![left, right], source, head))
}

/// `The port, said Lind, “will be closed”`: a subject before the cue, its verb behind who speaks.
fn inverted(
    scene: &Scene<'_, '_>,
    told: &Range<usize>,
    cue: &Range<usize>,
) -> Option<(Vec<Range<usize>>, Range<usize>, usize)> {
    /// So many tokens name a subject, and as many a speaker.
    const NAME: usize = 14;
    let comma = cue.start.checked_sub(1).filter(|&it| scene.text(it) == ",")?;
    let left = scene.trimmed(told.start..comma);
    let plain = |at: usize| scene.quotation(at).is_none() && !scene.tag(at).is_verb();
    if left.is_empty() || left.len() > NAME || !left.clone().all(plain) {
        return None;
    }
    let verb = |at: usize| scene.tag(at) == Penn::OpenQuote || scene.quotation(at).is_some();
    let goes_on = |&at: &usize| {
        let next = at + 1 + usize::from(at + 1 < told.end && verb(at + 1));
        scene.text(at) == "," && next < told.end && scene.is_finite(next)
    };
    let end = (cue.end..told.end.min(cue.end + NAME)).find(goes_on)?;
    let (source, head) = nothing_but(scene, cue.end..end)?;
    let right = scene.with_marks(scene.trimmed(end..told.end));
    (source.start == cue.end && scene.tag(left.end - 1).is_noun())
        .then(|| (vec![left, right], source, head))
}
