"""The aligned lines whose two sides both stand in the files of one corpus: what documents can give at all.

usage: attested.py SHARED OUT CORPUS...   (writes OUT/bitext.en and OUT/bitext.ar)
Letters and digits alone are compared, so that markup between words does not count.
"""
import os, re, sys

shared, out, *corpora = sys.argv[1:]


def letters(text):
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    return re.sub(r"[\W_\u0640\u064b-\u0652]+", "", text).lower()


def read(folder):
    parts = []
    for base, _, names in sorted(os.walk(folder, followlinks=True)):
        for name in sorted(names):
            try:
                with open(os.path.join(base, name), encoding="utf-8") as file:
                    parts.append(letters(file.read()))
            except (UnicodeDecodeError, OSError):
                continue
    return "\n".join(parts)


bitext = f"{shared}/gold/bitext/bitext"
lines = list(zip(open(f"{bitext}.en", encoding="utf-8"), open(f"{bitext}.ar", encoding="utf-8")))
kept = set()
for corpus in corpora:
    text = read(f"{shared}/corpora/{corpus}")
    for number, (en, ar) in enumerate(lines):
        if number not in kept and letters(ar) in text and letters(en) in text:
            kept.add(number)
os.makedirs(out, exist_ok=True)
for side, place in (("en", 0), ("ar", 1)):
    with open(f"{out}/bitext.{side}", "w", encoding="utf-8") as file:
        file.writelines(lines[number][place] for number in sorted(kept))
print(f"{len(kept)} of {len(lines)} lines", file=sys.stderr)
