//! When an event happened, as far as is known.
