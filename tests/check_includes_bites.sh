#!/usr/bin/env bash
# Proves that check_includes.sh fails on each kind of include it is there to stop, and passes a good tree.
set -euo pipefail
check=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/check_includes.sh
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

put() { mkdir -p "$tree/$(dirname "$1")" && printf '%s\n' "$2" >"$tree/$1"; }
expect() { # good|bad FILE LINE
    rm -rf "${tree:?}"/*
    put backend-client/base/err.h '#pragma once'
    put "$2" "$3"
    if "$check" "$tree" >"$tree/said"; then said=good; else said=bad; fi
    [[ $said == "$1" ]] || { echo "$2 with $3 was taken for $said"; cat "$tree/said"; exit 1; }
}

expect good kiosk/screen/home.c '#include "ui/ui.h"'
expect good backend-client/store/db.c '#include <sqlite3.h>'
expect good kiosk/main.c '#include "app/loop.h"'
expect good backend-client/act/book.c '#include <stdio.h>'
expect bad backend-client/base/err.c '#include "model/patient.h"'
expect bad backend-client/store/db.c '#include "act/book.h"'
expect bad kiosk/screen/home.c '#include "app/app.h"'
expect bad kiosk/screen/home.c '#include "http/transport.h"'
expect bad kiosk/ui/button.c '  #  include <store/db.h>'
expect bad kiosk/ui/button.c '#include "button.h"'
expect bad kiosk/ui/button.c '#include "nowhere/button.h"'
expect bad kiosk/extra/new.c '#include "base/err.h"'
expect bad backend-client/store/outbox.c '#include <sqlite3.h>'
expect bad backend-client/store/db.c '#include <jansson.h>'
expect bad backend-client/sync/pull.c '#include <curl/curl.h>'
expect bad kiosk/ui/button.c '#include <SDL2/SDL.h>'
expect bad kiosk/device/printer_escpos.c '#include <SDL.h>'
expect bad kiosk/map/graph.c '#include <jansson.h>'
expect bad kiosk/screen/home.c '#include <sodium.h>'
expect bad kiosk/screen/way.c '#include <geos_c.h>'
echo "every forbidden include was refused"
