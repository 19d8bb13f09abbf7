"""The data of a kept edition in one zip: its tables for spreadsheets, and the files that it is made from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from publication.exports.csv_tables import tables
from publication.exports.metadata import Words
from publication.loading.kept_editions import KeptEdition
from publication.web.build_context import BuildContext

# A zip holds a time for each file; always the same one gives always the same bytes.
_TIME = (1980, 1, 1, 0, 0, 0)


def archive(kept: KeptEdition, context: BuildContext, words: Words) -> bytes:
    """The zip. Files are in the order of their names."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as zipped:
        for name, data in sorted(_files(kept, context, words)):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, data)
    return content.getvalue()


def _files(kept: KeptEdition, context: BuildContext, words: Words) -> Iterator[tuple[str, bytes]]:
    for file in kept.data.glob("*.yml"):
        yield f"data/{file.name}", file.read_bytes()
    for table in tables(context.queries, words):
        # Where a row is read may change, and an edition does not.
        yield f"tabeller/{table.name}.csv", table.csv(lambda kind, record: None)
