#!/usr/bin/env bash
# Gate: our stages against their baselines in one run of native code, held to bench/ratios.json. Never on nanoseconds.
# Fails only if a ratio is beyond its gate twice. Table and JSON stay in artifacts/ratios.
# Last line: "N passed, N failed".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tools/lib/common.sh
source tools/lib/install.sh
source tools/lib/build.sh
source tools/lib/native.sh

need_dotnet
want_native
install_wanted
publish_native bench/Ratios artifacts/ratios-native
want_recording
mkdir -p artifacts/ratios

measure() { artifacts/ratios-native/minnow-ratios --feed "$recording" --json artifacts/ratios/ratios.json "$@" >artifacts/ratios/table.txt; }

status=0
measure "$@" || status=$?
if [ "$status" -eq 1 ]; then
  say "Once beyond a gate; measured again:"
  grep 'FAILS THE GATE' artifacts/ratios/table.txt || true
  status=0
  measure "$@" || status=$?
fi
cat artifacts/ratios/table.txt
exit "$status"
