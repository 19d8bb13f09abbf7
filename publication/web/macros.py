"""Macros: what authors call in Markdown. Each is a template of `overrides/macros/` and a function that gives it values."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property
from typing import Any

from publication.model.kinds import Publication
from publication.model.queries import Queries
from publication.model.records import Municipality, Record
from publication.web.build_context import KIND_OF, BuildContext
from publication.web.templates import Fragments, relative, render

Values = dict[str, Any]


@dataclass(frozen=True)
class Macro:
    """`values(call, …)` gives the values of the template, and takes what the author wrote between the brackets.

    The records among the values count as shown on the page, unless `shows_records` is false, and so do those under the
    key `shows`, for a template that finds its records by itself.
    """

    template: str
    values: Callable[..., Values] = lambda call: {}
    shows_records: bool = True

    @cached_property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """What an author may write between the brackets; the annotations say which ids."""
        return dict(list(inspect.signature(self.values, eval_str=True).parameters.items())[1:])


@dataclass
class PageDraft:
    """A page while its Markdown is rendered: its front matter and address, the HTML that macros have made, and the records shown."""

    meta: Mapping[str, Any]
    url: str
    fragments: Fragments = field(default_factory=Fragments)
    shown: dict[tuple[str, str], Record] = field(default_factory=dict)

    def note(self, value: Any) -> None:
        """Note the records in a value as shown."""
        self.shown.update(((KIND_OF[type(record)], record.id), record) for record in records_in(value))


@dataclass(frozen=True)
class MacroCall:
    """What a macro's function is given: the build's context, the page, and `more` that a build puts beside."""

    context: BuildContext
    page: PageDraft
    more: Mapping[str, Any]

    @property
    def publication(self) -> Publication:
        return self.context.publication

    @property
    def queries(self) -> Queries:
        return self.context.queries

    @property
    def municipality(self) -> Municipality:
        """The one that the page's front matter names."""
        return self.queries.municipalities[self.page.meta["municipality"]]

    @property
    def english(self) -> bool:
        return self.page.meta.get("lang") == "en"


class MacroRenderer:
    """Renders macros on one page after the other. `more` is what the functions of macros find in `call.more`."""

    def __init__(self, context: BuildContext, more: Mapping[str, Any]) -> None:
        self._context, self._more = context, more
        self._page = PageDraft({}, "")
        # Jinja resolves the globals of imported templates once, so these follow the page by themselves.
        context.templates.globals.update(link=self._link, edit=self._edit)

    def render(self, page: PageDraft, macro: Macro, *args: Any, **kwargs: Any) -> str:
        """The mark that stands in a page's Markdown for what the macro shows."""
        self._page = page
        values = macro.values(MacroCall(self._context, page, self._more), *args, **kwargs)
        if macro.shows_records:
            page.note(values)
        values.pop("shows", None)
        return page.fragments.keep(render(self._context.templates, macro.template, **values))

    def _link(self, address: str) -> str:
        return relative(address, self._page.url)

    def _edit(self, record: Record) -> str | None:
        self._page.note(record)
        return self._context.edit_link(record)


def records_in(value: Any) -> Iterator[Record]:
    """The records in a value: itself, or deep in lists, groups and the parts of a figure."""
    if isinstance(value, Record):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from records_in(part)
    elif isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from records_in(part)
    elif is_dataclass(value) and not isinstance(value, type | Publication | Queries):
        for part in fields(value):
            yield from records_in(getattr(value, part.name))
