#!/usr/bin/env bash
# Wrong words, configs and stores: each ends with its exit code and one line that says what is wrong, never with a crash.
set -u
foyer=$1 foyerctl=$2
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
work=$(mktemp -d) && trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
unset DISPLAY WAYLAND_DISPLAY SDL_VIDEODRIVER
failed=0 tried=0

# refuse CODE PATTERN PROGRAM [WORD...]: one line on standard error that matches, nothing on standard output
refuse() {
    local code=$1 pattern=$2 got lines
    shift 2
    tried=$((tried + 1))
    timeout 30 "$@" >"$work/out" 2>"$work/err" </dev/null
    got=$?
    lines=$(wc -l <"$work/err")
    if ((got != code || lines != 1)) || ! grep -Eq -- "$pattern" "$work/err" || [[ -s $work/out ]]; then
        printf 'exit %d, wanted %d and one line like "%s": %s\n' "$got" "$code" "$pattern" "${*//$work/DIR}"
        head -5 "$work/err" "$work/out"
        failed=$((failed + 1))
    fi
}

# conf TEXT: a config file with this content, its name
conf() {
    printf '%b' "$1" >"$work/$tried.conf"
    echo "$work/$tried.conf"
}

refuse 2 'bogus' "$foyer" --bogus
refuse 2 '--window.*WIDTHxHEIGHT' "$foyer" --window huge
refuse 2 '--lang.*zh_CN' "$foyer" --lang fr
refuse 2 '--station.*kiosk' "$foyer" --station cellar
refuse 2 '--state' "$foyer" --state
refuse 2 'none.conf: no such file' "$foyer" --config "$work/none.conf" --check-config
for program in "$foyer --check-config" "$foyerctl outbox"; do
    read -r exe verb <<<"$program"
    with() { refuse 2 "$1" "$exe" --config "$(conf "$2")" --state "$work/s" "$verb"; }
    with 'conf:2: \[server\] urll: unknown key' '[server]\nurll = x\n'
    with 'conf:2: \[booking\] max_open: "0" is not allowed; allowed: 1 to 50' '[booking]\nmax_open = 0\n'
    with 'conf:1: not a line' 'rubbish\n'
    with 'conf:2: \[printer\] host: needed' '[printer]\nkind = tcp\n'
    with 'conf:3: \[station\] letter: one letter' '[station]\n# of walk-ins\nletter = A\n'
    with 'conf:2: .*not text' '# ok\n[hospital]\x00\x01\xff\xfe\n'
done
refuse 2 'automation' "$foyer" --config "$(conf '[station]\nid = K-1\n')" --state "$work/s" --automation "$work/a"
refuse 2 'bogus' "$foyerctl" --state "$work/s" bogus
refuse 2 'import' "$foyerctl" --state "$work/s" import
mkdir "$work/broken" && printf 'this is no database, and long enough to be read as one%.0s' {1..99} >"$work/broken/foyer.db"
refuse 3 'store' "$foyerctl" --state "$work/broken" status
: >"$work/file"
refuse 3 'file' "$foyerctl" --state "$work/file/below" status
refuse 4 'display|video' env SDL_VIDEODRIVER=x11 DISPLAY=:98765 "$foyer" --demo --state "$work/d"

echo "$tried tried, $failed failed"
((failed == 0))
