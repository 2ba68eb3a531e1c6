# shellcheck shell=bash
# To be sourced by a benchmark of this folder: builds the project, and starts and stops a reference API.
# Gives $work (a folder of its own, deleted at the end), $classpath, the options of a run's two JVMs ($injector_jvm,
# $target_jvm) and the functions below.

for program in wrk jq curl; do
  command -v "$program" >/dev/null || {
    echo "$program is needed; on Debian: apt-get install wrk jq curl" >&2
    exit 2
  }
done
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
work=$(mktemp -d)
started=()
trap 'stop_all; rm -rf "$work"' EXIT

mvn --batch-mode --quiet -Dspotless.check.skip test-compile dependency:build-classpath \
  -Dmdep.includeScope=test "-Dmdep.outputFile=$work/classpath"
classpath="target/classes:target/test-classes:$(cat "$work/classpath")"

injector_jvm=@target/test-classes/jvm/injector.options
target_jvm=@target/test-classes/jvm/target.options

machine() {
  echo "$(getconf _NPROCESSORS_ONLN) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)," \
    "$(java -version 2>&1 | tail -n 1)"
}

# start_api <setting>...      such as tuning=baseline; sets $api (its address) and $api_pid
start_api() {
  local out="$work/api-${#started[@]}.out"
  java "$target_jvm" "${@/#/-Dreference.}" -cp "$classpath" \
    io.openmeet.reference.ReferenceApi >"$out" 2>>"$work/api.log" &
  api_pid=$!
  started+=("$api_pid")
  wait_for "$out" '"event"'
  api=$(jq --raw-output .baseUrl "$out")
}

# start_bare <port> <file>    the bare handler, which answers with the file
start_bare() {
  java "$target_jvm" -cp "$classpath" \
    io.openmeet.reference.bench.BareServer "$1" "$2" >"$work/bare.out" 2>&1 &
  bare_pid=$!
  started+=("$bare_pid")
  wait_for "$work/bare.out" ready
}

# wait_for <file> <text>      until the file holds the text, for half a minute at most
wait_for() {
  for _ in $(seq 300); do
    if grep -q "$2" "$1" 2>/dev/null; then return; fi
    sleep 0.1
  done
  echo "it did not start: $(cat "$1")" >&2
  exit 1
}

stop() {
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

stop_all() {
  for pid in "${started[@]}"; do stop "$pid"; done
}

# token                       of the first of the feeder's users
token() {
  local email password
  IFS=, read -r email password _ < <(sed -n 2p feeders/users.csv)
  jq --null-input --arg email "$email" --arg password "$password" '{$email, $password}' |
    curl --silent --fail --data @- "$api/auth/login" | jq --raw-output .accessToken
}

# metric <name>               of the API: the sum over its labels
metric() {
  curl --silent "$api/metrics" | awk -v name="$1" '
    substr($1, 1, length(name)) == name && substr($1, length(name) + 1) ~ /^({|$)/ { sum += $NF }
    END { printf "%.0f", sum }'
}
