"""The filter graphs of the audio."""

from functions.render.audio.loudness import (
    Levelling,
)
from functions.render.audio.mix import levelling_chain, mix_graph


def test_music_is_looped_ducked_and_faded_within_the_video() -> None:
    graph = mix_graph(3.0, -12.0, 20.8)

    assert "aloop=loop=-1" in graph
    assert "sidechaincompress" in graph
    assert "atrim=duration=20.8000" in graph
    assert "afade=t=out:st=20.0000:d=0.8" in graph


def test_the_limiter_works_on_four_times_the_rate() -> None:
    chain = levelling_chain(Levelling(4.25, -6.0206))

    assert chain.startswith("volume=4.25dB,aresample=192000,alimiter=limit=0.5000")
    assert chain.endswith("aresample=48000")
