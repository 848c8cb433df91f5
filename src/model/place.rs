//! Where an event happened.

use std::hash::{Hash, Hasher};

use crate::model::known::Basis;

/// A place as the source names it; each distinct one is stored once in a timeline.
///
/// Two places are the same when every field is, coordinates to the bit.
#[derive(Clone, Debug)]
pub struct Place {
    /// The name as the source has it: "Doha".
    pub name: Box<str>,
    /// The country, ISO 3166-1 alpha-3 where the source has it so; empty if not known.
    pub country: Box<str>,
    /// Latitude and longitude in degrees, WGS 84.
    pub coordinates: Option<(f64, f64)>,
    /// How exact the place is, in the source's own words ("city", "25 km", "country").
    pub precision: Box<str>,
    /// How the place is known.
    pub basis: Option<Basis>,
}

impl Place {
    /// The place of a draft, with its own copy of the words.
    #[must_use]
    pub fn new(draft: &PlaceDraft<'_>) -> Self {
        Self {
            name: draft.name.into(),
            country: draft.country.into(),
            coordinates: draft.coordinates,
            precision: draft.precision.into(),
            basis: draft.basis,
        }
    }

    /// The place as a draft that borrows from it.
    #[must_use]
    pub fn as_draft(&self) -> PlaceDraft<'_> {
        PlaceDraft {
            name: &self.name,
            country: &self.country,
            coordinates: self.coordinates,
            precision: &self.precision,
            basis: self.basis,
        }
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.as_draft() == other.as_draft()
    }
}

impl Eq for Place {}

impl Hash for Place {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_draft().hash(state);
    }
}

/// A place on its way into a shard; see [`Place`].
#[derive(Clone, Copy, Debug, Default)]
pub struct PlaceDraft<'a> {
    /// The name.
    pub name: &'a str,
    /// The country.
    pub country: &'a str,
    /// Latitude and longitude in degrees.
    pub coordinates: Option<(f64, f64)>,
    /// How exact the place is.
    pub precision: &'a str,
    /// How it is known.
    pub basis: Option<Basis>,
}

impl PlaceDraft<'_> {
    /// The fields with the coordinates as bits, so that places compare and hash.
    fn key(&self) -> impl Eq + Hash + '_ {
        let bits = self.coordinates.map(|(lat, lon)| (lat.to_bits(), lon.to_bits()));
        (self.name, self.country, bits, self.precision, self.basis)
    }
}

impl PartialEq for PlaceDraft<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for PlaceDraft<'_> {}

impl Hash for PlaceDraft<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}
