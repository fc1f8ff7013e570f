"""The product: a 35 mm rangefinder camera, the invented Halden 35 M of 1962.

Front is -Y, up is +Z, the base stands on z=0; sizes follow a real camera of the type
(13.8 x 7.5 x 3.4 cm without lens).
"""

import math

import lens
from bpy.types import Material, Object
from geometry import Point, box, disc, empty, gear, lathe, prism, ring_text, rounded, text
from mathutils import Matrix
from paint import Paint

TO_FRONT = Matrix.Rotation(math.pi / 2, 4, "X")
LENS_AT = Matrix.Translation((-0.1, -1.62, 3.05)) @ TO_FRONT
SHOULDER = 6.75
TOP = 7.25
"""Heights of the top plate's two levels."""


def build(matrix: Matrix | None = None) -> Object:
    """Add the camera to the scene and return its root."""
    root, paint = empty("camera body", matrix=matrix), Paint()
    for part in PARTS:
        part(root, paint)
    lens.build(empty("lens", root, LENS_AT), paint)
    return root


def _body(root: Object, p: Paint) -> None:
    at = {"parent": root}
    prism("base plate", rounded(13.8, 3.3, 1.6), 0.0, 0.55, p.chrome, bevel=0.07, **at)
    prism("shell", rounded(13.66, 3.16, 1.55), 0.5, 5.2, p.skin, **at)
    prism("waist", rounded(13.8, 3.3, 1.6), 5.12, 5.22, p.chrome, bevel=0.04, **at)
    prism("top plate", rounded(13.8, 3.3, 1.6), 5.26, 6.75, p.chrome, bevel=0.12, **at)
    hump = empty("hump", root, Matrix.Translation((1.1, 0, 0)))
    prism("top step", rounded(8.2, 3.36, 0.4), 5.27, TOP, p.chrome, bevel=0.14, parent=hump)
    for x in (-6.95, 6.95):
        side = Matrix.Translation((x, 0, 5.75)) @ Matrix.Rotation(math.pi / 2, 4, "Y")
        disc("lug", 0.22, -0.22, 0.22, p.bright, bevel=0.05, parent=root, matrix=side)
        _loop("strap ring", 0.42, 0.065, p.bright, root, Matrix.Translation((x * 1.03, 0, 5.42)))


def _loop(name: str, radius: float, wire: float, material: Material, parent: Object, matrix: Matrix) -> None:
    """A ring of round wire in the YZ plane."""
    profile = [(radius + wire * math.cos(t), wire * math.sin(t)) for t in (2 * math.pi * i / 16 for i in range(17))]
    lathe(name, profile, material, parent=parent, matrix=matrix @ Matrix.Rotation(1.35, 4, "Y"))


def _speed_dial(root: Object, p: Paint) -> None:
    speed = empty("speed dial", root, Matrix.Translation((-2.1, 0.1, TOP)))
    disc("dial foot", 0.8, -0.1, 0.1, p.bright, bevel=0.03, parent=speed)
    prism("dial", gear(0.95, 60, 0.05), 0.08, 0.5, p.chrome, bevel=0.012, segments=1, parent=speed)
    disc("dial cap", 0.84, 0.3, 0.56, p.chrome, bevel=0.05, parent=speed)
    speeds = ["B", "1", "2", "4", "8", "15", "30", "60", "125", "250", "500"]
    ring_text(speeds, 0.64, 0.562, 0.235, p.ink, speed, start=2.2)
    disc("dial screw", 0.2, 0.4, 0.6, p.bright, bevel=0.03, parent=speed)


def _release(root: Object, p: Paint) -> None:
    release = empty("release", root, Matrix.Translation((-4.2, -0.35, SHOULDER)))
    lathe(
        "collar",
        [(0.75, 0), (0.7, 0.16), (0.52, 0.2), (0.5, 0.34), (0.36, 0.34), (0.34, 0.2)],
        p.bright,
        parent=release,
    )
    lathe("button", [(0.33, 0.1), (0.33, 0.4), (0.27, 0.47), (0.1, 0.44), (0.0, 0.36)], p.bright, parent=release)


def _advance(root: Object, p: Paint) -> None:
    hub = empty("advance", root, Matrix.Translation((-5.35, 0.15, SHOULDER)))
    disc("hub", 0.82, 0, 0.3, p.chrome, bevel=0.05, parent=hub)
    prism("lever", _lever(), 0.3, 0.48, p.chrome, bevel=0.05, parent=hub)
    disc("counter rim", 0.62, 0.45, 0.58, p.bright, bevel=0.04, parent=hub)
    disc("counter", 0.5, 0.5, 0.6, p.black, bevel=0.01, parent=hub)
    ring_text(["0", "6", "12", "18", "24", "30", "36"], 0.36, 0.601, 0.15, p.white, hub)


def _rewind(root: Object, p: Paint) -> None:
    crank = empty("rewind", root, Matrix.Translation((6.0 - 0.25, 0.05, SHOULDER)))
    disc("crank foot", 0.72, 0, 0.12, p.bright, bevel=0.03, parent=crank)
    prism("crank knob", gear(0.78, 44, 0.05), 0.12, 0.52, p.chrome, bevel=0.012, segments=1, parent=crank)
    disc("crank plate", 0.66, 0.4, 0.56, p.bright, bevel=0.04, parent=crank)
    fold = Matrix.Rotation(0.5, 4, "Z")
    box("crank arm", (1.15, 0.3, 0.12), (0.05, 0, 0.62), p.chrome, bevel=0.05, parent=crank, matrix=fold)
    disc(
        "crank pin",
        0.17,
        0.6,
        0.86,
        p.bright,
        bevel=0.05,
        parent=crank,
        matrix=fold @ Matrix.Translation((-0.42, 0, 0)),
    )


def _shoe(root: Object, p: Paint) -> None:
    shoe = empty("shoe", root, Matrix.Translation((1.0, 0.25, TOP)))
    box("shoe plate", (2.1, 1.9, 0.06), (0, 0, 0.03), p.bright, bevel=0.02, parent=shoe)
    for x in (-0.98, 0.98):
        box("shoe wall", (0.1, 1.9, 0.26), (x, 0, 0.13), p.bright, bevel=0.03, parent=shoe)
        box("shoe rail", (0.36, 1.9, 0.07), (x * 0.87, 0, 0.25), p.bright, bevel=0.03, parent=shoe)


def _engraving(root: Object, p: Paint) -> None:
    name = Matrix.Translation((3.75, 0.35, TOP + 0.001)) @ Matrix.Rotation(math.pi, 4, "Z")
    text("maker", "HALDEN", 0.42, name, p.ink, root, spacing=1.2)
    name = Matrix.Translation((3.75, 0.85, TOP + 0.001)) @ Matrix.Rotation(math.pi, 4, "Z")
    text("place", "Nr. 418 206", 0.24, name, p.ink, root, spacing=1.1)


def _lever() -> list[Point]:
    """Outline of the film advance lever: a disc with a curved tongue."""
    outer = [(0.8 * math.cos(t), 0.8 * math.sin(t)) for t in (math.radians(a) for a in range(100, 371, 10))]
    tongue = [(1.15, 0.62), (1.45, 0.95), (1.62, 1.3), (1.55, 1.5), (1.3, 1.5), (0.95, 1.25), (0.55, 1.0)]
    return outer + tongue


def _front(root: Object, p: Paint) -> None:
    def window(name: str, size: Point, x: float, glass: Material) -> None:
        width, height = size
        at = Matrix.Translation((x, -1.6, 6.3)) @ TO_FRONT
        prism(
            f"{name} frame",
            rounded(width + 0.32, height + 0.32, 0.14),
            0,
            0.14,
            p.bright,
            bevel=0.05,
            parent=root,
            matrix=at,
        )
        prism(f"{name} mask", rounded(width + 0.1, height + 0.1, 0.08), 0.1, 0.146, p.matt, parent=root, matrix=at)
        prism(name, rounded(width, height, 0.06), 0.1, 0.15, glass, bevel=0.01, parent=root, matrix=at)

    window("finder", (1.5, 0.95), 4.1, p.window)
    window("bright line window", (1.45, 0.6), 1.35, p.frost)
    window("range window", (0.55, 0.55), -1.3, p.window)
    plate = Matrix.Translation((-4.28, -1.652, 5.95)) @ TO_FRONT
    text("front name", "HALDEN 35 M", 0.34, plate, p.ink, root, spacing=1.12)


def _levers(root: Object, p: Paint) -> None:
    timer = Matrix.Translation((-4.55, -1.58, 4.35)) @ TO_FRONT
    disc("timer hub", 0.48, 0, 0.34, p.chrome, bevel=0.06, parent=root, matrix=timer)
    disc("timer cap", 0.3, 0.3, 0.42, p.bright, bevel=0.04, parent=root, matrix=timer)
    box(
        "timer arm",
        (0.42, 1.9, 0.16),
        (0, -0.85, 0.2),
        p.chrome,
        bevel=0.07,
        parent=root,
        matrix=timer @ Matrix.Rotation(0.06, 4, "Z"),
    )
    disc(
        "timer grip",
        0.32,
        0.1,
        0.34,
        p.chrome,
        bevel=0.07,
        parent=root,
        matrix=timer @ Matrix.Rotation(0.06, 4, "Z") @ Matrix.Translation((0, -1.8, 0)),
    )
    catch = Matrix.Translation((3.35, -1.58, 1.6)) @ TO_FRONT
    disc("lens catch", 0.34, 0, 0.3, p.bright, bevel=0.08, parent=root, matrix=catch)
    socket = Matrix.Translation((5.5, -1.58, 4.55)) @ TO_FRONT
    disc("flash socket", 0.3, 0, 0.12, p.bright, bevel=0.04, parent=root, matrix=socket)
    disc("flash hole", 0.17, 0.1, 0.125, p.matt, parent=root, matrix=socket)


def _back(root: Object, p: Paint) -> None:
    to_back = Matrix.Rotation(math.pi, 4, "Z") @ TO_FRONT
    eye = Matrix.Translation((4.35, 1.62, 6.2)) @ to_back
    disc("eyepiece", 0.62, 0, 0.3, p.chrome, bevel=0.06, parent=root, matrix=eye)
    disc("eyepiece ring", 0.5, 0.25, 0.34, p.matt, bevel=0.03, parent=root, matrix=eye)
    disc("eyepiece glass", 0.34, 0.3, 0.35, p.window, bevel=0.01, parent=root, matrix=eye)
    hinge = Matrix.Translation((6.2, 1.02, 0.6))
    disc("hinge", 0.14, 0, 4.5, p.bright, bevel=0.03, parent=root, matrix=hinge)
    dial = Matrix.Translation((-1.2, 1.57, 3.2)) @ to_back
    disc("film dial", 1.25, 0, 0.1, p.chrome, bevel=0.04, parent=root, matrix=dial)
    disc("film dial face", 1.05, 0.05, 0.12, p.black, bevel=0.02, parent=root, matrix=dial)
    disc("film dial cap", 0.55, 0.1, 0.2, p.bright, bevel=0.04, parent=root, matrix=dial)
    face = empty("film dial text", root, dial)
    ring_text(["25", "50", "100", "200", "400", "800"], 0.8, 0.122, 0.27, p.white, face, start=1.57)
    badge = Matrix.Translation((0, 1.683, 5.85)) @ to_back
    text("back line", "HALDEN KAMERAWERK", 0.28, badge, p.ink, root, spacing=1.15)


PARTS = (_body, _speed_dial, _release, _advance, _rewind, _shoe, _engraving, _front, _levers, _back)
