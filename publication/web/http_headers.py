"""What a server says along with each file: the security headers and how long a browser may keep it.

From it `make servers` writes `dev/deploy/` for nginx and Caddy, and the build `_headers` for Netlify and Cloudflare and
the policy in each page for GitHub Pages, where no header can be set.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from publication.model.records import Initiative
from publication.web.address_list import REMOVED
from publication.web.deployment import Deployment
from publication.web.static_assets import PRERENDERED, TRANSITION

# `strict-dynamic` lets only the script that stands in the pages run, named by its hash, and what it fetches: a script that
# somebody gets into a page or a folder of the site does not. It holds below any address, where a path would not;
# browsers that do not know it yet go by `self`. `data:` is for the icon in the browser's tab. The only forms are those that
# a reader's own mail program sends.
_POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'strict-dynamic' 'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "mailto:",
}


def policy(*scripts: str, in_page: bool = False) -> str:
    """The Content-Security-Policy; `in_page` leaves out what a meta tag may not say: who may frame the page.

    `scripts` are those that stand in a page; the first of a page adds the rules for what is got ready. JSON-LD counts
    too: no browser runs it, but the Nu HTML checker wants it named.
    """
    rules = dict(_POLICY) if in_page else {**_POLICY, "frame-ancestors": "'none'"}
    if scripts:
        rules["script-src"] += "".join(map(_hash, (*scripts, PRERENDERED)))
        rules["style-src"] += _hash(TRANSITION)
    return _joined(rules)


def _joined(rules: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    return f" 'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


FRAME = "ramme"
"""The last part of the addresses that other sites may show in a frame: `/kommuner/<slug>/ramme/`."""

_FRAME_POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "style-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}


def frame_policy(*, in_page: bool = False) -> str:
    """The policy of a page for a frame: it shows its own text and loads a style sheet, and anybody may frame it."""
    return _joined(_FRAME_POLICY if in_page else {**_FRAME_POLICY, "frame-ancestors": "*"})


# Headers of every answer, and those of pages alone.
ALWAYS: Mapping[str, str] = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
}
PAGES: Mapping[str, str] = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}

FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "public, max-age=0, must-revalidate"
# Folders whose files change their name with their content: a browser may keep them for good.
KEPT = ("/assets/",)
# Folders that other sites may show or read: the share cards, the data and the books. Pages may not.
SHARED = ("/assets/cards/", "/data/v1/", "/bog/")
# The media types of endings that a server may not know.
TYPES: Mapping[str, str] = {
    "bib": "application/x-bibtex",
    "csv": "text/csv",
    "ics": "text/calendar",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "ris": "application/x-research-info-systems",
    "webmanifest": "application/manifest+json",
}

# The files in `dev/deploy/`; the build writes HOSTS into the site itself.
SERVERS = ("nginx.conf", "Caddyfile")
HOSTS = "_headers"


def configuration(
    templates: Path,
    name: str,
    script: str,
    removed: Sequence[str] = (),
    short: Sequence[tuple[str, Sequence[str], str]] = (),
    folders: Sequence[str] = (),
) -> str:
    """The text of one of SERVERS or of HOSTS, from the template `<name>.j2`.

    `script` stands in the pages; `removed` are the addresses of pages that were removed for good; `short` are the
    municipalities' short addresses, as `redirects.short_rules` gives them; `folders` are those of the site that hold
    pages, for hosts whose rules can only add to each other.
    """
    pages = {"Content-Security-Policy": policy(script), **PAGES}
    framed = {"Content-Security-Policy": frame_policy(), "X-Frame-Options": ""}
    unframed = ["/", "/404.html", "/:page/", "/kommuner/:page/", *(f"/kommuner/:page/{name}/" for name in ("plakat", "blok"))]
    unframed += [f"/{folder}/*" for folder in folders if folder != "kommuner"]
    frames = {"frame": FRAME, "framed": framed, "unframed": unframed, "anywhere": policy(script, in_page=True)}
    lifetimes = {"kept": KEPT, "forever": FOREVER, "revalidate": REVALIDATE}
    # No server is asked to know which capital belongs to a letter that is not ASCII.
    patterns = [(id_, "|".join(map(_any_case, words)), target) for id_, words, target in short]
    values = {"removed": removed, "removed_page": f"{REMOVED}index.html", "short": patterns}
    common = {"always": ALWAYS, "pages": pages, "shared": SHARED, "types": TYPES}
    return _rendered(templates, name, **common, **lifetimes, **values, **frames)


def _any_case(word: str) -> str:
    return "".join(letter if letter.isascii() else f"(?:{letter}|{letter.upper()})" for letter in word)


def security_txt(templates: Path, initiative: Initiative, deployment: Deployment) -> str:
    """Whom to tell of a security problem, as RFC 9116 has it."""
    values = {"contact": initiative.contact, "expires": initiative.security_expires, "deployment": deployment}
    return _rendered(templates, "security.txt", **values)


def _rendered(templates: Path, name: str, **values: Any) -> str:
    environment = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # configuration, not markup
    )
    return environment.get_template(f"{name}.j2").render(**values)
