"""Contrast of colours."""

import pytest

from vidx.typography.contrast import contrast_ratio


def test_contrast_ratio_is_that_of_wcag() -> None:
    assert contrast_ratio("000000", "FFFFFF") == pytest.approx(21)
    assert contrast_ratio("FFFFFF", "767676") == pytest.approx(4.54, abs=0.01)
