#!/bin/sh
# Makes the pictures of docs/serve.md from the story that ships with the package.
# Needs `make browser` to have set up .venv, and Chromium. CHROMIUM names another browser.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
.venv/bin/reportedly add --quiet src/reportedly/demo/story.jsonl --library "$work/library" >/dev/null

.venv/bin/python - "${CHROMIUM:-$(command -v chromium)}" "$work/library" docs/images <<'END'
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
with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as started:
    address = server.stdout.readline().split()[3].rstrip("/")
    page = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"]).new_page(viewport={"width": 1100, "height": 760})
    for name, path in pages.items():
        page.goto(address + path)
        if page.locator(".taken").count():
            page.locator(".taken summary").first.click()
        file = Path(folder, f"{name}.png")
        page.screenshot(path=file)
        with Image.open(file) as shot:
            shot.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(file, optimize=True)
    server.terminate()
END
ls -l docs/images/serve-*.png
