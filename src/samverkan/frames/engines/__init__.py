"""Engines of data frames, and conditions and columns as each of them computes these."""
