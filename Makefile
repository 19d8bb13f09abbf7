# The targets only set up and call: the work is done by `python -m publication …`, pytest and what lies in dev/.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve check changes year schema language spelling book compressed servers addresses pictures \
  edition forget privacy test damage audit bench programs lock clean

VENV := .venv
PYTHON := $(VENV)/bin/python
PIP_INSTALL := $(PYTHON) -m pip --disable-pip-version-check --quiet install
LOCKS := dev/requirements

# A page's date is that of the commit, so that one commit always gives the same bytes.
ifndef SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct 2>/dev/null)
ifneq ($(SOURCE_DATE_EPOCH),)
export SOURCE_DATE_EPOCH
endif
endif

# The theme greets every build with news about its maker.
export NO_MKDOCS_2_WARNING := 1

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

# --- For everybody

site: $(VENV)/site.stamp ## Build the whole site into site/
	@$(PYTHON) -m publication build

serve: $(VENV)/site.stamp ## Show the site at http://127.0.0.1:8000/ and follow every change
	@$(PYTHON) -m publication serve

check: $(VENV)/site.stamp ## Check data/ and docs/ without building
	@$(PYTHON) -m publication check

test: $(VENV)/dev.stamp programs ## Run the tests
	$(PYTHON) -m pytest --numprocesses 2

# --- For editors

changes: $(VENV)/site.stamp ## Show what your change does to the pages (FROM=main)
	@$(PYTHON) -m publication changes --from $(or $(FROM),main)

year: $(VENV)/site.stamp ## Begin a new year of counts: make year YEAR=2025
	@$(PYTHON) -m publication year --year "$(YEAR)"

language: $(VENV)/dev.stamp ## Show how easy the pages are to read
	@$(PYTHON) -m publication language

spelling: $(VENV)/dev.stamp programs ## Show words that no dictionary knows
	@$(PYTHON) -m publication spelling

schema: $(VENV)/site.stamp ## Write all that follows from the model anew
	@$(PYTHON) -m publication schema

# --- For publishing

# Twice the site: the books are made from its pages, and then it shows them.
book: $(VENV)/book.stamp ## Make the PDF and the EPUB, and the site with them
	@$(PYTHON) -m publication build
	@$(PYTHON) -m publication book
	@$(PYTHON) -m publication build

compressed: $(VENV)/site.stamp ## Write compressed copies into site/, for nginx and Caddy
	@$(PYTHON) -m publication compress

servers: $(VENV)/site.stamp ## Write the configurations of nginx and Caddy anew
	@$(PYTHON) -m publication servers

addresses: $(VENV)/site.stamp ## Add what site/ publishes to published/, and see that all of it answers
	@$(PYTHON) -m publication addresses

privacy: $(VENV)/site.stamp ## Prove that no published numbers give a hidden count away
	@$(PYTHON) -m publication privacy

edition: $(VENV)/site.stamp ## Keep an edition as it stands now: make edition ID=2025
	@$(PYTHON) -m publication edition --id "$(ID)"

forget: $(VENV)/site.stamp ## Forget a person who asks: make forget ID=anne-ager
	@$(PYTHON) -m publication forget --id "$(ID)"

# --- For engineers

damage: $(VENV)/dev.stamp ## Damage data in every way that the tests know (takes long)
	DAMAGE=all $(PYTHON) -m pytest --numprocesses 2 tests/validation

audit: programs book ## Run the outside checkers (need Node and Java)
	$(PYTHON) -m dev.audit

bench: $(VENV)/dev.stamp ## Measure building time and page weight
	$(PYTHON) -m dev.bench.bench

pictures: $(VENV)/dev.stamp programs ## Draw the pictures of the editors' guide anew
	$(PYTHON) -m dev.pictures

programs: $(VENV)/dev.stamp ## Get the programs that the tests use: Chromium, hunspell
	@$(PYTHON) -m dev.harness.programs

lock: $(VENV)/dev.stamp ## Lock the packages in dev/requirements/ anew
	for layer in site book dev weekly; do \
	  $(VENV)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	    --generate-hashes $(LOCKS)/$$layer.in --output-file $(LOCKS)/$$layer.txt || exit 1; \
	done

clean: ## Remove what the other targets made
	rm -rf site .site-* .cache .results $(VENV) dev/*/node_modules dev/audit/report .pytest_cache .hypothesis .import_linter_cache
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

$(VENV)/site.stamp: $(LOCKS)/site.txt pyproject.toml | $(PYTHON)
	$(PIP_INSTALL) --require-hashes --only-binary :all: -r $(LOCKS)/site.txt
	$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/book.stamp: $(LOCKS)/book.txt $(VENV)/site.stamp
	$(PIP_INSTALL) --require-hashes --only-binary :all: -r $(LOCKS)/book.txt
	@touch $@

$(VENV)/dev.stamp: $(LOCKS)/dev.txt $(VENV)/site.stamp
	$(PIP_INSTALL) --require-hashes --only-binary :all: -r $(LOCKS)/dev.txt
	@touch $@
