"""Many videos from one list: read, check, run, remember, tell."""
