"""The macros that authors call in Markdown: each is registered here and names its template in `overrides/macros/`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publication.book import finished_books
from publication.exports.open_data import open_data
from publication.figures import charts, identicon
from publication.model import danish, register
from publication.web import record_addresses
from publication.build.site_build import Edition
from publication.model.queries import by_group
from publication.model.records import Record
from publication.web.shown_records import records_in
from publication.web.templates import Fragments, relative, render


def define_env(env: Any) -> None:
    """Register the macros; MkDocs' macros plugin calls this once a build."""
    edition: Edition = env.conf["edition"]
    desk = edition.desk
    publication, queries = desk.publication, desk.queries

    def show(template: str, *, shows: Any = (), **values: Any) -> str:
        """Render a template for the page that is being written, and hand it past Markdown.

        `shows` are records on the page that the template finds by itself.
        """
        page = env.page
        remember([shows, values])
        html = render(desk.templates, template, **values)
        if not hasattr(page, "fragments"):
            page.fragments = Fragments()
        return page.fragments.keep(html)

    def remember(value: Any) -> None:
        """Note the records that a page shows: what its templates are given, and what they offer to correct."""
        shown = env.page.__dict__.setdefault("shown", {})
        shown.update(((desk.kinds[type(record)], record.id), record) for record in records_in(value))

    def link(address: str) -> str:
        """The way from the page that is being written to an address of the site."""
        return relative(address, env.page.url)

    def edit(record: Record) -> str | None:
        """The link to correct a record that the page shows."""
        remember(record)
        return desk.edit_link(record)

    # What all templates know, and those that they import from as well.
    desk.templates.globals.update(
        publication=publication, queries=queries, link=link, edit=edit, tile=identicon.blocks
    )

    def municipality() -> Any:
        """The municipality that the page's front matter names."""
        return queries.municipalities[env.page.meta["municipality"]]

    # --- Whole blocks, alone in their paragraph ---------------------------------------------------

    @env.macro
    def tile_map(most: int = register.MOST) -> str:
        fits = not queries.register or queries.register.fits_a_map_of(most)
        return show("tile_map", map=charts.tile_map(publication) if fits else None)

    @env.macro
    def municipalities_table() -> str:
        return show("municipalities_table", shows=[publication.municipalities, publication.partnerships])

    @env.macro
    def share_chart() -> str:
        return show("share_chart", chart=charts.share_chart(queries), shows=publication.municipalities)

    @env.macro
    def participants_chart(year: int | None = None) -> str:
        return show("participants_chart", chart=charts.participants_chart(queries, year))

    @env.macro
    def timeline() -> str:
        return show("timeline", chart=charts.timeline(publication))

    @env.macro
    def formats() -> str:
        return show("formats", chart=charts.formats(publication))

    @env.macro
    def framework() -> str:
        return show("framework", chart=charts.framework(queries))

    @env.macro
    def principles() -> str:
        return show("principles")

    @env.macro
    def statements(group: str, limit: int | None = None) -> str:
        chosen = [record for record in publication.statements if record.group == group]
        return show("statements", statements=chosen[:limit])

    @env.macro
    def media() -> str:
        return show("media", items=publication.media_coverage)

    @env.macro
    def facts(topic: str, group: str | None = None) -> str:
        chosen = [record for record in queries.figures_on[topic] if group in (None, record.group)]
        return show("facts", groups=by_group(chosen), headings=group is None)

    @env.macro
    def fact_titles(topic: str, group: str, at: str) -> str:
        chosen = [record for record in queries.figures_on[topic] if record.group == group]
        return show("fact_titles", figures=chosen, at=at)

    @env.macro
    def numbers(*ids: str) -> str:
        return show("numbers", figures=[queries.figures[id_] for id_ in ids])

    @env.macro
    def training() -> str:
        return show("training")

    @env.macro
    def sources(references: bool = False) -> str:
        chosen = [source for source in publication.sources if record_addresses.is_reference(source) == references]
        return show("sources", sources=chosen)

    @env.macro
    def source_cards(*ids: str) -> str:
        return show("source_cards", sources=[queries.sources[id_] for id_ in ids])

    @env.macro
    def changes() -> str:
        return show("changes")

    @env.macro
    def contact() -> str:
        return show("contact", shows=publication.initiative)

    @env.macro
    def accessibility_statement() -> str:
        return show("accessibility_statement")

    @env.macro
    def chairs() -> str:
        return show("chairs", shows=publication.initiative)

    @env.macro
    def thanks() -> str:
        return show("thanks", shows=publication.initiative)

    @env.macro
    def glossary() -> str:
        return show("glossary")

    @env.macro
    def data_files() -> str:
        return show("data_files", listing=edition.listing)

    @env.macro
    def data_columns() -> str:
        return show("data_columns", listing=edition.listing)

    @env.macro
    def books() -> str:
        return show("books", books=finished_books.whole(edition.books), changed=open_data.changed(publication))

    # --- Where all municipalities stand, when they are more than a figure shows --------------------

    @env.macro
    def register_table() -> str:
        part = queries.register.part(env.page.meta["register"])
        return show("register_table", part=part, shows=[queries.partnerships_of.get(record.id) for record in part.records])

    @env.macro
    def register_map() -> str:
        return show("register_map", map=charts.tile_map(publication))

    # --- Parts of a municipality's page -----------------------------------------------------------

    def part(name: str, values: Callable[[Any], dict[str, Any]] = lambda record: {}) -> None:
        """Register `municipality_<name>`, a block about the page's own municipality."""

        def block() -> str:
            record = municipality()
            return show(f"municipality_{name}", municipality=record, **values(record))

        block.__name__ = f"municipality_{name}"
        env.macro(block)

    part("facts")
    part("partners")
    part("participants", lambda record: {"chart": charts.participants_of(queries, record)})
    part("share", lambda record: {"chart": charts.share_of(queries, record)})
    part("statements")
    part("media")
    part("people")
    part("neighbours")
    part(
        "sheet",
        lambda record: {
            "sheet": edition.books.get(finished_books.sheet(record.id)),
            "changed": open_data.changed(publication),
        },
    )

    # --- Words inside a sentence ------------------------------------------------------------------

    @env.macro
    def number(id_: str) -> str:
        return show("number", figure=queries.figures[id_])

    @env.macro
    def value(id_: str) -> str:
        return show("value", figure=queries.figures[id_])

    @env.macro
    def name(id_: str) -> str:
        return show("word", word=queries.municipalities[id_].name, shows=queries.municipalities[id_])

    @env.macro
    def count(kind: str) -> str:
        return show("word", word=danish.in_words(len(getattr(publication, kind))), shows=getattr(publication, kind))

    @env.macro
    def amount(id_: str) -> str:
        return show("amount", figure=queries.figures[id_], english=env.page.meta.get("lang") == "en")

    @env.macro
    def municipality_names() -> str:
        return show("municipality_names", english=env.page.meta.get("lang") == "en")

    @env.macro
    def initiative(field: str) -> str:
        return show("word", word=danish.written(getattr(publication.initiative, field)))
