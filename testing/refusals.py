"""Messages for sellers about uploads that cannot be used."""

import pytest

from vidx.errors import UnusableClip
from vidx.media.inspection import inspect_file


def refusal(file: bytes, index: int = 0) -> str:
    """Check that clip number `index` (from 0) is refused, and return the message."""
    with pytest.raises(UnusableClip) as error:
        inspect_file(file, index)
    assert error.value.field == f"photos[{index}]"
    return str(error.value)
