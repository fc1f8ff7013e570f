"""One real job against a deployed stack, from options to a deleted listing: `make smoke API_URL=https://…`."""
