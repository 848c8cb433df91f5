//! Where many words stand in one text.

use std::ops::RangeInclusive;

use memchr::memmem;
use rayon::prelude::*;

/// How many bytes decide the order of the places.
const GRAM: usize = size_of::<u64>();

/// All places of a text, in the order of the bytes that begin there.
pub(super) struct Grams<'t> {
    text: &'t str,
    places: Vec<u32>,
}

impl<'t> Grams<'t> {
    /// Sorts the places of a text. O(n log n), on all cores; takes four bytes a byte.
    ///
    /// # Panics
    /// When the text has 4 GiB.
    pub fn new(text: &'t str) -> Self {
        let end = u32::try_from(text.len()).expect("a text of less than 4 GiB");
        let mut places: Vec<u32> = (0..end).collect();
        places.par_sort_unstable_by_key(|&at| (gram(&text.as_bytes()[at as usize..]), at));
        Self { text, places }
    }

    /// The places of a quote, ascending; of those that overlap the first. O(log n) for a byte of
    /// the quote, until a rare run of bytes is met; O(n) if there is none.
    pub fn places(&self, quote: &str) -> Vec<usize> {
        let (offset, rarest) = self.rarest(quote);
        if rarest.len().saturating_mul(quote.len()) > self.text.len() {
            return memmem::find_iter(self.text.as_bytes(), quote).collect();
        }
        let text = self.text.as_bytes();
        let begins = rarest.iter().filter_map(|&at| (at as usize).checked_sub(offset));
        let mut end = 0;
        let mut found: Vec<usize> = begins.collect();
        // Short quotes have several runs of eight bytes, each with places in their order.
        found.sort_unstable();
        found.retain(|&at| {
            let is_found = at >= end && text[at..].starts_with(quote.as_bytes());
            if is_found {
                end = at + quote.len();
            }
            is_found
        });
        found
    }

    /// A run of bytes of a quote that stands at few places of the text: where it begins in the
    /// quote, and these places.
    fn rarest(&self, quote: &str) -> (usize, &[u32]) {
        /// So few places are looked at without a search for fewer.
        const FEW: usize = 16;
        let runs = quote.as_bytes().windows(quote.len().min(GRAM)).enumerate();
        let mut rarest = (0, &self.places[..]);
        for (offset, run) in runs {
            let places = self.beginning(run);
            if places.len() < rarest.1.len() {
                rarest = (offset, places);
            }
            if places.len() <= FEW {
                break;
            }
        }
        rarest
    }

    /// The places where the text goes on with these bytes, or others of the same eight.
    fn beginning(&self, run: &[u8]) -> &[u32] {
        let (text, range) = (self.text.as_bytes(), range(run));
        let gram = |at: u32| gram(&text[at as usize..]);
        let from = self.places.partition_point(|&at| gram(at) < *range.start());
        let length = self.places[from..].partition_point(|&at| gram(at) <= *range.end());
        &self.places[from..from + length]
    }
}

/// The first bytes as a number in the order of bytes; zeros where there are no more.
fn gram(bytes: &[u8]) -> u64 {
    *range(bytes).start()
}

/// The numbers of all that begins with these bytes.
fn range(bytes: &[u8]) -> RangeInclusive<u64> {
    let filled = |filler| {
        let mut gram = [filler; GRAM];
        let length = bytes.len().min(GRAM);
        gram[..length].copy_from_slice(&bytes[..length]);
        u64::from_be_bytes(gram)
    };
    filled(0)..=filled(u8::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorted_places_are_those_of_a_search(
            text in "[ab\\x00é]{0,60}|(the talks go on\\. ){0,9}",
            quote in "[ab\\x00é]{1,12}|the talks go on\\. the talks|talks|on\\. ",
        ) {
            let searched: Vec<usize> = memmem::find_iter(text.as_bytes(), &quote).collect();
            prop_assert_eq!(Grams::new(&text).places(&quote), searched);
        }
    }
}
