"""The commands of `vidx`, one module a command."""
