"""OpenAI, and every host that speaks its API."""
