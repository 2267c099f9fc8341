#!/usr/bin/env bash
# Gate: one journal gives the same state, bit by bit, under every instruction set that we build for, under the JIT, and in a
# Turkish locale (fault E20). Levels that this processor lacks are built but not run, and that is said.
# Last line: "N passed, N failed".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tools/lib/common.sh
source tools/lib/install.sh
source tools/lib/build.sh
source tools/lib/counts.sh
source tools/lib/native.sh

need_dotnet
want_native
install_wanted
for level in v2 v3 v4; do
  publish_native src/Cli "artifacts/determinism/$level" -p:MinnowInstructionSet=x86-x64-$level
done
quietly artifacts/logs/determinism-jit.log dotnet build src/Cli -c Release --nologo -v q
jit=artifacts/bin/Minnow.Cli/release_linux-x64/minnow.dll
want_recording

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# field FILE KEY: a value of a JSON summary.
field() { sed -nE "s/.*\"$2\": *\"?([^,\"}]*).*/\1/p" "$1" | head -n 1; }

artifacts/determinism/v3/minnow run --feed "$recording" --config samples/deribit-perpetual.jsonc --journal "$work/journal" \
  --speed max --json >"$work/run.json"
expected=$(field "$work/run.json" stateHash)
[ -n "$expected" ] || die "The run's summary names no stateHash: $(head -c 400 "$work/run.json")"
say "Run with v3: state $expected after $(field "$work/run.json" events) events and $(field "$work/run.json" commands) commands."

# replays NAME COMMAND...: the journal under another build gives the run's state and no difference.
replays() {
  local name=$1 status=0
  shift
  "$@" replay "$work/journal" --json >"$work/replay.json" 2>"$work/replay.log" || status=$?
  local state differences
  state=$(field "$work/replay.json" stateHash)
  differences=$(field "$work/replay.json" differences)
  if [ "$status" -eq 0 ] && [ "$state" = "$expected" ] && [ "$differences" = 0 ]; then
    say "  ok    $name: state $state, 0 differences"
    passed=$((passed + 1))
  else
    say "  FAIL  $name: exit code $status, state ${state:-none}, differences ${differences:-not said}"
    head -n 5 "$work/replay.log"
    failed=$((failed + 1))
  fi
}

# has FLAG...: the processor has all of them.
has() {
  local flag
  for flag in "$@"; do grep -qwm1 "$flag" /proc/cpuinfo || return 1; done
}

replays "native x86-x64-v2" artifacts/determinism/v2/minnow
replays "native x86-x64-v3" artifacts/determinism/v3/minnow
if has avx512f avx512bw avx512cd avx512dq avx512vl; then
  replays "native x86-x64-v4" artifacts/determinism/v4/minnow
else
  say "  not run: native x86-x64-v4 (this processor has no AVX-512); it was built"
fi
replays "JIT" env DOTNET_ROLL_FORWARD=Major dotnet "$jit"
replays "JIT without AVX2" env DOTNET_ROLL_FORWARD=Major DOTNET_EnableAVX2=0 dotnet "$jit"
replays "JIT in a Turkish locale" env DOTNET_ROLL_FORWARD=Major LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 dotnet "$jit"
replays "native x86-x64-v3 in a Turkish locale" env LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 artifacts/determinism/v3/minnow

closing_line "$passed" "$failed"
[ "$failed" -eq 0 ]
