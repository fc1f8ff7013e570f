"""What a script claims in figures, and whether its listing says the same."""

import re
from typing import Final

from functions.script.price import written
from vidx.listing import Listing
from vidx.spoken.claims import claims

_CONTACT: Final = re.compile(r"[\w.+-]+@[\w-]+\.\w+|https?://\S+|www\.\S+|\b[\w-]+\.(?:com|net|org|io|co|shop|app)\b")


def unsupported(script: str, listing: Listing) -> list[str]:
    """What `script` claims and `listing` does not say: numbers, prices, and addresses; each as it is spoken."""
    price = written(listing.price, listing.currency, listing.language)
    source = f"{listing.title}. {listing.description}. {price}."
    known = set(claims(source, listing.language, listing.context))
    numbers = {claim.number for claim in known}
    wrong = [
        str(claim)
        for claim in claims(script, listing.language, listing.context)
        if claim not in known and (claim.unit or claim.number not in numbers)
    ]
    addresses = [address for address in _CONTACT.findall(script) if address.lower() not in source.lower()]
    return list(dict.fromkeys([*wrong, *addresses]))
