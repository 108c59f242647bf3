#!/bin/sh
# The twelve corpora in pairs of files, built from their own files and from the
# aligned lines that these files hold (attested.py): documents.sh SHARED, with
# `mustalah` on the PATH and a Python that has polars. Both are scored on
# those lines.
set -eu
shared=$1
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
corpora="vue-docs ethereum-org debian-handbook opensource-guide owasp-top10-2021 owasp-asvs-4
    owasp-api-security-2019 tldr-pages astro-docs tensorflow-docs hf-course cncf-glossary"
# shellcheck disable=SC2086
python3 "$here/attested.py" "$shared" "$work/lines" $corpora
mkdir "$work/documents"
for corpus in $corpora; do
    ln -s "$shared/corpora/$corpus" "$work/documents/$corpus"
done
for input in lines documents; do
    mustalah build "$work/$input" -o "$work/out-$input" --no-base --formats parquet -q || [ $? -eq 2 ]
    printf '%s\t' "$input"
    python3 "$here/score.py" "$work/out-$input" "$shared" "$work/lines/bitext"
done
