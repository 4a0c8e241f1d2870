#!/bin/sh
# Make .venv hold what a requirements file locks: tools/environment.sh requirements.txt
# With nothing to do it takes milliseconds and touches no network.
set -eu

wanted=$1
note=.venv/.installed
locks=$(cat requirements.txt requirements-postgres.txt requirements-dev.txt | cksum)

is_there() {
    [ -x .venv/bin/python ] && [ -f "$note" ] || return 1
    [ "$(head -n 1 "$note")" = "$locks" ] || return 1
    grep -qx -e "$wanted" -e requirements-dev.txt "$note"
}

# A name on the PATH may be a shim for a Python that is not there, so each is asked.
python_of_age() {
    for python in python3.13 python3.12 python3.11 python3 python; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    echo "Python 3.11 or newer is needed, and none of python3.13, python3.12, python3.11," \
        "python3 is that." >&2
    exit 1
}

# Debian keeps venv in a package of its own.
have_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing python3-venv…"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    fi
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    echo "This Python cannot make environments. On Debian: apt-get install python3-venv" >&2
    exit 1
}

is_there && exit 0
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(python_of_age)
    have_venv "$python"
    "$python" -m venv --clear .venv
fi
[ "$(head -n 1 "$note" 2>/dev/null)" = "$locks" ] || rm -f "$note"
echo "Installing what $wanted locks…"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes --requirement "$wanted"
[ -f "$note" ] || echo "$locks" >"$note"
echo "$wanted" >>"$note"
