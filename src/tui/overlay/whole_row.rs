//! The whole row of an event, as the database has it.

use crate::{
    base::text,
    model::Cell,
    tui::{
        action::{Action, Context},
        overlay::{Item, Kind, Layer, List},
        pane::Hints,
        theme::Role,
    },
};

/// Every column of a row with its value; those with nothing in them in one line.
#[derive(Debug)]
pub struct WholeRow {
    list: List,
}

impl WholeRow {
    /// A row of a table.
    #[must_use]
    pub fn new(table: &str, cells: &[Cell]) -> Self {
        let plain = |words: &str| text::neutralise(words).into_owned();
        let (empty, filled): (Vec<_>, Vec<_>) = cells.iter().partition(|it| it.value.is_empty());
        let item =
            |cell: &Cell| Item::with_left(plain(&cell.column), plain(&cell.value), Role::Text);
        let mut items: Vec<Item> = filled.into_iter().map(item).collect();
        if !empty.is_empty() {
            let names: Vec<&str> = empty.iter().map(|cell| cell.column.as_str()).collect();
            let words = plain(&names.join(", "));
            items.push(Item::with_left("empty columns", words, Role::Muted));
        }
        Self { list: List::to_read(format!("The whole row in {}", plain(table)), items) }
    }
}

impl Kind for WholeRow {
    const NAME: &'static str = "whole row";
    const CONTEXT: Context = Context::Popup;
    const ANSWERS: &'static [Action] = &[];
}

impl Layer for WholeRow {
    shows_list! {}

    fn hints(&self) -> Hints {
        super::READS
    }
}
