#!/usr/bin/env bash
# Measures demarche beside its peers on the same big files, and prints how many times as long each
# of them takes: benches/peers.sh [ROWS]
#
# The files are made of the fixtures: their rows again and again, with other ids and days. A peer
# that is not installed is named and left out: DuckDB (its Python package), csvlens, VisiData (vd)
# and xan.
set -eu
cd "$(dirname "$0")/.."
cargo build --release --quiet
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
command -v python3 >/dev/null || { echo "python3 is missing: it makes the files and takes the times" >&2; exit 2; }

python3 - "$folder" "${1:-400000}" target/release/demarche <<'PYTHON'
import csv, datetime, fcntl, os, pty, re, select, shutil, signal, struct, sys, termios, time
from itertools import cycle, islice

folder, count, program = sys.argv[1], int(sys.argv[2]), sys.argv[3]
RUNS = 3
# Found nowhere else on a screen.
FIRST_ID = 70_000_001


def shifted(day, days, form):
    """The day so many days later, unless the fixture has no day there."""
    try:
        return (datetime.datetime.strptime(day[:10], form) + datetime.timedelta(days)).strftime(form)
    except (ValueError, OverflowError):
        return day


def make(fixture, name, delimiter, header, id_column, day_columns, form):
    """A file with so many rows as the fixture has, again and again."""
    quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    dialect = dict(delimiter=delimiter, quoting=quoting, quotechar=None if delimiter == "\t" else '"')
    with open(fixture, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, **dialect))
    head = [rows.pop(0)] if header else []
    width = max(map(len, rows))
    rows = [row for row in rows if len(row) == width]
    place = head[0].index if header else int
    id_column, day_columns = place(id_column), [place(column) for column in day_columns]
    path = os.path.join(folder, name)
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n", **dialect)
        writer.writerows(head)
        for number, row in enumerate(islice(cycle(rows), count)):
            row = list(row)
            row[id_column] = str(FIRST_ID + number)
            for column in day_columns:
                row[column] = shifted(row[column], number % 9000, form)
            writer.writerow(row)
    return path


def run(command):
    """The seconds that a command takes, and the most memory that it has, in MiB."""
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
    ])
    _, status, usage = os.wait4(child, 0)
    if status > 256:  # 1 says only that nothing matched.
        return None
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def first_frame(command, pattern, patience=20):
    """The seconds until a pattern stands in the terminal, and the most memory until then, in MiB."""
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        os.environ["TERM"] = "xterm-256color"
        os.execvp(command[0], command)
    seen, spent = b"", None
    while spent is None and time.perf_counter() - start < patience:
        if not select.select([terminal], [], [], 0.01)[0]:
            continue
        try:
            data = os.read(terminal, 1 << 16)
        except OSError:
            break
        if b"\x1b[6n" in data:  # Where is the cursor?
            os.write(terminal, b"\x1b[1;1R")
        seen += data
        # Blanks are often moves of the cursor.
        if re.search(pattern, re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b" ", seen)):
            spent = time.perf_counter() - start
    os.kill(child, signal.SIGKILL)
    _, _, usage = os.wait4(child, 0)
    os.close(terminal)
    return spent and (spent, usage.ru_maxrss / 1024)


def best(measure):
    """The fastest of some runs; none if one failed."""
    runs = [measure() for _ in range(RUNS)]
    return None if None in runs else min(runs)


def duckdb(statement):
    return lambda path, header, delimiter: [sys.executable, "-c", "\n".join([
        "import duckdb",
        f"duckdb.sql('''CREATE TABLE t AS FROM read_csv('{path}', all_varchar=true, header={header}, delim='{delimiter}')''')",
        f"duckdb.sql({statement!r}).fetchall()",
    ])]


def report(title, ours, peers):
    """A line for each program, with the ratio to ours."""
    print(f"\n{title}")
    own = best(ours)
    if own is None:
        print("  demarche    failed")
        return
    print(f"  {'demarche':10}  {own[0]:8.3f} s  {own[1]:7.0f} MiB")
    for name, measure in peers:
        found = best(measure)
        if found is None:
            print(f"  {name:10}  failed, or never showed it")
        else:
            print(f"  {name:10}  {found[0]:8.3f} s  {found[1]:7.0f} MiB  {found[0] / own[0]:6.1f} times as long")


installed = {name for name in ("csvlens", "vd", "xan") if shutil.which(name)}
try:
    import duckdb as _
    installed.add("duckdb")
except ImportError:
    pass
for name in ("duckdb", "csvlens", "vd", "xan"):
    if name not in installed:
        print(f"{name} is not installed and left out")

fixtures = "data/formats"
files = [
    # A name, its file, how it is written, the column of an actor.
    ("UCDP GED", make(f"{fixtures}/ucdp-ged/good/current.csv", "ged.csv", ",", True, "id", ["date_start", "date_end"], "%Y-%m-%d"), ",", True, "side_a"),
    ("GDELT 2.0", make(f"{fixtures}/gdelt/good/widths.CSV", "gdelt.tsv", "\t", False, 0, [1], "%Y%m%d"), "\t", False, 5),
]
for name, path, delimiter, header, column in files:
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.reader(file, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if header else csv.QUOTE_NONE)
        number = next(rows).index(column) if header else column
        actor = next(row[number] for row in rows if row[number])
    print(f"\n## {name}: {count} rows, {os.path.getsize(path) / 1e6:.0f} MB")
    of_duckdb = [path, str(header).lower(), "\\t" if delimiter == "\t" else delimiter]
    key = f'"{column}"' if header else f"column{number:02}"

    def peers(commands):
        return [(peer, lambda command=command: run(command)) for peer, command in commands if peer in installed]

    report("loaded", lambda: run([program, "stats", path]), peers([
        ("duckdb", duckdb("SELECT count(*) FROM t")(*of_duckdb)),
        ("vd", ["vd", "-b", "-f", "csv" if header else "tsv", path]),
        ("xan", ["xan", "count", "-d", delimiter, path]),
    ]))
    report("loaded and filtered by an actor", lambda: run([program, "query", f'actor:"{actor}"', path, "-o", "csv"]), peers([
        ("duckdb", duckdb(f"SELECT * FROM t WHERE {key} = '{actor.replace(chr(39), chr(39) * 2)}'")(*of_duckdb)),
        ("xan", ["xan", "search", "-d", delimiter, "-s", str(number), "-e", actor, path]),
    ]))
    shown = [(peer, ["csvlens", "-d", delimiter, path] if peer == "csvlens" else ["vd", "-f", "csv" if header else "tsv", path])
             for peer in ("csvlens", "vd") if peer in installed]
    report("first screen with events on it",
           lambda: first_frame([program, path], rb"[0-9]\s+shown\s"),
           [(peer, lambda command=command: first_frame(command, str(FIRST_ID).encode())) for peer, command in shown])
PYTHON
