"""Rules of the template that the emulator cannot show: expiry, retention, alarms and permissions."""

import json
import re
from typing import Any, Final

import pytest
from pydantic import ValidationError

from functions.account.service import PASS_TIME
from functions.notify.schedule import JITTER, RETRIES_S
from functions.photos.clip import CLIP_TIME_LIMIT_S
from infra.function import ONE_THREAD
from infra.pipeline import SIZES
from infra.settings import EXAMPLES, Deployment
from local.sample_events import sample
from tests.contract.synthesis import CDKS_OWN, functions, of_type, resources
from vidx import options
from vidx.adapters.lambda_invoke import WITHDRAW_WITHIN_S
from vidx.adapters.s3 import REQUEST_TIMEOUTS
from vidx.settings import Settings

IMAGE: Final = ("packaging", "image")
FUNCTIONS: Final = "AWS::Lambda::Function"
LAMBDAS_LONGEST_S: Final = 900
SPEAK: Final = "polly:SynthesizeSpeech"
UNNAMED: Final = frozenset({SPEAK, "dynamodb:ListStreams"})
"""Actions for which IAM knows no resource."""


def function(name: str, *context: tuple[str, str]) -> dict[str, Any]:
    properties: dict[str, Any] = next(
        each
        for each in functions(IMAGE, *context).values()
        if each["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"] == name
    )
    return properties


def rights(role_of: str) -> list[tuple[str, str]]:
    """(action, resource as JSON) of every statement for the role whose logical id starts with `role_of`."""
    permissions = []
    for policy in of_type("AWS::IAM::Policy", IMAGE).values():
        if any(role["Ref"].startswith(role_of) for role in policy["Roles"]):
            for statement in policy["PolicyDocument"]["Statement"]:
                assert statement["Effect"] == "Allow"
                actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
                permissions += [(action, json.dumps(statement["Resource"])) for action in actions]
    return permissions


def test_job_rows_expire_and_every_table_can_be_restored() -> None:
    tables = of_type("AWS::DynamoDB::Table", IMAGE)
    jobs = next(table for name, table in tables.items() if name.startswith("RecordsJobs"))

    admission = next(table for name, table in tables.items() if name.startswith("RecordsAdmission"))

    for expiring in (jobs, admission):
        assert expiring["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert [index["IndexName"] for index in jobs["GlobalSecondaryIndexes"]] == ["by_owner", "by_status"]
    deliveries = next(table for name, table in tables.items() if name.startswith("RecordsDeliveries"))
    assert deliveries["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    accounts = next(table for name, table in tables.items() if name.startswith("RecordsAccounts"))
    assert accounts["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert len(tables) == 7
    for table in tables.values():
        assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"]


def test_sign_in_has_no_hosted_page_with_an_implicit_grant() -> None:
    (client,) = of_type("AWS::Cognito::UserPoolClient", IMAGE).values()

    assert not client.get("AllowedOAuthFlowsUserPoolClient")
    assert not {"AllowedOAuthFlows", "CallbackURLs"} & set(client)


def test_sellers_may_turn_on_a_second_step_by_an_app_and_not_by_text_message() -> None:
    (pool,) = of_type("AWS::Cognito::UserPool", IMAGE).values()

    assert (pool["MfaConfiguration"], pool["EnabledMfas"]) == ("OPTIONAL", ["SOFTWARE_TOKEN_MFA"])


def test_every_log_group_expires() -> None:
    groups = of_type("AWS::Logs::LogGroup", IMAGE)

    assert len(groups) == len(of_type(FUNCTIONS, IMAGE)) + len(["state machine", "access to the API"])
    assert {group["RetentionInDays"] for group in groups.values()} == {30}


def test_the_render_functions_disk_holds_ten_working_clips_and_the_video() -> None:
    """Ten clips of 12 s at 40 Mbit/s, and two minutes of video at 20 Mbit/s, with the sound and without."""
    needed_mb = (10 * 12 * 40 + 2 * 120 * 20) / 8

    assert function("render")["EphemeralStorage"] == {"Size": 2048}
    assert needed_mb < 2048
    assert all("EphemeralStorage" not in function(stage) for stage in SIZES if stage != "render")


def test_ten_clips_that_each_take_as_long_as_a_clip_may_fit_into_the_photos_functions_time() -> None:
    download_s = options.MAX_CLIP_BYTES / 50_000_000

    needed_s = options.MAX_PHOTOS * (CLIP_TIME_LIMIT_S + download_s)
    assert needed_s < function("photos")["Timeout"] <= LAMBDAS_LONGEST_S


def test_every_functions_environment_fits_into_lambdas_4_kb() -> None:
    for properties in functions(IMAGE).values():
        variables = properties["Environment"]["Variables"]
        assert len(json.dumps(variables)) < 4096


@pytest.mark.parametrize("stage", SIZES)
def test_stage_has_its_size_and_its_own_service_name(stage: str) -> None:
    properties = function(stage)

    assert properties["Timeout"] == SIZES[stage].timeout_s
    assert properties["MemorySize"] == (3008 if stage == "render" else SIZES[stage].memory_mb)
    assert properties["TracingConfig"] == {"Mode": "Active"}


def test_render_memory_is_a_context_value() -> None:
    assert function("render", ("renderMemoryMb", "10240"))["MemorySize"] == 10240


def test_state_machine_calls_published_versions_and_logs_and_traces() -> None:
    machine = next(iter(of_type("AWS::StepFunctions::StateMachine", IMAGE).values()))
    versions = of_type("AWS::Lambda::Version", IMAGE)

    called = [target["Ref"] for name, target in machine["DefinitionSubstitutions"].items() if name.endswith("Function")]
    assert set(called) <= set(versions)
    assert len(called) == len(SIZES)
    assert machine["TracingConfiguration"] == {"Enabled": True}
    assert machine["LoggingConfiguration"]["Level"] == "ALL"


def tables(role_of: str, *also: str) -> dict[str, set[str]]:
    """Actions by table, of the role whose logical id starts with `role_of`."""
    own = rights(role_of)
    return {
        table: {action.removeprefix("dynamodb:") for action, on in own if f"Records{table}" in on}
        for table in ("Jobs", "Videos", "Ads", "Admission", *also)
    }


def test_state_machine_may_complete_jobs_and_ads_and_call_the_stages() -> None:
    others = {action for action, on in rights("PipelineMachine") if "Records" not in on}

    assert tables("PipelineMachine") == {
        "Jobs": {"GetItem", "UpdateItem", "ConditionCheckItem"},
        "Videos": {"PutItem"},
        "Ads": {"UpdateItem"},
        "Admission": set(),
    }
    assert {action for action in others if not action.startswith(("logs:", "xray:"))} == {"lambda:InvokeFunction"}


def test_roles_query_only_the_indexes_of_their_work() -> None:
    for role, indexes in {
        "ApiRole": {
            "Jobs/index/by_owner",
            "Jobs/index/by_status",
            "Ads/index/by_owner",
            "Ads/index/by_status",
            "Videos/index/by_owner",
        },
        "WatchRole": {"Jobs/index/by_status", "Ads/index/by_status", "Videos/index/by_owner"},
        "AccountRole": {
            "Jobs/index/by_owner",
            "Ads/index/by_owner",
            "Videos/index/by_owner",
            "Accounts/index/by_status",
        },
    }.items():
        resources_of = " ".join(on for action, on in rights(role) if action == "dynamodb:Query")
        named = re.findall(r"Records(Jobs|Ads|Videos|Accounts)\w+\", \"Arn\"\]\}, \"(/index/[a-z_*]+)", resources_of)
        assert {"".join(parts) for parts in named} == indexes


def test_the_api_may_write_jobs_and_ads_and_only_look_up_and_delete_videos() -> None:
    rows = {"GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query"}

    assert tables("ApiRole") == {
        "Jobs": rows,
        "Videos": {"GetItem", "DeleteItem", "Query"},
        "Ads": rows,
        "Admission": rows,
    }


@pytest.mark.parametrize(
    ("function_name", "secrets"),
    [
        ("PipelineScript", {"OpenAi", "Storage"}),
        ("PipelineTts", {"OpenAi", "Storage"}),
        ("PipelineCaptions", {"OpenAi", "Storage"}),
        ("PipelinePhotos", {"Storage"}),
        ("PipelineRender", {"Storage"}),
        ("PipelineUpload", {"Storage", "Publish"}),
        ("ApiRole", {"Storage"}),
        ("WatchRole", set()),
        ("NotifyRole", set()),
        ("AccountRole", {"Storage"}),
    ],
)
def test_a_function_reads_only_the_secrets_that_it_needs(function_name: str, secrets: set[str]) -> None:
    own = rights(function_name) or rights(function_name.replace("Function", "Api"))

    readable = " ".join(on for action, on in own if action == "secretsmanager:GetSecretValue")
    assert {name for name in ("OpenAi", "Storage", "Publish") if f'"Secrets{name}' in readable} == secrets


def test_stages_have_access_to_the_jobs_table_only() -> None:
    for stage in SIZES:
        tables = {
            (action, on) for action, on in rights(f"Pipeline{stage.capitalize()}") if action.startswith("dynamodb:")
        }
        assert {action for action, _ in tables} == {"dynamodb:GetItem", "dynamodb:UpdateItem"}
        assert all("RecordsJobs" in on for _, on in tables)


def test_only_the_voice_stage_may_call_polly() -> None:
    roles = {name for name in ("PipelineTts", "PipelineScript", "PipelineCaptions") if (SPEAK, '"*"') in rights(name)}

    assert roles == {"PipelineTts"}


def test_the_voice_stage_gets_its_providers_and_the_api_the_models() -> None:
    context = (("voiceOrder", "polly,speech"), ("speechBaseUrl", "https://voice.example.com/v1"))
    tts, api = (function(name, *context)["Environment"]["Variables"] for name in ("tts", "api"))

    assert tts["SPEECH_BASE_URL"] == "https://voice.example.com/v1"
    assert tts["VOICE_ORDER"] == api["VOICE_ORDER"] == "polly,speech"
    assert tts["POLLY_ENDPOINT"] == ""
    assert not {"OPENAI_SECRET_ARN", "SPEECH_BASE_URL"} & set(api)


def test_only_speech_tracing_and_log_delivery_have_wildcard_permissions() -> None:
    ours = [policy for name, policy in of_type("AWS::IAM::Policy", IMAGE).items() if not name.startswith(CDKS_OWN)]
    for policy in ours:
        for statement in policy["PolicyDocument"]["Statement"]:
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            if statement["Resource"] == "*":
                assert all(action.startswith(("xray:", "logs:")) or action in UNNAMED for action in actions)
            assert all(not action.endswith(":*") for action in actions)


def test_only_the_named_routes_are_open() -> None:
    routes = of_type("AWS::ApiGatewayV2::Route", IMAGE).values()

    opened = {route["RouteKey"] for route in routes if route.get("AuthorizationType", "NONE") == "NONE"}
    assert opened == {
        "GET /api/healthz", "GET /api/options", "GET /api/openapi.json", "GET /api/docs", "$default",
        "GET /api/voices/{voice}/preview", "GET /api/account/receipts/{receiptId}",
        "GET /api/ads", "GET /api/ads/{adId}", "GET /ads", "HEAD /ads", "GET /ads/{adId}", "HEAD /ads/{adId}",
        "POST /api/ads/{adId}/report",
    }  # fmt: skip
    assert {route["RouteKey"] for route in routes} - opened == {
        "GET /api/{proxy+}", "POST /api/{proxy+}", "PATCH /api/{proxy+}", "DELETE /api/{proxy+}", "GET /api/ads/mine",
    }  # fmt: skip


def test_secrets_are_created_empty_and_never_passed_as_variables() -> None:
    for secret in of_type("AWS::SecretsManager::Secret", IMAGE).values():
        template = json.loads(secret["GenerateSecretString"]["SecretStringTemplate"])
        assert set(template.values()) == {""}
    for properties in functions(IMAGE).values():
        assert not {"OPENAI_API_KEY", "R2_SECRET_ACCESS_KEY"} & set(properties["Environment"]["Variables"])


def test_functions_know_every_setting_by_its_name() -> None:
    for context in (IMAGE, ("packaging", "zip")):
        for properties in functions(context).values():
            of_the_runtime = {*ONE_THREAD, "POWERTOOLS_SERVICE_NAME", "CODE_DIR", "LAMBDA_PYTHON"}
            names = set(properties["Environment"]["Variables"]) - of_the_runtime
            assert {name.lower() for name in names} <= set(Settings.model_fields)


def test_the_api_logs_every_request_without_its_path() -> None:
    (stage,) = of_type("AWS::ApiGatewayV2::Stage", IMAGE).values()

    line = json.loads(stage["AccessLogSettings"]["Format"])
    assert {"requestId", "status", "route", "ip"} <= set(line)
    assert "$context.path" not in line.values()


@pytest.mark.parametrize(("origins", "allowed"), [("", None), ("https://shop.example", ["https://shop.example"])])
def test_only_named_origins_may_call_the_api(origins: str, allowed: list[str] | None) -> None:
    (api,) = of_type("AWS::ApiGatewayV2::Api", IMAGE, ("webOrigins", origins)).values()

    assert (api.get("CorsConfiguration") or {}).get("AllowOrigins") == allowed


def test_pages_of_named_origins_may_send_every_method_and_header_of_the_api() -> None:
    (api,) = of_type("AWS::ApiGatewayV2::Api", IMAGE, ("webOrigins", "https://shop.example")).values()
    routes = of_type("AWS::ApiGatewayV2::Route", IMAGE).values()
    cors = api["CorsConfiguration"]

    methods = {route["RouteKey"].split()[0] for route in routes} - {"$default", "HEAD"}
    assert set(cors["AllowMethods"]) == methods
    assert {"authorization", "content-type", "idempotency-key", "if-none-match"} == set(cors["AllowHeaders"])
    assert {"etag", "location", "retry-after"} == set(cors["ExposeHeaders"])
    assert not cors.get("AllowCredentials")


def rule_named(start: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The rule whose logical id starts with `start`, and its one target."""
    (rule,) = (properties for name, properties in of_type("AWS::Events::Rule", IMAGE).items() if name.startswith(start))
    (target,) = rule["Targets"]
    return rule, target


def event_targets() -> list[Any]:
    """The functions that EventBridge may invoke."""
    permissions = of_type("AWS::Lambda::Permission", IMAGE).values()
    return [
        properties["FunctionName"] for properties in permissions if properties["Principal"] == "events.amazonaws.com"
    ]


def test_models_are_checked_every_day_without_a_job() -> None:
    rule, target = rule_named("ApiDailyModelCheck")
    (live,) = (name for name in of_type("AWS::Lambda::Alias", IMAGE) if name.startswith("ApiLive"))

    assert (rule["ScheduleExpression"], rule["State"]) == ("rate(1 day)", "ENABLED")
    assert target["Arn"] == {"Ref": live}
    assert json.loads(target["Input"]) == sample("api-watch")
    assert target["Arn"] in event_targets()


def test_the_watch_is_invoked_for_every_ended_execution_and_every_minute() -> None:
    (watch,) = (name for name in of_type(FUNCTIONS, IMAGE) if name.startswith("WatchFunction"))
    (machine,) = of_type("AWS::StepFunctions::StateMachine", IMAGE)
    ends, end_target = rule_named("WatchExecutionEnds")
    sweep, sweep_target = rule_named("WatchSweep")

    assert ends["EventPattern"] == {
        "source": ["aws.states"],
        "detail-type": ["Step Functions Execution Status Change"],
        "detail": {"stateMachineArn": [{"Ref": machine}], "status": ["SUCCEEDED", "FAILED", "ABORTED", "TIMED_OUT"]},
    }
    assert (sweep["ScheduleExpression"], sweep["State"]) == ("rate(1 minute)", "ENABLED")
    assert end_target["Arn"] == sweep_target["Arn"] == {"Fn::GetAtt": [watch, "Arn"]}
    assert end_target["Arn"] in event_targets()


def test_the_api_answers_in_time_although_storage_hangs() -> None:
    """Canceling deletes files, and its answer holds the script."""
    one_try_s = REQUEST_TIMEOUTS.connect_s + REQUEST_TIMEOUTS.read_s
    script_s = REQUEST_TIMEOUTS.attempts * (one_try_s + 1) - 1

    assert WITHDRAW_WITHIN_S + script_s < function("api")["Timeout"]


def test_the_watch_may_only_end_jobs_and_ads_start_and_read_executions_and_withdraw_files() -> None:
    others = {action for action, on in rights("WatchRole") if "Records" not in on}

    assert tables("WatchRole") == {
        "Jobs": {"GetItem", "UpdateItem", "Query", "DeleteItem"},
        "Videos": {"GetItem", "DeleteItem", "Query"},
        "Ads": {"GetItem", "UpdateItem", "Query"},
        "Admission": {"GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query"},
    }
    assert {action for action in others if not action.startswith(("xray:", "logs:"))} == {
        "states:DescribeExecution",
        "lambda:InvokeFunction",
        "states:StartExecution",
        "sqs:SendMessage",
    }


def test_the_account_function_deletes_what_sellers_have_and_reads_no_secret_of_others() -> None:
    (pool,) = of_type("AWS::Cognito::UserPool", IMAGE)
    others = [(action, on) for action, on in rights("AccountRole") if "Records" not in on]

    assert tables("AccountRole", "Webhooks", "Deliveries", "Accounts", "Admission") == {
        "Jobs": {"GetItem", "UpdateItem", "DeleteItem", "Query"},
        "Videos": {"GetItem", "DeleteItem", "Query"},
        "Ads": {"GetItem", "DeleteItem", "Query"},
        "Webhooks": {"Query", "DeleteItem"},
        "Deliveries": {"Query", "DeleteItem"},
        "Accounts": {"UpdateItem", "Query"},
        "Admission": {"Query", "DeleteItem"},
    }
    assert {action for action, _ in others if not action.startswith(("xray:", "logs:"))} == {
        "cognito-idp:AdminDeleteUser", "lambda:InvokeFunction", "secretsmanager:GetSecretValue", "sqs:SendMessage",
        "states:StopExecution",
    }  # fmt: skip
    assert [on for action, on in others if action.startswith("cognito-idp:")] == [
        json.dumps({"Fn::GetAtt": [pool, "Arn"]})
    ]


def test_only_the_account_function_may_delete_users() -> None:
    policies = of_type("AWS::IAM::Policy", IMAGE)

    assert [name.startswith("Account") for name, policy in policies.items() if "cognito-idp:" in str(policy)] == [True]


def test_closed_accounts_are_swept_every_minute_in_passes_that_fit_the_functions_time() -> None:
    rule, target = rule_named("AccountSweep")

    assert (rule["ScheduleExpression"], rule["State"]) == ("rate(1 minute)", "ENABLED")
    assert target["Arn"] in event_targets()
    assert function("account")["Timeout"] <= PASS_TIME.total_seconds()


def test_notify_follows_the_changes_of_jobs_and_ads_and_loses_none() -> None:
    mappings = of_type("AWS::Lambda::EventSourceMapping", IMAGE).values()
    streams = [mapping for mapping in mappings if "StartingPosition" in mapping]

    tables = of_type("AWS::DynamoDB::Table", IMAGE)
    with_stream = {name: table for name, table in tables.items() if "StreamSpecification" in table}
    assert sorted(name.startswith("RecordsJobs") for name in with_stream) == [False, True]
    assert any(name.startswith("RecordsAds") for name in with_stream)
    for table in with_stream.values():
        assert table["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert {mapping["EventSourceArn"]["Fn::GetAtt"][0] for mapping in streams} == set(with_stream)
    for mapping in streams:
        assert mapping["StartingPosition"] == "TRIM_HORIZON"
        assert mapping["BisectBatchOnFunctionError"]
        assert "MaximumRetryAttempts" not in mapping  # until the record leaves the stream
        assert "DeadLetters" in json.dumps(mapping["DestinationConfig"]["OnFailure"])


def test_messages_to_webhooks_can_wait_for_hours_in_their_queue() -> None:
    (queue,) = (each for name, each in of_type("AWS::SQS::Queue", IMAGE).items() if name.startswith("NotifyDeliveries"))
    (mapping,) = (
        each for each in of_type("AWS::Lambda::EventSourceMapping", IMAGE).values() if "StartingPosition" not in each
    )

    assert queue["VisibilityTimeout"] >= 6 * function("notify")["Timeout"]
    assert queue["MessageRetentionPeriod"] > sum(RETRIES_S) * (1 + JITTER)
    assert queue["RedrivePolicy"]["maxReceiveCount"] > len(RETRIES_S) + 1
    assert queue["SqsManagedSseEnabled"]
    assert mapping["BatchSize"] == 1
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_notify_reads_streams_and_writes_the_log_only() -> None:
    own = tables("NotifyRole", "Webhooks", "Deliveries")
    read_stream = {"DescribeStream", "GetRecords", "GetShardIterator"}

    assert own == {
        "Jobs": read_stream,
        "Videos": set(),
        "Ads": read_stream,
        "Admission": set(),
        "Webhooks": {"GetItem", "UpdateItem", "Query"},
        "Deliveries": {"GetItem", "PutItem", "UpdateItem"},
    }
    others = {action for action, on in rights("NotifyRole") if "Records" not in on}
    assert {action for action in others if not action.startswith(("xray:", "logs:", "sqs:"))} == {
        "dynamodb:ListStreams"
    }


def test_webhooks_lead_to_public_addresses_on_aws() -> None:
    assert function("notify")["Environment"]["Variables"]["WEBHOOK_LOOPBACK"] == "false"
    with pytest.raises(ValidationError, match="webhookLoopback"):
        Deployment.model_validate({**EXAMPLES, "webhookLoopback": True})


def test_the_api_takes_as_many_requests_as_the_setting_says() -> None:
    (stage,) = of_type("AWS::ApiGatewayV2::Stage", IMAGE, ("requestsPerSecond", "7")).values()

    assert stage["DefaultRouteSettings"]["ThrottlingRateLimit"] == 7
    assert stage["DefaultRouteSettings"]["ThrottlingBurstLimit"] == 14


def test_limits_reach_the_api_and_the_watch_by_their_settings() -> None:
    context = (("maxExecutions", "3"), ("sellerSpendUsdPerDay", "0.5"))

    for name in ("api", "watch"):
        variables = function(name, *context)["Environment"]["Variables"]
        assert (variables["MAX_EXECUTIONS"], variables["SELLER_SPEND_USD_PER_DAY"]) == ("3", "0.5")


def test_the_functions_have_the_architecture_of_the_setting() -> None:
    assert function("tts", ("architecture", "arm64"))["Architectures"] == ["arm64"]


def test_a_new_version_of_the_api_is_tried_on_a_tenth_of_the_requests_if_the_setting_says_so() -> None:
    canary = ("canary", "true")
    (name,) = (name for name in resources(IMAGE, canary) if name.startswith("ApiLive"))
    (group,) = of_type("AWS::CodeDeploy::DeploymentGroup", IMAGE, canary).values()

    policy = resources(IMAGE, canary)[name]["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
    assert policy["DeploymentGroupName"]["Ref"].startswith("ApiRollout")
    assert group["DeploymentConfigName"] == "CodeDeployDefault.LambdaCanary10Percent5Minutes"
    assert set(group["AutoRollbackConfiguration"]["Events"]) >= {"DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_FAILURE"}
    assert len(group["AlarmConfiguration"]["Alarms"]) == 2
    assert of_type("AWS::CodeDeploy::DeploymentGroup", IMAGE) == {}


def test_requests_go_to_the_live_version_of_the_api() -> None:
    (integration,) = of_type("AWS::ApiGatewayV2::Integration", IMAGE).values()

    assert integration["IntegrationUri"]["Ref"].startswith("ApiLive")


def test_instances_that_are_always_started_are_those_that_answer_drafts() -> None:
    aliases = of_type("AWS::Lambda::Alias", IMAGE, ("provisionedConcurrency", "2"))

    started = {name for name, alias in aliases.items() if "ProvisionedConcurrencyConfig" in alias}
    assert {name.partition("Live")[0] for name in started} == {"Api", "PipelineScript"}
    assert all("ProvisionedConcurrencyConfig" not in each for each in of_type("AWS::Lambda::Alias", IMAGE).values())
