"""The best seconds of a clip, from numbers and from pictures."""

import pytest
from PIL import Image, ImageFilter

from functions.photos.best_seconds import (
    BEST_LENGTH_S,
    MAX_WORKING_CLIP_S,
    SAMPLES_PER_S,
    FrameSampler,
    Sample,
    best_excerpt,
    score,
)

GOOD = Sample(quality=4.0, change=4.0)


def seconds(count: float, sample: Sample) -> list[Sample]:
    return [sample] * round(count * SAMPLES_PER_S)


@pytest.mark.parametrize(
    "worse",
    [
        Sample(quality=2.0, change=4.0),
        Sample(quality=4.0, change=0.0),
        Sample(quality=4.0, change=60.0),
    ],
    ids=["blurred or dark", "still", "swinging"],
)
def test_the_good_seconds_are_found_wherever_they_are(worse: Sample) -> None:
    excerpt = best_excerpt([*seconds(9, worse), *seconds(BEST_LENGTH_S, GOOD), *seconds(8, worse)], 20)

    assert excerpt.start_s + excerpt.best_s == pytest.approx(9)
    assert excerpt.length_s == MAX_WORKING_CLIP_S


def test_a_shaking_hand_is_worse_than_a_steady_one() -> None:
    shaking = [Sample(4.0, 1.0 if n % 2 else 15.0) for n in range(15)]

    assert score(shaking) < score([Sample(4.0, 8.0)] * 15)


def test_of_equals_the_first_is_taken() -> None:
    excerpt = best_excerpt(seconds(30, GOOD), 30)

    assert (excerpt.start_s, excerpt.best_s) == (0, 0)


@pytest.mark.parametrize("duration_s", [2.0, 2.9, 5.0, 12.0, 60.0])
@pytest.mark.parametrize("at", [0.0, 0.5, 1.0])
def test_the_moment_lies_within_the_clip(duration_s: float, at: float) -> None:
    samples = seconds(duration_s, Sample(1.0, 4.0))
    middle = int((len(samples) - 1) * at)
    samples[middle] = GOOD

    excerpt = best_excerpt(samples, duration_s)

    assert excerpt.start_s >= 0
    assert excerpt.start_s + excerpt.length_s <= duration_s + 1e-9
    assert 0 <= excerpt.best_s <= excerpt.length_s


def sampled(*pictures: Image.Image) -> list[Sample]:
    sampler = FrameSampler(pictures[0].size)
    for image in pictures:
        sampler.add(image.tobytes())
    return sampler.samples


def test_a_sharp_well_lit_picture_looks_better() -> None:
    sharp = Image.effect_noise((90, 160), 60)
    blurred = sharp.filter(ImageFilter.GaussianBlur(3))
    dark = sharp.point(lambda value: value // 6)

    qualities = [sample.quality for sample in sampled(sharp, blurred, dark)]

    assert qualities[0] > 1.5 * qualities[1]
    assert qualities[0] > 1.5 * qualities[2]


def test_movement_shows_as_change() -> None:
    first = Image.effect_noise((90, 160), 60)

    changes = [sample.change for sample in sampled(first, first, first.transpose(Image.Transpose.ROTATE_180))]

    assert changes[:2] == [0, 0]
    assert changes[2] > 20
