//! What was read from an article beside what people read in it.
//!
//! Records are compared where their words overlap: an event counts as found where an event of the
//! same kind is told by the same sentence, a statement where most of its words are found.

use std::fmt::{self, Write as _};

use demarche::{
    base::text::{fold, words},
    model::{Actor, ActorId, Event, Kind, Role, Span, Statement, StatementId, Timeline},
};

/// How much of one sort was found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    /// What people found.
    pub gold: usize,
    /// What was found by rules.
    pub found: usize,
    /// What both found.
    pub right: usize,
}

impl Count {
    #[expect(clippy::cast_precision_loss, reason = "articles have few records")]
    fn share(part: usize, whole: usize) -> f64 {
        if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
    }

    pub fn precision(self) -> f64 {
        Self::share(self.right, self.found)
    }

    pub fn recall(self) -> f64 {
        Self::share(self.right, self.gold)
    }

    pub fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (precision, recall) = (self.precision() * 100.0, self.recall() * 100.0);
        write!(f, "P {precision:3.0} R {recall:3.0} ({}/{}/{})", self.right, self.found, self.gold)
    }
}

/// One article.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Events of the right kind in the right sentence.
    pub events: Count,
    /// Of the events found by both: those with the right date.
    pub dates: Count,
    /// Of the events found by both: actors in their roles.
    pub roles: Count,
    /// Events of which kind, date and actors are right.
    pub whole: Count,
    /// Statements of which most words are right.
    pub statements: Count,
    /// Of the statements found by both: those with the right speaker.
    pub speakers: Count,
    /// Of the statements found by both: those in the right form.
    pub forms: Count,
    /// What differs, a line each.
    pub report: String,
}

impl Score {
    pub fn add(&mut self, other: &Self) {
        self.events.add(other.events);
        self.dates.add(other.dates);
        self.roles.add(other.roles);
        self.whole.add(other.whole);
        self.statements.add(other.statements);
        self.speakers.add(other.speakers);
        self.forms.add(other.forms);
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, count) in [
            ("events", self.events),
            ("dates", self.dates),
            ("roles", self.roles),
            ("kind, date and actors", self.whole),
            ("statements", self.statements),
            ("speakers", self.speakers),
            ("forms", self.forms),
        ] {
            writeln!(f, "  {name:22} {count}")?;
        }
        Ok(())
    }
}

/// Compares what was found with what people found in the same text. What is held back as a candidate
/// is not found.
pub fn compare(gold: &Timeline, found: &Timeline) -> Score {
    let mut score = Score::default();
    let right = statements(gold, found, &mut score);
    events(gold, found, &right, &mut score);
    score
}

/// `right` tells which statements found are those that people found: people need not have made
/// an event of each.
fn events(gold: &Timeline, found: &Timeline, right: &[bool], score: &mut Score) {
    let mut pairs: Vec<(usize, u32, u32)> = Vec::new();
    for one in gold.events() {
        for other in found.events().filter(|it| !it.is_candidate()) {
            if overlap(&spans(one), &spans(other)) > 0 && one.kind() == other.kind() {
                let likeness = likeness(one, other);
                pairs.push((likeness, one.row(), other.row()));
            }
        }
    }
    pairs.sort_by_key(|&(likeness, one, other)| (std::cmp::Reverse(likeness), one, other));
    let (mut gold_of, mut found_of) =
        (vec![None; found.len() as usize], vec![None; gold.len() as usize]);
    for (_, one, other) in pairs {
        if found_of[one as usize].is_none() && gold_of[other as usize].is_none() {
            found_of[one as usize] = Some(other);
            gold_of[other as usize] = Some(one);
        }
    }
    score.events.gold = gold.len() as usize;
    score.events.found = found.events().filter(|it| !it.is_candidate()).count();
    score.whole.gold = gold.len() as usize;
    score.whole.found = score.events.found;
    for one in gold.events() {
        let Some(row) = found_of[one.row() as usize] else {
            let _ = writeln!(score.report, "- missing {}", describe(one));
            continue;
        };
        let other = found.event(row);
        score.events.right += 1;
        let date = one.when() == other.when();
        score.dates.add(Count { gold: 1, found: 1, right: usize::from(date) });
        let (mine, theirs) = (parts(one), parts(other));
        let same = theirs.iter().filter(|(actor, role)| {
            mine.iter().any(|(it, its)| its == role && same_actor(gold, *it, found, *actor))
        });
        let same = same.count();
        score.roles.add(Count { gold: mine.len(), found: theirs.len(), right: same });
        let right = date && actors_agree(one, other);
        score.whole.right += usize::from(right);
        if !right {
            let _ = writeln!(
                score.report,
                "! wanted  {}\n  found   {}",
                describe(one),
                describe(other)
            );
        }
    }
    for other in found.events().filter(|it| !it.is_candidate()) {
        let mut said = other.statements().peekable();
        let is_said = other.kind() == Kind::Statement && said.peek().is_some();
        if gold_of[other.row() as usize].is_some() {
            continue;
        }
        if is_said && said.all(|(id, _)| right[id.index()]) {
            score.events.found -= 1;
            score.whole.found -= 1;
        } else {
            let _ = writeln!(score.report, "+ extra   {} [{}]", describe(other), other.rule());
        }
    }
}

/// How much two events of one kind are alike.
fn likeness(one: Event<'_>, other: Event<'_>) -> usize {
    let (gold, found) = (one.timeline(), other.timeline());
    let shared = |&&(actor, _): &&(ActorId, Role)| {
        parts(one).iter().any(|&(it, _)| same_actor(gold, it, found, actor))
    };
    parts(other).iter().filter(shared).count() * 2 + usize::from(one.when() == other.when())
}

fn parts(event: Event<'_>) -> Vec<(ActorId, Role)> {
    event.actors().iter().map(|part| (part.actor(), part.role())).collect()
}

/// Whether all who act or are acted on here do there, and the other way round: of several
/// initiators (a ministry and its state) one is enough.
fn actors_agree(gold: Event<'_>, found: Event<'_>) -> bool {
    let in_gold = |actor| {
        parts(gold).iter().any(|&(it, _)| same_actor(gold.timeline(), it, found.timeline(), actor))
    };
    let in_found = |actor| {
        let mut acting = parts(found).into_iter().filter(|&(_, role)| role != Role::Subject);
        acting.any(|(it, _)| same_actor(gold.timeline(), actor, found.timeline(), it))
    };
    let acting = |role: Role| {
        let parts = parts(gold).into_iter();
        parts.filter(move |&(_, its)| its == role).map(|(actor, _)| actor).collect::<Vec<_>>()
    };
    let mut found_acting = parts(found).into_iter().filter(|&(_, role)| role != Role::Subject);
    let any = |role| acting(role).is_empty() || acting(role).into_iter().any(in_found);
    found_acting.all(|(actor, _)| in_gold(actor))
        && any(Role::Initiator)
        && any(Role::Recipient)
        && acting(Role::Participant).into_iter().all(in_found)
}

/// Whether two actors have a name in common, or hold an office of the same name.
fn same_actor(gold: &Timeline, one: ActorId, found: &Timeline, other: ActorId) -> bool {
    let (one, other) = (names(gold.actor(one)), names(found.actor(other)));
    one.iter().any(|name| other.contains(name))
}

fn names(actor: &Actor) -> Vec<String> {
    let plain = |name: &str| {
        let name = fold(name);
        name.strip_prefix("the ").unwrap_or(&name).replace("'s ", " ")
    };
    actor.names().map(plain).collect()
}

fn spans(event: Event<'_>) -> Vec<Span> {
    event.evidence().filter_map(|entry| entry.found).collect()
}

fn overlap(one: &[Span], other: &[Span]) -> u32 {
    let shared = |a: &Span, b: &Span| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    one.iter().flat_map(|a| other.iter().map(move |b| shared(a, b))).sum()
}

fn describe(event: Event<'_>) -> String {
    let timeline = event.timeline();
    let actors: Vec<String> = event
        .actors()
        .iter()
        .map(|part| format!("{}:{}", part.role(), timeline.actor(part.actor()).name))
        .collect();
    let (when, kind, status) = (event.when().edtf(), event.kind(), event.status());
    format!("{} {when} {kind} {status} {{{}}} \"{}\"", event.id(), actors.join(", "), event.title())
}

fn statements(gold: &Timeline, found: &Timeline, score: &mut Score) -> Vec<bool> {
    let sure = |number: &usize| !found.is_candidate(StatementId(*number as u32));
    let mut taken = vec![false; found.statements().len()];
    score.statements.gold = gold.statements().len();
    score.statements.found = (0..taken.len()).filter(sure).count();
    for one in gold.statements() {
        let best = (0..taken.len())
            .filter(|&number| !taken[number] && sure(&number))
            .map(|number| (agreement(one, &found.statements()[number]), number))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let Some((_, number)) = best.filter(|(agreement, _)| *agreement >= 0.5) else {
            let _ = writeln!(score.report, "- missing {}", describe_statement(gold, one));
            continue;
        };
        taken[number] = true;
        let other = &found.statements()[number];
        let speaker = match (one.speaker, other.speaker) {
            (Some(one), Some(other)) => same_actor(gold, one, found, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        let form = one.form == other.form;
        score.statements.right += 1;
        score.speakers.add(Count { gold: 1, found: 1, right: usize::from(speaker) });
        score.forms.add(Count { gold: 1, found: 1, right: usize::from(form) });
        if !speaker || !form {
            let (one, other) = (describe_statement(gold, one), describe_statement(found, other));
            let _ = writeln!(score.report, "! wanted  {one}\n  found   {other}");
        }
    }
    for number in (0..taken.len()).filter(|&number| !taken[number] && sure(&number)) {
        let other = &found.statements()[number];
        let _ = writeln!(score.report, "+ extra   {}", describe_statement(found, other));
    }
    taken
}

/// F1 of the words of two statements, 0 to 1.
fn agreement(one: &Statement, other: &Statement) -> f64 {
    let cut = |text: &str| words(&fold(text)).map(std::borrow::Cow::into_owned).collect::<Vec<_>>();
    let (one, mut other) = (cut(&one.text), cut(&other.text));
    let whole = one.len() + other.len();
    let shared = one.iter().filter(|word| {
        let at = other.iter().position(|it| it == *word);
        at.map(|at| other.swap_remove(at)).is_some()
    });
    Count::share(shared.count() * 2, whole)
}

fn describe_statement(timeline: &Timeline, said: &Statement) -> String {
    let name = |id: Option<ActorId>| id.map_or("nobody", |id| timeline.actor(id).name.as_str());
    let form = said.form.map_or("", |form| form.name());
    let text: String = said.text.chars().take(70).collect();
    format!("{} {} {form}: {text}", said.id, name(said.speaker))
}
