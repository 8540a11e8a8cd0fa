#!/usr/bin/env bash
# Reads every #include of the sources and fails on one that the layers do not allow (ARCHITECTURE.md, "Allowed includes").
# Usage: check_includes.sh [TREE]   where TREE holds backend-client/ and kiosk/
set -euo pipefail
cd "${1:-$(dirname "${BASH_SOURCE[0]}")/..}"

mapfile -t files < <(find backend-client kiosk -name '*.[ch]' 2>/dev/null | sort)
((${#files[@]})) || { echo "no sources under $PWD" >&2; exit 2; }

awk '
BEGIN {
    # layer: what it may include of ours, besides itself
    may["base"] = ""
    may["model"] = "base"
    may["store"] = "base model"
    may["fhir"] = "base model"
    may["http"] = "base"
    may["act"] = "store fhir model base"
    may["sync"] = "store fhir http model base"
    may["ctl"] = "base model store fhir http act sync map i18n"
    may["draw"] = "base"
    may["i18n"] = "base model"
    may["map"] = "base model"
    may["input"] = "base"
    may["ui"] = "draw i18n map input model base"
    may["device"] = "draw base model"
    may["screen"] = "ui i18n map device input act store model base"
    may["app"] = "base model store fhir http act sync draw i18n map input ui device screen"
    may["main.c"] = may["app"] " app"
    for (layer in may) {
        known[layer] = 1
        allowed[layer, layer] = 1
        n = split(may[layer], list, " ")
        for (i = 1; i <= n; i++) allowed[layer, list[i]] = 1
    }
    # outside library: the only files that may include it
    home["^sqlite3\\.h$"] = "^backend-client/store/db(_memory)?\\.c$"
    home["^curl/"] = "^backend-client/http/curl\\.c$"
    home["^SDL"] = "^kiosk/(draw/|device/[a-z0-9_]*_sdl\\.c$|app/|main\\.c$)"
    home["^jansson\\.h$"] = "^(backend-client/(fhir|ctl)/|kiosk/map/imdf[a-z0-9_]*\\.c$)"
    home["^sodium"] = "^backend-client/(base|store)/"
    home["^minizip/"] = "^kiosk/map/imdf_source\\.c$"
    home["^geos_c\\.h$"] = "^kiosk/map/"
    home["^ini\\.h$"] = "^backend-client/base/"
    home["^unicode/"] = "^backend-client/(base/build|store)/"
    home["^qrencode\\.h$"] = "^kiosk/(draw|device)/"
    home["^(ft2build|freetype)"] = "^kiosk/draw/paths\\.c$"
    home["^fribidi"] = "^kiosk/draw/"
    home["^(line|word|grapheme)break\\.h$"] = "^kiosk/draw/"
    home["^rime_"] = "^kiosk/input/pinyin_rime\\.c$"
    home["^zinnia"] = "^kiosk/input/"
}
function bad(why) { printf "%s:%d: #include %s: %s\n", FILENAME, FNR, $0, why; found = 1 }
/^[ \t]*#[ \t]*include[ \t]*[<"]/ {
    sub(/^[ \t]*#[ \t]*include[ \t]*/, "")
    system_header = substr($0, 1, 1) == "<"
    name = substr($0, 2)
    sub(/[>"].*/, "", name)
    split(FILENAME, part, "/")
    layer = part[2]
    if (!(layer in known)) { bad("the folder " layer " is not a layer"); next }
    for (lib in home)
        if (name ~ lib && FILENAME !~ home[lib]) bad("only " home[lib] " may include this library")
    split(name, path, "/")
    if (!system_header && name !~ /\//) {
        bad("write it from the layer root, as \"" layer "/" name "\"")
    } else if (path[1] in known && !((layer, path[1]) in allowed)) {
        bad(layer " may not include " path[1])
    } else if (!system_header && !(path[1] in known)) {
        bad("no such layer")
    }
}
END { exit found }
' "${files[@]}" || exit 1
echo "${#files[@]} files include only what their layer allows"
