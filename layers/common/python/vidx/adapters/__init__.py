"""Adapters: the only modules that import boto3, botocore and openai. They raise errors of `vidx.errors` alone."""
