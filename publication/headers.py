"""What a server says along with each file: the security headers and how long a browser may keep it.

Said once here; `deploy/` holds the same for nginx and Caddy, the site itself carries
`_headers` for Netlify and Cloudflare, and each page its policy for GitHub Pages,
where no header can be set. `python -m publication deploy` writes the files anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

# No page has an inline script or style, so nothing needs a hash. The search is
# WebAssembly, which asks for a word of its own.
_POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}


def policy(*, in_page: bool = False) -> str:
    """The Content-Security-Policy. `in_page` leaves out what a meta tag may not say."""
    rules = dict(_POLICY) if in_page else {**_POLICY, "frame-ancestors": "'none'"}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": policy(),
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "public, max-age=0, must-revalidate"


# Folders whose files change their name with their content: a browser may keep them for good.
KEPT = ("/assets/", "/pagefind/fragment/", "/pagefind/index/")

# Folders that other sites may show or read: the share cards, the data and the books. Pages may not.
SHARED = ("/assets/cards/", "/data/v1/", "/bog/")

FILES = ("nginx.conf", "Caddyfile", "_headers")


def configuration(templates: Path, name: str) -> str:
    """The text of one of FILES, from the template `<name>.j2`."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # configuration, not markup
    )
    return environment.get_template(f"{name}.j2").render(
        security=SECURITY, kept=KEPT, shared=SHARED, forever=FOREVER, revalidate=REVALIDATE
    )
