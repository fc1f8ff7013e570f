"""Every alarm, rule, queue and caller reaches its target: the target lets the service in, and on every version."""

import json
from collections.abc import Iterator
from typing import Any, Final

from tests.contract.synthesis import functions, of_type, resources

CONTEXT: Final = (("packaging", "image"), ("alarmEmail", "operator@example.com"))
PUBLISHERS: Final = {
    "AWS::CloudWatch::Alarm": "cloudwatch.amazonaws.com",
    "AWS::CloudWatch::CompositeAlarm": "cloudwatch.amazonaws.com",
    "AWS::Events::Rule": "events.amazonaws.com",
    "AWS::Budgets::Budget": "budgets.amazonaws.com",
}
"""Services that send to a topic or queue under the target's own policy, by the kind of resource that names it."""
WITH_ROLE: Final = ("AWS::Scheduler::Schedule", "AWS::Pipes::Pipe")
"""Kinds that send with a role of their own."""
POLICIES: Final = {"AWS::SNS::Topic": "AWS::SNS::TopicPolicy", "AWS::SQS::Queue": "AWS::SQS::QueuePolicy"}


def references(node: Any) -> Iterator[str]:
    """Logical ids that are named anywhere in a value."""
    if isinstance(node, dict):
        if "Ref" in node and isinstance(node["Ref"], str):
            yield node["Ref"]
        if "Fn::GetAtt" in node and isinstance(node["Fn::GetAtt"], list):
            yield node["Fn::GetAtt"][0]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def targets(resource: dict[str, Any]) -> set[str]:
    """Logical ids of what an alarm, a rule or a budget sends to, and of its dead-letter queues."""
    properties = resource["Properties"]
    names = ("AlarmActions", "OKActions", "InsufficientDataActions", "Targets", "NotificationsWithSubscribers")
    return {each for name in names for each in references(properties.get(name, []))}


def admitted(target: str) -> set[str]:
    """Services that the policy of a topic or queue allows to send to it."""
    kind = POLICIES[resources(*CONTEXT)[target]["Type"]]
    services: set[str] = set()
    for policy in of_type(kind, *CONTEXT).values():
        for statement in policy["PolicyDocument"]["Statement"]:
            if statement["Effect"] == "Allow" and target in references(statement["Resource"]):
                service = statement["Principal"]["Service"]
                services |= {service} if isinstance(service, str) else set(service)
    return services


def test_every_target_lets_the_service_in_that_sends_to_it() -> None:
    everything = resources(*CONTEXT)
    permissions = of_type("AWS::Lambda::Permission", *CONTEXT).values()
    checked = 0
    for name, resource in everything.items():
        service = PUBLISHERS.get(resource["Type"])
        for target in targets(resource) if service else ():
            kind = everything[target]["Type"]
            if kind in POLICIES:
                assert service in admitted(target), f"{name} cannot send to {target}"
                checked += 1
            elif kind in {"AWS::Lambda::Function", "AWS::Lambda::Alias", "AWS::Lambda::Version"}:
                invocable = [each for each in permissions if target in references(each["FunctionName"])]
                assert service in {each["Principal"] for each in invocable}, f"{name} cannot invoke {target}"
                checked += 1
    assert checked > len(of_type("AWS::CloudWatch::Alarm", *CONTEXT))


def test_what_sends_with_a_role_has_one() -> None:
    for kind in WITH_ROLE:
        for properties in of_type(kind, *CONTEXT).values():
            assert properties.get("RoleArn") or properties["Target"]["RoleArn"]


def test_the_topic_of_alarms_takes_messages_of_this_account_only() -> None:
    (policy,) = of_type("AWS::SNS::TopicPolicy", *CONTEXT).values()
    allowing = [each for each in policy["PolicyDocument"]["Statement"] if each["Effect"] == "Allow"]

    assert {service for each in allowing for service in each["Principal"]["Service"]} == {
        "cloudwatch.amazonaws.com", "events.amazonaws.com", "budgets.amazonaws.com",
    }  # fmt: skip
    assert all(
        each["Condition"] == {"StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}} for each in allowing
    )


def statements_of(role: str) -> list[dict[str, Any]]:
    policies = of_type("AWS::IAM::Policy", *CONTEXT).values()
    return [
        statement
        for policy in policies
        if {"Ref": role} in policy["Roles"]
        for statement in policy["PolicyDocument"]["Statement"]
    ]


def test_every_function_may_send_to_its_dead_letter_queue_and_to_those_of_its_sources() -> None:
    everything = resources(*CONTEXT)
    needed = {
        (name, target)
        for name, each in functions(*CONTEXT).items()
        for target in references(each.get("DeadLetterConfig", {}))
    }
    for mapping in of_type("AWS::Lambda::EventSourceMapping", *CONTEXT).values():
        (function,) = references(mapping["FunctionName"])
        needed |= {(function, queue) for queue in references(mapping.get("DestinationConfig", {}))}
    assert needed
    for function, queue in needed:
        (role,) = references(everything[function]["Properties"]["Role"])
        sending = [each for each in statements_of(role) if "sqs:SendMessage" in each["Action"]]
        assert queue in references([each["Resource"] for each in sending]), f"{function} cannot send to {queue}"


def test_every_function_may_read_its_event_sources() -> None:
    everything = resources(*CONTEXT)
    for mapping in of_type("AWS::Lambda::EventSourceMapping", *CONTEXT).values():
        (function,) = references(mapping["FunctionName"])
        (source,) = references(mapping["EventSourceArn"])
        (role,) = references(everything[function]["Properties"]["Role"])
        reading = [
            each for each in statements_of(role) if {"sqs:ReceiveMessage", "dynamodb:GetRecords"} & set(each["Action"])
        ]
        assert source in references([each["Resource"] for each in reading]), f"{function} cannot read {source}"


def test_callers_may_call_versions_of_earlier_deploys() -> None:
    """The CDK's own grant names the current version only, so that each deploy would fail every running job."""
    called = 0
    for policy in of_type("AWS::IAM::Policy", *CONTEXT).values():
        for statement in policy["PolicyDocument"]["Statement"]:
            if "lambda:InvokeFunction" in statement["Action"]:
                arns = statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]
                assert all(json.dumps(arn).endswith('":*"]]}') for arn in arns)
                called += len(arns)
    assert called > 6


def test_the_state_machines_policy_names_no_version() -> None:
    versions = set(of_type("AWS::Lambda::Version", *CONTEXT))
    for name, policy in of_type("AWS::IAM::Policy", *CONTEXT).items():
        assert not versions & set(references(policy)), f"{name} would lose the version before at the next deploy"
