#!/usr/bin/env bash
# Gate: instructions per item of the native code, counted by valgrind, against bench/instructions/counts.txt.
#
#   tools/gates/40-instructions.sh            fails if a count is not the recorded one
#   tools/gates/40-instructions.sh --record   writes the counts of this build; commit them with the change that caused them
#
# The same binary must give the recorded counts within 0.2 %; another one (other code, compiler or liblz4) within 2 %.
# A count that fell by more fails too: record it, so that the next rise is seen. Why: docs/decisions/0009-benchmarks.md.
# Last line: "N passed, N failed".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tools/lib/common.sh
source tools/lib/install.sh
source tools/lib/counts.sh
source tools/lib/native.sh

few=10 many=60 tries=3
counts=bench/instructions/counts.txt
program=artifacts/instructions/minnow-instructions

need_dotnet
want_native
want valgrind command -v valgrind
install_wanted
publish_native bench/Instructions artifacts/instructions
# Valgrind can not read the debugging information of this compiler, and stops at it.
rm -f "$program.dbg"

# counted NAME PASSES: "instructions items" of the least of some runs: what the run-time's own threads do varies and only adds.
counted() {
  local log items='' instructions least=''
  log=$(mktemp)
  for _ in $(seq "$tries"); do
    # The collector would reserve more address space than valgrind gives; the value is hexadecimal without 0x.
    items=$(DOTNET_GCHeapHardLimit=10000000 valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null \
      "$program" "$1" "$2" 2>"$log" | sed -nE 's/^([0-9]+) items.*/\1/p')
    instructions=$(sed -nE 's/.*I +refs: +([0-9,]+).*/\1/p' "$log" | tr -d ,)
    if [ -z "$items" ] || [ -z "$instructions" ]; then
      cat "$log" >&2
      die "The run of $1 under valgrind gave no count."
    fi
    if [ -z "$least" ] || [ "$instructions" -lt "$least" ]; then least=$instructions; fi
  done
  rm -f "$log"
  printf '%s %s\n' "$least" "$items"
}

# per_item NAME: instructions of one item, two decimals: the difference of two runs leaves out start and set-up.
per_item() {
  local less more
  less=$(counted "$1" "$few")
  more=$(counted "$1" "$many")
  awk -v less="$less" -v more="$more" 'BEGIN { split(less, a); split(more, b); printf "%.2f", (b[1] - a[1]) / (b[2] - a[2]) }'
}

binary=$(sha256sum "$program" | cut -c1-16)
names=$("$program" list)
if [ "${1:-}" = --record ]; then
  {
    say "# Instructions per item, native, x86-x64-v3, by valgrind: tools/gates/40-instructions.sh --record"
    say "# Items: frames (parse), events (ring, book, quoter, delta, journal)."
    say "binary $binary"
    for name in $names; do printf '%-16s %s\n' "$name" "$(per_item "$name")"; done
  } >"$counts.new"
  mv "$counts.new" "$counts"
  cat "$counts"
  exit 0
fi

recorded_binary=$(sed -nE 's/^binary (.*)/\1/p' "$counts")
if [ "$binary" = "$recorded_binary" ]; then tolerance=0.002; else tolerance=0.02; fi
say "binary $binary, recorded $recorded_binary: tolerance $tolerance"
passed=0 failed=0
for name in $names; do
  recorded=$(awk -v name="$name" '$1 == name { print $2 }' "$counts")
  now=$(per_item "$name")
  if [ -z "$recorded" ]; then
    say "  FAIL  $name: $now instructions, not recorded"
    failed=$((failed + 1))
  elif awk -v now="$now" -v was="$recorded" -v tolerance="$tolerance" \
    'BEGIN { d = now - was; if (d < 0) d = -d; exit !(d <= was * tolerance) }'; then
    say "  ok    $name: $now instructions, recorded $recorded"
    passed=$((passed + 1))
  else
    say "  FAIL  $name: $now instructions, recorded $recorded"
    failed=$((failed + 1))
  fi
done
if [ "$failed" -gt 0 ]; then
  say "If the change is meant, record it in the same commit: tools/gates/40-instructions.sh --record"
fi
closing_line "$passed" "$failed"
[ "$failed" -eq 0 ]
