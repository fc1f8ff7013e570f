"""`python -m local up|down|status|logs`."""

import sys

from local.main import main

sys.exit(main())
