#!/usr/bin/env bash
# Makes study.db and answers-expected.json with avh 0.1.0: make.sh AVH. The folder /tmp/avh-fixture
# stands in the file, since a study keeps the paths of its inputs.
set -euo pipefail
avh=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=/tmp/avh-fixture
rm -rf "$work"
mkdir -p "$work"
cp -R "$here/inputs" "$here/study.yml" "$work"
cd "$work"
export PATH="$work:$PATH"
ln -s "$avh" avh

# Votes, networks, every kind of analysis, verdicts.
avh study run study.yml --data inputs --out run --format json --quiet
mv run/study.db study.db
# A presence set with answers of maybe, which count one half.
avh import study.db inputs/presence.csv --dataset photos --set presence \
  --map image=file,annotator=who,asked=class,label=answer --maybe 0.5 --salt fixture
# Scores of other programs: one on a network that is scored, one of its own beside it.
avh import-scores study.db inputs/memorization.csv --dataset photos --model vit:b16 \
  --score memorization --direction higher-is-harder
avh import-scores study.db inputs/c-score.csv --dataset photos --model "a | b" \
  --score c_score --direction higher-is-easier
sqlite3 study.db "PRAGMA page_size = 1024; VACUUM"
cp study.db "$here/study.db"

separator='{'
while IFS=$'\t' read -r name sql; do
  printf '%s\n"%s": ' "$separator" "$name"
  avh query study.db "$sql" --json
  separator=','
done <"$here/answers.tsv" >"$here/answers-expected.json"
echo '}' >>"$here/answers-expected.json"
