# `make demo` and `make test` set up all they need: a virtual environment of their own and locked dependencies.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Development data, which is not part of the project (docs/data.md); what needs it says so when it is absent.
DATA ?= data
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet pyproject.toml

# How often `make soak` kills, and for how many seconds `make fuzz` feeds each reader.
KILLS ?= 300
FUZZ_SECONDS ?= 60

.PHONY: demo test install check lint types layers unit browser docs wheel lock models eval eval-data bench soak fuzz clean help

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

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

eval: $(VENV)/.dev ## score the program; with DATA=folder also on the development data there
	$(BIN)/python -m evals.story --record --gate
	$(BIN)/python -m evals.attribution.score tests/cases/attribution.jsonl --part tune --record attribution-cases-tune --gate attribution-cases-tune
	$(BIN)/python -m evals.attribution.score tests/cases/attribution.jsonl --part held --record attribution-cases-held --gate attribution-cases-held
	@if [ -d "$(DATA)" ]; then $(MAKE) --no-print-directory eval-data; else echo "no development data at DATA=$(DATA): only the project's own cases were scored"; fi

eval-data:
	$(BIN)/python -m evals.story --story $(DATA)/example-story --record --gate
	$(BIN)/python -m evals.attribution.score $(DATA)/polnear/dev.jsonl --record attribution-polnear-dev --gate attribution-polnear-dev --peers --calibration
	$(BIN)/python -m evals.attribution.chains $(DATA)/chains/mpqa-chains.jsonl --part aside
	$(BIN)/python -m evals.rumours $(DATA)/rumours --record --gate

models: $(VENV)/.train ## make the models again from DATA=folder (hours on two cores)
	@[ -d "$(DATA)" ] || { echo "no training data at DATA=$(DATA)" >&2; exit 1; }
	$(MAKE) --no-print-directory -C training DATA=$(abspath $(DATA)) PYTHON=$(abspath $(VENV))/train/bin/python

bench: $(VENV)/.dev ## how fast attribution, adding and checking are here
	$(BIN)/python -m evals.bench

soak: $(VENV)/.dev ## kill the program at random moments, KILLS=300 times, and look at what is left
	$(BIN)/python -m evals.soak --kills $(KILLS)

fuzz: $(VENV)/.fuzz ## feed every reader broken inputs, FUZZ_SECONDS=60 each; with atheris where it can be installed
	$(BIN)/python -m tests.fuzz.run --seconds $(FUZZ_SECONDS)

browser: $(VENV)/.browser ## walk through the pages in Chromium, where there is one on the path
	$(BIN)/pytest -m browser tests/browser

docs: $(VENV)/.docs ## build/docs: these pages as a site, with the reference
	$(BIN)/sphinx-build --quiet --fail-on-warning -b html docs build/docs
	@echo "written: build/docs/index.html"

wheel: $(VENV)/.dev ## build dist/*.whl
	$(BIN)/python -m hatchling build -t wheel

lock: ## write requirements/*.txt from pyproject.toml (needs uv)
	$(LOCK) --group build -o requirements/run.txt
	$(LOCK) --group dev -o requirements/dev.txt
	$(LOCK) --group dev --group browser -o requirements/browser.txt
	$(LOCK) --group docs -o requirements/docs.txt

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

$(VENV)/.fuzz: $(VENV)/.dev
	@$(PIP) install --no-deps atheris==3.0.0 || echo "no atheris for this machine: inputs are spoiled ones alone"
	@touch $@

$(VENV)/.browser: $(VENV)/.dev requirements/browser.txt
	@$(PIP) install --require-hashes -r requirements/browser.txt
	@touch $@

$(VENV)/.docs: $(VENV)/.run requirements/docs.txt
	@$(PIP) install --require-hashes -r requirements/docs.txt
	@touch $@

$(VENV)/.train: $(VENV)/bin/python requirements/train.txt
	@$(PYTHON) -m venv $(VENV)/train
	@$(VENV)/train/bin/python -m pip --disable-pip-version-check --quiet install -r requirements/train.txt
	@touch $@
