"""The operators' command line: `vidx ops`. It works with AWS credentials, not with the HTTP API."""
