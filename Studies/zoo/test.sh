#!/usr/bin/env bash
# Tests the scripts that train and export networks, in a Python environment of their own.
set -euo pipefail
cd "$(dirname "$0")/../.."
environment=.build-exporter
if [ ! -x "$environment/bin/python" ]; then
  if ! python3 -m venv "$environment" 2>/dev/null; then
    # Debian keeps the module in a package of its own.
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
      apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
    fi
    python3 -m venv "$environment"
  fi
fi
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check \
  -r Studies/zoo/requirements.txt
AVH=${AVH:-$PWD/.build/release/avh} "$environment/bin/python" -m unittest discover -v \
  -s Studies/zoo -p 'test_*.py'
