"""The named mentions that the model itself finds in the articles that the speaker scorer is trained on.

    python -m training.mentions --data ../shared/data --out .local/mentions.jsonl

One JSON object a line: ``{"id": article id, "mentions": [[start, end, label], ...]}``.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from evaluation import corpora
from whosaid.reading import pipeline
from whosaid.reading.encoder import Encoder
from whosaid.reading.entities import named_mentions


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path(".local/mentions.jsonl"))
    arguments = parser.parse_args()
    encoder = pipeline.load().get_pipe("whosaid_encoder")
    if not isinstance(encoder, Encoder):
        raise SystemExit("the pipeline has another encoder than ours")
    wanted = {
        row["id"]
        for part in ("train", "dev")
        for row in corpora.rows(arguments.data / f"speakers/{part}.jsonl.gz")
    }
    with arguments.out.open("w", encoding="utf-8") as file:
        for part in ("train", "dev"):
            for row in corpora.rows(arguments.data / f"polnear/{part}.jsonl.gz"):
                if row["id"] in wanted:
                    found = named_mentions(encoder.encode(row["text"]))
                    mentions = [[mention.start, mention.end, mention.label] for mention in found]
                    file.write(json.dumps({"id": row["id"], "mentions": mentions}) + "\n")


if __name__ == "__main__":
    main()
