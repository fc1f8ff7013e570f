"""Listings of several kinds, for the tests of the script stage."""

from decimal import Decimal
from typing import Final

from vidx.jobs.request import Listing

CAR: Final = Listing(
    title="Mazda MX-5 2019",
    description=(
        "One owner, full service history, 45,000 km. Soft top in black, heated seats, new tires. MOT until 05/2026. "
        "Always garaged and never raced. Selling because we need a bigger car for the kids."
    ),
    price=Decimal("15499.00"),
    category="vehicles",
)
PHONE: Final = Listing(
    title="iPhone 15 Pro 256GB",
    description=(
        "Natural titanium, unlocked, battery health 97%. Comes with the original box and a USB-C cable.\n"
        "- No scratches, always had a screen protector\n- Bought in March 2024"
    ),
    price=Decimal("749.99"),
    category="electronics",
)
FLAT: Final = Listing(
    title="SUNNY TWO-BEDROOM APARTMENT",
    description=(
        "72 m² on the third floor with a south-facing balcony, a renovated kitchen, underfloor heating, oak floors "
        "throughout and a view over the old town. Five minutes from the station. Elevator, private parking."
    ),
    price=Decimal(289_000),
    currency="EUR",
    category="property",
)
BARE: Final = Listing(title="Lamp", description="nice lamp", price=Decimal(0), category="home")
ALL: Final = (CAR, PHONE, FLAT, BARE)
