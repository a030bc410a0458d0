"""Funding rules that give each row an amount, compiled to expressions."""
