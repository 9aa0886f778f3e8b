#!/usr/bin/env bash
# Runs tests on a machine that is made busy: tests/busy.sh [-l LOOPS] [-r RUNS] [-j JOBS] [PROJECT …]
# Runs each project RUNS times, JOBS at the same time, beside LOOPS busy loops. Without projects, those with clocks, stores and processes.
# Build first: dotnet build -c Release. Prints one line for each run with its result and duration; exits with 1 if a test failed.
set -uo pipefail
cd "$(dirname "$0")/.."

loops=24
runs=10
jobs=1
while getopts "l:r:j:h" option; do
  case "$option" in
    l) loops="$OPTARG" ;;
    r) runs="$OPTARG" ;;
    j) jobs="$OPTARG" ;;
    *) sed -n '2,4s/^# //p' "$0" >&2; exit 2 ;;
  esac
done
shift $((OPTIND - 1))
projects=("$@")
[ ${#projects[@]} -eq 0 ] && projects=(AdobePass.Tests AdobePass.Redis.Tests AdobePass.DataProtection.Tests AdobePass.Testing.Tests)

logs="$(mktemp -d)"
loop_pids=()
# The loops end with this script, however it ends.
trap 'kill "${loop_pids[@]}" 2>/dev/null; wait 2>/dev/null; rm -rf "$logs"' EXIT
for _ in $(seq "$loops"); do
  while :; do :; done &
  loop_pids+=($!)
done

# One run. A failure leaves a file, because a job has no exit code that "wait -n" gives to this script.
run() {
  local project="$1" run="$2" log="$logs/$1.$2.log" began=$SECONDS summary
  dotnet test "tests/$project" -c Release --no-build --nologo --results-directory "$logs/$1.$2" \
    --blame-hang-timeout 30m --blame-hang-dump-type none >"$log" 2>&1 || touch "$logs/failed"
  summary="$(grep -E '^(Passed|Failed)! ' "$log" | sed -E 's/ +/ /g; s/ - [A-Za-z.]+ \(.*//')"
  echo "$project, $loops loops, run $run of $runs, $jobs at a time: ${summary:-no result} after $((SECONDS - began)) s"
  grep -E '\[FAIL\]$' "$log" | sed -E 's/^\[[^]]*\] +/  /' | sort -u
}

for project in "${projects[@]}"; do
  job_pids=()
  for run in $(seq "$runs"); do
    run "$project" "$run" &
    job_pids+=($!)
    if [ ${#job_pids[@]} -eq "$jobs" ]; then
      wait "${job_pids[@]}"
      job_pids=()
    fi
  done
  [ ${#job_pids[@]} -eq 0 ] || wait "${job_pids[@]}"
done
[ ! -e "$logs/failed" ]
