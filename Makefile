# Two commands do everything: `make demo` and `make test`. The rest is for people who change things.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AWAY := $(VENV)/away
# In a wheel files can be missing; what builds do under faults is no matter of files.
WHEEL_TESTS := $(addprefix tests/,queries viz $(addprefix citeloom/test_,api.py questions.py \
  read.py related_and_view.py status.py terminal.py true_records.py))
ROOMS := graph enrich queries viz
LITERATURE = $(if $(PAPERS),--papers $(PAPERS))
SCRIPTS := viz/assets viz/explorer/assets tests/viz/js eslint.config.js

.DEFAULT_GOAL := help
.PHONY: help install demo test test-wheel lint lint-scripts test-scripts docs mutants audit chaos clean fit-related \
  bench-load bench-enrich bench-matching bench-queries bench-half bench-related bench-related-speed \
  bench-communities bench-growing bench-check bench-news bench-viz bench-explorer fuzz-listings

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 24

# The links let mypy find the rooms under the name that they are imported by; Python needs none.
$(BIN)/citeloom: pyproject.toml setup.py
	$(PYTHON) -m venv $(VENV)
	mkdir -p $(VENV)/rooms/citeloom
	for room in $(ROOMS); do ln -sfn ../../../$$room $(VENV)/rooms/citeloom/$$room; done
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml $(BIN)/citeloom
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev,fast]'
	@touch $@

install: $(VENV)/.dev ## Create the environment with Citeloom and the tools to change it

demo: $(BIN)/citeloom ## Build the graph of the example, without network and key
	@CITELOOM_HOME=.demo $(BIN)/citeloom build examples/daily-papers.txt \
	  --archive examples/sample-archive.jsonl --offline --graph .demo/graph.kgl
	@echo
	@echo 'Look at it: $(BIN)/citeloom explore --graph .demo/graph.kgl'

test: lint test-scripts ## Install what the tests need, check types and style, run all tests
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term

# The environment sees the tools of .venv, whose link to the sources is not followed from there.
test-wheel: $(VENV)/.dev ## Run the tests on the built wheel with the sources away, without servers
	rm -rf $(AWAY) && mkdir -p $(AWAY)
	$(BIN)/python -m build --outdir $(AWAY)/dist . > $(AWAY)/build.log
	$(PYTHON) -m venv --without-pip $(AWAY)/venv
	$(BIN)/pip --python $(AWAY)/venv/bin/python install --quiet --no-deps $(AWAY)/dist/*.whl
	$(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' \
	  > $$(echo $(AWAY)/venv/lib/python3*/site-packages)/tools.pth
	cp -r tests bench docs examples tools pyproject.toml *.md $(AWAY)
	cd $(AWAY) && venv/bin/python -m pytest -n 2 $(WHEEL_TESTS) -k 'not neo4j' \
	  -m 'not neo4j and not browser and not packaging and not sources'

lint: $(VENV)/.dev lint-scripts ## Check style and types only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Node checks and tests the scripts of the pages; nobody who uses Citeloom needs it.
node_modules/.installed: package.json .npmrc
	@command -v npm >/dev/null || { echo 'The scripts of the pages are checked with Node 18.19 or later and npm, which are not here. Install them (Debian: apt-get install nodejs npm), or run pytest alone.' >&2; exit 1; }
	npm install --silent --no-audit --no-fund
	@touch $@

lint-scripts: node_modules/.installed
	npx prettier --check --log-level warn $(SCRIPTS) package.json tsconfig.json
	npx eslint --max-warnings 0 $(SCRIPTS)
	npx tsc --project .
	npx tsc --project tests/viz/js

test-scripts: node_modules/.installed
	node --test $(wildcard tests/viz/js/*.test.js)

docs: $(VENV)/.dev ## Make the generated pages anew
	$(BIN)/python -m docs.generate.reference_pages
	$(BIN)/python -m docs.generate.schema_page
	$(BIN)/python -m tests.queries.example_graph > docs/.queries.new && mv docs/.queries.new docs/queries.md
	$(BIN)/python -m docs.generate.sample_archive
	$(BIN)/python -m docs.generate.example_exports

mutants: $(VENV)/.dev ## Put faults into the code and say which the tests miss; N=, SEED=, MODULE=
	$(BIN)/python -m tools.mutants -n $(or $(N),200) --seed $(or $(SEED),1) --module '$(MODULE)'

chaos: $(VENV)/.dev ## Do everything that is known to break programs, and count what held; ONLY=, SEED=
	$(BIN)/python -m tests.chaos --seed $(or $(SEED),1) --only '$(ONLY)'

audit: $(VENV)/.dev ## Licences and known vulnerabilities of what a user installs
	$(BIN)/python -m tools.audit

bench-load: $(VENV)/.dev ## Loading, beside the shortest hand-written loader
	$(BIN)/python -m bench.load

bench-enrich: $(VENV)/.dev ## Enriching the example, against a stand-in for the services
	$(BIN)/python -m bench.enrich

bench-growing: $(VENV)/.dev ## What growing costs, for lists of 1, 46 and 500 papers
	$(BIN)/python -m bench.growing

bench-news: $(VENV)/.dev ## What an update tells and costs: 30 changes among 500 works
	$(BIN)/python -m bench.news

bench-matching: $(VENV)/.dev ## Matching titles, beside common thresholds
	$(BIN)/python -m bench.matching

bench-check: $(VENV)/.dev ## The check of a bibliography: what is caught, and alarms; FILE=… has papers
	$(BIN)/python -m bench.check $(FILE)

bench-queries: $(VENV)/.dev ## Each query on 100,000 papers, beside the raw client
	$(BIN)/python -m bench.queries

bench-related: $(VENV)/.dev ## Finding hidden references; FILE=… has lines of `citing cited`; PAPERS=…, FROM=year
	$(BIN)/python -m bench.related $(FILE) $(LITERATURE) $(if $(FROM),--from-year $(FROM))

bench-half: $(VENV)/.dev ## Finding the other half of bibliographies; FILE=…, PAPERS=…, FROM=year, N=lists
	$(BIN)/python -m bench.half $(FILE) $(LITERATURE) $(if $(FROM),--from-year $(FROM)) -n $(or $(N),40)

fit-related: $(VENV)/.dev ## Fit the weights of related work; FILE=…, PAPERS=…, UNTIL=year
	$(BIN)/python -m bench.fit_related $(FILE) $(PAPERS) --until $(or $(UNTIL),2005)

bench-related-speed: $(VENV)/.dev ## `citeloom related` on up to 1,000,000 papers; ARGS='--papers 100000 --keep DIR'
	$(BIN)/python -m bench.related_speed $(ARGS)

bench-communities: $(VENV)/.dev ## Communities, beside networkx's Louvain
	$(BIN)/python -m bench.compare_communities

bench-viz: $(VENV)/.dev ## Pages of up to 50,000 nodes, beside plain pyvis
	$(BIN)/python -m bench.viz

fuzz-listings: $(VENV)/.dev ## Read 10,000 damaged listings of all formats
	$(BIN)/python -m tests.enrich.listing.fuzz_listings

bench-explorer: $(VENV)/.dev ## The explorer on 100,000 papers, alone and with ten people
	$(BIN)/python -m bench.explorer

clean: ## Remove what was made here
	rm -rf $(VENV) node_modules .demo .mypy_cache .ruff_cache .pytest_cache
