"""The site on the edge server: files as they are, the app's addresses as its page, the policy on both."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from local.site import site

STORAGE = "http://127.0.0.1:4566"


@pytest.fixture
def browser(tmp_path: Path) -> TestClient:
    (tmp_path / "index.html").write_text("<!doctype html><title>vidx</title>")
    (tmp_path / "404.html").write_text("<!doctype html><title>Page not found</title>")
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "main.js").write_text("export {};")
    return TestClient(Starlette(routes=[Mount("/", site(tmp_path, [STORAGE]))]))


@pytest.mark.parametrize("path", ["/", "/upload/photos", "/jobs/4f1c", "/my-ads", "/sign-in"])
def test_addresses_of_the_app_are_answered_with_its_page(browser: TestClient, path: str) -> None:
    answer = browser.get(path)

    assert answer.status_code == 200
    assert "<title>vidx</title>" in answer.text


@pytest.mark.parametrize("path", ["/no/such/page", "/jobs", "/jobs/a/b", "/upload/prices", "/my-ads/1"])
def test_an_address_without_a_page_is_not_found_and_says_so_in_the_sites_own_words(
    browser: TestClient, path: str
) -> None:
    answer = browser.get(path)

    assert answer.status_code == 404
    assert "<title>Page not found</title>" in answer.text
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_file_that_is_not_there_is_not_answered_with_the_page(browser: TestClient) -> None:
    assert browser.get("/js/main.js").headers["Content-Type"].startswith("text/javascript")
    assert browser.get("/js/gone.js").status_code == 404


@pytest.mark.parametrize("folder", ["img", "fonts", "audio"])
def test_browsers_keep_what_lasts_for_when_they_are_offline(browser: TestClient, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "icons.svg").write_text("<svg/>")

    assert "stale-while-revalidate" in browser.get(f"/{folder}/icons.svg").headers["Cache-Control"]
    assert browser.get("/js/main.js").headers["Cache-Control"] == "no-cache"


def test_nothing_outside_the_folder_is_served(browser: TestClient, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.txt").write_text("secret")

    assert "secret" not in browser.get("/../secret.txt").text


def test_the_policy_allows_own_scripts_and_the_named_services_only(browser: TestClient) -> None:
    policy = dict(part.strip().split(" ", 1) for part in browser.get("/").headers["Content-Security-Policy"].split(";"))

    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == f"'self' {STORAGE}"
