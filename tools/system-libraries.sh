#!/bin/sh
# Make sure that Python can make virtual environments and that Pango is there, which PDF needs.
set -eu

packages=""
PATH="$PATH:/usr/sbin:/sbin"  # where Debian keeps ldconfig, but not for every user
find_library() { ldconfig -p 2>/dev/null | grep -q "$1"; }
find_library libpango-1.0.so.0 || packages="$packages libpango-1.0-0"
find_library libpangoft2-1.0.so.0 || packages="$packages libpangoft2-1.0-0"
find_library libharfbuzz-subset.so.0 || packages="$packages libharfbuzz-subset0"
python3 -c "import ensurepip, venv" 2>/dev/null || packages="$packages python3-venv"
[ -n "$packages" ] || exit 0

install="apt-get install -y --no-install-recommends$packages"
if ! command -v apt-get >/dev/null; then
    echo "jixiao needs:$packages (Debian's names); install them with your system's packages." >&2
    exit 1
elif [ "$(id -u)" = 0 ]; then
    apt-get update -q && DEBIAN_FRONTEND=noninteractive $install
elif sudo -n true 2>/dev/null; then
    sudo apt-get update -q && sudo DEBIAN_FRONTEND=noninteractive $install
else
    echo "Some system libraries are missing. Run this once, then try again:" >&2
    echo "    sudo apt-get update && sudo $install" >&2
    exit 1
fi
