//! What was learned, as it lies in its file: tables of weights that are read where they are.
//!
//! A table is an index of buckets (the first bits of a feature say which) and the rows, in the
//! order of their buckets: 16 bits of the feature, then its weights: one for each class but the
//! first where classes are few, else the number of weights that are not 0, and class and weight by
//! turns. A weight is written as its root: large ones need less precision. A feature that is not
//! there weighs nothing.

use super::feature::Feature;

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

/// The weights of one classifier.
#[derive(Clone, Copy, Debug, Default)]
pub struct Table<'m> {
    bits: u32,
    starts: &'m [u8],
    rows: &'m [u8],
}

/// The row of a feature for a table: its classes with their weights.
pub type Row = (Feature, Vec<(u8, i8)>);

const MAGIC: &[u8; 8] = b"demarche";

impl Model<'static> {
    /// The model that is part of the program.
    #[must_use]
    pub fn built_in() -> Self {
        static BYTES: &[u8] = include_bytes!("../../../data/model/syntax.bin");
        Self::of(BYTES).unwrap_or(Self {
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
        let rest = bytes.strip_prefix(MAGIC)?;
        let (tags, rest) = Table::of(rest)?;
        let (arcs, rest) = Table::of(rest)?;
        let (rels, _) = Table::of(rest)?;
        Some(Self { tags, arcs, rels })
    }
}

/// The bytes of a model with these rows.
#[must_use]
pub fn write(tables: &mut [Vec<Row>; 3]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for (number, rows) in tables.iter_mut().enumerate() {
        let bits = (rows.len().max(8) / 2).ilog2();
        rows.sort_by_key(|(feature, _)| *feature);
        let (mut starts, mut body) = (Vec::new(), Vec::new());
        let mut rows = rows.iter().peekable();
        for bucket in 0..1_u64 << bits {
            starts.extend((body.len() as u32).to_le_bytes());
            while let Some((feature, weights)) = rows.next_if(|row| row.0 >> (64 - bits) == bucket)
            {
                body.extend((*feature as u16).to_le_bytes());
                if number == ARCS {
                    let of = |wanted: u8| weights.iter().find(|(class, _)| *class == wanted);
                    let weight = |wanted| of(wanted).map_or(0, |(_, weight)| *weight);
                    body.extend([1, 2].map(|class| weight(class).cast_unsigned()));
                    continue;
                }
                body.push(weights.len() as u8);
                for &(class, weight) in weights {
                    body.extend([class, weight.cast_unsigned()]);
                }
            }
        }
        starts.extend((body.len() as u32).to_le_bytes());
        bytes.extend(bits.to_le_bytes());
        bytes.extend((body.len() as u32).to_le_bytes());
        bytes.extend(starts);
        bytes.extend(body);
    }
    bytes
}

/// The number of the table that has a weight for each class but the first.
const ARCS: usize = 1;

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// What a weight is of which the root is written.
#[inline]
fn weight(root: u8) -> i32 {
    let root = i32::from(root.cast_signed());
    root * root.abs()
}

impl<'m> Table<'m> {
    fn of(bytes: &'m [u8]) -> Option<(Self, &'m [u8])> {
        let (bits, length) = (number(bytes, 0)?, number(bytes, 4)? as usize);
        let index = ((1_usize << bits.min(24)) + 1) * 4;
        let (starts, rest) = bytes.get(8..)?.split_at_checked(index)?;
        let (rows, rest) = rest.split_at_checked(length)?;
        Some((Self { bits, starts, rows }, rest))
    }

    /// The rows of the bucket of a feature.
    #[inline]
    fn bucket(&self, feature: Feature) -> &'m [u8] {
        if self.bits == 0 {
            return &[];
        }
        let at = (feature >> (64 - self.bits)) as usize * 4;
        let (start, end) = (number(self.starts, at), number(self.starts, at + 4));
        let (Some(start), Some(end)) = (start, end) else { return &[] };
        self.rows.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Adds the weights of features to the scores of their classes.
    pub fn add(&self, features: &[Feature], scores: &mut [i32]) {
        for &feature in features {
            let key = (feature as u16).to_le_bytes();
            let mut rest = self.bucket(feature);
            while let [low, high, count, after @ ..] = rest {
                let size = usize::from(*count) * 2;
                let (row, next) = after.split_at_checked(size).unwrap_or_default();
                if key == [*low, *high] {
                    for pair in row.chunks_exact(2) {
                        if let Some(score) = scores.get_mut(usize::from(pair[0])) {
                            *score += weight(pair[1]);
                        }
                    }
                    break;
                }
                rest = next;
            }
        }
    }

    /// The scores of three classes in a table that has a weight for each but the first.
    #[must_use]
    pub fn three(&self, features: &[Feature]) -> [i32; 3] {
        let mut scores = [0; 3];
        for &feature in features {
            let key = (feature as u16).to_le_bytes();
            for row in self.bucket(feature).chunks_exact(4) {
                if key == [row[0], row[1]] {
                    scores[1] += weight(row[2]);
                    scores[2] += weight(row[3]);
                    break;
                }
            }
        }
        scores
    }
}
