#!/usr/bin/env bash
# Opens exported pages in a headless Chromium: no script of a file runs, nothing is refused by the
# page's own policy, everything is there without a script, and the choice of an actor works.
#
#   tests/page.sh [DEMARCHE]     with Chromium and Python 3, else it says that it could not run
#
# DEMARCHE is the program, target/debug/demarche unless it is named.
set -eu
cd "$(dirname "$0")/.."
demarche=${1:-${CARGO_TARGET_DIR:-target}/debug/demarche}

chromium=
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" > /dev/null; then
        chromium=$(command -v "$name")
        break
    fi
done
if [ -z "$chromium" ] && [ "${CI:-}" = true ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    # Where this is allowed and there is a network; else the pages are not opened.
    { timeout 60 apt-get update && DEBIAN_FRONTEND=noninteractive timeout 300 apt-get install -y chromium
    } > /dev/null 2>&1 || true
    chromium=$(command -v chromium || true)
fi
if [ -z "$chromium" ] || ! command -v python3 > /dev/null; then
    echo "tests/page.sh: not run, for want of Chromium or Python 3: no page was opened"
    exit 0
fi

folder=$(mktemp -d)
# The browser may still be leaving its profile.
trap 'rm -rf "$folder" 2> /dev/null || { sleep 1; rm -rf "$folder"; }' EXIT
"$demarche" export -o html > "$folder/talks.html"
cat > "$folder/hostile.json" << 'JSON'
{"format": "demarche-timeline", "version": 1,
 "title": "</title></style><script>alert(1)</script><img src=x onerror='alert(2)'>",
 "sources": [{"id": "s", "title": "<svg onload=alert(3)>", "url": "javascript:alert(4)"},
             {"id": "t", "title": "T", "url": "https://example.org/\"onmouseover=alert(5) x=\""},
             {"id": "u", "title": "U", "url": "https://example.org/'><script>alert(6)</script>"}],
 "actors": [{"id": "a", "name": "\"><script>alert(7)</script>"}, {"id": "b", "name": "B"}],
 "events": [{"id": "e", "title": "<script>alert(8)</script>", "when": "2015-08-13",
   "actors": [{"actor": "a", "role": "initiator"}, {"actor": "b", "role": "recipient"}],
   "evidence": [{"source": "s", "quote": "<iframe src=javascript:alert(9)>"}, {"source": "t"},
                {"source": "u"}]}]}
JSON
"$demarche" export "$folder/hostile.json" -o html > "$folder/hostile.html" 2> /dev/null

timeout 120 python3 - "$chromium" "$folder" << 'PYTHON'
import json, os, subprocess, sys

chromium, folder = sys.argv[1:]


class Browser:
    """Chromium's protocol over two pipes: a JSON message, then a zero byte."""

    def __init__(self):
        to_browser, self.write = os.pipe()
        self.read, from_browser = os.pipe()
        # Its ends are the descriptors 3 and 4.
        command = f"exec 3<&{to_browser} 4>&{from_browser}; exec \"$@\""
        self.process = subprocess.Popen(
            ["bash", "-c", command, "bash", chromium, "--headless", "--no-sandbox",
             "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={folder}/profile"],
            pass_fds=[to_browser, from_browser], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.rest, self.number, self.events, self.session = b"", 0, [], None

    def message(self):
        while b"\0" not in self.rest:
            part = os.read(self.read, 1 << 16)
            if not part:
                sys.exit("tests/page.sh: Chromium has ended")
            self.rest += part
        text, self.rest = self.rest.split(b"\0", 1)
        message = json.loads(text)
        if message.get("method") == "Page.javascriptDialogOpening":
            sys.exit(f"tests/page.sh: a script of a file runs: {message['params']}")
        return message

    def call(self, method, **params):
        self.number += 1
        call = {"id": self.number, "method": method, "params": params}
        if self.session:
            call["sessionId"] = self.session
        os.write(self.write, json.dumps(call).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message:
                    sys.exit(f"tests/page.sh: {method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def open(self, name):
        self.session = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self.session, self.events = session["sessionId"], []
        for domain in ["Page", "Runtime", "Log"]:
            self.call(f"{domain}.enable")

    def go(self, name):
        self.call("Page.navigate", url=f"file://{folder}/{name}")
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.message())

    def ask(self, script):
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in result:
            sys.exit(f"tests/page.sh: {script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def complaints(self):
        wrong = {"Runtime.exceptionThrown", "Log.entryAdded"}
        return [event for event in self.events if event.get("method") in wrong]


failed = 0


def check(what, found, expected):
    global failed
    if found != expected:
        failed += 1
        print(f"tests/page.sh: {what}: expected {expected!r}, found {found!r}")


SHOWN = "document.querySelectorAll('article:not([hidden])').length"
browser = Browser()

browser.open("talks.html")
browser.go("talks.html")
check("complaints", browser.complaints(), [])
check("events", browser.ask(SHOWN), 12)
check("days", browser.ask("document.querySelectorAll('section.day').length"), 5)
check("quotations", browser.ask("document.querySelectorAll('blockquote').length"), 6)
check("language", browser.ask("document.documentElement.lang"), "en")
check("choice", browser.ask("getComputedStyle(document.getElementById('filter')).display"), "block")
choose = """{
  const choice = document.getElementById("actor");
  choice.value = Array.from(choice.options).find(it => it.text.startsWith(NAME)).value;
  choice.dispatchEvent(new Event("change"));
}"""
browser.ask(choose.replace("NAME", '"Khaled Khoja (2)"'))
check("events of Khoja", browser.ask(SHOWN), 2)
check("days of Khoja",
      browser.ask("document.querySelectorAll('section.day:not([hidden])').length"), 1)
check("count", browser.ask("document.getElementById('count').textContent"),
      "2 of 12 events on this page")
browser.ask(choose.replace("NAME", '"all"'))
check("events of all", browser.ask(SHOWN), 12)
check("links of the drawing lead to events", browser.ask(
    "Array.from(document.querySelectorAll('svg a')).every(a => "
    "document.querySelector('article' + a.getAttribute('href')))"), True)
ground = "getComputedStyle(document.body).backgroundColor"
light = browser.ask(ground)
browser.call("Emulation.setEmulatedMedia",
             features=[{"name": "prefers-color-scheme", "value": "dark"}])
check("dark is another colour", browser.ask(ground) != light, True)
browser.call("Emulation.setEmulatedMedia", media="print", features=[])
check("no choice on paper",
      browser.ask("getComputedStyle(document.getElementById('filter')).display"), "none")
check("complaints", browser.complaints(), [])

browser.open("talks.html")
browser.call("Emulation.setScriptExecutionDisabled", value=True)
browser.go("talks.html")
document = browser.call("DOM.getDocument")["root"]["nodeId"]


def found(selector):
    return len(browser.call("DOM.querySelectorAll", nodeId=document, selector=selector)["nodeIds"])


check("events without a script", found("article:not([hidden])"), 12)
check("no choice without a script", found("form[hidden]"), 1)

browser.open("hostile.html")
browser.go("hostile.html")
check("complaints of a hostile page", browser.complaints(), [])
check("scripts of a hostile page", browser.ask("document.scripts.length"), 1)
check("strangers in a hostile page",
      browser.ask("document.querySelectorAll('img, iframe, [onload], [onerror], [onmouseover]').length"), 0)
check("addresses of a hostile page", browser.ask(
    "Array.from(document.querySelectorAll('a[href]')).every(a => "
    "a.getAttribute('href').startsWith('#') || a.href.startsWith('https://'))"), True)
check("an event of a hostile page", browser.ask(SHOWN), 1)

browser.session = None
browser.call("Browser.close")
browser.process.wait(timeout=30)
if failed:
    sys.exit(f"tests/page.sh: {failed} checks failed")
print("tests/page.sh: pages opened in Chromium, all checks passed")
PYTHON
