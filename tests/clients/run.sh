#!/usr/bin/env bash
# Public client libraries connect, log in, trade and read back, unmodified but for the URL. Needs node and npm.
# Usage: tests/clients/run.sh [minnow-exchange]
set -euo pipefail
cd "$(dirname "$0")/../.."
exchange=${1:-artifacts/bin/Minnow.Exchange/release/minnow-exchange}
[ -x "$exchange" ] || dotnet build tools/Exchange -c Release --nologo -v q
work=artifacts/clients
rm -rf "$work/run"
mkdir -p "$work/run"
cp tests/clients/package.json tests/clients/package-lock.json tests/clients/*.js "$work/"
# Whether the libraries can be fetched is not ours to hold; that nothing was judged is said.
(cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || {
    echo "The client libraries can not be fetched here: nothing was judged."
    exit 0
}

for client in ccxt deribit-v2-ws; do
    # Each client gets an exchange of its own, so that it finds the account as it was made.
    # Tier 1: the libraries keep to no budget of the matching engine.
    "$exchange" --port 0 --tier 1 --ca-out "$work/run/$client.pem" --print-truth "$work/run/$client.json" > "$work/run/$client.out" &
    pid=$!
    trap 'kill "$pid" 2> /dev/null || true' EXIT
    for _ in $(seq 100); do
        grep -qs '^instruments' "$work/run/$client.out" && break
        sleep 0.1
    done
    port=$(sed -n 's|^listening on wss://localhost:\([0-9]*\)/.*|\1|p' "$work/run/$client.out")
    sleep 5 # the market has traded by then
    (cd "$work" && NODE_EXTRA_CA_CERTS="$PWD/run/$client.pem" timeout 120 node "$client.js" "https://localhost:$port" minnow-demo minnow-demo-secret-of-no-value)
    kill -TERM "$pid"
    wait "$pid"
    trap - EXIT
    [ -s "$work/run/$client.json" ]
done
