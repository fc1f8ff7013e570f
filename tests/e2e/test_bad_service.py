"""Errors of the service: a polite message, safe requests are repeated, nothing is lost or made twice."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Request, Route, expect

from testing.seller import Provider
from tests.e2e.seller import LAMP, Seller, answer

GENERATE = "**/api/video/generate"
DRAFT = "**/api/video/generate-script"
STATUS = "**/api/video/status/*"


@pytest.mark.parametrize(("times", "headers"), [(1, {"Retry-After": "1"}), (4, {})], ids=["ours", "api-gateway"])
def test_a_request_to_a_busy_service_is_repeated(
    seller: Seller, photo: Path, times: int, headers: dict[str, str]
) -> None:
    seller.page.route(GENERATE, answer(429, times=times, headers=headers))
    seller.reach_review(photo)

    seller.generate()

    seller.sees_job()


def test_a_broken_service_is_reported_and_the_button_works_after_recovery(seller: Seller, photo: Path) -> None:
    seller.page.route(GENERATE, answer(500))
    seller.reach_review(photo)
    seller.generate()
    seller.sees_alert("We have a technical problem right now.")

    seller.page.unroute(GENERATE)
    seller.generate()

    seller.sees_job()


def test_a_script_that_cannot_be_drafted_can_be_written_by_hand(seller: Seller, photo: Path) -> None:
    seller.page.route(DRAFT, answer(503))
    seller.reach_details(photo)
    seller.fill_in()
    seller.continue_to_next_step()
    seller.sees_alert("We have a technical problem right now.")

    seller.script.fill("A brass desk lamp, rewired and bright. Come and see it.")
    seller.generate()

    seller.sees_job()


def test_a_script_by_a_substitute_says_so(seller: Seller, photo: Path) -> None:
    message = "A substitute wrote the script."
    fallback = {"stage": "script", "provider": "gpt", "code": "ProviderRetired", "message": message}

    def substitute(route: Route) -> None:
        draft = route.fetch()
        route.fulfill(response=draft, json={**draft.json(), "fallbacks": [fallback, fallback]})

    seller.page.route(DRAFT, substitute)
    seller.reach_review(photo)

    expect(seller.page.get_by_text(message)).to_have_count(1)


def test_a_changed_detail_has_an_unedited_script_written_again(seller: Seller, photo: Path) -> None:
    seller.reach_review(photo)
    seller.page.get_by_role("link", name="Change details").click()
    seller.fill_in(Price="75")
    seller.continue_to_next_step()

    expect(seller.script).to_have_value(re.compile(r"75"))


def test_a_changed_detail_keeps_an_edited_script_with_a_notice(seller: Seller, photo: Path) -> None:
    seller.reach_review(photo)
    seller.script.fill("A brass desk lamp from 1962, rewired and bright. Yours for $89.50. Come and see it.")
    seller.page.get_by_role("link", name="Change details").click()
    seller.fill_in(Price="75")
    seller.continue_to_next_step()

    notice = seller.page.locator(".notice").filter(has_text="You changed the details")
    expect(seller.script).to_have_value(re.compile(r"89\.50"))
    notice.get_by_role("button", name="Write it again").click()

    expect(notice).to_have_count(0)
    expect(seller.script).to_have_value(re.compile(r"75"))


def test_a_script_with_another_price_is_refused_before_anything_is_paid_for(seller: Seller, photo: Path) -> None:
    seller.reach_review(photo)
    seller.script.fill("A brass desk lamp from 1962. Yours for $60.")
    seller.generate()

    seller.sees_alert("$89.50")
    expect(seller.page).to_have_url("/upload/review")


def test_a_double_click_starts_one_video(seller: Seller, photo: Path) -> None:
    requests: list[Request] = []
    seller.page.on("request", lambda request: requests.append(request) if request.url.endswith("/generate") else None)
    seller.reach_details(photo)
    seller.fill_in(Title="Lamp of the double click")
    seller.continue_to_next_step()
    seller.sees_script()

    seller.generate_button.dblclick()

    seller.sees_job()
    assert len(requests) == 1


def test_two_tabs_with_the_same_draft_start_one_video(seller: Seller, photo: Path) -> None:
    seller.reach_review(photo)
    second_tab = Seller(seller.page.context.new_page())
    second_tab.open("/upload/review")
    second_tab.sees_script()

    seller.generate()
    second_tab.generate()

    assert seller.sees_job() == second_tab.sees_job()


def test_the_back_button_after_publishing_leads_to_the_video_not_to_a_second_one(seller: Seller, photo: Path) -> None:
    job_id = seller.start_video(photo)

    heading = seller.page.get_by_role("heading", name="This video is already being made")
    seller.page.go_back()
    expect(heading).to_be_visible()
    seller.open("/upload/review")

    expect(heading).to_be_visible()
    seller.page.get_by_role("link", name="See its progress").click()
    assert seller.sees_job() == job_id


def test_a_lost_connection_is_reported_and_polling_resumes(seller: Seller, photo: Path) -> None:
    seller.start_video(photo)
    seller.page.route(STATUS, lambda route: route.abort("internetdisconnected"))
    expect(seller.page.locator(".notice")).to_contain_text("Connection problem.")

    seller.page.unroute(STATUS)

    expect(seller.page.locator(".notice")).to_have_count(0)
    seller.sees_finished()


def test_a_reload_of_the_progress_page_continues(seller: Seller, photo: Path, provider: Provider) -> None:
    provider.hold("speech")
    seller.start_video(photo)

    seller.page.reload()

    expect(seller.page.get_by_role("heading", name=LAMP["Title"])).to_be_visible()
    expect(seller.page.get_by_role("progressbar")).to_be_visible()


def test_a_video_of_another_account_is_not_found(seller: Seller) -> None:
    seller.open("/jobs/00000000000000000000000000000000")

    expect(seller.page.locator("main")).to_contain_text("We can't find this video.")


def test_a_canceled_video_is_continued(seller: Seller, photo: Path) -> None:
    seller.start_video(photo)
    seller.page.get_by_role("button", name="Cancel").click()
    seller.page.get_by_role("button", name="Stop it").click()
    expect(seller.page.locator(".notice")).to_contain_text("You stopped this video.")

    seller.page.get_by_role("button", name="Continue").click()

    seller.sees_finished()
