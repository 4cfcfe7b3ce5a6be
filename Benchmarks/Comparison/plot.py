#!/usr/bin/env python3
"""Draws the two plots of a comparison as SVG: time of first ingest, and latency by document frequency.

usage: plot.py RESULT.json FOLDER      writes FOLDER/ingest.svg and FOLDER/queries.svg
"""
import html
import json
import math
import os
import statistics
import sys

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 76, 130, 44, 56
COLOURS = {"talks": "#0b6e4f", "stock": "#b3541e", "tantivy": "#4059ad", "python": "#8a817c"}


class Plot:
    """A plot with two logarithmic axes."""

    def __init__(self, title, x_label, y_label, series):
        self.title, self.x_label, self.y_label = title, x_label, y_label
        self.series = {name: sorted(points) for name, points in series.items() if points}
        xs = [x for points in self.series.values() for x, _ in points]
        ys = [y for points in self.series.values() for _, y in points]
        self.x_range = math.log10(min(xs)), math.log10(max(xs) * 1.0001)
        self.y_range = math.floor(math.log10(min(ys))), math.ceil(math.log10(max(ys)))

    def x(self, value):
        low, high = self.x_range
        return LEFT + (math.log10(value) - low) / (high - low or 1) * (WIDTH - LEFT - RIGHT)

    def y(self, value):
        low, high = self.y_range
        return HEIGHT - BOTTOM - (math.log10(value) - low) / (high - low or 1) * (HEIGHT - TOP - BOTTOM)

    def svg(self):
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            'font-family="sans-serif" font-size="12">',
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
            f'<text x="{LEFT}" y="24" font-size="15" fill="#222222">{html.escape(self.title)}</text>',
            f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 14}" text-anchor="middle" '
            f'fill="#444444">{html.escape(self.x_label)}</text>',
            f'<text transform="translate(18 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" '
            f'text-anchor="middle" fill="#444444">{html.escape(self.y_label)}</text>',
        ]
        for power in range(self.y_range[0], self.y_range[1] + 1):
            y = self.y(10.0**power)
            parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#dddddd"/>')
            parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#444444">{number(10.0**power)}</text>')
        for power in range(math.ceil(self.x_range[0] - 1e-9), math.floor(self.x_range[1]) + 1):
            x = self.x(10.0**power)
            parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#dddddd"/>')
            parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#444444">{number(10.0**power)}</text>')
        labels = []
        for name, points in self.series.items():
            colour = COLOURS.get(name.split()[0], "#222222")
            path = " ".join(f"{self.x(x):.1f},{self.y(y):.1f}" for x, y in points)
            parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
            parts += [f'<circle cx="{self.x(x):.1f}" cy="{self.y(y):.1f}" r="3" fill="{colour}"/>' for x, y in points]
            labels.append([self.y(points[-1][1]) + 4, name, colour])
        labels.sort()
        for above, label in zip(labels, labels[1:]):
            label[0] = max(label[0], above[0] + 15)
        parts += [f'<text x="{WIDTH - RIGHT + 8}" y="{y:.1f}" fill="{colour}">{html.escape(name)}</text>'
                  for y, name, colour in labels]
        return "\n".join(parts + ["</svg>", ""])


def number(value):
    if value >= 1e6:
        return f"{value / 1e6:g} M"
    return f"{value / 1e3:g} k" if value >= 1e3 else f"{value:g}"


def by_frequency(points):
    """Median latency in milliseconds of the terms of each half decade of document frequency."""
    groups = {}
    for frequency, microseconds in points:
        groups.setdefault(round(2 * math.log10(max(frequency, 1))), []).append((frequency, microseconds))
    return [(statistics.median(f for f, _ in group), statistics.median(t for _, t in group) / 1000)
            for group in groups.values()]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        result = json.load(file)
    plots = {
        "ingest.svg": ("First ingest, from .ics files to a synced index", "talks", "seconds",
                       {name: [tuple(p) for p in points] for name, points in result["ingest"].items()}),
        "queries.svg": (f"Ten best of one word, {result['talks']:,} talks",
                        "talks that have the word", "milliseconds, median",
                        {name: by_frequency(points) for name, points in result["terms"].items()}),
    }
    for name, (title, x_label, y_label, series) in plots.items():
        if not any(series.values()):
            continue
        with open(os.path.join(sys.argv[2], name), "w", encoding="utf-8") as out:
            out.write(Plot(title, x_label, y_label, series).svg())


main()
