"""The construct behind every function: packaging, size, logs and published version."""

from typing import Final

from aws_cdk import Duration, IgnoreMode, RemovalPolicy, Size
from aws_cdk import aws_ecr_assets as ecr_assets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.settings import ROOT, Deployment

RETENTION: Final = {
    1: logs.RetentionDays.ONE_DAY,
    3: logs.RetentionDays.THREE_DAYS,
    7: logs.RetentionDays.ONE_WEEK,
    14: logs.RetentionDays.TWO_WEEKS,
    30: logs.RetentionDays.ONE_MONTH,
    60: logs.RetentionDays.TWO_MONTHS,
    90: logs.RetentionDays.THREE_MONTHS,
    180: logs.RetentionDays.SIX_MONTHS,
    365: logs.RetentionDays.ONE_YEAR,
}
SHARED: Final = ("functions/Dockerfile", "functions/__init__.py", "layers/common/python/**")
EXTRAS: Final = {
    "photos": ("layers/ffmpeg/**",),
    "render": ("layers/ffmpeg/**", "layers/subpixel_resize/**", "layers/music/**"),
}
"""Further files in the images of some functions. Each of these has its own target in the Dockerfile."""
ONE_THREAD: Final = {"OPENBLAS_NUM_THREADS": "1"}
"""OpenBLAS, which numpy uses, starts one thread per processor, and each spins for a tenth of a second."""

ARCHITECTURES: Final = {"x86_64": lambda_.Architecture.X86_64, "arm64": lambda_.Architecture.ARM_64}
PLATFORMS: Final = {"x86_64": ecr_assets.Platform.LINUX_AMD64, "arm64": ecr_assets.Platform.LINUX_ARM64}
INCLUDED_DISK_MB: Final = 512
"""Disk space included in the price of every function, in MB."""
Packaged = tuple[lambda_.Code, lambda_.Runtime, str]
"""Code, runtime and handler of a function."""


def asset_exclude(name: str) -> list[str]:
    """Patterns, as in .dockerignore, that exclude everything but the function's own and the shared files."""
    included = (*SHARED, f"functions/{name}/**", *EXTRAS.get(name, ()))
    return ["*", *(f"!{path}" for path in included), "**/__pycache__", "**/*.pyc", "**/*.so"]


class LambdaFunction(Construct):
    """The function in `functions/<name>`, published as a version so that a deploy never changes a job in flight.

    Args:
        name: the function's folder.
        memory_mb: memory in MiB; CPU follows in proportion.
        timeout_s: longest run in seconds; the state machine's TimeoutSeconds for it must be larger.
        disk_mb: size of `/tmp` in MiB.
        environment: settings by the names in vidx/settings.py, upper case.
    """

    def __init__(
        self,
        scope: Construct,
        name: str,
        deployment: Deployment,
        memory_mb: int,
        timeout_s: int,
        environment: dict[str, str],
        disk_mb: int = INCLUDED_DISK_MB,
    ) -> None:
        super().__init__(scope, name.capitalize())
        self.name = name
        log_group = logs.LogGroup(
            self, "Logs", retention=RETENTION[deployment.log_retention_days], removal_policy=RemovalPolicy.DESTROY
        )
        code, runtime, handler = self._from_tree() if deployment.local else self._from_image(deployment)
        self.function = lambda_.Function(
            self,
            "Function",
            description=f"vidx: {name}",
            code=code,
            runtime=runtime,
            handler=handler,
            architecture=ARCHITECTURES[deployment.architecture],
            memory_size=memory_mb,
            ephemeral_storage_size=Size.mebibytes(disk_mb) if disk_mb != INCLUDED_DISK_MB else None,
            timeout=Duration.seconds(timeout_s),
            environment={"POWERTOOLS_SERVICE_NAME": name, **ONE_THREAD, **environment},
            log_group=log_group,
            tracing=lambda_.Tracing.ACTIVE,
            current_version_options=lambda_.VersionOptions(removal_policy=RemovalPolicy.RETAIN),
        )
        if deployment.local:
            self.function.add_environment("CODE_DIR", str(deployment.code_dir))
            self.function.add_environment("LAMBDA_PYTHON", str(deployment.python))
            if deployment.image_roots:
                self.function.add_environment("IMAGE_ROOTS", str(deployment.image_roots))
        self.version = self.function.current_version

    @property
    def _handler(self) -> str:
        return f"functions.{self.name}.handler.lambda_handler"

    def _from_image(self, deployment: Deployment) -> Packaged:
        """An image of AWS's base for Python with this function's code alone, so that no other's change touches it."""
        code = lambda_.Code.from_asset_image(
            str(ROOT),
            file="functions/Dockerfile",
            target=self.name if self.name in EXTRAS else "worker",
            build_args={"FUNCTION": self.name},
            cmd=[self._handler],
            platform=PLATFORMS[deployment.architecture],
            exclude=asset_exclude(self.name),
            ignore_mode=IgnoreMode.DOCKER,
        )
        return code, lambda_.Runtime.FROM_IMAGE, lambda_.Handler.FROM_IMAGE

    def _from_tree(self) -> Packaged:
        """A zip of nothing but a `bootstrap`, which runs the handler from this working tree."""
        code = lambda_.Code.from_asset(str(ROOT / "local/runtime"), exclude=["*", "!bootstrap"])
        return code, lambda_.Runtime.PROVIDED_AL2023, self._handler
