"""Other ways to make the same film."""
