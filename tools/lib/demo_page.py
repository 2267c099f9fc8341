"""Prints the demo's page out of the JSON that run, replay and exchange left, and fails if their stories differ.

demo_page.py DIRECTORY SEED SECONDS TOOK FAULTS
"""

import json
import pathlib
import sys

LOT_USD = 10


def main() -> int:
    work, seed, seconds, took, faults = pathlib.Path(sys.argv[1]), *sys.argv[2:6]
    run, replay, truth = (json.loads((work / f"{name}.json").read_text()) for name in ("run", "replay", "truth"))
    account = truth["accounts"][0]
    wrong = []

    def holds(what, found, expected):
        if found != expected:
            wrong.append(f"{what}: {found}, expected {expected}")

    size = sum(p["size"] for p in account["positions"] if p["instrument_name"] == "BTC-PERPETUAL")
    ours = run["positions"][0]["oursLots"]
    trades = account["trades"]
    traded = sum(t["amount"] for t in trades) / LOT_USD
    holds("position in lots", ours, size / LOT_USD)
    holds("fills", run["fills"], len(trades))
    holds("lots filled", run["filledLots"], traded)
    holds("orders that rest after the stop", len(account["open_orders"]), 0)
    holds("differences unexplained", run["unexplained"], 0)
    holds("differences in the replay", replay["differences"], 0)
    holds("state after the replay", replay["stateHash"], run["stateHash"])
    holds("events replayed", replay["events"], run["events"])
    holds("halted", run["halted"], "none")
    if not trades:
        wrong.append("nothing was filled, so nothing was shown")

    maker = sum(t["liquidity"] == "M" for t in trades)
    journal_bytes = sum(f.stat().st_size for f in (work / "journal" / "latest").rglob("*") if f.is_file())
    reports = ", ".join(f"{count} {name}" for name, count in run["reports"].items())
    allocated = run["allocatedBytes"]
    print(f"""
Minnow, demo with seed {seed}: {seconds} s on an exchange of our own, over TLS{", through " + faults if faults else ""}

  Connections  {run["marketConnections"]} for market data, {run["orderConnections"]} for orders (one was dropped on purpose: the exchange must pull an order then)
  Quoter       {run["events"]:,} events, {run["decisions"]:,} decisions, {run["commands"]:,} commands
  Orders       {reports}
  Fills        {run["fills"]} of {run["filledLots"]} lots; the exchange's books say {len(trades)} of {traded:.0f}, {maker} of them as maker
  Position     {ours} lots by our count, {size / LOT_USD:.0f} by the exchange's; unexplained: {run["unexplained"]}
  Stop         nothing rests; took {run["stopSeconds"]:.2f} s
  Journal      {journal_bytes // 1024:,} KiB; every block and checksum verified
  Replay       {replay["events"]:,} events decided again: {replay["differences"]} differences
  State        {run["stateHash"]} after the run, {replay["stateHash"]} after the replay
  Allocated    feed {allocated["feed"]}, quoter {allocated["quoter"]}, journal {allocated["journal"]} bytes after the start
  Took         {took} s without the build
""")
    for line in wrong:
        print(f"WRONG: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
