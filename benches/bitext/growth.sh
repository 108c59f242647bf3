#!/bin/sh
# Time and memory on the aligned lines of SHARED repeated 1, 4 and 16 times
# under names of their own: growth.sh SHARED, with `mustalah` on the PATH.
set -eu
shared=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for times in 1 4 16; do
    mkdir "$work/$times"
    for n in $(seq "$times"); do
        cp "$shared/gold/bitext/bitext.ar" "$work/$times/copy$n.ar"
        cp "$shared/gold/bitext/bitext.en" "$work/$times/copy$n.en"
    done
    /usr/bin/time -f "$times times: %U CPU seconds, %M KB" \
        mustalah build "$work/$times" -o "$work/out" --no-base --count-repeats --formats parquet -q
done
