"""Error consistency of people with people in the published trials of model-vs-human, by plain Python.

For every experiment and condition the mean of Cohen's kappa over pairs of subjects on the images that
both saw (an image is what follows the fifth underscore of its name), an answer `na` counting as wrong;
and the share of the same wrong class among the images on which both named a wrong one.

    python3 error_consistency.py DATA/annotations/model-vs-human > error-consistency.csv    (Python 3.11)
"""

import csv
import itertools
import sys
from collections import defaultdict
from pathlib import Path


def kappa(first, second):
    common = [image for image in first if image in second]
    n = len(common)
    p = sum(first[i][0] for i in common) / n
    q = sum(second[i][0] for i in common) / n
    observed = sum(first[i][0] == second[i][0] for i in common) / n
    expected = p * q + (1 - p) * (1 - q)
    return (observed - expected) / (1 - expected) if 0 < p < 1 and 0 < q < 1 else None


def same_wrong(first, second):
    # A trial without an answer is no wrong class.
    both = [i for i in first if i in second and not first[i][0] and not second[i][0]
            and first[i][1] != "na" and second[i][1] != "na"]
    return sum(first[i][1] == second[i][1] for i in both) / len(both) if both else None


def mean(values):
    known = [value for value in values if value is not None]
    return sum(known) / len(known)


print("# Python csv module, error_consistency.py")
print("experiment,condition,pairs,kappa,same_wrong_class")
for folder in sorted(Path(sys.argv[1]).iterdir()):
    if not folder.is_dir():
        continue
    trials = defaultdict(lambda: defaultdict(dict))
    for path in sorted(folder.glob("*.csv")):
        for row in csv.DictReader(path.open()):
            image = row["imagename"].split("_", 5)[5]
            trials[row["condition"]][row["subj"]][image] = (
                row["object_response"] == row["category"], row["object_response"])
    for condition, subjects in sorted(trials.items()):
        pairs = list(itertools.combinations(sorted(subjects), 2))
        own = mean(kappa(subjects[a], subjects[b]) for a, b in pairs)
        wrong = mean(same_wrong(subjects[a], subjects[b]) for a, b in pairs)
        print(f"{folder.name},{condition},{len(pairs)},{own:.12f},{wrong:.12f}")
