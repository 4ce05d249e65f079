"""The two browsers behind one small interface, so that each test is written only once.

Chromium is driven by Playwright; Firefox as it is installed, with an empty profile, by WebDriver BiDi itself
(Playwright drives only a Firefox of its own).
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import ExitStack
from copy import copy
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Playwright
from websockets.sync.client import ClientConnection, connect

# Violations of the page's own policy are events; they are kept where a test can read them.
WATCH = """
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""
# WebDriver's code points for keys without a letter.
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "ArrowDown": "\ue015", "ArrowUp": "\ue013"}
KEYS |= {"Space": " ", "End": "\ue010", "Home": "\ue011", "Control": "\ue009"}


def _page(url: str) -> str:
    """What of an address names the page: going from one place of a page to another would not load it anew."""
    return url.partition("#")[0]


class Browser(ABC):
    """One window of one browser."""

    name: str
    requests: list[str]
    """Address of every request since the window was opened."""
    errors: list[str]
    """Errors that the console shows."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to an address and wait until the page is loaded and its deferred scripts have run."""

    @abstractmethod
    def run(self, expression: str) -> Any:
        """Value of a JavaScript expression (a promise is awaited), as JSON can say it."""

    @abstractmethod
    def key(self, *names: str) -> None:
        """Press keys one after another; `Control+v` holds the first."""

    @abstractmethod
    def click(self, selector: str) -> None:
        """Click in the middle of the first element, scrolled into view."""

    @abstractmethod
    def hover(self, selector: str) -> None:
        """Point at the middle of the first element."""

    @abstractmethod
    def size(self, width: int, height: int) -> None:
        """Size of the page's window in CSS pixels."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    def wait(self, expression: str, seconds: float = 30, pause: float = 0.05) -> None:
        """Wait until a JavaScript expression holds; raise AssertionError where it does not in time, which is long: a
        machine may have other work."""
        end = time.monotonic() + seconds
        while not self.holds(expression):
            assert time.monotonic() < end, f"{self.name} at {self.run('location.href')}: never so: {expression}"
            time.sleep(pause)

    def holds(self, expression: str) -> bool:
        """Whether a JavaScript expression holds now; not while the page gives way to another."""
        return bool(self.run(f"Boolean({expression})"))

    def text(self, selector: str) -> str:
        """Text of the first element."""
        return str(self.run(f"document.querySelector({json.dumps(selector)}).textContent"))

    def focused(self) -> str:
        """Name of what has the focus: `a.permalink #par-1`."""
        return str(
            self.run(
                "((e) => `${e.localName}${[...e.classList].map((c) => '.' + c).join('')} "
                "${e.getAttribute('href') ?? e.id}`.trim())(document.activeElement)"
            )
        )

    def middle(self, selector: str) -> tuple[int, int]:
        """Middle of the first element in the window, scrolled into view."""
        before: tuple[int, int] | None = None
        while (now := self._middle(selector)) != before:
            # What comes into view is laid out only then, and may move what is below it.
            self.frames()
            before = now
        return now

    def frames(self) -> None:
        """Wait until the page has been painted anew."""
        self.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def _middle(self, selector: str) -> tuple[int, int]:
        x, y = self.run(
            f"((e) => {{ const r = e.getBoundingClientRect();"
            " if (r.top < 60 || r.bottom > innerHeight) e.scrollIntoView({ block: 'center', behavior: 'instant' });"
            # A link around whole lines begins with a box that has no size.
            " const all = [...e.getClientRects()]; const s = all.find((box) => box.width && box.height) ?? all[0];"
            " return [s.x + s.width / 2, s.y + s.height / 2]; })"
            f"(document.querySelector({json.dumps(selector)}))"
        )
        return round(x), round(y)


class Chromium(Browser):
    """The system's Chromium."""

    name = "chromium"

    def __init__(self, playwright: Playwright, path: str, *, dark: bool = False, scripts: bool = True) -> None:
        self._scripts = scripts
        self._browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = self._browser.new_context(
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            viewport={"width": 1440, "height": 900},
        )
        context.set_default_timeout(10_000)
        self.page = context.new_page()
        self.page.add_init_script(WATCH)
        self.requests, self.errors = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def frames(self) -> None:
        if self._scripts:
            super().frames()
        else:  # A page without scripts is never told that it has been painted.
            self.page.wait_for_timeout(100)

    def open(self, url: str) -> None:
        if _page(self.page.url) == _page(url):
            self.page.goto("about:blank")
        self.page.goto(url)

    def run(self, expression: str) -> Any:
        return self.page.evaluate(expression)

    def holds(self, expression: str) -> bool:
        try:
            return super().holds(expression)
        except PlaywrightError as error:
            if "context was destroyed" in str(error):
                return False
            raise

    def key(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)

    def click(self, selector: str) -> None:
        self.page.mouse.click(*self.middle(selector))

    def hover(self, selector: str) -> None:
        self.page.mouse.move(*self.middle(selector))

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def close(self) -> None:
        self._browser.close()


class Firefox(Browser):
    """The system's Firefox, by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/)."""

    name = "firefox"

    def __init__(self, path: str, *, dark: bool = False, port: int = 0, arguments: Sequence[str] = ()) -> None:
        self._profile = tempfile.TemporaryDirectory(prefix="firefox-", ignore_cleanup_errors=True)
        # The « recommended » preferences would loosen what file:// pages may do.
        preferences: dict[str, bool | int] = {
            "remote.prefs.recommended": False,
            "browser.shell.checkDefaultBrowser": False,
        }
        preferences |= {"datareporting.policy.dataSubmissionEnabled": False, "browser.aboutwelcome.enabled": False}
        # Its own first page asks for pictures, at any time, in the window that the tests take over.
        preferences |= {"browser.startup.page": 0, "browser.newtabpage.enabled": False}
        lines = [f'user_pref("{name}", {json.dumps(value)});' for name, value in preferences.items()]
        lines.append(f'user_pref("layout.css.prefers-color-scheme.content-override", {0 if dark else 1});')
        Path(self._profile.name, "user.js").write_text("\n".join(lines), encoding="utf-8")
        options = ["--headless", "--no-remote", "--profile", self._profile.name, "--remote-debugging-port", str(port)]
        self._process = subprocess.Popen(
            [path, *options, *arguments], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        self._open = ExitStack()
        self._number = 0
        self.requests, self.errors = [], []
        try:
            self._begin()
        except BaseException:
            self.close()
            raise

    def _begin(self) -> None:
        self._socket = self._open.enter_context(self._connected(f"{self._address()}/session"))
        self._send("session.new", capabilities={})
        self._send("script.addPreloadScript", functionDeclaration=f"() => {{ {WATCH} }}")
        self._context = self._send("browsingContext.getTree")["contexts"][0]["context"]
        self._send("session.subscribe", events=["network.beforeRequestSent", "log.entryAdded"])
        self.size(1440, 900)

    def _connected(self, address: str) -> ClientConnection:
        return connect(address, max_size=None)

    def _address(self) -> str:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if match := re.search(r"WebDriver BiDi listening on (ws:\S+)", line):
                return match[1]
        raise RuntimeError("Firefox ended before it could be driven")

    def _send(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=30))
            if answer.get("id") == self._number:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                result: dict[str, Any] = answer["result"]
                return result
            self._event(answer)

    def _event(self, event: dict[str, Any]) -> None:
        if event.get("method") == "network.beforeRequestSent" and event["params"]["context"] == self._context:
            self.requests.append(event["params"]["request"]["url"])
        elif event.get("method") == "log.entryAdded" and event["params"]["level"] == "error":
            self.errors.append(event["params"]["text"])

    def open(self, url: str) -> None:
        for address in (url,) if self._leaves(url) else ("about:blank", url):
            # Firefox sometimes never answers that a page is complete which gives its own address another fragment.
            try:
                self._send("browsingContext.navigate", context=self._context, url=address, wait="none")
            except RuntimeError as error:
                if "NS_BINDING_ABORTED" not in str(error):  # The page leads on before it has been read.
                    raise
            blank = json.dumps(address == "about:blank")
            loaded = "document.readyState === 'complete' && !window.left"
            self.wait(f"{loaded} && (location.href === 'about:blank') === {blank}", pause=0.005)

    def _leaves(self, url: str) -> bool:
        """Whether an address is of another page than the one that is shown, which is marked as the old one then."""
        try:
            at = str(self.run("location.href"))
            return _page(at) != _page(url) and at != "about:blank" and bool(self.run("window.left = true"))
        except RuntimeError:  # The page gives way to another just now.
            return False

    def run(self, expression: str) -> Any:
        result = self._send(
            "script.evaluate",
            expression=f"(async () => JSON.stringify((await ({expression})) ?? null))()",
            target={"context": self._context},
            awaitPromise=True,
        )
        if result["type"] == "exception":
            raise RuntimeError(result["exceptionDetails"]["text"])
        return json.loads(result["result"]["value"])

    def holds(self, expression: str) -> bool:
        try:
            return super().holds(expression)
        except RuntimeError as error:
            # The protocol's own refusal; an error of the expression itself does not begin so.
            if str(error).startswith("script.evaluate:"):
                return False
            raise

    def key(self, *names: str) -> None:
        for name in names:
            keys = [KEYS.get(part, part) for part in (name.split("+") if len(name) > 1 else [name])]
            presses = [{"type": "keyDown", "value": key} for key in keys]
            presses += [{"type": "keyUp", "value": key} for key in reversed(keys)]
            source = {"type": "key", "id": "keyboard", "actions": presses}
            self._send("input.performActions", context=self._context, actions=[source])

    def _point(self, selector: str, *further: dict[str, Any]) -> None:
        x, y = self.middle(selector)
        actions = [{"type": "pointerMove", "x": x, "y": y}, *further]
        source = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions}
        self._send("input.performActions", context=self._context, actions=[source])

    def click(self, selector: str) -> None:
        self._point(selector, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})

    def hover(self, selector: str) -> None:
        self._point(selector)

    def size(self, width: int, height: int) -> None:
        viewport = {"width": width, "height": height}
        self._send("browsingContext.setViewport", context=self._context, viewport=viewport)

    def own(self) -> Firefox:
        """Its own window, in which expressions may ask Firefox itself (`-remote-allow-system-access`)."""
        window = copy(self)
        tree = self._send("browsingContext.getTree", **{"moz:scope": "chrome"})
        window._context = tree["contexts"][0]["context"]
        return window

    def close(self) -> None:
        self._open.close()
        self._process.terminate()
        self._process.wait(timeout=10)
        if self._process.stderr is not None:
            self._process.stderr.close()
        self._profile.cleanup()


SHIFTS = (
    "new Promise((end) => { let sum = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries())"
    " if (!entry.hadRecentInput) sum += entry.value; }).observe({ type: 'layout-shift', buffered: true });"
    " setTimeout(() => end(sum), 800); })"
)
"""How much of the page was pushed since it was opened, by layout-shift (0: nothing); Chromium alone measures it."""


_RULES = "{ rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } } }"


def violations(window: Chromium) -> list[str]:
    """What axe-core finds on the page, with the rules that it has off: sizes of targets, names unlike words."""
    window.run((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8") + "; 0")
    reported = window.run(f"axe.run({_RULES}).then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))")
    return [f"{rule}: {node[:150]}" for rule, nodes in reported for node in nodes]
