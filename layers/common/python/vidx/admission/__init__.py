"""Admission: what may start now, and what waits or is refused."""
