"""The macros that authors call in Markdown: each renders a template of `overrides/macros/`."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cached_property
from typing import Any

from publication.model.kinds import Publication
from publication.model.queries import Queries
from publication.model.records import Fact, Figure, Municipality, Record, Source
from publication.web.build_context import KIND_OF, BuildContext
from publication.web.templates import Fragments, relative, render

Values = dict[str, Any]


@dataclass(frozen=True)
class MacroCall:
    """What a macro's function is given; `municipality` is the one that the page is about, `today` the build's day.

    `uncited` holds the facts that the page has told and not yet named the source of, `unnoted` those of which it has not
    yet said what is noted about them.
    """

    publication: Publication
    queries: Queries
    municipality: Municipality
    today: dt.date
    uncited: list[Fact]
    unnoted: list[Fact] = field(default_factory=list)


@dataclass(frozen=True)
class Macro:
    """`values(call, …)` takes what the author wrote between the brackets, and gives the template values of its own.

    Every template finds `municipality` and `english` of its page besides. The records among the values count as shown
    on the page, and so do those under the key `shows`, for a template that finds its records by itself.
    """

    template: str
    values: Callable[..., Values] = lambda call: {}

    @cached_property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """What an author may write between the brackets; the annotations say which ids."""
        return dict(list(inspect.signature(self.values, eval_str=True).parameters.items())[1:])


@dataclass
class PageDraft:
    """A page while its Markdown is rendered: its front matter and address, its macros' HTML, and the records shown."""

    meta: Mapping[str, Any]
    url: str
    fragments: Fragments = field(default_factory=Fragments)
    shown: dict[tuple[str, str], Record] = field(default_factory=dict)
    uncited: list[Fact] = field(default_factory=list)
    unnoted: list[Fact] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    """The ids of the sources that the page has named."""

    def note(self, value: Any, *, cited: bool = False) -> None:
        """Note the records in a value as shown; `cited` where their source is named beside them already."""
        records = list(records_in(value))
        self.shown.update(((KIND_OF[type(record)], record.id), record) for record in records)
        if not cited:
            known = {figure.id for figure in self.uncited}
            self.uncited += [one for one in records if isinstance(one, Figure) and one.id not in known]


class MacroRenderer:
    """Renders macros on one page after the other."""

    def __init__(self, context: BuildContext) -> None:
        self._context = context
        self._page = PageDraft({}, "")
        # Jinja resolves the globals of imported templates once, so these follow the page by themselves.
        context.templates.globals.update(link=self._link, edit=self._edit, first_named=self._first_named)

    def render(self, page: PageDraft, macro: Macro, *args: Any, **kwargs: Any) -> str:
        """The mark that stands in a page's Markdown for what the macro shows."""
        self._page = page
        context, municipality = self._context, self._context.municipality(page.meta)
        call = MacroCall(context.publication, context.queries, municipality, context.today, page.uncited, page.unnoted)
        values = macro.values(call, *args, **kwargs)
        # A figure with a drawing has a source line of its own.
        page.note([municipality, values], cited="chart" in values)
        values = {
            "municipality": municipality,
            "about_edition": context.about_edition(page.meta),
            "english": page.meta.get("lang") == "en",
            **values,
        }
        return page.fragments.keep(render(context.templates, macro.template, **values))

    def _link(self, address: str) -> str:
        return relative(self._context.at(address), self._page.url)

    def _edit(self, record: Record) -> str | None:
        self._page.note(record)
        return self._context.edit_link(record)

    def _first_named(self, source: Source) -> bool:
        """Whether the page has not named a source before. Calling it counts as naming."""
        before = source.id in self._page.named
        self._page.named.add(source.id)
        return not before


def records_in(value: Any) -> Iterator[Record]:
    """The records in a value: itself, or deep in lists, groups and the parts of a figure."""
    if isinstance(value, Record):
        yield value
    elif value is None or isinstance(value, str | int | float):
        return
    elif isinstance(value, list | tuple):
        for part in value:
            yield from records_in(part)
    elif isinstance(value, Mapping) or is_dataclass(value):
        parts = value if isinstance(value, Mapping) else vars(value)
        yield from records_in(list(parts.values()))
