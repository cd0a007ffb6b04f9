"""A real Chromium; what failed leaves a picture and a trace."""

import os
import re
import shutil

import pytest
from playwright.sync_api import sync_playwright
from support.page import LatchkeyPage
from support.places import ARTIFACTS


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    if report.when == "call":
        item.failed_in_call = report.failed


@pytest.fixture(scope="session")
def browser():
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if not executable:
        pytest.fail("There is no chromium; `make setup-test` installs it.")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, server, request):
    """Opens tabs, each in a browser profile of its own; at the end none of them may have complained."""
    opened: list[LatchkeyPage] = []

    def open_one(on=server, **options) -> LatchkeyPage:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(15_000)
        context.tracing.start(screenshots=True, snapshots=True)
        page = LatchkeyPage(context, on)
        opened.append(page)
        return page

    yield open_one
    failed = getattr(request.node, "failed_in_call", False)
    for number, page in enumerate(opened):
        if failed:
            name = re.sub(r"\W+", "-", request.node.name) + f"-{number}"
            ARTIFACTS.mkdir(parents=True, exist_ok=True)
            page.picture(ARTIFACTS / f"{name}.png")
            page.context.tracing.stop(path=ARTIFACTS / f"{name}.zip")
        page.context.close()
    if not failed:
        assert [complaint for page in opened for complaint in page.complaints] == []


@pytest.fixture
def page(open_page) -> LatchkeyPage:
    """The sign-in page."""
    return open_page().open()


@pytest.fixture
def my_page(open_page, person) -> LatchkeyPage:
    """The page of somebody who is signed in."""
    return open_page().be(person)
