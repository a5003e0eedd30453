"""The programs that are tried, and the library that ends one of them."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[3]
BUILT = ROOT / ".build/debug"

_folder = BUILT


def use(folder):
    """From here on `sandykd`, and `sandyk` where there is one, come from this folder."""
    global _folder
    _folder = pathlib.Path(folder).resolve()
    if not (_folder / "sandykd").exists():
        raise SystemExit(f"there is no sandykd in {_folder}")


def program(name):
    """A program's path.

    A folder of measured builds has no `sandyk`, which deals cards here and no more: any build's will do."""
    own = _folder / name
    return own if own.exists() else BUILT / name


def commit():
    """What a run's chances come from where nothing is said: two runs of one commit try the same."""
    return subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def compile_library(folder):
    source, library = pathlib.Path(__file__).with_name("kill_at.c"), folder / "kill_at.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    return library
