"""What of a photo may be published: a small copy without metadata."""

from io import BytesIO

import pytest
from PIL import Image

from functions.photos.web_copy import MAX_SIDE_PX, web_copy
from testing.pictures import picture


@pytest.mark.parametrize(("width", "height"), [(3024, 4032), (4096, 1000), (640, 480)])
def test_a_web_copy_is_small_keeps_its_shape_and_tells_nothing(width: int, height: int) -> None:
    source = Image.open(BytesIO(picture("JPEG", width, height)))
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 0.0)}
    file = BytesIO()
    source.save(file, "JPEG", exif=exif, comment=b"secret")

    copy = Image.open(BytesIO(web_copy(file.getvalue())))

    assert max(copy.size) == min(MAX_SIDE_PX, max(width, height))
    assert copy.size[0] / copy.size[1] == pytest.approx(width / height, rel=0.01)
    assert not copy.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp"} & set(copy.info)
