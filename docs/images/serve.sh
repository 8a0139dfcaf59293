#!/bin/sh
# Makes the pictures of docs/serve.md, and of a report in it, from the story that ships with the package.
# Needs `make browser` to have set up .venv, and Chromium. CHROMIUM names another browser.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
.venv/bin/reportedly add --quiet src/reportedly/demo/story.jsonl --library "$work/library" >/dev/null

.venv/bin/python - "${CHROMIUM:-$(command -v chromium)}" "$work/library" docs/images <<'END'
import contextlib
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

chromium, library, folder = sys.argv[1:]
pages = {
    "serve-check": "/",
    "serve-library": "/library?q=gates+dam+minister",
    "serve-article": "/articles/hallin-courier",
    "serve-story": "/stories/meridian-wire",
}
call = [".venv/bin/reportedly", "serve", "--library", library, "--port", "0"]
with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as started, contextlib.ExitStack() as ending:
    ending.callback(server.terminate)
    address = server.stdout.readline().split()[3].rstrip("/")
    page = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"]).new_page(viewport={"width": 1100, "height": 760})
    def kept(name, page, around=None):
        """Keep what is shown, or what is around a part of it, in few colours: text on plain ground needs no more."""
        file, box = Path(folder, f"{name}.png"), around and around.bounding_box()
        clip = box and {"x": box["x"] - 20, "y": box["y"] - 12, "width": box["width"] + 40, "height": box["height"] + 24}
        page.screenshot(path=file, clip=clip, full_page=clip is not None)
        with Image.open(file) as shot:
            picture = shot.convert("RGB")
        counted = [colour for _, colour in sorted(picture.getcolors(picture.width * picture.height), reverse=True)]
        chosen = counted[:200]
        for colour in counted[200:]:  # rare ones that are like no other: a red line in a key
            if len(chosen) < 256 and min(sum(abs(a - b) for a, b in zip(colour, other)) for other in chosen) > 90:
                chosen.append(colour)
        palette = Image.new("P", (1, 1))
        palette.putpalette([part for colour in chosen for part in colour])
        picture.quantize(palette=palette, dither=Image.Dither.NONE).save(file, optimize=True)

    for name, path in pages.items():
        page.goto(address + path)
        if page.locator(".taken").count():
            page.locator(".taken summary").first.click()
        kept(name, page)

    # A report: a statement that is chosen, the whole picture, the same on a phone in the dark.
    page.goto(address)
    page.get_by_role("button", name="Check the demo story").click()
    page.wait_for_url("**/reports/*", timeout=120_000)
    report = page.url
    page.set_viewport_size({"width": 1280, "height": 980})
    page.locator(".story a.said", has_text="sirens had sounded").first.click()
    page.wait_for_timeout(800)
    kept("report-finding", page)
    page.goto(report)
    kept("report-provenance", page, page.locator(".origins"))
    phone = page.context.browser.new_page(viewport={"width": 320, "height": 700}, color_scheme="dark", reduced_motion="reduce")
    phone.goto(report)
    phone.locator(".story a.said", has_text="sirens had sounded").first.click()
    kept("report-phone", phone)
END
ls -l docs/images/*.png
