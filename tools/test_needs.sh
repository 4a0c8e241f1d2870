#!/bin/sh
# The two programs the tests need besides Python: installed where we may, else named.
set -eu

# A server of the machine's own is not wanted, only the programs.
no_cluster() {
    [ -e /etc/postgresql-common/createcluster.conf ] && return
    mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
}

missing=""
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="postgresql"
command -v chromium >/dev/null || missing="$missing chromium fonts-dejavu-core"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing $missing…"
    no_cluster
    apt-get update -qq
    # shellcheck disable=SC2086  # a list of words
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o Dpkg::Options::=--force-confold $missing >/dev/null
else
    echo "Not installed: $missing; the tests that need them are skipped."
fi
