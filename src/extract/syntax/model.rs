//! What was learned, as it lies in its file: tables of weights that are read where they are.
//!
//! A table is an index of buckets (the first bits of a feature say which) and the rows, in the
//! order of their buckets: 16 bits of the feature, the number of weights, then class and weight by
//! turns. A feature that is not there weighs nothing.

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
    for rows in tables {
        let bits = rows.len().max(4).ilog2();
        rows.sort_by_key(|(feature, _)| *feature);
        let (mut starts, mut body) = (Vec::new(), Vec::new());
        let mut rows = rows.iter().peekable();
        for bucket in 0..1_u64 << bits {
            starts.extend((body.len() as u32).to_le_bytes());
            while let Some((feature, weights)) = rows.next_if(|row| row.0 >> (64 - bits) == bucket)
            {
                body.extend((*feature as u16).to_le_bytes());
                body.push(weights.len() as u8);
                for &(class, weight) in weights {
                    body.extend([class, weight as u8]);
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

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

impl<'m> Table<'m> {
    fn of(bytes: &'m [u8]) -> Option<(Self, &'m [u8])> {
        let (bits, length) = (number(bytes, 0)?, number(bytes, 4)? as usize);
        let index = ((1_usize << bits.min(24)) + 1) * 4;
        let (starts, rest) = bytes.get(8..)?.split_at_checked(index)?;
        let (rows, rest) = rest.split_at_checked(length)?;
        Some((Self { bits, starts, rows }, rest))
    }

    /// Adds the weights of a feature to the scores of its classes.
    #[inline]
    pub fn add(&self, feature: Feature, scores: &mut [i32]) {
        if self.bits == 0 {
            return;
        }
        let bucket = (feature >> (64 - self.bits)) as usize * 4;
        let bounds = (number(self.starts, bucket), number(self.starts, bucket + 4));
        let (Some(mut at), Some(end)) = bounds else { return };
        while at < end {
            let Some(&[low, high, count]) = self.rows.get(at as usize..at as usize + 3) else {
                return;
            };
            let size = u32::from(count) * 2;
            if u16::from_le_bytes([low, high]) == feature as u16 {
                let row = self.rows.get(at as usize + 3..(at + 3 + size) as usize);
                for pair in row.unwrap_or_default().chunks_exact(2) {
                    if let Some(score) = scores.get_mut(usize::from(pair[0])) {
                        *score += i32::from(pair[1] as i8);
                    }
                }
                return;
            }
            at += 3 + size;
        }
    }
}
