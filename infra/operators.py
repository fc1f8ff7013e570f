"""The permissions of people on call: what `vidx ops` and the runbooks need, and no more."""

from collections.abc import Sequence
from typing import Final

from aws_cdk import ArnFormat, Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra.acknowledge import acknowledge, logical_id
from infra.data import Records
from infra.function import LambdaFunction
from infra.pipeline import Pipeline
from infra.users import Users

ACCOUNT_ACTIONS: Final = ("ListUsers", "AdminDisableUser", "AdminEnableUser", "AdminUserGlobalSignOut")
"""Find a seller, and stop one who floods the service (docs/runbooks/seller-floods.md)."""


class Operators(Construct):
    """A managed policy to attach to the operators' role. It reads no secret and no file of a seller."""

    def __init__(
        self,
        scope: Construct,
        records: Records,
        users: Users,
        pipeline: Pipeline,
        account: LambdaFunction,
        functions: Sequence[LambdaFunction],
    ) -> None:
        super().__init__(scope, "Operators")
        stack = Stack.of(self)
        names = list(dict.fromkeys(Stack.of(each).stack_name for each in functions))
        stacks = [
            stack.format_arn(service="cloudformation", resource="stack", resource_name=f"{name}/*") for name in names
        ]
        invoked = [account, pipeline.stages["upload"]]
        statements = [
            _allow("cloudformation", ["ListStackResources"], stacks),
            _allow("lambda", ["GetFunctionConfiguration"], [each.function.function_arn for each in functions]),
            _allow("lambda", ["InvokeFunction"], [f"{each.function.function_arn}:*" for each in invoked]),
            _allow("logs", ["FilterLogEvents"], [self._log_group(each) for each in functions]),
            _allow("states", ["StartExecution"], [pipeline.machine.state_machine_arn]),
            _allow(
                "states", ["DescribeExecution", "GetExecutionHistory", "StopExecution"], [self._executions(pipeline)]
            ),
            _allow("cognito-idp", ACCOUNT_ACTIONS, [users.pool.user_pool_arn]),
        ]
        self.policy = iam.ManagedPolicy(
            self, "Policy", description="vidx: what `vidx ops` needs (docs/ops.md)", statements=statements
        )
        records.grant(self.policy, records.jobs, "GetItem", "PutItem", "UpdateItem", indexes=["by_owner", "by_status"])
        records.grant(self.policy, records.ads, "GetItem", "UpdateItem")
        records.grant(self.policy, records.accounts, "GetItem", "PutItem")
        records.grant(self.policy, records.admission, "GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan")
        acknowledge(
            self.policy,
            "Every version of a stack and of a function, every execution, and every stream of the logs.",
            *(
                "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cloudformation:<AWS::Region>:<AWS::AccountId>:stack/"
                f"{name}/*]"
                for name in names
            ),
            *(f"AwsSolutions-IAM5[Resource::<{logical_id(each.function)}.Arn>:*]" for each in invoked),
            "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:"
            f"<{logical_id(pipeline.machine)}.Name>:*]",
            *(
                "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:"
                f"<{logical_id(each.function.log_group)}>*]"
                for each in functions
            ),
        )

    def _log_group(self, function: LambdaFunction) -> str:
        """Return the ARN of the function's log group. AWS checks it with `:*` at its end for some actions."""
        name = f"{function.function.log_group.log_group_name}*"
        stack = Stack.of(self)
        return stack.format_arn(
            service="logs", resource="log-group", resource_name=name, arn_format=ArnFormat.COLON_RESOURCE_NAME
        )

    def _executions(self, pipeline: Pipeline) -> str:
        return Stack.of(self).format_arn(
            service="states",
            resource="execution",
            resource_name=f"{pipeline.machine.state_machine_name}:*",
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )


def _allow(service: str, actions: Sequence[str], resources: Sequence[str]) -> iam.PolicyStatement:
    return iam.PolicyStatement(actions=[f"{service}:{action}" for action in actions], resources=list(resources))
