#!/usr/bin/env python3
"""Measures an audit page in headless Chromium.

    measure.py INDEX_HTML [--axe]

With --axe it also runs axe-core (`pip install axe-playwright-python`), in light and dark, wide and
narrow, with a conversation opened.
"""
import argparse
import glob
import os
import shutil
import time

from playwright.sync_api import sync_playwright

SCROLL = """async () => {
  const grid = document.getElementById("grid");
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const times = [];
  for (let i = 0; i < 300; i++) {
    const start = performance.now();
    grid.scrollTop += 317;
    await frame();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return [times[150], times[285], times[299]];
}"""


def ready(page, url):
    page.goto(url, wait_until="commit")
    page.wait_for_selector("html[data-ready=yes]", timeout=120_000)


def measure(browser, path, url):
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    mistakes = []
    page.on("console", lambda message: mistakes.append(message.text))
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    times = []
    for _ in range(5):
        start = time.time()
        ready(page, url)
        times.append(time.time() - start)
    print(f"size {os.path.getsize(path) / 1e6:.1f} MB")
    print("ready after " + ", ".join(f"{one:.2f}" for one in sorted(times)) + " s")
    page.evaluate("document.querySelector('#conversations').scrollIntoView()")
    print("frame while scrolling, ms: median {:.0f}, 95 % {:.0f}, worst {:.0f}".format(*page.evaluate(SCROLL)))
    for words in ["refund", "asha"]:
        before, start = page.inner_text("#status"), time.time()
        page.fill("#filter-text", words)
        while page.inner_text("#status") in (before, "") or "Searching" in page.inner_text("#status"):
            time.sleep(0.01)
        print(f"search for {words}: {time.time() - start:.2f} s, {page.inner_text('#status')}")
    print(f"mistakes: {mistakes}")


def check(browser, url):
    import axe_playwright_python
    folder = os.path.dirname(axe_playwright_python.__file__)
    script = open(glob.glob(folder + "/**/axe.min.js", recursive=True)[0], encoding="utf-8").read()
    for scheme in ["light", "dark"]:
        for width in [1280, 390]:
            page = browser.new_context(
                bypass_csp=True, viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
            ready(page, url)
            page.click("#rows .row >> nth=1")
            page.wait_for_timeout(500)
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            page.evaluate(script)
            found = page.evaluate("axe.run()")
            names = [(one["id"], len(one["nodes"])) for one in found["violations"]]
            print(f"axe, {scheme}, {width} px: {len(found['passes'])} rules pass, violations: {names}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page")
    parser.add_argument("--axe", action="store_true")
    arguments = parser.parse_args()
    path = os.path.abspath(arguments.page)
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        measure(browser, path, "file://" + path)
        if arguments.axe:
            check(browser, "file://" + path)
        browser.close()


if __name__ == "__main__":
    main()
