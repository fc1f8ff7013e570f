"""Finding the product in a photo."""

import cv2
import numpy as np

from functions.render.compositing.subject_detection import find_subject, lab
from testing.scenes import scene


def test_subjects_are_found_wherever_they_are() -> None:
    shares = []
    for seed in range(20):
        picture, thing = scene(seed, *((600, 800), (800, 600), (700, 700))[seed % 3])
        subject = find_subject(picture)
        assert subject is not None
        overlap = thing.within(subject)
        shares.append(overlap.width * overlap.height * subject.width * subject.height / (thing.width * thing.height))
    assert min(shares) >= 0.98


def test_a_scene_without_background_has_no_subject() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (24, 32, 3), np.uint8).repeat(20, axis=0).repeat(20, axis=1)

    assert find_subject(noise) is None
    assert find_subject(np.full((300, 400, 3), 90, np.uint8)) is None


def test_lab_agrees_with_opencv() -> None:
    picture = np.random.default_rng(0).integers(0, 256, (60, 60, 3), np.uint8)

    opencv = cv2.cvtColor(picture, cv2.COLOR_BGR2LAB).astype(float) - [0, 128, 128]

    assert np.abs(lab(picture) - opencv).max() < 2.5
