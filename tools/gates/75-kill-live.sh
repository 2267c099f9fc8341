#!/usr/bin/env bash
# Gate: kill -9 while it trades. The native binary is killed at random moments beside the loopback exchange, over TLS; after each kill nothing may rest
# longer than 1 s, the next start must quote within 3 s with the exchange's position, and every journal left must replay exactly (R1, E1, F4).
#
#   tools/gates/75-kill-live.sh [KILLS [SEED]]    300 kills by default; the seed is printed
#
# Last line: "N passed, N failed".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tools/lib/common.sh
source tools/lib/install.sh
source tools/lib/build.sh

need_dotnet
want_native
install_wanted
publish_minnow
quietly artifacts/logs/kill.log dotnet build tests/Kill -c Release --nologo -v q
dotnet artifacts/bin/Minnow.Kill/release/minnow-kill.dll --minnow "${minnow:?}" --kills "${1:-300}" --seed "${2:-$$}"
