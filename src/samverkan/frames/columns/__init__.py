"""The columns of a user's frame: what they are called, hold and may not hold."""
