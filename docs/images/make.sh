#!/bin/sh
# Makes docs/images/report.png, the picture in the README, from the story that ships with the package.
# Needs `make test` to have set up .venv, and Chromium. CHROMIUM names another browser; an argument names a page that is there already.
set -eu
cd "$(dirname "$0")/../.."
chromium=${CHROMIUM:-chromium}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

page=${1:-}
if [ -z "$page" ]; then
    page=$work/report.html
    .venv/bin/reportedly demo --quiet --html "$page" >/dev/null
fi
page=$(cd "$(dirname "$page")" && pwd)/$(basename "$page")

# The first flags make it quiet and repeatable, the last take the light page at the width of a laptop.
"$chromium" --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update --disable-sync \
    --user-data-dir="$work/profile" --hide-scrollbars --force-device-scale-factor=1 --window-size=1280,1100 \
    --screenshot="$work/report.png" "file://$page" >/dev/null 2>&1

# Text on plain ground needs few colours: the 256 commonest, so that grounds and signs keep theirs, and the shades of letters' edges give way.
.venv/bin/python - "$work/report.png" docs/images/report.png <<'END'
import sys

from PIL import Image

with Image.open(sys.argv[1]) as shot:
    picture = shot.convert("RGB")
counted = sorted(picture.getcolors(picture.width * picture.height), reverse=True)
palette = Image.new("P", (1, 1))
palette.putpalette([part for _, colour in counted[:256] for part in colour])
picture.quantize(palette=palette, dither=Image.Dither.NONE).save(sys.argv[2], optimize=True)
END
ls -l docs/images/report.png
