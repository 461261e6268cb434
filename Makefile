# make         install, execute the notebooks that changed, write the tables and the briefing
# make lab     open the notebooks
# make test    check everything
# make lock    renew requirements.lock
# make clean   remove what make made

PYTHON ?= python3.11
CORPUS ?= seeds
VENV := .venv
RUN := $(VENV)/bin/python -m
INSTALLED := $(VENV)/.installed
CODE := $(shell find analysis -type f ! -name '*.pyc' ! -name '.*' | sed 's/ /\\ /g')
ARTICLES := $(wildcard $(CORPUS) $(CORPUS)/*)
NOTEBOOKS := $(sort $(wildcard notebooks/*.ipynb))
EXECUTED := $(NOTEBOOKS:notebooks/%.ipynb=build/executed/%)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

all: $(EXECUTED) build/tables/documents.jsonl build/briefing.html
	@echo
	@echo "Open     build/briefing.html   who is named, who said what, who committed to what: to hand out"
	@echo "         build/tables/         the tables, one file each"
	@echo "Or type  make lab              to read and change the notebooks"

lab: $(INSTALLED)
	$(RUN) jupyterlab --ServerApp.root_dir=. notebooks/01_the_corpus.ipynb

test: $(INSTALLED)
	$(RUN) ruff check .
	$(RUN) pytest tests
	$(RUN) pytest --nbval notebooks

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
		{ echo "Python 3.11 is needed. Where is it? make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(RUN) pip install --quiet --require-hashes -r requirements.lock
	$(RUN) pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

build/executed/%: notebooks/%.ipynb $(INSTALLED) $(CODE) $(ARTICLES)
	@mkdir -p $(@D)
	@$(VENV)/bin/python notebooks/execute.py $<
	@touch $@

build/tables/documents.jsonl: $(INSTALLED) $(CODE) $(ARTICLES)
	$(RUN) analysis extract $(CORPUS) --out $(@D)
	@touch $@

build/briefing.html: $(INSTALLED) $(CODE) $(ARTICLES)
	$(RUN) analysis briefing $(CORPUS) --out $@
	@touch $@

lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv
	build/lock/bin/uv pip compile pyproject.toml --extra dev --extra html --extra scale --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade --quiet --output-file build/lock/packages
	{ sed -n 1p requirements.lock; cat build/lock/packages; } > build/lock/whole && mv build/lock/whole requirements.lock

clean:
	rm -rf build $(VENV)

.PHONY: all lab test lock clean
