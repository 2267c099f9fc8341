# shellcheck shell=bash
# Publishes the native programs that gates run. Source common.sh first.

# publish_native PROJECT OUT [PROPERTY...]: nothing is done while OUT is newer than all sources that it may be made of.
publish_native() {
  local project=$1 out=$2
  shift 2
  local stamp=$out/.published
  if [ -e "$stamp" ] && [ -z "$(find src bench tests/Proof tests/Cases NativeAOT.props Directory.Build.props \
    Directory.Packages.props global.json -newer "$stamp" -type f -print -quit)" ]; then
    return 0
  fi
  say "Publishing $project to $out ..."
  rm -rf "$out"
  quietly "artifacts/logs/publish-$(basename "$out").log" dotnet publish "$project" -c Release -o "$out" --nologo -v q "$@"
  touch "$stamp"
}

shared_recording=../shared/data/market/btc-perpetual-20240808.jsonl.gz

# want_recording: sets $recording to the recorded market, or to one that is made here if that is absent. Source build.sh first.
want_recording() {
  recording=$shared_recording
  [ ! -e "$recording" ] || return 0
  recording=artifacts/gates/market.jsonl.gz
  [ ! -e "$recording" ] || return 0
  build_market
  mkdir -p artifacts/gates
  quietly artifacts/logs/recording.log dotnet "${market:?}" --seed 1 --seconds 300 --out "$recording"
}
