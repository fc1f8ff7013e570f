"""`vidx listings`: your published listings."""

from typing import Annotated

import typer

from cli.flags import Target, flags
from cli.models import Listing
from cli.output import listings_view
from cli.session import session

Limit = Annotated[int, typer.Option(help="How many listings at most.", metavar="NUMBER", min=1, max=1000)]


@flags
def listings(target: Target, limit: Limit = 20) -> None:
    """List your listings, newest first: id, status, title, price and address."""
    with session(target) as current:
        ads = current.api.get_pages("/ads/mine", "ads", limit)
        ads = [{**ad, "url": current.service.absolute(ad["url"])} for ad in ads]
        current.screen.show({"ads": ads}, listings_view([Listing.model_validate(ad) for ad in ads]))
