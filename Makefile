# Đôn Đốc: `make` alone explains itself; `make run` and `make test` are the two commands a newcomer needs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup run test check format bench soak fuzz lock system clean
BIN := .venv/bin
PACKAGES := bot handlers jobs documents db core

help: ## say what each target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

run: .venv/.run ## start the bot; with no channel token, the local chat on http://127.0.0.1:8080
	@$(BIN)/dondoc run

# Four parts side by side: tests mostly wait (for a database, a browser, a lease), and share nothing but the code.
TALKED = tests/dialogues tests/telegram
WAITED = tests/bot tests/crash tests/e2e
ASKED = tests/handlers
PYTEST = $(BIN)/python -m pytest
TESTS = parts=(); for part in "$(TALKED)" "$(WAITED)" "$(ASKED)"; do $(PYTEST) $$part & parts+=($$!); done; \
	$(PYTEST) $(addprefix --ignore=,$(TALKED) $(WAITED) $(ASKED)); failed=$$?; \
	for part in $${parts[@]}; do wait $$part || failed=1; done; exit $$failed

test: .venv/.dev system ## run every test (CI runs this)
	@$(TESTS)

check: .venv/.dev system ## format, lint, types, imports, tests: before each commit
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache | tail -n 3
	@$(TESTS)

format: .venv/.dev ## format and mend what a machine can
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: .venv/.dev ## measure: each figure is a ratio against a baseline of the same run
	@$(BIN)/python -m bench

soak: .venv/.dev ## ten minutes of kills and bad weather on both databases: no reminder lost, stale or too many
	@$(BIN)/python -m tests.crash.soak 600

fuzz: .venv/.dev ## mutate 10,000 documents: nothing but the reader's own error may escape
	@$(BIN)/python -m tests.documents.fuzz 10000

setup: .venv/.dev ## make .venv with everything, from the hash-pinned lock

lock: ## work the two lock files out anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group build \
	  pyproject.toml -q -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group dev \
	  --constraint requirements.lock pyproject.toml -q -o requirements-dev.lock

.venv/bin/pip:
	@bash .ci/python

.venv/.run: requirements.lock pyproject.toml | .venv/bin/pip
	@echo "Setting up .venv …"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml .venv/.run
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

system: ## what the tests need beside Python: Chromium, Tesseract with Vietnamese, antiword (through apt)
	@bash .ci/system

clean: ## take away .venv and what tools left behind
	@rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
