#!/bin/sh
# The two programs the bench needs besides Python: installed where we may, else named.
set -eu

PATH=$PATH:/usr/sbin:/sbin
missing=""
for program in nginx wrk; do
    command -v "$program" >/dev/null || missing="$missing $program"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "Not installed:$missing; what needs them is left out."
    exit 0
fi

# The program is wanted, not a web server of the machine's own, now or after the next boot.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    trap 'rm -f "$policy"' EXIT
fi
echo "Installing$missing…"
apt-get update -qq
# shellcheck disable=SC2086  # a list of words
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o Dpkg::Options::=--force-confold $missing >/dev/null ||
    echo "They could not be installed; what needs them is left out."
case $missing in
    *nginx*) systemctl disable nginx >/dev/null 2>&1 || true ;;
esac
