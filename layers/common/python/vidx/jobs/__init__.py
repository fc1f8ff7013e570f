"""Jobs: their records and requests, the events between stages, and the runner of stages."""
