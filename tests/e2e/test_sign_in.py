"""Accounts: sign up, sign in, reset the password, and sessions that end during work."""

import json
from pathlib import Path

from playwright.sync_api import Route, expect

from local.cloud import Cloud
from tests.e2e.account import CODE, PASSWORD, RESET_CODE, Account, new_email, sign_up
from tests.e2e.conftest import NewContext
from tests.e2e.seller import Seller
from tests.e2e.viewports import expect_every_width_fits


def forget(seller: Seller, **changes: str) -> None:
    """Change the tokens in the browser's storage."""
    session = json.loads(seller.page.evaluate("localStorage['vidx.session']"))
    seller.page.evaluate("text => { localStorage['vidx.session'] = text }", json.dumps({**session, **changes}))


def sign_in_again(seller: Seller) -> None:
    dialog = seller.page.get_by_role("dialog")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog).to_have_count(0)


def test_a_wrong_password_does_not_reveal_whether_the_account_exists(guest: Seller, account: Account) -> None:
    for email in (account.email, new_email()):
        guest.open("/sign-in")
        guest.page.get_by_label("E-mail address").fill(email)
        guest.page.get_by_label("Password").fill("not-the-password-1A!")
        guest.page.get_by_role("button", name="Sign in").click()

        guest.sees_alert("The e-mail address or the password is wrong.")


def test_signing_up_leads_to_the_page_that_the_visitor_opened(guest: Seller) -> None:
    guest.open("/sign-in?new&next=/my-ads")
    guest.page.get_by_label("E-mail address").fill(new_email())
    guest.page.get_by_label("Password").fill(PASSWORD)
    guest.page.get_by_role("button", name="Create account").click()
    code = guest.page.get_by_label("Code")
    expect(code).to_have_accessible_description(f"A local cloud sends no e-mail: the code is {CODE}.")
    code.fill(CODE)
    guest.page.get_by_role("button", name="Confirm").click()

    expect(guest.page).to_have_url("/my-ads")
    expect(guest.page.get_by_role("heading", name="Nothing here yet")).to_be_visible()


def start_signing_up(guest: Seller) -> str:
    """Reach the step that asks for the code; returns the e-mail address."""
    email = new_email()
    guest.open("/sign-in?new&next=/my-ads")
    guest.page.get_by_label("E-mail address").fill(email)
    guest.page.get_by_label("Password").fill(PASSWORD)
    guest.page.get_by_role("button", name="Create account").click()
    expect(guest.page.get_by_label("Code")).to_be_visible()
    return email


def test_the_code_step_survives_a_reload_and_a_closed_tab(new_context: NewContext) -> None:
    context = new_context()
    guest = Seller(context.new_page())
    email = start_signing_up(guest)
    guest.page.close()

    later = Seller(context.new_page())
    later.open("/sign-in?next=/my-ads")
    later.page.reload()
    expect(later.page.get_by_text(f"We sent a code to {email}.")).to_be_visible()
    expect_every_width_fits(later.page)
    later.page.get_by_label("Code").fill(CODE)
    later.page.get_by_role("button", name="Confirm").click()
    expect(later.page.get_by_text("your e-mail address is confirmed")).to_be_visible()
    expect(later.page.get_by_label("E-mail address")).to_have_value(email)
    later.page.get_by_label("Password").fill(PASSWORD)
    later.page.get_by_role("button", name="Sign in").click()

    expect(later.page).to_have_url("/my-ads")


def test_a_visitor_who_signed_up_with_a_wrong_address_can_use_another(guest: Seller) -> None:
    start_signing_up(guest)
    guest.page.reload()
    guest.page.get_by_role("button", name="Use another address").click()
    guest.page.reload()

    expect(guest.page.get_by_label("Code")).to_have_count(0)
    expect(guest.page.get_by_label("E-mail address")).to_be_visible()


def test_the_password_rule_is_checked_while_typing(guest: Seller) -> None:
    page = guest.page
    page.goto("/sign-in?new")
    password = page.get_by_label("Password")
    met = page.locator(".password-rule .met")
    for text, count in (
        ("", 0),
        ("a", 1),
        ("aB", 2),
        ("aB1", 3),
        ("aB1!", 4),
        ("aB1!aB1!aB1!", 5),
        ("aaaaaaaaaaaa", 2),
    ):
        password.fill(text)
        expect(met).to_have_count(count)
    expect_every_width_fits(page)

    page.get_by_label("E-mail address").fill(new_email())
    page.get_by_role("button", name="Create account").click()

    rule = "Use at least 12 characters, with upper and lower case, a number and a symbol."
    expect(page.get_by_role("alert")).to_have_text(rule)
    expect(password).to_be_focused()
    page.get_by_role("button", name="Show").click()
    expect(password).to_have_attribute("type", "text")
    expect(password).to_have_value("aaaaaaaaaaaa")
    page.get_by_role("button", name="Hide").click()
    expect(password).to_have_attribute("type", "password")


def test_signing_in_waits_for_the_connection(guest: Seller, account: Account) -> None:
    guest.open("/sign-in")
    guest.page.get_by_label("E-mail address").fill(account.email)
    guest.page.get_by_label("Password").fill(PASSWORD)
    guest.page.context.set_offline(True)
    button = guest.page.locator("form button[type=submit]")
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    expect(guest.page.locator("#connection")).to_contain_text("You are offline.")

    guest.page.context.set_offline(False)

    expect(guest.page).to_have_url("/my-ads")


def test_a_forgotten_password_is_replaced(guest: Seller, cloud: Cloud) -> None:
    email, fresh = sign_up(cloud).email, "Another-horse-8-battery"
    guest.open("/sign-in")
    guest.page.get_by_role("button", name="Forgot your password?").click()
    guest.page.get_by_label("E-mail address").fill(email)
    guest.page.get_by_role("button", name="Send me a code").click()
    code = guest.page.get_by_label("Code")
    expect(code).to_have_accessible_description(f"A local cloud sends no e-mail: the code is {RESET_CODE}.")
    code.fill(RESET_CODE)
    guest.page.get_by_label("Password").fill(fresh)
    guest.page.get_by_role("button", name="Save and sign in").click()

    expect(guest.page).to_have_url("/my-ads")


def test_signing_in_keeps_the_photos_chosen_before(guest: Seller, account: Account, photo: Path) -> None:
    guest.open("/upload/photos")
    guest.add(photo)
    guest.page.get_by_role("link", name="Sign in to upload them").click()
    guest.page.get_by_label("E-mail address").fill(account.email)
    guest.page.get_by_label("Password").fill(PASSWORD)
    guest.page.get_by_role("button", name="Sign in").click()

    expect(guest.page).to_have_url("/upload/photos")
    guest.sees_uploaded(1)


def test_an_expired_access_token_is_renewed_silently(seller: Seller) -> None:
    seller.open("/")
    forget(seller, accessToken="expired")

    seller.open("/my-ads")

    expect(seller.page.get_by_role("heading", name="My ads")).to_be_visible()
    expect(seller.page.locator("[aria-busy=true]")).to_have_count(0)
    expect(seller.page.get_by_role("dialog")).to_have_count(0)
    assert json.loads(seller.page.evaluate("localStorage['vidx.session']"))["accessToken"] != "expired"


def test_a_session_that_expires_while_writing_is_renewed_on_the_same_page(
    seller: Seller, cloud: Cloud, photo: Path
) -> None:
    refused = {"__type": "NotAuthorizedException", "message": "Refresh Token has expired"}

    def refuse_refresh(route: Route) -> None:
        if "REFRESH_TOKEN_AUTH" in (route.request.post_data or ""):
            route.fulfill(status=400, json=refused)
        else:
            route.continue_()

    seller.reach_review(photo)
    seller.script.fill("My own words, which must not be lost.")
    seller.page.route(f"{cloud.description.cognito_endpoint}/", refuse_refresh)
    forget(seller, accessToken="expired", refreshToken="expired")
    seller.generate()
    expect(seller.page.get_by_role("dialog")).to_contain_text("Everything on this page is kept.")

    sign_in_again(seller)

    job_id = seller.sees_job()
    assert job_id


def test_signing_out_in_one_tab_signs_out_the_other(new_context: NewContext, cloud: Cloud) -> None:
    context = new_context(storage_state=sign_up(cloud).profile(cloud.description.api_url))
    one, other = Seller(context.new_page()), Seller(context.new_page())
    one.open("/")
    other.open("/")

    other.page.get_by_label("Account").click()
    other.page.get_by_role("button", name="Sign out").click()

    expect(one.page.get_by_role("link", name="Sign in")).to_be_visible()
