"""Runs MiniStack without Nagle's algorithm, by the interpreter of its own environment.

Its Lambda Runtime API sends a response's headers and body separately. With Nagle's algorithm the body waits until the
client acknowledges the headers, which takes 40 ms, on every call of a function.
"""

import socketserver
import sys

from ministack.app import main

if __name__ == "__main__":
    socketserver.StreamRequestHandler.disable_nagle_algorithm = True
    sys.exit(main())
