"""`vidx batch`: read the list, run its rows, report their results."""
