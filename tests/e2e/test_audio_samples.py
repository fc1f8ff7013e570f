"""Samples of voices and music."""

import re
from typing import Final

from playwright.sync_api import Page, Response, expect

from tests.e2e.seller import Seller

RECORDED_WITHIN_MS: Final = 30_000
WATCH: Final = """() => {
    window.playedAudio = [];
    HTMLMediaElement.prototype.play = new Proxy(HTMLMediaElement.prototype.play, {
        apply(play, audio, given) {
            window.playedAudio.push(audio);
            audio.muted = true;
            return Reflect.apply(play, audio, given);
        },
    });
}"""

PLAYED: Final = """() => new Promise(resolve => {
    const look = () => {
        const audio = window.playedAudio.at(-1);
        audio?.currentTime > 0.3 ? resolve(audio.duration) : setTimeout(look, 50);
    };
    look();
})"""
"""Length of the playing sound in seconds, after 0.3 s of it have played."""


def expect_sound_goes_on(page: Page) -> None:
    assert page.evaluate(PLAYED) > 1


def test_everybody_can_play_every_voice_sample(guest: Seller) -> None:
    answers: list[Response] = []
    guest.page.on(
        "response", lambda got: answers.append(got) if got.url.partition("?")[0].endswith("/preview") else None
    )
    guest.open("/upload/photos")
    guest.open_sound()
    guest.page.evaluate(WATCH)
    voices = guest.page.get_by_role("group", name="Voice")
    assert (
        voices.get_by_role("button", name=re.compile("Listen to")).count() == voices.get_by_role("radio").count() == 13
    )

    voices.get_by_role("button", name="Listen to Coral").click()

    expect(voices.get_by_role("button", name="Stop Coral")).to_be_visible()
    expect_sound_goes_on(guest.page)
    assert [got.status for got in answers] == [302]
    expect(voices.get_by_role("button", name="Stop Coral")).not_to_have_attribute("aria-busy", "true")


def test_only_one_sample_plays_at_a_time_and_stops_at_its_end(guest: Seller) -> None:
    guest.open("/upload/photos")
    guest.open_sound()
    guest.page.evaluate(WATCH)

    guest.page.get_by_role("button", name="Listen to Upbeat").click()
    expect_sound_goes_on(guest.page)
    guest.page.get_by_role("button", name="Listen to Alloy").click()

    expect(guest.page.get_by_role("button", name="Listen to Upbeat")).to_be_visible()
    expect(guest.page.get_by_role("button", name=re.compile("^Stop "))).to_have_count(1)
    expect(guest.page.get_by_role("button", name=re.compile("^Stop "))).to_have_count(0, timeout=RECORDED_WITHIN_MS)


def test_an_unavailable_sample_is_reported_and_the_voice_can_still_be_chosen(guest: Seller) -> None:
    guest.page.route("**/api/voices/**", lambda route: route.fulfill(status=503, json={"message": "no"}))
    guest.open("/upload/photos")
    guest.open_sound()

    guest.page.get_by_role("button", name="Listen to Nova").click()

    expect(guest.page.get_by_text("We can't play this sample right now.")).to_be_visible()
    expect(guest.page.get_by_role("button", name="Listen to Nova")).to_be_visible()
    guest.page.get_by_label("Nova").first.check()
