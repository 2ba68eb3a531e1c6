# shellcheck shell=bash
# Sourced by the benchmarks that need a reference API: all of project.sh, and functions that start an API,
# bare handlers and injectors, and read their figures.

for program in jq curl; do
  command -v "$program" >/dev/null || {
    echo "$program is needed; on Debian: apt-get install jq curl" >&2
    exit 2
  }
done
# shellcheck source=ci/bench/project.sh
source "$(dirname "${BASH_SOURCE[0]}")/project.sh"

injector_jvm=@target/test-classes/jvm/injector.options
target_jvm=@target/test-classes/jvm/target.options

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
  start_bench BareServer "$@"
}

# start_bare_api <port>       a bare handler with the answers of $api to the API simulation's requests
start_bare_api() {
  start_bench BareApi "$1" "$api"
}

# start_bench <class> <argument>...    a program of io.openmeet.reference.bench; sets $bare_pid
start_bench() {
  java "$target_jvm" -cp "$classpath" "io.openmeet.reference.bench.$1" "${@:2}" >"$work/bare.out" 2>&1 &
  bare_pid=$!
  started+=("$bare_pid")
  wait_for "$work/bare.out" ready
}

# start_injector <url> <simulation> [JVM option]...    sets $injector_pid; its run is in $work/results
start_injector() {
  rm -rf "$work/results"
  java "$injector_jvm" "-DbaseUrl=$1" "-Dloadtest.results=$work/results" "-Dhistory=$work/history" "${@:3}" \
    -cp "$classpath" io.gatling.app.Gatling -s "io.openmeet.loadtest.$2" -rf "$work/results" \
    >"$work/gatling.out" 2>&1 &
  injector_pid=$!
  started+=("$injector_pid")
}

# result                      path of the run's results.json; without one, prints the end of the output and fails
result() {
  find "$work/results" -name results.json | grep . || {
    tail -n 20 "$work/gatling.out" >&2
    return 1
  }
}

# wait_for <file> <text>      until the file contains the text, for half a minute at most
wait_for() {
  for _ in $(seq 300); do
    if grep -q "$2" "$1" 2>/dev/null; then return; fi
    sleep 0.1
  done
  echo "the program did not start: $(cat "$1")" >&2
  exit 1
}

# first_user <column>         email or password of the feeder's first user
first_user() {
  local email password
  IFS=, read -r email password _ < <(sed -n 2p feeders/users.csv)
  echo "${!1}"
}

# token                       of the feeder's first user
token() {
  jq --null-input --arg email "$(first_user email)" --arg password "$(first_user password)" '{$email, $password}' |
    curl --silent --fail --data @- "$api/auth/login" | jq --raw-output .accessToken
}

# metric <name>               of the API: the sum over its labels
metric() {
  curl --silent "$api/metrics" | awk -v name="$1" '
    substr($1, 1, length(name)) == name && substr($1, length(name) + 1) ~ /^({|$)/ { sum += $NF }
    END { printf "%.0f", sum }'
}

# cpu_so_far                  one line: milliseconds since the epoch, and the CPU seconds of injector ($injector_pid),
#                             API, PostgreSQL and Redis (the children of the API that are in $api_children), including
#                             their descendants that have ended
cpu_so_far() {
  # A process may end between being listed and being read.
  { cat /proc/[0-9]*/stat 2>/dev/null || true; } | awk -v now="$(date +%s%3N)" -v hertz="$(getconf CLK_TCK)" \
    -v injector="$injector_pid" -v api="$api_pid ${api_children:-}" '
    BEGIN {
      use[injector] = "injector"
      split(api, roots, " ")
      for (i in roots) use[roots[i]] = "api"
    }
    {
      # The name is in brackets and may have blanks; the fields after it begin with the third.
      name = substr($0, index($0, "(") + 1)
      sub(/\)[^)]*$/, "", name)
      line = $0
      sub(/.*\) /, "", line)
      split(line, field, " ")
      parent[$1] = field[2]
      ticks[$1] = field[12] + field[13] + field[14] + field[15]
      if (name ~ /^postgres/) kind[$1] = "postgres"
      else if (name ~ /^redis/) kind[$1] = "redis"
    }
    END {
      for (pid in ticks) {
        for (root = pid; root > 1 && !(root in use); root = parent[root]) { }
        if (root in use) sum[pid in kind ? kind[pid] : use[root]] += ticks[pid]
      }
      printf "%s %.2f %.2f %.2f %.2f\n", now, sum["injector"] / hertz, sum["api"] / hertz, \
        sum["postgres"] / hertz, sum["redis"] / hertz
    }'
}
