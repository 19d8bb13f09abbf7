"""What an editor hears of a slip in the files that grow every year: one message, at its line, that says what to write."""

from __future__ import annotations

import pytest

from tests.damage import HERE, Data

HAVNESKOLEN = "  partnership: havneskolen\n  period: 2024\n"
AN_ID = "her skal stå et id fra {}.yml: det, der står efter »id« i posten"
A_LIST = "her skal stå en liste med hver værdi på sin egen linje efter en bindestreg"
A_SEASON = "»{}« skal skrives som 2024, forår 2024, efterår 2024 eller 2024/2025"
EMPTY = "er det ikke meldt ind endnu, så lad feltet stå tomt: intet efter kolon"
PUPILS = "elevtallet skal skrives med cifre alene, for eksempel 12, eller som: under 5"
NO_VALUE = "»{}« er ingen værdi; er den ikke kendt, så lad feltet stå tomt, eller slet linjen"


def only(data: Data, file: str, old: str, new: str) -> str:
    """The one message of a change that has the sign where it has to point."""
    place = data.change(file, old, new)
    (said,) = data.said()
    assert said.startswith(place), said
    return said.removeprefix(f"{place}: ").rpartition(" [")[0]


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("partnerships", "    - havneskolen\n", f"    - {HERE}Havneskolen\n", AN_ID.format("schools") + "; mente du »havneskolen«?"),
        ("partnerships", "    - nordby-billedskole\n", f"    - {HERE}nordby-billedskolen\n", "id'et »nordby-billedskolen« findes ikke i schools.yml; mente du »nordby-billedskole«?"),
        ("partnerships", "  special_schools:\n    - havneskolen\n", f"  special_schools: {HERE}Havneskolen\n", A_LIST),
        ("partnerships", "  special_schools:\n    - havneskolen\n", f"  special_schools: {HERE}havneskolen, strandskolen\n", A_LIST),
        ("partnerships", "    - havneskolen\n", f"    {HERE}havneskolen\n", A_LIST),
        ("partnerships", "    - havneskolen\n", f"    {HERE}-havneskolen\n", A_LIST),
        ("partnerships", "  special_schools:\n    - havneskolen\n", f"  {HERE}special_school: havneskolen\n", "feltet »special_school« kendes ikke her; mente du »special_schools«?"),
        ("partnerships", "  starting: 2025\n", f"  starting: {HERE}til sommer\n", A_SEASON.format("til sommer")),
        ("schools", "  name: Fyrskolen\n", f"  name: Fyrskolen\n  former_names: {HERE}Fyrets Skole\n", A_LIST),
        ("schools", "  name: Fyrskolen\n", f"  name: Fyrskolen\n  merged_into: {HERE}Havneskolen\n", AN_ID.format("schools") + "; mente du »havneskolen«?"),
        ("editions", "status: komplet", f"status: {HERE}færdigt", "»færdigt« kan ikke vælges her; vælg mellem »i gang«, »komplet«"),
        ("editions", "report: kystrapporten", f"report: {HERE}Sang og farver", AN_ID.format("sources") + "; mente du »kystrapporten«?"),
        ("editions", "report: kystrapporten", f"report: kystrapporten\n  not_reported: {HERE}Nordby, Aabæk", A_LIST),
        ("editions", "report: kystrapporten", f"report: kystrapporten\n  not_reported:\n    - {HERE}Nordby Kommune", AN_ID.format("municipalities") + "; mente du »nordby«?"),
        ("editions", "year: 2024", f"year: {HERE}efterår 2024", "»efterår 2024« er ikke et helt tal; skriv kun cifre, for eksempel 12; mente du »2024«?"),
        ("editions", "published: 2025-05-02", f"published: {HERE}2025-05", "datoen »2025-05« mangler en dag; skriv for eksempel 2025-05-01"),
    ],
    ids=lambda text: text if text in {"schools", "partnerships", "editions"} else None,
)  # fmt: skip
def test_a_slip_says_what_to_write(data: Data, file: str, old: str, new: str, message: str) -> None:
    assert only(data, file, old, new) == message


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("pupils", "12 elever", PUPILS + "; mente du »12«?"),
        ("pupils", "ca. 12", PUPILS),
        ("pupils", "tolv", PUPILS),
        ("pupils", "3 elever", PUPILS),
        ("pupils", "under5", "et lille elevtal skrives sådan: under 5; mente du »under 5«?"),
        ("pupils", "Færre end fem", "et lille elevtal skrives sådan: under 5; mente du »under 5«?"),
        ("pupils", "ukendt", EMPTY),
        ("pupils", "ikke meldt ind", EMPTY),
        ("pupils", "null", EMPTY),
        ("pupils", "-", NO_VALUE.format("-")),
        ("pupils", "?", NO_VALUE.format("?")),
        ("special_teachers", "fire", "»fire« er ikke et helt tal; skriv kun cifre, for eksempel 12; mente du »4«?"),
        ("special_teachers", "4 lærere", "»4 lærere« er ikke et helt tal; skriv kun cifre, for eksempel 12; mente du »4«?"),
        ("special_teachers", "3-4", "»3-4« er ikke et helt tal; skriv kun cifre, for eksempel 12"),
        ("special_teachers", "~", EMPTY),
        ("source", "Kystrapporten", AN_ID.format("sources") + "; mente du »kystrapporten«?"),
        ("partnership", "Havneskolen", AN_ID.format("partnerships") + "; mente du »havneskolen«?"),
        ("partnership", "Ærøsund Musikskole og Havneskolen", AN_ID.format("partnerships")),
    ],
)  # fmt: skip
def test_a_slip_in_a_count_says_what_to_write(data: Data, field: str, value: str, message: str) -> None:
    text = data.text("participations")
    start = text.index("- id: havneskolen-2024")
    record = text[start : text.index("\n\n", start)]
    (line,) = [one for one in record.splitlines() if one.startswith(f"  {field}:")]
    assert only(data, "participations", record, record.replace(line, f"  {field}: {HERE}{value}")) == message


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("efteråret 2024", "efterår 2024"), ("Efterår 2024", "efterår 2024"), ("efteraar 2024", "efterår 2024"),
        ("2024 forår", "forår 2024"), ("2024, efterår", "efterår 2024"), ("efterår 24", "efterår 2024"),
        ("E24", "efterår 2024"), ("F2024", "forår 2024"), ("2. halvår 2024", "efterår 2024"),
        ("september 2024", "efterår 2024"), ("2024-03", "forår 2024"), ("2024-09-12", "efterår 2024"),
        ("2024-2025", "2024/2025"), ("2024/25", "2024/2025"), ("24/25", "2024/2025"),
        ("skoleåret 2024/2025", "2024/2025"), ("hele 2024", "2024"), ("forår og efterår 2024", "2024"),
        ("sommer 2024", None), ("efterår", None), ("2024/2026", None), ("på tirsdag", None),
    ],
)  # fmt: skip
def test_a_season_written_otherwise_is_understood(data: Data, written: str, meant: str | None) -> None:
    hint = f"; mente du »{meant}«?" if meant else ""
    new = HAVNESKOLEN.replace("2024", f"{HERE}{written}")
    assert only(data, "participations", HAVNESKOLEN, new) == A_SEASON.format(written) + hint


def test_a_school_is_meant_by_a_former_name_too(data: Data) -> None:
    data.change("schools", "  name: Fyrskolen\n", "  name: Fyrskolen\n  former_names:\n    - Lysets Skole\n")
    text = data.text("partnerships").replace("    - fyrskolen\n", f"    - {HERE}Lysets Skole\n", 1)
    data.write("partnerships", text)
    assert AN_ID.format("schools") + "; mente du »fyrskolen«?" in data.said()[0]


def test_the_id_of_a_school_is_no_partnerships(data: Data) -> None:
    new = HAVNESKOLEN.replace("havneskolen", "nordby-musikskole")
    data.change("participations", HAVNESKOLEN, new)
    assert any("»nordby-musikskole« er et id fra schools.yml; her skal stå et fra partnerships.yml" in one for one in data.said())


def test_a_dash_that_is_missing_before_a_record_is_said_once(data: Data) -> None:
    said = only(data, "participations", "\n- id: havneskolen-2024", f"\n  {HERE}id: havneskolen-2024")
    assert said == "feltet »id« står to gange; begynder her en ny post, mangler der en bindestreg foran id"
