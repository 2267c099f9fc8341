#!/usr/bin/env bash
# Gate: kill -9 is a supported stop. The native binary is killed at random moments of a run; what its rings held is moved into the
# journal, which must then be whole, hold all that the quoter had applied, and replay exactly (faults E1, E16).
#
#   tools/gates/70-kill.sh [KILLS [SEED]]    20 kills by default; the seed is printed
#
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

kills=${1:-20}
RANDOM=${2:-$$}
say "seed ${2:-$$}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet "${market:?}" --seed 5 --seconds 120 --out "$work/market.jsonl" >/dev/null

passed=0 failed=0
for ((i = 1; i <= kills; i++)); do
  journal=$work/journal-$i
  artifacts/minnow/minnow run --feed "$work/market.jsonl" --config samples/deribit-perpetual.jsonc --journal "$journal" --speed 100x >/dev/null 2>&1 &
  process=$!
  sleep "0.$((RANDOM % 10))$((RANDOM % 10))"
  kill -9 "$process" 2>/dev/null || true
  wait "$process" 2>/dev/null || true
  # Killed before the first segment was made: there is nothing to recover, and nothing was decided.
  if ! ls "$journal"/journal-*.mwj >/dev/null 2>&1; then
    passed=$((passed + 1))
    continue
  fi
  applied=$(artifacts/minnow/minnow stat "$journal" --filter quoter.events 2>/dev/null | awk '$2 == "quoter.events" { print $3 }' || true)
  status=0
  {
    artifacts/minnow/minnow journal recover "$journal" \
      && artifacts/minnow/minnow journal verify "$journal" \
      && artifacts/minnow/minnow replay "$journal" --json
  } >"$work/log" 2>&1 || status=$?
  events=$(sed -nE 's/.*"events": ([0-9]+),.*/\1/p' "$work/log")
  if [ "$status" -eq 0 ] && [ "${events:-0}" -ge "${applied:-0}" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    say "  FAIL  kill $i: exit code $status, ${events:-no} events replayed, ${applied:-no} applied"
    cat "$work/log"
  fi
done
closing_line "$passed" "$failed"
[ "$failed" -eq 0 ]
