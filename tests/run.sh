#!/bin/sh
# Every check of the project: sh tests/run.sh
# One profile only, so that nothing is compiled twice.
set -eu
cd "$(dirname "$0")/.."

step() {
    printf '\n== %s\n' "$*" >&2
    "$@"
}

step cargo fmt --check
step cargo clippy --all-targets --locked -- -D warnings
# The library's tests, the program's, those in this folder and those in the documentation.
step cargo test --locked
RUSTDOCFLAGS="-D warnings" step cargo doc --no-deps --locked
