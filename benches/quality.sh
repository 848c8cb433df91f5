#!/usr/bin/env bash
# Scores the extractor on annotated corpora and prints a table beside the goals:
# benches/quality.sh CORPORA SCORERS
#
# CORPORA holds a folder a corpus with docs.jsonl ({"id","dct","text"} a line) and its gold file;
# SCORERS the scorers score_sents.py, score_timex.py, score_quotes.py, score_events.py and
# score_event_dates.py, score_timeline.py. A corpus that is not there is named and left out;
# news-events-last, which nobody may tune on, is scored only with LAST=1.
set -eu
[ $# = 2 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
corpora=$(realpath "$1") scorers=$(realpath "$2")
cd "$(dirname "$0")/.."
cargo build --release --quiet
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# score CORPUS SCORER GOLD [ARGUMENT...]: what the scorer says of the corpus.
score() {
    local corpus=$1 scorer=$2 gold=$3
    shift 3
    [ -e "$corpora/$corpus/docs.jsonl" ] || { echo "$corpus is missing" >&2; return 0; }
    [ -e "$out/$corpus" ] ||
        target/release/demarche extract --jsonl "$corpora/$corpus/docs.jsonl" -o annotations >"$out/$corpus"
    python3 "$scorers/$scorer" "$corpora/$corpus/$gold" "$out/$corpus" "$@"
}
docs() { echo --docs "$corpora/$1/docs.jsonl" --unit byte; }
row() { printf '%-22s %-40s %10s %10s\n' "$@"; }
# number TEXT PATTERN: the first number behind the pattern.
number() { sed -nE "s/.*$2 *([0-9.]+).*/\1/p" <<<"$1" | head -1; }
line() { sed -n "/^$2/p" <<<"$1"; }

row corpus measure here goal
row ------ ------- ---- ----
# shellcheck disable=SC2046 # the arguments of docs are words of their own
{
    s=$(score sentences-ewt score_sents.py gold_sents.jsonl $(docs sentences-ewt))
    [ -z "$s" ] || row sentences-ewt "sentence boundaries, F1" "$(number "$s" F1)" "98.5 / 97"
    s=$(score timebank-dev score_timex.py gold.jsonl $(docs timebank-dev))
    [ -z "$s" ] || {
        row timebank-dev "time expressions, relaxed F1" "$(number "$(line "$s" relaxed)" F1)" 92
        row timebank-dev "time expressions, strict F1" "$(number "$(line "$s" strict)" F1)" 85
        row timebank-dev "time expressions, value F1" "$(number "$(line "$s" 'value ')" F1)" "80 / 75"
    }
    for corpus in polnear-dev polnear-train; do
        s=$(score $corpus score_quotes.py gold.jsonl $(docs $corpus))
        [ -z "$s" ] || {
            row $corpus "quotation marks covered" "$(number "$s" covered)" 99.5
            row $corpus "right speaker, overlap" "$(number "$s" 'end-to-end: overlap')" 88
            row $corpus "right speaker, IoU of a half" "$(number "$s" 'IoU>=.5')" 78
            grep '"kind":"indirect"' "$out/$corpus" >/dev/null && python3 - "$out/$corpus" >"$out/$corpus.indirect" <<'PYTHON'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    document = json.loads(line)
    document["quotes"] = [it for it in document["quotes"] if it["kind"] == "indirect"]
    print(json.dumps(document))
PYTHON
            s=$(python3 "$scorers/score_quotes.py" "$corpora/$corpus/gold.jsonl" "$out/$corpus.indirect" --kinds indirect $(docs $corpus))
            row $corpus "indirect statements, overlap F1" "$(number "$(line "$s" content_overlap)" F1)" 65
            row $corpus "indirect statements, overlap precision" "$(number "$(line "$s" content_overlap)" P)" 90
        }
    done
    for corpus in plv-train plover-gsr; do
        s=$(score $corpus score_events.py gold.jsonl --mode root)
        [ -z "$s" ] || {
            row $corpus "event kind, accuracy" "$(number "$s" 'accuracy\(all\)')" 74
            row $corpus "event kind, macro-F1" "$(number "$s" macroF1)" 70
        }
    done
    s=$(score wikinews-timelines score_event_dates.py gold_timelines.jsonl $(docs wikinews-timelines))
    [ -z "$s" ] || {
        row wikinews-timelines "event date exact" "$(number "$s" 'exact date')" 70
        row wikinews-timelines "undated left undated" "$(number "$s" 'no date given')" 50
    }
}

# Whole timelines, against those written by hand.
for reports in "$corpora"/news-events{,-last} data/model/reports/{seen,unseen,fresh,other,other-fresh}; do
    [ -e "$reports" ] && [ "${reports%-last}" = "$reports" -o -n "${LAST:-}" ] || continue
    echo
    echo "$reports:"
    python3 "$scorers/score_timeline.py" target/release/demarche "$reports" | sed -n '/^events, right day/,$p'
done

# Throughput: the largest corpus five times, on one core, with reading and writing JSON.
largest=$(ls -S "$corpora"/*/docs.jsonl | head -1)
for _ in $(seq 5); do cat "$largest"; done >"$out/many.jsonl"
RAYON_NUM_THREADS=1 python3 - "$out/many.jsonl" <<'PYTHON'
import json, subprocess, sys, time

texts = sum(len(json.loads(line)["text"].encode()) for line in open(sys.argv[1], encoding="utf-8"))
start = time.perf_counter()
subprocess.run(["target/release/demarche", "extract", "--jsonl", sys.argv[1], "-o", "annotations"], stdout=subprocess.DEVNULL, check=True)
seconds = time.perf_counter() - start
print(f"{'all':22} {'throughput on one core, MB/s':40} {texts / 1e6 / seconds:10.1f} {10:>10}")
PYTHON
