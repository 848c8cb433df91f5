#!/usr/bin/env bash
# Prints how many of the small documents of tests/documents.rs come out right: one for each way to
# state a day, an encoding or a structure.
set -eu
cd "$(dirname "$0")/.."
cargo test --quiet --test documents -- --nocapture | grep 'come out right'
