"""A form that a reader filled in on the site comes back in a mail, and becomes the same proposal as one on GitHub."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from publication.github import form_proposals, issue_forms, mailed_forms
from publication.loading.loader import load
from publication.validation.checking import check
from tests.damage import fresh

TODAY = dt.date(2026, 11, 20)
MEDIA, PARTNERSHIP, NUMBER = issue_forms.forms()


def mail(form: issue_forms.Form, **given: str) -> str:
    """The lines that a browser writes into the mail: HTML's `text/plain` encoding of a form."""
    boxes = [(question.label, given.get(question.id.replace("-", "_"), "")) for question in form.questions]
    pairs = [(mailed_forms.FIRST, form.words["name"]), *boxes, (mailed_forms.LAST, ".")]
    return "".join(f"{name}={value}\r\n" for name, value in pairs)


def pasted(text: str) -> str:
    """The editors' form with the lines of a mail in it, as GitHub writes it."""
    return f"### {issue_forms.mail_form().questions[0].label}\n\n{text}"


ARTICLE = {"outlet": "Avisen", "title": "Sang for alle = glæde", "kind": "artikel", "url": "https://eksempel.dk/sang"}


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text,
        lambda text: text.replace("\r\n", "\n"),
        lambda text: "Kære jer\n\n" + text + "\nVenlig hilsen\nEn læser\nTitel=Noget andet\n",
        lambda text: "".join(f"> {line}\n" for line in text.splitlines()),
        lambda text: "".join(f">> {line}\n\n" for line in text.splitlines()),
        lambda text: text.replace("Sang for alle = glæde", "Sang for alle\n= glæde"),
        lambda text: text.replace("=", "=\u00a0", 2),
    ],
    ids=["as written", "other line ends", "in a letter", "quoted", "quoted twice", "a line cut in two", "no-break spaces"],
)
def test_a_mail_becomes_the_record_it_describes(tmp_path: Path, changed: object) -> None:
    assert callable(changed)
    data = fresh(tmp_path)
    made = form_proposals.proposal(pasted(changed(mail(MEDIA, **ARTICLE))), data.folder, TODAY)
    data.write("media_coverage", made.texts["media_coverage"])
    publication, diagnostics = check(data.folder)
    assert publication and not diagnostics
    item = publication.media_coverage[-1]
    assert (item.outlet, item.title, item.url) == ("Avisen", "Sang for alle = glæde", "https://eksempel.dk/sang")


def test_what_people_write_in_their_own_way_is_written_as_data_has_it(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    given = {**ARTICLE, "url": "eksempel.dk/sang", "published": "3. marts 2024"}
    made = form_proposals.proposal(pasted(mail(MEDIA, **given)), data.folder, TODAY)
    data.write("media_coverage", made.texts["media_coverage"])
    publication, diagnostics = check(data.folder)
    assert publication and not diagnostics
    item = publication.media_coverage[-1]
    assert item.url == "https://eksempel.dk/sang" and item.published and item.published.iso == "2024-03-03"


def test_several_names_stand_on_a_line_each(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    known = load(data.folder).publication
    assert known
    names = "\r\n".join(record.name for record in known.municipalities[:2])
    made = form_proposals.proposal(pasted(mail(MEDIA, **ARTICLE, municipalities=names)), data.folder, TODAY)
    data.write("media_coverage", made.texts["media_coverage"])
    publication, _ = check(data.folder)
    assert publication and publication.media_coverage[-1].municipalities == tuple(one.id for one in known.municipalities[:2])


@pytest.mark.parametrize("text", ["", "Hej, jeg vil gerne rette noget.", "Formular=Noget andet\nSlut=.", "Formular=Fejl på en side\nSlut=."])
def test_a_mail_that_is_no_form_is_left_to_people(tmp_path: Path, text: str) -> None:
    with pytest.raises(form_proposals.Unclear, match="Formular"):
        form_proposals.proposal(pasted(text), fresh(tmp_path).folder, TODAY)


def test_a_small_count_in_a_mail_is_refused_as_in_every_form(tmp_path: Path) -> None:
    data = fresh(tmp_path)
    text = mail(PARTNERSHIP, special_schools="Opdigtet Skole", culture_schools="Opdigtet Musikskole", tal_pupils="4")
    with pytest.raises(form_proposals.Unclear, match="hvor få elever"):
        form_proposals.proposal(pasted(text), data.folder, TODAY)
