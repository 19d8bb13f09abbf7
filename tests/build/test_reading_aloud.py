"""Reading aloud with an invented voice: where it is offered, what it reads and in which order, and how it is stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dev.harness.browser import Opener
from dev.harness.http_server import serving

DANISH = {"lang": "da-DK", "name": "Prøvestemme", "localService": True, "default": False}
DANISH_ELSEWHERE = {**DANISH, "localService": False}
ENGLISH = {**DANISH, "lang": "en-GB"}

# A device that says what a test tells it to have said: `say(event)` ends a sentence or tells of a word.
DEVICE = """voices => {
  const target = new EventTarget();
  window.told = [];
  window.cancelled = 0;
  window.device = Object.assign(target, {
    voices, speaking: false, pending: false, paused: false,
    getVoices() { return this.voices; },
    speak(utterance) { this.speaking = true; this.now = utterance; told.push(utterance); },
    cancel() { const before = this.now; this.now = null; this.speaking = false; cancelled += 1; before?.onerror?.({ error: "canceled" }); },
    pause() {}, resume() {},
    word(start, length) { this.now.onboundary({ name: "word", charIndex: start, charLength: length }); },
    ends() { const before = this.now; this.now = null; this.speaking = false; before.onend({}); },
  });
  Object.defineProperty(window, "speechSynthesis", { get: () => target });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""

TEXT = """
<h1>Havnen</h1>
<nav><a href="#x">En menu</a></nav>
<p>Her er <em>bl.a.</em> en bro, jf. Gl. Havnevej. Den er 3,5 meter lang. 12 både ligger der.<br>Vi så den d. 3. maj.</p>
<p data-unsearched>Kilde: Havnebogen</p>
<figure><figcaption><p>Tre både</p></figcaption>
<svg role="img" viewBox="0 0 10 10" data-unsearched><title>Tre både</title><desc>En er rød</desc><text>7</text></svg>
<details><summary data-screen-only>Tabel</summary><table><tr><td>9</td></tr></table></details></figure>
<h2 id="vand">Vandet<a class="link-to" href="#vand">Link hertil</a></h2>
<p>Det er skole&shy;vand. <button class="term">Salt</button> er det.</p>
<p hidden>Skjult tekst.</p>
"""
READ = [
    "Havnen",
    "Her er bl.a. en bro, jf. Gl. Havnevej.",
    "Den er 3,5 meter lang.",
    "12 både ligger der.",
    "Vi så den d. 3. maj.",
    "Tre både",
    "En er rød.",
    "Vandet",
    "Det er skolevand.",
    "Salt er det.",
]


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    with serving(site) as address:
        yield address


def on_device(opened: Page, voices: list[dict[str, Any]], address: str, text: str = TEXT) -> Page:
    """A page with an invented text, on a device with these voices."""
    opened.add_init_script(f"({DEVICE})({json.dumps(voices)})")
    opened.goto(address)
    if text:
        opened.evaluate("text => { document.querySelector('[data-content]').innerHTML = text; }", text)
    return opened


def begin(page: Page) -> Page:
    page.get_by_role("button", name="Læs højt").click()
    page.locator(".aloud").wait_for()
    return page


def told(page: Page) -> list[str]:
    found: list[str] = page.evaluate("told.map(({ text }) => text)")
    return found


def to_the_end(page: Page) -> list[str]:
    page.evaluate("while (device.now) device.ends()")
    return told(page)


def marked(page: Page, name: str) -> str | None:
    found: str | None = page.evaluate(
        "name => { const mark = CSS.highlights.get(name); return mark ? [...mark].map(String).join('') : null; }", name
    )
    return found


@pytest.mark.parametrize("voices", [[], [DANISH_ELSEWHERE], [ENGLISH]])
def test_nothing_is_offered_without_a_danish_voice_on_the_device(
    home: str, open_page: Opener, voices: list[dict[str, Any]]
) -> None:
    page = on_device(open_page(home).page, voices, home + "om/")
    expect(page.get_by_role("button", name="Læs højt")).to_have_count(0)


def test_it_is_offered_once_a_late_voice_has_come(home: str, open_page: Opener) -> None:
    page = on_device(open_page(home).page, [], home + "om/")
    expect(page.get_by_role("button", name="Læs højt")).to_have_count(0)
    page.evaluate("voice => { device.voices = [voice]; device.dispatchEvent(new Event('voiceschanged')); }", DANISH)
    expect(page.get_by_role("button", name="Læs højt")).to_be_visible()


def test_sentences_are_read_in_order_and_figures_by_their_description(home: str, open_page: Opener) -> None:
    watched = open_page(home)
    page = begin(on_device(watched.page, [DANISH_ELSEWHERE, ENGLISH, DANISH], home + "om/"))
    assert told(page) == READ[:1]
    assert to_the_end(page) == READ
    assert page.evaluate("told.every(({ voice }) => voice.localService && voice.lang === 'da-DK')")
    expect(page.get_by_role("button", name="Stop")).to_have_count(0)
    assert (watched.errors, watched.outside) == ([], [])


def test_what_is_read_is_marked_and_the_page_stays_as_it_is(home: str, open_page: Opener) -> None:
    page = begin(on_device(open_page(home).page, [DANISH], home + "om/"))
    before = page.evaluate("document.querySelector('[data-content]').innerHTML")
    page.evaluate("device.ends()")
    assert marked(page, "read-sentence") == READ[1]
    page.evaluate("device.word(7, 5)")
    assert marked(page, "read-word") == "bl.a."
    page.evaluate("for (let count = 0; count < 7; count += 1) device.ends()")
    assert str(marked(page, "read-sentence")).replace("\u00ad", "") == READ[8]
    page.evaluate("device.word(7, 9)")
    assert str(marked(page, "read-word")).replace("\u00ad", "") == "skolevand"
    to_the_end(page)
    assert marked(page, "read-sentence") is marked(page, "read-word") is None
    assert page.evaluate("document.querySelector('[data-content]').innerHTML") == before


def test_escape_stops_and_gives_the_focus_back(home: str, open_page: Opener) -> None:
    page = on_device(open_page(home).page, [DANISH], home + "om/")
    page.get_by_role("button", name="Læs højt").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("group", name="Læs højt")).to_have_count(0)
    expect(page.get_by_role("button", name="Læs højt")).to_be_focused()
    assert marked(page, "read-sentence") is None
    assert page.evaluate("[device.now, told.length]") == [None, 1]


def test_a_pause_goes_on_with_the_same_sentence_and_the_speed_is_remembered(home: str, open_page: Opener) -> None:
    page = begin(on_device(open_page(home).page, [DANISH], home + "om/"))
    page.evaluate("device.ends()")
    page.get_by_role("button", name="Pause").click()
    assert page.evaluate("device.now") is None
    page.get_by_label("Tempo").select_option("Langsomt")
    assert page.evaluate("device.now") is None
    page.get_by_role("button", name="Fortsæt").click()
    assert told(page) == [READ[0], READ[1], READ[1]]
    assert page.evaluate("told.map(({ rate }) => rate)") == [1, 1, 0.7]
    page.goto(home + "om/kontakt/")
    begin(page)
    assert page.evaluate("told[0].rate") == 0.7
    assert page.context.cookies() == []


def test_it_begins_at_the_heading_the_reader_has_come_to(home: str, open_page: Opener) -> None:
    page = on_device(open_page(home).page, [DANISH], home + "om/", TEXT.replace("<h2", "" + "<p>Bølge.</p>" * 80 + "<h2"))
    page.evaluate("document.getElementById('vand').scrollIntoView()")
    assert told(begin(page)) == ["Vandet"]


def test_it_begins_at_what_is_selected(home: str, open_page: Opener) -> None:
    page = on_device(open_page(home).page, [DANISH], home + "om/")
    page.evaluate(
        """() => { const node = document.querySelector("#vand + p").firstChild; getSelection().setBaseAndExtent(node, 3, node, 9); }"""
    )
    assert told(begin(page)) == ["Det er skolevand."]


def test_an_english_page_is_read_by_an_english_voice(home: str, open_page: Opener) -> None:
    page = on_device(open_page(home).page, [DANISH, ENGLISH], home + "en/", "")
    page.get_by_role("button", name="Read aloud").click()
    page.locator(".aloud").wait_for()
    assert page.evaluate("told[0].voice.lang") == "en-GB"
    expect(page.get_by_role("button", name="Read from here")).to_be_visible()


def test_a_page_of_a_kept_edition_is_read_too(home: str, site: Path, open_page: Opener) -> None:
    kept = sorted(site.glob("udgaver/*/*/index.html"))
    assert kept
    page = on_device(open_page(home).page, [DANISH], home + kept[0].parent.relative_to(site).as_posix() + "/", "")
    assert len(to_the_end(begin(page))) > 5


@pytest.mark.parametrize("width", [320, 1280])
def test_the_controls_leave_room_for_what_is_read(home: str, open_page: Opener, width: int) -> None:
    opened = open_page(home, width=width, height=640).page
    opened.add_init_script("localStorage.laesevisning = JSON.stringify({ text: 'largest', face: 'wide' })")
    page = begin(on_device(opened, [DANISH], home + "om/"))
    bar = page.get_by_role("group", name="Læs højt").bounding_box()
    assert bar and bar["x"] >= 0 and bar["width"] <= width and bar["height"] < 640 / 3
    assert page.evaluate("document.documentElement.scrollWidth") <= width
