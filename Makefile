# Two commands matter: `make demo` and `make test`. Both do all the set-up they need.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo demo-data test soak check fmt bench serve eval lock clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
OUT := out
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "make: $(PYTHON) is older than Python 3.11; name another with 'make PYTHON=python3.12 ...'"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.lock

$(RUNTIME): requirements/runtime.lock pyproject.toml | $(UV)
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements/runtime.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.lock $(RUNTIME)
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements/dev.lock
	@touch $@

setup: $(DEV) ## make the environment in .venv, with the tools for development

demo: $(RUNTIME) ## draft an outcome story from the sample interview and usage data
	@mkdir -p $(OUT)
	@$(BIN)/python scripts/demo.py $(OUT)

demo-data: $(RUNTIME) ## fill out/demo-data with made-up accounts in every state, to look at with `make serve`
	@$(BIN)/python -m scripts.demo_data $(OUT)/demo-data

test: $(DEV) ## run every test
	@$(BIN)/python scripts/browser.py
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term

soak: $(DEV) ## kill workers twenty times over at every stage of a job, and fuzz the API for long
	KILL_ROUNDS=20 $(BIN)/python -m pytest -p no:xdist tests/integration/jobs/test_killed.py
	FUZZ_EXAMPLES=50 $(BIN)/python -m pytest -p no:xdist tests/api/test_fuzz.py

check: $(DEV) ## format, lint, types and import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

fmt: $(DEV) ## format the code and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(DEV) ## run the benchmarks; figures are ratios against an alternative in the same run
	$(BIN)/python -m benches

serve: $(RUNTIME) ## start the API and the review pages on 127.0.0.1:8000 (DATA=folder for another data folder)
	$(BIN)/outcome-stories serve $(if $(DATA),--data $(DATA))

eval: $(DEV) ## run the offline evals, hold them to their gates, write the report to out/evals/report
	$(BIN)/outcome-stories evals run full --gate evals/gates/default.toml --html $(OUT)/evals/report --junit $(OUT)/evals/junit.xml

lock: $(UV) ## resolve the dependencies again (hashes, no index addresses)
	$(UV) pip compile -q --universal --python-version 3.11 --no-emit-index-url --generate-hashes --no-annotate --no-header \
	  pyproject.toml requirements/embedder.in --group dev -o requirements/dev.lock
	$(UV) pip compile -q --universal --python-version 3.11 --no-emit-index-url --generate-hashes --no-annotate --no-header \
	  pyproject.toml requirements/embedder.in -c requirements/dev.lock -o requirements/runtime.lock
	$(UV) pip compile -q --universal --python-version 3.11 --no-emit-index-url --generate-hashes --no-annotate --no-header \
	  requirements/tools.in -c requirements/dev.lock -o requirements/tools.lock

clean: ## remove what was built, not the environment
	rm -rf $(OUT) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
