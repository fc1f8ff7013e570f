"""The only modules that import boto3, botocore or openai."""
