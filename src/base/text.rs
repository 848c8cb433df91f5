//! Text from files, made safe to show and easy to find.
