"""`python -m publication <command>`."""

from publication.cli.main import program

program()
