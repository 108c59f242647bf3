"""Makes glossary/tables/english-phrases.tsv: two words in a row that texts on computing have as one.

usage: english_phrases.py glossary/stoplists/en-function-words.txt FOLDOC PACKAGES >glossary/tables/english-phrases.tsv
FOLDOC and PACKAGES are those of english_usage.py. `uses` is how often the two stand side by side in FOLDOC and PACKAGES;
pairs that stand so fewer than four times, or no more often than chance would have it, are left out.
"""
import collections, gzip, re, sys

stop_path, foldoc_path, packages_path = sys.argv[1:4]
usual = {line.strip() for line in open(stop_path, encoding="utf8")}
foldoc = gzip.open(foldoc_path, "rt", encoding="utf8", errors="replace").read().lower()
packages = open(packages_path, encoding="utf8", errors="replace").read()
lines = sorted(set(re.findall(r"^Description: (.*)$", packages, re.M)))
# A term does not run over a mark.
stretches = re.split(r"[^a-z\s{}-]+|\n\s*\n", foldoc) + [part for line in lines for part in re.split(r"[^a-z\s-]+", line.lower())]
words, pairs = collections.Counter(), collections.Counter()
for stretch in stretches:
    row = [word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
           for word in re.findall(r"[a-z]+", stretch)]
    words.update(row)
    pairs.update(zip(row, row[1:]))
total = sum(words.values())
print("first\tsecond\tuses")
for (first, second), count in sorted(pairs.items()):
    short = min(len(first), len(second)) < 2
    if count < 4 or short or first in usual or second in usual or first == second:
        continue
    if count > 4 * words[first] * words[second] / total:
        print(f"{first}\t{second}\t{count}")
