# Sourced by run.sh and test.sh: `packages_need GROUP...` installs what is missing of config/packages.txt.
# Asks dpkg first, so that a machine that has it all is not touched and starts at once.

packages_missing() { # GROUP...: prints the packages that are not there, one a line
    local group package why
    local -A wanted=()
    for group in "$@"; do wanted[$group]=1; done
    while read -r group package why; do
        [[ -n ${wanted[$group]:-} ]] || continue
        if [[ $package == */* ]] && command -v "${package#*/}" >/dev/null; then continue; fi
        package=${package%%/*}
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
    done < <(grep -v '^#' "${BASH_SOURCE[0]%/*}/packages.txt")
}

packages_need() { # GROUP...
    local missing as_root=()
    mapfile -t missing < <(packages_missing "$@")
    ((${#missing[@]})) || return 0
    if ! command -v apt-get >/dev/null; then
        echo "Foyer is built on Debian 12 or 13. Missing here: ${missing[*]}" >&2
        return 1
    fi
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            echo "Missing: ${missing[*]}. Run this once as root: apt-get install ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    echo "Installing from Debian: ${missing[*]}"
    "${as_root[@]}" apt-get update -qq &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            -o Dpkg::Use-Pty=0 "${missing[@]}" >/dev/null
}
