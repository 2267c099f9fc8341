#!/usr/bin/env bash
# Gate: public client libraries, unmodified but for the URL, connect to the loopback exchange, log in, trade and read back.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source tools/lib/common.sh
source tools/lib/install.sh
source tools/lib/build.sh

need_dotnet
want nodejs command -v node
want npm command -v npm
install_wanted
build_exchange
tests/clients/run.sh
