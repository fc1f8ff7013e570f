"""Two-step sign-in: turned on in the account menu, asked for at the next sign-in, turned off again."""

import pytest
from playwright.sync_api import Page, expect

from local.cloud import Cloud
from testing.totp import totp
from tests.e2e.account import PASSWORD, Account, sign_up
from tests.e2e.conftest import NewContext
from tests.e2e.test_account import open_menu
from tests.e2e.viewports import expect_every_width_fits


@pytest.fixture
def own(cloud: Cloud) -> Account:
    """An account of the test's own, whose sign-in it may change."""
    return sign_up(cloud)


def turn_on(page: Page) -> str:
    """Turn the second step on and return the key."""
    open_menu(page, "Two-step sign-in")
    dialog = page.get_by_role("dialog", name="Two-step sign-in")
    dialog.get_by_role("button", name="Set it up").click()
    key = dialog.locator(".key").inner_text().replace(" ", "")
    dialog.get_by_label("Code that the app shows").fill(totp(key))
    dialog.get_by_role("button", name="Turn on").click()
    expect(page.get_by_text("Two-step sign-in is on.")).to_be_visible()
    return key


def enter_password(page: Page, email: str) -> None:
    page.goto("/sign-in?next=/my-ads")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()


def test_signing_in_asks_for_the_code_until_the_second_step_is_off(
    own: Account, new_context: NewContext, cloud: Cloud
) -> None:
    page = new_context(storage_state=own.profile(cloud.description.api_url)).new_page()
    page.goto("/my-ads")
    key = turn_on(page)

    other = new_context().new_page()
    enter_password(other, own.email)
    code = other.get_by_label("Code from your authenticator app")
    expect(code).to_be_focused()
    expect_every_width_fits(other)
    code.fill("000000")
    other.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(other.get_by_role("alert")).to_contain_text("not right")
    code.fill(totp(key))
    other.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(other).to_have_url("/my-ads")
    expect(other.get_by_role("heading", name="My ads")).to_be_focused()  # a change of the page closes an open menu

    open_menu(other, "Two-step sign-in")
    other.get_by_role("dialog").get_by_role("button", name="Turn off").click()
    expect(other.get_by_text("Two-step sign-in is off.")).to_be_visible()
    third = new_context().new_page()
    enter_password(third, own.email)
    expect(third).to_have_url("/my-ads")


def test_a_wrong_first_code_turns_nothing_on(own: Account, new_context: NewContext, cloud: Cloud) -> None:
    page = new_context(storage_state=own.profile(cloud.description.api_url)).new_page()
    page.goto("/my-ads")
    open_menu(page, "Two-step sign-in")
    dialog = page.get_by_role("dialog", name="Two-step sign-in")
    dialog.get_by_role("button", name="Set it up").click()
    dialog.get_by_label("Code that the app shows").fill("000000")
    dialog.get_by_role("button", name="Turn on").click()

    expect(dialog.get_by_role("alert")).to_contain_text("not right")
    user = cloud.aws.cognito.get_user(AccessToken=own.access_token)
    assert user.get("UserMFASettingList", []) == []
