"""Mesh helpers for the sample scenes: prisms, lathes, gears and engraved text.

One Blender unit is one centimetre. Every function returns a new object whose local +Z is the
axis of the shape; `parent` places it in its parent's space. Hard edges get a bevel, because an
edge without a highlight is what gives a render away.
"""

import math
from collections.abc import Sequence
from typing import Any

import bpy
from bpy.types import Material, Object
from mathutils import Matrix

Point = tuple[float, float]
Outline = Sequence[Point]
Vec = Sequence[float]
HARD_EDGE = math.radians(35)


def empty(name: str, parent: Object | None = None, matrix: Matrix | None = None) -> Object:
    """An invisible parent that moves or turns a group of objects."""
    obj = bpy.data.objects.new(name, None)
    return _place(obj, parent, matrix)


def mesh(
    name: str,
    verts: Sequence[Sequence[float]],
    faces: Sequence[Sequence[int]],
    material: Material,
    parent: Object | None = None,
    matrix: Matrix | None = None,
    bevel: float = 0.0,
    segments: int = 3,
) -> Object:
    """A shaded mesh object; `bevel` in cm rounds every edge sharper than 35 degrees."""
    data = bpy.data.meshes.new(name)
    data.from_pydata(verts, [], faces)
    data.validate()
    data.shade_smooth()
    data.materials.append(material)
    if not bevel:
        data.set_sharp_from_angle(angle=HARD_EDGE)
    obj = _place(bpy.data.objects.new(name, data), parent, matrix)
    if bevel:
        mod = obj.modifiers.new("bevel", "BEVEL")
        mod.width, mod.segments, mod.limit_method = bevel, segments, "ANGLE"
        mod.angle_limit, mod.harden_normals = HARD_EDGE, True
    return obj


def prism(name: str, outline: Outline, low: float, high: float, material: Material, **place: Any) -> Object:
    """`outline` (counter-clockwise, in XY) extruded from z=`low` to z=`high`."""
    n = len(outline)
    verts = [(x, y, low) for x, y in outline] + [(x, y, high) for x, y in outline]
    faces = [tuple(reversed(range(n))), tuple(range(n, 2 * n))]
    faces += [(i, (i + 1) % n, n + (i + 1) % n, n + i) for i in range(n)]
    return mesh(name, verts, faces, material, **place)


def box(name: str, size: Vec, centre: Vec, material: Material, **place: Any) -> Object:
    """An axis-aligned box."""
    sx, sy, sz = size
    cx, cy, cz = centre
    outline = [(cx - sx / 2, cy - sy / 2), (cx + sx / 2, cy - sy / 2)]
    outline += [(cx + sx / 2, cy + sy / 2), (cx - sx / 2, cy + sy / 2)]
    return prism(name, outline, cz - sz / 2, cz + sz / 2, material, **place)


def lathe(name: str, profile: Outline, material: Material, steps: int = 96, **place: Any) -> Object:
    """Surface of revolution of `profile`, (radius, z) pairs listed from bottom to top."""
    verts, faces = [], []
    for i in range(steps):
        c, s = math.cos(2 * math.pi * i / steps), math.sin(2 * math.pi * i / steps)
        verts += [(r * c, r * s, z) for r, z in profile]
    n = len(profile)
    for i in range(steps):
        a, b = i * n, ((i + 1) % steps) * n
        faces += [(a + k, b + k, b + k + 1, a + k + 1) for k in range(n - 1)]
    return mesh(name, verts, faces, material, **place)


def ring(name: str, outline: Outline, hole: float, low: float, high: float, material: Material, **place: Any) -> Object:
    """A prism with a round hole of radius `hole`, open from end to end."""
    n = len(outline)
    inner = [(hole * x / math.hypot(x, y), hole * y / math.hypot(x, y)) for x, y in outline]
    verts = [(x, y, z) for z in (low, high) for loop in (outline, inner) for x, y in loop]
    faces = []
    for i in range(n):
        j = (i + 1) % n
        faces += [(i, j, 2 * n + j, 2 * n + i), (n + j, n + i, 3 * n + i, 3 * n + j)]
        faces += [(j, i, n + i, n + j), (2 * n + i, 2 * n + j, 3 * n + j, 3 * n + i)]
    return mesh(name, verts, faces, material, **place)


def disc(name: str, radius: float, low: float, high: float, material: Material, **place: Any) -> Object:
    """A closed cylinder."""
    return prism(name, circle(radius), low, high, material, **place)


def circle(radius: float, steps: int = 96, centre: Point = (0.0, 0.0)) -> list[Point]:
    """Outline of a circle."""
    return [
        (
            centre[0] + radius * math.cos(2 * math.pi * i / steps),
            centre[1] + radius * math.sin(2 * math.pi * i / steps),
        )
        for i in range(steps)
    ]


def gear(radius: float, teeth: int, depth: float) -> list[Point]:
    """Outline of a knurled ring: `teeth` trapezoids cut `depth` cm deep."""
    outline = []
    for i in range(teeth):
        for part, r in ((0.0, radius), (0.5, radius), (0.62, radius - depth), (0.88, radius - depth)):
            angle = 2 * math.pi * (i + part) / teeth
            outline.append((r * math.cos(angle), r * math.sin(angle)))
    return outline


def rounded(width: float, depth: float, radius: float, steps: int = 20) -> list[Point]:
    """Outline of a rectangle with round corners, centred on the origin."""
    outline = []
    for quarter, (sx, sy) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        for i in range(steps + 1):
            angle = math.pi / 2 * (quarter + i / steps)
            x = sx * (width / 2 - radius) + radius * math.cos(angle)
            outline.append((x, sy * (depth / 2 - radius) + radius * math.sin(angle)))
    return outline


def dome(radius: float, sag: float, base: float, steps: int = 12) -> list[Point]:
    """Lathe profile of a spherical cap, rim first, `sag` cm high (negative: hollow)."""
    return [
        (radius * math.cos(t), base + sag * math.sin(t)) for t in (math.pi / 2 * i / steps for i in range(steps + 1))
    ]


def text(
    name: str,
    body: str,
    size: float,
    matrix: Matrix,
    material: Material,
    parent: Object | None = None,
    spacing: float = 1.0,
) -> Object:
    """Paint-thin lettering in the XY plane of `matrix`, centred."""
    curve = bpy.data.curves.new(name, "FONT")
    curve.body, curve.size, curve.extrude = body, size, 0.002
    curve.align_x, curve.align_y, curve.space_character = "CENTER", "CENTER", spacing
    curve.materials.append(material)
    return _place(bpy.data.objects.new(name, curve), parent, matrix)


def ring_text(
    labels: Sequence[str], radius: float, z: float, size: float, material: Material, parent: Object, start: float = 0.0
) -> None:
    """Labels lying flat around a circle, clockwise, their feet towards the axis."""
    for i, label in enumerate(labels):
        angle = start - math.tau * i / len(labels)
        at = Matrix.Translation((radius * math.cos(angle), radius * math.sin(angle), z))
        text(f"ring {label}", label, size, at @ Matrix.Rotation(angle - math.pi / 2, 4, "Z"), material, parent)


def barrel_text(
    labels: Sequence[str],
    radius: float,
    z: float,
    size: float,
    material: Material,
    parent: Object,
    angles: Sequence[float],
) -> None:
    """Labels on the outside of a cylinder, their tops towards +Z."""
    for label, angle in zip(labels, angles, strict=True):
        c, s = math.cos(angle), math.sin(angle)
        at = Matrix(((-s, 0, c, radius * c), (c, 0, s, radius * s), (0, 1, 0, z), (0, 0, 0, 1)))
        text(f"barrel {label}", label, size, at, material, parent)


def _place(obj: Object, parent: Object | None, matrix: Matrix | None) -> Object:
    bpy.context.scene.collection.objects.link(obj)
    obj.parent = parent
    if matrix is not None:
        obj.matrix_local = matrix
    return obj
