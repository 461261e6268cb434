"""`python -m analysis extract CORPUS --out DIR`."""
import json, sys
from pathlib import Path
from .corpus import load_corpus

corpus = load_corpus(sys.argv[2])
out = Path(sys.argv[sys.argv.index("--out") + 1]); out.mkdir(parents=True, exist_ok=True)
for name, rows in corpus._tables.items():
    (out / f"{name}.jsonl").write_text("".join(r.model_dump_json() + "\n" for r in rows), encoding="utf-8")
