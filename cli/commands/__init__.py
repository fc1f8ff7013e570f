"""The commands of `vidx`, one in each module."""
