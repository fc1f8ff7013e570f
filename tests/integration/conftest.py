"""Sellers and the AI provider of the shared cloud."""

from collections.abc import Iterator

import pytest

from local.cloud import Cloud
from testing.pictures import picture
from testing.seller import Provider, Seller


@pytest.fixture(scope="session")
def seller(cloud: Cloud) -> Iterator[Seller]:
    seller = Seller(cloud)
    yield seller
    seller.http.close()


@pytest.fixture(scope="session")
def stranger(cloud: Cloud) -> Iterator[Seller]:
    stranger = Seller(cloud)
    yield stranger
    stranger.http.close()


@pytest.fixture(scope="session")
def photo_keys(seller: Seller) -> list[str]:
    """Two uploaded photos of the seller: landscape and portrait."""
    return seller.upload([picture(width_px=1600, height_px=1200), picture(width_px=1200, height_px=1600, color="peru")])


@pytest.fixture
def provider(cloud: Cloud) -> Iterator[Provider]:
    """Remove the faults of a test after it."""
    provider = Provider(cloud)
    yield provider
    provider.heal()
