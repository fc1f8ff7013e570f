"""A job: its life and record, the request it answers, and what passes between its stages."""
