"""Samples of voices and music."""

import re
from typing import Final

from playwright.sync_api import Locator, Page, Response, expect

from testing.seller import Provider
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


def sound_page(user: Seller, answers: list[Response]) -> Locator:
    """Open the choices of sound; `answers` collects what the API answers to requests for samples."""
    user.page.on(
        "response", lambda got: answers.append(got) if got.url.partition("?")[0].endswith("/preview") else None
    )
    user.open("/upload/photos")
    user.open_sound()
    user.page.evaluate(WATCH)
    return user.page.get_by_role("group", name="Voice")


def test_a_seller_has_a_voice_recorded_by_listening_and_then_everybody_can(seller: Seller, guest: Seller) -> None:
    answers: list[Response] = []
    voices = sound_page(seller, answers)
    assert (
        voices.get_by_role("button", name=re.compile("Listen to")).count() == voices.get_by_role("radio").count() == 13
    )

    voices.get_by_role("button", name="Listen to Coral").click()

    expect(voices.get_by_role("button", name="Stop Coral")).to_be_visible()
    expect_sound_goes_on(seller.page)
    assert [(got.request.method, got.status) for got in answers] == [("GET", 404), ("POST", 204), ("GET", 302)]
    expect(voices.get_by_role("button", name="Stop Coral")).not_to_have_attribute("aria-busy", "true")

    answers.clear()
    sound_page(guest, answers).get_by_role("button", name="Listen to Coral").click()
    expect_sound_goes_on(guest.page)
    assert [got.status for got in answers] == [302]


def test_a_guest_must_sign_in_for_a_voice_without_a_sample(guest: Seller) -> None:
    answers: list[Response] = []
    voices = sound_page(guest, answers)

    voices.get_by_role("button", name="Listen to Fable").click()

    expect(guest.page.get_by_text("Sign in to hear this voice.")).to_be_visible()
    assert {got.request.method for got in answers} == {"GET"}


def test_only_one_sample_plays_at_a_time_and_stops_at_its_end(seller: Seller, provider: Provider) -> None:
    provider.hold("speech")
    seller.open("/upload/photos")
    seller.open_sound()
    seller.page.evaluate(WATCH)

    seller.page.get_by_role("button", name="Listen to Upbeat").click()
    expect_sound_goes_on(seller.page)
    seller.page.get_by_role("button", name="Listen to Sage").click()

    expect(seller.page.get_by_role("button", name="Listen to Upbeat")).to_be_visible()
    expect(seller.page.get_by_role("button", name=re.compile("^Stop "))).to_have_count(1)
    provider.heal()
    expect(seller.page.get_by_role("button", name=re.compile("^Stop "))).to_have_count(0, timeout=RECORDED_WITHIN_MS)


def test_an_unavailable_sample_is_reported_and_the_voice_can_still_be_chosen(seller: Seller) -> None:
    seller.page.route("**/api/voices/**", lambda route: route.fulfill(status=503, json={"message": "no"}))
    seller.open("/upload/photos")
    seller.open_sound()

    seller.page.get_by_role("button", name="Listen to Nova").click()

    expect(seller.page.get_by_text("We can't play this sample right now.")).to_be_visible()
    expect(seller.page.get_by_role("button", name="Listen to Nova")).to_be_visible()
    seller.page.get_by_label("Nova").first.check()
