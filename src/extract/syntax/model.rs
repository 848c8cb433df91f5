//! What was learned, as it lies in its file: the weights of the tagger and of the parser.

use super::weights::{Aligned, Plan, Row, Table, read, write_all};

/// The weights of the three classifiers.
#[derive(Clone, Copy, Debug)]
pub struct Model<'m> {
    /// For tags, classes in the order of [`super::Penn::ALL`].
    pub tags: Table<'m>,
    /// For the steps of the parser.
    pub arcs: Table<'m>,
    /// For relations, classes in the order of [`super::Rel::ALL`].
    pub rels: Table<'m>,
}

/// How the tables lie.
const PLANS: [Plan; 3] = [
    Plan { lines: 1 << 13, is_dense: false },
    Plan { lines: 43_691, is_dense: true },
    Plan { lines: 1 << 13, is_dense: false },
];

impl Model<'static> {
    /// The model that is part of the program.
    #[must_use]
    pub fn built_in() -> Self {
        static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../data/model/syntax.bin"));
        Self::of(&BYTES.0).unwrap_or(Self {
            tags: Table::default(),
            arcs: Table::default(),
            rels: Table::default(),
        })
    }
}

impl<'m> Model<'m> {
    /// The model that lies in these bytes.
    #[must_use]
    pub fn of(bytes: &'m [u8]) -> Option<Self> {
        let [tags, arcs, rels] = read(bytes)?;
        Some(Self { tags, arcs, rels })
    }
}

/// The bytes of a model with these rows.
#[must_use]
pub fn write(tables: &mut [Vec<Row>; 3]) -> Vec<u8> {
    write_all(tables, &PLANS)
}
