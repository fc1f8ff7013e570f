"""The six stages and the state machine that runs them."""

from typing import Final, NamedTuple

from aws_cdk import RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from infra.data import Records, Secrets
from infra.function import RETENTION, LambdaFunction
from infra.settings import ROOT, Deployment

DEFINITION: Final = ROOT / "statemachine.asl.json"


class Size(NamedTuple):
    memory_mb: int
    timeout_s: int
    disk_mb: int = 512
    """Of `/tmp`; 512 MiB are free."""


SIZES: Final[dict[str, Size]] = {
    "script": Size(512, 75),
    "photos": Size(1769, 420),
    "tts": Size(512, 180),
    "captions": Size(1769, 150),
    "render": Size(0, 600, 2048),
    "upload": Size(512, 120),
}
"""1769 MiB is one whole vCPU; render's memory is the deployment's choice. On its disk lie up to ten working clips of
60 MB, the pictures and the video (docs/limits.md)."""


class Pipeline(Construct):
    def __init__(self, scope: Construct, deployment: Deployment, records: Records, secrets: Secrets) -> None:
        super().__init__(scope, "Pipeline")
        self._deployment, self._records, self._secrets = deployment, records, secrets
        self.stages = {name: self._stage(name) for name in SIZES}
        for name in ("script", "tts", "captions"):
            secrets.grant("OpenAi", self.stages[name].function)
        # Polly has no resources to name but pronunciation lexicons, of which we use none:
        # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonpolly.html
        speak = iam.PolicyStatement(actions=["polly:SynthesizeSpeech"], resources=["*"])
        self.stages["tts"].function.add_to_role_policy(speak)
        secrets.grant("Publish", self.stages["upload"].function)
        self.machine = self._machine()

    def _stage(self, name: str) -> LambdaFunction:
        memory_mb = self._deployment.render_memory_mb if name == "render" else SIZES[name].memory_mb
        size = SIZES[name]
        environment = self._environment(name)
        stage = LambdaFunction(
            self, name, self._deployment, memory_mb, size.timeout_s, environment, disk_mb=size.disk_mb
        )
        self._records.jobs.grant(stage.function, "dynamodb:GetItem", "dynamodb:UpdateItem")
        self._secrets.grant("Storage", stage.function)
        return stage

    def _environment(self, name: str) -> dict[str, str]:
        chosen = self._deployment
        openai = {"OPENAI_SECRET_ARN": self._secrets.openai.secret_arn, "OPENAI_BASE_URL": chosen.openai_base_url}
        own = {
            "script": {**openai, **models_environment(chosen, "SCRIPT_MODEL"), **guard_environment(chosen)},
            "tts": {
                **openai,
                **models_environment(chosen, "VOICE_ORDER", "SPEECH_MODEL", "REALTIME_MODEL", "POLLY_ENGINE"),
                "SPEECH_BASE_URL": chosen.speech_base_url,
                "POLLY_ENDPOINT": chosen.polly_endpoint,
            },
            "captions": {
                **openai,
                **models_environment(chosen, "CAPTIONS_ORDER", "TRANSCRIPTION_MODEL"),
                "TRANSCRIPTION_BASE_URL": chosen.transcription_base_url,
            },
            "photos": self._local_media("FFMPEG_BIN"),
            "render": {
                "FRAME_SCALE": f"{chosen.frame_scale:g}",
                **self._local_media("FFMPEG_BIN", "FONTS_DIR", "MUSIC_DIR"),
            },
            "upload": {
                "PUBLIC_BUCKET": chosen.public_bucket,
                "PUBLIC_BASE_URL": chosen.public_base_url,
                "PUBLISH_SECRET_ARN": self._secrets.publish.secret_arn,
            },
        }
        return {**storage_environment(chosen, self._secrets), **jobs_environment(self._records), **own.get(name, {})}

    def _local_media(self, *names: str) -> dict[str, str]:
        """Where a function finds what its image holds under /opt, when there is no image."""
        chosen = self._deployment
        if not chosen.local:
            return {}
        found = {"FFMPEG_BIN": chosen.ffmpeg_bin, "FONTS_DIR": chosen.fonts_dir, "MUSIC_DIR": chosen.music_dir}
        return {name: str(found[name]) for name in names}

    def _machine(self) -> sfn.StateMachine:
        versions = {f"{name.capitalize()}Function": stage.version.function_arn for name, stage in self.stages.items()}
        records = self._records
        tables = {
            "JobsTable": records.jobs.table_name,
            "VideosTable": records.videos.table_name,
            "AdsTable": records.ads.table_name,
        }
        log_group = logs.LogGroup(
            self,
            "Logs",
            retention=RETENTION[self._deployment.log_retention_days],
            removal_policy=RemovalPolicy.DESTROY,
        )
        machine = sfn.StateMachine(
            self,
            "Machine",
            definition_body=sfn.DefinitionBody.from_string(DEFINITION.read_text(encoding="utf-8")),
            definition_substitutions=versions | tables,
            tracing_enabled=True,
            logs=sfn.LogOptions(destination=log_group, level=sfn.LogLevel.ALL, include_execution_data=True),
        )
        for stage in self.stages.values():
            stage.version.grant_invoke(machine)
        records.jobs.grant(machine, "dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem")
        records.videos.grant(machine, "dynamodb:PutItem")
        records.ads.grant(machine, "dynamodb:UpdateItem")
        return machine


def storage_environment(chosen: Deployment, secrets: Secrets) -> dict[str, str]:
    return {
        "WORK_BUCKET": chosen.work_bucket,
        "STORAGE_ENDPOINT": chosen.storage_endpoint,
        "STORAGE_SECRET_ARN": secrets.storage.secret_arn,
    }


def jobs_environment(records: Records) -> dict[str, str]:
    return {"JOBS_TABLE": records.jobs.table_name}


def guard_environment(chosen: Deployment) -> dict[str, str]:
    """What scripts may say, for those who write them and for the API, which checks a seller's own."""
    return {"CONTACT_DETAILS": str(chosen.contact_details).lower()}


def models_environment(chosen: Deployment, *names: str) -> dict[str, str]:
    """Which models the deployment uses, for those who ask them and for the API, which tells of them."""
    models = {
        "SCRIPT_MODEL": chosen.script_model,
        "VOICE_ORDER": chosen.voice_order,
        "SPEECH_MODEL": chosen.speech_model,
        "REALTIME_MODEL": chosen.realtime_model,
        "POLLY_ENGINE": chosen.polly_engine,
        "CAPTIONS_ORDER": chosen.captions_order,
        "TRANSCRIPTION_MODEL": chosen.transcription_model,
    }
    return {name: model for name, model in models.items() if not names or name in names}
