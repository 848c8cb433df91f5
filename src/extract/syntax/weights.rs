//! Tables of learned weights, as they lie in a file: they are read where they are.
//!
//! A table is a row of lines of 64 bytes, as a processor fetches memory: the first bits of a
//! feature say which line, its last 16 which of the `SLOTS` of the line is its own. So a feature
//! costs one fetch, and the next one does not wait for it. Where classes are few, the slot holds
//! the weight of each class but the first; else it holds how many fours of weights lie behind the
//! lines, class and weight by turns. A weight is written as its root: large ones need less
//! precision. A feature that is not there weighs nothing.

use std::cmp::Reverse;

use super::feature::Feature;

/// The weights of one classifier.
#[derive(Clone, Copy, Debug, Default)]
pub struct Table<'m> {
    lines: &'m [Line],
    fours: &'m [[u8; 8]],
}

/// The scores of all classes; there are never so many.
pub type Scores = [i32; 64];

/// The scores before any weight is added.
pub const NO_SCORES: Scores = [0; 64];

/// The row of a feature for a table: its classes with their weights.
pub type Row = (Feature, Vec<(u8, i8)>);

/// Four planes, each with a byte of every slot: the low and the high one of the feature, and the
/// weights of two classes; or the low and the high one, how many fours of weights there are, and
/// where those of the line begin.
type Line = [u8; 4 * SLOTS];

/// How many features a line has room for.
const SLOTS: usize = 16;

/// How a table lies.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many lines it has: where a quarter to a half of the slots stay free, a line seldom has too
    /// many features.
    pub lines: usize,
    /// It has three classes, and a weight for each but the first in the slot itself.
    pub is_dense: bool,
}

/// How many first bits of a feature say which line is its own.
const BITS: u32 = 17;

const MAGIC: &[u8; 8] = b"demarche";

/// The bytes of the head: the magic word and two numbers for each table.
const HEAD: usize = 64;

/// Bytes that begin where a line of memory does.
#[repr(align(64))]
pub struct Aligned<T: ?Sized>(pub T);

/// The tables that lie in these bytes.
#[must_use]
pub fn read<const N: usize>(bytes: &[u8]) -> Option<[Table<'_>; N]> {
    let (head, mut rest) = bytes.split_at_checked(HEAD)?;
    let sizes = head.strip_prefix(MAGIC)?;
    let mut tables = [Table::default(); N];
    for (number, table) in tables.iter_mut().enumerate() {
        (*table, rest) = Table::of(sizes, number, rest)?;
    }
    Some(tables)
}

/// The bytes of tables with these rows. A line keeps the features that weigh most.
#[must_use]
pub fn write_all(tables: &mut [Vec<Row>], plans: &[Plan]) -> Vec<u8> {
    let (mut head, mut bodies) = (MAGIC.to_vec(), Vec::new());
    for (rows, plan) in tables.iter_mut().zip(plans) {
        let count = plan.lines;
        rows.sort_by_key(|(feature, weights)| {
            let most = weights.iter().map(|(_, weight)| weight.unsigned_abs()).max();
            (place(*feature, count), Reverse(most), *feature)
        });
        let (mut lines, mut behind) = (Vec::new(), Vec::<u8>::new());
        let mut rows = rows.iter().peekable();
        for at in 0..count {
            let mut line: Line = [0; 4 * SLOTS];
            let mut keys = Vec::new();
            if !plan.is_dense {
                let start = behind.len() as u32 / 8;
                line[3 * SLOTS..3 * SLOTS + 4].copy_from_slice(&start.to_le_bytes());
            }
            while let Some((feature, weights)) = rows.next_if(|row| place(row.0, count) == at) {
                let key = *feature as u16;
                let slot = keys.len();
                // A slot that is free has the key 0.
                if slot == SLOTS || key == 0 || keys.contains(&key) {
                    continue;
                }
                keys.push(key);
                [line[slot], line[SLOTS + slot]] = key.to_le_bytes();
                if plan.is_dense {
                    let of = |wanted: u8| weights.iter().find(|(class, _)| *class == wanted);
                    let weight = |wanted| of(wanted).map_or(0, |(_, weight)| *weight);
                    line[2 * SLOTS + slot] = weight(1).cast_unsigned();
                    line[3 * SLOTS + slot] = weight(2).cast_unsigned();
                } else {
                    line[2 * SLOTS + slot] = weights.len().div_ceil(4) as u8;
                    let pairs = weights.iter();
                    behind.extend(pairs.flat_map(|&(class, it)| [class, it.cast_unsigned()]));
                    behind.resize(behind.len().next_multiple_of(8), 0);
                }
            }
            lines.extend(line);
        }
        behind.resize(behind.len().next_multiple_of(4 * SLOTS), 0);
        head.extend((count as u32).to_le_bytes());
        head.extend((behind.len() as u32).to_le_bytes());
        bodies.extend(lines);
        bodies.extend(behind);
    }
    head.resize(HEAD, 0);
    head.extend(bodies);
    head
}

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

/// The number of the line of a feature, of so many.
#[inline]
fn place(feature: Feature, lines: usize) -> usize {
    ((feature >> (64 - BITS)) as usize * lines) >> BITS
}

impl<'m> Table<'m> {
    fn of(sizes: &[u8], table: usize, bytes: &'m [u8]) -> Option<(Self, &'m [u8])> {
        let lines = number(sizes, 8 * table)? as usize * 4 * SLOTS;
        let behind = number(sizes, 8 * table + 4)? as usize;
        let (lines, rest) = bytes.split_at_checked(lines)?;
        let (fours, rest) = rest.split_at_checked(behind)?;
        Some((Self { lines: lines.as_chunks().0, fours: fours.as_chunks().0 }, rest))
    }

    /// The line of a feature.
    #[inline]
    fn line(&self, feature: Feature) -> &'m Line {
        const EMPTY: &Line = &[0; 4 * SLOTS];
        self.lines.get(place(feature, self.lines.len())).unwrap_or(EMPTY)
    }

    /// Adds the weights of features to the scores of their classes.
    pub fn add(&self, features: &[Feature], scores: &mut Scores) {
        for &feature in features {
            let line = self.line(feature);
            let slot = Slot::of(feature, line);
            let count = slot.byte(plane(line, 2));
            if count == 0 {
                continue;
            }
            let start = plane(line, 3) as u32 as usize + slot.before(plane(line, 2));
            let fours = self.fours.get(start..start + usize::from(count)).unwrap_or_default();
            for four in fours {
                for pair in four.as_chunks::<2>().0 {
                    scores[usize::from(pair[0]) % scores.len()] += weight(pair[1]);
                }
            }
        }
    }

    /// The scores of three classes in a table that has a weight for each but the first.
    #[must_use]
    pub fn three(&self, features: &[Feature]) -> [i32; 3] {
        let mut scores = [0; 3];
        for &feature in features {
            let line = self.line(feature);
            let slot = Slot::of(feature, line);
            scores[1] += weight(slot.byte(plane(line, 2)));
            scores[2] += weight(slot.byte(plane(line, 3)));
        }
        scores
    }
}

/// A byte for each slot of a line.
type Plane = u128;

#[inline]
fn plane(line: &Line, number: usize) -> Plane {
    let (planes, _) = line.as_chunks::<SLOTS>();
    u128::from_le_bytes(planes[number])
}

/// A plane with the same byte for each slot.
#[inline]
fn same(byte: u8) -> Plane {
    u128::from_le_bytes([byte; SLOTS])
}

/// The slot of a feature in its line, as a plane: all bits of its byte are 1, all others 0. Nothing
/// is chosen by a branch, so that the processor is at the next features while memory answers.
#[derive(Clone, Copy)]
struct Slot(Plane);

impl Slot {
    #[inline]
    fn of(feature: Feature, line: &Line) -> Self {
        /// All bits of a byte but the first.
        const LOWER: Plane = u128::from_le_bytes([0x7F; SLOTS]);
        let [low, high, ..] = feature.to_le_bytes();
        let other = (plane(line, 0) ^ same(low)) | (plane(line, 1) ^ same(high));
        // The first bit of the bytes that are 0: no sum carries into the next byte.
        let first = !(((other & LOWER) + LOWER) | other | LOWER);
        Self(first | (first - (first >> 7)))
    }

    /// The byte of a plane that is its own; 0 where the feature has no slot.
    #[inline]
    fn byte(self, plane: Plane) -> u8 {
        let byte = plane & self.0;
        let byte = byte as u64 | (byte >> 64) as u64;
        let byte = byte | byte >> 32;
        let byte = byte | byte >> 16;
        (byte | byte >> 8) as u8
    }

    /// The sum of the bytes of a plane before its own.
    #[inline]
    fn before(self, plane: Plane) -> usize {
        const ONES: u64 = u64::from_le_bytes([1; 8]);
        let before = plane & self.0.wrapping_sub(1) & !self.0;
        let first = (before as u64).wrapping_mul(ONES) >> 56;
        let second = ((before >> 64) as u64).wrapping_mul(ONES) >> 56;
        (first + second) as usize
    }
}
