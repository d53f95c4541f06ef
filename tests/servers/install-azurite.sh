#!/usr/bin/env bash
# Installs Azurite, Microsoft's emulator of Azure Blob Storage, for the tests, where it is not there yet. Prints where it lies.
set -eu
version=3.37.0
folder=${CLONE_AZURITE:-${XDG_CACHE_HOME:-$HOME/.cache}/clone-tests/azurite-$version}
if [ ! -f "$folder/node_modules/azurite/dist/src/blob/main.js" ]; then
    mkdir -p "$folder"
    npm install --prefix "$folder" --no-audit --no-fund --ignore-scripts "azurite@$version" </dev/null >/dev/null 2>&1
fi
echo "$folder"
