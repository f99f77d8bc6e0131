"""Gives every form of `avh export` to the program that decides whether it is right.

    python3 Tests/exports.py AVH STUDY.db... [--pages STUDY.db...]

mlcroissant reads each record set, rocrate-validator and frictionless check their folders, Datasette serves the
first and last page of every table and the ready questions, NumPy, pandas and the JSON reader read the
files of rows; what they find is compared with the database. After --pages come studies of which only
Datasette is asked. The versions stand in .ci/validators.txt.
"""

import asyncio
import importlib.resources
import json
import logging
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import frictionless
import mlcroissant
import numpy as np
import pandas
import requests
import requests_cache
from datasette.app import Datasette
from rdflib.plugins.parsers import jsonld as jsonld_parser
from rdflib.plugins.shared.jsonld import context as jsonld_context
from rocrate_validator import models, services

SAID = ["--license", "https://creativecommons.org/licenses/by/4.0/", "--creator", "A laboratory",
        "--url", "https://example.org/study", "--date", "2026-01-31"]


class Study:
    """A study, its exports and the rows they must have."""

    def __init__(self, avh, path, folder):
        self.avh, self.path, self.folder = avh, path, folder
        self.database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def export(self, kind, *words):
        out = self.folder / kind
        subprocess.run([self.avh, "export", self.path, f"--{kind}", "-o", out, "--quiet", *words], check=True)
        return out

    def count(self, what):
        return self.database.execute(f"SELECT count(*) FROM {what}").fetchone()[0]

    def images(self):
        """The rows of people beside scores, as pandas has them from the database."""
        return pandas.read_sql("SELECT * FROM image_hardness", self.database)


def same(name, got, wanted):
    if got != wanted:
        sys.exit(f"exports: {name}: {got!r}, not {wanted!r}")


def check_rows(study):
    wanted = study.images()
    text = {"dataset": str, "image": str, "class": str}
    tables = {
        "csv": pandas.read_csv(study.export("csv"), dtype=text),
        "jsonl": pandas.read_json(study.export("jsonl"), lines=True, dtype=False, precise_float=True),
        "npz": pandas.DataFrame(dict(np.load(study.export("npz")))),
    }
    for name, table in tables.items():
        same(f"{name}: columns", list(table.columns), list(wanted.columns))
        for column in wanted.columns:
            left, right = table[column], wanted[column]
            if pandas.api.types.is_numeric_dtype(right):
                left = left.astype(float)
                equal = np.array_equal(left, right.astype(float), equal_nan=True)
            else:
                left, right = (side.astype(object).where(side.notna(), "") for side in (left, right))
                equal = left.astype(str).tolist() == right.astype(str).tolist()
            same(f"{name}: {column} is as in the database", equal, True)


def check_samples(study):
    samples = json.loads(study.export("fiftyone").read_text())
    same("fiftyone: images", len(samples["samples"]), study.count("(SELECT DISTINCT image FROM image_hardness)"))
    fields = set(samples["sample_fields"]) | {"filepath", "tags", "metadata", "_media_type"}
    same("fiftyone: fields without a type", [k for s in samples["samples"] for k in s if k not in fields], [])
    same("fiftyone: networks", sum(key in sample for sample in samples["samples"] for key in
         samples["sample_fields"] if "Classification" in samples["sample_fields"][key]
         and key not in ("ground_truth", "majority")), study.count("image_hardness"))


def check_irw(study):
    if study.count("answer") == 0:
        return
    table = pandas.read_csv(study.export("irw"), dtype={"item": str})
    same("irw: answers", len(table), study.count(
        "answer JOIN image USING (image_id) JOIN annotation_set USING (set_id) WHERE is_default "
        "AND annotator_id IS NOT NULL AND class_id IS NOT NULL"))


def check_croissant(study):
    class Heard(logging.Handler):
        lines = []

        def emit(self, record):
            self.lines.append(record.getMessage())

    logging.getLogger("absl").addHandler(Heard(logging.WARNING))
    folder = study.export("croissant", *SAID)
    data = mlcroissant.Dataset(jsonld=folder / "croissant.json")
    same("mlcroissant has nothing to say", Heard.lines + list(data.metadata.issues.warnings), [])
    wanted = {"people": "human_hardness", "votes": "tally", "scores": "score"}
    for records in data.metadata.record_sets:
        found = sum(1 for _ in data.records(records.id))
        name = records.id
        if name == "classes":
            wanted[name] = "class WHERE label_space IN (SELECT label_space FROM dataset)"
        same(f"croissant: rows of {name}", found, study.count(wanted.get(name, name)))


def check_frictionless(study):
    report = frictionless.validate(str(study.export("frictionless", *SAID) / "datapackage.json"))
    same("frictionless finds", report.flatten(["type", "message"]), [])
    same("frictionless: tables", len(report.tasks) >= 4, True)


def check_crate(study):
    # The context of RO-Crate 1.3 as the reference library carries it, so that no network is needed.
    text = (importlib.resources.files("rocrate") / "data" / "ro-crate.jsonld").read_text()
    context = json.loads(text)
    load = jsonld_context.source_to_json
    ask = requests_cache.session.CacheMixin.request

    def nearby(source, *rest, **named):
        return (context, None) if source == context["@id"] else load(source, *rest, **named)

    def answered(session, method, url, *rest, **named):
        if url != context["@id"]:
            return ask(session, method, url, *rest, **named)
        answer = requests.Response()
        answer.status_code, answer.url, answer._content = 200, url, text.encode()
        answer.headers["Content-Type"] = "application/ld+json"
        return answer

    jsonld_context.source_to_json = jsonld_parser.source_to_json = nearby
    requests_cache.session.CacheMixin.request = answered
    folder = study.export("ro-crate", *SAID)
    result = services.validate(services.ValidationSettings(
        rocrate_uri=str(folder), profile_identifier="ro-crate-1.3",
        requirement_severity=models.Severity.REQUIRED))
    same("rocrate-validator finds", [issue.message for issue in result.get_issues()], [])


async def pages(study):
    folder = study.export("datasette", *SAID)
    serve = Datasette(
        [str(folder / "study.db")], metadata=json.loads((folder / "metadata.json").read_text()),
        settings=json.loads((folder / "settings.json").read_text()))
    await serve.invoke_startup()
    database = serve.get_database("study")
    views = await database.view_names()
    slowest = (0, "")
    links = []
    for name in await database.table_names() + views:
        count = (await database.execute(f'SELECT count(*) FROM "{name}"')).first()[0]
        first = f"/study/{name}"
        links.append(first)
        if count > 100:
            # Datasette continues after a key, or after so many rows of a view.
            keys = await database.primary_keys(name)
            last = (count - 1) // 100 * 100
            if name in views:
                links.append(f"{first}?_next={last}")
            else:
                columns = ", ".join(f'"{key}"' for key in keys) or "rowid"
                rows = await database.execute(
                    f'SELECT {columns} FROM "{name}" ORDER BY {columns} LIMIT 1 OFFSET {last - 1}')
                links.append(f"{first}?_next=" + ",".join(
                    requests.utils.quote(str(part), safe="").replace("%", "~") for part in rows.first()))
    questions = await serve.get_canned_queries("study", None)
    links += [f"/study/{name}" + ("?image=none" if ":image" in query["sql"] else "")
              for name, query in questions.items()]
    for link in links + ["/", "/study"]:
        began = time.monotonic()
        answer = await serve.client.get(link, follow_redirects=True)
        seconds = time.monotonic() - began
        same(f"datasette: {link}", answer.status_code, 200)
        slowest = max(slowest, (seconds, link))
    hidden = [name for name, table in serve.metadata("tables", "study").items() if table.get("hidden")]
    same("datasette: hidden tables", "image_alias" in hidden and "image_hardness" not in hidden, True)
    page = (await serve.client.get("/study/image_hardness")).text
    same("datasette: texts of columns", "Angular visual hardness" in page, True)
    print(f"  datasette: {len(links) + 2} pages, the slowest {slowest[1]} in {slowest[0]:.2f} s")


def check_pages(study):
    asyncio.run(pages(study))


def main():
    avh, words = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    checks = [check_rows, check_samples, check_irw, check_croissant, check_frictionless, check_crate,
              check_pages]
    for word in words:
        if word == "--pages":
            checks = [check_pages]
            continue
        folder = pathlib.Path(tempfile.mkdtemp(prefix="avh-exports-"))
        try:
            study = Study(avh, pathlib.Path(word).resolve(), folder)
            print(word, flush=True)
            for check in checks:
                check(study)
        finally:
            shutil.rmtree(folder)
    print("exports: every form is accepted")


if __name__ == "__main__":
    main()
