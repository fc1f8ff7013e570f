"""The only modules that import botocore or openai."""
