"""The libraries of the system that a PDF needs: whether they are here, and what to install where they are not."""

from __future__ import annotations

# Debian's names. Fonts come with the Python packages.
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")

MISSING = (
    "Bogen kan ikke laves: Systemet mangler bibliotekerne Pango og HarfBuzz (med harfbuzz-subset).\n"
    f"På Debian og Ubuntu: sudo apt-get install {' '.join(PACKAGES)}\n"
    "På macOS: brew install pango\n"
    "Siden kan bygges uden: make site"
)


def here() -> bool:
    """Whether WeasyPrint finds them."""
    try:
        import weasyprint  # noqa: F401
        from weasyprint.text.ffi import harfbuzz_subset
    except (ImportError, OSError):
        return False
    return harfbuzz_subset is not None
