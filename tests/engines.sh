#!/usr/bin/env bash
# Real databases for the tests and benches, on this machine only:
#
#   tests/engines.sh install               gets what is missing, and says what could not be had
#   tests/engines.sh start DIR             starts every engine that is there, with its data in DIR
#   tests/engines.sh rows N > FILE         writes N made-up rows of GDELT 2.0, the same on every run
#   tests/engines.sh load DIR FILE TABLE   fills a table of every engine that holds it, anew:
#                                          `events` from GDELT 2.0, `ged` from UCDP GED and `own`
#                                          from date,title,who,whom,kind,place
#   tests/engines.sh stop DIR              stops them all; the data stays
#   tests/engines.sh test                  all of that in a folder of its own, with the tests;
#                                          another DEMARCHE_SEED asks other queries
#
# The engines are two ClickHouse servers, each with half of the rows of a Distributed table,
# PostgreSQL and DuckDB. `start` writes DIR/connections.toml, which is what demarche reads.
# Nothing listens beyond the loopback interface and sockets in DIR.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/demarche-engines
duckdb_version=1.5.6

usage() {
    sed -n '2,/^set /s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}

has() { command -v "$1" >/dev/null; }

as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# The folder of the newest PostgreSQL; Debian keeps it off the path.
postgres_bin() {
    local found
    found=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -1)
    if [ -x "$found/postgres" ]; then
        echo "$found"
    elif has initdb; then
        dirname "$(command -v initdb)"
    fi
}

duckdb_bin() {
    if [ -x "$cache/duckdb_cli/duckdb" ]; then
        echo "$cache/duckdb_cli/duckdb"
    elif has duckdb; then
        command -v duckdb
    fi
}

has_clickhouse() { has clickhouse-server && has clickhouse-client; }
has_postgres() { [ -n "$(postgres_bin)" ] && has psql; }
has_duckdb() { [ -n "$(duckdb_bin)" ]; }

# ------------------------------------------------------------------------------------------ install

install() {
    has_clickhouse || from_debian clickhouse-server clickhouse-client
    has_postgres || from_debian postgresql postgresql-client
    if ! has_duckdb; then
        python3 -m pip --version >/dev/null 2>&1 || from_debian python3-pip
        python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore \
            --target "$cache" "duckdb-cli==$duckdb_version" || true
    fi
    local engine missing=()
    for engine in clickhouse postgres duckdb; do
        "has_$engine" || missing+=("$engine")
    done
    [ ${#missing[@]} = 0 ] || echo "could not be had, and is not tested: ${missing[*]}"
}

# Installs packages where that is possible; whether it was, the caller looks.
from_debian() {
    [ "$(id -u)" = 0 ] && has apt-get || return 0
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends "$@"; } >&2 || true
}

# -------------------------------------------------------------------------------------------- start

start() {
    stop
    # The user `postgres` passes through.
    chmod a+rx "$dir"
    : >"$dir/connections.toml"
    if has_clickhouse; then start_clickhouse; else skip clickhouse; fi
    if has_postgres; then start_postgres; else skip postgres; fi
    if has_duckdb; then start_duckdb; else skip duckdb; fi
    write_map
}

skip() { echo "$1 is not installed and left out" >&2; }

# A port on which nobody listens, below those that systems hand out.
free_port() {
    local port
    while true; do
        port=$((20000 + RANDOM % 10000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    echo "$port"
}

start_clickhouse() {
    local ports=() number
    if [ -e "$dir/clickhouse-1/port" ]; then
        # The table across both names the ports that they had.
        ports=("$(<"$dir/clickhouse-1/port")" "$(<"$dir/clickhouse-2/port")")
    else
        ports=("$(free_port)" "$(free_port)")
        while [ "${ports[0]}" = "${ports[1]}" ]; do ports[1]=$(free_port); done
    fi
    for number in 1 2; do
        local home=$dir/clickhouse-$number port=${ports[number - 1]}
        mkdir -p "$home/data" "$home/tmp"
        echo "$port" >"$home/port"
        clickhouse_config "$home" "$port" "${ports[@]}" >"$home/config.xml"
        clickhouse_users >"$home/users.xml"
        setsid clickhouse-server --config-file="$home/config.xml" >"$home/out" 2>&1 </dev/null &
        echo $! >"$home/pid"
    done
    for number in 1 2; do
        wait_for "$dir/clickhouse-$number" clickhouse_query "$number" "SELECT 1"
    done
    connection gdelt-clickhouse events 'format = "gdelt"' clickhouse_client
    connection own-clickhouse own "map = \"$dir/own.toml\"" clickhouse_client
}

clickhouse_config() {
    local home=$1 own=$2 port
    shift 2
    cat <<XML
<?xml version="1.0"?>
<yandex>
    <logger>
        <level>warning</level>
        <log>$home/log</log>
        <errorlog>$home/errors</errorlog>
    </logger>
    <listen_host>127.0.0.1</listen_host>
    <tcp_port>$own</tcp_port>
    <path>$home/data/</path>
    <tmp_path>$home/tmp/</tmp_path>
    <users_config>users.xml</users_config>
    <default_profile>default</default_profile>
    <default_database>default</default_database>
    <timezone>UTC</timezone>
    <uncompressed_cache_size>0</uncompressed_cache_size>
    <mark_cache_size>67108864</mark_cache_size>
    <max_concurrent_queries>32</max_concurrent_queries>
    <remote_servers>
        <both>
XML
    for port; do
        echo "            <shard><replica><host>127.0.0.1</host><port>$port</port></replica></shard>"
    done
    cat <<'XML'
        </both>
    </remote_servers>
</yandex>
XML
}

clickhouse_users() {
    cat <<'XML'
<?xml version="1.0"?>
<yandex>
    <profiles>
        <default><max_memory_usage>4000000000</max_memory_usage></default>
    </profiles>
    <users>
        <default>
            <password></password>
            <networks><ip>127.0.0.1</ip></networks>
            <profile>default</profile>
            <quota>default</quota>
        </default>
    </users>
    <quotas><default></default></quotas>
</yandex>
XML
}

# Waits until a command succeeds, while the process whose id is in the folder lives.
wait_for() {
    local home=$1 tries
    shift
    for ((tries = 0; tries < 200; tries++)); do
        "$@" >/dev/null 2>&1 && return
        kill -0 "$(<"$home/pid")" 2>/dev/null || break
        sleep 0.05
    done
    echo "does not answer: ${home##*/}" >&2
    cat "$home"/out "$home"/errors >&2 2>/dev/null || true
    return 1
}

start_postgres() {
    local home=$dir/postgres bin
    bin=$(postgres_bin)
    mkdir -p "$home"
    if [ "$(id -u)" = 0 ]; then chown postgres "$home"; fi
    if ! as_postgres test -w "$home"; then
        echo "the user postgres can't get at $home, and PostgreSQL is left out" >&2
        return
    fi
    if [ ! -e "$home/data" ]; then
        as_postgres "$bin/initdb" -D "$home/data" -A trust -U demarche -E UTF8 --locale=C.UTF-8 \
            --no-sync >/dev/null
    fi
    as_postgres "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -s start -o \
        "-k $home -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
    local table
    for table in events ged own; do
        connection "$(section $table)-postgres" $table "$(reading $table)" postgres_client \
            'wrap = "COPY ({sql}) TO STDOUT (FORMAT csv, HEADER)"'
    done
}

start_duckdb() {
    local table
    # A file that is not there can't be opened for reading only.
    duckdb_query "SELECT 1" >/dev/null
    for table in events ged own; do
        connection "$(section $table)-duckdb" $table "$(reading $table)" duckdb_client \
            "wrap = \"COPY ({sql}) TO '/dev/stdout' (FORMAT csv, HEADER)\""
    done
}

# What the connections to a table are called.
section() { if [ "$1" = events ]; then echo gdelt; else echo "$1"; fi; }

# How the rows of a table are read.
reading() {
    case $1 in
        events) echo 'format = "gdelt"' ;;
        ged) echo 'format = "ucdp-ged"' ;;
        own) echo "map = \"$dir/own.toml\"" ;;
    esac
}

# The words of a client's command, one a line. Each reads SQL from its standard input.
clickhouse_client() {
    printf '%s\n' clickhouse-client --host 127.0.0.1 --port "$(<"$dir/clickhouse-1/port")" \
        --readonly 1 --format CSVWithNames
}

postgres_client() {
    printf '%s\n' psql -X -q -v ON_ERROR_STOP=1 -h "$dir/postgres" -U demarche -d postgres
}

# In the order of the table, DuckDB would hold back the rows until it has them all.
duckdb_client() {
    printf '%s\n' "$(duckdb_bin)" -no-init -bail -readonly \
        -cmd 'SET preserve_insertion_order = false' "$dir/history.duckdb"
}

# Adds a connection: its name, the table, how its rows are read, its command, and further lines.
connection() {
    local name=$1 table=$2 how=$3 client=$4
    shift 4
    {
        echo "[$name]"
        echo "command = [$("$client" | sed 's/.*/"&"/' | paste -sd, | sed 's/,/, /g')]"
        echo "table = \"$table\""
        echo "$how"
        for line; do echo "$line"; done
        echo
    } >>"$dir/connections.toml"
}

write_map() {
    cat >"$dir/own.toml" <<'TOML'
[event]
title = "title"
kind = "kind"

[kinds]
meeting = "consult"
strike = "assault"
pledge = "aid"

[when]
start = "date"

[[actors]]
name = { column = "who", split = ";" }
role = "initiator"

[[actors]]
name = { column = "whom", split = ";" }
role = "recipient"

[place]
name = "place"
TOML
}

# ------------------------------------------------------------------------------------------ queries

clickhouse_query() {
    clickhouse-client --host 127.0.0.1 --port "$(<"$dir/clickhouse-$1/port")" --query "$2"
}

postgres_query() {
    local words
    mapfile -t words < <(postgres_client)
    "${words[@]}" -c "$1"
}

duckdb_query() { "$(duckdb_bin)" -no-init -bail "$dir/history.duckdb" -c "$1"; }

# ------------------------------------------------------------------------------------------- tables

# The columns of a table, a line each: its name, and integer, long, float, day or text.
columns() {
    case $1 in
        events)
            names 'const COLUMNS: \[&str; 61\]' "$root/src/ingest/gdelt.rs" | awk '{
                type = "text"
                if (/^(GLOBALEVENTID|DATEADDED)$/) type = "long"
                else if (/^(SQLDATE|MonthYear|Year|IsRootEvent|QuadClass|Num.*|.*Geo_Type)$/) type = "integer"
                else if (/^(FractionDate|GoldsteinScale|AvgTone|.*_Lat|.*_Long)$/) type = "float"
                print $1, type
            }' ;;
        ged)
            names 'const COLUMNS: \[&str; 49\]' "$root/src/ingest/ucdp.rs" | awk '{
                type = "text"
                if (/^(id|year|type_of_violence|.*_dset_id|.*_new_id|number_of_sources|where_prec|priogrid_gid|country_id|event_clarity|date_prec|deaths_.*|best|high|low)$/) type = "integer"
                else if (/^(latitude|longitude)$/) type = "float"
                else if (/^date_(start|end)$/) type = "day"
                print $1, type
            }' ;;
        own) printf '%s\n' 'date day' 'title text' 'who text' 'whom text' 'kind text' 'place text' ;;
        *) echo "there is no table $1: events, ged or own" >&2; exit 2 ;;
    esac
}

# The strings of a list in Rust.
names() {
    awk -v start="$1" -F'"' '$0 ~ start { inside = 1; next } inside && /^];/ { exit } inside { print $2 }' "$2"
}

# The columns as they stand in CREATE TABLE, with the types of an engine: integer, long, float, day
# and text.
typed() {
    columns "$1" | awk -v types="$2" '
        BEGIN { split(types, of, "|"); split("integer long float day text", names, " ")
                for (n in names) type[names[n]] = of[n] }
        { printf "%s%s %s", (NR > 1 ? ", " : ""), $1, type[$2] }'
}

load() {
    local file=$1 table=$2
    columns "$table" >/dev/null
    [ -r "$file" ] || { echo "can't read $file" >&2; exit 2; }
    if [ -e "$dir/clickhouse-1" ] && [ "$table" != ged ]; then "clickhouse_$table" "$file"; fi
    if [ -e "$dir/postgres/data" ]; then
        postgres_query "SET client_min_messages = warning; DROP TABLE IF EXISTS $table"
        postgres_query "CREATE TABLE $table ($(typed "$table" 'integer|bigint|double precision|date|text'))"
        postgres_query "COPY $table FROM STDIN ($(written "$table" "E'\\b'"))" <"$file"
    fi
    if [ -e "$dir/history.duckdb" ]; then
        duckdb_query "CREATE OR REPLACE TABLE $table ($(typed "$table" 'INTEGER|BIGINT|DOUBLE|DATE|VARCHAR'))"
        duckdb_query "COPY $table FROM '$file' ($(written "$table" "''"), AUTO_DETECT false)"
    fi
}

# How the file for a table is written; GDELT has no quotes, which an engine says in its own way.
# What is empty is NULL.
written() {
    if [ "$1" = events ]; then
        echo "FORMAT csv, DELIMITER E'\\t', QUOTE $2, ESCAPE $2"
    else
        echo "FORMAT csv, HEADER true"
    fi
}

# GLOBALEVENTID decides on which server a row is. Numbers without a value are NULL, text is empty.
clickhouse_events() {
    local number
    for number in 1 2; do
        clickhouse_query $number "DROP TABLE IF EXISTS events_here"
        clickhouse_query $number "DROP TABLE IF EXISTS events"
        clickhouse_query $number "CREATE TABLE events_here ($(clickhouse_typed events)) ENGINE = MergeTree ORDER BY (SQLDATE, GLOBALEVENTID)"
        clickhouse_query $number "CREATE TABLE events AS events_here ENGINE = Distributed(both, default, events_here)"
        half $((number - 1)) "$1" | clickhouse_query $number "INSERT INTO events_here FORMAT TabSeparated"
    done
}

clickhouse_own() {
    clickhouse_query 1 "DROP TABLE IF EXISTS own"
    clickhouse_query 1 "CREATE TABLE own ($(clickhouse_typed own)) ENGINE = MergeTree ORDER BY date"
    clickhouse_query 1 "INSERT INTO own FORMAT CSVWithNames" <"$1"
}

# Only a number may be missing, and what the table is ordered by must be there.
clickhouse_typed() {
    typed "$1" 'Nullable(Int32)|Int64|Nullable(Float64)|Date|String' |
        sed 's/SQLDATE Nullable(Int32)/SQLDATE Int32/'
}

# The rows of GDELT whose id is even (0) or odd (1), as ClickHouse reads them: an empty number is \N.
half() {
    columns events | awk -F'\t' -v OFS='\t' -v rest="$1" '
        NR == FNR { split($0, of, " "); if (of[2] != "text") numbers[++count] = NR; next }
        NF != 61 { print FILENAME ":" FNR ": " NF " fields, not 61" >"/dev/stderr"; exit 1 }
        $1 % 2 == rest {
            gsub(/\\/, "&&")
            for (n = 1; n <= count; n++) if ($numbers[n] == "") $numbers[n] = "\\N"
            print
        }' - "$2"
}

# ------------------------------------------------------------------------------------- stop and test

stop() {
    local number home
    for number in 1 2; do
        home=$dir/clickhouse-$number
        if [ -e "$home/pid" ]; then
            end "$(<"$home/pid")" "$home/config.xml"
            rm "$home/pid"
        fi
    done
    if [ -e "$dir/postgres/data/postmaster.pid" ]; then
        as_postgres "$(postgres_bin)/pg_ctl" -D "$dir/postgres/data" -m fast -w -s stop
    fi
}

# Ends a process, if it is the one that was started with these words, and waits until it has ended.
end() {
    local tries
    grep -qsF "$2" "/proc/$1/cmdline" || return 0
    kill "$1"
    for ((tries = 0; tries < 200; tries++)); do
        kill -0 "$1" 2>/dev/null || return 0
        sleep 0.05
    done
    kill -KILL "$1"
}

rows() {
    awk -v count="$1" -f "$root/tests/engines/gdelt.awk" \
        "$root"/data/codes/{countries,cameo-actors,cameo-events}.tsv
}

# What every connection counts, through its command as demarche runs it, beside what was loaded.
check() {
    local name='' line words=() table='' wrap='' expected counted failed=0
    while read -r line; do
        case $line in
            '['*) name=${line//[\[\]]/} wrap='{sql}' ;;
            command*) mapfile -t words < <(grep -o '"[^"]*"' <<<"$line" | tr -d '"') ;;
            table*) table=${line#*\"} table=${table%\"} ;;
            wrap*) wrap=${line#*\"} wrap=${wrap%\"} ;;
            '')
                expected=$(<"$dir/rows-of-$table")
                counted=$(echo "${wrap/\{sql\}/SELECT COUNT(*) FROM $table};" | "${words[@]}" | tail -n +2) || true
                if [ "$counted" = "$expected" ]; then
                    echo "$name: $counted rows"
                else
                    echo "$name: ${counted:-no answer} instead of $expected rows" >&2
                    failed=1
                fi ;;
        esac
    done <"$dir/connections.toml"
    return $failed
}

test_all() {
    install
    dir=$(mktemp -d)
    trap 'stop; rm -rf "$dir"' EXIT
    start
    rows 20000 >"$dir/gdelt.tsv"
    cp "$root/data/formats/ucdp-ged/good/current.csv" "$dir/ged.csv"
    cat >"$dir/own.csv" <<'CSV'
date,title,who,whom,kind,place
2015-08-13,Khoja meets Lavrov,Khaled Khoja,Sergei Lavrov,meeting,Moscow
2015-08-14,"Talks, continued",Khaled Khoja;Michel Kilo,Sergei Lavrov,meeting,Moscow
2015-08-16,Strike on a market,,,strike,Douma
2015-08-20,Pledge of aid,Norway,,pledge,
CSV
    load_counted events gdelt.tsv 20000
    load_counted ged ged.csv 9
    load_counted own own.csv 4
    check
    cd "$root"
    DEMARCHE_ENGINES=$dir cargo test --locked --test engines -- --ignored
}

# Loads a file of so many rows.
load_counted() {
    echo "$3" >"$dir/rows-of-$1"
    load "$dir/$2" "$1"
}

[ $# -gt 0 ] || usage
action=$1
shift
case $action:$# in
    install:0) install ;;
    rows:1) rows "$1" ;;
    test:0) test_all ;;
    start:1 | stop:1 | load:3)
        mkdir -p "$1"
        dir=$(cd "$1" && pwd)
        shift
        "$action" "$@" ;;
    *) usage ;;
esac
