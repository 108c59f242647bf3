#!/bin/sh
# The aligned lines of SHARED beside the documents that they were taken from
# (twelve corpora in pairs of files, one of bilingual files and one of PO
# files), each built and scored alike: documents.sh SHARED, with `mustalah` on
# the PATH and a Python that has polars.
set -eu
shared=$1
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/lines" "$work/documents"
ln -s "$shared/gold/bitext/bitext.ar" "$shared/gold/bitext/bitext.en" "$work/lines/"
for corpus in vue-docs ethereum-org debian-handbook opensource-guide owasp-top10-2021 owasp-asvs-4 \
    owasp-api-security-2019 tldr-pages astro-docs tensorflow-docs hf-course cncf-glossary \
    shervinea-cs229 python-web-po; do
    ln -s "$shared/corpora/$corpus" "$work/documents/$corpus"
done
for input in lines documents; do
    mustalah build "$work/$input" -o "$work/out-$input" --no-base --formats parquet -q || [ $? -eq 2 ]
    printf '%s\t' "$input"
    python3 "$here/score.py" "$work/out-$input" "$shared"
done
