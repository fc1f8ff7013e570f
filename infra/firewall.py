"""AWS WAF before the site: AWS's managed rules and a limit of requests per address.

CloudFront accepts only web ACLs of us-east-1, so this is a stack of its own in that region.
"""

from typing import Final

from aws_cdk import Environment, Stack
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from infra.settings import Deployment

REGION: Final = "us-east-1"
MANAGED_RULES: Final = (
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesCommonRuleSet",
)
"""https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html"""
COUNTED: Final = ("SizeRestrictions_BODY",)
"""Rules that only count: a multipart request of `POST /api/video/generate` is larger than the rule's 8 kB."""
WINDOW_S: Final = 300


class Firewall(Stack):
    """The web ACL of one deployment. It costs about 9 USD a month and 0.60 USD per million requests."""

    def __init__(self, scope: Construct, deployment: Deployment, account: str | None) -> None:
        super().__init__(
            scope,
            f"{deployment.stack_name}Firewall",
            env=Environment(account=account, region=REGION),
            cross_region_references=True,
            termination_protection=deployment.protected,
        )
        rules = [self._managed(priority, name) for priority, name in enumerate(MANAGED_RULES)]
        rules.append(self._rate(len(rules), deployment.requests_per_address))
        acl = waf.CfnWebACL(
            self,
            "Acl",
            scope="CLOUDFRONT",
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            visibility_config=_metric("Firewall"),
            rules=rules,
        )
        self.arn = acl.attr_arn

    @staticmethod
    def _managed(priority: int, name: str) -> waf.CfnWebACL.RuleProperty:
        count = waf.CfnWebACL.RuleActionProperty(count={})
        group = waf.CfnWebACL.ManagedRuleGroupStatementProperty(
            vendor_name="AWS",
            name=name,
            rule_action_overrides=[
                waf.CfnWebACL.RuleActionOverrideProperty(name=rule, action_to_use=count)
                for rule in COUNTED
                if name == "AWSManagedRulesCommonRuleSet"
            ],
        )
        return waf.CfnWebACL.RuleProperty(
            name=name,
            priority=priority,
            statement=waf.CfnWebACL.StatementProperty(managed_rule_group_statement=group),
            override_action=waf.CfnWebACL.OverrideActionProperty(none={}),
            visibility_config=_metric(name),
        )

    @staticmethod
    def _rate(priority: int, requests: int) -> waf.CfnWebACL.RuleProperty:
        limit = waf.CfnWebACL.RateBasedStatementProperty(
            limit=requests, aggregate_key_type="IP", evaluation_window_sec=WINDOW_S
        )
        return waf.CfnWebACL.RuleProperty(
            name="RequestsPerAddress",
            priority=priority,
            statement=waf.CfnWebACL.StatementProperty(rate_based_statement=limit),
            action=waf.CfnWebACL.RuleActionProperty(block={}),
            visibility_config=_metric("RequestsPerAddress"),
        )


def _metric(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=True
    )
