"""The tables in DynamoDB."""
