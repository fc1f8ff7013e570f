"""Render the five sample photos as PNG: python render.py OUT_DIR [--only 2] [--scale 0.25]

Needs `pip install bpy==5.0.1` (Blender as a module, with its denoiser). A few minutes a
photo on two cores at the default scale. `finish.py` turns the PNGs into camera-like JPEGs.
"""

import argparse
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import backdrop
import bpy
import rangefinder
from mathutils import Matrix, Vector

DAYLIGHT = (1.0, 0.95, 0.88)
COOL = (0.86, 0.93, 1.0)
BOOKS = [(0.05, 0.09, 0.13), (0.42, 0.16, 0.07), (0.5, 0.43, 0.31)]


@dataclass(frozen=True)
class Shot:
    """One photo: how the scene is set, and where the photographer stands (cm, mm, f-number)."""

    name: str
    size_px: tuple[int, int]
    eye: tuple[float, float, float]
    look_at: tuple[float, float, float]
    focus: tuple[float, float, float]
    lens_mm: float
    f_number: float
    exposure: float
    scene: Callable[[], None]


def turned(degrees: float, at: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> Matrix:
    """A pose on the table."""
    return Matrix.Translation(at) @ Matrix.Rotation(math.radians(degrees), 4, "Z")


def by_the_window() -> None:
    backdrop.table()
    backdrop.wall(62, (0.56, 0.53, 0.48))
    backdrop.books((17, 21), 0.18, BOOKS)
    backdrop.plant((-17, 30))
    backdrop.window((-75, -12, 52), (0, 0, 4), 130_000, DAYLIGHT)
    backdrop.card((60, -50, 40), (0, 0, 4), (60, 60), 16_000, COOL)
    backdrop.room(0.55)
    rangefinder.build(turned(18))


def from_above() -> None:
    backdrop.table()
    backdrop.window((-60, 45, 60), (0, 0, 4), 150_000, DAYLIGHT)
    backdrop.card((70, -20, 60), (0, 0, 4), (60, 60), 18_000, COOL)
    backdrop.room(0.55)
    rangefinder.build(turned(-14))
    backdrop.film((6.0, -12.0, 0), 0.35, lying=True)
    backdrop.lens_cap((-5.4, -9.4, 0), 0.5)


def on_linen() -> None:
    backdrop.cloth((0.46, 0.43, 0.39))
    backdrop.window((-70, -40, 60), (0, 0, 4), 120_000, DAYLIGHT)
    backdrop.card((65, -35, 45), (0, 0, 4), (70, 70), 34_000, COOL)
    backdrop.card((0, -10, 95), (0, 0, 0), (70, 50), 26_000)
    backdrop.room(0.6)
    rangefinder.build(turned(0))


def dials() -> None:
    backdrop.table()
    backdrop.wall(75, (0.5, 0.48, 0.45))
    backdrop.mug((-13, -26), (0.16, 0.22, 0.26))
    backdrop.window((-65, 30, 50), (0, 0, 4), 120_000, DAYLIGHT)
    backdrop.card((50, 45, 45), (0, 0, 4), (50, 50), 16_000, COOL)
    backdrop.room(0.55)
    rangefinder.build(turned(0))


def from_behind() -> None:
    backdrop.table()
    backdrop.wall(58, (0.36, 0.4, 0.4))
    backdrop.case((-13, 15), 0.35)
    backdrop.mug((19, 24), (0.5, 0.46, 0.4))
    backdrop.window((75, -14, 52), (0, 0, 4), 130_000, DAYLIGHT)
    backdrop.card((-60, -45, 40), (0, 0, 4), (60, 60), 16_000, COOL)
    backdrop.room(0.55)
    rangefinder.build(turned(180 - 16))
    backdrop.film((9.2, -7.2, 0), -0.1)


SHOTS = (
    Shot("01-front", (4032, 3024), (-12, -41, 15), (0.9, 0, 4.0), (-1, -3.4, 3.5), 66, 16, 0.35, by_the_window),
    Shot("02-above", (3024, 4032), (3, -32, 35.5), (0, -1.8, 2), (0, -1, 5.5), 62, 18, 0.3, from_above),
    Shot("03-square", (3024, 3024), (0, -62, 12), (0, 0, 3.9), (0, -4.4, 3.2), 112, 16, 0.4, on_linen),
    Shot("04-dials", (4032, 2688), (-9, 15.5, 19), (-2.0, -0.2, 6.6), (-2.6, 0.3, 7.5), 62, 11, 0.3, dials),
    Shot("05-back", (4032, 3024), (9, -42, 19), (2.0, 0, 3.2), (0, -2, 5), 62, 14, 0.3, from_behind),
)


def render(shot: Shot, out: Path, scale: float, samples: int, limit_s: float) -> None:
    """Build the scene afresh and write one PNG."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    shot.scene()
    scene = bpy.context.scene
    scene.camera = _camera(shot)
    scene.render.engine = "CYCLES"
    scene.cycles.samples, scene.cycles.use_adaptive_sampling = samples, True
    scene.cycles.time_limit = limit_s
    scene.cycles.adaptive_threshold = 0.04
    scene.cycles.use_denoising, scene.cycles.denoiser = True, "OPENIMAGEDENOISE"
    scene.cycles.max_bounces, scene.cycles.transparent_max_bounces = 5, 12
    scene.cycles.caustics_reflective = scene.cycles.caustics_refractive = False
    scene.cycles.sample_clamp_indirect = 8.0
    scene.view_settings.view_transform = "AgX"
    scene.view_settings.look = "AgX - Medium High Contrast"
    scene.view_settings.exposure = shot.exposure
    scene.render.resolution_x, scene.render.resolution_y = (round(n * scale) for n in shot.size_px)
    scene.render.filepath = str(out / f"{shot.name}.png")
    bpy.ops.render.render(write_still=True)


def _camera(shot: Shot) -> bpy.types.Object:
    data = bpy.data.cameras.new("photographer")
    obj = bpy.data.objects.new("photographer", data)
    bpy.context.scene.collection.objects.link(obj)
    eye = Vector(shot.eye)
    obj.location = eye
    obj.rotation_euler = (Vector(shot.look_at) - eye).to_track_quat("-Z", "Y").to_euler()
    data.lens, data.clip_end = shot.lens_mm, 5000
    data.dof.use_dof = True
    forward = (Vector(shot.look_at) - eye).normalized()
    data.dof.focus_distance = (Vector(shot.focus) - eye).dot(forward)
    # Blender takes the unit for a metre; ours is a centimetre.
    data.dof.aperture_fstop, data.dof.aperture_blades = shot.f_number / 100, 8
    return obj


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", type=int, help="number of the one shot to render")
    parser.add_argument("--scale", type=float, default=0.4, help="of the photo's size")
    parser.add_argument("--samples", type=int, default=40)
    parser.add_argument("--limit", type=float, default=0.0, help="seconds a photo at most; 0: none")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for number, shot in enumerate(SHOTS, 1):
        if args.only in (None, number):
            render(shot, args.out, args.scale, args.samples, args.limit)


if __name__ == "__main__":
    main()
