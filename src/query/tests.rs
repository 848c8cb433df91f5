//! What the language accepts, refuses, prints and finds.

mod syntax;
