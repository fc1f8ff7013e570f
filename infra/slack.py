"""Alarms in a Slack channel: EventBridge calls Slack itself, without a function."""

from typing import Final

from aws_cdk import SecretValue, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.dead_letters import DeadLetters
from infra.settings import Deployment

ENDPOINT: Final = "https://slack.com/api/chat.postMessage"
"""https://docs.slack.dev/reference/methods/chat.postMessage"""
MESSAGES_PER_SECOND: Final = 1
"""What Slack accepts for one channel."""


class Slack(Construct):
    """A message whenever an alarm of this deployment fires or ends.

    The secret holds the header that Slack asks for, `Bearer xoxb-...`. CloudFormation copies it into the connection,
    so neither the template nor the environment's file has it.
    """

    def __init__(self, scope: Construct, deployment: Deployment, dead_letters: DeadLetters) -> None:
        super().__init__(scope, "Slack")
        token = SecretValue.secrets_manager(deployment.slack_secret)
        connection = events.Connection(
            self, "Connection", authorization=events.Authorization.api_key("Authorization", token)
        )
        destination = events.ApiDestination(
            self,
            "Channel",
            connection=connection,
            endpoint=ENDPOINT,
            http_method=events.HttpMethod.POST,
            rate_limit_per_second=MESSAGES_PER_SECOND,
        )
        target = targets.ApiDestination(
            destination,
            event=_message(deployment.slack_channel),
            dead_letter_queue=self._accessible(dead_letters.queue),
        )
        pattern = events.EventPattern(
            source=["aws.cloudwatch"],
            detail_type=["CloudWatch Alarm State Change"],
            detail={
                "alarmName": [{"prefix": f"{deployment.stack_name}-"}],
                "$or": [
                    {"state": {"value": ["ALARM"]}},
                    {"state": {"value": ["OK"]}, "previousState": {"value": ["ALARM"]}},
                ],
            },
        )
        events.Rule(self, "Alarms", event_pattern=pattern, targets=[target])

    def _accessible(self, queue: sqs.Queue) -> sqs.IQueue:
        """Let rules of this account send to the queue. A policy that named the rule would be a circle of stacks."""
        queue.add_to_resource_policy(
            iam.PolicyStatement(
                actions=["sqs:SendMessage"],
                principals=[iam.ServicePrincipal("events.amazonaws.com")],
                resources=[queue.queue_arn],
                conditions={"StringEquals": {"aws:SourceAccount": Stack.of(self).account}},
            )
        )
        return sqs.Queue.from_queue_arn(self, "DeadLetters", queue.queue_arn)


def _message(channel: str) -> events.RuleTargetInput:
    """State, name, description with the runbook, and a link to the alarm.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
    """
    name, region = events.EventField.from_path("$.detail.alarmName"), events.EventField.from_path("$.region")
    state = events.EventField.from_path("$.detail.state.value")
    description = events.EventField.from_path("$.detail.configuration.description")
    link = f"https://console.aws.amazon.com/cloudwatch/home?region={region}#alarmsV2:alarm/{name}"
    return events.RuleTargetInput.from_object({"channel": channel, "text": f"{state} {name}: {description} {link}"})
