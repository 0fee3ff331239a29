#!/usr/bin/python3
"""Writes mann_whitney.json beside this file: what scipy says of samples that stay the same in each run.

The tests read that file and need neither Python nor scipy. Debian: apt-get install python3-scipy
"""
import json
import pathlib

import numpy
import scipy
from scipy.stats import mannwhitneyu


def samples(random, first, second, kind):
    """Two samples with a shift between none and large; `rounded` ones have ties."""
    shift = random.choice([0.0, 0.05, 0.3, 1.0])
    x = random.lognormal(0, 0.2, first)
    y = random.lognormal(0, 0.2, second) + shift
    return (numpy.round(x, 1), numpy.round(y, 1)) if kind == "rounded" else (x, y)


def case(x, y, method):
    told = mannwhitneyu(x, y, alternative="two-sided", use_continuity=True, method=method)
    return {"first": list(x), "second": list(y), "method": method, "u": float(told.statistic), "p": float(told.pvalue)}


def main():
    random = numpy.random.default_rng(20261124)
    sizes = [(1, 1), (2, 3), (3, 3), (5, 5), (8, 8), (8, 13), (10, 10), (10, 12), (15, 15), (20, 7), (30, 30), (50, 50)]
    cases = []
    for first, second in sizes:
        for _ in range(3):
            x, y = samples(random, first, second, "plain")
            cases += [case(x, y, "exact"), case(x, y, "asymptotic")]
            x, y = samples(random, first, second, "rounded")
            if len(set(x) | set(y)) > 1:  # scipy has no p-value where everything is tied
                cases.append(case(x, y, "asymptotic"))
    low, high = numpy.arange(10.0), numpy.arange(10.0) + 100
    cases += [case(low, high, "exact"), case(high, low, "exact"), case(low, high, "asymptotic")]
    x, y = samples(random, 200, 180, "plain")
    cases.append(case(x, y, "asymptotic"))
    text = {"made_by": "make_mann_whitney.py", "scipy": scipy.__version__, "numpy": numpy.__version__, "cases": cases}
    pathlib.Path(__file__).with_name("mann_whitney.json").write_text(json.dumps(text) + "\n")


if __name__ == "__main__":
    main()
