# shellcheck shell=bash
# Builds what the demo and the gates run. Source common.sh first.

minnow=$PWD/artifacts/minnow/minnow
market=$PWD/artifacts/bin/Minnow.Market/release/minnow-market.dll
sim=$PWD/artifacts/bin/Minnow.Sim/release/minnow-sim.dll

# older_than_sources FILE PATH...: the file is missing, or something below the paths is newer.
older_than_sources() {
  local built=$1
  shift
  [ -e "$built" ] || return 0
  [ -n "$(find "$@" NativeAOT.props Directory.Build.props Directory.Packages.props global.json -newer "$built" -print -quit)" ]
}

# The native binary, in artifacts/minnow.
publish_minnow() {
  older_than_sources "$minnow" src || return 0
  say "Building the native binary (about a minute) ..."
  quietly artifacts/logs/publish.log dotnet publish src/Cli -c Release -o artifacts/minnow --nologo -v q
  touch "$minnow"
}

# The generator of synthetic recordings.
build_market() {
  older_than_sources "$market" tools/Market || return 0
  say "Building the synthetic market ..."
  quietly artifacts/logs/market.log dotnet build tools/Market -c Release --nologo -v q
  touch "$market"
}

exchange=$PWD/artifacts/bin/Minnow.Exchange/release/minnow-exchange.dll

# The loopback exchange.
build_exchange() {
  older_than_sources "$exchange" tools/Exchange tools/Market || return 0
  say "Building the loopback exchange ..."
  quietly artifacts/logs/exchange.log dotnet build tools/Exchange -c Release --nologo -v q
  touch "$exchange"
}

# start_exchange DIRECTORY OPTION...: on a free port; sets venue (its process) and port. Its CA, key and log are in the directory.
start_exchange() {
  local directory=$1 waited=0
  shift
  : >"$directory/exchange.log"
  dotnet "$exchange" --port 0 --ca-out "$directory/ca.pem" --credentials-out "$directory/key.json" "$@" >"$directory/exchange.log" 2>&1 &
  venue=$!
  port=
  while [ -z "$port" ]; do
    port=$(sed -nE 's|^listening on wss://[^:]*:([0-9]+)/.*|\1|p' "$directory/exchange.log")
    if ! kill -0 "$venue" 2>/dev/null || [ "$waited" -gt 300 ]; then
      cat "$directory/exchange.log" >&2
      die "The exchange did not start."
    fi
    waited=$((waited + 1))
    sleep 0.1
  done
}

# Ends the exchange in good order: it writes its books then.
stop_exchange() {
  kill -TERM "$venue"
  wait "$venue" || die "The exchange ended with an error; see its log."
  venue=
}

# The simulation of the whole system.
build_sim() {
  older_than_sources "$sim" tests/Sim tools/Exchange src || return 0
  say "Building the simulation ..."
  quietly artifacts/logs/sim.log dotnet build tests/Sim -c Release --nologo -v q
  touch "$sim"
}

mutants=$PWD/artifacts/bin/Minnow.Mutants/release/minnow-mutants.dll
core_tests=$PWD/artifacts/bin/Minnow.Core.Tests/release/Minnow.Core.Tests.dll

# The mutation tool, and the tests that it judges.
build_mutants() {
  if older_than_sources "$mutants" tests/Mutants; then
    say "Building the mutation tool ..."
    quietly artifacts/logs/mutants.log dotnet build tests/Mutants -c Release --nologo -v q
    touch "$mutants"
  fi
  older_than_sources "$core_tests" tests/Core.Tests tests/Shared src/Core tools/Market || return 0
  say "Building the tests of Core ..."
  quietly artifacts/logs/core-tests.log dotnet build tests/Core.Tests -c Release --nologo -v q
  touch "$core_tests"
}
