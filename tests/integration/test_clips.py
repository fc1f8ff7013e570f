"""A job of photos and a video clip through every real part of the local cloud."""

import io

import av
import httpx

from local.cloud import Cloud
from testing.clips import SLOW, clip, rotated_clip
from testing.seller import Seller
from vidx import keys
from vidx.jobs.artifacts import CLIP_TYPE


def test_a_phones_clip_between_two_photos_is_published(cloud: Cloud, seller: Seller, photo_keys: list[str]) -> None:
    [clip_key] = seller.upload([rotated_clip(90)], "video/quicktime")

    status = seller.wait(seller.start([photo_keys[0], clip_key, photo_keys[1]], music="none"))

    assert status["status"] == "complete", status
    working = cloud.aws.buckets.get_object(
        Bucket=cloud.description.work_bucket, Key=keys.working_copy(status["jobId"], 1)
    )
    assert working["ContentType"] == CLIP_TYPE
    with av.open(io.BytesIO(working["Body"].read()), mode="r") as container:
        assert [(s.type, s.codec_context.width, s.codec_context.height) for s in container.streams.video] == [
            ("video", 240, 360)
        ]
        assert not container.streams.audio
    published = httpx.get(status["videoUrl"]).raise_for_status()
    with av.open(io.BytesIO(published.content), mode="r") as container:
        assert sum(1 for _ in container.decode(video=0)) > 100


def test_a_clip_of_61_seconds_is_refused_before_a_job_starts(seller: Seller, photo_keys: list[str]) -> None:
    [clip_key] = seller.upload([clip(61, extra=SLOW)], "video/mp4")

    answer = seller.generate([*photo_keys, clip_key])

    assert answer.status_code == 422
    assert answer.json()["code"] == "UnusableClip"
    assert "clip 3 is 61 s long; at most 60 s are allowed" in answer.text
