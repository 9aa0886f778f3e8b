#!/usr/bin/env bash
# Runs tests on a machine that is made busy: tests/busy.sh [-l LOOPS] [-r RUNS] [PROJECT …]
# Without projects, those with clocks, stores and processes. Build first: dotnet build -c Release.
# Prints one line for each run with its result and duration; exits with 1 if a test failed.
set -uo pipefail
cd "$(dirname "$0")/.."

loops=24
runs=10
while getopts "l:r:h" option; do
  case "$option" in
    l) loops="$OPTARG" ;;
    r) runs="$OPTARG" ;;
    *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
projects=("$@")
[ ${#projects[@]} -eq 0 ] && projects=(AdobePass.Tests AdobePass.Redis.Tests AdobePass.DataProtection.Tests AdobePass.Testing.Tests)

pids=()
# The loops end with this script, however it ends.
trap 'kill "${pids[@]}" 2>/dev/null; wait 2>/dev/null' EXIT
for _ in $(seq "$loops"); do
  while :; do :; done &
  pids+=($!)
done

log="$(mktemp)"
failed=0
for project in "${projects[@]}"; do
  for run in $(seq "$runs"); do
    began=$SECONDS
    dotnet test "tests/$project" -c Release --no-build --nologo --blame-hang-timeout 30m --blame-hang-dump-type none >"$log" 2>&1 || failed=1
    summary="$(grep -E '^(Passed|Failed)! ' "$log" | sed -E 's/ +/ /g; s/ - [A-Za-z.]+ \(.*//')"
    echo "$project, $loops loops, run $run of $runs: ${summary:-no result} after $((SECONDS - began)) s"
    grep -E '\[FAIL\]$' "$log" | sed -E 's/^\[[^]]*\] +/  /' | sort -u
  done
done
exit "$failed"
