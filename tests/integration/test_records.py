"""The real tables follow the rules of their ports."""

from uuid import uuid4

import pytest

from local.cloud import Cloud
from testing.clock import FixedClock
from tests.contract.accounts_rules import AccountsRules
from tests.contract.ads_rules import AdsRules
from tests.contract.jobs_rules import JobsRules
from tests.contract.queue_rules import QueueRules
from tests.contract.quotas_rules import QuotasRules
from tests.contract.webhooks_rules import DeliveriesRules, WebhooksRules
from tests.integration.tables import table_with_the_schema_of
from vidx.adapters.dynamodb.accounts import DynamoAccounts
from vidx.adapters.dynamodb.ads import DynamoAds
from vidx.adapters.dynamodb.jobs import DynamoJobs
from vidx.adapters.dynamodb.queue import DynamoQueue
from vidx.adapters.dynamodb.quotas import DynamoQuotas
from vidx.adapters.dynamodb.webhooks import DynamoDeliveries, DynamoWebhooks


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
def accounts_table(cloud: Cloud) -> str:
    return table_with_the_schema_of(cloud.aws.dynamodb, cloud.description.accounts_table)


@pytest.fixture
def jobs(cloud: Cloud, jobs_table: str, clock: FixedClock) -> DynamoJobs:
    return DynamoJobs(cloud.aws.dynamodb, jobs_table, clock)


class TestJobsTable(JobsRules):
    """Run on DynamoDB."""


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
