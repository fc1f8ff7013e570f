"""Packages lose what no function uses, and nothing else."""

from pathlib import Path

from layers.packages.trim import trim

KEPT = (
    "botocore/data/s3/2006-03-01/service-2.json.gz",
    "botocore/data/partitions.json",
    "numpy/__init__.py",
    "numpy-2.5.0.dist-info/licenses/LICENSE.txt",
    "numpy/testing/__init__.py",
    "cv2/cv2.abi3.so",
)
REMOVED = (
    "bin/openai",
    "boto3/data/s3/2006-03-01/resources-1.json",
    "boto3/examples/s3.rst",
    "botocore/data/ec2/2016-11-15/service-2.json.gz",
    "cv2/__init__.pyi",
    "cv2/data/haarcascade_eye.xml",
    "numpy/_core/include/numpy/arrayobject.h",
    "numpy/__pycache__/a.pyc",
    "numpy/tests/test_all.py",
    "numpy/tests/tests/data.bin",
)


def test_only_what_no_function_uses_is_removed(tmp_path: Path) -> None:
    for name in (*KEPT, *REMOVED):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(bytes(10))

    removed_bytes = trim(tmp_path)

    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert files == set(KEPT)
    assert removed_bytes == 10 * len(REMOVED)
