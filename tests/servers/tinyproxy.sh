#!/usr/bin/env bash
# Runs an HTTP proxy on loopback that asks for a user name and a password (user, PROXYSECRET), until standard input ends. It is
# begun in the background; whoever starts it waits until the port answers.
#   tinyproxy.sh FOLDER PORT
set -eu
cd "$1"
trap 'trap - EXIT; kill -9 $(jobs -p) 2>/dev/null; wait 2>/dev/null; exit 0' EXIT INT TERM
cat >tinyproxy.conf <<CONF
Port $2
Listen 127.0.0.1
Timeout 60
MaxClients 100
BasicAuth user PROXYSECRET
LogFile "$1/tinyproxy.log"
CONF
setpriv --pdeathsig KILL tinyproxy -d -c tinyproxy.conf >tinyproxy.out 2>&1 </dev/null &
until (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null; do
    kill -0 $! 2>/dev/null || { cat tinyproxy.out; exit 1; }
    sleep 0.1
done
echo ready
cat >/dev/null
