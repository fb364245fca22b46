# A bare machine has Python 3.11 or newer, make and git; everything else goes into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
# How many reports the warehouse of make bench has: 100k, or 1m, which takes an hour and 60 GB of disk.
SIZE ?= 100k
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help demo dashboard test test-slow lint types bench fuzz docs clean
.DELETE_ON_ERROR:

help:
	@echo "make demo    several nights over the invented sample county, without the Internet"
	@echo "make dashboard  the dashboard over what the demo or the nights left, until Ctrl-C"
	@echo "make test    all tests but the slow ones"
	@echo "make test-slow  nights killed, nights on Prefect's schedule, pages in a browser"
	@echo "make lint    ruff and sqlfluff"
	@echo "make types   mypy"
	@echo "make bench   speed and memory, side by side with bare libraries; SIZE=1m for a million reports"
	@echo "make fuzz    20,000 broken pages through the parser"
	@echo "make docs    write the generated pages of docs/ anew"
	@echo "make clean   remove .venv and caches; keeps warehouse/data"

demo: $(VENV)/installed
	@$(BIN)/fazhi demo

# In the place of the shell, so that Ctrl-C ends it without a word from make.
dashboard: $(VENV)/installed
	@exec $(BIN)/fazhi dashboard

test: $(VENV)/installed
	$(BIN)/pytest -n 2 --dist loadfile -m "not slow"

test-slow: $(VENV)/installed
	$(BIN)/pytest -m slow

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/sqlfluff lint --disable-progress-bar sql

types: $(VENV)/installed
	$(BIN)/mypy

bench: $(VENV)/installed-bench
	@$(BIN)/python -m bench --size $(SIZE)

fuzz: $(VENV)/installed
	@$(BIN)/python -m tests.fuzz

docs: $(VENV)/installed
	$(BIN)/python docs/generate.py

# An install that broke off leaves no stamp, so the next call completes it.
$(VENV)/installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing into $(VENV) (a few minutes the first time)"
	@$(PIP) install -c constraints.txt -e '.[dev,dashboard,dask]'
	@touch $@

$(VENV)/installed-bench: $(VENV)/installed
	@$(PIP) install -c constraints.txt -e '.[dev,dashboard,dask,bench]'
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "make: no python3 found; install Python 3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "make: $(PYTHON) is older than 3.11; call make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "make: python has no venv; install python3-venv" >&2; exit 1; }

clean:
	rm -rf $(VENV) *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
