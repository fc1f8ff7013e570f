"""Remove from installed packages what no function uses: botocore's other services, tests, type stubs and C headers.

    python -m layers.packages.trim /opt/python

The image build runs this after pip. Sources stay, so that a traceback shows its lines, and licence texts stay.
"""

import shutil
import sys
from pathlib import Path
from typing import Final

SERVICES: Final = frozenset(
    {"acm", "cognito-idp", "dynamodb", "lambda", "polly", "s3", "secretsmanager", "sqs", "stepfunctions"}
)
"""botocore describes 400 services in 26 MB; these are the ones that `vidx.adapters` has clients of."""
UNUSED: Final = ("bin", "boto3/data", "boto3/examples", "cv2/data")
"""Commands, descriptions of boto3's resources, which we do not use, and models of a detector that we do not call."""
UNUSED_FOLDERS: Final = ("tests", "__pycache__")
UNUSED_FILES: Final = ("*.pyi", "*.pxd", "*.h", "*.c", "*.a")


def trim(packages: Path) -> int:
    """Trim the folder that pip installed into, and return the number of removed bytes."""
    before = size_of(packages)
    for folder in UNUSED:
        shutil.rmtree(packages / folder, ignore_errors=True)
    for service in (packages / "botocore/data").glob("*/"):
        if service.name not in SERVICES:
            shutil.rmtree(service)
    for path in [path for name in UNUSED_FOLDERS for path in packages.rglob(name) if path.is_dir()]:
        shutil.rmtree(path, ignore_errors=True)  # one may lie inside another
    for file in [path for pattern in UNUSED_FILES for path in packages.rglob(pattern)]:
        file.unlink()
    return before - size_of(packages)


def size_of(folder: Path) -> int:
    """Return the size of all files in a folder, in bytes."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


if __name__ == "__main__":
    print(f"removed {trim(Path(sys.argv[1])) / 1_000_000:.0f} MB that no function uses")
