"""Where the product stands: an oak table by a window, a plaster wall, and things people own."""

import math
import random
from collections.abc import Sequence

import bpy
import materials as m
from bpy.types import Object
from geometry import Point, Vec, box, disc, empty, lathe, mesh, prism, rounded, text
from mathutils import Matrix, Vector


def table(front: float = -40.0, back: float = 34.0, plank: float = 11.5) -> None:
    """Oak planks whose top is z=0."""
    wood = m.oak("oak", (0.105, 0.05, 0.022), (0.25, 0.132, 0.06), (0.39, 0.235, 0.12))
    y, i = front, 0
    while y < back:
        at = Matrix.Translation((17.0 * (i % 3 - 1), y + plank / 2, 0))
        box(f"plank {i}", (260, plank - 0.06, 3), (0, 0, -1.5), wood, bevel=0.1, matrix=at)
        y, i = y + plank, i + 1


def cloth(rgb: Vec) -> None:
    """A tablecloth that rises into a backdrop without an edge."""
    run = [(-90.0, 0.0), (10.0, 0.0)]
    run += [(10 + 24 * math.sin(t), 24 - 24 * math.cos(t)) for t in (math.pi / 2 * i / 24 for i in range(1, 25))]
    run.append((34.0, 140.0))
    verts = [(x, y, z) for x in (-160.0, 160.0) for y, z in run]
    n = len(run)
    faces = [(i, n + i, n + i + 1, i + 1) for i in range(n - 1)]
    mesh("cloth", verts, faces, m.linen("linen", rgb))


def wall(y: float, rgb: Vec) -> None:
    """A painted wall behind the table."""
    box("wall", (600, 4, 300), (0, y + 2, 60), m.plaster("plaster", rgb))


def window(
    at: Vec, towards: Vec, power: float, rgb: Vec, size: Point = (26.0, 30.0), rows: int = 3, columns: int = 2
) -> None:
    """A window of `rows` x `columns` panes, one soft light each; `power` is the sum."""
    turn = (Vector(towards) - Vector(at)).to_track_quat("-Z", "Y").to_matrix().to_4x4()
    root = empty("window", matrix=Matrix.Translation(at) @ turn)
    width, height = size
    for row in range(rows):
        for column in range(columns):
            x = (column - (columns - 1) / 2) * (width + 3)
            y = (row - (rows - 1) / 2) * (height + 3)
            _area("pane", (width, height), power / rows / columns, rgb, root, (x, y, 0))


def card(at: Vec, towards: Vec, size: Point, power: float, rgb: Vec = (1, 1, 1)) -> None:
    """A white reflector card, as one large dim light."""
    turn = (Vector(towards) - Vector(at)).to_track_quat("-Z", "Y").to_matrix().to_4x4()
    _area("card", size, power, rgb, empty("card", matrix=Matrix.Translation(at) @ turn), (0, 0, 0))


def _area(name: str, size: Point, power: float, rgb: Vec, parent: Object, at: Vec) -> None:
    light = bpy.data.lights.new(name, "AREA")
    light.shape, light.size, light.size_y = "RECTANGLE", *size
    light.energy, light.color = power, rgb
    obj = bpy.data.objects.new(name, light)
    bpy.context.scene.collection.objects.link(obj)
    obj.parent, obj.location = parent, at


def room(strength: float = 1.0) -> None:
    """World light: a dark floor, mid walls, a pale ceiling; chrome needs something to mirror."""
    world = bpy.data.worlds.new("room")
    bpy.context.scene.world = world
    world.use_nodes = True
    tree = world.node_tree
    shade = tree.nodes["Background"]
    shade.inputs["Strength"].default_value = strength
    source = tree.nodes.new("ShaderNodeTexCoord")
    split = tree.nodes.new("ShaderNodeSeparateXYZ")
    ramp = tree.nodes.new("ShaderNodeValToRGB")
    height = tree.nodes.new("ShaderNodeMapRange")
    height.inputs["From Min"].default_value = -1.0
    stops = [
        (0.0, (0.07, 0.05, 0.035)),
        (0.46, (0.12, 0.1, 0.085)),
        (0.55, (0.3, 0.28, 0.26)),
        (0.72, (0.36, 0.35, 0.33)),
        (0.8, (0.52, 0.51, 0.5)),
    ]
    while len(ramp.color_ramp.elements) < len(stops):
        ramp.color_ramp.elements.new(0.5)
    for element, (position, rgb) in zip(ramp.color_ramp.elements, stops, strict=True):
        element.position, element.color = position, (*rgb, 1)
    links = tree.links
    links.new(source.outputs["Generated"], split.inputs[0])
    links.new(split.outputs["Z"], height.inputs["Value"])
    links.new(height.outputs["Result"], ramp.inputs["Fac"])
    links.new(ramp.outputs["Color"], shade.inputs["Color"])


def books(at: Vec, turn: float, covers: Sequence[Vec]) -> None:
    """A stack of cloth-bound books, bottom first; `covers` are RGB."""
    dice, z = random.Random(7), 0.0
    paper = m.plain("paper", (0.74, 0.69, 0.58), 0.9)
    for i, rgb in enumerate(covers):
        thick, wide, deep = dice.uniform(2.2, 3.4), 23 - 1.6 * i, 16.5 - 0.9 * i
        angle = turn + dice.uniform(-0.12, 0.12)
        root = empty("book", matrix=Matrix.Translation((*at, z)) @ Matrix.Rotation(angle, 4, "Z"))
        skin = m.linen(f"cover {i}", rgb)
        for low in (0.0, thick - 0.3):
            box("board", (wide, deep, 0.3), (0, 0, low + 0.15), skin, bevel=0.1, parent=root)
        box("spine", (wide, 0.35, thick), (0, -deep / 2, thick / 2), skin, bevel=0.12, parent=root)
        box("pages", (wide - 0.8, deep - 0.7, thick - 0.6), (0, 0.1, thick / 2), paper, parent=root)
        z += thick


def mug(at: Vec, rgb: Vec) -> None:
    """A stoneware mug with coffee in it."""
    clay = m.plain("glaze", rgb, 0.22, Coat_Weight=0.4)
    root = empty("mug", matrix=Matrix.Translation((*at, 0)))
    lathe(
        "mug",
        [(0, 0.3), (3.4, 0.2), (3.7, 0), (4.0, 0.5), (4.1, 8.4), (4.0, 8.6), (3.85, 8.4), (3.8, 1.0), (0, 0.8)],
        clay,
        parent=root,
    )
    disc("coffee", 3.83, 1, 6.9, m.plain("coffee", (0.03, 0.013, 0.006), 0.08), parent=root)
    ring = [(2.6 + 0.45 * math.cos(t), 0.65 * math.sin(t)) for t in (2 * math.pi * i / 16 for i in range(17))]
    grip = Matrix.Translation((4.1, 0, 4.6)) @ Matrix.Rotation(math.pi / 2, 4, "X")
    lathe("handle", ring, clay, parent=root, matrix=grip)


def plant(at: Vec, seed: int = 3) -> None:
    """A vase of eucalyptus; only ever seen out of focus."""
    dice = random.Random(seed)
    vase = m.plain("vase", (0.62, 0.57, 0.5), 0.5)
    root = empty("plant", matrix=Matrix.Translation((*at, 0)))
    lathe(
        "vase",
        [(0, 0), (3.6, 0), (4.8, 2.5), (5.2, 6), (4.2, 10), (2.4, 13), (2.6, 14.5), (2.3, 14.4), (2.1, 12)],
        vase,
        parent=root,
    )
    greens = [
        m.plain(f"leaf {i}", rgb, 0.55)
        for i, rgb in enumerate(((0.07, 0.13, 0.08), (0.1, 0.18, 0.11), (0.15, 0.22, 0.14)))
    ]
    for _ in range(11):
        lean, around, length = dice.uniform(0.08, 0.6), dice.uniform(0, math.tau), dice.uniform(14, 26)
        stem = Matrix.Translation((0, 0, 13)) @ Matrix.Rotation(around, 4, "Z")
        stem = stem @ Matrix.Rotation(lean, 4, "Y")
        disc("stem", 0.13, -2, length, greens[0], parent=root, matrix=stem)
        for k in range(int(length / 1.6)):
            leaf = stem @ Matrix.Translation((0, 0, 2 + 1.6 * k)) @ Matrix.Rotation(2.4 * k, 4, "Z")
            leaf = leaf @ Matrix.Rotation(dice.uniform(0.3, 1.0), 4, "Y")
            leaf = leaf @ Matrix.Translation((1.5, 0, 0)) @ Matrix.Diagonal((1.5, 1.15, 1, 1))
            lathe("leaf", [(0, 0.12), (0.6, 0.03), (1.0, 0.0)], dice.choice(greens), 20, parent=root, matrix=leaf)


def film(at: Vec, turn: float, lying: bool = False) -> None:
    """A cartridge of 35 mm film with its leader out; brand invented."""
    pose = Matrix.Translation(at) @ Matrix.Rotation(turn, 4, "Z")
    if lying:
        pose = pose @ Matrix.Translation((0, 0, 1.28)) @ Matrix.Rotation(-math.pi / 2, 4, "X")
    root = empty("film", matrix=pose)
    black = m.plain("film plastic", (0.012, 0.012, 0.012), 0.35)
    ochre = m.plain("film label", (0.75, 0.33, 0.03), 0.35, Coat_Weight=0.4)
    disc("can", 1.22, 0.15, 4.45, ochre, parent=root)
    for low in (0.0, 4.35):
        disc("cap", 1.28, low, low + 0.28, black, bevel=0.06, parent=root)
    disc("spool", 0.55, 4.4, 5.1, black, bevel=0.08, parent=root)
    ink = m.plain("film ink", (0.03, 0.02, 0.02), 0.5)
    for z, line, size in ((3.1, "SOLARA", 0.44), (2.2, "200", 0.7), (1.3, "36 EXP", 0.28)):
        for i, char in enumerate(line):
            angle = -math.pi / 2 + (i - (len(line) - 1) / 2) * size * 0.6
            c, s = math.cos(angle), math.sin(angle)
            face = Matrix(((-s, 0, c, 1.222 * c), (c, 0, s, 1.222 * s), (0, 1, 0, z), (0, 0, 0, 1)))
            text("label", char, size, face, ink, root)
    strip = m.plain("film base", (0.055, 0.035, 0.03), 0.2)
    path = [(1.2 + 6.0 * t, -0.4 + 1.55 * t * t) for t in (i / 24 for i in range(25))]
    outline = [(x, y) for x, y in path] + [(x, y + 0.03) for x, y in reversed(path)]
    prism("leader", outline, 0.55, 4.05, strip, parent=root)


def lens_cap(at: Vec, lean: float) -> None:
    """The push-on lens cap, lying on the table."""
    root = empty("cap", matrix=Matrix.Translation(at) @ Matrix.Rotation(lean, 4, "Z"))
    metal = m.satin_metal("cap metal", (0.7, 0.68, 0.66), 0.26)
    disc("cap wall", 1.98, 0, 0.85, metal, bevel=0.1, parent=root)
    disc("cap face", 1.6, 0.8, 0.862, m.plain("cap black", (0.012,) * 3, 0.35), parent=root)
    ink = m.plain("cap text", (0.8, 0.79, 0.75))
    text("cap text", "HALDEN", 0.52, Matrix.Translation((0, 0, 0.864)), ink, root)


def case(at: Vec, turn: float) -> None:
    """The half case of brown leather, lying behind the camera."""
    root = empty("case", matrix=Matrix.Translation((*at, 0)) @ Matrix.Rotation(turn, 4, "Z"))
    hide = m.leatherette("hide", (0.16, 0.065, 0.025))
    prism("case", rounded(15, 5, 1.9), 0, 6.2, hide, bevel=0.4, parent=root)
    prism("case lid", rounded(15.3, 5.3, 2.0), 5.8, 8.6, hide, bevel=0.9, parent=root)
    stud = Matrix.Translation((0, -2.65, 5.6)) @ Matrix.Rotation(math.pi / 2, 4, "X")
    disc("stud", 0.5, -0.1, 0.25, m.satin_metal("brass", (0.75, 0.55, 0.28), 0.25), bevel=0.1, parent=root, matrix=stud)
