//! Words of a source that a person names as what proves a record; actors that are one; views with
//! names; the day of publication.

use std::ops::Range;

use crate::{
    model::{ActorId, SourceId},
    notebook::{Bond, Name, Proof, View as NamedView},
    query::Query,
    tui::session::Session,
    view::{Record, View},
};

/// Words of a source that are being selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The source.
    pub source: SourceId,
    /// The words, in bytes of its text.
    pub raw: Range<usize>,
    /// The same in bytes of what is shown of it.
    pub shown: Range<usize>,
    /// The byte of what is shown at which the cursor is.
    pub last: usize,
}

impl Session {
    /// The source with a text of the record under the cursor.
    #[must_use]
    pub fn source_in_view(&self) -> Option<SourceId> {
        let has_text = |source: &SourceId| self.timeline().source(*source).text.is_some();
        let record = self.subject.or_else(|| self.selected().map(Record::Event))?;
        if let Record::Source(source) = record {
            return Some(source).filter(has_text);
        }
        let number = self.reading.map_or(0, |reading| reading.number);
        let entries = self.evidence_of(record);
        let open = entries.get(number).into_iter().chain(&entries);
        let only = self.timeline().sources();
        let only = (only.len() == 1).then_some(SourceId(0));
        open.map(|entry| entry.source).find(has_text).or(only.filter(has_text))
    }

    /// The byte of a source's text at which the words of the record under the cursor begin.
    #[must_use]
    pub fn byte_in_view(&self, source: SourceId) -> usize {
        let record = self.subject.or_else(|| self.selected().map(Record::Event));
        let entries = record.map(|record| self.evidence_of(record)).unwrap_or_default();
        let found = entries.iter().filter(|entry| entry.source == source);
        let start = found.filter_map(|entry| entry.found).map(|span| span.start).next();
        let text = self.timeline().source(source).text.as_deref().unwrap_or_default();
        let place = start.and_then(|start| text.char_indices().nth(start as usize));
        place.map_or(0, |(byte, _)| byte)
    }

    /// The words in these bytes of a source, as what proves something.
    fn proof(&self, source: SourceId, bytes: Range<usize>) -> Option<Proof> {
        let source = self.timeline().source(source);
        let text = source.text.as_deref()?;
        let quote = text.get(bytes.clone())?.to_owned();
        let start = text[..bytes.start].chars().count() as u32;
        let span = Some((start, start + quote.chars().count() as u32));
        Some(Proof { source: source.id.clone(), quote, span })
    }

    /// Takes words for what proves the record under the cursor, in the place of others of the same
    /// source.
    pub fn prove(&mut self, source: SourceId, bytes: Range<usize>) {
        let Some(record) = self.record_to_decide() else { return };
        let Some(proof) = self.proof(source, bytes) else { return };
        let timeline = self.timeline();
        let others = self.evidence_of(record).into_iter().filter(|entry| {
            entry.source != source && entry.row.is_none() && !timeline.text(entry.quote).is_empty()
        });
        let mut proofs: Vec<Proof> = others
            .map(|entry| Proof {
                source: timeline.source(entry.source).id.clone(),
                quote: timeline.text(entry.quote).to_owned(),
                span: entry.span.map(|span| (span.start, span.end)),
            })
            .collect();
        proofs.push(proof);
        let changed = self.edit(|notebook, laid, read| match record {
            Record::Event(row) => {
                notebook.correct_event(laid, read, row, |set| set.evidence = Some(proofs));
            }
            Record::Statement(id) => {
                notebook.correct_statement(laid, read, id, |set| set.evidence = Some(proofs));
            }
            Record::Actor(_) | Record::Source(_) => {}
        });
        if changed {
            self.notice("these words prove it now; u takes it back");
        }
    }

    /// Keeps words for the next event that is written.
    pub fn keep_proof(&mut self, source: SourceId, bytes: Range<usize>) {
        self.proofs = self.proof(source, bytes).into_iter().collect();
    }

    /// The words that were kept for the next event.
    pub fn take_proofs(&mut self) -> Vec<Proof> {
        std::mem::take(&mut self.proofs)
    }

    /// Takes an actor for another one.
    pub fn bind(&mut self, actor: ActorId, other: ActorId) {
        let name = |id: ActorId| self.timeline().actor(id).name.clone();
        let id = |id: ActorId| self.timeline().actor(id).id.clone();
        let bond = Bond { actor: id(actor), is: id(other), name: name(actor) };
        let said = format!("{} is now {}; u takes it back", name(actor), name(other));
        if self.edit(|notebook, _, _| notebook.bound.push(bond)) {
            self.notice(said);
        }
    }

    /// The names of those that are taken for an actor.
    #[must_use]
    pub fn bound_to(&self, actor: ActorId) -> Vec<String> {
        let id = &self.timeline().actor(actor).id;
        let bonds = self.notes().notebook.bound.iter();
        bonds.filter(|bond| bond.is == *id).map(|bond| bond.name.clone()).collect()
    }

    /// Takes those for themselves again that were taken for an actor.
    pub fn unbind(&mut self, actor: ActorId) {
        let id = self.timeline().actor(actor).id.clone();
        if self.edit(|notebook, _, _| notebook.bound.retain(|bond| bond.is != id)) {
            self.notice("taken apart again");
        } else {
            self.notice("nobody is bound to this actor");
        }
    }

    /// Takes an entry without a record for one about the record under the cursor.
    pub fn attach(&mut self, lost: &Name) {
        let Some(record) = self.record_to_decide() else { return };
        let changed = self.edit(|notebook, laid, read| match record {
            Record::Event(row) => notebook.attach_event(laid, read, row, lost),
            Record::Statement(id) => notebook.attach_statement(laid, read, id, lost),
            Record::Actor(_) | Record::Source(_) => {}
        });
        self.notice(if changed {
            "attached; u takes it back"
        } else {
            "it was about a record of another sort, or this one has an entry already"
        });
    }

    /// Takes an entry without a record out of the notebook.
    pub fn drop_entry(&mut self, lost: &Name) {
        self.edit(|notebook, _, _| {
            notebook.events.retain(|entry| entry.name != *lost);
            notebook.statements.retain(|entry| entry.name != *lost);
            notebook.bound.retain(|bond| bond.actor != lost.id);
        });
    }

    /// The present view in words: how the events are viewed, and the filter.
    #[must_use]
    pub fn view_in_words(&self) -> String {
        let query = self.look.query.to_string();
        let query = if query.is_empty() { "everything" } else { &query };
        format!("{}: {query}", self.look.view.name())
    }

    /// Gives the present view a name.
    pub fn save_view(&mut self, name: &str) {
        if name.is_empty() {
            self.notice("no name was typed");
            return;
        }
        let view = NamedView {
            query: self.look.query.to_string(),
            view: self.look.view.name().to_owned(),
        };
        let changed = self.edit(|notebook, _, _| {
            notebook.views.insert(name.to_owned(), view);
        });
        self.notice(if changed {
            format!("kept as '{name}'; v o opens it")
        } else {
            format!("'{name}' is this view already")
        });
    }

    /// Shows a view by its name.
    pub fn open_view(&mut self, name: &str) {
        let Some(named) = self.notes().notebook.views.get(name).cloned() else { return };
        match Query::parse(&named.query) {
            Ok(query) => {
                self.change(|look| {
                    look.query = query;
                    look.view = View::named(&named.view).unwrap_or(look.view);
                });
                self.notice(format!("this is '{name}'; u goes back"));
            }
            Err(error) => self.notice(format!("'{name}' can't be opened: {error}")),
        }
    }

    /// Takes the name of a view away.
    pub fn forget_view(&mut self, name: &str) {
        self.edit(|notebook, _, _| {
            notebook.views.remove(name);
        });
    }
}
