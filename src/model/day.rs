//! A day of the proleptic Gregorian calendar.
