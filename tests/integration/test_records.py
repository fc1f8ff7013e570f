"""The real tables follow the rules of their ports."""

from dataclasses import dataclass
from uuid import uuid4

import pytest

from local.cloud import Cloud
from testing.clock import FixedClock
from tests.contract.accounts_rules import AccountsRules
from tests.contract.ads_rules import AdsRules
from tests.contract.jobs_rules import JobsRules
from tests.contract.queue_rules import QueueRules
from tests.contract.quotas_rules import QuotasRules
from tests.contract.videos_rules import VideosRules
from tests.contract.webhooks_rules import DeliveriesRules, WebhooksRules
from tests.integration.tables import table_with_the_schema_of
from vidx.adapters.dynamodb.accounts import DynamoAccounts
from vidx.adapters.dynamodb.ads import DynamoAds
from vidx.adapters.dynamodb.items import value
from vidx.adapters.dynamodb.jobs import DynamoJobs
from vidx.adapters.dynamodb.queue import DynamoQueue
from vidx.adapters.dynamodb.quotas import DynamoQuotas
from vidx.adapters.dynamodb.videos import NO_LISTING, UNLISTED, DynamoVideos
from vidx.adapters.dynamodb.webhooks import DynamoDeliveries, DynamoWebhooks
from vidx.jobs.model import Job
from vidx.ports.videos import PublicVideo


@pytest.fixture
def job_id() -> str:
    return uuid4().hex


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(scope="module")
def jobs_table(cloud: Cloud) -> str:
    return table_with_the_schema_of(cloud.aws.dynamodb, cloud.description.jobs_table)


@pytest.fixture(scope="module")
def admission_table(cloud: Cloud) -> str:
    return table_with_the_schema_of(cloud.aws.dynamodb, cloud.description.admission_table)


@pytest.fixture(scope="module")
def ads_table(cloud: Cloud) -> str:
    return table_with_the_schema_of(cloud.aws.dynamodb, cloud.description.ads_table)


@pytest.fixture(scope="module")
def videos_table(cloud: Cloud) -> str:
    return table_with_the_schema_of(cloud.aws.dynamodb, cloud.description.videos_table)


@pytest.fixture(scope="module")
def accounts_table(cloud: Cloud) -> str:
    return table_with_the_schema_of(cloud.aws.dynamodb, cloud.description.accounts_table)


@pytest.fixture
def jobs(cloud: Cloud, jobs_table: str, clock: FixedClock) -> DynamoJobs:
    return DynamoJobs(cloud.aws.dynamodb, jobs_table, clock)


class TestJobsTable(JobsRules):
    """Run on DynamoDB."""


@dataclass(frozen=True)
class WrittenVideos(DynamoVideos):
    """A videos table with what the state machine and the API write."""

    clock: FixedClock

    def add(self, video: PublicVideo, *, listed: bool) -> None:
        """Write the rows that the state machine writes (`statemachine.asl.json`)."""
        finished_at = value(self.clock.now().isoformat())
        row = {"owner": value(video.owner), "family": value(video.family), "created_at": finished_at}
        url = value(f"https://media.test/{video.stem}.mp4")
        self.client.put_item(TableName=self.table, Item={"job_id": value(video.job_id), "video_url": url, **row})
        if not listed:
            mark = {"job_id": value(f"{UNLISTED}{video.job_id}"), "owner": value(NO_LISTING), "created_at": finished_at}
            self.client.put_item(TableName=self.table, Item=mark)

    def add_job(self, job: Job) -> None:
        self._jobs.create(job)

    def job(self, job_id: str) -> Job | None:
        return self._jobs.get(job_id)

    @property
    def _jobs(self) -> DynamoJobs:
        return DynamoJobs(self.client, self.jobs_table, self.clock)


class TestVideosTable(VideosRules):
    """Run on DynamoDB."""

    @pytest.fixture
    def videos(self, cloud: Cloud, videos_table: str, jobs_table: str, clock: FixedClock) -> WrittenVideos:
        return WrittenVideos(cloud.aws.dynamodb, videos_table, jobs_table, clock)


class TestAdsTable(AdsRules):
    """Run on DynamoDB."""

    @pytest.fixture
    def ads(self, cloud: Cloud, ads_table: str, jobs_table: str, clock: FixedClock) -> DynamoAds:
        return DynamoAds(cloud.aws.dynamodb, ads_table, jobs_table, cloud.description.videos_table, clock)


class TestWebhooksTable(WebhooksRules):
    """Run on DynamoDB."""

    @pytest.fixture
    def webhooks(self, cloud: Cloud) -> DynamoWebhooks:
        return DynamoWebhooks(cloud.aws.dynamodb, cloud.description.webhooks_table)

    @pytest.fixture
    def owner(self) -> str:
        return uuid4().hex


class TestDeliveriesTable(DeliveriesRules):
    """Run on DynamoDB."""

    @pytest.fixture
    def deliveries(self, cloud: Cloud) -> DynamoDeliveries:
        return DynamoDeliveries(cloud.aws.dynamodb, cloud.description.deliveries_table)

    @pytest.fixture
    def webhook_id(self) -> str:
        return f"wh_{uuid4().hex}"


class TestCounters(QuotasRules):
    """Run on DynamoDB."""

    @pytest.fixture
    def quotas(self, cloud: Cloud, admission_table: str) -> DynamoQuotas:
        return DynamoQuotas(cloud.aws.dynamodb, admission_table)


class TestQueue(QueueRules):
    """Run on DynamoDB."""

    @pytest.fixture
    def queue(self, cloud: Cloud) -> DynamoQueue:
        return DynamoQueue(
            cloud.aws.dynamodb, table_with_the_schema_of(cloud.aws.dynamodb, cloud.description.admission_table)
        )


class TestAccountsTable(AccountsRules):
    """Run on DynamoDB."""

    @pytest.fixture
    def accounts(self, cloud: Cloud, accounts_table: str) -> DynamoAccounts:
        return DynamoAccounts(cloud.aws.dynamodb, accounts_table)

    @pytest.fixture
    def owner(self) -> str:
        return uuid4().hex
