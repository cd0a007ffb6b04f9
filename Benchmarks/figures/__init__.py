"""One module for each group of figures: `TITLE`, and `measure()`, which yields labels and values."""
