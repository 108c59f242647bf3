"""Makes glossary/tables/english-words.tsv: which parts of speech an English word can be, the likeliest first.

usage: english_words.py HARPER_CORE HARPER_BRILL >glossary/tables/english-words.tsv
The two arguments are the sources of the crates harper-core and harper-brill 3.0.0 (Apache-2.0, Automattic).
Nouns that are nothing else are left out unless they are common: a word that is not in the table is taken for a noun.
"""
import json, re, sys

core, brill = sys.argv[1:3]
likeliest = json.load(open(f"{brill}/trained_tagger_model.json", encoding="utf8"))["base"]["mapping"]
LETTER = {"NOUN": "n", "VERB": "v", "ADJ": "j", "ADV": "r"}
FUNCTION = {"ADP", "DET", "PRON", "AUX", "SCONJ", "CCONJ", "PART", "INTJ"}
words = {}
for line in open(f"{core}/dictionary.dict", encoding="utf8"):
    line = line.split("#")[0].strip()
    if "/" not in line:
        continue
    word, flags = line.split("/", 1)
    flags = flags.strip()
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", word):
        continue
    tags = ""
    for flag in flags:
        tag = {"N": "n", "w": "n", "m": "n", "V": "v", "J": "j", "R": "r"}.get(flag)
        if tag and tag not in tags:
            tags += tag
    past = "e" if ("t" in flags or "T" in flags) and "V" in flags and "b" not in flags else ""
    function = any(flag in flags for flag in "IPDCA")
    words[word] = [tags, "~" in flags, function, past]
for word, tag in likeliest.items():
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", word) or len(word) < 2:
        continue
    new = tag in FUNCTION or tag in ("ADJ", "ADV")
    own = words.setdefault(word, [LETTER.get(tag, ""), False, False, ""]) if new else words.get(word)
    if own is None:
        continue
    if tag in FUNCTION:
        own[2] = True
    elif tag in LETTER and LETTER[tag] in own[0]:
        own[0] = LETTER[tag] + own[0].replace(LETTER[tag], "")
print("word\ttags\tcommon")
for word, (tags, common, function, past) in sorted(words.items()):
    tags = tags.replace("v", past) if past and past != "v" and tags == "v" else tags
    if tags == "n" and not common or not tags and not function:
        continue
    if function:
        tags += "x"
    print(f"{word}\t{tags}\t{'yes' if common else ''}")
