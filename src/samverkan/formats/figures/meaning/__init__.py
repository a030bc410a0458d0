"""What tables of text mean: municipalities, days, totals and parts, numbers and symbols."""
