"""What members pay: rules as data, and their evaluation for a budget year."""
