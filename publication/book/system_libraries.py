"""The libraries of the system that PDF needs: whether they are here, and got where that may be done."""

from __future__ import annotations

import os
import shutil
import subprocess

# Debian's names. Fonts come with the Python packages.
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
# Seconds; a mirror that hangs must not hang the book.
_PATIENCE = 300

MISSING = (
    "Bogen kan ikke laves: Systemet mangler bibliotekerne Pango og HarfBuzz (med harfbuzz-subset).\n"
    f"På Debian og Ubuntu: sudo apt-get install {' '.join(PACKAGES)}\n"
    "På macOS: brew install pango\n"
    "Siden kan bygges uden: make site"
)


def here() -> bool:
    """Whether WeasyPrint finds its libraries."""
    try:
        import weasyprint  # noqa: F401
        from weasyprint.text.ffi import harfbuzz_subset
    except (ImportError, OSError):
        return False
    return harfbuzz_subset is not None


def get() -> bool:
    """Install them where nobody has to be asked, as root on Debian. Returns whether they are here afterwards."""
    if here():
        return True
    program = shutil.which("apt-get")
    if program and hasattr(os, "geteuid") and os.geteuid() == 0:
        quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for arguments in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *PACKAGES]):
            try:
                subprocess.run([program, *arguments], env=quietly, capture_output=True, timeout=_PATIENCE, check=False)
            except subprocess.TimeoutExpired:
                return False
    return here()
