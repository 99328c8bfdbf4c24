# Pairs `a<TAB>b` on stdin → `a < b`, `a = b`, `a > b`, or `! v` for each version that packaging refuses.
import sys

try:
    from packaging.version import InvalidVersion, Version
except ImportError:
    from pip._vendor.packaging.version import InvalidVersion, Version


def parse(text):
    try:
        return Version(text)
    except InvalidVersion:
        print("!", text)
        return None


for line in sys.stdin:
    a, b = line.rstrip("\n").split("\t")
    left, right = parse(a), parse(b)
    if left is not None and right is not None:
        print(a, "<" if left < right else "=" if left == right else ">", b)
