"""Citations: what reference managers read, whatever a title holds."""

from __future__ import annotations

import datetime as dt

from publication.sharing.citations import Citation, bibtex, ris

ABOUT = Citation(
    title="Løn & 100 % {musik}",
    publication="Et bedre liv med kultur",
    organisation="Kulturmetropolen",
    edition="Første udgave",
    published=dt.date(2026, 11, 20),
    changed=dt.date(2027, 1, 2),
    url="https://a.example/kommuner/herlev/",
)


def test_bibtex_escapes_what_is_its_own() -> None:
    assert bibtex(ABOUT) == (
        "@misc{kulturmetropolen2027kommunerherlev,\n"
        "  author = {{Kulturmetropolen}},\n"
        r"  title = {{Løn \& 100 \% \{musik\}}}," + "\n"
        "  booktitle = {Et bedre liv med kultur},\n"
        "  edition = {Første udgave},\n"
        "  year = {2027},\n"
        "  date = {2027-01-02},\n"
        "  url = {https://a.example/kommuner/herlev/},\n"
        "  langid = {danish},\n"
        "}\n"
    )


def test_ris_is_a_line_a_field_and_ends() -> None:
    lines = ris(ABOUT).split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert lines[-2:] == ["ER  - ", ""]
    assert "TI  - Løn & 100 % {musik}" in lines and "DA  - 2027/01/02" in lines and "ET  - Første udgave" in lines
