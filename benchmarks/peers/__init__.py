"""Other ways to make the same video."""
