# Everything there is to do with a checkout. `make` alone tells.
# Each step leaves a stamp in .venv, so that a second call starts at once.

VENV := .venv
BIN := $(VENV)/bin
TRAINING := .venv-training
# The first Python on this machine that is new enough; `make PYTHON=/path/to/python app` chooses another.
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check
# .streamlit/config.toml opens no browser (it serves hosts as well); where there is a desktop, `make app` does.
HEADLESS := $(shell test "$$(uname)" = Darwin || test -n "$$DISPLAY$$WAYLAND_DISPLAY" && echo false || echo true)
# How much the browser may send at once, in megabytes, by WHOSAID_MAX_FILE_MB.
ROOM := $(BIN)/python -c 'from whosaid.settings import browser_mb, load_settings; print(browser_mb(load_settings()))'
ARGS :=

.DEFAULT_GOAL := help
.PHONY: help app test browser check format evaluate evaluate-boilerplate benchmark benchmark-ui train test-training screenshots clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*##/make \1:/p' Makefile

app: $(VENV)/.app  ## the dashboard on http://127.0.0.1:8501
	room=$$($(ROOM)) && $(BIN)/streamlit run app.py --server.address 127.0.0.1 --server.headless $(HEADLESS) \
		--server.showEmailPrompt false --server.maxUploadSize $$room $(ARGS)

test: $(VENV)/.dev browser  ## all tests, in a real browser too (ARGS="-k name" for some, ARGS="-n 0" one after another)
	$(BIN)/python -m pytest -ra -n 2 --dist loadfile $(ARGS)

browser: $(VENV)/.dev  ## find or install the browser that the tests drive
	@$(BIN)/python -m tests.browser

check: $(VENV)/.dev  ## style, types and import arrows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_house.py

format: $(VENV)/.dev  ## put the style right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

evaluate: $(VENV)/.evaluate  ## how good the reader is, beside its peers (needs the corpora: ARGS="--data FOLDER")
	$(BIN)/python -m evaluation $(ARGS)

evaluate-boilerplate: $(VENV)/.app  ## how much boilerplate is taken out of plain text, and what is lost (ARGS="--data FOLDER --write")
	$(BIN)/python -m evaluation.boilerplate $(ARGS)

benchmark: $(VENV)/.evaluate  ## how fast, how large and how hungry the reader is, beside its peers
	$(BIN)/python -m evaluation.speed $(ARGS)

benchmark-ui: $(VENV)/.dev browser  ## how long a click in the dashboard takes, beside an app that does nothing (ARGS=--write)
	$(BIN)/python -m evaluation.dashboard $(ARGS)

train: $(TRAINING)/.train  ## train the reader's model (needs the corpora: ARGS="--data FOLDER")
	$(TRAINING)/bin/python -m training.train $(ARGS)

test-training: $(TRAINING)/.train  ## the whole recipe on generated sentences, in an environment of its own
	$(TRAINING)/bin/python -m pytest -q training/tests $(ARGS)

screenshots: $(VENV)/.dev browser  ## the pictures in README.md, from the real dashboard
	$(BIN)/python docs/screenshots.py $(ARGS)

clean:  ## remove what make has made
	rm -rf $(VENV) $(TRAINING) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Whosaid needs Python 3.11 or newer and found none; install one from https://www.python.org, or name it: make PYTHON=/path/to/python app"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.app: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet -r requirements.txt
	$(PIP) install --quiet --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.app
	$(PIP) install --quiet -r requirements-dev.txt
	@touch $@

$(VENV)/.evaluate: evaluation/requirements.txt $(VENV)/.app
	$(PIP) install --quiet -r evaluation/requirements.txt
	@touch $@

$(TRAINING)/.train: requirements.txt training/requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Training needs Python 3.11 or newer; name it: make PYTHON=/path/to/python train"; exit 1; }
	$(PYTHON) -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip --disable-pip-version-check install --quiet -r requirements.txt -r training/requirements.txt
	$(TRAINING)/bin/python -m pip --disable-pip-version-check install --quiet --no-deps -e .
	@touch $@
