"""»Ret eller tip os«: a reader without an account fills in a form, and the browser prepares a mail that can be read back."""

from __future__ import annotations

from pathlib import Path

from dev.harness.browser import Opener
from dev.harness.http_server import serving
from publication.github import mailed_forms

ADDRESS = "om/ret/"
# What the browser hands to the mail program: HTML's `text/plain` encoding of the form.
WRITTEN = "form => [...new FormData(form)].map(([name, value]) => `${name}=${value}\\r\\n`).join('')"


def test_the_mail_is_read_back_as_it_was_filled_in(site: Path, open_page: Opener) -> None:
    with serving(site) as home:
        page = open_page(f"{home}{ADDRESS}", javascript=True).page
        form = page.locator("#ret-et-tal")
        page.get_by_text("Ret et tal", exact=True).click()
        given = {"Hvor står tallet?": "/kommuner/nordby/", "Hvad står der nu?": "12", "Hvad skal der stå?": "13"}
        for label, answer in given.items():
            form.get_by_label(label).fill(answer)
        form.get_by_label("Hvor ved du det fra?").fill("Det står i rapporten.\nSide 4.")
        read = mailed_forms.answers(form.evaluate(WRITTEN))
    assert read
    assert read[0].words["name"] == "Ret et tal"
    assert dict(read[1]) == {
        "side": "/kommuner/nordby/",
        "staar": "12",
        "aar": "",
        "skal-staa": "13",
        "hvorfor": "Det står i rapporten. Side 4.",
    }


def test_the_browser_asks_for_what_is_missing_and_refuses_a_small_count(site: Path, open_page: Opener) -> None:
    with serving(site) as home:
        page = open_page(f"{home}{ADDRESS}", javascript=True).page
        page.get_by_text("Nyt samarbejde", exact=True).click()
        pupils = page.locator("#nyt-samarbejde").get_by_label("Tal: Elever")
        for written, taken in (("3", False), ("12", True), ("under 5", True), ("", True)):
            pupils.fill(written)
            assert pupils.evaluate("box => box.checkValidity()") is taken
        assert page.locator("#ret-et-tal").evaluate("form => form.checkValidity()") is False


def test_nothing_is_sent_but_by_the_readers_own_mail_program(site: Path, open_page: Opener) -> None:
    with serving(site) as home:
        page = open_page(f"{home}{ADDRESS}", javascript=False).page
        forms = page.locator(".reader-form form")
        assert forms.count() >= 4
        for place in range(forms.count()):
            form = forms.nth(place)
            assert (form.get_attribute("action") or "").startswith("mailto:")
            assert (form.get_attribute("method"), form.get_attribute("enctype")) == ("post", "text/plain")
