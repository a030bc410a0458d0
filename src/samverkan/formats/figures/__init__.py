"""Files with figures, in the shapes in which authorities publish them and people keep them."""
