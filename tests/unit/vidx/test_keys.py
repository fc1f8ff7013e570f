"""Storage keys."""

from datetime import date

from vidx import keys


def test_every_key_of_a_job_lies_under_its_own_prefix() -> None:
    of_job = (keys.job_request, keys.script, keys.voice, keys.words, keys.captions_ass, keys.captions_vtt, keys.render)
    job_keys = [key("j1") for key in of_job] + [keys.thumbnail("j1"), keys.working_copy("j1", 0)]
    assert all(key.startswith("jobs/j1/") for key in job_keys)
    assert len(set(job_keys)) == len(job_keys)


def test_one_users_prefix_never_covers_another_user() -> None:
    assert not keys.upload("user-10", "x").startswith(keys.user_uploads("user-1"))


def test_the_stem_of_public_files_names_their_job() -> None:
    assert keys.job_of_stem(keys.public_stem(date(2026, 3, 7), "job_1")) == "job_1"


def test_public_files_share_a_dated_stem() -> None:
    stem = keys.public_stem(date(2026, 3, 7), "j1")
    assert keys.public_video(stem) == "videos/20260307_j1.mp4"
    assert keys.public_thumbnail(stem) == "videos/20260307_j1.jpg"
    assert keys.public_captions(stem) == "videos/20260307_j1.vtt"
