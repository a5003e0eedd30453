"""Prints, for a `Keys` file, the reader's arguments that say where the vault's files are, one to a line."""

import sys

import yaml

with open(sys.argv[1], encoding="utf-8") as file:
    keys = yaml.safe_load(file)
print("--data", keys["data-folder"], "--keystore", keys["keystore"], "--root-key", keys["root-key"]["file"], sep="\n")
