//! Features as numbers: what is true of a place, mixed into 64 bits that never change.

/// A feature: the sort of what is true and what it is, mixed.
pub type Feature = u64;

/// An odd number with no pattern in its bits.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// A further part mixed into a feature.
#[must_use]
#[inline]
pub fn mix(feature: Feature, part: u32) -> Feature {
    let product = (feature ^ u64::from(part)).wrapping_mul(FACTOR);
    product ^ (product >> 29)
}

/// The feature of a sort.
#[must_use]
#[inline]
pub fn sort(number: u32) -> Feature {
    mix(0x243F_6A88_85A3_08D3, number)
}

/// The letters of a word as one number.
#[must_use]
#[inline]
pub fn letters(bytes: &[u8]) -> u32 {
    let mut hash = 0x811C_9DC5_u32;
    for &byte in bytes {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash
}
