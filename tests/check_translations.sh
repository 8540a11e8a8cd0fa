#!/usr/bin/env bash
# Every sentence of the screens has a translation in every language of assets/po, none of them fuzzy, all well-formed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find kiosk -name '*.c' -print0 | sort -z |
    xargs -0r xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=tr --keyword=tr_n:1,2 \
        --no-wrap --output="$work/foyer.pot"
[[ -e $work/foyer.pot ]] || { echo "no sentences yet"; exit 0; }
status=0
for language in assets/po/*/; do
    language=$(basename "$language")
    msgcat --use-first --no-wrap --output="$work/all.po" "assets/po/$language"/*.po
    for file in "assets/po/$language"/*.po; do msgfmt --check --output-file=/dev/null "$file" || status=1; done
    msgmerge --quiet --no-fuzzy-matching --no-wrap --output-file="$work/merged.po" "$work/all.po" "$work/foyer.pot"
    msgattrib --untranslated --no-obsolete --no-wrap "$work/merged.po" >"$work/missing.po"
    msgattrib --only-fuzzy --no-obsolete --no-wrap "$work/all.po" >>"$work/missing.po"
    if grep -q '^msgid "..*\|^msgid ""$' <(sed '1,/^$/d' "$work/missing.po"); then
        echo "$language lacks or doubts:"
        grep -E '^(#:|#, fuzzy|msgid)' "$work/missing.po" | grep -v '^msgid ""$' || true
        status=1
    fi
done
exit $status
