"""Makes pytest run the examples in README.md and docs/: see tests/documents.py."""

pytest_plugins = ["documents"]
