"""Archives and JSON that a hostile run may leave behind, each under the name of what is wrong with it."""

from __future__ import annotations

import io
import json
import struct
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

FORGED = b"[]"
ROW: dict[str, Any] = {"file": "data/x.yml", "line": 1, "column": 1, "code": "tal", "message": "nej"}


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def patched(archive: bytes, offset: int, form: str, value: int) -> bytes:
    """An archive of one file with a field of its central directory's first entry changed."""
    at = archive.index(b"PK\x01\x02") + offset
    return archive[:at] + struct.pack(form, value) + archive[at + struct.calcsize(form) :]


def with_end(archive: bytes, offset: int, form: str, value: int) -> bytes:
    """An archive with a field of the record at its end changed."""
    at = archive.rindex(b"PK\x05\x06") + offset
    return archive[:at] + struct.pack(form, value) + archive[at + struct.calcsize(form) :]


def archives() -> Iterator[tuple[str, bytes]]:
    """Archives from which no list of diagnostics can be read."""
    good = zipped({"diagnostics.json": b" " * 300 + FORGED})
    yield "empty", b""
    yield "text", b"Not Found"
    yield "html", b"<!doctype html><title>404</title>"
    yield "zeros", bytes(10_000)
    yield "gzip", b"\x1f\x8b\x08" + bytes(100)
    yield "no entry", zipped({})
    yield "another name", zipped({"andet.json": FORGED})
    yield "another case", zipped({"Diagnostics.json": FORGED})
    yield "folder of the name", zipped({"diagnostics.json/": b""})
    yield "in a folder", zipped({"x/diagnostics.json": FORGED})
    yield "above", zipped({"../diagnostics.json": FORGED})
    yield "absolute", zipped({"/diagnostics.json": FORGED})
    yield "nul in the name", zipped({"andet.json\0diagnostics.json": FORGED})
    yield "archive in archive", zipped({"diagnostics.json": good})
    for part in (1, 4, 10, 30, 60, len(good) - 1, len(good) - 22):
        yield f"first {part} bytes", good[:part]
    yield "last bytes", good[-40:]
    yield "end alone", good[good.rindex(b"PK\x05\x06") :]
    yield "flipped bytes", bytes(255 - one if 46 < at < 60 else one for at, one in enumerate(good))
    for name, offset, form, value in (
        ("encrypted", 8, "<H", 1),
        ("strong encryption", 8, "<H", 0x41),
        ("patched data", 8, "<H", 0x20),
        ("deflate64", 10, "<H", 9),
        ("implode", 10, "<H", 6),
        ("bzip2", 10, "<H", 12),
        ("lzma", 10, "<H", 14),
        ("unknown method", 10, "<H", 60_000),
        ("wrong checksum", 16, "<I", 1),
        ("packed to nothing", 20, "<I", 0),
        ("packed to much", 20, "<I", 2**31),
        ("zip64 without a field", 20, "<I", 2**32 - 1),
        ("said to be huge", 24, "<I", 2**32 - 1),
        ("long name", 28, "<H", 65_535),
        ("long extra", 30, "<H", 65_535),
        ("elsewhere", 42, "<I", 2**31),
        ("version of the future", 6, "<H", 99),
    ):
        yield name, patched(good, offset, form, value)
    yield "directory elsewhere", with_end(good, 16, "<I", 2**31)
    yield "directory too long", with_end(good, 12, "<I", 2**31)
    yield "directory of nothing", with_end(good, 12, "<I", 0)
    yield "bomb", zipped({"diagnostics.json": b" " * 50_000_000 + FORGED})
    yield "stored and too large", zipped({"diagnostics.json": b" " * 5_000_000}, zipfile.ZIP_STORED)
    yield "really bzip2", zipped({"diagnostics.json": FORGED}, zipfile.ZIP_BZIP2)
    yield "really lzma", zipped({"diagnostics.json": FORGED}, zipfile.ZIP_LZMA)
    yield "100,000 entries", _many(100_000)
    yield "a million entries", _many(1_000_000)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("diagnostics.json", json.dumps([ROW]))
            archive.writestr("diagnostics.json", FORGED)
        yield "twice", made.getvalue()


def _many(count: int) -> bytes:
    """An archive whose directory names many files without holding them."""
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", *([0] * 16))
    directory = entry * count
    return directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count & 0xFFFF, count & 0xFFFF, len(directory), 0, 0)


def texts() -> Iterator[tuple[str, bytes]]:
    """Contents of `diagnostics.json` that are no list of diagnostics."""
    row = json.dumps(ROW)
    for value in (b"", b" ", b"{", b"}", b"null", b"true", b"0", b'""', b"{}", b"[", b"[]]", b"[] []", b"[1]", b"[null]", b"[[]]", b"[{}]"):
        yield value.decode() or "nothing", value
    yield "NaN", b"[NaN]"
    yield "Infinity", row.replace("1", "Infinity", 1).join("[]").encode()
    yield "deep lists", b"[" * 100_000
    yield "deep lists, closed", b"[" * 100_000 + b"]" * 100_000
    yield "deep groups", b'{"a":' * 100_000
    yield "deep in a field", ('[{"x":' + "[" * 100_000 + "]" * 100_000 + "}]").encode()
    yield "no UTF-8", b'[{"file":"\xff\xfe"}]'
    yield "UTF-16", "[]".encode("utf-16")
    yield "surrogate", b'[{"file":"\\ud800"}]'
    yield "unfinished escape", b'["\\u12'
    yield "nul", b"[\0]"
    yield "spaces", b" " * 4_000_000
    yield "huge number", f'[{row.replace(": 1", ": " + "1" * 1_000_000, 1)}]'.encode()
    yield "huge exponent", f'[{row.replace(": 1", ": 1e999999999", 1)}]'.encode()
    yield "a fraction", f'[{row.replace(": 1", ": 1.5", 1)}]'.encode()
    yield "line 0", f'[{row.replace(": 1", ": 0", 1)}]'.encode()
    yield "line below 0", f'[{row.replace(": 1", ": -1", 1)}]'.encode()
    yield "long message", json.dumps([{**ROW, "message": "x" * 1001}]).encode()
    yield "no message", json.dumps([{**ROW, "message": None}]).encode()
    yield "message as a list", json.dumps([{**ROW, "message": ["x"]}]).encode()
    yield "many empty groups", b"[" + b"{}," * 1_300_000 + b"{}]"
    yield "many numbers", b"[" + b"1," * 2_000_000 + b"1]"
    yield "many rows", json.dumps([ROW] * 2001).encode()
    yield "a string of 4 MB", b'"' + b"x" * 4_000_000 + b'"'
    yield "too large", b" " * 4_194_305


def effects() -> Iterator[tuple[str, bytes]]:
    """Contents of `effects.json` that say nothing."""
    change = {"where": "x", "anchor": "", "before": "a", "after": "b"}
    touched: dict[str, Any] = {"address": "/", "title": "T", "sort": "side", "state": "rettet", "changes": [change]}
    record: dict[str, Any] = {"kind": "sources", "id": "x", "line": 1, "state": "rettet", "fields": [change]}
    whole: dict[str, Any] = {"records": [record], "touched": [touched], "left_out": 0, "unbuilt": None}
    yield from ((name, text) for name, text in texts() if name not in {"many rows"})
    for name, value in {
        "another field": {**whole, "verdict": "ingen fejl"},
        "a kind that is none": {**whole, "records": [{**record, "kind": "__class__"}]},
        "a kind with a new line": {**whole, "records": [{**record, "kind": "sources\n"}]},
        "another state": {**whole, "records": [{**record, "state": "godkendt"}]},
        "another sort": {**whole, "touched": [{**touched, "sort": "x"}]},
        "below nothing": {**whole, "left_out": -1},
        "more than there is": {**whole, "left_out": 10**18},
        "too many": {**whole, "touched": [touched] * 201},
        "too long": {**whole, "unbuilt": "x" * 1001},
        "no records": {"touched": []},
        "records as a group": {**whole, "records": {}},
    }.items():
        yield name, json.dumps(value).encode()
