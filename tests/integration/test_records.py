"""The real tables keep to the rules of their ports."""

from uuid import uuid4

import pytest

from local.cloud import Cloud
from tests.contract.ads_rules import AdsRules
from tests.contract.jobs_rules import JobsRules
from tests.fakes.clock import FixedClock
from vidx.adapters.ads import DynamoAds
from vidx.adapters.dynamodb import DynamoJobs


@pytest.fixture
def job_id() -> str:
    return uuid4().hex


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def jobs(cloud: Cloud, clock: FixedClock) -> DynamoJobs:
    return DynamoJobs(cloud.aws.dynamodb, cloud.description.jobs_table, clock)


class TestJobsTable(JobsRules):
    """Run on DynamoDB."""


class TestAdsTable(AdsRules):
    """Run on DynamoDB."""

    @pytest.fixture
    def ads(self, cloud: Cloud, clock: FixedClock) -> DynamoAds:
        known = cloud.description
        return DynamoAds(cloud.aws.dynamodb, known.ads_table, known.jobs_table, known.videos_table, clock)
