"""`python -m cli`: the same as `vidx`."""

from cli.main import main

main()
