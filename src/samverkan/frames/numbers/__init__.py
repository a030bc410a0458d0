"""Exact numbers of rows that never leave 64 bits: amounts, sums, quotients of products."""
