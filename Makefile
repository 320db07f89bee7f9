# What people do with a checkout. Nothing but Python 3.11 or later (and make) is needed beforehand:
# `setup` builds .venv and installs the rest, once.

PYTHON ?= python3
BIN := .venv/bin
BOOTSTRAP := $(PYTHON) tools/bootstrap.py
JOBS ?= 2

# No test needs a screen: windows are drawn offscreen, journeys on a virtual screen of their own.
PYTEST := QT_QPA_PLATFORM=offscreen PYTHONUTF8=1 $(BIN)/python -m pytest

# Words of the window in other languages, as Qt loads them.
TRANSLATIONS := $(patsubst %.ts,%.qm,$(wildcard resources/i18n/*.ts))

.PHONY: screenshots help run runtime setup test unit journeys check lint format types imports words eval dist wheel clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1	/' | expand -t 18

run: runtime $(TRANSLATIONS) ## open the window
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ]; then \
	  echo "There is no display here, so no window can open. The command line works: $(BIN)/wengu import FILE, $(BIN)/wengu --help" >&2; \
	  exit 1; \
	fi
	@$(BIN)/python -m desktop

runtime:
	@$(BOOTSTRAP)

setup: ## build .venv with everything a developer needs
	@$(BOOTSTRAP) dev

%.qm: %.ts
	@test -x $(BIN)/pyside6-lrelease || $(BOOTSTRAP)
	@$(BIN)/pyside6-lrelease -silent $< -qm $@

words: setup ## collect the window's words for translators, into resources/i18n
	$(BIN)/pyside6-lupdate -silent -no-obsolete -locations none desktop/ui desktop/app.py -ts resources/i18n/wengu_en.ts

test: setup $(TRANSLATIONS) ## every test, journeys in a real window included
	$(PYTEST) -n $(JOBS)
	$(if $(wildcard tests/journeys/test_*.py),$(PYTEST) -m journey)

unit: setup ## the tests of what is not the window, in seconds
	$(PYTEST) tests/unit

journeys: setup $(TRANSLATIONS) ## a person's paths through a real window on a virtual screen
	$(PYTEST) -m journey

check: setup lint types imports test ## all that CI runs: format, lint, types, import rules, tests

lint:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

format: setup ## put the code into the common shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: setup ## figures on the data beside the checkout (WENGU_DATA, by default ../shared/data)
	@for script in tools/eval_*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

screenshots: setup $(TRANSLATIONS) ## every page and dialog in both languages and themes, into docs/gallery
	$(BIN)/python -m tools.screenshots docs/gallery

wheel: setup $(TRANSLATIONS) ## dist/wengu-*.whl
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

dist: runtime $(TRANSLATIONS) ## dist/wengu/, a folder that runs without Python
	@$(BOOTSTRAP) dist
	$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec

clean: ## remove what was built, and the environment
	rm -rf .venv build dist .import_linter_cache .mypy_cache .ruff_cache .hypothesis
