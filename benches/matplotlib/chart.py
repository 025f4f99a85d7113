"""The chart of the shipped dossier as matplotlib draws it: the same bars, words and sizes, at 1200 x 750 pixels.

Reads the table that `attache export --view trade --out data.csv` writes.
"""

import csv
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

data, out = sys.argv[1:3]
years, heights, labels, hatches = [], [], [], []
with open(data, encoding="utf-8") as table:
    for row in csv.DictReader(table):
        if row["role"] not in ("bar", "part") or not row["low"]:
            continue
        value = (float(row["low"]) + float(row["high"])) / 2e6
        years.append(int(row["year"]))
        heights.append(value)
        labels.append(f"{value:.3g}")
        hatches.append("" if row["basis"] == "stated" else "///")

figure, axes = plt.subplots(figsize=(12.0, 7.5), dpi=100)
bars = axes.bar(years, heights, color="#13753a", width=0.7)
for bar, hatch in zip(bars, hatches):
    bar.set_hatch(hatch)
axes.bar_label(bars, labels)
axes.set_title("Trade between Indonesia and North Korea", loc="left", weight="bold")
axes.set_xlabel("US$ million per calendar year", loc="left")
axes.grid(axis="y", color="#e6e6e6")
axes.set_axisbelow(True)
axes.spines[["top", "right", "left"]].set_visible(False)
figure.text(0.06, 0.01, "Sources: as in the dossier.", size=9)
figure.savefig(out)
