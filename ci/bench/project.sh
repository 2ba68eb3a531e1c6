# shellcheck shell=bash
# Sourced by the benchmarks of this folder: goes to the project's folder and builds the project.
# Provides $work (a temporary folder, deleted at the end), $classpath and the functions below.

unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
work=$(mktemp -d)
started=()
trap 'stop_all; rm -rf "$work"' EXIT

mvn --batch-mode --quiet -Dspotless.check.skip test-compile dependency:build-classpath \
  -Dmdep.includeScope=test "-Dmdep.outputFile=$work/classpath"
classpath="target/classes:target/test-classes:$(cat "$work/classpath")"

machine() {
  echo "$(getconf _NPROCESSORS_ONLN) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)," \
    "$(java -version 2>&1 | tail -n 1)"
}

# stop <process>
stop() {
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# stop_all                    every process in the array $started
stop_all() {
  for pid in "${started[@]}"; do stop "$pid"; done
}
