"""The container images without AWS: built with the engine that is there, and run in a box like Lambda's."""
