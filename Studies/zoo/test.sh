#!/usr/bin/env bash
# Tests the scripts that train and export networks, in a Python environment of their own.
set -euo pipefail
cd "$(dirname "$0")/../.."
environment=.build-exporter
if [ ! -x "$environment/bin/python" ]; then
  python3 -m venv "$environment" || {
    echo "python3 has no venv module; on Debian: apt-get install python3-venv" >&2
    exit 1
  }
fi
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check \
  -r Studies/zoo/requirements.txt
AVH=${AVH:-$PWD/.build/release/avh} "$environment/bin/python" -m unittest discover -v \
  -s Studies/zoo -p 'test_*.py'
