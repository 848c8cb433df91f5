//! Changing a notebook: the entry of a record, made where there is none yet.

use super::{
    Entry, EventFields, Laid, Name, Notebook, OwnActor, StatementFields, Verdict,
    lay::{was_of_event, was_of_statement},
    name,
};
use crate::{
    base::rows::Row,
    model::{ActorKind, Review, StatementId, Timeline},
};

impl<F: Clone + Default + PartialEq> Entry<F> {
    fn of(name: Name) -> Self {
        Self { name, ..Self::default() }
    }

    /// Whether nothing is decided, given or noted.
    fn is_empty(&self) -> bool {
        let Self { name: _, review, mine, marked, note, set, was: _, others } = self;
        let is_gone = *mine && matches!(review, Some(Verdict(Review::Rejected)));
        is_gone
            || review.is_none()
                && !mine
                && !marked
                && note.is_empty()
                && others.is_empty()
                && set.as_ref().is_none_or(|set| *set == F::default())
    }

    /// Says what came of the review; of a record with fields that a person gives, accepted means
    /// corrected.
    pub fn decide(&mut self, review: Option<Review>) {
        let is_given = self.set.as_ref().is_some_and(|set| *set != F::default());
        self.review = review.map(|review| match review {
            Review::Accepted if is_given => Verdict(Review::Corrected),
            Review::Corrected if !is_given => Verdict(Review::Accepted),
            review => Verdict(review),
        });
    }

    /// Gives fields, of which is kept beside how they were read; the record is corrected then.
    fn correct(
        &mut self,
        give: impl FnOnce(&mut F),
        was: impl FnOnce(&F) -> Option<Vec<(&'static str, String)>>,
    ) {
        let set = self.set.get_or_insert_default();
        let before = set.clone();
        give(set);
        if *set == before {
            return;
        }
        let was = was(set).unwrap_or_default().into_iter();
        self.was = was.map(|(field, words)| (field.to_owned(), words)).collect();
        if !self.mine {
            self.decide(Some(Review::Corrected));
        }
    }
}

impl Notebook {
    /// The entry about an event of a laid timeline, made if there is none. `read` is what it was
    /// laid over.
    pub fn event(&mut self, laid: &Laid, read: &Timeline, row: Row) -> &mut Entry<EventFields> {
        let name = match (laid.events.get(&row), laid.read_row(row)) {
            (Some(&number), _) if number < self.events.len() => return &mut self.events[number],
            (_, Some(row)) => name::of_event(read.event(row)),
            (_, None) => name::of_event(laid.timeline.event(row)),
        };
        let number = self.events.iter().position(|entry| entry.name.id == name.id);
        let number = number.unwrap_or_else(|| {
            self.events.push(Entry::of(name));
            self.events.len() - 1
        });
        &mut self.events[number]
    }

    /// The entry about a statement of a laid timeline, made if there is none.
    pub fn statement(
        &mut self,
        laid: &Laid,
        read: &Timeline,
        id: StatementId,
    ) -> &mut Entry<StatementFields> {
        let name = match (laid.statements.get(&id), laid.read_statement(id)) {
            (Some(&number), _) if number < self.statements.len() => {
                return &mut self.statements[number];
            }
            (_, Some(id)) => name::of_statement(read, id),
            (_, None) => name::of_statement(&laid.timeline, id),
        };
        let number = self.statements.iter().position(|entry| entry.name.id == name.id);
        let number = number.unwrap_or_else(|| {
            self.statements.push(Entry::of(name));
            self.statements.len() - 1
        });
        &mut self.statements[number]
    }

    /// Gives fields of an event, of which what was read is kept beside; it is corrected then.
    pub fn correct_event(
        &mut self,
        laid: &Laid,
        read: &Timeline,
        row: Row,
        give: impl FnOnce(&mut EventFields),
    ) {
        let as_read = laid.read_row(row).map(|row| read.event(row));
        let entry = self.event(laid, read, row);
        entry.correct(give, |set| as_read.map(|event| was_of_event(event, set)));
    }

    /// Gives fields of a statement, as [`Notebook::correct_event`] does of an event.
    pub fn correct_statement(
        &mut self,
        laid: &Laid,
        read: &Timeline,
        id: StatementId,
        give: impl FnOnce(&mut StatementFields),
    ) {
        let as_read = laid.read_statement(id);
        let entry = self.statement(laid, read, id);
        entry.correct(give, |set| as_read.map(|id| was_of_statement(read, id, set)));
    }

    /// Takes the entry with a lost name for one about this event, unless it has one.
    pub fn attach_event(&mut self, laid: &Laid, read: &Timeline, row: Row, lost: &Name) {
        let (None, Some(row)) = (laid.events.get(&row), laid.read_row(row)) else { return };
        let name = name::of_event(read.event(row));
        attach(&mut self.events, lost, name);
    }

    /// Takes the entry with a lost name for one about this statement, unless it has one.
    pub fn attach_statement(&mut self, laid: &Laid, read: &Timeline, id: StatementId, lost: &Name) {
        let (None, Some(id)) = (laid.statements.get(&id), laid.read_statement(id)) else { return };
        attach(&mut self.statements, lost, name::of_statement(read, id));
    }

    /// Adds an event of one's own; gives its id.
    pub fn add_event(&mut self, set: EventFields) -> String {
        let ids = self.events.iter().map(|entry| entry.name.id.as_str());
        let name = own_name("mine", ids);
        let id = name.id.clone();
        self.events.push(Entry { mine: true, set: Some(set), ..Entry::of(name) });
        id
    }

    /// Adds a statement of one's own; gives its id.
    pub fn add_statement(&mut self, set: StatementFields) -> String {
        let ids = self.statements.iter().map(|entry| entry.name.id.as_str());
        let name = own_name("said", ids);
        let id = name.id.clone();
        self.statements.push(Entry { mine: true, set: Some(set), ..Entry::of(name) });
        id
    }

    /// Adds an actor of one's own, unless it has one of this name; gives its id.
    pub fn add_actor(&mut self, name: &str, kind: ActorKind) -> String {
        if let Some(own) = self.actors.iter().find(|own| own.name == name) {
            return own.id.clone();
        }
        let ids = self.actors.iter().map(|own| own.id.as_str());
        let Name { id, .. } = own_name("actor", ids);
        let own = OwnActor {
            id: id.clone(),
            name: name.to_owned(),
            kind: kind.name().to_owned(),
            ..OwnActor::default()
        };
        self.actors.push(own);
        id
    }

    /// Takes out the actors of one's own that no entry names.
    pub fn forget_unused_actors(&mut self) {
        let mut named: Vec<String> = Vec::new();
        for set in self.events.iter().filter_map(|entry| entry.set.as_ref()) {
            named.extend(set.actors.iter().flatten().map(|part| part.actor.clone()));
        }
        for set in self.statements.iter().filter_map(|entry| entry.set.as_ref()) {
            named
                .extend(set.speaker.iter().chain(&set.via).chain(set.to.iter().flatten()).cloned());
        }
        named.extend(self.bound.iter().flat_map(|bond| [bond.actor.clone(), bond.is.clone()]));
        self.actors.retain(|actor| named.contains(&actor.id));
    }

    /// The notebook without entries in which nothing is left.
    #[must_use]
    pub fn tidied(&self) -> Self {
        let mut notebook = self.clone();
        notebook.events.retain(|entry| !entry.is_empty());
        notebook.statements.retain(|entry| !entry.is_empty());
        notebook
    }
}

fn attach<F>(entries: &mut [Entry<F>], lost: &Name, name: Name) {
    if let Some(entry) = entries.iter_mut().find(|entry| entry.name == *lost) {
        entry.name = name;
    }
}

/// The first of `mine-1`, `mine-2` and so on that is not taken.
fn own_name<'a>(stem: &str, taken: impl Iterator<Item = &'a str>) -> Name {
    let numbers = taken.filter_map(|id| id.strip_prefix(stem)?.strip_prefix('-')?.parse().ok());
    let next = numbers.max().map_or(1, |last: u32| last.saturating_add(1));
    Name { id: format!("{stem}-{next}"), ..Name::default() }
}
