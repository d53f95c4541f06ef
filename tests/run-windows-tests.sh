#!/usr/bin/env bash
# Runs tests/Clone.Windows.Tests under Wine 10 of Debian 13, which lies in a folder of its own.
#   tests/run-windows-tests.sh [--no-set-up] [--configuration NAME] [--results FILE]
#                              [arguments for the tests, such as -class "*MirrorTests"]
#   tests/run-windows-tests.sh --set-up
# Wine is set up when it is missing (about a minute and 1.5 GB), unless --no-set-up; --set-up does that alone.
# CLONE_WINE_ROOT names the folder. Needs root, for it is entered by chroot in namespaces of its own.
# Where the tests cannot run, the reason is said, no results are written and the exit code is 0.
# A run that stands still is stopped, with the names of the tests that had begun and not ended. When a run of all of
# them is stopped or fails, a second one decides.
# On Windows itself: dotnet run --project tests/Clone.Windows.Tests
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
project=$source/tests/Clone.Windows.Tests
program=artifacts/tests/win-x64
root=${CLONE_WINE_ROOT:-/opt/wine-root}
wait_seconds=600 setup_seconds=900 boot_seconds=180 publish_seconds=600 test_seconds=$((540 * ${CLONE_SOAK:-1}))
may_set_up=yes may_run=yes configuration=Debug results=

while [ $# -gt 0 ]; do
    case $1 in
    --set-up) may_run=no ;;
    --no-set-up) may_set_up=no ;;
    --configuration) configuration=$2 && shift ;;
    --results) results=$2 && shift ;;
    *) break ;;
    esac
    shift
done

skip() { echo "The Windows tests are left out: $*."; exit 0; }

# In namespaces of its own, so that nothing of it outlives this script, however it ends.
in_wine() {
    local seconds=$1
    shift
    timeout -s KILL $((seconds + 60)) unshare -m -p -f --kill-child bash -c '
        set -e
        root=$1 source=$2 work=$3
        mount --make-rprivate /
        mkdir -p "$root/mnt/clone" "$root/mnt/work"
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        mount -t tmpfs tmpfs "$root/tmp"
        mount --bind "$source" "$root/mnt/clone"
        mount --bind "$work" "$root/mnt/work"
        export HOME=/root WINEPREFIX=/root/prefix WINEARCH=win64 WINEDEBUG=-all DOTNET_EnableWriteXorExecute=0
        exec chroot "$root" timeout -k 10 "${@:4}"' unshare "$root" "$source" "$work" "$seconds" "$@" </dev/null
}

set_up() {
    [ ! -e "$root" ] || skip "$root is there, but holds no Wine"
    command -v debootstrap >/dev/null ||
        timeout "$setup_seconds" bash -c 'apt-get update -qq && apt-get install -y -qq debootstrap' </dev/null >/dev/null 2>&1 ||
        skip "debootstrap cannot be installed"
    echo "Setting up Wine in $root."
    rm -rf --one-file-system "$root.new"
    DEBIAN_FRONTEND=noninteractive timeout -k 10 "$setup_seconds" bash -ec '
        debootstrap --variant=minbase trixie "$0"
        chroot "$0" apt-get install -y -q --no-install-recommends wine wine64
        chroot "$0" apt-get clean
        mv "$0" "${0%.new}"' "$root.new" </dev/null >"$work/set-up.log" 2>&1 ||
        { tail -5 "$work/set-up.log"; skip "Wine cannot be installed"; }
}

boot() {
    in_wine "$boot_seconds" bash -ec '
        wineboot -i >/mnt/work/boot.log 2>&1
        mkdir -p "$WINEPREFIX/dosdevices/unc/clone-host"
        ln -sfn ../../../drive_c "$WINEPREFIX/dosdevices/unc/clone-host/share"
        wineserver -k -w || true
        touch "$WINEPREFIX/ready"' ||
        { tail -5 "$work/boot.log"; skip "Wine does not start"; }
}

[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || skip "Wine runs them on 64-bit Linux alone"
[ "$(id -u)" = 0 ] || skip "setting up and entering Wine's folder needs root"
unshare -m -p -f --mount-proc true 2>/dev/null || skip "no namespaces of mounts and processes can be made here"
command -v dotnet >/dev/null || skip "there is no .NET SDK"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

exec 9>/var/lock/clone-wine.lock
flock -w "$wait_seconds" 9 || skip "another run of them has held Wine for $wait_seconds s"
if ! chroot "$root" test -x /usr/bin/wine 2>/dev/null; then
    [ "$may_set_up" = yes ] || skip "there is no Wine in $root; tests/run-windows-tests.sh --set-up makes it"
    set_up 9>&-
fi
[ -e "$root/root/prefix/ready" ] || boot 9>&-
[ "$may_run" = yes ] || exit 0

build=(-v q -nologo -nodeReuse:false)
timeout "$publish_seconds" dotnet restore "$project" "${build[@]}" 9>&- || skip "the packages for win-x64 cannot be had"
timeout "$publish_seconds" dotnet publish "$project" --no-restore --configuration "$configuration" "${build[@]}" \
    -o "$source/$program" 9>&-

# Without AVX and garbage collections beside running threads: docs/tested-on.md tells why.
run_tests() {
    rm -f "$work/results.xml"
    in_wine "$test_seconds" bash -c '
        export DOTNET_EnableAVX=0 DOTNET_gcConcurrent=0
        cd "/mnt/clone/$0"
        wine Clone.Windows.Tests.exe -noLogo -noColor -reporter verbose -result-xml "Z:\\mnt\\work\\results.xml" "$@" \
            >/mnt/work/tests.out 2>/mnt/work/tests.err' "$program" "$@" 9>&- || return
}

# The tests that had begun and not ended.
unfinished() {
    sed -n 's/^ *\(.*\) \[STARTING\]\r*$/\1/p' "$work/tests.out" | sort >"$work/begun"
    sed -n 's/^ *\(.*\) \[FINISHED\].*$/\1/p' "$work/tests.out" | sort >"$work/ended"
    comm -23 "$work/begun" "$work/ended"
}

tell() {
    grep -v -e ' \[STARTING\]' -e ' \[FINISHED\]' "$work/tests.out" || true
    [ "$code" = 0 ] || tail -20 "$work/tests.err" >&2
    if [ "$code" = 124 ] || [ "$code" = 137 ]; then
        echo "The Windows tests were stopped after $test_seconds s. These had begun and not ended:"
        unfinished
    fi
}

code=0
run_tests "$@" || code=$?
tell
if [ "$code" != 0 ] && [ $# = 0 ]; then
    echo "The Windows tests did not pass (exit code $code). A second run decides."
    code=0
    run_tests || code=$?
    tell
fi
if [ -e "$work/results.xml" ]; then
    [ -z "$results" ] || cp "$work/results.xml" "$results"
elif [ "$code" = 0 ]; then
    echo "The Windows tests left no results." && code=1
fi
exit "$code"
