#!/usr/bin/env bash
# Gate: the tests notice small wrong changes. Every mutant of src/Core/Risk, Accounting and Orders, and of the files of Engine that hold limits, meets the tests that reach it; each folder's score must be
# 80 % or more, and every mutant that tests/Mutants/limits.txt names must be killed. As a control, the tests of one limit are taken away: then its
# mutants must live, and the run must fail.
#
#   tools/gates/86-mutants.sh [OPTION...]    options of minnow-mutants, such as --share 50
#
# Last line: "N passed, N failed".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tools/lib/common.sh
source tools/lib/install.sh
source tools/lib/build.sh
source tools/lib/counts.sh

need_dotnet
build_mutants

log=artifacts/logs/mutants-run.log
mkdir -p "${log%/*}"

say "All mutants ..."
timeout 900 dotnet "${mutants:?}" --limits --json artifacts/mutants/mutants.json "$@" >"$log" 2>&1 || true
cat "$log"
counts=$(last_counts "$log")
[ -n "$counts" ] || counts="0 1"
passed=${counts% *} failed=${counts#* }

say "Control: without the tests of refusals nothing notices that the shortest wait is another ..."
control=artifacts/logs/mutants-control.log
status=0
timeout 300 dotnet "$mutants" --only 'RefusalGuard.cs | private const long MinWaitNs' --without Orders.RefusalGuardTests >"$control" 2>&1 || status=$?
if [ "$status" -eq 1 ] && grep -q 'RefusalGuard.cs:[0-9]*: MinWaitNs → MinWaitNs + 1' "$control" && grep -q 'Orders: 0.0 % is below' "$control"; then
  say "it fails, as it must"
  passed=$((passed + 1))
else
  cat "$control"
  say "the control did not fail, or not as it must: exit code $status"
  failed=$((failed + 1))
fi
closing_line "$passed" "$failed"
[ "$failed" -eq 0 ]
