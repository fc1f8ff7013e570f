"""Mesh helpers for the sample scenes: prisms, lathes, gears and engraved text.

One Blender unit is one centimetre. Every function returns a new object whose local +Z is the
axis of the shape; `parent` places it in its parent's space. Hard edges get a bevel, because an
edge without a highlight is what gives a render away.
"""

import math

import bpy
from mathutils import Matrix

Point = tuple[float, float]
HARD_EDGE = math.radians(35)


def empty(name, parent=None, matrix=None):
    """An invisible parent that moves or turns a group of objects."""
    obj = bpy.data.objects.new(name, None)
    return _place(obj, parent, matrix)


def mesh(name, verts, faces, material, parent=None, matrix=None, bevel=0.0, segments=3):
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


def prism(name, outline, low, high, material, **place):
    """`outline` (counter-clockwise, in XY) extruded from z=`low` to z=`high`."""
    n = len(outline)
    verts = [(x, y, low) for x, y in outline] + [(x, y, high) for x, y in outline]
    faces = [tuple(reversed(range(n))), tuple(range(n, 2 * n))]
    faces += [(i, (i + 1) % n, n + (i + 1) % n, n + i) for i in range(n)]
    return mesh(name, verts, faces, material, **place)


def box(name, size, centre, material, **place):
    """An axis-aligned box."""
    sx, sy, sz = size
    cx, cy, cz = centre
    outline = [(cx - sx / 2, cy - sy / 2), (cx + sx / 2, cy - sy / 2)]
    outline += [(cx + sx / 2, cy + sy / 2), (cx - sx / 2, cy + sy / 2)]
    return prism(name, outline, cz - sz / 2, cz + sz / 2, material, **place)


def lathe(name, profile, material, steps=96, **place):
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


def disc(name, radius, low, high, material, **place):
    """A closed cylinder."""
    return prism(name, circle(radius), low, high, material, **place)


def circle(radius, steps=96, centre=(0.0, 0.0)):
    """Outline of a circle."""
    return [
        (
            centre[0] + radius * math.cos(2 * math.pi * i / steps),
            centre[1] + radius * math.sin(2 * math.pi * i / steps),
        )
        for i in range(steps)
    ]


def gear(radius, teeth, depth):
    """Outline of a knurled ring: `teeth` trapezoids cut `depth` cm deep."""
    outline = []
    for i in range(teeth):
        for part, r in ((0.0, radius), (0.5, radius), (0.62, radius - depth), (0.88, radius - depth)):
            angle = 2 * math.pi * (i + part) / teeth
            outline.append((r * math.cos(angle), r * math.sin(angle)))
    return outline


def rounded(width, depth, radius, steps=20):
    """Outline of a rectangle with round corners, centred on the origin."""
    outline = []
    for quarter, (sx, sy) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        for i in range(steps + 1):
            angle = math.pi / 2 * (quarter + i / steps)
            x = sx * (width / 2 - radius) + radius * math.cos(angle)
            outline.append((x, sy * (depth / 2 - radius) + radius * math.sin(angle)))
    return outline


def dome(radius, sag, base, steps=12):
    """Lathe profile of a spherical cap, rim first, `sag` cm high (negative: hollow)."""
    return [
        (radius * math.cos(t), base + sag * math.sin(t))
        for t in (math.pi / 2 * i / steps for i in range(steps + 1))
    ]


def text(name, body, size, matrix, material, parent=None, font=None, spacing=1.0):
    """Paint-thin lettering in the XY plane of `matrix`, centred."""
    curve = bpy.data.curves.new(name, "FONT")
    curve.body, curve.size, curve.extrude = body, size, 0.002
    curve.align_x, curve.align_y, curve.space_character = "CENTER", "CENTER", spacing
    if font:
        curve.font = font
    curve.materials.append(material)
    return _place(bpy.data.objects.new(name, curve), parent, matrix)


def ring_text(labels, radius, z, size, material, parent, inward=False, span=math.tau, start=0.0):
    """Labels lying flat around a circle; `inward` puts their feet towards the axis."""
    for i, label in enumerate(labels):
        angle = start - span * i / len(labels)
        turn = angle - math.pi / 2 if inward else angle + math.pi / 2
        at = Matrix.Translation((radius * math.cos(angle), radius * math.sin(angle), z))
        text(f"ring {label}", label, size, at @ Matrix.Rotation(turn, 4, "Z"), material, parent)


def barrel_text(labels, radius, z, size, material, parent, angles):
    """Labels on the outside of a cylinder, their tops towards +Z."""
    for label, angle in zip(labels, angles, strict=True):
        c, s = math.cos(angle), math.sin(angle)
        at = Matrix(
            ((-s, 0, c, radius * c), (c, 0, s, radius * s), (0, 1, 0, z), (0, 0, 0, 1))
        )
        text(f"barrel {label}", label, size, at, material, parent)


def _place(obj, parent, matrix):
    bpy.context.scene.collection.objects.link(obj)
    obj.parent = parent
    if matrix is not None:
        obj.matrix_local = matrix
    return obj
