# The targets only set up and call: each says what it needs, and the work is done by
# `mkdocs build`, `python -m publication …`, pytest and the checkers in dev/audit.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve check schema language book bench test damage audit tools lock clean

VENV := .venv
PYTHON := $(VENV)/bin/python
PIP_INSTALL := $(PYTHON) -m pip --disable-pip-version-check --quiet install

# A page's date is that of the commit, so that one commit always gives the same bytes.
ifndef SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null)
ifneq ($(SOURCE_DATE_EPOCH),)
export SOURCE_DATE_EPOCH
endif
endif

# The theme greets every build with news about its maker; the build's own words stand alone.
export NO_MKDOCS_2_WARNING := 1

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

site: $(VENV)/site.stamp ## Build the whole site into site/
	$(PYTHON) -m mkdocs build --strict

serve: $(VENV)/site.stamp ## Show the site at http://127.0.0.1:8000/ and follow every change
	FAIL_ON_MACRO_ERROR=false $(PYTHON) -m mkdocs serve --livereload

check: $(VENV)/site.stamp ## Check data/ without building
	@$(PYTHON) -m publication check

schema: $(VENV)/site.stamp ## Write the schemas and templates anew from the model
	$(PYTHON) -m publication schema

language: $(VENV)/dev.stamp ## Show how easy the pages are to read
	@$(PYTHON) -m publication language

# Twice the site: the books are made from its pages, and then it shows them.
book: $(VENV)/book.stamp ## Make the PDF and the EPUB, and the site with them
	$(PYTHON) -m mkdocs build --strict
	$(PYTHON) -m publication book
	$(PYTHON) -m mkdocs build --strict

bench: $(VENV)/dev.stamp ## Measure building time and page weight
	$(PYTHON) -m dev.bench.bench

test: $(VENV)/dev.stamp tools ## Run the tests
	$(PYTHON) -m pytest --numprocesses 2

audit: tools book ## Run the outside checkers (need Node and Java)
	$(PYTHON) -m dev.audit

tools: $(VENV)/dev.stamp ## Get the programs that the tests use: Chromium, hunspell
	@$(PYTHON) -m dev.harness.programs

lock: $(VENV)/dev.stamp ## Lock the packages in dev/requirements/ anew
	for layer in site book dev weekly; do \
	  $(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	    --generate-hashes dev/requirements/$$layer.in --output-file dev/requirements/$$layer.txt || exit 1; \
	done

clean: ## Remove what the other targets made
	rm -rf site .site-* .cache .results preview $(VENV) dev/audit/node_modules dev/harness/node_modules dev/audit/report .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: packages are installed only when a lock has changed, so that everything
# works again without a network. Wheels only: a build would fetch unpinned tools.
$(PYTHON):
	@for python in python3 python3.11 python3.12 python3.13 python3.14; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    $$python -m venv $(VENV) && exit 0; \
	    rm -rf $(VENV); \
	    echo "Python cannot make a virtual environment. On Debian: apt-get install python3-venv" >&2; \
	    exit 1; \
	  fi; \
	done; \
	echo "Python 3.11 or newer is needed, and was not found." >&2; exit 1

$(VENV)/site.stamp: dev/requirements/site.txt pyproject.toml | $(PYTHON)
	$(PIP_INSTALL) --require-hashes --only-binary :all: -r dev/requirements/site.txt
	$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/book.stamp: dev/requirements/book.txt $(VENV)/site.stamp
	$(PIP_INSTALL) --require-hashes --only-binary :all: -r dev/requirements/book.txt
	@touch $@

$(VENV)/dev.stamp: dev/requirements/dev.txt $(VENV)/site.stamp
	$(PIP_INSTALL) --require-hashes --only-binary :all: -r dev/requirements/dev.txt
	@touch $@
