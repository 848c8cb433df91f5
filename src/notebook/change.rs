//! Fields in a person's words become values of the model; a word that is not understood is an
//! issue, and its field stays as it was read.

use rustc_hash::FxHashMap;

use crate::{
    base::{
        issue::{Issue, Place, did_you_mean},
        text::fold,
    },
    model::{
        Actor, ActorId, ActorKind, EventChange, Fatalities, Form, Kind, Quoted, Role, SourceId,
        Span, StatementChange, Status, Timeline, When, native, when::typed,
    },
    notebook::{EventFields, OwnActor, Part, Proof, StatementFields},
};

/// Who and what words name in a timeline, and what was not understood.
pub(super) struct Reader<'a> {
    timeline: &'a Timeline,
    ids: FxHashMap<&'a str, ActorId>,
    names: FxHashMap<String, ActorId>,
    sources: FxHashMap<&'a str, SourceId>,
    /// Actors that the timeline has not; their numbers follow its own.
    pub added: Vec<Actor>,
    pub issues: Vec<Issue>,
    file: &'a str,
}

impl<'a> Reader<'a> {
    /// A reader for the words of a notebook of this name. O(actors + sources).
    pub fn new(timeline: &'a Timeline, own: &'a [OwnActor], file: &'a str) -> Self {
        let numbered = || (0..).map(ActorId).zip(timeline.actors());
        let mut names = FxHashMap::default();
        for (id, actor) in numbered() {
            names.entry(fold(&actor.name).into_owned()).or_insert(id);
        }
        for (id, actor) in numbered() {
            for alias in &actor.aliases {
                names.entry(fold(alias).into_owned()).or_insert(id);
            }
        }
        let ids = numbered().map(|(id, actor)| (actor.id.as_str(), id)).collect();
        let sources = (0..).map(SourceId).zip(timeline.sources());
        let sources = sources.map(|(id, source)| (source.id.as_str(), id)).collect();
        let mut reader =
            Self { timeline, ids, names, sources, added: Vec::new(), issues: Vec::new(), file };
        for actor in own {
            reader.own(actor);
        }
        reader
    }

    fn own(&mut self, own: &'a OwnActor) {
        if self.ids.contains_key(own.id.as_str()) {
            return;
        }
        let kind = self.word("kind", &own.kind, ActorKind::NAMES, ActorKind::from_name, &own.id);
        let mut actor = Actor::named(&own.id, &own.name);
        actor.kind = kind.unwrap_or(ActorKind::Other);
        actor.country.clone_from(&own.country);
        let id = self.add(actor);
        self.ids.insert(&own.id, id);
    }

    fn add(&mut self, actor: Actor) -> ActorId {
        let id = ActorId((self.timeline.actors().len() + self.added.len()) as u32);
        self.names.entry(fold(&actor.name).into_owned()).or_insert(id);
        self.added.push(actor);
        id
    }

    /// The actor that is meant by an id or a name; a new one where nobody is.
    fn actor(&mut self, word: &str) -> ActorId {
        let known = self.known_actor(word);
        known.unwrap_or_else(|| self.add(Actor::named(word, word)))
    }

    /// The actor with this id, or else this name.
    pub fn known_actor(&self, word: &str) -> Option<ActorId> {
        self.ids.get(word).or_else(|| self.names.get(&*fold(word))).copied()
    }

    fn issue(&mut self, of: &str, message: &str) -> &mut Issue {
        let place = Place { file: self.file.to_owned(), ..Place::default() };
        self.issues.push(Issue::warning(place, format!("in the entry of '{of}': {message}")));
        self.issues.last_mut().expect("it was pushed just now")
    }

    fn word<T>(
        &mut self,
        field: &str,
        word: &str,
        names: &[&'static str],
        read: impl Fn(&str) -> Option<T>,
        of: &str,
    ) -> Option<T> {
        if word.is_empty() {
            return None;
        }
        let found = read(word);
        if found.is_none() {
            let help = did_you_mean(word, names.iter().copied());
            let help = help.unwrap_or_else(|| format!("one of {}", names.join(", ")));
            self.issue(of, &format!("unknown {field} '{word}'")).help = Some(help);
        }
        found
    }

    fn when(&mut self, words: &str, of: &str) -> Option<When> {
        if words.is_empty() {
            return Some(When::UNDATED);
        }
        match typed::parse(words, None) {
            Ok(typed) => Some(typed.when),
            Err(error) => {
                self.issue(of, &error.to_string());
                None
            }
        }
    }

    fn parts(&mut self, parts: &[Part], of: &str) -> Vec<(ActorId, Role)> {
        let mut read = Vec::new();
        for part in parts {
            let role = self.word("role", &part.role, Role::NAMES, Role::from_name, of);
            read.push((self.actor(&part.actor), role.unwrap_or(Role::Participant)));
        }
        read
    }

    fn proofs(&mut self, proofs: &[Proof], of: &str) -> Vec<Quoted> {
        let mut read = Vec::new();
        for proof in proofs {
            match self.sources.get(proof.source.as_str()) {
                Some(&source) => read.push(Quoted {
                    source,
                    quote: proof.quote.clone(),
                    span: proof.span.map(|(start, end)| Span { start, end }),
                }),
                None => {
                    self.issue(of, &format!("there is no source '{}'", proof.source));
                }
            }
        }
        read
    }

    /// What is given of an event.
    pub fn event(&mut self, fields: &EventFields, of: &str) -> EventChange {
        // A word of one's own for the kind is its label.
        let kind = fields.kind.as_deref().map(|word| match Kind::from_name(word) {
            Some(kind) => (kind, String::new()),
            None => (Kind::Other, word.to_owned()),
        });
        let status = fields.status.as_deref().unwrap_or_default();
        EventChange {
            when: fields.when.as_deref().and_then(|words| self.when(words, of)),
            title: fields.title.clone(),
            summary: fields.summary.clone(),
            kind: kind.as_ref().map(|(kind, _)| *kind),
            label: kind.map(|(_, label)| label),
            actors: fields.actors.as_deref().map(|parts| self.parts(parts, of)),
            place: fields.place.clone(),
            status: self.word("status", status, Status::NAMES, Status::from_name, of),
            fatalities: fields.fatalities.map(fatalities),
            tags: fields.tags.clone(),
            evidence: fields.evidence.as_deref().map(|proofs| self.proofs(proofs, of)),
        }
    }

    /// What is given of a statement.
    pub fn statement(&mut self, fields: &StatementFields, of: &str) -> StatementChange {
        let form = fields.form.as_deref().unwrap_or_default();
        let someone =
            |word: &str, reader: &mut Self| (!word.is_empty()).then(|| reader.actor(word));
        StatementChange {
            when: fields.when.as_deref().and_then(|words| self.when(words, of)),
            speaker: fields.speaker.as_deref().map(|word| someone(word, self)),
            to: fields.to.as_deref().map(|to| to.iter().map(|word| self.actor(word)).collect()),
            via: fields.via.as_deref().map(|word| someone(word, self)),
            form: self.word("form", form, Form::NAMES, Form::from_name, of),
            text: fields.text.clone(),
            venue: fields.venue.clone(),
            evidence: fields.evidence.as_deref().map(|proofs| self.proofs(proofs, of)),
        }
    }
}

fn fatalities(given: native::Fatalities) -> Option<Fatalities> {
    let native::Fatalities { low, best, high, approx } = given;
    let given = Fatalities { low, best, high, approx };
    given.number().map(|_| given)
}
