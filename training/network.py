"""The network: one encoder, every head on the same pass. Exported to ONNX, never shipped as torch.

A BERT of 6 layers of width 384 (started from all-MiniLM-L6-v2), to whose word
pieces an embedding of their surface (shape, quotation state, break) is added,
since the encoder is uncased. Heads: tags for source, cue and content; tags for
entities; two pointers (a piece -> the first piece of its cue, of its source;
scaled dot products as in a biaffine parser without the bilinear term); the
sense of a cue; a representation for sentiment that is pooled over spans; and
queries and keys that link words that stand for somebody to that one's names.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from whosaid.reading.features import SURFACE_SIZES
from whosaid.reading.labels import DEGREES, ENTITY_TAGS, SENSES, SENTIMENT_HEADS, TAGS

POINTER_WIDTH = 128
FEELING_WIDTH = 128
LINK_WIDTH = 64
OUTPUTS = ("tags", "entities", "cues", "sources", "senses", "feelings", "queries", "keys")


class FeatureDropout(nn.Module):
    """Dropout that drops whole features of a window: as regularising, and cheap on a CPU."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, hidden: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return hidden
        kept = torch.rand(hidden.shape[0], 1, hidden.shape[2]) >= self.rate
        return hidden * (kept / (1 - self.rate)).to(hidden.dtype)


class Layer(nn.Module):
    """One transformer layer (post-norm, as BERT)."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = FeatureDropout(dropout)

    @staticmethod
    def _softmax(scores: Tensor) -> Tensor:
        with torch.autocast("cpu", enabled=False):  # else it is computed in float32, three times as slow
            return torch.softmax(scores, dim=-1)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = hidden.shape
        shape = (batch, length, 3, self.heads, width // self.heads)
        query, key, value = self.qkv(hidden).reshape(shape).permute(2, 0, 3, 1, 4).unbind(0)
        query = query * (1 / math.sqrt(width // self.heads))
        mixed = self._softmax(query @ key.transpose(-1, -2) + bias.to(query.dtype)) @ value
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        hidden = self.attended_norm(hidden + self.dropout(self.attended(mixed)))
        inner = nn.functional.gelu(self.inner(hidden))
        return self.outer_norm(hidden + self.dropout(self.outer(inner)))


class Encoder(nn.Module):
    """Word pieces (b, t), surface (b, t, 3) and mask (b, t) to hidden states (b, t, width)."""

    def __init__(self, config: dict[str, int], dropout: float) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.surface = nn.ModuleList(nn.Embedding(size, width) for size in SURFACE_SIZES)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = FeatureDropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        for table in self.surface:
            nn.init.zeros_(table.weight)
        self.words.weight.requires_grad_(False)

    def forward(self, ids: Tensor, surface: Tensor, mask: Tensor) -> Tensor:
        hidden = self.words(ids) + self.positions.weight[: ids.shape[1]]
        for channel, table in enumerate(self.surface):
            hidden = hidden + table(surface[:, :, channel])
        hidden = self.dropout(self.norm(hidden))
        bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -1e4
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return hidden


class Pointer(nn.Module):
    """Scores (b, t, t): how well the second piece is the head of the first."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.query = nn.Linear(width, POINTER_WIDTH)
        self.key = nn.Linear(width, POINTER_WIDTH)

    def forward(self, hidden: Tensor) -> Tensor:
        return self.query(hidden) @ self.key(hidden).transpose(1, 2) / math.sqrt(POINTER_WIDTH)


class SentimentHead(nn.Module):
    """Pooled feelings (n, width) to logits (n, 5), one for each degree."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(width, FEELING_WIDTH)
        self.degrees = nn.Linear(FEELING_WIDTH, len(DEGREES))

    def forward(self, pooled: Tensor) -> Tensor:
        return self.degrees(nn.functional.relu(self.hidden(pooled)))


class Network(nn.Module):
    """Encoder and heads; ``forward`` gives the outputs named in ``OUTPUTS``."""

    def __init__(self, config: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.encoder = Encoder(config, dropout)
        self.mix = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
        self.tags = nn.Linear(width, len(TAGS))
        self.entities = nn.Linear(width, len(ENTITY_TAGS))
        self.cues = Pointer(width)
        self.sources = Pointer(width)
        self.senses = nn.Linear(width, len(SENSES))
        self.feelings = nn.Sequential(nn.Linear(width, FEELING_WIDTH), nn.Tanh())
        self.queries = nn.Linear(width, LINK_WIDTH + 1)  # the last: how much speaks for nobody who is named
        self.keys = nn.Linear(width, LINK_WIDTH)
        self.sentiment = nn.ModuleDict(
            {name: SentimentHead(FEELING_WIDTH * (2 if name == "target" else 1)) for name in SENTIMENT_HEADS}
        )

    def forward(self, ids: Tensor, surface: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        hidden = self.encoder(ids, surface, mask)
        mixed = self.mix(hidden)
        return (
            self.tags(mixed),
            self.entities(mixed),
            self.cues(mixed),
            self.sources(mixed),
            self.senses(mixed),
            self.feelings(mixed),
            self.queries(mixed),
            self.keys(mixed),
        )


def link_scores(queries: Tensor, keys: Tensor) -> Tensor:
    """Pooled queries (n, 65) and keys (m, 64) to scores (n, m + 1); the last column is nobody."""
    scores = queries[:, :-1] @ keys.T / math.sqrt(LINK_WIDTH)
    return torch.cat([scores, queries[:, -1:]], dim=1)


def from_pretrained(folder: Path, dropout: float = 0.1) -> Network:
    """A network whose encoder starts from the BERT weights in ``folder``."""
    config = json.loads((folder / "config.json").read_text())
    network = Network(config, dropout)
    weights = load_file(str(folder / "model.safetensors"))
    encoder = network.encoder
    encoder.words.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
    encoder.positions.weight.data.copy_(
        weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    copied(encoder, weights)
    return network


def copied(encoder: nn.Module, weights: dict[str, Tensor]) -> None:
    """Copy what stands behind the embeddings of a BERT into ``encoder``, as many layers as it has."""
    _copy(encoder.norm, weights, "embeddings.LayerNorm")
    for index, layer in enumerate(encoder.layers):
        prefix = f"encoder.layer.{index}."
        for part in ("weight", "bias"):
            stacked = [weights[f"{prefix}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            getattr(layer.qkv, part).data.copy_(torch.cat(stacked))
        _copy(layer.attended, weights, prefix + "attention.output.dense")
        _copy(layer.attended_norm, weights, prefix + "attention.output.LayerNorm")
        _copy(layer.inner, weights, prefix + "intermediate.dense")
        _copy(layer.outer, weights, prefix + "output.dense")
        _copy(layer.outer_norm, weights, prefix + "output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(weights[f"{name}.weight"])
    module.bias.data.copy_(weights[f"{name}.bias"])
