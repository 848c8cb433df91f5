//! A hash that is the same on every machine and in every version of the program: FNV-1a, 64 bits.

/// The hash of no bytes.
pub const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// The hash of some bytes.
#[must_use]
pub fn of(bytes: impl IntoIterator<Item = u8>) -> u64 {
    with(EMPTY, bytes)
}

/// A hash with some more bytes.
#[must_use]
pub fn with(hash: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.into_iter().fold(hash, add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(of(*b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(of(*b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(of(*b"foobar"), 0x8594_4171_f739_67e8);
    }
}
