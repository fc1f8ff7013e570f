"""How a function runs in the local cloud: AWS's own runtime client on the working tree, reloaded when code changes."""
