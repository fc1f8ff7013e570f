"""Tables of a test's own with the deployed tables' keys and indexes, which the deployment's sweep does not look at."""

from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def table_with_the_schema_of(dynamodb: "DynamoDBClient", table: str) -> str:
    """Create an empty table with the schema of `table`; returns its name. It ends with the emulator."""
    deployed = dynamodb.describe_table(TableName=table)["Table"]
    name = f"copy-{uuid4().hex}"
    dynamodb.create_table(
        TableName=name,
        KeySchema=deployed["KeySchema"],
        AttributeDefinitions=deployed["AttributeDefinitions"],
        BillingMode="PAY_PER_REQUEST",
        GlobalSecondaryIndexes=[
            {"IndexName": index["IndexName"], "KeySchema": index["KeySchema"], "Projection": index["Projection"]}
            for index in deployed.get("GlobalSecondaryIndexes", [])
        ],
    )
    return name
