# Two commands: `make demo` renders the samples in data/, `make test` runs all tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LOCALE := src/jixiao/locale

.PHONY: demo test test-deep bench lint messages goldens system clean

demo: system $(STAMP)
	$(BIN)/jixiao render data/*.toml data/*.json -o out -f docx,pdf,text --force
	@echo "-> out/"

test: system $(STAMP) lint
	$(BIN)/python -m pytest -n auto

# Larger budgets: more examples, more seeds.
test-deep: system $(STAMP)
	HYPOTHESIS_PROFILE=deep $(BIN)/python -m pytest -n auto --deep

bench: system $(STAMP)
	$(BIN)/python -m bench

lint: $(STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# Take new messages from the source into the catalogues; translate, then run it again.
messages: $(STAMP)
	$(BIN)/pybabel extract -q -F babel.cfg -k _N --no-location --omit-header -o $(LOCALE)/jixiao.pot src
	$(BIN)/pybabel update -q -D jixiao -i $(LOCALE)/jixiao.pot -d $(LOCALE) --omit-header
	$(BIN)/pybabel compile -q -D jixiao -d $(LOCALE)

goldens: $(STAMP)
	$(BIN)/python -m pytest tests/golden --golden-update

# System libraries that PDF needs: installed as root or by sudo without a password, else named.
system:
	@sh tools/system-libraries.sh

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --upgrade "pip>=25.1"
	$(BIN)/pip install -q -e . --group dev
	@touch $@

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
