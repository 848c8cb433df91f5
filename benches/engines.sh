#!/usr/bin/env bash
# How long a big history takes to answer, by what demarche asks of it: benches/engines.sh DIR [MILLIONS]
#
# Fills two ClickHouse servers with so many million rows of GDELT (20), half of them each, and asks
# them through the client. 200,000 rows are made and copied inside the servers, each copy on days
# and with an address of its own. They stay in DIR until `tests/engines.sh stop DIR`.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || { sed -n '2,/^set /s/^# \{0,1\}//p' "$0" >&2; exit 2; }
dir=$1
copies=$((${2:-20} * 5))
made=200000

tests/engines.sh install
tests/engines.sh start "$dir"
dir=$(cd "$dir" && pwd)
[ -e "$dir/clickhouse-1" ] || { echo "ClickHouse is missing" >&2; exit 2; }

client() {
    local port
    port=$(<"$dir/clickhouse-$1/port")
    shift
    clickhouse-client --host 127.0.0.1 --port "$port" "$@"
}

# What the columns of a copy are; of the others they are the same.
copied() {
    client 1 --query "DESCRIBE TABLE events" | cut -f1 | sed '
        s/^GLOBALEVENTID$/id/
        s/^SQLDATE$/toYYYYMMDD(day)/
        s/^MonthYear$/toYYYYMM(day)/
        s/^Year$/toYear(day)/
        s/^FractionDate$/round(toYear(day) + toDayOfYear(day) \/ 366, 4)/
        s/^DATEADDED$/toYYYYMMDDhhmmss(toDateTime(day))/
        s/^SOURCEURL$/concat(SOURCEURL, '"'-', toString(copy_number)"')/' | paste -sd,
}

if [ "$(client 1 --query "SELECT count() FROM events" 2>/dev/null)" != $((made * copies)) ]; then
    tests/engines.sh rows "$made" >"$dir/gdelt.tsv"
    tests/engines.sh load "$dir" "$dir/gdelt.tsv" events
    SECONDS=0
    fillers=()
    for number in 1 2; do
        # A copy has an id of the same parity, for it decides on the server.
        client $number --query "
            INSERT INTO events_here SELECT $(copied) FROM (
                SELECT *, copy + 1 AS copy_number, GLOBALEVENTID + 1000000 * copy_number AS id,
                    toDate('1979-01-01') + intHash32(id) % 14610 AS day
                FROM events_here ARRAY JOIN range($((copies - 1))) AS copy
            )" &
        fillers+=($!)
    done
    wait "${fillers[0]}"
    wait "${fillers[1]}"
    echo "copied $((copies - 1)) times in $SECONDS s"
fi
# What has been merged is still on disk for some minutes.
for number in 1 2; do
    client $number --query "
        SELECT sum(rows), 'rows in', formatReadableSize(sum(bytes_on_disk)), 'on server $number'
        FROM system.parts WHERE active AND table = 'events_here'"
done

# The best of three runs of a statement through the client.
ask() {
    local run start best=999999 spent lines
    for run in 1 2 3; do
        start=$(date +%s%N)
        lines=$(echo "$2;" | client 1 --readonly 1 --format CSVWithNames | wc -l)
        spent=$((($(date +%s%N) - start) / 1000000))
        [ "$spent" -lt "$best" ] && best=$spent
    done
    printf '%6d ms %8d rows  %s\n' "$best" $((lines - 1)) "$1"
}

actors="Actor1Code, Actor1Name, Actor2Code, Actor2Name"
read_columns="GLOBALEVENTID, SQLDATE, $actors, EventCode, EventRootCode, QuadClass, ActionGeo_Type, ActionGeo_FullName, ActionGeo_CountryCode, ActionGeo_Lat, ActionGeo_Long, DATEADDED, SOURCEURL"
dyad="Actor1Code = 'AUS' AND Actor2Code = 'ARE'"
ask "how many" "SELECT COUNT(*) FROM events"
ask "by day" "SELECT SQLDATE, COUNT(*) FROM events GROUP BY SQLDATE"
ask "by actors" "SELECT $actors, COUNT(*) FROM events GROUP BY $actors"
ask "by initiator" "SELECT Actor1Code, Actor1Name, COUNT(*) FROM events GROUP BY Actor1Code, Actor1Name"
ask "by code" "SELECT EventCode, COUNT(*) FROM events GROUP BY EventCode"
ask "by country" "SELECT ActionGeo_CountryCode, COUNT(*) FROM events GROUP BY ActionGeo_CountryCode"
ask "a dyad: how many" "SELECT COUNT(*) FROM events WHERE $dyad"
ask "a dyad: by day" "SELECT SQLDATE, COUNT(*) FROM events WHERE $dyad GROUP BY SQLDATE"
ask "a dyad: rows" "SELECT $read_columns FROM events WHERE $dyad"
ask "a year: how many" "SELECT COUNT(*) FROM events WHERE SQLDATE BETWEEN 20140101 AND 20141231"
ask "a year: rows" "SELECT $read_columns FROM events WHERE SQLDATE BETWEEN 20140101 AND 20141231"
ask "a row by id" "SELECT * FROM events WHERE GLOBALEVENTID = 400000001"
