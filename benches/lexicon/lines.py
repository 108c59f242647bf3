"""Aligned lines for `mustalah lexicon`: usage lines.py OUT [--po DIR]... [--tsv FILE]... [--terms FILE] [--lines EN AR]...

Writes OUT.en and OUT.ar, one pair a line, sorted and without repeats, from PO
files (markup, placeholders and accelerators removed), from tables with the
columns `en` and `ar`, from `terms.csv`, whose `ar` is a list, and from
line-aligned text. Needs polib.
"""
import argparse
import csv
import glob
import re

import polib

ARABIC = re.compile("[\u0621-\u064a]")


def plain(text):
    text = re.sub(r"<[^>]*>|\{[^}]*\}|%(\d+|[sdnul]|\([^)]*\)[sd])", " ", text)
    text = re.sub(r"(?<=\w)[&_](?=\w)|(?<!\w)[&_](?=\w)", "", text).replace("&", "").replace("\\n", " ")
    return re.sub(r"\s+", " ", text).strip()


def messages(folder):
    for path in sorted(glob.glob(f"{folder}/**/*.po", recursive=True)):
        for entry in polib.pofile(path):
            if entry.obsolete or "fuzzy" in entry.flags:
                continue
            if entry.msgid_plural:
                # Arabic has six plural forms: 1 is the singular, 3 the plural of 3 to 10.
                yield entry.msgid, entry.msgstr_plural.get(1, "")
                yield entry.msgid_plural, entry.msgstr_plural.get(3, "")
            else:
                yield entry.msgid, entry.msgstr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--po", action="append", default=[])
    parser.add_argument("--tsv", action="append", default=[])
    parser.add_argument("--terms", action="append", default=[])
    parser.add_argument("--lines", nargs=2, action="append", default=[])
    wanted = parser.parse_args()
    pairs = set()
    for folder in wanted.po:
        pairs.update((plain(en), plain(ar)) for en, ar in messages(folder) if len(en) < 400)
    for path in wanted.tsv:
        with open(path, encoding="utf8") as table:
            rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
            pairs.update((row["en"], row["ar"]) for row in rows)
    for path in wanted.terms:
        with open(path, encoding="utf8") as table:
            pairs.update((row["en"], ar) for row in csv.DictReader(table) for ar in row["ar"].split(";"))
    for en, ar in wanted.lines:
        with open(en, encoding="utf8") as left, open(ar, encoding="utf8") as right:
            pairs.update(zip(left.read().split("\n"), right.read().split("\n")))
    pairs = sorted((en, ar) for en, ar in pairs if en and ARABIC.search(ar))
    for name, side in ("en", 0), ("ar", 1):
        with open(f"{wanted.out}.{name}", "w", encoding="utf8") as lines:
            lines.writelines(pair[side] + "\n" for pair in pairs)


main()
