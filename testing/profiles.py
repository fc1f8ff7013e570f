"""ICC profiles written by hand (ICC.1:2001-04), so that what they mean is known without a profile engine."""

import struct
from collections.abc import Callable, Sequence

import numpy as np

from testing.colorimetry import D50, Vector, adapted, to_xyz

STEPS = 1024
GRID = 9
"""Nodes along each ink in a CMYK profile: inks of n/8 lie on a node and need no interpolation."""


def _tagged(kind: bytes, space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    table, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += struct.pack(">4sII", name, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = start + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02400000, kind, space, connection)
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28) + struct.pack(">3i", *_fixed(D50))
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _fixed(values: Sequence[float] | Vector) -> list[int]:
    return [round(float(value) * 65536) for value in values]


def _text(kind: bytes) -> bytes:
    name = b"vidx test\0"
    if kind == b"text":
        return b"text\0\0\0\0" + name
    return b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(4 + 4 + 2 + 1 + 67)


def _xyz(values: Sequence[float] | Vector) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *_fixed(values))


def rgb_profile(primaries: Sequence[tuple[float, float]], decode: Callable[[Vector], Vector]) -> bytes:
    """A matrix profile; `decode` makes linear light (0…1) of encoded shares (0…1)."""
    matrix = adapted(to_xyz(primaries))
    codes = np.rint(decode(np.linspace(0, 1, STEPS)) * 65535).astype(">u2")
    curve = b"curv\0\0\0\0" + struct.pack(">I", STEPS) + codes.tobytes()
    tags = {b"desc": _text(b"desc"), b"cprt": _text(b"text"), b"wtpt": _xyz(D50)}
    tags |= {name: _xyz(matrix[:, n]) for n, name in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    return _tagged(b"mntr", b"RGB ", b"XYZ ", tags)


def cmyk_profile(lab_of: Callable[[Sequence[float]], Vector]) -> bytes:
    """A table profile of a press; `lab_of` tells the printed colour (L*a*b*, D50) of four inks (0…1)."""
    nodes = [n / (GRID - 1) for n in range(GRID)]
    colours = [lab_of((c, m, y, k)) for c in nodes for m in nodes for y in nodes for k in nodes]
    scaled = np.array(colours) * [652.8, 256, 256] + [0, 32768, 32768]
    linear = struct.pack(">2H", 0, 65535)
    table = b"mft2\0\0\0\0" + struct.pack(">4B", 4, 3, GRID, 0) + struct.pack(">9i", *_fixed(np.eye(3).ravel()))
    table += struct.pack(">2H", 2, 2) + linear * 4
    table += np.clip(np.rint(scaled), 0, 65535).astype(">u2").tobytes() + linear * 3
    tags = {b"desc": _text(b"desc"), b"cprt": _text(b"text"), b"wtpt": _xyz(D50), b"A2B0": table}
    return _tagged(b"prtr", b"CMYK", b"Lab ", tags)
