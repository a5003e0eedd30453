"""The thieves' table, in `.build/thieves.md` and in SECURITY.md between two marks."""

from house import ROOT

BEGIN, END = "<!-- thieves: written by Tests/ThiefTests/run --write -->", "<!-- end of thieves -->"


def table(results):
    lines = ["| | a thief holds | opened today | control |", "|---|---|---|---|"]
    for result in sorted(results, key=lambda result: result.number):
        lines.append(f"| {result.number} | {result.loot} | {result.opened} | {result.control} |")
    return "\n".join(lines) + "\n"


def in_security(text, results):
    """SECURITY.md with the table of these results."""
    before, rest = text.split(BEGIN + "\n")
    _, after = rest.split(END + "\n")
    return f"{before}{BEGIN}\n{table(results)}{END}\n{after}"


def publish(results, write):
    """False when SECURITY.md says something else than the results."""
    (ROOT / ".build/thieves.md").write_text(table(results))
    print(table(results), end="")
    path = ROOT / "SECURITY.md"
    before = path.read_text()
    after = in_security(before, results)
    if write:
        path.write_text(after)
    return write or before == after
