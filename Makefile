# Everything a person does with this project. `make help` lists it.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python
BRIEFING := .venv/bin/briefing
DEV_PATHS := generator tests benchmarks docs

.PHONY: help demo test check setup setup-dev format lint types contracts unit golden-accept \
        conformance bench catalogues lock clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  \1\t/' | expand -t 18

demo: setup ## Build the Iraq country brief in English, French and Arabic as PDF, Word and HTML
	@$(BRIEFING) build iraq-country-brief

test: setup-dev ## Check the project: format, lint, types, layers, catalogues, tests
	@$(MAKE) --no-print-directory -j2 static unit

check: ## Everything that CI runs
	@.ci/run

setup: ## Install what building needs (system libraries too, where possible)
	@.ci/setup run

setup-dev: ## Install what checking needs
	@.ci/setup dev

format: setup-dev ## Put the code into its standard form
	@$(PY) -m ruff format $(DEV_PATHS)
	@$(PY) -m ruff check --fix $(DEV_PATHS)

lint: setup-dev ## Format and lint, without changing anything
	@$(PY) -m ruff format --check $(DEV_PATHS)
	@$(PY) -m ruff check $(DEV_PATHS)

types: setup-dev ## Types
	@$(PY) -m mypy

contracts: setup-dev ## Which layer may import which
	@.venv/bin/lint-imports --no-cache

.PHONY: static
static: setup-dev # What needs no test
	@$(MAKE) --no-print-directory lint types contracts catalogues-check

.PHONY: catalogues-check
catalogues-check: setup-dev ## Translations complete and compiled
	@$(PY) -m generator.localisation.catalogues check

unit: setup-dev ## The tests alone
	@$(PY) -m pytest -n auto --dist worksteal

.PHONY: explore
explore: setup-dev ## Try the laws of the property tests on new random examples
	@BRIEFING_EXPLORE=1 $(PY) -m pytest -n auto --dist worksteal -m hypothesis

golden-accept: setup-dev ## Rewrite the golden files and pictures; look at each difference before committing
	@BRIEFING_ACCEPT=1 $(PY) -m pytest -q tests/golden tests/unit -k golden
	@BRIEFING_ACCEPT=1 $(PY) -m pytest -q tests/visual

conformance: setup-dev ## Open XML SDK, veraPDF and LibreOffice on the finished documents
	@.ci/conformance

.PHONY: gallery
gallery: setup-dev ## Make the pictures of every template and component in docs/ anew
	@$(PY) -m docs.pictures.make

bench: setup-dev ## Measure; prints tables of times and ratios
	@for file in benchmarks/*.py; do echo "== $$file"; $(PY) $$file; done

catalogues: setup-dev ## Bring messages from code and templates into the catalogues and compile them
	@$(PY) -m generator.localisation.catalogues update
	@$(PY) -m generator.localisation.catalogues compile

lock: ## Pin the dependencies anew (needs uv)
	@uv pip compile pyproject.toml --extra cluster --extra sql --extra translation --group build --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet --upgrade -o requirements.lock
	@uv pip compile pyproject.toml --extra cluster --extra sql --extra translation --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet --upgrade -o requirements-dev.lock

clean: ## Remove what was installed and cached; editions stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
