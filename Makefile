# A fresh machine needs Python 3.11 or later, make and a package index; everything else comes from requirements/*.txt,
# where each file is pinned by hash.
PYTHON ?= python3
BIN := .venv/bin
FUZZ_SECONDS ?= 600
FUZZ_PARSERS ?=
# The tests start many commands; without bytecode kept, each would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=
# Whatever is imported is compiled then, and kept; most of what is installed never is.
PIP_FLAGS := --quiet --no-compile --disable-pip-version-check --no-input

.PHONY: help setup demo station test format bench fuzz fault robot verifier mutants examples corpus schema words lock clean
.DELETE_ON_ERROR:

help: ## what can be made here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/ready: requirements/dev.txt pyproject.toml
	@echo "Setting up .venv (once) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install $(PIP_FLAGS) --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install $(PIP_FLAGS) --no-deps --no-build-isolation --editable .
	@touch $@

.venv-bench/ready: requirements/bench.txt pyproject.toml .venv/ready
	@echo "Setting up .venv-bench (once) …"
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install $(PIP_FLAGS) --require-hashes -r requirements/bench.txt
	@touch $@

.venv-fuzz/ready: requirements/fuzz.txt pyproject.toml .venv/ready
	@echo "Setting up .venv-fuzz (once) …"
	@$(PYTHON) -m venv .venv-fuzz
	@.venv-fuzz/bin/python -m pip install $(PIP_FLAGS) --require-hashes -r requirements/fuzz.txt
	@touch $@

setup: .venv/ready ## build .venv from the lock

demo: .venv/ready ## count an example congress, sign its record, verify it as an auditor, and follow a city of 128 units
	@$(BIN)/python -m tools.demo

station: .venv/ready ## start the counting station on the example congress, as an exercise
	@$(BIN)/python -m tools.station_example

test: .venv/ready ## format, lint, types, import contracts, tests, coverage
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

format: .venv/ready ## put the code into its one format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: .venv-bench/ready ## measure the count beside other programs, records verified a second, papers, and an archive
	@.venv-bench/bin/python -m tools.bench
	@$(BIN)/python -m tools.bench_records
	@$(BIN)/python -m tools.bench_papers
	@$(BIN)/python -m tools.bench_archive --whole

fuzz: .venv-fuzz/ready ## every parser for ten minutes (FUZZ_SECONDS), then 100,000 random elections
	@.venv-fuzz/bin/python -m tools.fuzz guided $(FUZZ_SECONDS) $(FUZZ_PARSERS)
	@TALLY_ELECTIONS=100000 $(BIN)/python -m pytest tests/property/test_random_elections.py

robot: .venv/ready ## a robot plays the whole day of every example by keys, killed once in each
	@TALLY_ROBOT=1 $(BIN)/python -m pytest tests/station/robot

fault: .venv/ready ## kill, cut the power of, and starve the station's journal, ten thousand times and more
	@$(BIN)/python -m tools.fault

verifier: .venv/ready ## ten thousand records, half of them damaged: the auditor's page says what tally verify says
	@TALLY_PAGE_RECORDS=10000 $(BIN)/python -m pytest tests/verifier/test_verifier_agrees.py

mutants: .venv/ready ## change the rules' code line by line; the tests must notice
	@$(BIN)/python tools/mutants.py

examples: .venv/ready ## write docs/examples again from their generator
	@$(BIN)/python tools/examples.py

corpus: .venv/ready ## write tests/corpus again from its generator
	@$(BIN)/python -m tools.fuzz_corpus

schema: .venv/ready ## write docs/schema again from the models
	@$(BIN)/python tools/schema.py

words: .venv/ready ## compile the catalogues of words
	@$(BIN)/pybabel --quiet compile --directory tally/words/locale --domain "$(sort $(basename $(notdir $(wildcard tally/words/locale/vi/LC_MESSAGES/*.po))))"

lock: .venv/ready ## choose the newest releases and pin them with hashes
	@$(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --all-extras --group dev pyproject.toml -o requirements/dev.txt
	@$(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group bench pyproject.toml -c requirements/dev.txt -o requirements/bench.txt
	@$(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group fuzz pyproject.toml -c requirements/dev.txt -o requirements/fuzz.txt

clean: ## remove what was made
	rm -rf .venv .venv-bench .venv-fuzz build dist .coverage *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis mutants
