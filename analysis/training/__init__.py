"""Training of the quote encoder: `python -m analysis.training POLNEAR_DIR --out DIR` (extra `train`)."""
