#!/usr/bin/env bash
# Gate: every way to stop the engine, drilled with the native binary against the loopback exchange over TLS (P15, F4, F6, F16): pause, kill, kill with a quoter
# that hangs, with the engine stopped by SIGSTOP, with a link that swallows everything, a link that is cut, latch and restart, flatten, SIGTERM, kill -9.
#
#   tools/gates/76-drill.sh [KILLS]    8 kills by default
#
# Two controls must fail: an exchange that swallows cancels, and one whose cancel-on-disconnect does not act.
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
build_exchange

work=$(mktemp -d)
venue=
finish() {
  [ -z "$venue" ] || kill -TERM "$venue" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# begin OPTION...: an exchange of the best tier, and a configuration for it in $work/drill.jsonc.
begin() {
  rm -f "$work/ca.pem" "$work/key.json"
  start_exchange "$work" --tier 1 --seed 76 "$@"
  cat >"$work/drill.jsonc" <<JSON
{
  "connection": { "environment": "loopback", "url": "wss://127.0.0.1:${port:?}/ws/api/v2", "caFile": "$work/ca.pem", "credentials": "$work/key.json", "cancelOnDisconnectDrill": false },
  "instruments": [ { "name": "BTC-PERPETUAL", "orderAmount": 100, "maxPositionAmount": 3000 } ],
  "quoting": { "makerFeeBps": 0, "minHalfSpreadBps": 0.1, "minEdgeBps": 0.01, "volatilityHalfLifeSeconds": 7, "startVolatilityBps": 1 }
}
JSON
}

# must_fail NAME DRILL FAULTS: the drill of that name has to fail on such an exchange, and for its own reason.
controls=0
control_failures=0
must_fail() {
  local status=0
  printf '%s\n' "$3" >"$work/faults.txt"
  begin --faults "$work/faults.txt"
  "${minnow:?}" drill --config "$work/drill.jsonc" --only "$2" --dir "$work/control" >"$work/control.txt" 2>&1 || status=$?
  stop_exchange
  rm -rf "$work/control"
  if [ "$status" -eq 1 ] && grep -qE "^FAIL  $2 .*orders rest, or came back" "$work/control.txt"; then
    say "pass  control: $1"
    controls=$((controls + 1))
    return
  fi
  say "FAIL  control: $1: exit code $status"
  cat "$work/control.txt"
  control_failures=$((control_failures + 1))
}

begin
status=0
"$minnow" drill --config "$work/drill.jsonc" --kills "${1:-8}" --dir "$work/drill" >"$work/drill.txt" 2>&1 || status=$?
cat "$work/drill.txt"
stop_exchange
passed=$(grep -c '^pass  ' "$work/drill.txt") || true
failed=$(grep -c '^FAIL  ' "$work/drill.txt") || true
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1 # it ended for another reason than a drill
[ "$passed" -ge 11 ] || [ "$failed" -gt 0 ] || failed=1 # one that was left out shows nothing

must_fail "an exchange that swallows cancels" "pause" "lose-request method=private/cancel for 600s"
must_fail "an exchange whose cancel-on-disconnect does not act" "kill -9" $'cod-trigger fin off\ncod-trigger rst off'

closing_line $((passed + controls)) $((failed + control_failures))
[ $((failed + control_failures)) -eq 0 ]
