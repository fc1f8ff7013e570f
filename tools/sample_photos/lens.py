"""The camera's lens, the invented Haldigon 45 mm f/2.8: its axis is +Z of its parent, z=0 the camera's front."""

import math

import materials as m
from bpy.types import Object
from geometry import barrel_text, box, circle, disc, dome, gear, lathe, mesh, prism, ring, ring_text
from mathutils import Matrix
from paint import Paint


def build(root: Object, p: Paint) -> None:
    at = {"parent": root}
    disc("throat", 2.5, -0.05, 0.12, p.chrome, bevel=0.05, **at)
    disc("flange", 2.2, 0.0, 0.3, p.bright, bevel=0.07, **at)
    disc("distance ring", 2.08, 0.25, 0.85, p.chrome, bevel=0.03, **at)
    feet = ["∞", "20", "10", "7", "5", "4", "3.5"]
    angles = [math.radians(150 - 20 * i) for i in range(7)]
    barrel_text(feet, 2.081, 0.55, 0.3, p.ink, root, angles)
    grip = gear(2.3, 14, 0.14)
    prism("focus ring", grip, 0.85, 1.5, p.black, bevel=0.07, **at)
    _knurl(2.31, 0.95, 1.4, p, root)
    ring("depth scale", circle(1.98), 1.12, 1.45, 1.95, p.chrome, bevel=0.03, **at)
    for i in range(-4, 5):
        mark = Matrix.Rotation(math.radians(90 + 11 * i), 4, "Z")
        box("tick", (0.01, 0.025, 0.22), (1.98, 0, 1.68), p.red if i == 0 else p.ink, parent=root, matrix=mark)
    ring("aperture ring", gear(1.98, 90, 0.045), 1.12, 1.98, 2.25, p.chrome, bevel=0.01, segments=1, **at)
    ring("aperture scale", circle(1.86), 1.12, 2.2, 2.6, p.chrome, bevel=0.03, **at)
    stops = ["22", "16", "11", "8", "5.6", "4", "2.8"]
    barrel_text(stops, 1.861, 2.42, 0.25, p.ink, root, [math.radians(30 + 20 * i) for i in range(7)])
    lathe(
        "front barrel", [(1.8, 2.5), (1.8, 3.0), (1.75, 3.06), (1.66, 3.06), (1.62, 3.0), (1.62, 2.9)], p.chrome, **at
    )
    lathe("bezel", [(1.63, 2.88), (1.08, 2.82), (1.04, 2.76)], p.black, **at)
    line = "HALDEN OPTIK  1:2.8 / 45    HALDIGON  Nr. 90417   "
    for i, char in enumerate(line):
        ring_text([char], 1.34, 2.865, 0.235, p.white, root, start=2.6 - math.tau * i / len(line))
    _glass(root, p)


def _knurl(radius: float, low: float, high: float, p: Paint, root: Object) -> None:
    """Fine ribs on the fourteen lobes of the focus ring."""
    for lobe in range(14):
        for rib in range(6):
            angle = 2 * math.pi * (lobe + 0.04 + 0.42 * rib / 5) / 14
            box(
                "focus knurl",
                (0.05, 0.055, high - low),
                (radius - 0.02, 0, (low + high) / 2),
                p.black,
                bevel=0.015,
                segments=1,
                parent=root,
                matrix=Matrix.Rotation(angle, 4, "Z"),
            )


def _glass(root: Object, p: Paint) -> None:
    at = {"parent": root}
    lathe("front element", dome(1.06, 0.3, 2.62), p.violet, **at)
    steps = [(1.06, 2.7), (1.06, 2.5), (0.98, 2.5), (0.98, 2.3), (0.88, 2.28), (0.88, 2.0), (0.74, 1.98), (0.74, 1.6)]
    lathe("baffles", steps, p.matt, **at)
    lathe("second element", dome(0.9, -0.2, 2.32), p.amber, **at)
    lathe("third element", dome(0.76, 0.26, 1.75), p.teal, **at)
    hole = circle(0.36, 7)
    rim = circle(0.9, 7)
    verts = [(x, y, 1.7) for x, y in hole] + [(x, y, 1.7) for x, y in rim]
    blades = [(i, 7 + i, 7 + (i + 1) % 7, (i + 1) % 7) for i in range(7)]
    mesh("iris", verts, blades, m.plain("iris", (0.05, 0.05, 0.055), 0.35, 0.8), **at)
    disc("depths", 0.9, 1.52, 1.6, p.matt, **at)
