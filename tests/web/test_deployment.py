"""Where the publication lives: nothing invented, everything from the run, at a root and below a path."""

from __future__ import annotations

import pytest

from publication.web.deployment import EXAMPLE, deployment

ACTIONS = {"GITHUB_REPOSITORY": "En-Kommune/kultur", "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REF": "refs/heads/hoved"}


def test_without_a_word_it_is_an_example_and_nothing_can_be_edited() -> None:
    here = deployment({})
    assert here.site == EXAMPLE and EXAMPLE.endswith(".example/")
    assert here.edit("data/x.yml", 3) is None


def test_in_a_run_both_come_from_the_run() -> None:
    here = deployment(ACTIONS)
    assert here.site == "https://en-kommune.github.io/kultur/"
    assert here.path == "/kultur/"
    assert here.edit("data/municipalities.yml", 12) == "https://github.com/En-Kommune/kultur/edit/hoved/data/municipalities.yml#L12"


@pytest.mark.parametrize(
    ("more", "site"),
    [
        pytest.param({"GITHUB_REPOSITORY": "En-Kommune/en-kommune.github.io"}, "https://en-kommune.github.io/", id="the owner's own site"),
        pytest.param({"SITE_URL": "https://kultur.example.dk"}, "https://kultur.example.dk/", id="an address that is said"),
        pytest.param({"SITE_URL": "https://example.dk/et/sted/"}, "https://example.dk/et/sted/", id="a path that is said"),
    ],
)
def test_a_said_address_goes_first(more: dict[str, str], site: str) -> None:
    assert deployment(ACTIONS | more).site == site


def test_a_pull_request_is_edited_in_the_main_branch() -> None:
    assert deployment(ACTIONS | {"GITHUB_REF": "refs/pull/7/merge"}).branch == "main"
    assert deployment(ACTIONS | {"DEFAULT_BRANCH": "trunk"}).branch == "trunk"


def test_an_address_is_whole_below_a_path() -> None:
    here = deployment(ACTIONS)
    assert here.absolute("/kommuner/herlev/") == "https://en-kommune.github.io/kultur/kommuner/herlev/"
    assert here.absolute("/") == here.site
