"""Addresses in `data/`: links, e-mail addresses, telephone numbers, and addresses on this site."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator

from publication.model import letters
from publication.model.types import json_text, refuse, stripped, unquoted

# A web address inside Markdown or pointed brackets: `[GAFFA](https://…)`, `<https://…>`.
_WRAPPED = re.compile(r"\[[^\]]*\]\(\s*<?([^\s()<>]+)>?[^)]*\)|<([^\s<>]+)>")


def _address_in(text: str) -> str | None:
    """The address alone, where it stands as a link in Markdown."""
    found = _WRAPPED.fullmatch(text.strip())
    return (found[1] or found[2]) if found else None


# Letters that an address may have beside a-z: those of the countries around us.
_HOST = re.compile(r"[a-z0-9ß-öø-ÿ-]+(\.[a-z0-9ß-öø-ÿ-]+)+")


def _link(value: Any, scheme: str) -> str:
    """A plain web address of the one scheme: a host with a dot, no user name, no white space, nothing invisible.

    Danish letters stay as they are written, in the host too: browsers and servers translate them themselves.
    """
    unquoted(value)
    text = letters.composed(value)
    if (alone := _address_in(text)) and alone.startswith(f"{scheme}://"):
        refuse("link", "skriv kun adressen", alone)
    if (
        not text.isprintable()
        or any(sign in text for sign in ' <>"`{}|\\^')
        or letters.first_invisible(text) is not None
    ):
        found = re.findall(rf"{scheme}://[^\s<>\"`{{}}|\\^]+", text)
        alone = "; skriv kun den ene adresse" if len(found) > 1 else "; skriv adressen og intet andet"
        # A blank after an address may be a part of it that was not copied well.
        certain = len(found) == 1 and (not text.startswith(scheme) or found[0].endswith((",", ";", ".")))
        one = found[0].rstrip(".,;:!?)") if certain else None
        refuse("link", f"linket rummer et mellemrum eller et tegn, der ikke hører til i et link{alone}", one)
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        refuse("link", f"»{text}« er ikke et gyldigt link")
    if parts.scheme != scheme:
        if scheme == "https" and parts.scheme == "http":
            refuse("link", f"linket »{text}« skal begynde med https://", "https" + text[4:])
        refuse("link", f"linket »{text}« skal begynde med {scheme}://", _with_scheme(text, scheme))
    if not host and (whole := _with_scheme(text, scheme)):
        refuse("link", f"linket »{text}« skal begynde med {scheme}:// og to skråstreger", whole)
    if parts.username is not None or port is not None or not _HOST.fullmatch(host):
        refuse("link", f"»{text}« er ikke en almindelig webadresse")
    return text


def _with_scheme(text: str, scheme: str) -> str | None:
    """The address with its scheme as it should be: of `www.dr.dk`, `htps://dr.dk` and `https:/dr.dk`."""
    if text.startswith("https://"):
        return None  # an address that is safe belongs in the other field
    bare = re.sub(r"^(?:[a-z]{3,6}(?::/*|//)|/+)", "", text, flags=re.IGNORECASE)
    return f"{scheme}://{bare}" if re.match(r"[\w-]+(\.[\w-]+)+(/|$)", bare) else None


def parse_link(value: Any) -> str:
    """A link with https://."""
    return _link(value, "https")


def parse_http_link(value: Any) -> str:
    """A link with http://, for the few sources whose own link has no https."""
    return _link(value, "http")


Link = Annotated[str, BeforeValidator(parse_link), json_text(format="iri", pattern="^https://")]
HttpLink = Annotated[str, BeforeValidator(parse_http_link), json_text(format="iri", pattern="^http://")]


def parse_mail(value: Any) -> str:
    """An e-mail address."""
    text = unquoted(value)
    if not re.fullmatch(r"[A-Za-z0-9._+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+", text):
        refuse("mail", f"»{text}« er ikke en mailadresse")
    return text


Mail = Annotated[str, BeforeValidator(parse_mail), json_text(format="email")]


def parse_phone(value: Any) -> str:
    """A Danish telephone number: eight digits, returned in pairs."""
    digits = re.sub(r"[ \u00a0]", "", stripped(value))
    if not re.fullmatch(r"[0-9]{8}", digits):
        refuse("telefon", f"»{value}« er ikke et dansk telefonnummer med otte cifre")
    return " ".join(digits[place : place + 2] for place in range(0, 8, 2))


Phone = Annotated[str, BeforeValidator(parse_phone), json_text(pattern="^[0-9 ]{8,11}$")]

_ADDRESS = re.compile(r"/(?:[a-z0-9-]+/)*")


def parse_address(value: Any) -> str:
    """An address on this site, such as `/kommuner/herlev/`."""
    text = unquoted(value)
    if not _ADDRESS.fullmatch(text):
        message = f"»{text}« er ikke en adresse her på siden; skriv for eksempel /kommuner/herlev/"
        refuse("adresse", message, _address_meant(_address_in(text) or text))
    return text


def _address_meant(text: str) -> str | None:
    """The address that a whole link, a file in `docs/` or an address without its slashes stands for."""
    bare = re.sub(r"^https?://[^/]+|^(?:\.*/)*docs/|[?#].*$", "", text.strip().lower())
    bare = re.sub(r"(?:(?:^|/)index)?\.(?:md|html)$", "", bare).strip("/")
    meant = f"/{bare}/" if bare else "/"
    return meant if _ADDRESS.fullmatch(meant) else None


Address = Annotated[str, BeforeValidator(parse_address), json_text(pattern=f"^{_ADDRESS.pattern}$")]
