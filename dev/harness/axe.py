"""axe-core in Chromium: every page in both schemes and at two widths, samples opened up too."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from dev.harness import programs
from dev.harness.browser import QUIET
from dev.harness.findings import Finding
from dev.harness.pages import SETTINGS

# What opens something on a page: the buttons for search and settings, which fetch their dialogs, and that of the menu.
# Words with an explanation are all alike and many on a page, so one of them speaks for all.
FETCHING = "[data-opens]"
OPENERS = f"{FETCHING}, .tools [popovertarget]"
WORD = ".term"
TABS = 4
HEIGHT = 900
# A whole second would be too long over 180 pages; results of a search get a wait of their own.
SETTLE_MS = 150
SEARCH_MS = 2000


def check(home: str, pages: Sequence[str], opened: Sequence[str]) -> set[Finding]:
    """Run the newest axe over all `pages` of the site at `home`, with everything opened on those `opened`."""
    if not programs.newest_axe_is_here():
        raise programs.Missing("The newest axe-core is missing; npm brings it.")
    return look(home, pages, opened)


def look(home: str, pages: Sequence[str], opened: Sequence[str]) -> set[Finding]:
    """The same with the axe that is here. In a thread of its own, since the caller's may have a browser running in it."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _check(home, pages, opened)).result()


async def _check(home: str, pages: Sequence[str], opened: Sequence[str]) -> set[Finding]:
    program = programs.chromium()
    if not program:
        raise programs.Missing("Chromium is missing (Debian: chromium).")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=program, args=QUIET)
        waiting = iter(pages)
        # Chromium gives each tab its own process, so all cores work.
        found = await asyncio.gather(*(_look(chromium, home, waiting, set(opened)) for _ in range(TABS)))
        await chromium.close()
    return set().union(*found)


async def _look(chromium: Browser, home: str, waiting: Iterator[str], opened: set[str]) -> set[Finding]:
    """Look at one waiting page after the other, loaded anew at each width."""
    tab = await chromium.new_page(locale="da-DK")
    await tab.add_init_script(programs.axe())
    found: set[Finding] = set()
    for page in waiting:
        for width in SETTINGS["axe"]["widths"]:
            await tab.set_viewport_size({"width": width, "height": HEIGHT})
            await tab.goto(home + page)
            found |= await _in_both_schemes(tab, page, str(width))
            if page in opened:
                async for state in _opened(tab, home + page):
                    found |= await _in_both_schemes(tab, page, f"{width} with {state}")
    return found


async def _in_both_schemes(tab: Page, page: str, look: str) -> set[Finding]:
    """What stands open on a page in light and in dark: to darken a page is much faster than to load it again."""
    found: set[Finding] = set()
    for scheme in SETTINGS["axe"]["schemes"]:
        await tab.emulate_media(color_scheme=scheme)
        found |= await _run(tab, page, f"{scheme} {look}")
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
        await opener.click()
        if await opener.and_(tab.locator(FETCHING)).count():
            await tab.locator("dialog[open]").wait_for()
        yield f"»{name}« open"
        if await tab.locator("input[type=search]:focus").count():
            await tab.keyboard.type(SETTINGS["axe"]["search"])
            await tab.wait_for_timeout(SEARCH_MS)
            yield f"»{name}« open and results in it"


async def _run(tab: Page, page: str, state: str) -> set[Finding]:
    await tab.wait_for_timeout(SETTLE_MS)
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
