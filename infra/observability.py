"""What an operator sees: the alarms of `infra/alarms.py`, the dashboard of `infra/panels.py`, AWS's own budget."""

from collections.abc import Mapping
from typing import Final

from aws_cdk import Duration, Stack
from aws_cdk import aws_budgets as budgets
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra import alarms, panels
from infra.acknowledge import acknowledge, skip_checkov
from infra.alarms import Alarm, Series
from infra.api import Api
from infra.dead_letters import DeadLetters
from infra.notify import Notify
from infra.panels import Panel
from infra.settings import Deployment
from infra.slack import Slack
from vidx.metrics import ENVIRONMENT, NAMESPACE

DAY: Final = Duration.days(1)
PUBLISHERS: Final = ("cloudwatch", "events", "budgets")
"""Services that send to the topic of alarms."""
RUNBOOK: Final = "docs/runbooks/alarms.md"
PANELS_IN_A_ROW: Final = 3
ROW_WIDTH: Final = 24
"""Columns of a CloudWatch dashboard."""
BUDGET_NOTICES: Final = (("ACTUAL", 80), ("FORECASTED", 100))
"""Kind of the month's cost, and the percentage of the budget from which AWS writes."""


class Observability(Construct):
    """Alarms, dashboard and budget."""

    def __init__(
        self,
        scope: Construct,
        deployment: Deployment,
        api: Api,
        dead_letters: DeadLetters,
        notify: Notify,
    ) -> None:
        super().__init__(scope, "Observability")
        self._deployment = deployment
        self._resources = {
            alarms.API: {"ApiId": api.http.api_id},
            alarms.DEAD_LETTERS: {"QueueName": dead_letters.queue.queue_name},
            alarms.DELIVERIES: {"QueueName": notify.deliveries.queue_name},
            alarms.NOTIFY: {"FunctionName": notify.lambda_function.function.function_name},
            alarms.ACCOUNT_WIDE: {},
        }
        self.topic = sns.Topic(self, "Alarms", enforce_ssl=True)
        skip_checkov(
            self.topic, CKV_AWS_26="Alarms name metrics only, and CloudWatch cannot use the account's own key."
        )
        self._let_alarms_publish()
        if deployment.alarm_email:
            self.topic.add_subscription(subscriptions.EmailSubscription(deployment.alarm_email))
            acknowledge(
                self.topic, "An e-mail that SNS cannot deliver has no other way.", "Serverless-SNSRedrivePolicy"
            )
        for alarm in alarms.alarms(deployment):
            if not (alarm.expression and deployment.local):  # the emulator knows no metric math
                self._alarm(alarm)
        if deployment.slack_channel:
            Slack(self, deployment, dead_letters)
        if deployment.budget_usd_per_month:
            self._budget(deployment)
        self._dashboard()

    def _let_alarms_publish(self) -> None:
        """Allow AWS's services: the policy that `enforce_ssl` creates replaces the default one, which allows them."""
        account = Stack.of(self).account
        self.topic.add_to_resource_policy(
            iam.PolicyStatement(
                actions=["sns:Publish"],
                principals=[iam.ServicePrincipal(f"{name}.amazonaws.com") for name in PUBLISHERS],
                resources=[self.topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": account}},
            )
        )

    def _alarm(self, alarm: Alarm) -> None:
        period = Duration.seconds(alarm.period)
        series = {name: self._metric(each, period) for name, each in alarm.series.items()}
        metric = _math(alarm.expression, series, period) if alarm.expression else next(iter(series.values()))
        created = metric.create_alarm(
            self,
            alarm.name,
            alarm_name=f"{self._deployment.stack_name}-{alarm.name}",
            alarm_description=f"{alarm.meaning} {runbook(self._deployment, alarm.name)}",
            threshold=alarm.threshold,
            datapoints_to_alarm=alarm.points,
            evaluation_periods=alarm.of,
            comparison_operator=COMPARISONS[alarm.comparison],
            treat_missing_data=MISSING[alarm.missing],
        )
        created.add_alarm_action(actions.SnsAction(self.topic))

    def _metric(self, series: Series, period: Duration, label: str | None = None) -> cloudwatch.Metric:
        dimensions = {**self._resources[series.resource], **series.dimensions}
        if series.namespace == NAMESPACE:
            dimensions[ENVIRONMENT] = self._deployment.stack_name
        return cloudwatch.Metric(
            namespace=series.namespace,
            metric_name=series.name,
            dimensions_map=dimensions,
            statistic=series.statistic,
            period=period,
            label=label,
        )

    def _budget(self, deployment: Deployment) -> None:
        """AWS's bill of the month, which has more than the list prices by which `SpendHigh` counts."""
        subscriber = budgets.CfnBudget.SubscriberProperty(subscription_type="SNS", address=self.topic.topic_arn)
        notices = [
            budgets.CfnBudget.NotificationWithSubscribersProperty(
                notification=budgets.CfnBudget.NotificationProperty(
                    notification_type=kind,
                    comparison_operator="GREATER_THAN",
                    threshold=percentage,
                    threshold_type="PERCENTAGE",
                ),
                subscribers=[subscriber],
            )
            for kind, percentage in BUDGET_NOTICES
        ]
        budget = budgets.CfnBudget(
            self,
            "Budget",
            budget=budgets.CfnBudget.BudgetDataProperty(
                budget_name=f"{deployment.stack_name}-month",
                budget_type="COST",
                time_unit="MONTHLY",
                budget_limit=budgets.CfnBudget.SpendProperty(amount=deployment.budget_usd_per_month, unit="USD"),
            ),
            notifications_with_subscribers=notices,
        )
        budget.node.add_dependency(self.topic)

    def _dashboard(self) -> None:
        dashboard = cloudwatch.Dashboard(self, "Dashboard", default_interval=DAY)
        for question in panels.QUESTIONS:
            dashboard.add_widgets(cloudwatch.TextWidget(markdown=f"## {question.title}", width=ROW_WIDTH, height=1))
            for start in range(0, len(question.panels), PANELS_IN_A_ROW):
                row = question.panels[start : start + PANELS_IN_A_ROW]
                dashboard.add_widgets(*(self._graph(panel) for panel in row))

    def _graph(self, panel: Panel) -> cloudwatch.GraphWidget:
        period = Duration.seconds(panel.period)
        hidden = {name: self._metric(series, period) for name, series in panel.hidden.items()}
        lines = [self._metric(series, period, label) for label, series in panel.lines.items()]
        computed = [_math(expression, hidden, period, label) for label, expression in panel.expressions.items()]
        return cloudwatch.GraphWidget(
            title=panel.title,
            left=[*lines, *computed],
            left_y_axis=cloudwatch.YAxisProps(label=panel.unit, min=0, show_units=False),
            width=ROW_WIDTH // PANELS_IN_A_ROW,
        )


COMPARISONS: Final = {
    alarms.AT_LEAST: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    alarms.AT_MOST: cloudwatch.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
}
MISSING: Final = {
    alarms.OK: cloudwatch.TreatMissingData.NOT_BREACHING,
    alarms.BAD: cloudwatch.TreatMissingData.BREACHING,
}


def _math(
    expression: str, series: Mapping[str, cloudwatch.Metric], period: Duration, label: str | None = None
) -> cloudwatch.MathExpression:
    used = {name: metric for name, metric in series.items() if name in expression}
    return cloudwatch.MathExpression(expression=expression, using_metrics=used, period=period, label=label)


def runbook(deployment: Deployment, alarm: str) -> str:
    """Return where the alarm's runbook is: a link if the deployment has the address of the repository."""
    page = f"{deployment.repository_url}/{RUNBOOK}" if deployment.repository_url else RUNBOOK
    return f"{page}#{alarm.lower()}"
