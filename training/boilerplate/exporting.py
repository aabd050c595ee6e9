"""The trained network of the paragraph classifier -> ONNX with 8-bit weights."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from training.boilerplate.network import Judge
from training.export import to_int8
from training.exported import AttendingLayer
from whosaid.intake.classifier import WEIGHTS
from whosaid.intake.features import LOOKS


class _Exported(nn.Module):
    """A trained network, for one window that is read whole: no mask."""

    def __init__(self, network: Judge) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, surface: Tensor, looks: Tensor) -> Tensor:
        return self.network(ids, surface, looks, torch.ones_like(ids))


def export(network: Judge, folder: Path) -> None:
    """Write the weights that ship; the network is left as it was."""
    trained = network.layers
    network.layers = nn.ModuleList(AttendingLayer(layer) for layer in trained)
    sample = (
        torch.ones(1, 20, dtype=torch.long),
        torch.zeros(1, 20, 2, dtype=torch.long),
        torch.zeros(1, 20, LOOKS),
    )
    names = ("ids", "surface", "looks")
    with tempfile.TemporaryDirectory() as temporary:
        full = Path(temporary) / "full.onnx"
        torch.onnx.export(
            _Exported(network), sample, str(full), input_names=list(names), output_names=["kinds"],
            dynamic_axes={name: {1: "length"} for name in (*names, "kinds")}, opset_version=17, dynamo=False,
        )  # fmt: skip
        to_int8(full, folder / WEIGHTS)
    network.layers = trained
    print(f"{folder / WEIGHTS}: {(folder / WEIGHTS).stat().st_size / 1e6:.1f} MB")
