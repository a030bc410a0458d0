"""What Swedish law adds: statutory days, appeal periods, identifiers. No legal advice."""
