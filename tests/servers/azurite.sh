#!/usr/bin/env bash
# Runs Azurite on loopback, in memory, until standard input ends, that is at the latest when the process that started it does.
# "ready" on standard output: it answers. With a certificate in the folder (certificate.pem, key.pem) over https, where tokens of
# Entra ID are looked at too.
#   azurite.sh FOLDER PORT PROGRAM
set -eu
cd "$1"
trap 'trap - EXIT; kill -9 $(jobs -p) 2>/dev/null; wait 2>/dev/null; exit 0' EXIT INT TERM
secure=()
[ -f key.pem ] && secure=(--cert certificate.pem --key key.pem --oauth basic)
setpriv --pdeathsig KILL node "$3" --blobHost 127.0.0.1 --blobPort "$2" --silent --disableTelemetry \
    --inMemoryPersistence --skipApiVersionCheck ${secure[@]+"${secure[@]}"} >azurite.out 2>&1 </dev/null &
until (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null; do
    kill -0 $! 2>/dev/null || { cat azurite.out; exit 1; }
    sleep 0.1
done
echo ready
cat >/dev/null
