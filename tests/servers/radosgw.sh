#!/usr/bin/env bash
# Runs an S3 service on loopback (Ceph's gateway over one object store in memory) until standard input ends, that is at
# the latest when the process that started it does. "ready" on standard output: it answers.
#   radosgw.sh FOLDER HTTP_PORT HTTPS_PORT MONITOR_PORT    (FOLDER/server.pem: certificate and key of the https port)
set -eu
folder=$1 http=$2 https=$3 monitor=$4
cd "$folder"
mkdir -p mon osd rgw log
trap 'trap - EXIT; kill -9 $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf mon osd rgw log crash; exit 0' EXIT INT TERM

# Without "crc" on the monitor's client side, a client without authentication waits for ever.
cat > ceph.conf <<CONF
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon host = v2:127.0.0.1:$monitor
auth cluster required = none
auth service required = none
auth client required = none
ms mon client mode = crc
ms bind ipv6 = false
public addr = 127.0.0.1
cluster addr = 127.0.0.1
run dir = $folder
admin socket = $folder/\$name.asok
log file = $folder/log/\$name.log
mon cluster log file = $folder/log/cluster.log
crash dir = $folder/crash
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pgp num = 8
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 2000
mon tick interval = 1
paxos propose interval = 0.02
paxos min wait = 0.01
[mon]
mon data = $folder/mon
mon initial members = a
[osd]
osd data = $folder/osd
osd objectstore = memstore
memstore device bytes = 6442450944
memstore page set = true
osd max object name len = 2048
[client]
rgw frontends = beast endpoint=127.0.0.1:$http ssl_endpoint=127.0.0.1:$https ssl_certificate=$folder/server.pem tcp_nodelay=1
rgw data = $folder/rgw
rgw enable usage log = false
rgw enable ops log = false
rgw dynamic resharding = false
rgw thread pool size = 64
rgw override bucket index max shards = 1
rgw dns name = localhost
CONF
export CEPH_CONF=$folder/ceph.conf

# A daemon dies with this script, however it ends.
daemon() {
    setpriv --pdeathsig KILL "$@" -c ceph.conf -f >"log/$1.out" 2>&1 </dev/null &
}

monmaptool --create --fsid "$(sed -n 's/^fsid = //p' ceph.conf)" --addv a "v2:127.0.0.1:$monitor" monmap >/dev/null
ceph-mon -c ceph.conf --mkfs -i a --monmap monmap >log/mkfs.out 2>&1
daemon ceph-mon -i a
osd=$(cat /proc/sys/kernel/random/uuid)
ceph -c ceph.conf --connect-timeout 20 osd new "$osd" >/dev/null 2>&1
ceph-osd -c ceph.conf --mkfs -i 0 --osd-uuid "$osd" >>log/mkfs.out 2>&1
daemon ceph-osd -i 0
# The owner of the buckets, and another account that may do nothing there.
radosgw-admin -c ceph.conf user create --uid owner --display-name owner --access-key OWNERKEY --secret-key OWNERSECRET >/dev/null 2>log/admin.out
radosgw-admin -c ceph.conf user create --uid other --display-name other --access-key OTHERKEY --secret-key OTHERSECRET >/dev/null 2>>log/admin.out
daemon radosgw -n client.rgw.a
# This shell's own way to a socket: nothing else needs to be installed.
until (exec 3<>"/dev/tcp/127.0.0.1/$http") 2>/dev/null; do
    kill -0 $! 2>/dev/null || { cat log/radosgw.out; exit 1; }
    sleep 0.1
done
echo ready
cat >/dev/null
