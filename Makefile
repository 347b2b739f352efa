# Every target is one line over .ci/make.py, which also runs where there is no make (README.md).
PYTHON ?= python3

.PHONY: run test bench lint installer migration rules screenshot lock clean

run test bench lint installer migration rules screenshot lock clean:
	@$(PYTHON) .ci/make.py $@
