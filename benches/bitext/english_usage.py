"""Makes glossary/tables/english-usage.tsv: how usual an English word is anywhere, and how much more so among people who write of computers.

usage: english_usage.py GENERAL FOLDOC PACKAGES HARPER_CORE BASE >glossary/tables/english-usage.tsv
GENERAL     frequency_dictionary_en_82_765.txt of SymSpell (MIT; counts of the Web)
FOLDOC      foldoc.dict.dz of the Debian package dict-foldoc 20230119 (the Free On-line Dictionary of Computing)
PACKAGES    what `apt-cache dumpavail` prints (descriptions of packages)
HARPER_CORE source of the crate harper-core 3.0.0 (Apache-2.0), whose dictionary marks proper names
BASE        glossary/base/companies-and-products.csv, whose names are terms

general     tenths of the log of uses in a million words
technical   tenths of the log of how much more usual a word is in FOLDOC and PACKAGES; half a use is added to each count
name        yes: a proper name, of a person, a place, a language, which FOLDOC has little more often than other text, or of a people or language
"""
import collections, gzip, math, re, sys

general_path, foldoc_path, packages_path, core, base = sys.argv[1:6]
WORD = re.compile(r"[a-z]+")
general = collections.Counter()
for line in open(general_path, encoding="utf-8-sig"):
    word, count = line.split()
    general[word] += int(count)
foldoc = collections.Counter(WORD.findall(gzip.open(foldoc_path, "rt", encoding="utf8", errors="replace").read().lower()))
lines = set(re.findall(r"^Description: (.*)$", open(packages_path, encoding="utf8", errors="replace").read(), re.M))
packages = collections.Counter(word for line in sorted(lines) for word in WORD.findall(line.lower()))
totals = [sum(counts.values()) for counts in (general, foldoc, packages)]
# The least count of the general list stands for words that it lacks.
LEAST = 1e4
names, peoples, small = set(), set(), set()
for line in open(f"{core}/dictionary.dict", encoding="utf8"):
    word, _, flags = line.split("#")[0].strip().partition("/")
    if re.fullmatch(r"[A-Z][a-z]+", word) and ("O" in flags or {"J", "N", "S"} <= set(flags)):
        names.add(word.lower())
        if {"J", "N"} <= set(flags):
            peoples.add(word.lower())
    elif re.fullmatch(r"[a-z]+", word):
        small.add(word)

products = {line.split(",")[0].lower() for line in open(base, encoding="utf8")}

def rates(word):
    usual = (general[word] + LEAST) / totals[0]
    computing = ((foldoc[word] + 0.5) / totals[1] + (packages[word] + 0.5) / totals[2]) / 2
    return round(10 * math.log(1e6 * usual)), round(10 * math.log(computing / usual))

def is_kept(word):
    if not 2 <= len(word) <= 20:
        return False
    singular = word[:-1]
    if word.endswith("s") and not word.endswith("ss") and singular in general and general[singular] > general[word] / 4:
        return False
    return general[word] >= 1e6 or foldoc[word] + packages[word] >= 3 or word in names - small

print("word\tgeneral\ttechnical\tname")
for word in sorted(filter(is_kept, set(general) | set(foldoc) | set(packages) | names)):
    usual, technical = rates(word)
    known = math.log((foldoc[word] + 0.5) / totals[1] * totals[0] / (general[word] + LEAST))
    has_no_use = known < 1.5 and (word in peoples or foldoc[word] < 100 and technical < 30)
    is_name = word in names - products and (word in peoples or word not in small) and has_no_use
    print(f"{word}\t{usual}\t{technical}\t{'yes' if is_name else ''}")
