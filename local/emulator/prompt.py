"""MiniStack with prompt answers, run by the interpreter of its own environment.

Its Lambda Runtime API sends an answer's head and body apart; by Nagle's algorithm the body then waits for the other
side's acknowledgement of the head, which is put off for 40 ms: on every call of a function.
"""

import socketserver
import sys

from ministack.app import main

if __name__ == "__main__":
    socketserver.StreamRequestHandler.disable_nagle_algorithm = True
    sys.exit(main())
