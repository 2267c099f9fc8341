#!/usr/bin/env bash
# Gate: the whole system in virtual time. The sessions, the quoter and the simulated exchange live through seeds of faults and must keep
# the invariants I1 to I13 of tests/Sim; seeds that once found something are played again; and each planted bug must be noticed, by the
# invariant that it breaks.
#
#   tools/gates/85-simulation.sh [SEEDS [FIRST]]    2,000 seeds from 1 by default
#
# Last line: "N passed, N failed".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tools/lib/common.sh
source tools/lib/install.sh
source tools/lib/build.sh
source tools/lib/counts.sh

need_dotnet
build_sim

seeds=${1:-2000}
first=${2:-1}
log=artifacts/logs/simulation-run.log
mkdir -p "${log%/*}"
passed=0 failed=0

# play NAME OPTION...: adds what the simulator counted; a run without a closing line is one failure.
play() {
  local name=$1 counts
  shift
  say "$name ..."
  timeout 900 dotnet "${sim:?}" "$@" >"$log" 2>&1 || true
  cat "$log"
  counts=$(last_counts "$log")
  [ -n "$counts" ] || counts="0 1"
  passed=$((passed + ${counts% *}))
  failed=$((failed + ${counts#* }))
}

play "Seeds $first to $((first + seeds - 1))" --seeds "$first..$((first + seeds - 1))"
play "Kept seeds" --seeds-file tests/seeds/sim.txt
# Each planted bug with the invariant that must notice it, first of all in at least one seed.
for planted in 1:I2 2:I1 3:I3 4:I1 5:I4 6:I10 7:I2 8:I2 9:I9 10:I11 11:I10 15:I3 16:I3 17:I12 18:I12 19:I12 20:I13 21:I12 22:I12; do
  play "Planted bug ${planted%:*}, to be noticed by ${planted#*:}" --seeds 1..100 --canary "${planted%:*}" --by "${planted#*:}"
done
# What a broken quoter asks for is stopped by the gate, and the limit at the venue holds all the same.
for planted in 10 12 13 14; do
  play "Planted bug $planted of the quoter, to be kept from the venue" --seeds 1..40 --canary "$planted" --contained
done
closing_line "$passed" "$failed"
[ "$failed" -eq 0 ]
