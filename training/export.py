"""Trained weights -> the pipeline in ``whosaid/reading/model``: ONNX, int8, spaCy's folder layout.

    python -m training.export --weights .local/network.pt --out whosaid/reading/model

``--float`` keeps 32-bit weights, to measure what int8 costs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import spacy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from training.exported import exported
from training.network import OUTPUTS, Network
from training.train import base_folder
from whosaid.reading import pipeline
from whosaid.reading.labels import SENTIMENT_HEADS

DIMENSIONS = {"ids": {0: "batch", 1: "length"}, "surface": {0: "batch", 1: "length"}}
CHOSEN = Path(__file__).parent / "chosen.json"


def load_network(weights: Path) -> Network:
    """The trained network, in evaluation mode."""
    config = json.loads((base_folder() / "config.json").read_text())
    network = Network(config, dropout=0.0)
    network.load_state_dict(torch.load(weights, weights_only=True))
    return network.eval()


def to_onnx(network: nn.Module, path: Path) -> None:
    """Export what ``exported`` made, with free batch and length; its windows need no mask."""
    sample = (
        torch.ones(2, 20, dtype=torch.long),
        torch.zeros(2, 20, 3, dtype=torch.long),
        torch.ones(2, 20, dtype=torch.long),
    )
    outputs = {name: {0: "batch", 1: "length"} for name in OUTPUTS}
    for name in ("cues", "sources"):
        outputs[name][2] = "length"
    torch.onnx.export(
        network, sample, str(path), input_names=[*DIMENSIONS, "mask"], output_names=list(OUTPUTS),
        dynamic_axes={**DIMENSIONS, **outputs}, opset_version=17, dynamo=False,
    )  # fmt: skip


def to_int8(source: Path, path: Path) -> None:
    """Weights to 8 bits per channel; activations are quantised as they come (no calibration data)."""
    quantize_dynamic(
        str(source), str(path), per_channel=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather", "Gemm"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    onnx.checker.check_model(str(path))


def sentiment_weights(network: Network) -> dict[str, np.ndarray]:
    """The small layers that run behind pooled spans."""
    arrays = {}
    for head in SENTIMENT_HEADS:
        module = network.sentiment[head]
        for name, layer in (("hidden", module.hidden), ("degrees", module.degrees)):
            arrays[f"{head}.{name}"] = layer.weight.detach().numpy().T.copy()
            arrays[f"{head}.{name}_bias"] = layer.bias.detach().numpy().copy()
    return arrays


def write_pipeline(network: Network, out: Path, *, float32: bool, old: Path, chosen: Path = CHOSEN) -> None:
    """Put the five pipes together and write the folder; the speaker scorer of ``old`` is kept.

    ``chosen`` holds the settings of the pipes; where there is no such file yet they have their own.
    """
    from whosaid.reading.sentiment import SentimentScorer

    nlp = spacy.blank("en")
    settings = json.loads(chosen.read_text()) if chosen.exists() else {}
    for pipe in pipeline.PIPES:
        nlp.add_pipe(pipe, config=settings.get(pipe, {}))
    nlp.meta.update(json.loads((Path(__file__).parent / "meta.json").read_text()))
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "network.onnx"
        tokenizer = base_folder() / "tokenizer.json"
        to_onnx(exported(network, _samples(), str(tokenizer), rounded=not float32), full)
        if not float32:
            to_int8(full, small)
        nlp.get_pipe("whosaid_encoder").from_files(full if float32 else small, tokenizer)
    nlp.get_pipe("whosaid_sentiment").scorer = SentimentScorer(sentiment_weights(network))
    scorer = next(
        path for path in (old / "whosaid_speakers/speakers.json", old / "speakers.json") if path.exists()
    )
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(scorer, Path(folder) / "speakers.json")
        nlp.get_pipe("whosaid_speakers").from_disk(folder)
    nlp.to_disk(out)


def _samples() -> list[str]:
    """The sample articles that ship with the project, as their files are."""
    seeds = Path(__file__).parent.parent / "seeds"
    return [path.read_text("utf-8") for path in sorted(seeds.glob("*.txt"))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", default=".local/network.pt")
    parser.add_argument("--out", default=str(pipeline.EMBEDDED))
    parser.add_argument(
        "--old", default=str(pipeline.EMBEDDED), help="the folder that the speaker scorer comes from"
    )
    parser.add_argument("--chosen", type=Path, default=CHOSEN, help="what training.calibrate chose")
    parser.add_argument("--float", action="store_true")
    arguments = parser.parse_args()
    write_pipeline(
        load_network(Path(arguments.weights)),
        Path(arguments.out),
        float32=arguments.float,
        old=Path(arguments.old),
        chosen=arguments.chosen,
    )
    total = sum(path.stat().st_size for path in Path(arguments.out).rglob("*") if path.is_file())
    print(f"{arguments.out}: {total / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
