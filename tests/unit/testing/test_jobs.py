"""The fake jobs table follows the rules of its port."""

from tests.contract.jobs_rules import JobsRules


class TestMemoryJobs(JobsRules):
    """The rules on the fixtures of this folder."""
