"""Run the operators' command line: `python -m ops`.

The API's code that it runs writes logs and metrics to stdout, for Lambda; here stdout is for results.
"""

import os

os.environ |= {"POWERTOOLS_LOG_LEVEL": "CRITICAL", "POWERTOOLS_METRICS_DISABLED": "true"}

from ops.main import main

main()
