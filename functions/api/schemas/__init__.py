"""The models of requests and responses, one module a topic. JSON names are camelCase."""
