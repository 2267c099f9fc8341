# shellcheck shell=bash
# Builds what the demo and the gates run. Source common.sh first.

minnow=$PWD/artifacts/minnow/minnow
market=$PWD/artifacts/bin/Minnow.Market/release/minnow-market.dll

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
