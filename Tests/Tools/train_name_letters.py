#!/usr/bin/env python3
"""Trains the weights of NameLetters.swift: how much the letters of a word look like those of a name.

usage: Tests/Tools/train_name_letters.py [--check]

Prints the bias and the block of weights to put there. Names are those of the module's own lists and of
NameLetters/families.txt; other words those of its lists of words, of NameLetters/words.txt, and what the
project's documents and sources say in small letters twice or more. The latter grow with the project, so
weights trained later differ a little. `--check` keeps a seventh of the words apart and says how many of
them are told right.
"""
import collections
import math
import os
import random
import re
import subprocess
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "../..")
MODULE = os.path.join(ROOT, "Sources/TalkExtraction")
PLACES, EIGHTHS, EPOCHS, RATE, DECAY = 4096, 8, 12, 0.15, 1e-3
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-"


def lists(*names, behind=""):
    """The words of all multi-line texts of some files of the module."""
    words = set()
    for name in names:
        with open(os.path.join(MODULE, name), encoding="utf-8") as file:
            source = file.read()
        for text in re.findall(r'"""(.*?)"""', source[source.index(behind):], re.S):
            words.update(text.replace("\\", " ").split())
    return words


def own(name):
    with open(os.path.join(HERE, "NameLetters", name), encoding="utf-8") as file:
        return set(file.read().split())


def prose():
    """Words in small letters that the project says twice or more, besides its lists of names."""
    paths = subprocess.run(["git", "-C", ROOT, "ls-files"], capture_output=True, text=True, check=True)
    counts = collections.Counter()
    for path in paths.stdout.splitlines():
        if path.endswith((".md", ".swift", ".py")) and "Names" not in path:
            with open(os.path.join(ROOT, path), encoding="utf-8") as file:
                counts.update(re.findall(r"(?<![\w.])[a-zà-ž]{4,}(?![\w(.:])", file.read()))
    return {word for word, count in counts.items() if count >= 2}


def folded(words):
    """Words without marks and case; only those of four to sixteen ASCII letters."""
    others = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "ł": "l", "đ": "d", "ı": "i", "þ": "th"})
    result = set()
    for word in words:
        plain = unicodedata.normalize("NFKD", word.lower())
        plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(others)
        if re.fullmatch("[a-z]{4,16}", plain):
            result.add(plain)
    return result


def place(feature):
    value = 2_166_136_261
    for byte in feature.encode():
        value = ((value ^ byte) * 16_777_619) & 0xFFFF_FFFF
    return (value ^ (value >> 15)) % PLACES


def places(word):
    """The pairs, the triples and the last four letters of a word, as NameLetters looks at them."""
    marked = "^" + word + "$"
    features = [marked[i:i + n] for n in (2, 3) for i in range(len(marked) - n + 1)]
    return [place(feature) for feature in features + ["$" + word[-4:]]]


def train(samples):
    """AdaGrad on the logistic loss; gives weights and bias."""
    weights, bias = [0.0] * PLACES, 0.0
    squares, square = [1e-6] * PLACES, 1e-6
    seen = [(places(word), target, weight) for word, target, weight in samples]
    order = random.Random(1)
    for _ in range(EPOCHS):
        order.shuffle(seen)
        for features, target, weight in seen:
            score = max(-30, min(30, sum(weights[f] for f in features) + bias))
            error = (1 / (1 + math.exp(-score)) - target) * weight
            for f in features:
                gradient = error + DECAY * weights[f]
                squares[f] += gradient * gradient
                weights[f] -= RATE * gradient / math.sqrt(squares[f])
            square += error * error
            bias -= RATE * error / math.sqrt(square)
    return weights, bias


def main():
    families = folded(lists("Names/FamilyNames.swift") | own("families.txt"))
    names = families | folded(
        lists("Names/GivenNames.swift", "Names/GivenNames+More.swift", "Names/GivenNames+World.swift"))
    words = folded(
        lists("Names/NameWords.swift", behind="enum TitleWords") | lists("Names/Affiliation.swift")
        | lists("Keywords/FunctionWordLists.swift", "Series/SeriesName.swift", "Kind/KindLabel.swift")
        | lists("Kind/KindWords.swift", "Kind/KindWords+Off.swift", "Kind/KindWords+Labels.swift")
        | own("words.txt") | prose()) - names
    samples = [(name, 1, 3.0 if name in families else 1.0) for name in sorted(names)]
    samples += [(word, 0, 1.6) for word in sorted(words)]
    random.Random(1).shuffle(samples)
    apart = samples[:len(samples) // 7] if "--check" in sys.argv[1:] else []
    weights, bias = train(samples[len(apart):])
    if apart:
        for target, kind in ((1, "names"), (0, "words")):
            scores = [sum(weights[f] for f in places(w)) + bias for w, t, _ in apart if t == target]
            right = sum((score > 0) == (target == 1) for score in scores)
            print(f"{kind}: {right} of {len(scores)} told right")
        return
    signs = "".join(SIGNS[max(-32, min(31, round(w * EIGHTHS))) + 32] for w in weights)
    print(f"bias {round(bias * EIGHTHS)}")
    print("\\\n".join("    " + signs[i:i + 96] for i in range(0, PLACES, 96)))


if __name__ == "__main__":
    main()
