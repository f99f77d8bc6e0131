# `make study` and `make test` are all a fresh machine needs.

AVH := .build/release/avh
DATA := $(or $(AVH_DATA),$(wildcard ../shared/data),data)

PREFIX ?= /usr/local

.PHONY: install uninstall man study test setup build lint format docs studies verify study-cifar10h study-imagenet-real \
	test-release test-hdf5 test-slow test-slurm torture fuzz libfuzzer test-exporter test-explore coverage bench notebooks \
	clean

## study: install what is missing, build, run the bundled study, say where the report is
study: build
	$(AVH) study run Studies/quickstart --out out/quickstart

## test: install what is missing, build with the import check, run every test
test: setup
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build --disable-xctest

setup:
	@.ci/install

build: setup
	swift build -c release --product avh

## install: put the program, its manual pages and the completions of bash, zsh and fish below PREFIX
## (/usr/local if not given)
install: man
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 755 $(AVH) $(DESTDIR)$(PREFIX)/bin/avh
	install -m 644 out/install/man/*.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 out/install/avh.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/avh
	install -m 644 out/install/avh.zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_avh
	install -m 644 out/install/avh.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/avh.fish

## uninstall: take away what install put there
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/avh $(DESTDIR)$(PREFIX)/share/man/man1/avh.1 \
		$(DESTDIR)$(PREFIX)/share/man/man1/avh-*.1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/avh \
		$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_avh \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/avh.fish

## man: write the manual pages and the completions to out/install
man: build
	rm -rf out/install
	$(AVH) man --out out/install/man
	for shell in bash zsh fish; do \
		$(AVH) --generate-completion-script $$shell >out/install/avh.$$shell || exit 1; \
	done

## studies: run every study on the real data and rewrite Studies/RESULTS.md
studies: build
	$(AVH) study run-all Studies --data $(DATA) --out out --results Studies/RESULTS.md

## verify: compute every study below out again, and compare every row with what is stored
verify: build
	@for study in out/*/study.db; do $(AVH) verify "$$study" --data $(DATA) || exit 1; done

## study-cifar10h: fetch the votes of CIFAR-10H (0.8 MB) and run the study of eight networks
## study-imagenet-real: the same with the ImageNet ReaL raters and twenty networks (45 MB)
study-cifar10h study-imagenet-real: study-%: build
	$(AVH) study fetch Studies/$* --data $(DATA)
	$(AVH) study run Studies/$* --data $(DATA) --out out/$*

## test-release: the tests again, optimised (floating point differs)
test-release: setup
	swift build -c release --build-tests -Xswiftc -enable-testing
	swift test -c release --skip-build --disable-xctest -Xswiftc -enable-testing

## test-hdf5: what is read only in a build with the trait HDF5, as a package that takes the library so
test-hdf5:
	swift test --package-path Tests/HDF5 --disable-xctest

## test-slow: the planted truth lies in the interval in 90 to 100 of 100 simulated studies
test-slow: setup
	AVH_SLOW_TESTS=1 swift test -c release --disable-xctest -Xswiftc -enable-testing --filter Slow

## torture: kill commands KILLS times at random moments (200 if not given), and take from them streams,
## files, memory, disk and rights; look at what is left
torture: build
	python3 Tests/torture.py $(AVH) $(or $(KILLS),200)

## test-slurm: run shards on a Slurm cluster of two nodes on this machine, and break what can break
test-slurm: build
	python3 Tests/slurm.py $(AVH)

## fuzz: have damaged files of every format read for MINUTES (30 if not given); FAMILY=annotations SEED=2
fuzz: setup
	swift run -c release fuzz --minutes $(or $(MINUTES),30) --seed $(or $(SEED),1) \
		$(if $(FAMILY),--family $(FAMILY))

## libfuzzer: the same doors under libFuzzer, for one FORMAT; MINUTES=30; findings below out/libfuzzer
libfuzzer: setup
	swift build -c release --product fuzz --scratch-path out/libfuzzer/build --sanitize fuzzer \
		-Xswiftc -DLIBFUZZER
	mkdir -p out/libfuzzer/$(FORMAT) out/libfuzzer/tmp
	cd out/libfuzzer && SWIFT_BACKTRACE=enable=no TMPDIR=$$PWD/tmp \
		AVH_FUZZ_FORMAT=$(FORMAT) AVH_FUZZ_CORPUS=$(FORMAT) \
		build/release/fuzz $(FORMAT) -artifact_prefix=$(FORMAT)- -timeout=10 -rss_limit_mb=1024 \
		-max_len=65536 -max_total_time=$$((60 * $(or $(MINUTES),30)))

## coverage: simulate the coverage of every interval and the size of every test; resumable
coverage: setup
	swift run -c release coverage-study Studies/coverage

lint:
	swift format lint --strict --parallel --recursive Package.swift Sources Tests Notebooks-as-scripts \
		Benchmarks/Package.swift Benchmarks/Sources

format:
	swift format --in-place --parallel --recursive Package.swift Sources Tests Notebooks-as-scripts \
		Benchmarks/Package.swift Benchmarks/Sources

## notebooks: run every notebook in reading order, each into its own folder below out/notebooks
NOTEBOOKS := $(sort $(basename $(notdir $(wildcard Notebooks-as-scripts/*.swift))))
notebooks: setup
	swift build
	@for notebook in $(NOTEBOOKS); do .build/debug/$$notebook --data $(DATA) || exit 1; done

clean:
	rm -rf .build out

## docs: build the documentation of every module, in the order of their links; a dead link is an error
MODULES := Statistics Hashing Files YAMLFiles Tensors StudyValues Annotations Networks \
	AngularVisualHardness Simulation StudyStore Analyses Studies Shards Reports Exports Explore \
	PageServer Notebooks
docs: setup
	swift build
	.ci/docs out/docs $(MODULES)

## test-exporter: the Python scripts that train and export networks, with PyTorch on the CPU
test-exporter: build
	Studies/zoo/test.sh

## test-explore: open the page of avh explore in a browser without a network; STUDY=path/to/study.db
test-explore: build
	.ci/install chromium
	test -x out/browser/bin/python || python3 -m venv out/browser
	out/browser/bin/pip install --quiet --disable-pip-version-check -r Tests/explore.txt
	out/browser/bin/python Tests/explore.py $(AVH) $(or $(STUDY),out/quickstart/study.db)
	out/browser/bin/python Tests/explore.py $(AVH) hostile

## bench: time every job that has a target beside its baseline; JOBS=spearman,bca LARGE=1 PAIRS=15
bench: setup
	Benchmarks/baselines/install out/bench/venv
	swift build -c release --package-path Benchmarks --product avh
	swift build -c release --package-path Benchmarks --product benchmark
	Benchmarks/.build/release/benchmark --data $(DATA) --readme Benchmarks/README.md \
		$(if $(JOBS),--jobs $(JOBS)) $(if $(LARGE),--large) $(if $(PAIRS),--pairs $(PAIRS))
