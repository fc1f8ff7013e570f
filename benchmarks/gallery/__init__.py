"""Contact sheets of what vidx makes, for `docs/gallery/`."""
