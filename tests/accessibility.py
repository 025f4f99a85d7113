"""Reads the window over AT-SPI, as a screen reader does, and checks what it hears."""

import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
from atspi import activate, application, check, heard, press, wait_for, write  # noqa: E402

# Roles that a person acts on: each needs a name.
ACTIVE = {"push button", "toggle button", "check box", "list item", "menu item", "link", "entry", "radio button",
          "combo box", "check menu item", "radio menu item", "table cell"}


# What a person writes or chooses in.
FIELDS = {"entry", "text", "combo box"}


def read_form(app):
    """The form of the selected fact: every field has a name, and what is wrong with one is heard with it."""
    press("e")
    nodes = heard(app)
    check(any(node.role == "heading" and node.name == "Edit fact" for node in nodes), "E opens no form", nodes)
    fields = [node for node in nodes if node.role in FIELDS]
    nameless = [node.line() for node in fields if not node.name.strip()]
    check(not nameless, f"fields without a name: {nameless}", nodes)
    names = [node.name for node in fields]
    for name in ["Title", "Statement", "Date", "Theme", "Note"]:
        check(names.count(name) == 1, f"{names.count(name)} fields “{name}” in {names}", nodes)
    focused = [node.name for node in nodes if node.has_focus]
    check(focused == ["Title"], f"the keyboard is not in the title, but in {focused}", nodes)
    # Wrong, it is said so, beside the field and with it.
    for _ in range(2):
        press("Tab")
    focused = [node.name for node in heard(app) if node.has_focus]
    check(focused == ["Date"], f"Tab went to {focused}", nodes)
    press("ctrl+a")
    write("yesterday")
    nodes = heard(app)
    dates = [node for node in nodes if node.role in FIELDS and node.name == "Date"]
    check(any("is not a date" in node.description for node in dates), "what is wrong is not heard with the date", nodes)
    check(any("is not a date" in node.name for node in nodes), "what is wrong is not to be read", nodes)
    # A part has a form of its own, whose fields have names as well.
    add = [node for node in nodes if node.name == "Add figure"]
    check(len(add) == 1, "no way to add a figure", nodes)
    add[0].node.queryAction().doAction(0)
    time.sleep(0.8)
    nodes = heard(app)
    names = [node.name for node in nodes if node.role in FIELDS]
    for name in ["Value", "Unit", "Period", "Measure", "Flow", "Basis", "Reporter", "Partner", "Note on the figure"]:
        check(names.count(name) == 1, f"{names.count(name)} fields “{name}” in {names}", nodes)
    for _ in range(2):
        press("Escape")
    nodes = heard(app)
    check(not any(node.name == "Edit fact" and node.role == "heading" for node in nodes), "Esc leaves no form", nodes)
    kept = [node.name for node in nodes if node.name.startswith("Go on with")]
    check(kept, "what was written is not named as kept", nodes)
    return len(names)


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

    activate()

    read_form(app)

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
    check(any(cell.name == "Year: 2014" for cell in cells), "no cell says “Year: 2014”", nodes)
    press("Escape")

    # The palette: what is chosen is said.
    press("ctrl+shift+p")
    nodes = heard(app)
    said = [node.name for node in nodes if "results: " in node.name]
    check(said, "the palette does not say what is chosen", nodes)
    print(f"accessibility test: passed ({len(rows)} rows, {len(facts)} facts, {len(bars)} bars, {len(cells)} cells)")


if __name__ == "__main__":
    main()
