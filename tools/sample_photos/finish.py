"""Turn the rendered PNGs into photos as a phone stores them: python finish.py IN_DIR [OUT_DIR]

Enlarges to camera resolution, adds lens shading and sensor grain, writes JPEG with EXIF. Needs
Pillow and numpy. The grain is seeded by the name, so a photo is the same on every run.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image, ImageCms, ImageFilter

QUALITY = 80
GRAIN = 0.65
"""Standard deviation of the grain, in steps of 8 bits; more costs file size."""
GRAIN_PX = 1.0
"""Blur of the grain: a real sensor's is not of single pixels, as colour is interpolated."""
SHADING = 0.09
"""How much darker the corners are."""
ROTATED_TO_SHOW = 6
"""EXIF orientation of a phone held upright: turn by 90 degrees clockwise to show."""
UPRIGHT = 1


@dataclass(frozen=True)
class Photo:
    """One photo; `turned` stores it as landscape pixels with an orientation, as phones do."""

    name: str
    size_px: tuple[int, int]
    taken: str
    turned: bool = False
    located: bool = False


PHOTOS = (
    Photo("01-front", (4032, 3024), "2024:05:11 10:12:31", located=True),
    Photo("02-above", (3024, 4032), "2024:05:11 10:14:02", turned=True, located=True),
    Photo("03-square", (3024, 3024), "2024:05:11 10:31:47"),
    Photo("04-dials", (4032, 2688), "2024:05:11 10:18:20"),
    Photo("05-back", (4032, 3024), "2024:05:11 10:22:55", located=True),
)


def developed(render: Image.Image, photo: Photo) -> Image.Image:
    """Enlarge, sharpen, shade the corners, add grain."""
    image = render.convert("RGB").resize(photo.size_px, Image.Resampling.LANCZOS)
    image = image.filter(ImageFilter.UnsharpMask(radius=3, percent=70, threshold=1))
    width, height = photo.size_px
    y, x = np.ogrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    shade = (1 - SHADING * ((x * x + y * y) / 2) ** 1.5).astype(np.float32)
    pixels = np.asarray(image, dtype=np.float32) * shade[:, :, None]
    return Image.fromarray(np.clip(pixels + grain(photo) + 0.5, 0, 255).astype(np.uint8))


def grain(photo: Photo) -> np.ndarray:
    """Luminance noise of the sensor, one layer for all three channels."""
    width, height = photo.size_px
    dice = np.random.default_rng(sum(photo.name.encode()))
    raw = np.clip(128 + 40 * dice.standard_normal((height, width), dtype=np.float32), 0, 255)
    soft = Image.fromarray(raw.astype(np.uint8)).filter(ImageFilter.GaussianBlur(GRAIN_PX))
    noise = np.asarray(soft, dtype=np.float32) - 128
    return (noise * (GRAIN / noise.std()))[:, :, None]


def metadata(photo: Photo) -> Image.Exif:
    """What a camera writes, invented; the place is the null island at 0, 0."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = "vidx samples", "path tracer"
    exif[ExifTags.Base.Orientation] = ROTATED_TO_SHOW if photo.turned else UPRIGHT
    exif[ExifTags.Base.DateTime] = photo.taken
    exif[ExifTags.Base.Copyright] = "CC0-1.0"
    shot = exif.get_ifd(ExifTags.IFD.Exif)
    shot[ExifTags.Base.DateTimeOriginal] = photo.taken
    shot[ExifTags.Base.ExposureTime], shot[ExifTags.Base.FNumber] = 1 / 60, 1.8
    shot[ExifTags.Base.ISOSpeedRatings], shot[ExifTags.Base.ColorSpace] = 100, 1
    if photo.located:
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLongitudeRef] = "N", "E"
        place[ExifTags.GPS.GPSLatitude] = place[ExifTags.GPS.GPSLongitude] = (0.0, 0.0, 3.6)
    return exif


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("output", type=Path, nargs="?", default=Path(__file__).parents[2] / "samples")
    options = parser.parse_args()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for photo in PHOTOS:
        source = options.source / f"{photo.name}.png"
        if not source.exists():
            continue
        image = developed(Image.open(source), photo)
        if photo.turned:
            image = image.transpose(Image.Transpose.ROTATE_90)
        target = options.output / f"{photo.name}.jpg"
        image.save(target, quality=QUALITY, optimize=True, exif=metadata(photo), icc_profile=profile)


if __name__ == "__main__":
    main()
