"""Funding (*finansiering*): the rules that an agreement states, and what they give."""
