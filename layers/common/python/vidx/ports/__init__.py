"""Ports: what the stages and the API need from the outside, as protocols.

Adapters implement them, and so do the fakes in `testing/`.
"""
