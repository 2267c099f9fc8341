#!/usr/bin/env bash
# Gate: pinned, locked and spinning, the native binary decides as it does unpinned, ends in good order, and shows its counters while it runs.
# Locking memory needs root or a limit (ulimit -l) above the process's size; pinning to two cores needs two.
# Last line: "N passed, N failed".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tools/lib/common.sh
source tools/lib/install.sh
source tools/lib/build.sh
source tools/lib/counts.sh

need_dotnet
want_native
install_wanted
publish_minnow
build_market

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet "${market:?}" --seed 9 --seconds 60 --out "$work/market.jsonl" >/dev/null
last=$(($(nproc) - 1))

# configuration MODE LOCK FEED QUOTER IDLE: prints one.
configuration() {
  cat <<JSON
{
  "instruments": [ { "name": "BTC-PERPETUAL", "orderAmount": 100, "maxPositionAmount": 3000 } ],
  "threads": {
    "mode": "$1", "lockMemory": $2,
    "feed": { "core": $3, "idle": "$5" }, "quoter": { "core": $4, "idle": "$5" }, "journal": { "core": null, "idle": "park" }
  }
}
JSON
}

passed=0 failed=0
check() { # NAME STATUS
  if [ "$2" -eq 0 ]; then
    say "  ok    $1"
    passed=$((passed + 1))
  else
    say "  FAIL  $1"
    cat "$work/log"
    failed=$((failed + 1))
  fi
}

expected=
for row in "inline false null null yield" "threaded false null null backoff" "threaded true 0 $last yield" "threaded true 0 $last spin" "fused true $last null spin"; do
  read -r mode lock feed quoter idle <<<"$row"
  configuration "$mode" "$lock" "$feed" "$quoter" "$idle" >"$work/minnow.jsonc"
  rm -rf "$work/journal"
  status=0
  artifacts/minnow/minnow run --feed "$work/market.jsonl" --config "$work/minnow.jsonc" --journal "$work/journal" --json >"$work/log" 2>&1 || status=$?
  hash=$(sed -nE 's/.*"stateHash": "([0-9a-f]+)".*/\1/p' "$work/log")
  expected=${expected:-$hash}
  if [ "$hash" != "$expected" ] || [ -z "$hash" ]; then status=1; fi
  if grep -qE '"(feed|quoter|journal)": [1-9]' "$work/log"; then status=1; fi
  check "$mode, lockMemory $lock, cores $feed and $quoter, $idle: state $hash, nothing allocated" "$status"
done

rm -rf "$work/journal"
artifacts/minnow/minnow run --feed "$work/market.jsonl" --config samples/deribit-perpetual.jsonc --journal "$work/journal" --speed 10x >/dev/null 2>&1 &
process=$!
sleep 2
status=0
artifacts/minnow/minnow stat "$work/journal" --filter feed.frames >"$work/log" 2>&1 || status=$?
kill -TERM "$process"
wait "$process" || status=$?
check "stat reads the counters of a running process, and SIGTERM ends it in good order" "$status"
closing_line "$passed" "$failed"
[ "$failed" -eq 0 ]
