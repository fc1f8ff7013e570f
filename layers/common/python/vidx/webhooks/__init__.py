"""Webhooks: a seller's endpoints, the messages for them, and the addresses that they may have."""
