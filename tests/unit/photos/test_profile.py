"""Which profiles have nothing to do, and that a picture with one of those is not touched."""

import numpy as np
import pytest
from PIL import Image, ImageCms

from functions.photos.profile import LONGEST_BYTES, says_nothing, srgb
from testing.colorimetry import P3_PRIMARIES, Vector, srgb_decoded
from testing.profiles import cmyk_profile, rgb_profile

SRGB_PRIMARIES = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))


def srgb_curve(share: Vector) -> Vector:
    """sRGB's curve, up to the last bit of a 16-bit table."""
    return srgb_decoded(share * 255)


def test_srgb_profiles_of_two_makers_say_nothing() -> None:
    assert says_nothing(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    assert says_nothing(rgb_profile(SRGB_PRIMARIES, srgb_curve))


@pytest.mark.parametrize(
    "profile",
    [
        rgb_profile(P3_PRIMARIES, srgb_curve),
        rgb_profile(SRGB_PRIMARIES, lambda share: share**2.2),
        cmyk_profile(lambda inks: np.array([100.0 * (1 - inks[3]), 0, 0])),
        b"broken",
    ],
    ids=["other primaries", "another curve", "another space", "broken"],
)
def test_any_other_profile_is_heard(profile: bytes) -> None:
    assert not says_nothing(profile)


def test_a_picture_that_is_srgb_already_keeps_every_pixel() -> None:
    image = Image.effect_noise((64, 64), 80).convert("RGB")

    assert srgb(image, rgb_profile(SRGB_PRIMARIES, srgb_curve)).tobytes() == image.tobytes()


def test_grey_with_an_srgb_profile_becomes_the_same_grey() -> None:
    assert srgb(Image.new("L", (4, 4), 90), rgb_profile(SRGB_PRIMARIES, srgb_curve)).getpixel((0, 0)) == (90,) * 3


def test_no_long_profile_is_remembered() -> None:
    says_nothing.cache_clear()
    long = rgb_profile(SRGB_PRIMARIES, srgb_curve) + bytes(LONGEST_BYTES)

    srgb(Image.new("RGB", (4, 4), (90, 90, 90)), long)

    assert says_nothing.cache_info().currsize == 0
