"""The commands of `vidx`, one module each."""
