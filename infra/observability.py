"""What an operator sees: alarms for failures that leave users waiting, and one dashboard."""

from typing import Final

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra.acknowledge import acknowledge, skip_checkov
from infra.api import Api
from infra.dead_letters import DeadLetters
from infra.notify import Notify
from infra.pipeline import MODEL_STAGES, Pipeline
from infra.settings import Deployment
from vidx.observability import (
    DAYS_LEFT,
    FALLBACKS,
    INTERRUPTIONS,
    NAMESPACE,
    REPORTS,
    REVIEW_HOURS,
    REVIEWS,
    REVIEWS_EXPIRED,
    WEBHOOK_FAULTS,
    WEBHOOKS_FAILED,
)

PERIOD: Final = Duration.minutes(5)
HOUR: Final = Duration.hours(1)
DAY: Final = Duration.days(1)
FALLBACK_LIMIT: Final = 3
"""Fallbacks of a stage within an hour; a single one may be a passing fault."""
WEBHOOKS_FAILED_LIMIT: Final = 10
"""Messages within an hour whose attempts have all failed; a single receiver may be out of order."""
WEBHOOK_FAULT_LIMIT: Final = 3
WEBHOOKS_WAITING_LIMIT: Final = 500
"""Messages that are due and not attempted yet."""
CHANGES_LATE_MS: Final = 600_000
PUBLISHERS: Final = ("cloudwatch", "events", "budgets")
"""Services that send to the topic of alarms."""


class Observability(Construct):
    def __init__(
        self,
        scope: Construct,
        deployment: Deployment,
        pipeline: Pipeline,
        api: Api,
        dead_letters: DeadLetters,
        notify: Notify,
    ) -> None:
        super().__init__(scope, "Observability")
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
        machine = pipeline.machine
        self._alarm("JobsFailing", machine.metric_failed(period=PERIOD), 3, "Several jobs failed within five minutes.")
        self._alarm("JobsStuck", machine.metric_timed_out(period=PERIOD), 1, "A job ran into the machine's time-out.")
        for stage in MODEL_STAGES:
            description = f"A model of the {stage} stage shuts down within 30 days: its log and the API's name it."
            self._alarm(f"{stage.capitalize()}ModelDying", _days_left_metric(stage), 1, description)
        self._alarm(
            "ListingsReported",
            _metric(REPORTS, "api", PERIOD),
            1,
            "Visitors reported a listing: the API's log tells which and why.",
        )
        self._alarm(
            "JobsInReview",
            _metric(REVIEWS, "script", PERIOD),
            1,
            "Jobs wait for an operator's decision: `vidx moderation list` shows them.",
        )
        self._alarm(
            "ReviewsWaiting",
            _metric(REVIEW_HOURS, "watch", PERIOD, "Maximum"),
            deployment.review_reminder_hours,
            f"A job has waited for an operator's decision for {deployment.review_reminder_hours} hours. After "
            f"{deployment.review_expiry_days} days it ends without a video: `vidx moderation list` shows it.",
        )
        self._alarm(
            "ReviewsExpired",
            _metric(REVIEWS_EXPIRED, "watch", PERIOD),
            1,
            "Jobs ended because no operator decided in time: the watch function's log names them.",
        )
        self._alarm(
            "JobsInterrupted",
            _metric(INTERRUPTIONS, "watch", PERIOD),
            1,
            "Executions ended outside the state machine: the watch function's log names their jobs and why.",
        )
        for stage in MODEL_STAGES:
            description = f"A substitute did the work of the {stage} stage: its log names what was skipped and why."
            self._alarm(f"{stage.capitalize()}Fallbacks", _metric(FALLBACKS, stage, HOUR), FALLBACK_LIMIT, description)
        self._alarm("ApiFaults", api.http.metric_server_error(period=PERIOD), 3, "The API answers with 5xx.")
        self._alarm(
            "EventsUndelivered",
            dead_letters.queue.metric_approximate_number_of_messages_visible(period=PERIOD, statistic="Maximum"),
            1,
            "Events that no function could take lie in the dead-letter queue.",
        )
        self._webhook_alarms(notify)
        self._dashboard(pipeline, api)

    def _webhook_alarms(self, notify: Notify) -> None:
        function = notify.lambda_function.function
        self._alarm(
            "WebhooksFailing",
            _metric(WEBHOOKS_FAILED, "notify", HOUR),
            WEBHOOKS_FAILED_LIMIT,
            "Messages to webhooks failed for good: if many sellers are concerned, our network may be at fault.",
        )
        self._alarm(
            "WebhookFaults",
            _metric(WEBHOOK_FAULTS, "notify", PERIOD),
            WEBHOOK_FAULT_LIMIT,
            "Messages to webhooks could not be processed: the log of notify has the errors.",
        )
        self._alarm(
            "WebhooksWaiting",
            notify.deliveries.metric_approximate_number_of_messages_visible(period=PERIOD, statistic="Minimum"),
            WEBHOOKS_WAITING_LIMIT,
            "Messages to webhooks are due and wait: receivers are slow, or there are more than notify can send.",
        )
        self._alarm(
            "ChangesLate",
            function.metric("IteratorAge", period=PERIOD, statistic="Maximum"),
            CHANGES_LATE_MS,
            "Changes of jobs or listings wait ten minutes for notify: its log has the errors.",
        )

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

    def _alarm(self, name: str, metric: cloudwatch.Metric, threshold: int, description: str) -> None:
        alarm = metric.create_alarm(
            self,
            name,
            threshold=threshold,
            evaluation_periods=1,
            alarm_description=description,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        alarm.add_alarm_action(actions.SnsAction(self.topic))

    def _dashboard(self, pipeline: Pipeline, api: Api) -> None:
        machine = pipeline.machine
        stages = [stage.function for stage in pipeline.stages.values()]
        jobs = cloudwatch.GraphWidget(
            title="Jobs", left=[machine.metric_started(), machine.metric_succeeded(), machine.metric_failed()]
        )
        duration = cloudwatch.GraphWidget(
            title="Seconds per stage", left=[stage.metric_duration(statistic="p95") for stage in stages]
        )
        errors = cloudwatch.GraphWidget(title="Errors per stage", left=[stage.metric_errors() for stage in stages])
        calls = cloudwatch.GraphWidget(
            title="API", left=[api.http.metric_count(), api.http.metric_client_error(), api.http.metric_server_error()]
        )
        cloudwatch.Dashboard(self, "Dashboard", widgets=[[jobs, calls], [duration, errors]])


def _metric(name: str, service: str, period: Duration, statistic: str = "Sum") -> cloudwatch.Metric:
    """Return a metric of `vidx/observability.py` that a function reports."""
    return cloudwatch.Metric(
        namespace=NAMESPACE, metric_name=name, dimensions_map={"service": service}, statistic=statistic, period=period
    )


def _days_left_metric(stage: str) -> cloudwatch.Metric:
    """Return the number of reports per day by the stage about a model that shuts down soon."""
    service = {"service": stage}
    return cloudwatch.Metric(
        namespace=NAMESPACE, metric_name=DAYS_LEFT, dimensions_map=service, statistic="SampleCount", period=DAY
    )
