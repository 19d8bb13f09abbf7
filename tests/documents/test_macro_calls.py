"""What an author is told about a call of a macro, before it is made."""

from __future__ import annotations

from inspect import Parameter, signature
from typing import Annotated, Literal

import pytest

from publication.documents.macro_calls import Known, call_diagnostics, macros_called
from publication.loading import loader
from publication.model.queries import Queries
from tests.damage import FIXTURES

NUMBERS = {"elever-2024", "timer-2024"}
Number = Annotated[str, Known(lambda queries: NUMBERS)]
Topic = Annotated[str, Known(lambda queries: {"loven"})]
Group = Annotated[str, Known(lambda queries: {"Hvad siger loven?"})]


def number(id_: Number) -> None: ...
def numbers(*ids: Number) -> None: ...
def facts(topic: Topic, group: Group | None = None) -> None: ...
def statements(group: Literal["praksis", "politik"], limit: int | None = None) -> None: ...
def sources(references: bool = False) -> None: ...
def tile_map(most: int = 10) -> None: ...
def changes() -> None: ...


MACROS: dict[str, dict[str, Parameter]] = {
    one.__name__: dict(signature(one, eval_str=True).parameters)
    for one in (number, numbers, facts, statements, sources, tile_map, changes)
}


@pytest.fixture(scope="module")
def queries() -> Queries:
    publication, _ = loader.read(FIXTURES)
    assert publication
    return Queries(publication)


def said(text: str, queries: Queries) -> list[str]:
    return [str(diagnostic) for diagnostic in call_diagnostics("docs/x.md", text, MACROS, queries)]


ONLY = "mellem {{ og }} skal stå navnet på en makro med parenteser efter, og ikke andet [side-makro]"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("ord\n\n{{ fact('loven') }}", "3:1: der er ingen makro, der hedder »fact«; mente du »facts«? [side-makro]", id="macro"),
        pytest.param("{{ number('elever-202') }}", "1:1: der er intet i data med navnet »elever-202«; mente du »elever-2024«? [side-id]", id="id"),
        pytest.param("{{ numbers('timer-2024', 'timer-202') }}", "1:1: der er intet i data med navnet »timer-202«; mente du »timer-2024«? [side-id]", id="one of several ids"),
        pytest.param("{{ facts('loven', group='Hvad siger lov?') }}", "1:1: der er intet i data med navnet »Hvad siger lov?«; mente du »Hvad siger loven?«? [side-id]", id="group"),
        pytest.param("{{ statements('praksi') }}", "1:1: der er intet i data med navnet »praksi«; mente du »praksis«? [side-id]", id="choice"),
        pytest.param("a\n{{ number('elever-2024' }}", "2:1: makroen mangler sin sidste parentes; mente du »{{ number('elever-2024') }}«? [side-tegn]", id="brackets"),
        pytest.param("{{ number(“elever-2024”) }}", "1:1: mellem {{ og }} skal anførselstegnene være lige (\"); mente du »{{ number(\"elever-2024\") }}«? [side-tegn]", id="curly quotation marks"),
        pytest.param("a {{ changes() }} b\n{{ number('elever-2024')", "2:1: der mangler }} efter makroen; mente du »{{ number('elever-2024') }}«? [side-tegn]", id="not closed"),
        pytest.param("{{ number('elever-2024) }}", "1:1: et anførselstegn mellem {{ og }} bliver ikke lukket igen [side-tegn]", id="one quotation mark"),
        pytest.param("{{{ changes() }}}", "1:1: skriv to krøllede parenteser og ikke tre [side-tegn]", id="three braces"),
        pytest.param("{{ numbers() }}", "1:1: makroen »numbers« mangler mindst én værdi; skriv {{ numbers(\"…\") }} [side-makro]", id="no values at all"),
        pytest.param("{{ number }}", "1:1: makroen »number« mangler sine parenteser med »id« imellem; skriv {{ number(\"…\") }} [side-makro]", id="no parentheses"),
        pytest.param("{{ changes }}", "1:1: makroen »changes« mangler sine parenteser; mente du »{{ changes() }}«? [side-makro]", id="no parentheses where none are filled"),
        pytest.param("{{ number() }}", "1:1: makroen »number« mangler »id« mellem parenteserne; skriv {{ number(\"…\") }} [side-makro]", id="a value missing"),
        pytest.param("{{ changes('x') }}", "1:1: makroen »changes« tager ingen værdier, og her står 1 [side-makro]", id="a value too many"),
        pytest.param("{{ tile_map(5, 6) }}", "1:1: makroen »tile_map« tager højst 1 værdier, og her står 2 [side-makro]", id="two where one goes"),
        pytest.param("{{ statements('praksis', limt=3) }}", "1:1: makroen »statements« kender ikke »limt«; mente du »limit«? [side-makro]", id="keyword"),
        pytest.param("{{ statements('praksis', '3') }}", "1:1: »limit« i makroen »statements« skal være et tal uden anførselstegn [side-makro]", id="text for a number"),
        pytest.param("{{ sources(references='ja') }}", "1:1: »references« i makroen »sources« skal være true eller false [side-makro]", id="text for yes"),
        pytest.param("{{ number(5) }}", "1:1: »id« i makroen »number« skal være tekst i anførselstegn [side-makro]", id="a number for text"),
        pytest.param("{{ number(name) }}", "1:1: værdierne til makroen »number« skal skrives ud, som tekst i lige anførselstegn eller som tal [side-makro]", id="a name for a value"),
        pytest.param("{{ number(*x) }}", "1:1: skriv værdierne til makroen »number« ud, uden stjerner [side-makro]", id="a list for values"),
        pytest.param("{% if x %}a{% endif %}", "1:1: på en side kan kun stå makroer, og {% … %} er ikke en; slet det [side-makro]", id="block"),
        pytest.param("{% include 'x' %}", "1:1: på en side kan kun stå makroer, og {% … %} er ikke en; slet det [side-makro]", id="include"),
        pytest.param("{{ 'x' | upper }}", f"1:1: {ONLY}", id="filter"),
        pytest.param("{{ ''.__class__ }}", f"1:1: {ONLY}", id="attribute"),
        pytest.param("{{ number.__globals__ }}", f"1:1: {ONLY}", id="a macro's attribute"),
        pytest.param("{{ changes().x }}", f"1:1: {ONLY}", id="an attribute of what a macro gives"),
        pytest.param("{{ 1 + 1 }}", f"1:1: {ONLY}", id="sum"),
        pytest.param("{{ now() }}", "1:1: der er ingen makro, der hedder »now« [side-makro]", id="a function of the plugin"),
        pytest.param("`{{ context() }}`", "1:1: der er ingen makro, der hedder »context« [side-makro]", id="in code"),
    ],
)
def test_each_diagnostic_has_its_line_and_the_likely_right_word(text: str, message: str, queries: Queries) -> None:
    assert said(text, queries) == [f"docs/x.md:{message}"]


def test_all_diagnostics_of_a_page_at_once(queries: Queries) -> None:
    text = "{{ number('a') }}\n{{ number('b') }}\n{{ ukendt() }}"
    assert [diagnostic.line for diagnostic in call_diagnostics("docs/x.md", text, MACROS, queries)] == [1, 2, 3]


@pytest.mark.parametrize(
    "text",
    [
        "{{ tile_map() }} {{ number('timer-2024') }} {{ facts('loven') }}",
        "{{ facts('loven', group='Hvad siger loven?') }} {{ facts(topic='loven', group=None) }}",
        "{{ statements('politik', limit=3) }} {{ numbers('timer-2024', 'elever-2024') }} {{ sources(references=true) }}",
        "Krøllede { parenteser } og 100 % af {# noget, ingen ser #} teksten",
    ],
)
def test_what_is_there_is_no_diagnostic(text: str, queries: Queries) -> None:
    assert said(text, queries) == []


def test_the_macros_that_a_page_calls_are_known() -> None:
    assert macros_called("{{ a() }} b {{ c('x') }}") == {"a", "c"}
    assert macros_called("{{ a( }}") == set()
