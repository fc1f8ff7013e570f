"""The stages and the state machine that runs them."""

from typing import Final, NamedTuple

from aws_cdk import ArnFormat, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.acknowledge import acknowledge, logical_id
from infra.data import Records, Secrets
from infra.function import ANY_RESOURCE, LambdaFunction, log_group_of
from infra.settings import ROOT, Deployment
from vidx.admission.limits import AdmissionLimits

DEFINITION: Final = ROOT / "statemachine.asl.json"


class Size(NamedTuple):
    memory_mb: int
    timeout_s: int
    disk_mb: int = 512
    """Of `/tmp`; 512 MiB are free."""


SIZES: Final[dict[str, Size]] = {
    "script": Size(512, 75),
    "photos": Size(1769, 840),
    "tts": Size(512, 180),
    "captions": Size(1769, 150),
    "render": Size(0, 600, 2048),
    "upload": Size(512, 120),
}
"""1769 MiB is one whole vCPU; render's memory is the deployment's choice. On its disk lie up to ten working clips of
60 MB, the pictures and the video (docs/limits.md)."""
MODEL_STAGES: Final = ("script", "tts", "captions")
"""Stages that call a model: they get the key of OpenAI, and alarms on models that shut down or fail."""


class Pipeline(Construct):
    def __init__(self, scope: Construct, deployment: Deployment, records: Records, secrets: Secrets) -> None:
        super().__init__(scope, "Pipeline")
        self._deployment, self._records, self._secrets = deployment, records, secrets
        self.stages = {name: self._stage(name) for name in SIZES}
        for name in MODEL_STAGES:
            secrets.grant(secrets.openai, self.stages[name].function)
        # Polly has no resources to name but pronunciation lexicons, of which we use none:
        # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpolly.html
        speak = iam.PolicyStatement(actions=["polly:SynthesizeSpeech"], resources=["*"])
        self.stages["tts"].function.add_to_role_policy(speak)
        secrets.grant(secrets.publish, self.stages["upload"].function)
        self.machine = self._machine()

    def _stage(self, name: str) -> LambdaFunction:
        memory_mb = self._deployment.render_memory_mb if name == "render" else SIZES[name].memory_mb
        size = SIZES[name]
        environment = self._environment(name)
        stage = LambdaFunction(
            self,
            name,
            self._deployment,
            memory_mb,
            size.timeout_s,
            environment,
            disk_mb=size.disk_mb,
        )
        self._records.grant(stage.function, self._records.jobs, "GetItem", "UpdateItem")
        self._secrets.grant(self._secrets.storage, stage.function)
        return stage

    def _environment(self, name: str) -> dict[str, str]:
        deployment = self._deployment
        openai = {"OPENAI_SECRET_ARN": self._secrets.openai.secret_arn, "OPENAI_BASE_URL": deployment.openai_base_url}
        own: dict[str, dict[str, str]] = {
            "script": {
                **models_environment(deployment, "SCRIPT_MODEL", "MODERATION_MODEL"),
                **guard_environment(deployment),
                "MODERATION": str(deployment.moderation).lower(),
                "MODERATION_BASE_URL": deployment.moderation_base_url,
                "MODERATION_REFUSE": deployment.moderation_refuse,
                "MODERATION_REVIEW": deployment.moderation_review,
            },
            "tts": {
                **models_environment(deployment, "VOICE_ORDER", "SPEECH_MODEL", "REALTIME_MODEL", "POLLY_ENGINE"),
                "SPEECH_BASE_URL": deployment.speech_base_url,
                "POLLY_ENDPOINT": deployment.polly_endpoint,
            },
            "captions": {
                **models_environment(deployment, "CAPTIONS_ORDER", "TRANSCRIPTION_MODEL"),
                "TRANSCRIPTION_BASE_URL": deployment.transcription_base_url,
            },
            "photos": self._local_media("FFMPEG_BIN"),
            "render": {
                "FRAME_SCALE": f"{deployment.frame_scale:g}",
                "FFMPEG_STALL_S": f"{deployment.ffmpeg_stall_s:g}",
                **self._local_media("FFMPEG_BIN", "FONTS_DIR", "MUSIC_DIR"),
            },
            "upload": {
                "PUBLIC_BUCKET": deployment.public_bucket,
                "PUBLIC_BASE_URL": deployment.public_base_url,
                "PUBLISH_SECRET_ARN": self._secrets.publish.secret_arn,
            },
        }
        return {
            **storage_environment(deployment, self._secrets),
            **self._records.environment(self._records.jobs),
            **(openai if name in MODEL_STAGES else {}),
            **own.get(name, {}),
        }

    def _local_media(self, *names: str) -> dict[str, str]:
        """Where a function finds what its image holds under /opt, when there is no image."""
        deployment = self._deployment
        if not deployment.local:
            return {}
        paths = {
            "FFMPEG_BIN": deployment.ffmpeg_bin,
            "FONTS_DIR": deployment.fonts_dir,
            "MUSIC_DIR": deployment.music_dir,
        }
        return {name: str(paths[name]) for name in names}

    def _machine(self) -> sfn.StateMachine:
        versions = {f"{name.capitalize()}Function": stage.version.function_arn for name, stage in self.stages.items()}
        records = self._records
        tables = {
            "JobsTable": records.jobs.table_name,
            "VideosTable": records.videos.table_name,
            "AdsTable": records.ads.table_name,
        }
        log_group = log_group_of(self, self._deployment)
        machine = sfn.StateMachine(
            self,
            "Machine",
            definition_body=sfn.DefinitionBody.from_string(DEFINITION.read_text(encoding="utf-8")),
            definition_substitutions=versions | tables,
            tracing_enabled=True,
            logs=sfn.LogOptions(destination=log_group, level=sfn.LogLevel.ALL, include_execution_data=True),
        )
        for stage in self.stages.values():
            stage.grant_invoke(machine)
        acknowledge(machine, "X-Ray and log delivery have no resources to name.", ANY_RESOURCE)
        records.grant(machine, records.jobs, "GetItem", "UpdateItem", "ConditionCheckItem")
        records.grant(machine, records.videos, "PutItem")
        records.grant(machine, records.ads, "UpdateItem")
        return machine


def grant_executions(machine: sfn.StateMachine, grantee: lambda_.Function, *actions: str) -> None:
    """Allow actions on the executions of the state machine.

    Args:
        actions: names of Step Functions actions without `states:`.
    """
    stack = Stack.of(machine)
    arn = stack.format_arn(
        service="states",
        resource="execution",
        resource_name=f"{machine.state_machine_name}:*",
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
    )
    statement = iam.PolicyStatement(actions=[f"states:{action}" for action in actions], resources=[arn])
    grantee.add_to_role_policy(statement)
    acknowledge(
        grantee.role or grantee,
        "Executions have the names of jobs.",
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:"
        f"<{logical_id(machine)}.Name>:*]",
    )


def storage_environment(deployment: Deployment, secrets: Secrets) -> dict[str, str]:
    return {
        "WORK_BUCKET": deployment.work_bucket,
        "STORAGE_ENDPOINT": deployment.storage_endpoint,
        "STORAGE_SECRET_ARN": secrets.storage.secret_arn,
    }


def admission_environment(deployment: Deployment, records: Records) -> dict[str, str]:
    """Return the limits: for the functions that start executions and settle what they cost."""
    limits = {name.upper(): f"{getattr(deployment, name):.12g}" for name in AdmissionLimits.model_fields}
    return records.environment(records.admission) | limits


def guard_environment(deployment: Deployment) -> dict[str, str]:
    """Return what scripts may say: for the script stage, and for the API, which checks a seller's own script."""
    return {"CONTACT_DETAILS": str(deployment.contact_details).lower()}


def models_environment(deployment: Deployment, *names: str) -> dict[str, str]:
    """Return the settings of the models: for the stages that call them, and for the API, which reports them."""
    models = {
        "SCRIPT_MODEL": deployment.script_model,
        "VOICE_ORDER": deployment.voice_order,
        "SPEECH_MODEL": deployment.speech_model,
        "REALTIME_MODEL": deployment.realtime_model,
        "POLLY_ENGINE": deployment.polly_engine,
        "CAPTIONS_ORDER": deployment.captions_order,
        "TRANSCRIPTION_MODEL": deployment.transcription_model,
        "MODERATION_MODEL": deployment.moderation_model,
    }
    return {name: model for name, model in models.items() if not names or name in names}
