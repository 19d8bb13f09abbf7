"""Values that a stranger may write, for every test of what is shown on GitHub."""

HOSTILE = [
    "@alle",
    "#12",
    "<img src=x onerror=alert(1)>",
    "<!-- skjult -->",
    "[klik](javascript:alert(1))",
    "![x](https://eksempel.dk/x.png)",
    "`` ` ``",
    "```\nud\n```",
    "https://eksempel.dk/",
    "| a | b |",
    "</details>",
    "\u202eomvendt\u2066",
    "{{ 7 * 7 }}{% raw %}",
    "x" * 10_000,
    "",
]
