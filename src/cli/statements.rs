//! `demarche statements`: who said what to whom.

use std::io::Write;

use crate::{
    cli::{
        Outcome,
        args::{self, Listing},
        select,
    },
    export::{self, StatementRow},
    model::StatementId,
};

/// Prints the matching statements of the matching events in time order.
pub(super) fn run(listing: &Listing, out: &mut impl Write) -> anyhow::Result<Outcome> {
    let (loaded, answer) = select::select(&listing.selection)?;
    let timeline = loaded.store.timeline();
    let statements =
        answer.statements.iter().map(|number| StatementRow::new(timeline, StatementId(number)));
    export::write(out, args::output(listing.output.format), statements)?;
    Ok(Outcome::of(!answer.statements.is_empty(), "no statement matches"))
}
