# Two commands do everything on a machine with Python (3.11 or newer, with venv) and make: `make run`, `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := --constraint requirements.lock

.PHONY: run test check science results strategy bench lessons pictures docs schemas dist matrix clean help

run: $(VENV)/.run ## install what is needed, run the main experiment, show what it found
	$(BIN)/copsim experiment structures_and_sponsorship --profile quick

test: $(VENV)/.test ## install, pass all tests
	$(BIN)/copsim warmup
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV)/.check ## formatting, lint, types, direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m copsim.study.stale

science: $(VENV)/.test ## dockings, orderings, negative controls, stylised facts; writes docs/validation.md anew
	$(BIN)/copsim science --page docs/validation.md

results: $(VENV)/.run ## every idea of the slides: runs its experiments (20 minutes), writes results/reference and docs/findings.md
	$(BIN)/copsim findings

strategy: $(VENV)/.test ## where should the budget go? a worked case, from a study file to the board (five minutes; goes on where interrupted)
	$(BIN)/copsim strategy where_should_the_budget_go

bench: $(VENV)/.bench ## ratios measured side by side in one run (half an hour), and what has become slower
	$(BIN)/python -m benchmarks

lessons: $(VENV)/.run ## the six lessons of docs/lessons: text with its numbers filled in, page and still
	$(BIN)/copsim lessons

pictures: $(VENV)/.browser ## screenshots of pages in docs/images, and how fast they are (needs chromium)
	$(BIN)/python -m benchmarks.pages

docs: $(VENV)/.docs ## write the generated tables anew, build the pages (half a minute) and say where they are
	$(BIN)/python -m copsim.study.model_tables docs/model.md docs/reference/files.md
	rm -rf docs/_build/html
	$(BIN)/sphinx-build -E -W --keep-going -n -q docs docs/_build/html
	$(BIN)/python -m tests.docs.built docs/_build/html
	@echo "docs/_build/html/index.html"

schemas: $(VENV)/.run ## write docs/schemas anew: what editors complete and check scenarios and experiments with
	$(BIN)/python -m copsim.study.schema.files docs/schemas

dist: $(VENV)/.test ## build the sdist and the wheel into dist/, as they would be published
	$(BIN)/python -m build --outdir dist .

matrix: $(VENV)/.test ## walk the wheel in clean environments (Python, Mesa, pandas); writes the table of docs/installing.md
	$(BIN)/python -m tests.install.matrix --page

clean: ## remove the virtual environment (results are never removed)
	rm -rf $(VENV)

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "copsim needs Python 3.11 or newer; set PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml requirements.lock
	@echo "installing copsim into $(VENV) (a minute or two, once)"
	$(PIP) install $(LOCKED) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@echo "installing what the tests need"
	$(PIP) install $(LOCKED) --editable '.[all]'
	@touch $@

$(VENV)/.bench: $(VENV)/.test
	$(PIP) install $(LOCKED) --editable '.[all,bench]'
	@touch $@

$(VENV)/.browser: $(VENV)/.test
	$(PIP) install $(LOCKED) --editable '.[all,browser]'
	@touch $@

$(VENV)/.docs: $(VENV)/.test
	$(PIP) install $(LOCKED) --editable '.[all,docs]'
	@touch $@

$(VENV)/.check: $(VENV)/.test
	$(PIP) install $(LOCKED) --editable '.[all,check]'
	@touch $@
