//! How the views are asked for: which one, and as commands what to count, split and order by.

use clap::{
    Args as ClapArgs,
    builder::{PossibleValuesParser, TypedValueParser},
};

use crate::{
    cli::args::{FormatArg, Listing, Selection},
    view::{Unit, View, lanes, trends::Split},
};

/// Files, by which periods to count, and what to show side by side.
#[derive(Debug, ClapArgs)]
pub struct Trends {
    /// Of what, and how to print it.
    #[command(flatten)]
    pub listing: Listing,
    /// How long the periods are [default: the shortest unit that gives at most 40]
    #[arg(long, value_name = "UNIT", value_parser = unit())]
    pub by: Option<Unit>,
    /// Count the most frequent values of a field apart
    #[arg(long, value_name = "FIELD", value_parser = split(), conflicts_with = "compare")]
    pub split: Option<Split>,
    /// How many values of the split
    #[arg(long, value_name = "N", default_value_t = 8, requires = "split")]
    pub top: usize,
    /// Count what matches, too, apart; two to four can be compared
    #[arg(long, value_name = "EXPR", allow_hyphen_values = true)]
    pub compare: Vec<String>,
}

/// Files, which of their events, and how to pair the actors.
#[derive(Debug, ClapArgs)]
pub struct Dyads {
    /// What to read.
    #[command(flatten)]
    pub selection: Selection,
    /// Count events in which the first acts on the second by recorded role, each direction apart
    #[arg(long)]
    pub directed: bool,
    /// Count only events in which no third actor takes part
    #[arg(long)]
    pub only_pair: bool,
    /// Print only the first N pairs, or the N most active actors of the matrix [default: all]
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// Print a matrix of the actors: as a table, csv or md
    #[arg(long)]
    pub matrix: bool,
    /// How to print it.
    #[command(flatten)]
    pub output: FormatArg,
}

/// Files, which of their events, and what lanes to make of them.
#[derive(Debug, ClapArgs)]
pub struct Lanes {
    /// What to read.
    #[command(flatten)]
    pub selection: Selection,
    /// What a line stands for
    #[arg(long, value_name = "WHAT", value_parser = lane(), default_value = lanes::By::default().name())]
    pub by: lanes::By,
    /// How the lines follow each other: most events first, earliest first, or by name
    #[arg(long, value_name = "ORDER", value_parser = order(), default_value = lanes::Order::default().name())]
    pub order: lanes::Order,
    /// At most so many lines
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// How to print it.
    #[command(flatten)]
    pub output: FormatArg,
}

/// Reads the name of a view.
pub(super) fn view() -> impl TypedValueParser<Value = View> {
    let names = PossibleValuesParser::new(View::ALL.map(View::name));
    names.map(|name| View::named(&name).unwrap_or_default())
}

/// By what events are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The values of a field.
    Split(Split),
    /// The periods of a unit.
    Unit(Unit),
}

/// Reads the name of a unit of time.
fn unit() -> impl TypedValueParser<Value = Unit> {
    let names = PossibleValuesParser::new(Unit::ALL.map(Unit::name));
    names.map(|name| Unit::named(&name).unwrap_or(Unit::Year))
}

/// Reads the name of a field by which events are split.
fn split() -> impl TypedValueParser<Value = Split> {
    let names = PossibleValuesParser::new(Split::ALL.map(Split::name));
    names.map(|name| Split::named(&name).unwrap_or(Split::Kind))
}

/// Reads the name of such a field, or of a unit of time.
pub(super) fn by() -> impl TypedValueParser<Value = By> {
    let names = Split::ALL.map(Split::name).into_iter().chain(Unit::ALL.map(Unit::name));
    PossibleValuesParser::new(names).map(|name| match Unit::named(&name) {
        Some(unit) => By::Unit(unit),
        None => By::Split(Split::named(&name).unwrap_or(Split::Kind)),
    })
}

/// Reads what a lane stands for.
fn lane() -> impl TypedValueParser<Value = lanes::By> {
    let names = PossibleValuesParser::new(lanes::By::ALL.map(lanes::By::name));
    names.map(|name| lanes::By::ALL.into_iter().find(|by| by.name() == name).unwrap_or_default())
}

/// Reads the order of lanes.
fn order() -> impl TypedValueParser<Value = lanes::Order> {
    let names = PossibleValuesParser::new(lanes::Order::ALL.map(lanes::Order::name));
    names.map(|name| lanes::Order::ALL.into_iter().find(|it| it.name() == name).unwrap_or_default())
}
