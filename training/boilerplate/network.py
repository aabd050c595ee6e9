"""The network of the paragraph classifier: the first layers of a small BERT over the lines of a page.

Lines stand one after another in a window, each behind a mark; at the mark the network says
what the line is: the article's, or which kind of boilerplate. Exported to ONNX, never
shipped as torch.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from training.network import FeatureDropout, Layer, copied
from whosaid.intake.features import LOOKS, SURFACE_SIZES


class Judge(nn.Module):
    """Word pieces (b, t), their surface (b, t, 2), looks (b, t, ``LOOKS``; zero but at marks) and mask -> (b, t, kinds)."""

    def __init__(self, config: dict[str, int], *, layers: int, kinds: int, dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.surface = nn.ModuleList(nn.Embedding(size, width) for size in SURFACE_SIZES)
        self.looks = nn.Linear(LOOKS, width, bias=False)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = FeatureDropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(layers)
        )
        self.kinds = nn.Linear(width, kinds)
        for table in (*self.surface, self.looks):
            nn.init.zeros_(table.weight)
        self.words.weight.requires_grad_(False)

    def forward(self, ids: Tensor, surface: Tensor, looks: Tensor, mask: Tensor) -> Tensor:
        hidden = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.looks(looks)
        for channel, table in enumerate(self.surface):
            hidden = hidden + table(surface[:, :, channel])
        hidden = self.dropout(self.norm(hidden))
        bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return self.kinds(hidden)


def from_pretrained(folder: Path, kept: list[int], *, layers: int, kinds: int) -> Judge:
    """A network that starts from the BERT weights in ``folder``, with the word pieces ``kept`` only."""
    config = json.loads((folder / "config.json").read_text())
    network = Judge(config | {"vocab_size": len(kept)}, layers=layers, kinds=kinds)
    weights = load_file(str(folder / "model.safetensors"))
    network.words.weight.data.copy_(weights["embeddings.word_embeddings.weight"][torch.tensor(kept)])
    network.positions.weight.data.copy_(
        weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    copied(network, weights)
    return network
