"""The window over AT-SPI, as a screen reader hears it, and the keyboard and the mouse, for tests of the real program."""

import os
import subprocess
import sys
import time

import pyatspi

TRIES = 60

def fail(words):
    sys.exit(f"{os.path.basename(sys.argv[0]).removesuffix('.py')} test: {words}")


def wait_for(find, what):
    for _ in range(TRIES):
        found = find()
        if found:
            return found
        time.sleep(0.25)
    return fail(f"{what} did not appear")


def application():
    for app in pyatspi.Registry.getDesktop(0):
        if app is not None and "attache" in (app.name or "").lower() and app.childCount:
            return app
    return None


def walk(node, depth=0):
    """All nodes below, with their depth; what has just gone is left out."""
    try:
        count = node.childCount
    except Exception:
        return
    yield node, depth
    for place in range(count):
        try:
            child = node.getChildAtIndex(place)
        except Exception:
            child = None
        if child is not None:
            yield from walk(child, depth + 1)


class Heard:
    """A node as it was heard."""

    def __init__(self, node, depth):
        self.node, self.depth = node, depth
        self.role, self.name = node.getRoleName(), node.name or ""
        self.description = node.description or ""
        self.attributes = dict(pair.split(":", 1) for pair in node.getAttributes() if ":" in pair)

    @property
    def has_focus(self):
        return self.node.getState().contains(pyatspi.STATE_FOCUSED)

    def line(self):
        place = ""
        if "posinset" in self.attributes:
            place = f" ({self.attributes['posinset']} of {self.attributes.get('setsize', '?')})"
        description = f" – {self.description}" if self.description else ""
        return f"{'  ' * min(self.depth, 8)}{self.role}: {self.name}{place}{description}"


def heard(app):
    nodes = []
    for node, depth in walk(app):
        try:
            nodes.append(Heard(node, depth))
        except Exception:
            pass
    return nodes


def press(keys):
    subprocess.run(["xdotool", "key", "--clearmodifiers", keys], check=True)
    time.sleep(0.8)


def check(is_true, words, nodes):
    if not is_true:
        for node in nodes:
            print(node.line())
        fail(words)


def activate():
    """Brings the window to the front: keys go there."""
    window = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "attache"], capture_output=True, text=True)
    subprocess.run(["xdotool", "windowactivate", "--sync", window.stdout.split()[-1]], check=True)
    time.sleep(0.5)


def write(text):
    """Types a text into what has the keyboard."""
    subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "15", "--", text], check=True)
    time.sleep(0.4)
