# Two commands: `make demo` renders the samples in data/, `make test` runs all tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LOCALE := src/jixiao/locale

.PHONY: demo test test-deep bench lint messages rules goldens system clean

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

# Take new messages from the source into the catalogue; translate them, then run it again.
messages: $(STAMP)
	$(BIN)/pybabel -q extract -k _N --no-wrap --add-location=file --sort-by-file -o $(VENV)/jixiao.pot src/jixiao
	$(BIN)/pybabel -q update -D jixiao -l zh_CN --no-wrap --no-fuzzy-matching --ignore-obsolete \
	    --ignore-pot-creation-date -i $(VENV)/jixiao.pot -d $(LOCALE)
	$(BIN)/pybabel -q compile -D jixiao -d $(LOCALE)

# The pages of all rules, from the rules themselves.
rules: $(STAMP)
	$(BIN)/python -m jixiao.check.pages > docs/rules.md

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
