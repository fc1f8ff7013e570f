"""The benchmark video rendered by other programs."""
