# `make demo` and `make test` set up all they need: a virtual environment of their own and locked dependencies.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet pyproject.toml

.PHONY: demo test install check lint types layers unit wheel lock models eval bench clean help

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.run ## set up, and report on the story that ships with the package
	@$(BIN)/reportedly demo

test: $(VENV)/.dev ## set up, and run every check and every test
	@$(MAKE) --no-print-directory check

install: $(VENV)/.run ## set up, and leave .venv/bin/reportedly
	@echo "installed: $(BIN)/reportedly"

check: lint layers types unit ## all checks, once set up

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

layers:
	$(BIN)/lint-imports

types:
	$(BIN)/mypy

unit:
	$(BIN)/pytest

wheel: $(VENV)/.dev ## build dist/*.whl
	$(BIN)/python -m hatchling build -t wheel

lock: ## write requirements/*.txt from pyproject.toml (needs uv)
	$(LOCK) --group build -o requirements/run.txt
	$(LOCK) --group dev -o requirements/dev.txt

clean: ## remove the virtual environment and what was built
	rm -rf $(VENV) dist build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Reportedly needs Python 3.11 or newer; call: make PYTHON=python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements/run.txt pyproject.toml
	@echo "setting up $(VENV) (once) ..."
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python requirements/dev.txt pyproject.toml
	@echo "setting up $(VENV) for development (once) ..."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@ $(VENV)/.run
