"""Reads the window over AT-SPI, as a screen reader does, and checks what it hears."""

import subprocess
import sys
import time

import pyatspi

TRIES = 60
# Roles that a person acts on: each needs a name.
ACTIVE = {"push button", "toggle button", "check box", "list item", "menu item", "link", "entry", "radio button",
          "combo box", "check menu item", "radio menu item", "table cell"}


def fail(words):
    sys.exit(f"accessibility test: {words}")


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


def main():
    app = wait_for(application, "the program on the accessibility bus")
    nodes = wait_for(lambda: (lambda all: all if len(all) > 60 else None)(heard(app)), "the window's content")
    for node in nodes:
        print(node.line())

    nameless = [node.line() for node in nodes if node.role in ACTIVE and not node.name.strip()]
    check(not nameless, f"without a name: {nameless}", nodes)

    names = [node.name for node in nodes]
    for panel in ["Menus", "Toolbar and search", "Sidebar", "Timeline", "Chart", "Details"]:
        check(panel in names, f"no panel “{panel}”", nodes)

    frames = [node.name for node in nodes if node.role == "frame"]
    check(any("Attaché" in frame for frame in frames), f"the window is called {frames}", nodes)

    rows = [node for node in nodes if node.role == "list item"]
    check(len(rows) >= 5, "the list has no rows", nodes)
    check(rows[0].attributes.get("posinset") == "1", f"the first row is number {rows[0].attributes}", nodes)
    facts = [node for node in nodes if node.description.startswith("fact ")]
    check(len(facts) >= 10, "the timeline has no facts", nodes)
    dated = [node for node in facts if any(digit in node.name for digit in "0123456789")]
    check(dated, "no fact on the timeline says its date", nodes)
    lanes = [node for node in nodes if node.name.startswith("Diplomacy: ") and node.name.endswith("facts")]
    check(len(lanes) == 1, "the lane “Diplomacy” is no node", nodes)
    bars = [node for node in nodes if node.description.startswith("value ")]
    check(len(bars) >= 5 and all("US$" in bar.name for bar in bars), "the bars do not say their values", nodes)

    # A fact is selected by the action that a screen reader asks for.
    title = rows[2].name
    rows[2].node.queryAction().doAction(0)
    time.sleep(0.8)
    nodes = heard(app)
    headings = [node.name for node in nodes if node.role == "heading"]
    check(title in headings, f"“{title}” is not read in the detail panel", nodes)

    # Keys go to the window that is in front.
    window = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "attache"], capture_output=True, text=True)
    subprocess.run(["xdotool", "windowactivate", "--sync", window.stdout.split()[-1]], check=True)
    time.sleep(0.5)

    # F6 goes from panel to panel.
    press("F6")
    focused = [node.name for node in heard(app) if node.has_focus]
    check("Menus" in focused, f"F6 went to {focused}", nodes)

    # The data table: rows and cells.
    press("ctrl+d")
    nodes = heard(app)
    cells = [node for node in nodes if node.role == "table cell"]
    headers = [node for node in nodes if node.role in ("column header", "table column header")]
    check(any(node.role == "table" for node in nodes), "the table is no table", nodes)
    check(len(cells) >= 40 and len(headers) >= 5, f"{len(cells)} cells and {len(headers)} headers", nodes)
    check(any(cell.name == "year: 2014" for cell in cells), "no cell says “year: 2014”", nodes)
    press("Escape")

    # The palette: what is chosen is said.
    press("ctrl+shift+p")
    nodes = heard(app)
    said = [node.name for node in nodes if "results: " in node.name]
    check(said, "the palette does not say what is chosen", nodes)
    print(f"accessibility test: passed ({len(rows)} rows, {len(facts)} facts, {len(bars)} bars, {len(cells)} cells)")


if __name__ == "__main__":
    main()
