"""The members of an agreement as rows, and the figures that were known of them."""
