# Writes made-up rows of GDELT 2.0, the same on every run: awk -v count=N -f gdelt.awk FOLDER/*.tsv,
# with the tables of countries, actors' codes and events in data/codes.
#
# What is frequent is as in the real thing: few actors act in most rows, many in few, a third of the
# rows name only one, and one in eight has no place. The days are those from 1979 to 2018.

BEGIN { FS = OFS = "\t"; seed = 20150813; states = roles = acts = 0 }

FNR == 1 { next }

FILENAME ~ /countries/ {
    state[states] = $3 == "" ? $1 : $3; country[states] = $2; fips[states] = $4; states++
}
FILENAME ~ /cameo-actors/ && $1 == "role" { role[roles] = $2; means[roles] = $3; roles++ }
FILENAME ~ /cameo-events/ && length($1) > 2 { act[acts++] = $1 }

END {
    split("5 7 7 7 8 8 9 10", weights, " ")
    split("31 28 31 30 31 30 31 31 30 31 30 31", length_of, " ")
    for (id = 1; id <= count; id++) write()
}

# A number from 0 to below `end`. All products are exact in doubles.
function below(end) {
    seed = (seed * 16807) % 2147483647
    return int(seed / 2147483647 * end)
}

# The same, small ones far more often than large ones.
function skewed(end,   number) {
    number = int((end + 1) ^ (below(1000000) / 1000000)) - 1
    return number < end ? number : end - 1
}

# Code, name, country and the seven more codes of the actor with a number: first the countries, then
# their people by role, of whom some have names.
function actor(number,   of, as) {
    of = (number * 7) % states
    if (number < states) return state[of] OFS toupper(country[of]) OFS state[of] OFS OFS OFS OFS OFS OFS OFS
    as = int(number / states) % roles
    return state[of] role[as] OFS \
        (number % 3 ? toupper(number % 2 ? country[of] : means[as]) : "PERSON " number) \
        OFS state[of] OFS OFS OFS OFS OFS role[as] OFS OFS
}

# Type, name, country, two more codes, latitude, longitude and feature of a place.
function place(number,   of) {
    of = (number * 11) % states
    if (number < states) return 1 OFS country[of] OFS fips[of] OFS fips[of] OFS OFS \
        number % 60 OFS number % 170 OFS fips[of]
    return 4 OFS "Town " number ", " country[of] OFS fips[of] OFS fips[of] sprintf("%02d", number % 30) OFS \
        number * 3 OFS number % 60 + number % 100 / 100 OFS number % 170 - number % 10 / 10 OFS "-" number
}

function write(   year, month, day, code, root, quad, nobody, nowhere, two, where, added, score) {
    year = 1979 + below(40)
    month = 1 + below(12)
    day = 1 + below(length_of[month])
    code = act[skewed(acts)]
    root = substr(code, 1, 2)
    quad = root < "06" ? 1 : root < "09" ? 2 : root < "14" ? 3 : 4
    nobody = OFS OFS OFS OFS OFS OFS OFS OFS OFS
    nowhere = 0 OFS OFS OFS OFS OFS OFS OFS
    two = below(3) > 0
    where = below(8) > 0 ? place(skewed(4000)) : nowhere
    score = 10 - 20 * quad / 4
    added = sprintf("%04d%02d%02d%02d%02d00", year, month, day, below(24), below(4) * 15)
    print 400000000 + id, sprintf("%04d%02d%02d", year, month, day), sprintf("%04d%02d", year, month), \
        year, sprintf("%.4f", year + (month * 30 + day - 30) / 366), \
        actor(skewed(20000)), two ? actor(skewed(20000)) : nobody, \
        below(2), code, substr(code, 1, 3), root, quad, below(50) ? sprintf("%.1f", score) : "", \
        1 + skewed(60), 1 + skewed(5), 1 + skewed(40), sprintf("%.4f", below(200000) / 10000 - 10), \
        where, two ? where : nowhere, where, added, \
        "https://news" skewed(800) ".example/" year "/" id
}
