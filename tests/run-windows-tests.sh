#!/usr/bin/env bash
# Runs tests/Clone.Windows.Tests under Wine 10 of Debian 13, which it sets up in a folder of its own when it is missing.
#   tests/run-windows-tests.sh [arguments for the tests, such as -class "Clone.Tests.Contract.RenameContract"]
# CLONE_WINE_ROOT names that folder. Needs root, for the folder is entered by chroot in a mount namespace of its own.
# Where the tests cannot run, the reason is said and the exit code is 0. On Windows: dotnet run --project tests/Clone.Windows.Tests
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=${CLONE_WINE_ROOT:-/opt/wine-root}
most_seconds=900

skip() { echo "skipped: $*"; exit 0; }

[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || skip "Wine runs these tests on 64-bit Linux alone"
[ "$(id -u)" = 0 ] || skip "setting up and entering Wine's folder needs root"
unshare -m true 2>/dev/null || skip "no mount namespaces here"
command -v dotnet >/dev/null || skip "no .NET SDK"

exec 9>/var/lock/clone-wine.lock
flock 9

if ! chroot "$root" test -x /usr/bin/wine 2>/dev/null; then
    [ ! -e "$root" ] || skip "$root is there, but holds no Wine"
    command -v debootstrap >/dev/null \
        || { apt-get update -qq && apt-get install -y -qq debootstrap; } >/dev/null 2>&1 \
        || skip "debootstrap cannot be installed"
    echo "setting up Wine in $root"
    log=$(mktemp)
    rm -rf "$root.new"
    { debootstrap --variant=minbase trixie "$root.new" \
        && chroot "$root.new" apt-get install -y -q --no-install-recommends wine wine64 \
        && mv "$root.new" "$root"; } >"$log" 2>&1 \
        || { tail -5 "$log"; skip "Wine cannot be installed"; }
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
dotnet publish "$here/Clone.Windows.Tests" -v q -nologo -o "$out"

mkdir -p "$root/mnt/tests"
inside='
export HOME=/root WINEPREFIX=/root/prefix WINEARCH=win64 WINEDEBUG=-all DOTNET_EnableWriteXorExecute=0
[ -d "$WINEPREFIX/drive_c" ] || wineboot -i >/dev/null 2>&1
mkdir -p "$WINEPREFIX/dosdevices/unc/clone-host"
ln -sfn ../../../drive_c "$WINEPREFIX/dosdevices/unc/clone-host/share"
cd /mnt/tests
code=0
timeout -k 10 "$1" wine Clone.Windows.Tests.exe -noColor "${@:2}" >/tmp/tests.out 2>/tmp/tests.err || code=$?
cat /tmp/tests.out
[ "$code" = 0 ] || tail -20 /tmp/tests.err >&2
wineserver -k || true
exit "$code"'
export root out most_seconds inside
unshare -m bash -c '
set -e
mount --make-rprivate /
mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"
mount --bind "$out" "$root/mnt/tests"
exec chroot "$root" bash -c "$inside" wine "$most_seconds" "$@"' unshare "$@"
