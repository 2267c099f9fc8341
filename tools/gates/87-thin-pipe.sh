#!/usr/bin/env bash
# Gate: the native binary trades through a pipe of 64 kbit/s with packets of at most 576 bytes, and through one that swallows big packets (fault B24).
# It goes on or gives up, leaves no order beyond the dead-man bound, and quotes again when the pipe is wide.
#
#   tools/gates/87-thin-pipe.sh [SECONDS]    how long each squeeze lasts; 25 by default
#
# The pipe is the loopback device of a network namespace of its own, made by unshare and tc: as root, or where users may make namespaces. Where neither
# is allowed it says so; that passes at a desk and fails under CI=true.
# Last line: "N passed, N failed".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tools/lib/common.sh
source tools/lib/install.sh
source tools/lib/build.sh
source tools/lib/counts.sh

need_dotnet
want_native
want util-linux command -v unshare
want iproute2 command -v tc
install_wanted

# apart COMMAND...: in a new network namespace, whose loopback device is up; a user who is not root gets one with a user namespace.
namespace=()
apart() { "${namespace[@]}" "$@"; }
can_squeeze() { apart sh -c 'ip link set lo up && tc qdisc add dev lo root tbf rate 64kbit burst 1600 latency 400ms' 2>&1; }
said=
for try in "unshare -n" "unshare -rn"; do
  read -ra namespace <<<"$try"
  if said=$(can_squeeze); then break; fi
  namespace=()
done
if [ ${#namespace[@]} -eq 0 ]; then
  say "Not run: neither root's network namespace nor a user's can be made here with a token bucket on its loopback device: $said"
  if [ "${CI:-}" = true ]; then
    closing_line 0 1
    exit 1
  fi
  closing_line 0 0 1
  exit 0
fi

publish_minnow
quietly artifacts/logs/thin-pipe.log dotnet build tests/ThinPipe -c Release --nologo -v q
host=$(readlink /proc/self/ns/net)
log=artifacts/logs/thin-pipe-run.log
passed=0 failed=0

# play OPTION...: adds what the program counted; a run without a closing line is one failure.
play() {
  local counts
  apart timeout 240 dotnet artifacts/bin/Minnow.ThinPipe/release/minnow-thin-pipe.dll --minnow "${minnow:?}" --apart-from "$host" "$@" >"$log" 2>&1 || true
  sed '/^[0-9]* passed, /d' "$log"
  counts=$(last_counts "$log")
  [ -n "$counts" ] || counts="0 1"
  passed=$((passed + ${counts% *}))
  failed=$((failed + ${counts#* }))
}

play --control yes
play --seconds "${1:-25}"
closing_line "$passed" "$failed"
[ "$failed" -eq 0 ]
