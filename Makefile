# Run `make help` for the targets. On a fresh Debian machine Go, Node and make are enough: the rest is installed when it is needed.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo build web package test test-go test-web e2e pictures check bench compare fuzz reference clean

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS := -s -w -X latchkey/internal/app.Version=$(VERSION)
# Of the web component and its package.
ELEMENT_VERSION := $(shell scripts/version.sh)
LISTEN ?= 127.0.0.1:8080
SITE_LISTEN ?= 127.0.0.1:8090

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: build ## Build everything and run the demo: a shop that embeds the chat
	bin/latchkey demo --listen $(LISTEN) --site-listen $(SITE_LISTEN) --data latchkey-demo

build: bin/latchkey ## Build bin/latchkey with the web assets inside
.PHONY: bin/latchkey
bin/latchkey: web
	CGO_ENABLED=0 go build -trimpath -ldflags '$(LDFLAGS)' -o bin/latchkey ./cmd/latchkey

web: web/node_modules/.package-lock.json ## Build the web assets into web/dist
	cd web && ELEMENT_VERSION=$(ELEMENT_VERSION) npm run --silent build

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	scripts/install.sh node npm
	cd web && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund
	@touch $@

package: web ## Pack the web component for npm, with its components for React and Vue
	cd web/element && node tools/package.mjs $(ELEMENT_VERSION) && npm pack ./package --pack-destination package

test: check test-go test-web e2e ## Set up what the tests need, then run all of them
	@echo "all tests passed"

test-go: web ## Run the Go tests with the race detector, on SQLite and a throw-away PostgreSQL
	scripts/install.sh gcc postgresql chromium sqlite3-doc
	go test -race -shuffle=on -timeout 30m ./...
	go test ./internal/access ./internal/address ./internal/origin ./internal/knowledge # without the race detector, which allocates and is slow

test-web: web/node_modules/.package-lock.json ## Run the unit tests of the web component
	cd web && npm run --silent test

e2e: build ## Run the browser tests against the real binary
	scripts/install.sh chromium
	cd web && npm run --silent test:browser && npx playwright test --config e2e/playwright.config.ts

pictures: build ## Take the pictures of the README anew
	scripts/install.sh chromium
	cd web && PICTURES=1 npx playwright test --config e2e/playwright.config.ts

check: web ## Format, vet, staticcheck, TypeScript types, and lint, also of the OpenAPI description
	@files=$$(gofmt -l cmd internal docs web/*.go); if [ -n "$$files" ]; then echo "run gofmt -w on:" $$files; exit 1; fi
	go vet ./...
	go tool staticcheck ./...
	cd web && npm run --silent check

reference: web/node_modules/.package-lock.json ## Write the OpenAPI description and the page of the web component in docs/reference anew
	go test ./internal/manageapi -run TestReferenceIsCurrent -update
	cd web/element && node tools/reference.mjs

bench: build ## Measure the hot paths; figures are in docs/reference/performance.md
	scripts/bench.sh

compare: web ## Measure the chat beside others; writes the table of docs/reference/comparison.md
	scripts/install.sh chromium
	cd web/compare && npm ci --ignore-scripts && npm run --silent compare

fuzz: ## Fuzz every target for FUZZTIME (default 30s)
	scripts/fuzz.sh $${FUZZTIME:-30s}

clean: ## Remove what was built
	rm -rf bin web/dist/element web/dist/console web/node_modules
