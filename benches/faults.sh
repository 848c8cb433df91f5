#!/usr/bin/env bash
# Tries bad inputs on the release build and prints how many it survives:
# benches/faults.sh [COUNT [FOLDER]]
#
# First COUNT mutated files (50,000), of the fixtures and of the samples in FOLDER and the folders
# in it; SEED is the first seed (0). Then large ones of two sizes each: the time of the second is at
# most about twice that of the first where the work is linear. None may panic, take more than 2 s
# (a mutated file) or 20 s of the processor (a large one), or more than 1 GB.
set -eu
count=${1:-50000}
[ $# -lt 2 ] || FAULTS_FOLDER=$(realpath "$2") && export FAULTS_FOLDER
cd "$(dirname "$0")/.."
FAULTS=$count FAULTS_FROM=${SEED:-0} cargo test --release --quiet --test faults -- \
    --nocapture mutated_files_do_no_harm | grep samples
cargo build --release --quiet
program=$(realpath "${CARGO_TARGET_DIR:-target}")/release/demarche
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export DEMARCHE_CONFIG_DIR=$folder/config

tried=0 survived=0
prose='They met in Geneva on Friday in the hotel by the lake, a mediator said. '
# times COUNT TEXT: the text so often.
times() { yes "$2" 2>/dev/null | head -n "$1" | tr -d '\n'; }
# try NAME ENDING SIZE FUNCTION: the file that the function writes for the size and for twice it.
try() {
    local seconds=() size rc used
    for size in "$3" $((2 * $3)); do
        "$4" "$size" >"$folder/it.$2"
        rc=0
        used=$( (ulimit -v 4000000; /usr/bin/time -f '%U %M' timeout 60 "$program" check \
            "$folder/it.$2" >/dev/null 2>"$folder/said") 2>&1; tail -1 "$folder/said") || rc=$?
        tried=$((tried + 1))
        seconds+=("${used% *} s, $((${used#* } / 1024)) MB")
        if ! grep -qE 'panicked|Command terminated|memory allocation' "$folder/said" &&
            awk -v t="${used% *}" -v m="${used#* }" 'BEGIN { exit !(t < 20 && m < 1048576) }'; then
            survived=$((survived + 1))
        else
            seconds+=("FAILED")
        fi
    done
    printf '%-34s %9s %s\n' "$1" "$3" "$(IFS=';'; echo "${seconds[*]}" | sed 's/;/; /g')"
}

html() { echo "<html><body>"; "$@"; echo "deep words</body></html>"; }
article() { times 100 "$prose"; echo; "$@"; echo; }
text_file() { printf '{"format": "demarche-timeline", "version": 1, "sources": ['; "$@"; printf '{"id": "z"}]}'; }
of() { eval "it() { $1; }"; }

of 'article times $1 "The envoys met in Geneva and "';  try "a sentence without an end" txt 40000 it
of 'article times $1 "the U.S. admits "';               try "the U.S. admits" txt 10000 it
of 'article times $1 "people killed "';                 try "people killed" txt 10000 it
of 'article times $1 "! "';                             try "marks that end nothing" txt 100000 it
of 'article times $1 "... \" "';                        try "quotation marks" txt 50000 it
of 'article times $1 "Mr. "';                           try "abbreviations" txt 100000 it
of 'article times $1 "(the "';                          try "open brackets" txt 100000 it
of 'article times $1 "\"said he, "';                    try "open quotations" txt 40000 it
of 'article times $1 "he said that "';                  try "speech in speech" txt 40000 it
of 'article times $1 "Iran and "';                      try "names joined" txt 60000 it
of 'article times $1 "on 3 August "';                   try "dates" txt 40000 it
of 'article times $1 "a b "';                           try "words of one letter" txt 100000 it
of 'article times $1 "x"';                              try "one long word" txt 1000000 it
for tag in div ul li article blockquote p b table tr select svg x-y 'font color=1' 'a href=x' \
    'div><table></div' 'b><div></b' 'svg><tr' 'ul><li' 'p><font size=3' '!--' 'script'; do
    of "html times \$1 '<$tag>x'"
    try "<$tag>" html 50000 it
done
of 'html; printf "<p "; times $1 "a=1 "; echo ">"';     try "attributes of one kind" html 50000 it
of 'html; printf "<p "; seq -f "a%g=1" $1; echo ">"';   try "attributes" html 50000 it
of 'text_file seq -f "{\"id\": \"s%g\", \"derived_from\": [\"s1\"]}," $1'
try "sources derived from one" json 10000 it
of 'text_file seq -f "{\"id\": \"s%g\", \"text\": \"The envoys met.\"}," $1'
try "sources with texts" json 10000 it
echo "$tried large files tried, $survived survived"
[ "$tried" = "$survived" ]
