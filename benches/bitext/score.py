"""Scores a build against the gold glossaries: everything it holds, surest first.

usage: score.py OUT SHARED   (needs polars; OUT as `mustalah build` writes it, SHARED the folder with peer/ and gold/)
"""
import glob, os, subprocess, sys, tempfile
import polars as pl

out, shared = sys.argv[1:3]
tables = [pl.read_parquet(f"{out}/{name}.parquet") for name in ("glossary", "candidates")]
rows = pl.concat(tables, how="vertical_relaxed").sort("confidence", descending=True, maintain_order=True)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "all.parquet")
    rows.write_parquet(path)
    bitext = f"{shared}/gold/bitext/bitext"
    gold = sorted(glob.glob(f"{shared}/gold/glossary/*.tsv"))
    subprocess.run([sys.executable, f"{shared}/peer/glossary_score.py", path, f"{bitext}.en", f"{bitext}.ar", *gold], check=True)
