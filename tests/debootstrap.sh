#!/usr/bin/env bash
# tests/debootstrap.sh -- ./reproduce --quick && ./check on an empty Debian in FOLDER: tests/debootstrap.sh FOLDER [COMMAND]
#
# Needs root and debootstrap; no part of ctest. The release and the mirror are those that apt
# uses on this machine. FOLDER gets a base system without package lists, about 3 GB in the end,
# and in it, as /gradgap, a clone of what is committed. COMMAND runs there instead. Asked again
# with the same FOLDER, the system is used as it is and the clone made anew.
set -euo pipefail

[ $# -ge 1 ] && [ "$(id -u)" -eq 0 ] || {
    echo "Usage, as root: tests/debootstrap.sh FOLDER [COMMAND]" >&2
    exit 2
}
tree=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
root=$(cd "$1" && pwd)
command=${2:-./reproduce --quick && ./check}
release=$(. /etc/os-release && echo "$VERSION_CODENAME")

leave()
{
    local place
    for place in dev/shm dev proc; do
        mountpoint -q "$root/$place" && umount "$root/$place"
    done
    return 0
}

mirror() # the first one from which apt has the release's packages
{
    apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
        awk -v release="$release" '$1 == release && $2 == "main" { print $3; exit }'
}

make_system()
{
    local uri
    uri=$(mirror)
    [ -n "$uri" ] || {
        echo "debootstrap.sh: apt knows no mirror of $release (apt-get update first?)" >&2
        exit 2
    }
    debootstrap --variant=minbase "$release" "$root" "$uri"
    apt-config dump | grep '^Acquire::' >"$root/etc/apt/apt.conf.d/99as-outside" || true
    rm -rf "$root"/var/lib/apt/lists/*
    touch "$root/.made"
}

[ -e "$root/.made" ] || make_system
cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
rm -rf "$root/gradgap"
git -c safe.directory='*' clone --quiet --no-hardlinks "$tree" "$root/gradgap"

trap leave EXIT
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
mountpoint -q "$root/dev/shm" || mount -t tmpfs tmpfs "$root/dev/shm"
time env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    CI=true chroot "$root" /bin/bash -c "cd /gradgap && $command" </dev/null
