#!/bin/sh
# The gold brackets of each corpus, read by weights that were learnt from the
# other corpora alone: by-source.sh SHARED, with `mustalah` on the PATH.
set -eu
shared=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$here/../../glossary" "$work/glossary"
for corpus in "$shared"/corpora/*/; do
    source=$(basename "$corpus")
    grep -q "\"source\": *\"$source\"" "$shared/gold/gloss/items.json" || continue
    awk -F'\t' -v source="$source" 'NR == 1 || $1 != source' "$here/labels.tsv" >"$work/labels.tsv"
    mustalah gloss "$work/labels.tsv" --corpora "$shared/corpora" --learn --glossary "$here/../../glossary" \
        >"$work/ranker.tsv"
    cp "$work/ranker.tsv" "$work/glossary/tables/gloss-ranker.tsv"
    mkdir -p "$work/in/$source" "$work/$source"
    cp -r "$corpus." "$work/in/$source/$source"
    mustalah build "$work/in/$source" -o "$work/$source" --glossary "$work/glossary" -q 2>"$work/skipped" || true
done
python3 - "$work" <<'PYTHON'
import glob, sys
import polars as pl
columns = ["document", "line", "miner", "en", "ar"]
parts = [pl.read_parquet(file).select(columns) for file in sorted(glob.glob(f"{sys.argv[1]}/*/evidence.parquet"))]
pl.concat(parts).write_parquet(f"{sys.argv[1]}/evidence.parquet")
PYTHON
python3 "$shared/peer/gloss_score.py" "$work/evidence.parquet" "$shared/gold/gloss" "$shared/corpora"
