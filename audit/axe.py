"""axe-core in Chromium: every page in both schemes and at two widths, samples opened up too."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any

from playwright.async_api import BrowserContext, Page, async_playwright

from audit import programs
from audit.findings import Finding
from audit.pages import SETTINGS
from tests import tools
from tests.browser import QUIET

# What opens something on a page: buttons of menus, search and settings, and folded text.
# Words with an explanation are all alike and many on a page, so one of them speaks for all.
OPENERS = "button[aria-expanded=false], button[aria-haspopup], button[commandfor], [popovertarget]:not(.term)"
WORD = ".term"
# A whole second would be too long over 180 pages; results of a search get a wait of their own.
SETTLE_MS = 150
SEARCH_MS = 2000


def check(home: str, pages: Sequence[str], opened: Sequence[str]) -> set[Finding]:
    """Run the newest axe over all `pages` of the site at `home`, with everything opened on those `opened`."""
    if not tools.newest_axe_is_here():
        raise programs.Missing("The newest axe-core is missing; npm brings it.")
    return look(home, pages, opened)


def look(home: str, pages: Sequence[str], opened: Sequence[str]) -> set[Finding]:
    """The same with the axe that is here. In a thread of its own, since the caller's may have a browser running in it."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _check(home, pages, opened)).result()


async def _check(home: str, pages: Sequence[str], opened: Sequence[str]) -> set[Finding]:
    settings = SETTINGS["axe"]
    program = programs.chromium()
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=program, args=QUIET)
        # One tab for each look at the site; Chromium gives each its own process, so all cores work.
        looks = [
            (f"{scheme} {width}", await chromium.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, locale="da-DK"
            ))
            for scheme, width in product(settings["schemes"], settings["widths"])
        ]
        found = await asyncio.gather(
            *(_look(context, look, home, pages, set(opened)) for look, context in looks)
        )
        await chromium.close()
    return set().union(*found)


async def _look(
    context: BrowserContext, look: str, home: str, pages: Iterable[str], opened: set[str]
) -> set[Finding]:
    tab = await context.new_page()
    found: set[Finding] = set()
    for page in pages:
        await tab.goto(home + page)
        found |= await _run(tab, page, look)
        if page in opened:
            async for state in _opened(tab, home + page):
                found |= await _run(tab, page, f"{look} with {state}")
    return found


async def _opened(tab: Page, url: str) -> AsyncIterator[str]:
    """Open one thing after the other, each on a fresh page, and name what is open."""
    if await tab.locator("main details:not([open])").count():
        await tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        yield "all folded text open"
    openers = [(OPENERS, number) for number in range(await tab.locator(OPENERS).count())]
    if await tab.locator(WORD).count():
        openers.append((WORD, 0))
    for kind, number in openers:
        await tab.goto(url)
        opener = tab.locator(kind).nth(number)
        if not await opener.is_visible():
            continue
        label = await opener.inner_text() or await opener.get_attribute("aria-label") or ""
        name = " ".join(label.split())
        # Asked before the click: what is open may no longer be among the openers.
        fetched = await opener.get_attribute("aria-haspopup") == "dialog"
        await opener.click()
        if fetched:
            # It is fetched when somebody first asks for it.
            await tab.locator("dialog[open]").wait_for()
        yield f"«{name}» open"
        if await tab.locator("input[type=search]:focus").count():
            await tab.keyboard.type(SETTINGS["axe"]["search"])
            await tab.wait_for_timeout(SEARCH_MS)
            yield f"«{name}» open and results in it"


async def _run(tab: Page, page: str, state: str) -> set[Finding]:
    await tab.wait_for_timeout(SETTLE_MS)
    await tab.evaluate(tools.axe())
    options = {
        "runOnly": {"type": "tag", "values": SETTINGS["axe"]["tags"]},
        "resultTypes": ["violations"],
    }
    result: dict[str, Any] = await tab.evaluate("options => axe.run(document, options)", options)
    return {
        Finding("axe", rule["id"], rule["help"], _selector(node["target"]), f"/{page}", state)
        for rule in result["violations"]
        for node in rule["nodes"]
    }


def _selector(target: list[Any]) -> str:
    return " ".join(part if isinstance(part, str) else " ".join(part) for part in target)
