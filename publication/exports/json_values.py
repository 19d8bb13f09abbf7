"""Values of the model as JSON."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from publication.model.types import Moment, PupilCount, Span


def plain(value: Any) -> Any:
    """A value as JSON has it: numbers as numbers, dates as ISO 8601, a range as its two ends."""
    match value:
        case BaseModel():
            return {name: plain(inner) for name, inner in value}
        case tuple():
            return [plain(part) for part in value]
        case PupilCount():
            return str(value) if value.suppressed else value.number
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Span():
            return {"from": value.start, "to": value.end}
        case Moment():
            return value.iso
        case dt.date():
            return value.isoformat()
        case _:
            return value


def encoded(value: Any) -> bytes:
    """A JSON file, indented so that a person can read it too."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
