"""The browser that tests look at pages with, and pages that tell what went wrong on them."""

import os
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from dev.harness import programs

# Without these Chromium asks its maker's hosts at every start, and a closed network makes it slow.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]

Opener = Callable[..., "Watched"]


class Watched:
    """A page with what went wrong on it: script errors, refusals, requests to another host."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.errors: list[str] = []
        self.outside: list[str] = []
        self.requests: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: said.type == "error" and self.errors.append(said.text))
        page.on("request", lambda request: self.requests.append(request.url))
        page.route(
            lambda address: urlsplit(address).netloc != urlsplit(home).netloc,
            lambda route: (self.outside.append(route.request.url), route.abort()),
        )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all the tests of a worker."""
    program = programs.chromium()
    if not program:
        # Where it counts, a missing browser is a failure; at home it is a hole that is named.
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("No Chromium on this machine; `make programs` says more.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Opens an address as a new reader would: `open_page(url, width=320, scheme="dark")`."""
    contexts = []

    def open_(
        url: str, *, width: int = 1280, height: int = 900, scheme: str = "light",
        javascript: bool = True, **more: object,
    ) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale="da-DK",
            **more,
        )
        contexts.append(context)
        watched = Watched(context.new_page(), url)
        watched.page.goto(url)
        return watched

    yield open_
    for context in contexts:
        context.close()
