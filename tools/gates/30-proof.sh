#!/usr/bin/env bash
# Gate: the path allocates nothing after start-up, shown in native code: tests/Proof.
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
publish_native tests/Proof artifacts/proof
want_recording
artifacts/proof/minnow-proof "$recording"
