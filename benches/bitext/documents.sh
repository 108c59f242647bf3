#!/bin/sh
# The aligned lines of SHARED beside the documents that they were taken from:
# twelve corpora in pairs of files, and the same with one of bilingual files.
# Each is built and scored alike: documents.sh SHARED, with `mustalah` on the
# PATH and a Python that has polars.
set -eu
shared=$1
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/lines" "$work/pairs" "$work/all"
ln -s "$shared/gold/bitext/bitext.ar" "$shared/gold/bitext/bitext.en" "$work/lines/"
for corpus in vue-docs ethereum-org debian-handbook opensource-guide owasp-top10-2021 owasp-asvs-4 \
    owasp-api-security-2019 tldr-pages astro-docs tensorflow-docs hf-course cncf-glossary; do
    ln -s "$shared/corpora/$corpus" "$work/pairs/$corpus"
    ln -s "$shared/corpora/$corpus" "$work/all/$corpus"
done
ln -s "$shared/corpora/shervinea-cs229" "$work/all/"
for input in lines pairs all; do
    mustalah build "$work/$input" -o "$work/out-$input" --no-base --formats parquet -q || [ $? -eq 2 ]
    printf '%s\t' "$input"
    python3 "$here/score.py" "$work/out-$input" "$shared"
done
