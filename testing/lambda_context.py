"""A Lambda context to call a handler with."""

from dataclasses import dataclass


@dataclass
class Context:
    """The attributes of a Lambda context that Powertools reads."""

    function_name: str = "api"
    memory_limit_in_mb: int = 1024
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:000000000000:function:api"
    aws_request_id: str = "sample"
