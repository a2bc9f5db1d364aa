#!/bin/sh
# Compresh as a plain proxy (mode off), next to nginx as a proxy and direct calls, in one run:
# requests per second at 32 connections (1 kB answers) and at 8 connections (200 kB bodies), and the
# latency of calls one at a time. All on loopback, about 80 seconds, nothing stays behind.
#   bench/gateway.sh            needs wrk, nginx, curl; builds Compresh when target/compresh.jar is missing
#   BENCH_PORT=18700            first of the four ports used
#   BENCH_SECONDS=2             length of one measurement
#   BENCH_ROUNDS=3              measurements per cell; the table shows their medians
set -eu

root=$(cd "$(dirname "$0")/.." && pwd -P)
port=${BENCH_PORT:-18700}
seconds=${BENCH_SECONDS:-2}
rounds=${BENCH_ROUNDS:-3}
provider=$port
plain=$((port + 1))
proxy=$((port + 2))
admin=$((port + 3))
key=comp_benchmarkbenchmarkbenchmark

for tool in wrk nginx curl; do
  if ! command -v "$tool" >/dev/null 2>&1 && ! [ -x "/usr/sbin/$tool" ]; then
    echo "bench/gateway.sh needs $tool: apt-get install wrk nginx-light curl" >&2
    exit 69
  fi
done
PATH=$PATH:/usr/sbin

work=$(mktemp -d)
chmod 755 "$work"
started=
cleanup() {
  for pid in $started; do kill "$pid" 2>/dev/null || true; done
  for pid in $started; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

# The provider's answers: chat completions of 1 kB and 200 kB.
answer() {
  printf '{"id":"chatcmpl-bench","object":"chat.completion","created":1700000000,"model":"gpt-4o","choices":[{"index":0,"message":{"role":"assistant","content":"'
  awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) printf "word " }'
  printf '"},"finish_reason":"stop"}],"usage":{"prompt_tokens":200,"completion_tokens":%s,"total_tokens":%s}}' "$1" "$(($1 + 200))"
}
answer 145 >"$work/small.json"
answer 40000 >"$work/large.json"

user=
if [ "$(id -u)" = 0 ]; then user="user root;"; fi
cat >"$work/nginx.conf" <<CONF
$user
worker_processes 2;
daemon off;
pid $work/nginx.pid;
error_log $work/nginx.log crit;
events { worker_connections 4096; }
http {
  access_log off;
  default_type application/json;
  tcp_nodelay on;
  keepalive_requests 1000000000;
  client_body_buffer_size 512k;
  client_max_body_size 64m;
  client_body_temp_path $work/body;
  proxy_temp_path $work/proxy;
  fastcgi_temp_path $work/fastcgi;
  uwsgi_temp_path $work/uwsgi;
  scgi_temp_path $work/scgi;
  map \$http_x_answer \$answer { default /small.json; large /large.json; }
  upstream provider { server 127.0.0.1:$provider; keepalive 64; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:$provider backlog=1024;
    root $work;
    location /v1/ { error_page 405 =200 \$answer; return 405; }
    location / { }
  }
  server {
    listen 127.0.0.1:$plain backlog=1024;
    location / {
      proxy_pass http://provider;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffers 8 64k;
    }
  }
}
CONF
nginx -c "$work/nginx.conf" -e "$work/nginx.log" &
started="$started $!"

COMPRESH_HOST=127.0.0.1 COMPRESH_PORT=$proxy COMPRESH_ADMIN_PORT=$admin \
  COMPRESH_MODE=off COMPRESH_RATE_LIMIT=0 COMPRESH_DATA="$work/data" \
  COMPRESH_BOOTSTRAP_KEY=$key OPENAI_API_KEY=bench \
  COMPRESH_OPENAI_BASE_URL="http://127.0.0.1:$provider/v1" \
  "$root/compresh" up >"$work/compresh.log" 2>&1 &
started="$started $!"

request() {
  cat <<LUA
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer $key"
wrk.headers["X-Answer"] = "$2"
wrk.body = '{"model":"gpt-4o","messages":[{"role":"user","content":"' .. string.rep("word ", $1) .. '"}]}'
LUA
}
request 180 small >"$work/small.lua"
request 40000 large >"$work/large.lua"

ask() {
  curl -s -o /dev/null -w '%{http_code}' -X POST -H "Authorization: Bearer $key" \
    -H 'Content-Type: application/json' -d '{"model":"gpt-4o","messages":[{"role":"user","content":"hi"}]}' \
    "http://127.0.0.1:$1/v1/chat/completions" || true
}
tries=0
until [ "$(ask "$proxy")" = 200 ]; do
  tries=$((tries + 1))
  if [ "$tries" -gt 600 ]; then
    echo "Compresh does not answer; its output:" >&2
    cat "$work/compresh.log" >&2
    exit 1
  fi
  sleep 0.2
done

# One measurement: requests per second, median and 99th percentile in microseconds.
measure() {
  wrk --latency -t1 -c"$2" -d"${4:-$seconds}" -s "$work/$3.lua" "http://127.0.0.1:$1/v1/chat/completions" >"$work/wrk.txt"
  if grep -q 'Non-2xx' "$work/wrk.txt"; then
    echo "errors on port $1:" >&2
    cat "$work/wrk.txt" >&2
    exit 1
  fi
  awk '
    function us(t) { if (t ~ /us$/) return t + 0; if (t ~ /ms$/) return t * 1000; return t * 1000000 }
    $1 == "50%" { p50 = us($2) } $1 == "99%" { p99 = us($2) } $1 == "Requests/sec:" { rps = $2 }
    END { print rps, p50, p99 }' "$work/wrk.txt"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

measure "$proxy" 32 small 4 >/dev/null
measure "$proxy" 8 large 2 >/dev/null
measure "$proxy" 1 small 1 >/dev/null

round=0
while [ "$round" -lt "$rounds" ]; do
  round=$((round + 1))
  for target in "direct $provider" "nginx $plain" "compresh $proxy"; do
    name=${target% *}
    measure "${target#* }" 1 small >>"$work/one.$name"
    if [ "$name" != direct ]; then
      measure "${target#* }" 32 small >>"$work/small.$name"
      measure "${target#* }" 8 large >>"$work/large.$name"
    fi
  done
done

cell() { awk -v column="$2" '{ print $column }' "$work/$1" | median; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", b ? a / b : 0 }'; }

small_nginx=$(cell small.nginx 1)
small=$(cell small.compresh 1)
large_nginx=$(cell large.nginx 1)
large=$(cell large.compresh 1)
printf '%-36s %10s %10s %10s\n' '' nginx compresh ratio
printf '%-36s %10.0f %10.0f %10s\n' 'requests/s, 1 kB, 32 connections' "$small_nginx" "$small" "$(ratio "$small" "$small_nginx")"
printf '%-36s %10.0f %10.0f %10s\n' 'requests/s, 200 kB, 8 connections' "$large_nginx" "$large" "$(ratio "$large" "$large_nginx")"
for q in 2 3; do
  direct=$(cell one.direct $q)
  label=$([ "$q" = 2 ] && echo p50 || echo p99)
  printf '%-36s %10.0f %10.0f\n' "added to a direct call, $label, µs" \
    "$(awk -v a="$(cell one.nginx $q)" -v b="$direct" 'BEGIN { print a - b }')" \
    "$(awk -v a="$(cell one.compresh $q)" -v b="$direct" 'BEGIN { print a - b }')"
done
printf 'medians of %s runs of %s s; load before the run: %s; processors: %s\n' \
  "$rounds" "$seconds" "$(cut -d' ' -f1 /proc/loadavg 2>/dev/null || echo '?')" "$(getconf _NPROCESSORS_ONLN)"
