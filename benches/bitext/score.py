"""Scores a build against the gold glossaries: everything it holds, surest first.

usage: score.py OUT SHARED [BITEXT]
(needs polars; OUT as `mustalah build` writes it, SHARED the folder with peer/ and gold/; the pairs to be
found are those of BITEXT.en and BITEXT.ar, or of SHARED/gold/bitext)
"""
import glob, os, subprocess, sys, tempfile
import polars as pl

out, shared = sys.argv[1:3]
bitext = sys.argv[3] if len(sys.argv) > 3 else f"{shared}/gold/bitext/bitext"
tables = [pl.read_parquet(f"{out}/{name}.parquet") for name in ("glossary", "candidates")]
rows = pl.concat(tables, how="vertical_relaxed").sort("confidence", descending=True, maintain_order=True)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "all.parquet")
    rows.write_parquet(path)
    gold = sorted(glob.glob(f"{shared}/gold/glossary/*.tsv"))
    subprocess.run([sys.executable, f"{shared}/peer/glossary_score.py", path, f"{bitext}.en", f"{bitext}.ar", *gold], check=True)
